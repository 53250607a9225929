// A pack that was cut off or damaged either reads or gives one of our errors: no other exception, crash or hang. Run
// under the asan preset this also proves that no byte outside the texts is touched.
#include <algorithm>
#include <cstdint>
#include <petasentra/io/pack/csv.hpp>
#include <petasentra/io/pack/read_claims.hpp>

#include "io/pack/pack_texts.hpp"

using namespace petasentra;
using pack_texts::complete;
using pack_texts::Texts;

namespace {

/// True if the texts were read, false if they were refused; anything else is a failure.
bool reads(const Texts& texts) {
    try {
        const auto pack = pack_texts::read(texts);
        (void)law::lint(pack);
        return true;
    } catch (const core::Error& error) {
        if (error.message().id.empty() || error.message().en.empty()) FAIL("an error without words");
        return false;
    } catch (const std::exception& error) {
        FAIL("an exception that is not ours: " << error.what());
    }
    return false;
}

// A small generator of our own, so that every machine damages the same bytes.
struct Dice {
    std::uint32_t state = 2021;
    std::uint32_t roll(std::size_t sides) {
        state = state * 1664525U + 1013904223U;
        return static_cast<std::uint32_t>((state >> 8U) % sides);
    }
};

}  // namespace

TEST_CASE("every prefix of every file of a pack is read or refused") {
    for (const auto& [name, whole] : complete()) {
        auto texts = complete();
        std::size_t read_count = 0;
        for (std::size_t length = 0; length <= whole.size(); ++length) {
            INFO(name << " cut after " << length << " bytes");
            texts[name] = whole.substr(0, length);
            read_count += reads(texts) ? 1U : 0U;
        }
        CHECK(read_count > 0);
        CHECK(read_count <= whole.size() + 1);
    }
}

TEST_CASE("files with damaged bytes are read or refused") {
    Dice dice;
    constexpr char awkward[] = "\0\x01\"'[]{}=,.#\n\r\t -+_0129eTZ:\\u\x7F\x80\xC2\xEF\xFF";
    const std::string bytes(awkward, sizeof(awkward) - 1);
    std::size_t refused = 0;
    for (int round = 0; round < 800; ++round) {
        auto texts = complete();
        auto file = texts.begin();
        std::advance(file, dice.roll(texts.size()));
        auto& text = file->second;
        for (auto changes = 1 + dice.roll(4); changes > 0; --changes) {
            const auto at = dice.roll(text.size());
            switch (dice.roll(3)) {
                case 0:
                    text[at] = bytes[dice.roll(bytes.size())];
                    break;
                case 1:
                    text.insert(at, 1, bytes[dice.roll(bytes.size())]);
                    break;
                default:
                    text.erase(at, 1 + dice.roll(8));
                    break;
            }
        }
        INFO("round " << round << ", " << file->first << ":\n" << text);
        refused += reads(texts) ? 0U : 1U;
    }
    CHECK(refused > 0);
    CHECK(refused < 800);
}

TEST_CASE("values nested without end are refused, not followed") {
    auto texts = complete();
    texts["pack.toml"] = "a = " + std::string(100000, '[');
    CHECK_FALSE(reads(texts));
    texts["pack.toml"] = "a = ";
    for (int depth = 0; depth < 20000; ++depth) texts["pack.toml"] += "{b=";
    CHECK_FALSE(reads(texts));
    texts["pack.toml"] = "a";
    for (int depth = 0; depth < 20000; ++depth) texts["pack.toml"] += ".b";
    texts["pack.toml"] += " = 1\n";
    CHECK_FALSE(reads(texts));
    texts["pack.toml"] = "[a";
    for (int depth = 0; depth < 200000; ++depth) texts["pack.toml"] += " . \"b\"";
    texts["pack.toml"] += "]\n";
    CHECK_FALSE(reads(texts));
}

TEST_CASE("headers the TOML parser stumbles over are syntax errors with their line") {
    const auto whole = complete()["baru.toml"];
    const auto before = whole.substr(0, whole.find("[[transition]]"));
    const auto line = std::to_string(1 + std::count(before.begin(), before.end(), '\n'));
    for (const char* header : {"[\n[", "[", "[[", "[[[a]]]", "[[]]", "[=", "[[="}) {
        INFO(header);
        const auto error = pack_texts::error_of(pack_texts::with("baru.toml", "[[transition]]", header));
        CHECK(error.code() == core::ErrorCode::pack_syntax);
        CHECK(pack_texts::contains(error.message().en, "baru.toml line " + line));
    }
}

TEST_CASE("every prefix of a table of claims is read or refused") {
    const std::string whole = "subject,attribute,value,low,high\n\"a \"\"b\"\"\",\xC3\xA9,200-300,1.5,2\nb,c,<20,,\n";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        try {
            (void)io::pack::read_claims(io::pack::parse_csv(whole.substr(0, length), "facts.csv"));
        } catch (const core::Error& error) {
            CHECK_FALSE(error.message().id.empty());
        }
    }
}
