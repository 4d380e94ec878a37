# cmake -DOUTPUT=FILE -DSCRIPTS=a.tcl,b.tcl -P embed_scripts.cmake
# Writes the scripts as the C++ strings that plugin/xschem/scripts.h promises.
string(REPLACE "," ";" scripts "${SCRIPTS}")
string(CONCAT code "#include \"plugin/xschem/scripts.h\"\n\nnamespace curvespice::xschem {\n"
  "namespace {\nconstexpr const char* kScripts[] = {\n")
foreach(script ${scripts})
  file(READ ${script} text)
  string(APPEND code "R\"tcl~(${text})tcl~\",\n")
endforeach()
string(APPEND code "};\n}  // namespace\n\n"
  "std::span<const char* const> scripts() { return kScripts; }\n\n"
  "}  // namespace curvespice::xschem\n")
file(WRITE ${OUTPUT} "${code}")
