add_library(petasentra_warnings INTERFACE)
target_compile_options(petasentra_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wdouble-promotion -Wold-style-cast -Wnon-virtual-dtor
  $<$<BOOL:${PETASENTRA_WERROR}>:-Werror>
  # Designated initialisers leave fields at their defaults on purpose.
  -Wno-missing-field-initializers)
