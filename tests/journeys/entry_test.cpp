// Words written at the kiosk by each of its ways: for the comment on a rating.
#include <gmock/gmock.h>

#include <algorithm>
#include <utility>

#include "tests/harness/hub_events.h"
#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

class EntryTest : public HallTest {
  protected:
    // Takes a ticket, rates it and comes to the page on which something may be added.
    void SetUp() override {
        ASSERT_OK(open());
        const auto ticket = person().take_and_leave("department.3");
        ASSERT_TRUE(ticket) << ticket.error();
        token_ = ticket->token;
        ASSERT_OK(person().come());
        ASSERT_OK(rig().tap("home.rate"));
        ASSERT_OK(rig().wait_screen("rating.scan"));
        ASSERT_OK(person().device({{"device", "scanner"}, {"do", "scan"}, {"text", ticket->address}})());
        ASSERT_OK(rig().wait_screen("rating.grade"));
        ASSERT_OK(rig().tap("rating.grade.5"));
        ASSERT_OK(rig().wait_screen("rating.reasons"));
        ASSERT_OK(rig().tap("rating.comment"));
        ASSERT_OK(rig().wait_screen("entry.text"));
    }

    Result<json> keys(const std::string& text) { return rig().kiosk({{"do", "keys"}, {"text", text}}); }

    // What the candidates' bar shows of them, and the key of the one that reads `word`: empty where it is not seen.
    Result<std::string> shown(const std::string& word) {
        const auto tree = rig().tree();
        if (!tree) return std::unexpected(tree.error());
        for (const auto& node : (*tree)["nodes"]) {
            const std::string id = node["id"];
            if (id.starts_with("entry.candidate.") && node["label"] == word) return id;
        }
        return std::string();
    }
    // Turns the candidates' pages until this one is among them, and takes it.
    Result<void> choose(const std::string& word) {
        for (int page = 0; page < 40; ++page) {
            const auto id = shown(word);
            if (!id) return std::unexpected(id.error());
            if (!id->empty()) return rig().tap(*id);
            if (const auto turned = rig().tap("entry.candidates.next"); !turned) return turned;
        }
        return std::unexpected(word + " is not among the candidates");
    }
    std::optional<json> rect(const std::string& id) {
        const auto tree = rig().tree();
        for (const auto& node : tree ? (*tree)["nodes"] : json::array()) {
            if (node["id"] == id) return node["rect"];
        }
        return std::nullopt;
    }
    Result<void> tap_all(std::initializer_list<const char*> ids) {
        for (const char* id : ids) {
            if (const auto tapped = rig().tap(id); !tapped) return tapped;
        }
        return {};
    }
    // What the recogniser, which takes its time, reads: always among the first, so that nothing is turned meanwhile.
    Result<void> choose_read(const std::string& word) {
        Result<std::string> id;
        if (!harness::eventually([&] { return !(id = shown(word)) || !id->empty(); })) {
            const auto tree = rig().tree();
            return std::unexpected(word + " was not read: " + (tree ? tree->dump() : tree.error()));
        }
        return id ? rig().tap(*id) : std::unexpected(id.error());
    }
    // One key after another of the keyboard that is shown.
    Result<void> type(const std::string& letters) {
        for (const char letter : letters) {
            if (auto tapped = rig().tap(std::string("entry.key.") + letter); !tapped) return tapped;
        }
        return {};
    }
    // The page of radicals of this many strokes on which this one is.
    Result<void> find_radical(int strokes, const std::string& radical) {
        const std::string group = "entry.radicals." + std::to_string(strokes);
        constexpr int most_pages = 6;
        Result<void> tapped;
        for (int page = 0; page < most_pages; ++page) {
            if (auto turned = rig().tap(group); !turned) return turned;
            if (tapped = rig().tap("entry.key." + radical); tapped) return tapped;
        }
        return tapped;
    }
    // Sends what was written, and what stands in the rating's row at the hub.
    std::string comment_at_hub() {
        const auto sent = harness::in_turn({person().tap("entry.done"), person().screen("rating.reasons"),
                                            person().tap("rating.submit"), person().screen("rating.thanks")});
        EXPECT_TRUE(sent) << sent.error();
        std::string comment;
        EXPECT_TRUE(harness::eventually([&] {
            const auto ratings = harness::hub_ratings(rig().hub_state(), token_);
            if (ratings && ratings->size() == 2) comment = ratings->back().comment;
            return !comment.empty();
        })) << "no words at the hub";
        return comment;
    }
    bool focused(const std::string& id) {
        const auto tree = rig().tree();
        for (const auto& node : tree ? (*tree)["nodes"] : json::array()) {
            if (node["id"] == id) return node["focused"];
        }
        return false;
    }
    Result<void> press(const std::string& key) {
        const auto pressed = rig().kiosk({{"do", "press"}, {"key", key}});
        return pressed ? Result<void>{} : std::unexpected(pressed.error());
    }
    // By the keypad: goes to it, and OK. What follows another OK at once is taken for its echo: it is heard once more.
    Result<void> choose_by_key(const std::string& id) {
        constexpr int more_than_any_page_has = 80;
        for (int presses = 0; presses < more_than_any_page_has && !focused(id); ++presses) {
            if (auto pressed = press("down"); !pressed) return pressed;
        }
        if (auto heard = press("right"); !heard) return heard;
        return press("ok");
    }
    std::vector<std::string> spoken() {
        std::vector<std::string> words;
        const auto stats = rig().kiosk({{"do", "stats"}});
        for (const json& one : stats ? (*stats)["voice"]["spoken"] : json::array()) words.push_back(one["text"]);
        return words;
    }
    bool hears(const std::string& words) {
        return harness::eventually([&] {
            const auto all = spoken();
            return std::ranges::find(all, words) != all.end();
        });
    }
    Result<void> wait_text(const std::string& text) { return wait_value(rig(), "entry.field", text); }

    std::string token_;
};

// 王: three strokes across and one down, in its order.
const json king = json::parse(R"([[[0.35,0.2],[0.5,0.2],[0.65,0.19]], [[0.37,0.5],[0.5,0.5],[0.63,0.49]],
                                  [[0.5,0.2],[0.5,0.5],[0.5,0.8]], [[0.32,0.81],[0.5,0.8],[0.68,0.8]]])");

TEST_F(EntryTest, TheCaretGoesByTheKeypadAndTellsWhatItPasses) {
    ASSERT_TRUE(rig().kiosk({{"do", "enter"}, {"id", "entry.field"}, {"text", "李小明"}}));
    ASSERT_OK(wait_text("李小明"));
    ASSERT_OK(press("down"));
    ASSERT_OK(choose_by_key("entry.field"));
    ASSERT_OK(rig().wait_id("entry.caret.left"));
    EXPECT_TRUE(std::ranges::any_of(spoken(), [](const std::string& words) {
        return words.find("按确定键移动光标") != std::string::npos;
    })) << "who stands on the field hears how";
    ASSERT_OK(choose_by_key("entry.caret.left"));
    EXPECT_TRUE(hears("“明”，光标在第 2 个字后面，共 3 个字"));
    ASSERT_OK(press("ok"));
    EXPECT_TRUE(hears("“小”，光标在第 1 个字后面，共 3 个字"));
    ASSERT_OK(choose_by_key("entry.delete"));
    EXPECT_TRUE(hears("删了“李”，光标在最前面"));
    ASSERT_OK(wait_text("小明"));
    ASSERT_OK(choose_by_key("entry.caret.end"));
    EXPECT_TRUE(hears("光标在最后面"));
    ASSERT_OK(choose_by_key("entry.caret.right"));
    EXPECT_TRUE(hears("到头了，后面没有字"));
    const auto times = [&] { return std::ranges::count(spoken(), "到头了，后面没有字"); };
    const auto before = times();
    ASSERT_OK(press("ok"));
    EXPECT_TRUE(harness::eventually([&] { return times() > before; })) << "said again though nothing changed";
    ASSERT_OK(choose_by_key("entry.caret.start"));
    ASSERT_OK(choose_by_key("entry.caret.close"));
    ASSERT_OK(rig().wait_id("entry.key.q"));
    ASSERT_TRUE(rig().kiosk({{"do", "enter"}, {"id", "entry.field"}, {"text", "王"}}));
    ASSERT_OK(wait_text("王小明"));
}

TEST_F(EntryTest, PinyinAndThePickerOfRareCharacters) {
    ASSERT_TRUE(keys("li"));
    ASSERT_OK(choose("李"));
    ASSERT_OK(wait_text("李"));
    ASSERT_OK(tap_all({"entry.method.rare", "entry.radicals.5"}));
    for (int page = 0; page < 4 && !rig().tap("entry.key.龙"); ++page) {
        ASSERT_OK(rig().tap("entry.radicals.5"));
    }
    ASSERT_OK(rig().tap("entry.key.4"));
    ASSERT_OK(choose("䶮"));
    ASSERT_OK(wait_text("李䶮"));
    ASSERT_OK(rig().tap("entry.method.pinyin"));
    ASSERT_TRUE(keys("zhangwei"));
    ASSERT_OK(choose("张伟"));
    ASSERT_OK(wait_text("李䶮张伟"));
    // Nothing is lost by another language and another size, nor by going back and coming again.
    ASSERT_OK(tap_all({"frame.language.en", "frame.large"}));
    ASSERT_OK(wait_text("李䶮张伟"));
    ASSERT_OK(rig().tap("entry.done"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
    ASSERT_OK(rig().tap("rating.comment"));
    ASSERT_OK(wait_text("李䶮张伟"));
    ASSERT_OK(rig().tap("frame.back"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
}

TEST_F(EntryTest, TheCandidatesFollowTheFinger) {
    const auto written = rig().value("entry.field");
    ASSERT_TRUE(keys("shi"));
    const auto first = rect("entry.candidate.0");
    ASSERT_TRUE(first) << "candidates";
    const auto drag = [&](double by, int ms) {
        const double x = (*first)[0].get<double>() + (by < 0 ? 500 : 50);
        const double y = (*first)[1].get<double>() + 40;
        return rig().kiosk({{"do", "drag"}, {"from", {x, y}}, {"to", {x + by, y}}, {"ms", ms}});
    };
    ASSERT_TRUE(drag(-300, 400));
    EXPECT_TRUE(harness::eventually([&] { return !rect("entry.candidate.0"); })) << "moved out of sight";
    EXPECT_EQ(rig().value("entry.field"), written) << "a drag chooses nothing";
    ASSERT_OK(rig().wait_id("entry.candidates.previous"));
    EXPECT_TRUE(harness::eventually([&] { return drag(500, 100) && rect("entry.candidate.0") == first; }))
        << "and back, to its end";
    // A flick goes on when the finger has left: further than the drag itself.
    EXPECT_TRUE(harness::eventually([&] {
        drag(-250, 60);
        return !rect("entry.candidate.6") && rect("entry.candidate.12");
    }));
    json seen;
    EXPECT_TRUE(harness::eventually([&] {
        const auto tree = rig().tree();
        return tree && std::exchange(seen, (*tree)["nodes"]) == (*tree)["nodes"];
    })) << "it comes to rest";
    // A tap takes what stands there.
    const auto there = std::ranges::find_if(
        seen, [](const json& node) { return node["id"].get<std::string>().starts_with("entry.candidate."); });
    ASSERT_NE(there, seen.end());
    ASSERT_OK(rig().tap((*there)["id"]));
    ASSERT_OK(wait_text((*there)["label"]));
}

TEST_F(EntryTest, WrittenByHand) {
    ASSERT_OK(rig().tap("entry.method.handwriting"));
    ASSERT_TRUE(rig().kiosk({{"do", "stroke"}, {"id", "entry.pad"}, {"strokes", king}}));
    ASSERT_OK(choose_read("王"));
    ASSERT_OK(wait_text("王"));
    // A stroke too many is taken back and the rest is read again.
    ASSERT_TRUE(rig().kiosk({{"do", "stroke"}, {"id", "entry.pad"}, {"strokes", king}}));
    ASSERT_TRUE(rig().kiosk(
        {{"do", "stroke"}, {"id", "entry.pad"}, {"strokes", json::parse("[[[0.1,0.1],[0.15,0.9],[0.2,0.1]]]")}}));
    ASSERT_OK(rig().tap("entry.undo_stroke"));
    ASSERT_OK(choose_read("王"));
    ASSERT_OK(wait_text("王王"));
    ASSERT_OK(rig().tap("entry.delete"));
    ASSERT_OK(wait_text("王"));
}

TEST_F(EntryTest, StrokesFiguresAndTheCaret) {
    ASSERT_OK(tap_all({"entry.method.stroke", "entry.key.一", "entry.key.一", "entry.key.丨", "entry.key.一"}));
    ASSERT_OK(choose("王"));
    ASSERT_OK(rig().tap("entry.method.digits"));
    ASSERT_TRUE(keys("42"));
    ASSERT_OK(wait_text("王42"));
    const auto tree = rig().tree();
    ASSERT_TRUE(tree);
    for (const auto& node : (*tree)["nodes"]) {
        if (node["id"] != "entry.field") continue;
        const double left = node["rect"][0];
        const double middle = node["rect"][1].get<double>() + node["rect"][3].get<double>() / 2;
        // Before the first character, and then all of the first selected.
        ASSERT_TRUE(rig().kiosk({{"do", "drag"}, {"from", {left + 20, middle}}, {"to", {left + 70, middle}}}));
    }
    ASSERT_TRUE(keys("7"));
    ASSERT_OK(wait_text("742"));
    ASSERT_OK(rig().tap("entry.clear"));
    ASSERT_OK(rig().wait_id("entry.restore"));
    ASSERT_OK(rig().tap("entry.restore"));
    ASSERT_OK(wait_text("742"));
}

// A name each: 李䶮 by pinyin and by its parts, 𬭛 and 𠮷 by their code points, 王 by hand and by strokes, a dot
// between two names, letters and figures.
TEST_F(EntryTest, NamesByEachWayReachTheHubUnchanged) {
    ASSERT_TRUE(keys("li"));
    ASSERT_OK(choose("李"));
    ASSERT_OK(rig().tap("entry.method.rare"));
    ASSERT_OK(find_radical(5, "龙"));
    ASSERT_OK(rig().tap("entry.key.4"));
    ASSERT_OK(choose("䶮"));
    ASSERT_OK(wait_text("李䶮"));
    ASSERT_OK(rig().tap("entry.rare.code"));
    ASSERT_OK(type("2cb5b"));
    ASSERT_OK(choose("𬭛"));
    ASSERT_OK(type("20bb7"));
    ASSERT_OK(choose("𠮷"));
    ASSERT_OK(wait_text("李䶮𬭛𠮷"));
    ASSERT_OK(rig().tap("entry.method.handwriting"));
    ASSERT_TRUE(rig().kiosk({{"do", "stroke"}, {"id", "entry.pad"}, {"strokes", king}}));
    ASSERT_OK(choose_read("王"));
    ASSERT_OK(wait_text("李䶮𬭛𠮷王"));
    ASSERT_OK(rig().tap("entry.method.pinyin"));
    ASSERT_OK(tap_all({"entry.method.stroke", "entry.key.一", "entry.key.一", "entry.key.丨", "entry.key.一"}));
    ASSERT_OK(choose("王"));
    ASSERT_OK(tap_all({"entry.method.symbols", "entry.key.·"}));
    ASSERT_OK(rig().tap("entry.method.latin"));
    ASSERT_OK(rig().tap("entry.shift"));
    ASSERT_TRUE(keys("bo"));
    ASSERT_OK(rig().tap("entry.method.digits"));
    ASSERT_OK(type("42"));
    ASSERT_OK(wait_text("李䶮𬭛𠮷王王·Bo42"));
    EXPECT_EQ(comment_at_hub(), "李䶮𬭛𠮷王王·Bo42");
}

TEST_F(EntryTest, NothingIsLeftForTheNextPerson) {
    ASSERT_TRUE(rig().kiosk({{"do", "enter"}, {"id", "entry.field"}, {"text", "李䶮"}}));
    ASSERT_OK(wait_text("李䶮"));
    ASSERT_TRUE(keys("zh"));
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 310}}));
    ASSERT_OK(rig().wait_screen("attract"));
    const auto tree = rig().tree();
    ASSERT_TRUE(tree);
    EXPECT_THAT(tree->dump(), testing::Not(testing::HasSubstr("李䶮")));
}

}  // namespace
}  // namespace bangnin::journeys
