#pragma once
#include <petasentra/core/error.hpp>
#include <string>
#include <string_view>

namespace petasentra::io::arrow {

/// Error(malformed_table) about a column of a stream that breaks the rules of the Arrow C interface.
[[noreturn]] inline void malformed(std::string_view column, const std::string& what_id, const std::string& what_en) {
    const std::string name(column);
    throw core::Error(core::ErrorCode::malformed_table,
                      {"Aliran data Arrow rusak pada kolom \"" + name + "\": " + what_id + ".",
                       "The Arrow stream is malformed at column \"" + name + "\": " + what_en + "."},
                      {"Perbarui atau laporkan pustaka yang menghasilkan aliran itu.",
                       "Update the library that made the stream, or report it there."},
                      {.column = name});
}

/// The same where no column is to blame.
[[noreturn]] inline void malformed_stream(const std::string& what_id, const std::string& what_en) {
    throw core::Error(
        core::ErrorCode::malformed_table,
        {"Aliran data Arrow tidak dapat dibaca: " + what_id + ".", "The Arrow stream cannot be read: " + what_en + "."},
        {"Periksa sumber data; berikan tabel (bukan satu larik) yang dapat dibaca pyarrow.",
         "Check the source of the data; pass a table (not a single array) that pyarrow can read."});
}

}  // namespace petasentra::io::arrow
