#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <petasentra/core/error.hpp>
#include <petasentra/core/sha256.hpp>
#include <string>
#include <string_view>

#include "catch.hpp"

using namespace petasentra::core;

namespace {
std::string sha256_of(std::string_view text) {
    return sha256(std::as_bytes(std::span(text.data(), text.size())));
}
}  // namespace

TEST_CASE("SHA-256 gives the published digests") {
    // FIPS 180-4 examples and the well-known digest of nothing
    CHECK(sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_of(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a file has the digest of its bytes, whatever its length against the block") {
    for (const std::size_t size : {0U, 55U, 56U, 63U, 64U, 65U, 1'048'576U, 1'048'577U}) {
        const std::string content(size, 'x');
        const auto path =
            (std::filesystem::temp_directory_path() / ("petasentra_sha_" + std::to_string(getpid()))).string();
        std::ofstream(path, std::ios::binary) << content;
        CHECK(sha256_of_file(path) == sha256_of(content));
        std::filesystem::remove(path);
    }
}

TEST_CASE("a missing file and a folder are errors that name them") {
    try {
        static_cast<void>(sha256_of_file("no/such/file.shp"));
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::file_not_found);
        CHECK(error.place().file == "no/such/file.shp");
    }
    CHECK_THROWS_AS(sha256_of_file("."), Error);
}
