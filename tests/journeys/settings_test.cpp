// The hall's settings are edited at the hub while a kiosk runs: they come into force between two people, a document
// that cannot be used changes nothing, and without the hub the kiosk goes on with what it has.
#include <gmock/gmock.h>

#include "sync/hub/documents.h"
#include "tests/harness/rig_files.h"
#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

using ::testing::HasSubstr;

const std::string hall_name = "[hall]\nname = \"鄂伦春自治旗政务服务大厅\"\n";
const std::string closed = hall_name + "opening = [\"mon-sun closed\"]\n";
const std::string noise_reason = "[[rating_reason]]\ncode = \"noise\"\nwords = \"太吵\"\nworst = 1\nbest = 2\n";
const std::string open_with_notice =
    hall_name + "opening = [\"mon-sun 00:00-24:00\"]\n" + noise_reason + "[[notice]]\ntext = \"停车场关闭至周五\"\n";

class SettingsTest : public HallTest {
  protected:
    // As an operator does it.
    Result<std::string> put(const std::string& text) {
        const auto file = folder() / "hall.toml";
        if (auto written = harness::write_file(file, text); !written) return std::unexpected(written.error());
        auto said =
            harness::run_program({harness::program("bangnin-hub"), "document", "put", "hall", file.string(), "--base",
                                  std::to_string(base_), "--config", (hall_folder() / "hub.toml").string()},
                                 harness::patience);
        base_ += said ? 1 : 0;
        return said;
    }
    // As a hub of a later version might: what this kiosk cannot read.
    bool put_unread(const std::string& text) {
        const auto config = hub::load_config(hall_folder() / "hub.toml");
        if (!config) return false;
        const auto now = sync::wall_clock_now();
        const auto authority = hub::Authority::open(config->state_dir, config->hosts, now);
        auto database = hub::Database::open(config->database);
        if (!authority || !database) return false;
        const auto done = hub::Documents(**database).put({"hall", text, base_, "later", ""}, *authority, now);
        base_ += done && *done ? 1 : 0;
        return done && *done;
    }
    // Until the kiosk says so of itself.
    Result<void> wait_fact(const std::string& fact, const std::string& value) {
        std::string last;
        const bool there = harness::eventually([&] {
            const auto stats = rig().kiosk({{"do", "stats"}});
            last = stats ? (*stats)["health"].dump() : stats.error();
            return stats && (*stats)["health"].value(fact, "") == value;
        });
        return there ? Result<void>{} : std::unexpected(fact + " never was " + value + ": " + last);
    }
    Result<void> wait_on_disk(int version) {
        const auto file = rig().kiosk_state() / "link" / "documents" / "hall.newest.json";
        const bool there = harness::eventually([&] {
            const auto text = json::parse(harness::read_file(file).value_or(""), nullptr, false);
            return text.is_object() && text.value("version", 0) == version;
        });
        return there ? Result<void>{} : std::unexpected("version " + std::to_string(version) + " never came");
    }
    std::string kiosk_fact_at_hub(const std::string& fact) {
        const auto listed = rig().hub_json("/v1/devices");
        if (!listed) return listed.error();
        for (const json& device : (*listed)["devices"]) {
            if (device["device"] == "k1" && device["health"].is_object()) return device["health"].value(fact, "");
        }
        return "";
    }
    // Another start of the kiosk, which begins with this screen.
    Result<void> restart(const std::string& screen) {
        if (auto started = rig().start_kiosk(); !started) return started;
        return rig().wait_screen(screen);
    }
    void shoot(const std::string& name) {
        (void)rig().kiosk({{"do", "screenshot"}, {"file", (folder() / (name + ".png")).string()}});
    }

    std::uint64_t base_ = 0;
};

TEST_F(SettingsTest, OpeningHoursReasonsAndNoticesComeFromTheHub) {
    ASSERT_OK(open());
    ASSERT_OK(wait_fact("hall_version", "own"));
    ASSERT_OK(put(closed));
    ASSERT_OK(rig().wait_screen("closed"));
    ASSERT_OK(wait_fact("hall_version", "1"));
    ASSERT_OK(put(open_with_notice));
    ASSERT_OK(rig().wait_screen("attract"));
    ASSERT_OK(wait_value(rig(), "attract.notice", "停车场关闭至周五"));
    shoot("attract-notice");
    const auto mine = person().take_and_leave("department.3");
    ASSERT_TRUE(mine) << mine.error();
    ASSERT_OK(person().come());
    EXPECT_EQ(rig().value("home.notice").value_or(""), "停车场关闭至周五");
    shoot("home-notice");
    ASSERT_OK(rig().tap("home.rate"));
    ASSERT_OK(rig().wait_screen("rating.scan"));
    ASSERT_OK(person().device({{"device", "scanner"}, {"do", "scan"}, {"text", mine->address}})());
    ASSERT_OK(rig().wait_screen("rating.grade"));
    ASSERT_OK(rig().tap("rating.grade.1"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
    EXPECT_FALSE(rig().value("rating.reason.slow").has_value());
    // In the middle of that person's answer the hall closes; nothing changes under the fingers.
    ASSERT_OK(put(closed));
    ASSERT_OK(wait_on_disk(3));
    ASSERT_OK(rig().tap("rating.reason.noise"));
    ASSERT_OK(rig().tap("rating.submit"));
    ASSERT_OK(rig().wait_screen("rating.thanks"));
    ASSERT_OK(wait_fact("hall_version", "2"));
    ASSERT_OK(rig().tap("rating.done"));
    ASSERT_OK(rig().wait_screen("closed"));
    ASSERT_OK(wait_fact("hall_version", "3"));
    EXPECT_TRUE(harness::eventually([&] { return kiosk_fact_at_hub("hall_version") == "3"; }));
}

TEST_F(SettingsTest, WhatCannotBeUsedLeavesTheLastGoodOneAlsoWithoutTheHub) {
    ASSERT_OK(open());
    EXPECT_FALSE(put(hall_name + "colour = \"red\"\n").has_value()) << "the hub reads by the same rules";
    ASSERT_OK(put(closed));
    ASSERT_OK(rig().wait_screen("closed"));
    ASSERT_TRUE(put_unread(hall_name + "colour = \"red\"\n"));
    ASSERT_OK(wait_fact("hall_refused", "2"));
    ASSERT_OK(wait_fact("hall_version", "1"));
    EXPECT_TRUE(harness::eventually([&] { return kiosk_fact_at_hub("hall_refused") == "2"; }));
    EXPECT_EQ(kiosk_fact_at_hub("hall"), "refused");
    EXPECT_EQ(kiosk_fact_at_hub("hall_place"), "line 3: hall.colour");
    EXPECT_THAT(harness::read_file(hall_folder() / "kiosk.log").value_or(""),
                HasSubstr("hall version 2:3: hall.colour: is not a known key"));
    EXPECT_EQ((*rig().tree())["screen"], "closed");

    rig().kill_hub();
    rig().kill_kiosk();
    ASSERT_OK(restart("closed"));
    ASSERT_OK(wait_fact("hall_version", "1"));
    ASSERT_OK(wait_fact("hall_refused", "2"));

    // Its copy damaged too, it is as its own file has it.
    rig().close_kiosk();
    ASSERT_OK(harness::write_file(rig().kiosk_state() / "link" / "documents" / "hall.good.json", "{\"name\":\"ha"));
    ASSERT_OK(restart("attract"));
    ASSERT_OK(wait_fact("hall_version", "own"));
    // And what the hub says when it is back is taken: the version, once more, and what follows it.
    ASSERT_OK(rig().start_hub());
    ASSERT_OK(put(closed));
    ASSERT_OK(rig().wait_screen("closed"));
    ASSERT_OK(wait_fact("hall_version", "3"));
    ASSERT_OK(wait_fact("hall", "ok"));
}

}  // namespace
}  // namespace bangnin::journeys
