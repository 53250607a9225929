#include <cstdint>
#include <memory>

#include "io/arrow/export_array.hpp"
#include "io/arrow/metadata.hpp"

// The C structs of an export. Each node is released by itself: the interface lets a consumer move one child away and
// release the rest, so every child holds what it needs.

namespace petasentra::io::arrow {
namespace {

template <class Struct>
struct Offspring {
    std::vector<std::unique_ptr<Struct>> nodes;  // children, then the dictionary
    std::vector<Struct*> children;

    ~Offspring() {
        for (auto& node : nodes) {
            if (node->release != nullptr) node->release(node.get());
        }
    }
    Struct* add() {
        nodes.push_back(std::make_unique<Struct>());
        return nodes.back().get();
    }
};

struct SchemaHolder {
    std::string name;
    std::string format;
    std::string metadata;
    Offspring<ArrowSchema> offspring;
};

struct ArrayHolder {
    std::shared_ptr<const void> owner;
    std::vector<const void*> buffers;
    std::vector<std::vector<std::byte>> made;
    Offspring<ArrowArray> offspring;
};

void release_schema(ArrowSchema* schema) {
    delete static_cast<SchemaHolder*>(schema->private_data);
    schema->release = nullptr;
}

void release_array(ArrowArray* array) {
    delete static_cast<ArrayHolder*>(array->private_data);
    array->release = nullptr;
}

// Arrow wants an address even for a buffer of no bytes.
const void* address(const void* buffer) {
    static const std::uint64_t nothing = 0;
    return buffer == nullptr ? &nothing : buffer;
}

}  // namespace

void export_schema(const SchemaNode& node, ArrowSchema& out) {
    auto holder = std::make_unique<SchemaHolder>();
    holder->name = node.name;
    holder->format = node.format;
    holder->metadata = encode_metadata(node.metadata);
    for (const auto& child : node.children) {
        auto* made = holder->offspring.add();
        export_schema(child, *made);
        holder->offspring.children.push_back(made);
    }
    ArrowSchema* dictionary = nullptr;
    if (!node.dictionary.empty()) {
        dictionary = holder->offspring.add();
        export_schema(node.dictionary[0], *dictionary);
    }
    out = {.format = holder->format.c_str(),
           .name = holder->name.c_str(),
           .metadata = holder->metadata.empty() ? nullptr : holder->metadata.data(),
           .flags = node.flags,
           .n_children = static_cast<std::int64_t>(holder->offspring.children.size()),
           .children = holder->offspring.children.empty() ? nullptr : holder->offspring.children.data(),
           .dictionary = dictionary,
           .release = release_schema,
           .private_data = holder.get()};
    holder.release();
}

void export_array(ArrayNode&& node, const std::shared_ptr<const void>& owner, ArrowArray& out) {
    auto holder = std::make_unique<ArrayHolder>();
    holder->owner = owner;
    holder->buffers = std::move(node.buffers);
    holder->made = std::move(node.made);
    for (std::size_t i = 1; i < holder->buffers.size(); ++i) holder->buffers[i] = address(holder->buffers[i]);
    for (auto& child : node.children) {
        auto* made = holder->offspring.add();
        export_array(std::move(child), owner, *made);
        holder->offspring.children.push_back(made);
    }
    ArrowArray* dictionary = nullptr;
    if (!node.dictionary.empty()) {
        dictionary = holder->offspring.add();
        export_array(std::move(node.dictionary[0]), owner, *dictionary);
    }
    out = {.length = static_cast<std::int64_t>(node.size),
           .null_count = static_cast<std::int64_t>(node.null_count),
           .offset = 0,
           .n_buffers = static_cast<std::int64_t>(holder->buffers.size()),
           .n_children = static_cast<std::int64_t>(holder->offspring.children.size()),
           .buffers = holder->buffers.empty() ? nullptr : holder->buffers.data(),
           .children = holder->offspring.children.empty() ? nullptr : holder->offspring.children.data(),
           .dictionary = dictionary,
           .release = release_array,
           .private_data = holder.get()};
    holder.release();
}

}  // namespace petasentra::io::arrow
