#pragma once
#include <memory>
#include <petasentra/core/date.hpp>
#include <petasentra/law/plan_pack.hpp>
#include <string>

namespace petasentra::bindings {

/// What Python holds of a pack's law: a shared, constant one.
struct PackHandle {
    std::shared_ptr<const law::PlanPack> law;
    [[nodiscard]] const law::PlanPack& operator*() const noexcept { return *law; }
    [[nodiscard]] const law::PlanPack* operator->() const noexcept { return law.get(); }
};

/// "YYYY-MM-DD"; OptionError otherwise.
[[nodiscard]] core::Date day_from(const std::string& text);

}  // namespace petasentra::bindings
