add_library(petasentra_sanitizers INTERFACE)
if(PETASENTRA_SANITIZE)
  target_compile_options(petasentra_sanitizers INTERFACE
    -fsanitize=${PETASENTRA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # A null pointer ends the program by itself, and x86 and ARM read at any address; both checks stand at every access and
  # would double the time the build takes.
  if(PETASENTRA_SANITIZE MATCHES undefined)
    target_compile_options(petasentra_sanitizers INTERFACE -fno-sanitize=null,alignment)
  endif()
  target_link_options(petasentra_sanitizers INTERFACE -fsanitize=${PETASENTRA_SANITIZE})
endif()
