#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "io/gdal/columns.hpp"

namespace petasentra::io::gdal {

/// Appends the bytes of a value.
template <class Value>
void append(std::vector<std::byte>& bytes, Value value) {
    const auto at = bytes.size();
    bytes.resize(at + sizeof(Value));
    std::memcpy(bytes.data() + at, &value, sizeof(Value));
}

/// Name, position and nulls: what all readers share.
class Reader : public FieldReader {
  public:
    Reader(std::string name, std::string format, int index) : m_index(index) {
        m_column.name = std::move(name);
        m_column.format = std::move(format);
    }

    void read(OGRFeature& feature) final {
        const bool there = feature.IsFieldSetAndNotNull(m_index) != 0;
        mark(there && take(feature));
    }

    layer::Column finish(std::vector<Note>& notes) override {
        if (m_any_null) m_column.valid = std::move(m_valid);
        complete(notes);
        return std::move(m_column);
    }

  protected:
    // Appends the value (or a filler) and says whether it is one.
    virtual bool take(OGRFeature& feature) = 0;
    virtual void skip() = 0;
    virtual void complete(std::vector<Note>&) {}

    [[nodiscard]] int index() const noexcept { return m_index; }
    layer::Column m_column;

  private:
    void mark(bool there) {
        if (!there) skip();
        m_any_null = m_any_null || !there;
        m_valid.push_back(there ? 1 : 0);
        ++m_column.size;
    }
    int m_index;
    bool m_any_null = false;
    std::vector<std::uint8_t> m_valid;
};

/// Readers for days, times of day and instants (see read_layer for what becomes of time zones).
[[nodiscard]] std::unique_ptr<FieldReader> date_reader(std::string name, int index);
[[nodiscard]] std::unique_ptr<FieldReader> time_reader(std::string name, int index);
[[nodiscard]] std::unique_ptr<FieldReader> datetime_reader(std::string name, int index);

}  // namespace petasentra::io::gdal
