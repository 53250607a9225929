add_library(petasentra_sanitizers INTERFACE)
if(PETASENTRA_SANITIZE)
  target_compile_options(petasentra_sanitizers INTERFACE
    -fsanitize=${PETASENTRA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(petasentra_sanitizers INTERFACE -fsanitize=${PETASENTRA_SANITIZE})
endif()
