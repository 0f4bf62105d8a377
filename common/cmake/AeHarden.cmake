# SPDX-License-Identifier: GPL-2.0-or-later
# What makes a mistake in our code, or in a library that we hand bytes from outside to, harder to
# make use of. tests/layering/hardened.cmake looks at the programs that come out.
#
# Debug builds and sanitizers do without: they find mistakes instead.

option(AE_HARDEN "Programs that are harder to take over, in builds that optimise" ON)
set(ae_hardened OFF)
if(AE_HARDEN AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  set(ae_hardened ON)
  include(CheckCXXCompilerFlag)
  include(CheckPIESupported)
  check_pie_supported(LANGUAGES CXX)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  foreach(flag stack-protector-strong stack-clash-protection cf-protection)
    string(MAKE_C_IDENTIFIER "ae_has_${flag}" has)
    check_cxx_compiler_flag(-f${flag} ${has})
    if(${has})
      add_compile_options(-f${flag})
    endif()
  endforeach()
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  add_link_options(LINKER:-z,relro LINKER:-z,now)
endif()
