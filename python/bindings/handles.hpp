#pragma once
#include <memory>
#include <petasentra/layer/layer.hpp>

namespace petasentra::bindings {

/// What Python holds of a layer or a table: a shared, constant one. Results of C++ become Python objects by
/// `LayerHandle{std::make_shared<const layer::Layer>(std::move(layer))}`; nothing is copied after that.
struct LayerHandle {
    std::shared_ptr<const layer::Layer> layer;
    [[nodiscard]] const layer::Layer& operator*() const noexcept { return *layer; }
    [[nodiscard]] const layer::Layer* operator->() const noexcept { return layer.get(); }
};

struct TableHandle {
    std::shared_ptr<const layer::Table> table;
    [[nodiscard]] const layer::Table& operator*() const noexcept { return *table; }
    [[nodiscard]] const layer::Table* operator->() const noexcept { return table.get(); }
};

[[nodiscard]] inline LayerHandle handle(layer::Layer&& layer) {
    return {std::make_shared<const layer::Layer>(std::move(layer))};
}
[[nodiscard]] inline TableHandle handle(layer::Table&& table) {
    return {std::make_shared<const layer::Table>(std::move(table))};
}

}  // namespace petasentra::bindings
