#include "topology/row_names.hpp"

#include <cmath>
#include <petasentra/topology/fault.hpp>
#include <utility>

namespace petasentra::topology {

std::string row_name(const layer::Column* ids, std::int64_t row) {
    if (row == no_row) return {};
    const auto index = static_cast<std::size_t>(row);
    if (ids != nullptr && ids->is_number()) {
        const auto number = ids->number_at(index);
        if (number && *number == std::floor(*number) && std::abs(*number) < 1e15)
            return std::to_string(static_cast<long long>(*number));
        if (number) return std::to_string(*number);
    } else if (ids != nullptr) {
        if (auto text = ids->text_at(index); text && !text->empty()) return *std::move(text);
    }
    return std::to_string(row);
}

}  // namespace petasentra::topology
