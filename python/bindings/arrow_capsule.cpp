#include "bindings/arrow_capsule.hpp"

#include <memory>
#include <petasentra/core/error.hpp>

namespace py = pybind11;

namespace petasentra::bindings {
namespace {

constexpr const char* capsule_name = "arrow_array_stream";

void release_unread(PyObject* capsule) {
    auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, capsule_name));
    if (stream == nullptr) {
        PyErr_Clear();
        return;
    }
    if (stream->release != nullptr) stream->release(stream);
    delete stream;
}

py::object capsule_of(const py::object& source) {
    if (PyCapsule_IsValid(source.ptr(), capsule_name) != 0) return source;
    if (!py::hasattr(source, "__arrow_c_stream__")) {
        const auto type = py::str(py::type::of(source).attr("__name__")).cast<std::string>();
        throw py::type_error(
            "expected a table with __arrow_c_stream__ (pyarrow, geopandas, pandas, polars, DuckDB ...), not " + type +
            "; diperlukan tabel dengan __arrow_c_stream__, bukan " + type);
    }
    return source.attr("__arrow_c_stream__")();
}

}  // namespace

TakenStream::TakenStream(const py::object& source) {
    const auto capsule = capsule_of(source);
    auto* theirs = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), capsule_name));
    if (theirs == nullptr) throw py::error_already_set();
    if (theirs->release == nullptr) {
        throw core::Error(core::ErrorCode::malformed_table,
                          {"Aliran data Arrow ini sudah pernah dibaca.", "This Arrow stream was consumed before."},
                          {"Satu aliran hanya dapat dibaca sekali: mintalah aliran baru dari tabel asalnya.",
                           "A stream can be read once: ask its table for a new one."});
    }
    m_stream = *theirs;
    theirs->release = nullptr;  // ours now: the capsule must not release it again
}

TakenStream::~TakenStream() {
    if (m_stream.release != nullptr) m_stream.release(&m_stream);
}

py::capsule stream_capsule(ArrowArrayStream&& stream) {
    auto owned = std::make_unique<ArrowArrayStream>(stream);
    stream.release = nullptr;
    py::capsule capsule(owned.get(), capsule_name, release_unread);
    owned.release();
    return capsule;
}

}  // namespace petasentra::bindings
