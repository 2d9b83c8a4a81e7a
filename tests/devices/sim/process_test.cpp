// The program as a whole: its files, its control socket, its end.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/devices/sim/sim_process.h"

namespace bangnin::test {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

TEST(SimProgram, MakesItsFilesAndTakesTheLinksAwayAtTheEnd) {
    const auto sim = SimProcess::start();
    ASSERT_NE(sim, nullptr);
    for (const char* const name : {"id-reader", "scanner", "pad"}) {
        EXPECT_TRUE(fs::is_symlink(sim->path(name))) << name;
        EXPECT_TRUE(fs::is_character_file(sim->path(name))) << name;
    }
    EXPECT_TRUE(fs::is_regular_file(sim->path("printer.port")));
    EXPECT_TRUE(fs::is_directory(sim->path("jobs")));
    struct stat status{};
    ASSERT_EQ(::stat(sim->path("control").c_str(), &status), 0);
    EXPECT_TRUE(S_ISSOCK(status.st_mode));
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    EXPECT_EQ(sim->stop(), 0);
    EXPECT_FALSE(fs::exists(fs::symlink_status(sim->path("id-reader"))));
    EXPECT_FALSE(fs::exists(sim->path("control")));
}

TEST(SimProgram, ObeysTheContractsControlLines) {
    const auto sim = SimProcess::start();
    ASSERT_NE(sim, nullptr);
    for (
        const char* const line :
        {R"({"device":"id_reader","do":"place","card":{"type":"resident","name":"李小明","sex":"1","ethnic":"52","birth":"19800101","address":"…","number":"…","issuer":"…","from":"20200101","to":"20400101"}})",
         R"({"device":"id_reader","do":"remove"})", R"({"device":"id_reader","do":"remove","fault":"noise"})",
         R"({"device":"printer","do":"set","paper":"near_end","cover":"open"})", R"({"device":"printer","do":"jobs"})",
         R"({"device":"scanner","do":"scan","text":"https://hub/t/X"})", R"({"device":"pad","do":"press","key":1})",
         R"({"device":"id_reader","do":"unplug"})", R"({"device":"scanner","do":"unplug"})",
         R"({"device":"pad","do":"unplug"})", R"({"device":"printer","do":"unplug"})",
         R"({"device":"id_reader","do":"plug"})", R"({"device":"scanner","do":"plug"})",
         R"({"device":"pad","do":"plug"})", R"({"device":"printer","do":"plug"})"}) {
        EXPECT_EQ(json::parse(sim->control_line(line))["ok"], true) << line;
    }
    for (const char* const line : {"{}", "nonsense", R"({"device":"fax"})", R"({"device":"scanner","do":"dance"})",
                                   R"({"device":"id_reader","do":"place"})"}) {
        const json answer = json::parse(sim->control_line(line));
        EXPECT_EQ(answer["ok"], false) << line;
        EXPECT_TRUE(answer["error"].is_string()) << line;
    }
}

TEST(SimProgram, UnpluggingTakesTheLinkAwayAndPluggingMakesANewOne) {
    const auto sim = SimProcess::start();
    ASSERT_NE(sim, nullptr);
    const auto scanner = sim->path("scanner");
    EXPECT_TRUE(sim->control({{"device", "scanner"}, {"do", "unplug"}})["ok"]);
    EXPECT_FALSE(fs::exists(fs::symlink_status(scanner)));
    EXPECT_FALSE(sim->control({{"device", "scanner"}, {"do", "scan"}, {"text", "x"}})["ok"]);
    EXPECT_TRUE(sim->control({{"device", "scanner"}, {"do", "plug"}})["ok"]);
    EXPECT_TRUE(fs::is_character_file(scanner));
}

}  // namespace
}  // namespace bangnin::test
