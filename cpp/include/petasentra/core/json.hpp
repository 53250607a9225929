#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace petasentra::core {

/// Writes one JSON document, keys in the order they are given. Numbers use the shortest text that reads back to the
/// same double; not-a-number and infinities become null. The caller keeps objects and arrays balanced.
class JsonWriter {
  public:
    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
    JsonWriter& value(double number);
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(bool flag);
    JsonWriter& null();

    [[nodiscard]] const std::string& str() const noexcept { return m_out; }

  private:
    void separate();
    std::string m_out;
    bool m_fresh = true;  // no comma needed before the next item
};

}  // namespace petasentra::core
