# The service's page: bundled by esbuild into share/curvespice-page, which the service serves at `/`.
# Without node and npm, or without the network on the first build, the rest is built all the same and
# the service serves a plain message instead.
find_program(NODE node)
find_program(NPM npm)
if(NOT NODE OR NOT NPM)
  message(STATUS "npm is not installed: the service will have no page (apt-get install nodejs npm)")
  return()
endif()

set(page_source ${CMAKE_SOURCE_DIR}/queue/web)
set(page_folder ${CMAKE_BINARY_DIR}/share/curvespice-page)
file(GLOB_RECURSE page_files CONFIGURE_DEPENDS ${page_source}/src/*.ts ${page_source}/src/*.tsx
  ${page_source}/src/*.css ${page_source}/src/*.html)
add_custom_command(OUTPUT ${page_folder}/page.js
  COMMAND ${page_source}/build_page.sh ${page_folder}
  DEPENDS ${page_files} ${page_source}/package-lock.json ${page_source}/build.mjs
    ${page_source}/build_page.sh
  COMMENT "The service's page" VERBATIM)
add_custom_target(curvespice_page ALL DEPENDS ${page_folder}/page.js)
add_dependencies(product curvespice_page)
install(DIRECTORY ${page_folder} DESTINATION share OPTIONAL)
