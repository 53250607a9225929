#include <algorithm>
#include <petasentra/law/kbli_crosswalk.hpp>

namespace petasentra::law {

KbliSuccessors successors(const std::vector<KbliStep>& steps, std::string_view number, std::string_view from_version,
                          std::string_view to_version) {
    KbliSuccessors found;
    for (auto length = number.size(); length >= 3 && found.numbers.empty(); --length) {
        for (const auto& step : steps) {
            if (step.from != number.substr(0, length) || step.from_version != from_version ||
                step.to_version != to_version)
                continue;
            found.numbers.push_back(step.to);
            found.split = found.split || step.kind == KbliChange::split;
            if (!step.verified) found.doubtful.push_back(step.from);
        }
    }
    for (auto* list : {&found.numbers, &found.doubtful}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    found.split = found.split || found.numbers.size() > 1;
    return found;
}

}  // namespace petasentra::law
