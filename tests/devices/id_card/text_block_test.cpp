#include "devices/id_card/text_block.h"

#include <gtest/gtest.h>

#include <random>
#include <string_view>

#include "devices/id_card/code_tables.h"
#include "devices/id_card/id_number.h"

namespace bangnin::devices {
namespace {

using namespace std::chrono_literals;
using Block = std::vector<std::uint8_t>;

Block blank_block() {
    Block block(256);
    for (std::size_t i = 0; i < block.size(); i += 2) block[i] = 0x20;
    return block;
}

void put(Block& block, std::size_t offset, std::u16string_view text) {
    for (const char16_t unit : text) {
        block[offset++] = static_cast<std::uint8_t>(unit & 0xFF);
        block[offset++] = static_cast<std::uint8_t>(unit >> 8);
    }
}

Block resident_block() {
    Block block = blank_block();
    put(block, 0, u"李小明");
    put(block, 30, u"1");
    put(block, 32, u"52");
    put(block, 36, u"19491231");
    put(block, 52, u"内蒙古自治区鄂伦春自治旗阿里河镇");
    put(block, 122, u"11010519491231002X");
    put(block, 158, u"鄂伦春自治旗公安局");
    put(block, 188, u"20200101");
    put(block, 204, u"20400101");
    return block;
}

TEST(TextBlock, ResidentCard) {
    const auto card = decode_text_block(resident_block());
    ASSERT_TRUE(card);
    EXPECT_EQ(card->type, CardType::resident);
    EXPECT_EQ(card->name, "李小明");
    EXPECT_EQ(card->sex, Sex::male);
    EXPECT_EQ(card->sex_text, "男");
    EXPECT_EQ(card->ethnic_code, "52");
    EXPECT_EQ(card->ethnic, "鄂伦春");
    EXPECT_EQ(card->birth, 1949y / std::chrono::December / 31);
    EXPECT_EQ(card->address, "内蒙古自治区鄂伦春自治旗阿里河镇");
    EXPECT_EQ(card->number, "11010519491231002X");
    EXPECT_EQ(card->number_check, NumberCheck::good);
    EXPECT_EQ(card->issuer, "鄂伦春自治旗公安局");
    EXPECT_EQ(card->valid_from, 2020y / std::chrono::January / 1);
    EXPECT_EQ(card->validity, Validity::until_date);
    EXPECT_EQ(card->valid_until, 2040y / std::chrono::January / 1);
    EXPECT_TRUE(card->photo.empty());
}

TEST(TextBlock, LongTermAndUnreadableValidity) {
    Block block = resident_block();
    put(block, 204, u"长期      ");
    EXPECT_EQ(decode_text_block(block)->validity, Validity::long_term);
    EXPECT_FALSE(decode_text_block(block)->valid_until);
    put(block, 204, u"20400230");
    EXPECT_EQ(decode_text_block(block)->validity, Validity::unreadable);
}

TEST(TextBlock, ResidencePermit) {
    Block block = blank_block();
    put(block, 0, u"陳大文");
    put(block, 30, u"2");
    put(block, 36, u"19800101");
    put(block, 52, u"海拉尔区");
    put(block, 122, u"44052418800101001X");
    put(block, 158, u"公安局");
    put(block, 188, u"20190101");
    put(block, 204, u"20240101");
    put(block, 220, u"H12345678");
    put(block, 238, u"01");
    put(block, 248, u"J");
    const auto card = decode_text_block(block);
    ASSERT_TRUE(card);
    EXPECT_EQ(card->type, CardType::residence_permit);
    EXPECT_EQ(card->sex, Sex::female);
    EXPECT_EQ(card->pass_number, "H12345678");
    EXPECT_EQ(card->issue_count, "01");
    EXPECT_EQ(card->number_check, NumberCheck::bad);
    EXPECT_EQ(card->ethnic, "");
}

TEST(TextBlock, ForeignPermanentResident2023JoinsTheOverflowingName) {
    Block block = blank_block();
    put(block, 0, u"马可");
    put(block, 30, u"9");
    put(block, 32, u"02");
    put(block, 36, u"19700523");
    put(block, 52, u"ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHI");  // 35 units, the whole field
    put(block, 122, u"911030197005230018");
    put(block, 188, u"20231201");
    put(block, 204, u"20331130");
    put(block, 220, u"JKL MNO");
    put(block, 242, u"ITA");
    put(block, 248, u"Y");
    put(block, 250, u"123");
    const auto card = decode_text_block(block);
    ASSERT_TRUE(card);
    EXPECT_EQ(card->type, CardType::foreign_permanent_2023);
    EXPECT_EQ(card->name, "马可");
    EXPECT_EQ(card->english_name, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKL MNO");
    EXPECT_EQ(card->sex_text, "未说明");
    EXPECT_EQ(card->issue_count, "02");
    EXPECT_EQ(card->nationality, "ITA");
    EXPECT_EQ(card->old_number_link, "123");
    EXPECT_EQ(card->valid_until, 2033y / std::chrono::November / 30);
}

TEST(TextBlock, ForeignPermanentResident2017) {
    Block block = blank_block();
    put(block, 0, u"POLO, MARCO");
    put(block, 120, u"1");
    put(block, 122, u"ITA110080010101");
    put(block, 152, u"ITA");
    put(block, 188, u"20170601");
    put(block, 204, u"20270531");
    put(block, 220, u"19700523");
    put(block, 236, u"01");
    put(block, 240, u"1500");
    put(block, 248, u"I");
    const auto card = decode_text_block(block);
    ASSERT_TRUE(card);
    EXPECT_EQ(card->type, CardType::foreign_permanent_2017);
    EXPECT_EQ(card->name, "");
    EXPECT_EQ(card->display_name(), "POLO, MARCO");
    EXPECT_EQ(card->number, "ITA110080010101");
    EXPECT_EQ(card->number_check, NumberCheck::not_applicable);
    EXPECT_EQ(card->nationality, "ITA");
    EXPECT_EQ(card->birth, 1970y / std::chrono::May / 23);
    EXPECT_EQ(card->card_version, "01");
    EXPECT_EQ(card->issuer, "1500");
}

TEST(TextBlock, RareCharactersSurvive) {
    Block block = resident_block();
    put(block, 0, u"李𬭛\uE000䶮");  // a surrogate pair, a private-use character, an extension A character
    EXPECT_EQ(decode_text_block(block)->name, "李𬭛\uE000䶮");
}

TEST(TextBlock, LoneSurrogatesAndControlsBecomeTheReplacementCharacter) {
    const auto utf8 = [](std::u16string_view text) {
        Block bytes(text.size() * 2);
        put(bytes, 0, text);
        return utf8_of_utf16le(bytes);
    };
    const char16_t high = 0xD86D;
    const char16_t low = 0xDE9B;
    EXPECT_EQ(utf8(std::u16string{u'A', high, u'B'}), "A\uFFFDB");
    EXPECT_EQ(utf8(std::u16string{u'A', low, u'B'}), "A\uFFFDB");
    EXPECT_EQ(utf8(std::u16string{high, high, low}), "\uFFFD\U0002B69B");
    EXPECT_EQ(utf8(std::u16string{u'A', high}), "A\uFFFD");
    EXPECT_EQ(utf8(std::u16string{0x0007, 0xFFFE}), "\uFFFD\uFFFD");
    EXPECT_EQ(utf8(std::u16string{u'A', 0, u'B'}), "A");
    EXPECT_EQ(utf8_of_utf16le(Block{0x41, 0x00, 0x42}), "A");
}

TEST(TextBlock, RefusesWhatIsNoCard) {
    EXPECT_EQ(decode_text_block(Block(255)).error(), TextProblem::size);
    Block block = resident_block();
    put(block, 248, u"Q");
    EXPECT_EQ(decode_text_block(block).error(), TextProblem::card_type);
    EXPECT_EQ(decode_text_block(blank_block()).error(), TextProblem::empty_fields);
}

TEST(TextBlock, SurvivesRandomBytes) {
    std::mt19937 random(11);
    for (int round = 0; round < 5000; ++round) {
        Block block(256);
        for (auto& byte : block) byte = static_cast<std::uint8_t>(random());
        if (round % 2 == 0) put(block, 248, std::u16string(1, u" JYI"[random() % 4]));
        if (const auto card = decode_text_block(block)) {
            EXPECT_FALSE(card->display_name().empty());
        }
    }
}

TEST(CodeTables, HoldTheWholeTable) {
    EXPECT_EQ(ethnic_name("01"), "汉");
    EXPECT_EQ(ethnic_name("56"), "基诺");
    EXPECT_EQ(ethnic_name("98"), "外国血统中国籍人士");
    EXPECT_EQ(ethnic_name("57"), "");
    EXPECT_EQ(ethnic_name(""), "");
    EXPECT_EQ(sex_name(sex_of_code("0")), "未知");
    EXPECT_EQ(sex_name(sex_of_code("7")), "未知");
}

TEST(IdNumber, ChecksFormBirthAndDigit) {
    EXPECT_EQ(id_number_check_character("11010519491231002"), 'X');
    EXPECT_EQ(id_number_check_character("44052418800101001"), '4');
    EXPECT_TRUE(is_valid_id_number("11010519491231002X"));
    EXPECT_TRUE(is_valid_id_number("440524188001010014"));
    EXPECT_FALSE(is_valid_id_number("11010519491231002x"));
    EXPECT_FALSE(is_valid_id_number("110105194912310021"));
    EXPECT_FALSE(is_valid_id_number("11010519491231002"));
    EXPECT_FALSE(is_valid_id_number("1101051949123100AX"));
    // A right check digit does not make the 31st of February.
    const std::string impossible = "11010519490231002";
    EXPECT_FALSE(is_valid_id_number(impossible + id_number_check_character(impossible)));
}

TEST(CardWiping, LeavesNothingReadable) {
    CardInfo card = *decode_text_block(resident_block());
    card.photo.assign(1024, 0x57);
    const char* const text = card.address.data();
    const std::size_t length = card.address.size();
    const std::size_t capacity = card.address.capacity();
    card.wipe();
    EXPECT_TRUE(card.name.empty() && card.number.empty() && card.photo.empty() && !card.birth);
    ASSERT_EQ(card.address.capacity(), capacity);  // the same buffer, so it may be looked at
    ASSERT_EQ(card.address.data(), text);
    card.address.resize(length);
    EXPECT_EQ(card.address, std::string(length, '\0'));
}

TEST(CardWiping, MovingEmptiesTheSourceAndKeepsTheRest) {
    CardInfo card = *decode_text_block(resident_block());
    const CardInfo copy = card;
    CardInfo moved = std::move(card);
    EXPECT_EQ(moved.name, copy.name);
    EXPECT_EQ(moved.birth, copy.birth);
    EXPECT_EQ(moved.number_check, NumberCheck::good);
    EXPECT_TRUE(card.name.empty() && !card.birth);  // NOLINT(bugprone-use-after-move): that is the point
    moved = copy;
    EXPECT_EQ(moved.issuer, copy.issuer);
}

}  // namespace
}  // namespace bangnin::devices
