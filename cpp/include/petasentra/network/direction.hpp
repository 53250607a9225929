#pragma once

namespace petasentra::network {

/// Which way is travelled between the node asked about and the others. One-way roads make the two differ.
enum class Direction : unsigned char {
    from_it,  ///< from the node asked about to the others
    to_it,    ///< from the others to it
};

}  // namespace petasentra::network
