// Numbers on the bad days of the database: an older copy is put back, by hand or from a backup. And that issuing finds
// its numbers reserved.
#include "sync/store/number_file.h"
#include "tests/sync/store/store_fixture.h"

namespace bangnin::sync {
namespace {

const LocalDay day = LocalDay::parse("2026-11-23").value();

class StoreNumbers : public StoreTest {
  protected:
    std::filesystem::path numbers() const { return file_.string() + ".numbers"; }
    std::string issue(Store& store, char service = 'A') {
        const auto ticket = store.issue_ticket(request(std::to_string(name_++), service), morning);
        EXPECT_TRUE(ticket);
        return ticket ? ticket->number : "";
    }
    int name_ = 0;
};

TEST_F(StoreNumbers, AnOlderCopyOfTheDatabaseGivesNoNumberASecondTime) {
    std::set<std::string> shown;
    const auto copy = std::filesystem::path(folder_) / "copy.db";
    {
        Store store = open();
        for (int index = 0; index < 3; ++index) shown.insert(issue(store));
    }
    std::filesystem::copy_file(file_, copy);
    {
        // Within the block that was reserved before the copy was made.
        Store store = open();
        for (int index = 0; index < 5; ++index) shown.insert(issue(store));
        shown.insert(issue(store, 'B'));
    }
    std::filesystem::copy_file(copy, file_, std::filesystem::copy_options::overwrite_existing);
    for (int round = 0; round < 2; ++round) {
        Store store = open();
        EXPECT_FALSE(store.recovered_from_corruption());
        for (const char service : {'A', 'B', 'C'}) {
            const std::string number = issue(store, service);
            EXPECT_TRUE(shown.insert(number).second) << number << " came twice";
        }
    }
    // And none was skipped: what was used is known exactly.
    EXPECT_TRUE(shown.contains("A1010") && shown.contains("B1003") && shown.contains("C1002"));
}

TEST_F(StoreNumbers, AnOrderlyEndSkipsNoNumber) {
    for (int round = 0; round < 5; ++round) {
        Store store = open();
        ASSERT_TRUE(store.reserve_ahead("ABC", morning));
        EXPECT_EQ(issue(store), (Number{'A', 1, static_cast<std::uint32_t>(round + 1)}.text()));
    }
}

TEST_F(StoreNumbers, AfterAPowerCutTheBlocksCount) {
    const auto file = std::filesystem::path(folder_) / "numbers";
    {
        auto first = NumberFile::open(file, "boot1");
        ASSERT_TRUE(first->ensure(day, 'A', 3, 20));
    }
    // An orderly end: the note of use is there, whoever comes next.
    EXPECT_EQ(NumberFile::open(file, "boot2")->floors().at({day, 'A'}), 3U);
    std::string cut;
    {
        auto third = NumberFile::open(file, "boot3");
        ASSERT_TRUE(third->ensure(day, 'A', 4, 20));
        cut = read_file(file);
    }
    // As it stands in the middle of service: the program was killed, and begins again under the same boot.
    write_file(file, cut);
    EXPECT_EQ(NumberFile::open(file, "boot3")->floors().at({day, 'A'}), 4U);
    // The power went: notes of use may be missing.
    write_file(file, cut);
    EXPECT_EQ(NumberFile::open(file, "boot4")->floors().at({day, 'A'}), 22U);
    // That was counted then, and is not forgotten afterwards.
    EXPECT_EQ(NumberFile::open(file, "boot5")->floors().at({day, 'A'}), 22U);
    // A kernel that does not say its boot is never believed to be the same.
    write_file(file, cut + boot_line(""));
    EXPECT_EQ(NumberFile::open(file, "")->floors().at({day, 'A'}), 22U);
}

TEST_F(StoreNumbers, ReservedAheadIssuingReservesNothing) {
    Store store = open();
    ASSERT_TRUE(store.reserve_ahead("AB", morning));
    const auto reserved = [&] { return parse_reservations(read_file(numbers())).reserved; };
    const auto before = reserved();
    EXPECT_EQ(before.at({day, 'A'}), 20U);
    EXPECT_EQ(before.at({day, 'B'}), 20U);
    for (int index = 0; index < 10; ++index) issue(store);
    EXPECT_EQ(reserved(), before);
    // Half of it is left: enough. One less is not.
    ASSERT_TRUE(store.reserve_ahead("AB", morning));
    EXPECT_EQ(reserved(), before);
    issue(store);
    ASSERT_TRUE(store.reserve_ahead("AB", morning));
    EXPECT_EQ(reserved().at({day, 'A'}), 31U);
    EXPECT_EQ(reserved().at({day, 'B'}), 20U);
    // Nobody was idle for long: issuing takes its block itself.
    for (int index = 0; index < 21; ++index) issue(store);
    EXPECT_EQ(reserved().at({day, 'A'}), 51U);
    EXPECT_EQ(store.reserve_ahead("a", morning).error(), StoreError::misuse);
}

TEST_F(StoreNumbers, ALongLogIsCopiedInQuietMomentsOnly) {
    Store store = open();
    const auto pages = [&] { return std::filesystem::file_size(file_.string() + "-wal") / 4096; };
    while (pages() < 300) issue(store);
    const auto database = std::filesystem::file_size(file_);
    ASSERT_TRUE(store.checkpoint(10'000));
    EXPECT_EQ(std::filesystem::file_size(file_), database);
    ASSERT_TRUE(store.checkpoint(100));
    EXPECT_GT(std::filesystem::file_size(file_), database);
    // The log is written over from its beginning.
    const auto grown = pages();
    for (int index = 0; index < 5; ++index) issue(store);
    EXPECT_EQ(pages(), grown);
}

}  // namespace
}  // namespace bangnin::sync
