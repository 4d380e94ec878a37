# A text file as a C++ header with one constant, made anew when the file changes.
function(curvespice_embed file name header)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  file(CONFIGURE OUTPUT ${header} @ONLY CONTENT
"#pragma once
inline constexpr char ${name}[] = R\"embedded(${text})embedded\";
")
endfunction()
