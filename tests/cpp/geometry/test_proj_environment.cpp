#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/transform.hpp>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace petasentra::geometry;

namespace {

/// Runs one hidden test of this program in a process of its own, with PROJ_DATA set: PROJ is looked at once a process.
int run_with_proj_data(const std::string& folder, const std::string& tag) {
    const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
    const auto command = "PROJ_DATA='" + folder + "' '" + program + "' '" + tag + "' > /dev/null 2>&1";
    const int status = std::system(command.c_str());  // NOLINT: the words are ours
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("overridden: PROJ works although PROJ_DATA leads astray", "[.proj-overridden]") {
    const auto before = std::string(std::getenv("PROJ_DATA"));
    const auto& status = proj_status();
    CHECK(status.environment_overridden);
    CHECK(status.environment_value == before);
    CHECK(status.database_path.find(before) == std::string::npos);
    CHECK(std::getenv("PROJ_DATA") == before);

    std::vector<double> place{112.2333, -7.546};
    transform_xy(place, Crs::from_user_input("4326"), Crs::from_user_input("32749"));
    CHECK(place[0] == Approx(636064.986112).epsilon(1e-11));
}

TEST_CASE("kept: a right PROJ_DATA is used and not called wrong", "[.proj-kept]") {
    CHECK_FALSE(proj_status().environment_overridden);
    CHECK(Crs::from_user_input("32749").known());
}

TEST_CASE("a PROJ_DATA that is missing, empty of data or foreign is set aside") {
    const auto folder = std::filesystem::temp_directory_path() / ("petasentra_proj_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    CHECK(run_with_proj_data("/no/such/folder", "[.proj-overridden]") == 0);
    CHECK(run_with_proj_data(folder.string(), "[.proj-overridden]") == 0);
    std::ofstream(folder / "proj.db") << "this is no database";
    CHECK(run_with_proj_data(folder.string(), "[.proj-overridden]") == 0);
    std::filesystem::remove_all(folder);
}

TEST_CASE("a PROJ_DATA that works is kept") {
    const auto folder = std::filesystem::path(proj_status().database_path).parent_path().string();
    CHECK(run_with_proj_data(folder, "[.proj-kept]") == 0);
}
