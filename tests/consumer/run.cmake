# SPDX-License-Identifier: GPL-2.0-or-later
# Builds the example of docs/embedding.md in the way of KIND against what install.cmake put in
# PREFIX, and runs it.
# cmake -DKIND=... -DROOT=... -DPREFIX=... -DWORK=... -DCOMPILER=... -DFLAGS=... -DWANTED=...
#       -P run.cmake
cmake_minimum_required(VERSION 3.25)
set(example "${ROOT}/docs/examples/search.cpp")
set(program "${WORK}/search")
file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")
if(KIND STREQUAL "pkg_config")
  file(GLOB_RECURSE pc "${PREFIX}/*/ae-searcher.pc")
  cmake_path(GET pc PARENT_PATH folder)
  cmake_path(GET folder PARENT_PATH libraries)
  set(ENV{PKG_CONFIG_PATH} "${folder}")
  set(ENV{CXXFLAGS} "${FLAGS}")
  set(ENV{LD_LIBRARY_PATH} "${libraries}")
  execute_process(COMMAND "${ROOT}/tests/consumer/pkg_config/build"
    "${COMPILER}" "${example}" "${program}" COMMAND_ERROR_IS_FATAL ANY)
else()
  execute_process(COMMAND "${CMAKE_COMMAND}" -G Ninja -S "${ROOT}/tests/consumer/${KIND}" -B "${WORK}"
    --no-warn-unused-cli "-DCMAKE_PREFIX_PATH=${PREFIX}" "-DAE_SOURCES=${ROOT}" "-DEXAMPLE=${example}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_FLAGS=${FLAGS}"
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND "${CMAKE_COMMAND}" --build "${WORK}" --target ${WANTED}
    COMMAND_ERROR_IS_FATAL ANY)
endif()
if(NOT WANTED STREQUAL "search")
  return()
endif()

# The first line counts the articles; at least one shows the phrase, marked as one.
execute_process(COMMAND "${program}" "${PREFIX}/corpus.ae" "\"write-in votes\""
  OUTPUT_VARIABLE answer COMMAND_ERROR_IS_FATAL ANY)
if(NOT answer MATCHES "^20 articles\n" OR NOT answer MATCHES "\\[[Ww]rite-in votes\\]")
  message(FATAL_ERROR "not the answer that was expected:\n${answer}")
endif()
execute_process(COMMAND "${program}" "${PREFIX}/nowhere" "votes"
  ERROR_VARIABLE complaint RESULT_VARIABLE status)
if(NOT status EQUAL 3 OR NOT complaint MATCHES "no archive here")
  message(FATAL_ERROR "a missing archive gave status ${status}: ${complaint}")
endif()
