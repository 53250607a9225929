#include <string>

#include "io/arrow/import_array.hpp"
#include "io/arrow/malformed.hpp"
#include "io/arrow/metadata.hpp"

namespace petasentra::io::arrow {
namespace {

using layer::Column;
using layer::Family;

constexpr int deepest_nesting = 64;

std::string plain_format(std::string_view format) {
    if (format == "vu") return "u";
    if (format == "vz") return "z";
    return std::string(format);
}

Column column_at_depth(const ArrowSchema& schema, int depth) {
    Column column;
    column.name = schema.name == nullptr ? "" : schema.name;
    if (schema.release == nullptr || schema.format == nullptr) {
        malformed(column.name, "skema tanpa tipe", "a schema without a type");
    }
    if (depth > deepest_nesting) malformed(column.name, "tipe bersarang terlalu dalam", "types are nested too deeply");
    column.format = plain_format(schema.format);
    column.metadata = decode_metadata(schema.metadata);
    const auto family = layer::family_of(column.format);
    const bool has_children = family == Family::list || family == Family::fixed_list || family == Family::structure;
    const bool one_child = family == Family::list || family == Family::fixed_list;
    if (schema.n_children < 0 || schema.n_children > 100000 || (schema.n_children > 0 && schema.children == nullptr) ||
        (!has_children && schema.n_children != 0) || (one_child && schema.n_children != 1)) {
        malformed(column.name, "jumlah anak kolom salah", "a wrong number of children");
    }
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        if (schema.children[i] == nullptr) malformed(column.name, "anak kolom hilang", "a missing child");
        column.children.push_back(column_at_depth(*schema.children[i], depth + 1));
    }
    if (family == Family::text || family == Family::list) column.offsets.push_back(0);
    if (schema.dictionary != nullptr) {
        if (std::string_view("cCsSiIlL").find(column.format) == std::string_view::npos) {
            malformed(column.name, "indeks kamus bukan bilangan bulat", "dictionary indices that are not integers");
        }
        column.dictionary.push_back(column_at_depth(*schema.dictionary, depth + 1));
        column.dictionary_ordered = (schema.flags & ARROW_FLAG_DICTIONARY_ORDERED) != 0;
    }
    return column;
}

}  // namespace

Column column_of_schema(const ArrowSchema& schema) {
    return column_at_depth(schema, 0);
}

}  // namespace petasentra::io::arrow
