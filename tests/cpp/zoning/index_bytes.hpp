#pragma once
// The bytes of a saved index, read and changed by what docs/zoning-index.md says of the format.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <petasentra/core/sha256.hpp>
#include <span>
#include <string>
#include <vector>

struct IndexBytes {
    static constexpr std::size_t head = 192;
    static constexpr std::size_t entry = 104;
    static constexpr std::size_t sections = 14;
    static constexpr std::size_t digits = 64;

    std::string bytes;

    template <class Number>
    [[nodiscard]] Number at(std::size_t place) const {
        Number out;
        std::memcpy(&out, bytes.data() + place, sizeof(out));
        return out;
    }
    template <class Number>
    void put(std::size_t place, Number value) {
        std::memcpy(bytes.data() + place, &value, sizeof(value));
    }
    [[nodiscard]] static std::size_t place_of(std::size_t section) { return head + section * entry; }
    [[nodiscard]] std::string name(std::size_t section) const { return bytes.c_str() + place_of(section); }
    [[nodiscard]] std::size_t section(const std::string& wanted) const {
        std::size_t found = 0;
        while (name(found) != wanted) ++found;
        return found;
    }
    [[nodiscard]] std::size_t offset(std::size_t section) const { return at<std::uint64_t>(place_of(section) + 16); }
    [[nodiscard]] std::size_t size(std::size_t section) const {
        return at<std::uint64_t>(place_of(section) + 24) * at<std::uint32_t>(place_of(section) + 32);
    }
    static std::string sha256(const std::string& text) {
        return petasentra::core::sha256(std::as_bytes(std::span(text)));
    }

    /// Checksums that fit what the bytes are now, as far as sections lie in the file.
    void seal() {
        if (bytes.size() < head + sections * entry) return;
        constexpr std::size_t piece = std::size_t{4} << 20U;
        for (std::size_t section = 0; section < sections; ++section) {
            const auto begin = offset(section);
            const auto length = size(section);
            if (begin > bytes.size() || length > bytes.size() - begin) continue;
            std::string all;
            for (std::size_t from = 0; from < length; from += piece)
                all += sha256(bytes.substr(begin + from, std::min(piece, length - from)));
            bytes.replace(place_of(section) + 40, digits, sha256(all));
        }
        std::string zones;
        for (std::size_t section = 0; section < 5; ++section) zones += bytes.substr(place_of(section) + 40, digits);
        bytes.replace(64, digits, sha256(zones));
        bytes.replace(128, digits, std::string(digits, '\0'));
        bytes.replace(128, digits, sha256(bytes.substr(0, head + sections * entry)));
    }
};
