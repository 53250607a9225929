#pragma once
#include <memory>
#include <petasentra/topology/validate.hpp>

#include "bindings/handles.hpp"

namespace petasentra::bindings {

/// What Python holds of a validation: the faults as data and the findings as people read them.
struct ValidationHandle {
    std::shared_ptr<const topology::Validation> validation;
    LayerHandle findings;
};

}  // namespace petasentra::bindings
