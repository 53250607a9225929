#include "io/arrow/flat_geometry.hpp"

#include <algorithm>
#include <cstdint>
#include <petasentra/core/large_memory.hpp>
#include <string_view>
#include <utility>

#include "io/arrow/malformed.hpp"
#include "io/arrow/metadata.hpp"

namespace petasentra::io::arrow {
namespace {

using geometry::GeometryColumn;
using geometry::Kind;

constexpr const char* flat_name = "petasentra.flat";

SchemaNode field(std::string name, std::string format) {
    SchemaNode node;
    node.name = std::move(name);
    node.format = std::move(format);
    node.flags = 0;
    return node;
}

ArrayNode values(std::size_t size, const void* data) {
    ArrayNode node;
    node.size = size;
    node.buffers = {nullptr, data};
    return node;
}

ArrayNode lists(const std::vector<std::uint64_t>& offsets, ArrayNode items) {
    ArrayNode node = values(offsets.size() - 1, offsets.data());
    node.children.push_back(std::move(items));
    return node;
}

ArrayNode structure(std::size_t size, std::vector<ArrayNode> children) {
    ArrayNode node;
    node.size = size;
    node.buffers = {nullptr};
    node.children = std::move(children);
    return node;
}

/// One array of the flat form, with the checks the interface allows.
class Node {
  public:
    Node(const ArrowSchema& schema, const ArrowArray& array) : m_schema(schema), m_array(array) {
        check(array.release != nullptr && array.length >= 0 && array.offset == 0 && array.null_count <= 0);
        check(array.n_children == schema.n_children && (array.n_children == 0 || array.children != nullptr));
        check(array.n_buffers >= 1 && array.buffers != nullptr);
    }

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(m_array.length); }
    [[nodiscard]] std::string_view name() const { return m_schema.name == nullptr ? "" : m_schema.name; }
    [[nodiscard]] std::size_t children() const { return static_cast<std::size_t>(m_array.n_children); }

    [[nodiscard]] Node child(std::size_t i, std::string_view format) const {
        check(i < children() && m_array.children[i] != nullptr && m_schema.children[i] != nullptr);
        check(m_schema.children[i]->format != nullptr && m_schema.children[i]->format == format);
        return {*m_schema.children[i], *m_array.children[i]};
    }

    template <class Value>
    [[nodiscard]] std::vector<Value> copied(std::size_t count) const {
        check(m_array.n_buffers == 2 && (m_array.buffers[1] != nullptr || count == 0));
        // Straight from there: filling with zeros first would touch every page twice.
        const auto* first = static_cast<const Value*>(m_array.buffers[1]);
        check(reinterpret_cast<std::uintptr_t>(first) % alignof(Value) == 0);
        std::vector<Value> out;
        core::reserve_large(out, count);
        if (count > 0) out.assign(first, first + count);
        return out;
    }

    // Offsets from 0 upwards to no more than the child has.
    [[nodiscard]] std::vector<std::uint64_t> offsets(std::size_t items) const {
        auto out = copied<std::uint64_t>(size() + 1);
        check(out.front() == 0 && out.back() <= items && std::ranges::is_sorted(out));
        return out;
    }

    static void check(bool good) {
        if (!good) malformed("geometry", "larik geometri tidak cocok satu sama lain", "its arrays do not fit together");
    }

  private:
    const ArrowSchema& m_schema;
    const ArrowArray& m_array;
};

void import_vertices(const Node& vertices, GeometryColumn& out) {
    const auto pairs = vertices.child(0, "+w:2");
    Node::check(pairs.size() >= vertices.size());
    const auto numbers = pairs.child(0, "g");
    Node::check(numbers.size() / 2 >= vertices.size());
    out.xy = numbers.copied<double>(2 * vertices.size());
    for (std::size_t i = 1; i < vertices.children(); ++i) {
        const auto extra = vertices.child(i, "g");
        Node::check(extra.size() >= vertices.size() && (extra.name() == "z" || extra.name() == "m"));
        (extra.name() == "z" ? out.z : out.m) = extra.copied<double>(vertices.size());
    }
}

// What kernels rely on without looking: see GeometryColumn.
void require_shape(const GeometryColumn& column) {
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto kind = column.kind[row];
        Node::check(kind < Kind::collection && column.has_z[row] <= 1 && column.has_m[row] <= 1);
        const auto parts = column.part_of_row[row + 1] - column.part_of_row[row];
        if (kind == Kind::null) Node::check(parts == 0);
        if (kind >= Kind::point && kind <= Kind::polygon) Node::check(parts <= 1);
        if (geometry::dimension(kind) == 2) continue;
        for (auto part = column.part_of_row[row]; part < column.part_of_row[row + 1]; ++part) {
            const auto ring = column.ring_of_part[part];
            Node::check(column.ring_of_part[part + 1] - ring == 1);
            if (geometry::dimension(kind) != 0) continue;
            Node::check(column.vertex_of_ring[ring + 1] - column.vertex_of_ring[ring] <= 1);
        }
    }
}

}  // namespace

bool can_be_flat(const GeometryColumn& column) noexcept {
    return std::ranges::find(column.kind, Kind::collection) == column.kind.end();
}

SchemaNode flat_schema(const GeometryColumn& column, std::string name, std::string metadata) {
    auto pairs = field("xy", "+w:2");
    pairs.children.push_back(field("number", "g"));
    auto vertex = field("vertex", "+s");
    vertex.children.push_back(std::move(pairs));
    if (!column.z.empty()) vertex.children.push_back(field("z", "g"));
    if (!column.m.empty()) vertex.children.push_back(field("m", "g"));
    auto ring = field("ring", "+L");
    ring.children.push_back(std::move(vertex));
    auto part = field("part", "+L");
    part.children.push_back(std::move(ring));
    auto parts = field("parts", "+L");
    parts.children.push_back(std::move(part));
    auto root = field(std::move(name), "+s");
    root.metadata = {{extension_name_key, flat_name}, {extension_metadata_key, std::move(metadata)}};
    for (const char* flag : {"kind", "has_z", "has_m"}) root.children.push_back(field(flag, "C"));
    root.children.push_back(std::move(parts));
    return root;
}

ArrayNode flat_array(const GeometryColumn& column) {
    const auto vertices = column.vertex_count();
    ArrayNode pairs = structure(vertices, {values(2 * vertices, column.xy.data())});
    std::vector<ArrayNode> of_vertex;
    of_vertex.push_back(std::move(pairs));
    if (!column.z.empty()) of_vertex.push_back(values(vertices, column.z.data()));
    if (!column.m.empty()) of_vertex.push_back(values(vertices, column.m.data()));
    auto rings = lists(column.vertex_of_ring, structure(vertices, std::move(of_vertex)));
    auto parts = lists(column.part_of_row, lists(column.ring_of_part, std::move(rings)));
    const auto rows = column.size();
    std::vector<ArrayNode> children;
    children.push_back(values(rows, column.kind.data()));
    children.push_back(values(rows, column.has_z.data()));
    children.push_back(values(rows, column.has_m.data()));
    children.push_back(std::move(parts));
    return structure(rows, std::move(children));
}

bool is_flat(const ArrowSchema& schema) {
    if (schema.format == nullptr || std::string_view(schema.format) != "+s" || schema.metadata == nullptr) return false;
    for (const auto& [key, value] : decode_metadata(schema.metadata)) {
        if (key == extension_name_key) return value == flat_name;
    }
    return false;
}

GeometryColumn import_flat(const ArrowSchema& schema, const ArrowArray& array) {
    const Node root(schema, array);
    GeometryColumn out;
    const auto rows = root.size();
    out.kind = root.child(0, "C").copied<Kind>(rows);
    out.has_z = root.child(1, "C").copied<std::uint8_t>(rows);
    out.has_m = root.child(2, "C").copied<std::uint8_t>(rows);
    const auto parts = root.child(3, "+L");
    const auto rings = parts.child(0, "+L");
    const auto runs = rings.child(0, "+L");
    const auto vertices = runs.child(0, "+s");
    Node::check(root.child(0, "C").size() >= rows && root.child(1, "C").size() >= rows &&
                root.child(2, "C").size() >= rows && parts.size() == rows);
    out.part_of_row = parts.offsets(rings.size());
    out.ring_of_part = rings.offsets(runs.size());
    out.vertex_of_ring = runs.offsets(vertices.size());
    Node::check(out.part_of_row.back() == rings.size() && out.ring_of_part.back() == runs.size() &&
                out.vertex_of_ring.back() == vertices.size());
    import_vertices(vertices, out);
    require_shape(out);
    return out;
}

}  // namespace petasentra::io::arrow
