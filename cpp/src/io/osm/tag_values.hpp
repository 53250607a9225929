#pragma once
#include <array>
#include <cstdint>
#include <osmium/osm/tag.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::io::osm {

/// The values of wanted keys, found in one walk over the tags of an object: most objects of a file have no wanted key
/// at all, and the others would be walked once for every key. Of a key that an object has twice, the first counts.
class TagValues {
  public:
    explicit TagValues(std::vector<std::string> keys) : m_keys(std::move(keys)), m_values(m_keys.size()) {
        for (std::size_t key = 0; key < m_keys.size(); ++key)
            m_of_length[std::min(m_keys[key].size(), m_of_length.size() - 1)].push_back(key);
    }

    void read(const osmium::TagList& tags) {
        m_values.assign(m_keys.size(), {});
        for (const auto& tag : tags) {
            const std::string_view name = tag.key();
            for (const auto key : m_of_length[std::min(name.size(), m_of_length.size() - 1)])
                if (m_keys[key] == name && m_values[key].data() == nullptr) m_values[key] = tag.value();
        }
    }

    /// Of the key at this place of the list; empty where the object lacks it. Good until the next object is read.
    [[nodiscard]] std::string_view operator[](std::size_t key) const { return m_values[key]; }

  private:
    std::vector<std::string> m_keys;
    std::vector<std::string_view> m_values;
    std::array<std::vector<std::size_t>, 32> m_of_length;
};

}  // namespace petasentra::io::osm
