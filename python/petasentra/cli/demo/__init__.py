"""The Jombang study that `petasentra demo` tells on a terminal."""
