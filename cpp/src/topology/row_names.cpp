#include "topology/row_names.hpp"

#include <cmath>
#include <petasentra/topology/fault.hpp>
#include <utility>

namespace petasentra::topology {
namespace {

std::string own_name(const layer::Column* ids, std::size_t row) {
    if (ids != nullptr && ids->is_number()) {
        const auto number = ids->number_at(row);
        if (number && *number == std::floor(*number) && std::abs(*number) < 1e15)
            return std::to_string(static_cast<long long>(*number));
        if (number) return std::to_string(*number);
    } else if (ids != nullptr) {
        if (auto text = ids->text_at(row); text && !text->empty()) return *std::move(text);
    }
    return std::to_string(row);
}

}  // namespace

RowNames::RowNames(const layer::Column* ids) : m_ids(ids) {
    if (ids == nullptr) return;
    std::unordered_set<std::string> known;
    for (std::size_t row = 0; row < ids->size; ++row) {
        auto name = own_name(ids, row);
        if (known.contains(name)) {
            m_repeated.insert(std::move(name));
        } else {
            known.insert(std::move(name));
        }
    }
}

std::string RowNames::operator()(std::int64_t row) const {
    if (row == no_row) return {};
    auto name = own_name(m_ids, static_cast<std::size_t>(row));
    return m_repeated.contains(name) ? name + " #" + std::to_string(row) : name;
}

}  // namespace petasentra::topology
