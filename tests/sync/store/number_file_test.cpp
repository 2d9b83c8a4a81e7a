#include "sync/store/number_file.h"

#include <sys/resource.h>

#include <csignal>
#include <random>

#include "tests/sync/store/store_fixture.h"

namespace bangnin::sync {
namespace {

const LocalDay day = LocalDay::parse("2026-11-23").value();

TEST_F(StoreTest, ReservationsAreReadBackAndTheHighestCounts) {
    const std::string text =
        reservation_line(day, 'A', 40) + reservation_line(day, 'B', 20) + reservation_line(day, 'A', 20);
    const auto read = parse_reservations(text);
    EXPECT_EQ(read.damaged_lines, 0U);
    EXPECT_EQ(read.reserved.at({day, 'A'}), 40U);
    EXPECT_EQ(read.reserved.at({day, 'B'}), 20U);
}

TEST_F(StoreTest, EveryFlippedBitOfALineIsNoticed) {
    const std::string line = reservation_line(day, 'A', 40);
    for (std::size_t bit = 0; bit < (line.size() - 1) * 8; ++bit) {
        std::string damaged = line;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
        EXPECT_TRUE(parse_reservations(damaged).reserved.empty()) << bit;
    }
    // A line torn by a power cut is no damage: what it would have reserved was never used.
    for (std::size_t length = 1; length + 1 < line.size(); ++length) {
        const auto read = parse_reservations(reservation_line(day, 'B', 20) + line.substr(0, length));
        EXPECT_EQ(read.reserved.size(), 1U);
        EXPECT_EQ(read.damaged_lines, 0U);
    }
}

TEST_F(StoreTest, EachKindOfLineIsReadBack) {
    const std::string begun = reservation_line(day, 'A', 40) + boot_line("8f3c21aa") + use_line(day, 'A', 3);
    const auto open = parse_reservations(begun);
    EXPECT_EQ(open.damaged_lines, 0U);
    EXPECT_EQ(open.boot, "8f3c21aa");
    EXPECT_EQ(open.used.at({day, 'A'}), 3U);
    EXPECT_EQ(open.ending, LastEnding::unknown);
    EXPECT_EQ(open.floors("8f3c21aa").at({day, 'A'}), 3U);
    EXPECT_EQ(open.floors("another").at({day, 'A'}), 40U);
    const auto ended = parse_reservations(begun + ending_line());
    EXPECT_EQ(ended.ending, LastEnding::orderly);
    EXPECT_EQ(ended.floors("another").at({day, 'A'}), 3U);
    // Somebody began after the ending, or something there cannot be read.
    EXPECT_EQ(parse_reservations(begun + ending_line() + boot_line("b")).ending, LastEnding::unknown);
    EXPECT_EQ(parse_reservations(begun + ending_line() + "R1 2026").ending, LastEnding::unknown);
}

TEST_F(StoreTest, ABlockIsWrittenOnceAndFoundAgain) {
    const auto file = std::filesystem::path(folder_) / "numbers";
    {
        auto numbers = NumberFile::open(file);
        ASSERT_TRUE(numbers);
        for (std::uint32_t sequence = 1; sequence <= 20; ++sequence) {
            ASSERT_TRUE(numbers->ensure(day, 'A', sequence, 20));
        }
        EXPECT_EQ(parse_reservations(read_file(file)).reserved.at({day, 'A'}), 20U);
        const auto size = std::filesystem::file_size(file);
        ASSERT_TRUE(numbers->ensure(day, 'A', 20, 20));
        EXPECT_EQ(std::filesystem::file_size(file), size);
        ASSERT_TRUE(numbers->ensure(day, 'A', 21, 20));
    }
    write_file(file, read_file(file) + "R1 2026-11-23 A 6");
    auto again = NumberFile::open(file);
    ASSERT_TRUE(again->ensure(day, 'B', 1, 20));
    const auto read = parse_reservations(read_file(file));
    EXPECT_EQ(read.reserved.at({day, 'A'}), 40U);
    EXPECT_EQ(read.reserved.at({day, 'B'}), 20U);
}

// While it lives, no file of this process grows beyond so many bytes.
class NoRoom {
  public:
    explicit NoRoom(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~NoRoom() {
        setrlimit(RLIMIT_FSIZE, &before_);
        (void)std::signal(SIGXFSZ, handler_);
    }
    NoRoom(const NoRoom&) = delete;
    NoRoom& operator=(const NoRoom&) = delete;

  private:
    void (*handler_)(int);
    rlimit before_{};
};

TEST_F(StoreTest, AnEndingVouchesOnlyForWhatCouldBeBegun) {
    const auto file = std::filesystem::path(folder_) / "numbers";
    // Written in an earlier boot, and some of the notes of use are missing.
    const std::string text = reservation_line(day, 'A', 40) + boot_line("earlier") + use_line(day, 'A', 3);
    write_file(file, text);
    {
        std::optional<NumberFile> numbers;
        {
            const NoRoom none(text.size());
            numbers.emplace(NumberFile::open(file, "later").value());
        }
        EXPECT_EQ(numbers->floors().at({day, 'A'}), 40U);
    }
    EXPECT_EQ(parse_reservations(read_file(file)).floors("later").at({day, 'A'}), 40U);
    // With room again it is begun, and the ending counts.
    ASSERT_TRUE(NumberFile::open(file, "later")->ensure(day, 'A', 41, 20));
    EXPECT_EQ(parse_reservations(read_file(file)).floors("still later").at({day, 'A'}), 41U);
}

TEST_F(StoreTest, AUseThatCameToNothingIsTakenBack) {
    const auto file = std::filesystem::path(folder_) / "numbers";
    auto numbers = NumberFile::open(file, "boot");
    ASSERT_TRUE(numbers->ensure(day, 'A', 1, 20));
    ASSERT_TRUE(numbers->ensure(day, 'A', 2, 20));
    numbers->take_back();
    EXPECT_EQ(parse_reservations(read_file(file)).floors("boot").at({day, 'A'}), 1U);
    // Only the last note; and what is behind it stays.
    numbers->take_back();
    EXPECT_EQ(parse_reservations(read_file(file)).used.at({day, 'A'}), 1U);
    ASSERT_TRUE(numbers->ensure(day, 'A', 2, 20));
    ASSERT_TRUE(numbers->reserve_ahead(day, {{'B', 1}}, 20));
    numbers->take_back();
    EXPECT_EQ(parse_reservations(read_file(file)).used.at({day, 'A'}), 2U);
    // The block outlives the first sequence of it.
    ASSERT_TRUE(numbers->ensure(day, 'C', 1, 20));
    numbers->take_back();
    const auto read = parse_reservations(read_file(file));
    EXPECT_EQ(read.reserved.at({day, 'C'}), 20U);
    EXPECT_FALSE(read.used.contains({day, 'C'}));
    EXPECT_EQ(read.damaged_lines, 0U);
    ASSERT_TRUE(numbers->ensure(day, 'C', 1, 20));
    EXPECT_EQ(parse_reservations(read_file(file)).used.at({day, 'C'}), 1U);
}

TEST_F(StoreTest, ALongFileIsShortenedWithoutForgettingRecentDays) {
    const auto file = std::filesystem::path(folder_) / "numbers";
    std::string text;
    for (int index = 0; index < 6000; ++index) {
        text += reservation_line(LocalDay::from_number(day.number() - index / 60), 'A', 20U * (1 + index % 60));
    }
    write_file(file, text);
    ASSERT_TRUE(NumberFile::open(file));
    EXPECT_LT(std::filesystem::file_size(file), 8U * 1024U);
    const auto read = parse_reservations(read_file(file));
    EXPECT_EQ(read.reserved.size(), 60U);
    EXPECT_EQ(read.reserved.at({day, 'A'}), 1200U);
}

TEST_F(StoreTest, AnyBytesAreReadWithoutHarm) {
    std::mt19937_64 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string text =
            reservation_line(day, 'A', 40) + boot_line("8f3c21aa") + use_line(day, 'A', 3) + ending_line();
        for (int change = 0; change < 1 + static_cast<int>(random() % 8); ++change) {
            text[random() % text.size()] = static_cast<char>(random());
        }
        (void)parse_reservations(text);
    }
}

}  // namespace
}  // namespace bangnin::sync
