#pragma once
#include <string>

namespace petasentra::core {

/// A sentence for people, in both languages of the project. `id` is Indonesian, `en` English; neither is ever empty.
struct Text {
    std::string id;
    std::string en;
};

}  // namespace petasentra::core
