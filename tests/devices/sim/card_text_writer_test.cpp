#include "devices/sim/card_text_writer.h"

#include <gtest/gtest.h>

#include "devices/id_card/text_block.h"
#include "tests/devices/sim/sim_process.h"

namespace bangnin::devices::sim {
namespace {

using nlohmann::json;

// The writer was written from the table by itself, so agreeing with the decoder says something about both.
TEST(CardTextWriter, WritesWhatTheDecoderReadsForEveryType) {
    json card = {{"name", "欧阳𬭛"},    {"english_name", "POLO, MARCO"}, {"sex", "2"},
                 {"birth", "19700523"}, {"number", "ITA110080010101"},   {"from", "20230101"},
                 {"to", "长期"}};
    for (const auto& [type, expected] : {std::pair("J", CardType::residence_permit),
                                         {"Y", CardType::foreign_permanent_2023},
                                         {"I", CardType::foreign_permanent_2017}}) {
        card["type"] = type;
        const auto made = make_card(card);
        ASSERT_TRUE(made) << made.error();
        const auto read = decode_text_block(made->text);
        ASSERT_TRUE(read);
        EXPECT_EQ(read->type, expected);
        EXPECT_EQ(read->name, "欧阳𬭛");
        EXPECT_EQ(read->sex, Sex::female);
        EXPECT_EQ(read->number, "ITA110080010101");
        EXPECT_EQ(read->validity, Validity::long_term);
        EXPECT_TRUE(read->birth);
    }
    card["type"] = "Y";
    card["english_name"] = std::string(46, 'Z');
    EXPECT_EQ(decode_text_block(make_card(card)->text)->english_name, std::string(46, 'Z'));
    card["english_name"] = std::string(47, 'Z');
    EXPECT_FALSE(make_card(card));
}

TEST(CardTextWriter, RefusesWhatDoesNotFit) {
    json card = test::sample_card();
    EXPECT_TRUE(make_card(card));
    card["name"] = std::string(16, 'x');
    EXPECT_FALSE(make_card(card));
    EXPECT_FALSE(make_card({{"type", "passport"}}));
    EXPECT_FALSE(make_card({{"type", 1}}));
    EXPECT_FALSE(make_card("card"));
    EXPECT_FALSE(make_card({{"text_hex", "00"}}));
    EXPECT_FALSE(make_card({{"type", "resident"}, {"fingerprint_bytes", 3}}));
}

TEST(CardTextWriter, ConvertsText) {
    EXPECT_EQ(utf16le_of_utf8("A\U0002B69B"), (std::vector<std::uint8_t>{0x41, 0x00, 0x6D, 0xD8, 0x9B, 0xDE}));
    EXPECT_FALSE(utf16le_of_utf8("\xFF"));
    EXPECT_FALSE(utf16le_of_utf8("\xE6\x9D"));
    EXPECT_EQ(bytes_of_hex("0aFF 10"), (std::vector<std::uint8_t>{0x0A, 0xFF, 0x10}));
    EXPECT_FALSE(bytes_of_hex("0 a"));
}

}  // namespace
}  // namespace bangnin::devices::sim
