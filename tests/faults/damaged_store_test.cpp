// The kiosk finds its database damaged when it starts: the file is kept aside, service goes on with numbers that nobody
// has, and the hall is told.
#include <fstream>
#include <random>

#include "tests/faults/hall.h"

namespace bangnin::faults {
namespace {

namespace fs = std::filesystem;

constexpr std::streamoff page = 4096;

void overwrite(const fs::path& file, std::streamoff from, std::streamoff length) {
    std::mt19937 random(7);
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(from);
    for (std::streamoff i = 0; i < length; ++i) stream.put(static_cast<char>(random()));
}

struct Damage {
    std::string name;
    void (*inflict)(const fs::path&);
};
void PrintTo(const Damage& damage, std::ostream* out) { *out << damage.name; }

class DamagedStore : public Hall {
  protected:
    fs::path database() const { return hall_folder() / "kiosk" / "kiosk.db"; }

    std::vector<fs::path> kept_aside() const {
        std::vector<fs::path> kept;
        for (const auto& entry : fs::directory_iterator(database().parent_path())) {
            const std::string name = entry.path().filename().string();
            if (name.starts_with("kiosk.db.corrupt-") && !name.ends_with("-wal") && !name.ends_with("-shm")) {
                kept.push_back(entry.path());
            }
        }
        return kept;
    }

    // Takes tickets that reach the hub; none of them may have been seen before.
    void take(int count) {
        for (int i = 0; i < count; ++i) {
            const auto ticket = take_ticket();
            ASSERT_TRUE(well(ticket));
            EXPECT_TRUE(numbers_.emplace(ticket->number, ticket->token).second) << ticket->number << " came twice";
            ASSERT_TRUE(well(hub_print(ticket->number, "printed")));
            ASSERT_TRUE(well(leave()));
        }
    }

    std::map<std::string, std::string> numbers_;
};

class DamagedAtStart : public DamagedStore, public testing::WithParamInterface<Damage> {};

TEST_P(DamagedAtStart, IsKeptAsideAndServiceGoesOnWithNewNumbers) {
    open();
    if (HasFatalFailure()) return;
    take(3);
    if (HasFatalFailure()) return;
    rig().stop_kiosk();
    const auto size_before = fs::file_size(database());
    GetParam().inflict(database());

    ASSERT_TRUE(well(rig().start_kiosk()));
    EXPECT_TRUE(well(hub_told("store", "recovered")));
    ASSERT_EQ(kept_aside().size(), 1u);
    EXPECT_LE(fs::file_size(kept_aside().front()), size_before);
    take(3);
    if (HasFatalFailure()) return;

    // All six, old and new, at the hub under their own tokens.
    const auto view = rig().hub_json("/v1/tickets");
    ASSERT_TRUE(well(view));
    std::map<std::string, std::string> at_hub;
    for (const json& ticket : (*view)["tickets"]) at_hub[ticket.value("number", "")] = ticket.value("token", "");
    EXPECT_EQ(at_hub, numbers_);
    EXPECT_EQ(hub_rejected(), 0);

    // The next start is an ordinary one.
    rig().stop_kiosk();
    ASSERT_TRUE(well(rig().start_kiosk()));
    EXPECT_TRUE(well(hub_told("store", "ok")));
    EXPECT_EQ(kept_aside().size(), 1u);
    take(1);
}

INSTANTIATE_TEST_SUITE_P(
    All, DamagedAtStart,
    testing::Values(Damage{"Header", [](const fs::path& file) { overwrite(file, 0, 100); }},
                    Damage{"PagesOfTheMiddle", [](const fs::path& file) { overwrite(file, page, 6 * page); }},
                    Damage{"EveryPageButTheFirst",
                           [](const fs::path& file) {
                               overwrite(file, page, static_cast<std::streamoff>(fs::file_size(file)) - page);
                           }},
                    Damage{"CutOffInTheMiddle",
                           [](const fs::path& file) { fs::resize_file(file, fs::file_size(file) / 2); }},
                    Damage{"SomethingElse",
                           [](const fs::path& file) { std::ofstream(file, std::ios::trunc) << "not a database\n"; }}),
    [](const testing::TestParamInfo<Damage>& damage) { return damage.param.name; });

// The file goes bad under the running kiosk. Whenever it notices, it keeps the file aside and goes on: also the way to
// the hub, which must not go on working on the file that was set aside.
TEST_F(DamagedStore, WhileItRunsServiceGoesOnAndReachesTheHub) {
    open();
    if (HasFatalFailure()) return;
    take(2);
    if (HasFatalFailure()) return;
    for (const char* part : {"", "-wal"}) {
        const fs::path file = database().string() + part;
        overwrite(file, 0, static_cast<std::streamoff>(fs::file_size(file)));
    }
    // What it still holds in memory may carry it for a while; a refusal is said and can be tried again.
    for (int tries = 0; tries < 20 && kept_aside().empty(); ++tries) {
        ASSERT_TRUE(well(go_to_identify()));
        ASSERT_TRUE(well(rig().tap("ticket.print")));
        ASSERT_TRUE(eventually([&] { return screen() == "ticket.issued" || screen() == "ticket.not_committed"; }));
        if (screen() == "ticket.not_committed") {
            ASSERT_TRUE(well(rig().tap("frame.home")));
            continue;
        }
        const auto ticket = shown();
        ASSERT_TRUE(well(ticket));
        EXPECT_TRUE(numbers_.emplace(ticket->number, ticket->token).second) << ticket->number << " came twice";
        ASSERT_TRUE(well(leave()));
    }
    EXPECT_EQ(kept_aside().size(), 1u);
    EXPECT_TRUE(well(hub_told("store", "recovered")));
    take(3);
    EXPECT_EQ(hub_rejected(), 0);
}

}  // namespace
}  // namespace bangnin::faults
