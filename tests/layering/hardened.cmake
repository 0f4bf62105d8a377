# SPDX-License-Identifier: GPL-2.0-or-later
# Looks at PROGRAMS, which common/cmake/AeHarden.cmake has made: is it all there? Fortified copies
# leave a trace only where a program has some, so they are not looked for.
#   cmake -DPROGRAMS="build/bench/indexer/ae-index;..." -P tests/layering/hardened.cmake
find_program(readelf NAMES readelf)
if(NOT readelf)
  message("skipped: no readelf")
  return()
endif()

function(want text pattern what)
  if(NOT text MATCHES "${pattern}")
    message(SEND_ERROR "${program}: ${what}")
  endif()
endfunction()

foreach(program ${PROGRAMS})
  execute_process(COMMAND ${readelf} --wide --file-header --program-headers --dynamic --dyn-syms
    ${program} OUTPUT_VARIABLE about RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(SEND_ERROR "${program}: cannot be read")
  endif()
  want("${about}" "Type: +DYN" "always stands at the same address (no PIE)")
  want("${about}" "GNU_RELRO" "tables of the linker stay writable (no RELRO)")
  want("${about}" "BIND_NOW|FLAGS_1.* NOW" "calls are bound late, so that their table stays writable")
  want("${about}" "__stack_chk_fail" "the stack is not guarded")
  if(about MATCHES "GNU_STACK[^\n]*RWE")
    message(SEND_ERROR "${program}: the stack can be executed")
  endif()
endforeach()
