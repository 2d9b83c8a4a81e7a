// What a person gives reaches the hub sealed, opens there with nothing but OpenSSL's own program, and stands in the
// clear nowhere on the way.
#include <gmock/gmock.h>

#include <fstream>

#include "sync/seal/seal.h"
#include "tests/harness/hub_events.h"
#include "tests/harness/rig_files.h"
#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

namespace fs = std::filesystem;

class SealingTest : public HallTest {
  protected:
    // The one ticket.issued event of this number.
    Result<json> issued_event(const std::string& number);
    // What `openssl cms -decrypt` makes of it with the hub's sealing key.
    Result<std::string> opened_by_openssl(const json& event);
    // Every file below the hall in which these bytes stand.
    std::vector<std::string> files_with(const std::string& bytes) const;
};

Result<json> SealingTest::issued_event(const std::string& number) {
    if (auto there = ticket_at_hub(number); !there) {
        return there;
    }
    auto events = harness::hub_events(rig().hub_state(), "k1");
    if (!events) {
        return std::unexpected(events.error());
    }
    for (const auto& event : harness::of_type(*events, "ticket.issued")) {
        if (event.body["number"] == number) {
            return event.body;
        }
    }
    return std::unexpected("no event issued " + number);
}

Result<std::string> SealingTest::opened_by_openssl(const json& event) {
    const auto der = sync::base64_decode(event.value("sealed", ""));
    if (!der || der->empty()) {
        return std::unexpected("nothing sealed in " + event.dump());
    }
    const fs::path file = folder() / "sealed.der";
    if (auto written = harness::write_file(file, *der); !written) {
        return std::unexpected(written.error());
    }
    return harness::run_program(
        {"/usr/bin/openssl", "cms", "-decrypt", "-inform", "DER", "-in", file.string(), "-inkey",
         (rig().hub_state() / "sealing.key").string(), "-recip", (rig().hub_state() / "sealing.pem").string()},
        harness::patience);
}

std::vector<std::string> SealingTest::files_with(const std::string& bytes) const {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder())) {
        if (!entry.is_regular_file()) {
            continue;
        }
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string content(std::istreambuf_iterator<char>(stream), {});
        if (content.find(bytes) != std::string::npos) {
            found.push_back(entry.path().string());
        }
    }
    return found;
}

// The same characters as the card reader's wire carries them.
std::string as_utf16(const std::u16string& text) {
    std::string bytes;
    for (const char16_t unit : text) {
        bytes += static_cast<char>(unit & 0xFF);
        bytes += static_cast<char>(unit >> 8);
    }
    return bytes;
}

struct RareName {
    std::string utf8;
    std::u16string utf16;
    std::string id_number;
};

const std::vector<RareName>& rare_names() {
    static const std::vector<RareName> names = {{"李䶮", u"李䶮", "150723198001010018"},
                                                {"王𬭛", u"王𬭛", "150723198002020029"},
                                                {"𠮷田", u"𠮷田", "15072319800303003X"},
                                                {"㛃梅", u"㛃梅", "150723198004040041"},
                                                {"白𮯠", u"白𮯠", "150723198005050052"}};
    return names;
}

TEST_F(SealingTest, RareNamesArriveByteForByteAndOnlySealed) {
    ASSERT_OK(open());
    for (const RareName& name : rare_names()) {
        SCOPED_TRACE(name.utf8);
        ASSERT_OK(person().come());
        ASSERT_OK(person().choose("department.3"));
        const auto ticket = person().identify_by_card(harness::resident_card(name.utf8, name.id_number));
        ASSERT_TRUE(ticket) << ticket.error();
        ASSERT_OK(person().leave());
        const auto event = issued_event(ticket->number);
        ASSERT_TRUE(event) << event.error();
        const auto opened = opened_by_openssl(*event);
        ASSERT_TRUE(opened) << opened.error();
        EXPECT_NE(opened->find('"' + name.utf8 + '"'), std::string::npos) << *opened;
        const json person = json::parse(*opened, nullptr, false);
        EXPECT_EQ(person["name"], name.utf8);
        EXPECT_EQ(person["id_number"], name.id_number);
        EXPECT_FALSE(person.contains("phone"));
    }
    // What is looked for can be found: the numbers of the tickets stand in both databases.
    EXPECT_FALSE(files_with("C1001").empty());
    for (const RareName& name : rare_names()) {
        EXPECT_THAT(files_with(name.utf8), ::testing::IsEmpty());
        EXPECT_THAT(files_with(as_utf16(name.utf16)), ::testing::IsEmpty());
        EXPECT_THAT(files_with(name.id_number), ::testing::IsEmpty());
        EXPECT_THAT(files_with(as_utf16(std::u16string(name.id_number.begin(), name.id_number.end()))),
                    ::testing::IsEmpty());
    }
    EXPECT_THAT(files_with("阿里河镇"), ::testing::IsEmpty()) << "the address on the card";
}

TEST_F(SealingTest, PhoneNumberArrivesOnlySealed) {
    ASSERT_OK(open());
    const std::string number = "13987654321";
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.5"));
    const auto ticket = person().identify_by_phone(number);
    ASSERT_TRUE(ticket) << ticket.error();
    const auto event = issued_event(ticket->number);
    ASSERT_TRUE(event) << event.error();
    const auto opened = opened_by_openssl(*event);
    ASSERT_TRUE(opened) << opened.error();
    EXPECT_EQ(json::parse(*opened, nullptr, false), json({{"phone", number}}));
    // Also while the kiosk is taken away in the middle of things.
    rig().kill_kiosk();
    EXPECT_THAT(files_with(number), ::testing::IsEmpty());
    EXPECT_THAT(files_with("98765432"), ::testing::IsEmpty());
}

TEST_F(SealingTest, KioskCannotOpenWhatItSealed) {
    ASSERT_OK(open());
    for (const auto& entry : fs::recursive_directory_iterator(rig().kiosk_state())) {
        if (!entry.is_regular_file()) {
            continue;
        }
        const auto key = harness::read_file(rig().hub_state() / "sealing.key");
        const auto content = harness::read_file(entry.path());
        ASSERT_TRUE(key && content);
        EXPECT_EQ(content->find(*key), std::string::npos) << entry.path();
    }
    const fs::perms mode = fs::status(rig().hub_state() / "sealing.key").permissions();
    EXPECT_EQ(mode, fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(fs::status(rig().kiosk_state() / "link" / "device.key").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace
}  // namespace bangnin::journeys
