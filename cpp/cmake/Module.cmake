# petasentra_module(<name> [DIR folder] [DEPENDS modules...] [LINKS targets...])
#
# One static library per module, made of the sources in src/<folder> and the folders in it. DEPENDS names modules below
# it (their headers are its public interface), LINKS the third-party library that this module alone may use (never in a
# public header).
function(petasentra_module name)
  cmake_parse_arguments(ARG "" "DIR" "DEPENDS;LINKS" ${ARGN})
  if(NOT ARG_DIR)
    set(ARG_DIR ${name})
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/cpp/src/${ARG_DIR}/*.cpp
       ${PROJECT_SOURCE_DIR}/cpp/src/${ARG_DIR}/*/*.cpp)
  if(NOT sources)
    # A module with headers but no sources yet still makes an (empty) library, so that the others configure.
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${name}_empty.cpp "// ${name}: no sources yet\n")
    set(sources ${CMAKE_CURRENT_BINARY_DIR}/${name}_empty.cpp)
  endif()
  set(target petasentra_${name})
  add_library(${target} STATIC ${sources})
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
  add_library(petasentra::${name} ALIAS ${target})
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/cpp/include PRIVATE ${PROJECT_SOURCE_DIR}/cpp/src)
  # -ffp-contract=off: the same bytes from gcc and clang, with and without fused multiply-add.
  target_compile_options(${target} PRIVATE -ffp-contract=off $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
  foreach(module IN LISTS ARG_DEPENDS)
    target_link_libraries(${target} PUBLIC petasentra_${module})
  endforeach()
  target_link_libraries(${target} PRIVATE ${ARG_LINKS} $<BUILD_INTERFACE:petasentra_warnings>
                                  PUBLIC petasentra_sanitizers Threads::Threads)
endfunction()
