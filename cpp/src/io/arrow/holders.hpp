#pragma once
#include <petasentra/io/arrow/abi.hpp>

namespace petasentra::io::arrow {

/// Releases an Arrow struct when it goes out of scope, unless somebody else did. `T` is one of the three C structs.
template <class T>
struct Held {
    T value{};

    Held() = default;
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    ~Held() {
        if (value.release != nullptr) value.release(&value);
    }
    T* operator->() noexcept { return &value; }
    T& operator*() noexcept { return value; }
};

using HeldSchema = Held<ArrowSchema>;
using HeldArray = Held<ArrowArray>;

/// Releases somebody else's stream at the end of a scope.
class StreamGuard {
  public:
    explicit StreamGuard(ArrowArrayStream& stream) : m_stream(stream) {}
    StreamGuard(const StreamGuard&) = delete;
    StreamGuard& operator=(const StreamGuard&) = delete;
    ~StreamGuard() {
        if (m_stream.release != nullptr) m_stream.release(&m_stream);
    }

  private:
    ArrowArrayStream& m_stream;
};

}  // namespace petasentra::io::arrow
