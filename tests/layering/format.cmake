# SPDX-License-Identifier: GPL-2.0-or-later
# Fails when a source is not formatted as .clang-format says. Version 14 only: others differ.
# cmake -DROOT=... [-DFIX=ON: format it instead] -P format.cmake
cmake_minimum_required(VERSION 3.25)
find_program(clang_format clang-format-14)
if(NOT clang_format)
  message("skipped: clang-format-14 is not installed")
  return()
endif()
execute_process(COMMAND git ls-files -- "*.cpp" "*.hpp" WORKING_DIRECTORY "${ROOT}"
  OUTPUT_VARIABLE listed RESULT_VARIABLE failed ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
string(REPLACE "\n" ";" sources "${listed}")
if(failed)  # no checkout, as in a source archive
  set(rooms common indexer searcher tests docs/examples)
  set(globs)
  foreach(room ${rooms})
    list(APPEND globs "${ROOT}/${room}/*.cpp" "${ROOT}/${room}/*.hpp")
  endforeach()
  file(GLOB_RECURSE sources RELATIVE "${ROOT}" ${globs})
endif()
# A file that was removed but not yet committed is still listed.
set(present)
foreach(source ${sources})
  if(EXISTS "${ROOT}/${source}")
    list(APPEND present "${source}")
  endif()
endforeach()
if(FIX)
  execute_process(COMMAND "${clang_format}" -i ${present} WORKING_DIRECTORY "${ROOT}"
    COMMAND_ERROR_IS_FATAL ANY)
  return()
endif()
execute_process(COMMAND "${clang_format}" --dry-run -Werror ${present}
  WORKING_DIRECTORY "${ROOT}" RESULT_VARIABLE failed ERROR_VARIABLE complaints)
if(failed)
  string(REGEX MATCHALL "[^\n]*error:[^\n]*" errors "${complaints}")
  list(JOIN errors "\n" errors)
  message(SEND_ERROR "not formatted; cmake --build --preset dev --target format\n${errors}")
endif()
