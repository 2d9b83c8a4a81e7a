// What came out of the simulated printer outlives it.
#include "devices/sim/printed_jobs.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <random>
#include <string_view>

namespace bangnin::devices::sim {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

PrintedPiece piece_of(std::uint8_t fill) {
    PrinterMachine machine({});
    machine.receive(
        std::vector<std::uint8_t>{0x1B, 0x40, 0x1D, 0x76, 0x30, 0, 1, 0, 2, 0, fill, fill, 0x1D, 0x56, 0x42, 0});
    return machine.take_pieces().at(0);
}

std::string bytes_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

class PrintedJobsTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "bangnin-jobs-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { fs::remove_all(folder_); }

    fs::path folder_;
};

TEST_F(PrintedJobsTest, EarlierJobsStayAndNumbersGoOn) {
    {
        auto jobs = PrintedJobs::open(folder_);
        ASSERT_TRUE(jobs);
        EXPECT_EQ(jobs->next_number(), 1U);
        EXPECT_TRUE(jobs->keep(1, piece_of(0xA5)));
        EXPECT_TRUE(jobs->keep(2, piece_of(0x5A)));
    }
    const auto first = bytes_of(folder_ / "jobs/001.escpos");
    auto jobs = PrintedJobs::open(folder_);
    ASSERT_TRUE(jobs);
    EXPECT_EQ(jobs->next_number(), 3U);
    EXPECT_TRUE(jobs->keep(jobs->next_number(), piece_of(0xFF)));
    EXPECT_EQ(bytes_of(folder_ / "jobs/001.escpos"), first);
    EXPECT_TRUE(fs::exists(folder_ / "jobs/001.png"));
    EXPECT_TRUE(fs::exists(folder_ / "jobs/003.png"));
    const json list = jobs->listed();
    ASSERT_EQ(list.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(list[i], (json{{"n", i + 1}, {"bytes", 16}, {"rows", 2}, {"complete", true}, {"cut", true}}));
    }
}

TEST_F(PrintedJobsTest, TheLastWordOnAPieceCounts) {
    {
        auto jobs = PrintedJobs::open(folder_);
        auto torn = piece_of(0xA5);
        torn.cut = torn.complete = false;
        ASSERT_TRUE(jobs->keep(1, torn));
        torn.cut = true;
        ASSERT_TRUE(jobs->keep(1, torn));
    }
    const json list = PrintedJobs::open(folder_)->listed();
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0]["cut"], true);
    EXPECT_EQ(list[0]["complete"], false);
}

TEST_F(PrintedJobsTest, NoFileIsWrittenOverWhateverTheRecordsSay) {
    fs::create_directories(folder_ / "jobs");
    std::ofstream(folder_ / "jobs/1041.escpos") << "paper";
    std::ofstream(folder_ / "jobs/nonsense.escpos") << "no number";
    constexpr std::string_view letters = "{}[]\"n:1,\n\xFFtrue";
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::string records(random() % 200, ' ');
        for (char& letter : records) letter = letters[random() % letters.size()];
        std::ofstream(folder_ / "jobs.jsonl", std::ios::binary | std::ios::trunc)
            << records << "\n{\"n\":1041,\"rows\":-1,\"cut\":7}\n{\"n\":9,\"rows\":1}\n";
        const auto jobs = PrintedJobs::open(folder_);
        ASSERT_TRUE(jobs);
        ASSERT_EQ(jobs->next_number(), 1042U);
        ASSERT_EQ(jobs->listed(),
                  json::array({{{"n", 1041}, {"bytes", 5}, {"rows", 0}, {"complete", false}, {"cut", false}}}));
    }
}

}  // namespace
}  // namespace bangnin::devices::sim
