# `lint`: clang-format over every source, clang-tidy over the product's. Findings are errors. Each
# file has a stamp that depends on it and on the headers it includes: an unchanged tree is quick.
find_program(CLANG_FORMAT clang-format)
find_program(CLANG_TIDY clang-tidy)
if(NOT CLANG_FORMAT OR NOT CLANG_TIDY)
  add_custom_target(lint
    COMMAND ${CMAKE_COMMAND} -E echo "lint needs clang-format and clang-tidy: apt-get install them"
    COMMAND ${CMAKE_COMMAND} -E false)
  return()
endif()

set(product_folders base extractor spice-export worker queue plugin example)
set(formatted "")
set(tidied "")
foreach(folder ${product_folders} tests)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.h
    ${CMAKE_SOURCE_DIR}/${folder}/*.cc)
  list(APPEND formatted ${found})
endforeach()
foreach(folder ${product_folders})
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cc)
  list(APPEND tidied ${found})
endforeach()

if(NOT GNUCAP_INCLUDE)  # its command is built only where gnucap's headers are
  list(FILTER tidied EXCLUDE REGEX "/plugin/gnucap/")
endif()

set(lint_folder ${CMAKE_BINARY_DIR}/lint)
file(MAKE_DIRECTORY ${lint_folder})
add_custom_command(OUTPUT ${lint_folder}/format.stamp
  COMMAND ${CLANG_FORMAT} --dry-run --Werror ${formatted}
  COMMAND ${CMAKE_COMMAND} -E touch ${lint_folder}/format.stamp
  DEPENDS ${formatted} ${CMAKE_SOURCE_DIR}/.clang-format
  COMMENT "clang-format" VERBATIM)

# What the build makes and a source includes must be there first; it is no reason to lint again.
add_custom_target(made_sources DEPENDS ${DIGIT_TEMPLATES})

# Boost.Asio's coroutines are beyond clang 14; the compiler's own warnings hold these files.
list(FILTER tidied EXCLUDE REGEX "/queue/service/(http_session|server|stream|websocket_session)[.]cc$")
set(stamps ${lint_folder}/format.stamp)
foreach(source ${tidied})
  file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${source})
  set(stamp ${lint_folder}/${name}.stamp)
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${CMAKE_SOURCE_DIR}/cmake/tidy_file.sh ${CMAKE_BINARY_DIR} ${source} ${stamp}
    DEPENDS ${source} ${CMAKE_SOURCE_DIR}/.clang-tidy ${CMAKE_SOURCE_DIR}/cmake/tidy_file.sh made_sources
    DEPFILE ${stamp}.d
    COMMENT "clang-tidy ${name}" VERBATIM)
  list(APPEND stamps ${stamp})
endforeach()
add_custom_target(lint DEPENDS ${stamps})
