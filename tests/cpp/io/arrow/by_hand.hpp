#pragma once
#include <cstring>
#include <memory>
#include <petasentra/io/arrow/abi.hpp>
#include <string>
#include <utility>
#include <vector>

/// Arrow streams put together field by field, so that a test can break any of them.
namespace by_hand {

/// One column (or a whole table) with the structs a stream hands out. Buffers are copies that live in the node, in
/// allocations of exactly their size: AddressSanitizer sees every read beyond them.
struct Node {
    std::string name;
    std::string format;
    std::string metadata;
    std::vector<std::unique_ptr<Node>> children;
    std::unique_ptr<Node> dictionary;
    std::vector<std::unique_ptr<std::byte[]>> memory;
    std::vector<const void*> buffers;
    std::vector<ArrowSchema*> schema_children;
    std::vector<ArrowArray*> array_children;
    ArrowSchema schema{};
    ArrowArray array{};

    Node(std::string node_name, std::string node_format, std::int64_t length)
        : name(std::move(node_name)), format(std::move(node_format)) {
        schema.flags = ARROW_FLAG_NULLABLE;
        array.length = length;
    }

    template <class T>
    Node& buffer(const std::vector<T>& values) {
        auto copy = std::make_unique<std::byte[]>(values.size() * sizeof(T));
        if (!values.empty()) std::memcpy(copy.get(), values.data(), values.size() * sizeof(T));
        buffers.push_back(copy.get());
        memory.push_back(std::move(copy));
        return *this;
    }
    Node& no_buffer() {
        buffers.push_back(nullptr);
        return *this;
    }
    Node& bytes(const std::string& text) { return buffer(std::vector<char>(text.begin(), text.end())); }
    Node& child(std::unique_ptr<Node> node) {
        children.push_back(std::move(node));
        return *this;
    }
    Node& add_metadata(const std::vector<std::pair<std::string, std::string>>& entries) {
        const auto write = [this](std::size_t n) {
            const auto narrow = static_cast<std::int32_t>(n);
            metadata.append(reinterpret_cast<const char*>(&narrow), sizeof narrow);
        };
        write(entries.size());
        for (const auto& [key, value] : entries) {
            write(key.size());
            metadata += key;
            write(value.size());
            metadata += value;
        }
        return *this;
    }

    /// Fills the structs; call after the node is complete and before breaking anything in them.
    void finish() {
        schema.format = format.c_str();
        schema.name = name.c_str();
        schema.metadata = metadata.empty() ? nullptr : metadata.data();
        schema.release = [](ArrowSchema* s) { s->release = nullptr; };
        array.release = [](ArrowArray* a) { a->release = nullptr; };
        for (auto& node : children) {
            node->finish();
            schema_children.push_back(&node->schema);
            array_children.push_back(&node->array);
        }
        if (dictionary) {
            dictionary->finish();
            schema.dictionary = &dictionary->schema;
            array.dictionary = &dictionary->array;
        }
        schema.n_children = static_cast<std::int64_t>(children.size());
        schema.children = schema_children.data();
        array.n_children = schema.n_children;
        array.children = array_children.data();
        array.n_buffers = static_cast<std::int64_t>(buffers.size());
        array.buffers = buffers.data();
    }
};

inline std::unique_ptr<Node> node(const std::string& name, const std::string& format, std::int64_t length) {
    return std::make_unique<Node>(name, format, length);
}

/// A finished table of the given columns.
template <class... Columns>
std::unique_ptr<Node> table(std::int64_t length, Columns... columns) {
    auto root = node("", "+s", length);
    root->no_buffer();
    (root->child(std::move(columns)), ...);
    root->finish();
    return root;
}

/// A stream over batches that all have the schema of the first. Counts how often it was released.
struct Stream {
    std::vector<std::unique_ptr<Node>> batches;
    std::size_t next = 0;
    int released = 0;
    int fail_at = -1;  ///< get_next number that fails
    std::string error = "the disk is on fire";
    ArrowArrayStream stream{};

    explicit Stream(std::unique_ptr<Node> batch) {
        batches.push_back(std::move(batch));
        stream.private_data = this;
        stream.get_schema = [](ArrowArrayStream* s, ArrowSchema* out) {
            *out = self(s).batches[0]->schema;
            return 0;
        };
        stream.get_next = [](ArrowArrayStream* s, ArrowArray* out) {
            auto& me = self(s);
            if (static_cast<int>(me.next) == me.fail_at) return 5;
            *out = {};
            if (me.next < me.batches.size()) *out = me.batches[me.next++]->array;
            return 0;
        };
        stream.get_last_error = [](ArrowArrayStream* s) -> const char* { return self(s).error.c_str(); };
        stream.release = [](ArrowArrayStream* s) {
            ++self(s).released;
            s->release = nullptr;
        };
    }
    Stream& and_then(std::unique_ptr<Node> batch) {
        batches.push_back(std::move(batch));
        return *this;
    }
    static Stream& self(ArrowArrayStream* s) { return *static_cast<Stream*>(s->private_data); }
};

}  // namespace by_hand
