#pragma once
#include <petasentra/core/control.hpp>

namespace petasentra::geometry {

/// While one of these lives, long GEOS operations on the *calling thread* give up soon after `control` is cancelled and
/// throw Error(cancelled): GEOS asks now and then whether it should stop. Without it an overlay of a large layer runs
/// to its end before a Ctrl-C is seen. Other threads, also other users of the same GEOS library, notice nothing.
class Interruptible {
  public:
    explicit Interruptible(const core::Control& control);  ///< the control must outlive it
    ~Interruptible();
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

  private:
    const core::Control* m_outer;
};

}  // namespace petasentra::geometry
