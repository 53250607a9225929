#pragma once
#include <pybind11/pybind11.h>

#include <petasentra/io/arrow/abi.hpp>

namespace petasentra::bindings {

/// A stream moved out of a Python object: one with `__arrow_c_stream__`, or an "arrow_array_stream" capsule itself.
/// Whatever is not consumed by then is released with this.
class TakenStream {
  public:
    /// TypeError if the object is neither; SchemaError(malformed_table) if the capsule was consumed before.
    explicit TakenStream(const pybind11::object& source);
    ~TakenStream();
    TakenStream(const TakenStream&) = delete;
    TakenStream& operator=(const TakenStream&) = delete;
    [[nodiscard]] ArrowArrayStream& stream() noexcept { return m_stream; }

  private:
    ArrowArrayStream m_stream{};
};

/// Moves a stream into a new capsule, which releases it when it is dropped unread.
[[nodiscard]] pybind11::capsule stream_capsule(ArrowArrayStream&& stream);

}  // namespace petasentra::bindings
