#include "io/arrow/import_array.hpp"

#include <algorithm>
#include <cstring>
#include <petasentra/core/large_memory.hpp>
#include <string>

#include "io/arrow/dictionary.hpp"
#include "io/arrow/malformed.hpp"

namespace petasentra::io::arrow {
namespace {

using layer::Column;
using layer::Family;

// What no memory holds: sums of numbers below them do not overflow.
constexpr std::int64_t most_rows = std::int64_t{1} << 40;
constexpr std::int64_t most_bytes = std::int64_t{1} << 46;

// One array being read: the rows [first, first + count) of it, after its own offset, with the checks all types share.
class Reader {
  public:
    Reader(Column& column, const ArrowSchema& schema, const ArrowArray& array, std::int64_t first, std::int64_t count,
           const core::Control& control)
        : m_column(column), m_schema(schema), m_array(array), m_count(count), m_control(control) {
        check(array.release != nullptr, "larik sudah dilepas", "an array that was released before");
        check(array.length >= 0 && array.length <= most_rows && array.offset >= 0 && array.offset <= most_rows,
              "panjang atau offset tidak masuk akal", "an impossible length or offset");
        check(first >= 0 && count >= 0 && first <= array.length && count <= array.length - first,
              "offset melampaui data", "offsets beyond the data");
        check(array.n_children == schema.n_children && (array.n_children == 0 || array.children != nullptr),
              "jumlah anak kolom salah", "a wrong number of children");
        check((array.dictionary != nullptr) == (schema.dictionary != nullptr), "kamus hilang", "a missing dictionary");
        check(array.n_buffers >= 0 && (array.n_buffers == 0 || array.buffers != nullptr), "penyangga hilang",
              "missing buffers");
        m_begin = array.offset + first;
    }

    void append() {
        m_control.check();
        const auto family = layer::family_of(m_column.format);
        if (family == Family::nothing) return append_nothing();
        require_buffers(family);
        append_validity();
        if (!m_column.dictionary.empty()) {
            append_dictionary();
        } else if (family == Family::boolean) {
            append_booleans();
        } else if (family == Family::fixed) {
            append_fixed();
        } else if (family == Family::text) {
            append_text();
        } else if (family == Family::list) {
            append_list();
        } else if (family == Family::fixed_list) {
            const auto n = static_cast<std::int64_t>(layer::fixed_list_size(m_column.format));
            require_at_most(most_rows, n);
            append_child(0, m_begin * n, m_count * n);
        } else {
            for (std::int64_t i = 0; i < m_schema.n_children; ++i) append_child(i, m_begin, m_count);
        }
        m_column.size += rows();
    }

  private:
    void check(bool good, const char* what_id, const char* what_en) const {
        if (!good) malformed(m_column.name, what_id, what_en);
    }
    // Whether the rows, at so many items or bytes each, end where memory could.
    void require_at_most(std::int64_t most, std::int64_t each) const {
        check(each == 0 || m_begin + m_count <= most / each, "offset melampaui data", "offsets beyond the data");
    }
    [[nodiscard]] std::size_t rows() const { return static_cast<std::size_t>(m_count); }
    [[nodiscard]] std::string_view source_format() const { return m_schema.format; }
    [[nodiscard]] bool is_view() const { return source_format() == "vu" || source_format() == "vz"; }

    void require_buffers(Family family) const {
        std::int64_t wanted = 2;
        if (family == Family::text) wanted = 3;
        if (family == Family::fixed_list || family == Family::structure) wanted = 1;
        check(is_view() ? m_array.n_buffers >= wanted : m_array.n_buffers == wanted, "jumlah penyangga salah",
              "a wrong number of buffers");
    }

    template <class T>
    [[nodiscard]] const T* buffer(std::int64_t i) const {
        check(m_array.buffers[i] != nullptr || m_count == 0, "penyangga kosong", "a null buffer");
        return static_cast<const T*>(m_array.buffers[i]);
    }

    // Buffers of foreign arrays need not be aligned.
    template <class T>
    static T load(const void* buffer, std::int64_t i) {
        T value;
        std::memcpy(&value, static_cast<const std::byte*>(buffer) + i * static_cast<std::int64_t>(sizeof(T)),
                    sizeof(T));
        return value;
    }
    static bool bit(const void* buffer, std::int64_t i) {
        return ((static_cast<const std::uint8_t*>(buffer)[i / 8] >> (i % 8)) & 1) != 0;
    }
    [[nodiscard]] bool is_valid(std::int64_t i) const {
        return m_array.buffers[0] == nullptr || bit(m_array.buffers[0], m_begin + i);
    }

    void append_nothing() {
        m_column.size += rows();
        m_column.valid.resize(m_column.size, 0);
    }

    void append_validity() {
        const auto* bits = m_array.buffers[0];
        if (bits == nullptr) {
            check(m_array.null_count <= 0, "peta nilai kosong hilang", "nulls are counted but not marked");
            if (!m_column.valid.empty()) m_column.valid.resize(m_column.size + rows(), 1);
            return;
        }
        if (m_array.null_count == 0 && m_column.valid.empty()) return;
        std::vector<std::uint8_t> fresh(rows());
        bool any_null = false;
        for (std::int64_t i = 0; i < m_count; ++i) {
            fresh[static_cast<std::size_t>(i)] = bit(bits, m_begin + i) ? 1 : 0;
            any_null = any_null || fresh[static_cast<std::size_t>(i)] == 0;
        }
        if (!any_null && m_column.valid.empty()) return;
        m_column.valid.resize(m_column.size, 1);
        m_column.valid.insert(m_column.valid.end(), fresh.begin(), fresh.end());
    }

    // Batches may be many and small.
    template <class Value>
    static void make_room(std::vector<Value>& values, std::size_t more) {
        const auto needed = values.size() + more;
        if (needed > values.capacity()) core::reserve_large(values, std::max(needed, 2 * values.capacity()));
    }

    // Gigabytes take seconds: a look at the control every few milliseconds.
    void append_bytes(const std::byte* bytes, std::int64_t size) {
        constexpr std::int64_t bytes_between_looks = std::int64_t{1} << 23;
        auto& data = m_column.data;
        make_room(data, static_cast<std::size_t>(size));
        for (std::int64_t done = 0; done < size; done += bytes_between_looks) {
            m_control.check();
            data.insert(data.end(), bytes + done, bytes + std::min(done + bytes_between_looks, size));
        }
    }

    void append_booleans() {
        const auto* bits = buffer<void>(1);
        m_column.data.reserve(m_column.data.size() + rows());
        for (std::int64_t i = 0; i < m_count; ++i) m_column.data.push_back(std::byte{bit(bits, m_begin + i)});
    }

    void append_fixed() {
        const auto width = static_cast<std::int64_t>(layer::fixed_width(m_column.format));
        if (m_count == 0 || width == 0) return;
        require_at_most(most_bytes, width);
        append_bytes(buffer<std::byte>(1) + m_begin * width, m_count * width);
    }

    [[nodiscard]] std::int64_t offset_at(const void* offsets, std::int64_t i) const {
        const bool wide = source_format() == "U" || source_format() == "Z" || source_format() == "+L";
        return wide ? load<std::int64_t>(offsets, m_begin + i) : load<std::int32_t>(offsets, m_begin + i);
    }

    // Appends the rows' ends, shifted to where their content will stand; the range of content they cover.
    std::pair<std::int64_t, std::int64_t> append_offsets() {
        if (m_count == 0) return {0, 0};
        const auto* offsets = buffer<void>(1);
        const auto first = offset_at(offsets, 0);
        check(first >= 0, "offset negatif", "a negative offset");
        check(first <= most_bytes, "offset melampaui data", "offsets beyond the data");
        const auto shift = m_column.offsets.back() - first;
        auto last = first;
        make_room(m_column.offsets, rows());
        for (std::int64_t i = 1; i <= m_count; ++i) {
            const auto end = offset_at(offsets, i);
            check(end >= last, "offset berjalan mundur", "offsets that run backwards");
            check(end <= most_bytes, "offset melampaui data", "offsets beyond the data");
            m_column.offsets.push_back(end + shift);
            last = end;
        }
        return {first, last};
    }

    void append_text() {
        if (is_view()) return append_views();
        const auto [begin, end] = append_offsets();
        if (begin == end) return;
        append_bytes(buffer<std::byte>(2) + begin, end - begin);
    }

    // A view is 16 bytes: length, then the bytes themselves if at most 12, else 4 bytes of prefix, buffer and offset.
    void append_views() {
        const auto* views = buffer<std::byte>(1);
        const auto data_buffers = m_array.n_buffers - 3;
        const auto* sizes = m_array.buffers[m_array.n_buffers - 1];
        for (std::int64_t i = 0; i < m_count; ++i) {
            if (is_valid(i)) append_view(views + (m_begin + i) * 16, data_buffers, sizes);
            m_column.offsets.push_back(static_cast<std::int64_t>(m_column.data.size()));
        }
    }

    void append_view(const std::byte* view, std::int64_t data_buffers, const void* sizes) {
        const std::int64_t length = load<std::int32_t>(view, 0);
        check(length >= 0, "panjang teks negatif", "a negative length of text");
        const auto* bytes = view + 4;
        if (length > 12) {
            const std::int64_t which = load<std::int32_t>(view, 2);
            const std::int64_t offset = load<std::int32_t>(view, 3);
            check(which >= 0 && which < data_buffers && sizes != nullptr, "penyangga kosong", "a null buffer");
            check(offset >= 0 && offset + length <= load<std::int64_t>(sizes, which), "offset melampaui data",
                  "offsets beyond the data");
            bytes = buffer<std::byte>(2 + which) + offset;
        }
        m_column.data.insert(m_column.data.end(), bytes, bytes + length);
    }

    void append_list() {
        const auto [begin, end] = append_offsets();
        append_child(0, begin, end - begin);
    }

    void append_child(std::int64_t i, std::int64_t first, std::int64_t count) {
        check(m_array.children[i] != nullptr, "anak kolom hilang", "a missing child");
        append_array(m_column.children[static_cast<std::size_t>(i)], *m_schema.children[i], *m_array.children[i], first,
                     count, m_control);
    }

    void append_dictionary() {
        Column values = arrow::column_of_schema(*m_schema.dictionary);
        append_array(values, *m_schema.dictionary, *m_array.dictionary, 0, m_array.dictionary->length, m_control);
        const auto known = static_cast<std::int64_t>(values.size);
        const auto place = merge_dictionary(m_column, std::move(values));
        std::vector<std::int64_t> indices(rows());
        const auto* data = buffer<std::byte>(1);
        for (std::int64_t i = 0; i < m_count; ++i) {
            if (!is_valid(i)) continue;
            const auto index = index_at(data, source_format(), static_cast<std::size_t>(m_begin + i));
            check(index >= 0 && index < known, "indeks kamus tidak ada", "a dictionary index that does not exist");
            indices[static_cast<std::size_t>(i)] = place[static_cast<std::size_t>(index)];
        }
        append_indices(m_column, indices);
    }

    Column& m_column;
    const ArrowSchema& m_schema;
    const ArrowArray& m_array;
    std::int64_t m_begin = 0;  // known once the array's own offset is
    std::int64_t m_count;
    const core::Control& m_control;
};

}  // namespace

void append_array(Column& column, const ArrowSchema& schema, const ArrowArray& array, std::int64_t first,
                  std::int64_t count, const core::Control& control) {
    Reader(column, schema, array, first, count, control).append();
}

}  // namespace petasentra::io::arrow
