# SPDX-License-Identifier: GPL-2.0-or-later
# Installs the build into PREFIX and, with the installed program, builds an archive beside it.
# cmake -DBUILD=... -DROOT=... -DPREFIX=... -P install.cmake
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE "${PREFIX}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${PREFIX}"
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(REMOVE_RECURSE "${PREFIX}/corpus.ae")
execute_process(COMMAND "${PREFIX}/bin/ae-index" --quiet --db "${PREFIX}/corpus.ae" corpus/
  WORKING_DIRECTORY "${ROOT}" COMMAND_ERROR_IS_FATAL ANY)
foreach(file include/ae/searcher.hpp share/man/man1/ae-index.1 share/man/man1/ae-search.1
    share/bash-completion/completions/ae-search share/zsh/site-functions/_ae-search
    share/fish/vendor_completions.d/ae-search.fish share/doc/ae/README.md)
  if(NOT EXISTS "${PREFIX}/${file}")
    message(SEND_ERROR "${file} was not installed")
  endif()
endforeach()
