#include <petasentra/geometry/interrupt.hpp>
#include <stdexcept>

#include "geometry/geos_handle.hpp"

namespace petasentra::geometry {
namespace {

thread_local const core::Control* current_control = nullptr;
GEOSInterruptCallback* previous_callback = nullptr;

/// GEOS's own way to stop (GEOS_interruptRequest) is one flag for the whole process, which any thread may pick up. An
/// exception thrown here passes through GEOS like its own ones and ends the operation of this thread only.
void ask() {
    if (previous_callback != nullptr) previous_callback();
    if (current_control != nullptr && current_control->cancelled()) throw std::runtime_error("cancelled");
}

bool register_once() {
    static const bool done = [] {
        previous_callback = GEOS_interruptRegisterCallback(&ask);
        return true;
    }();
    return done;
}

}  // namespace

void throw_if_interrupted() {
    if (current_control != nullptr) current_control->check();
}

Interruptible::Interruptible(const core::Control& control) : m_outer(current_control) {
    static_cast<void>(register_once());
    current_control = &control;
}

Interruptible::~Interruptible() {
    current_control = m_outer;
}

}  // namespace petasentra::geometry
