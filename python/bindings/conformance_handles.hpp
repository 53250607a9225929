#pragma once
#include <memory>
#include <petasentra/conformance/bound_pack.hpp>
#include <petasentra/conformance/check.hpp>

namespace petasentra::bindings {

/// What Python holds of a pack with its geometry, and of the answers to a check: shared, constant ones.
struct BoundHandle {
    std::shared_ptr<const conformance::BoundPack> pack;
};
struct ResultHandle {
    std::shared_ptr<const conformance::CheckResult> result;
};

}  // namespace petasentra::bindings
