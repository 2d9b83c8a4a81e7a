#include "devices/id_card/text_block.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "devices/id_card/code_tables.h"
#include "devices/id_card/id_number.h"

namespace bangnin::devices {
namespace {

constexpr std::size_t block_bytes = 256;
constexpr std::size_t type_offset = 248;
constexpr char32_t replacement = 0xFFFD;

struct Field {
    std::size_t offset;
    std::size_t length;
};

struct TextField {
    Field place;
    std::string CardInfo::* member;
};

bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

char32_t unit_at(std::span<const std::uint8_t> bytes, std::size_t index) {
    return static_cast<char32_t>(bytes[2 * index] | bytes[2 * index + 1] << 8);
}

bool is_text(char32_t point) {
    const bool control = point < 0x20 || (point >= 0x7F && point < 0xA0);
    const bool noncharacter = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    return !control && !noncharacter && !surrogate;
}

void append_utf8(std::string& text, char32_t point) {
    const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0 | point >> 6);
        put(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        put(0xE0 | point >> 12);
        put(0x80 | (point >> 6 & 0x3F));
        put(0x80 | (point & 0x3F));
    } else {
        put(0xF0 | point >> 18);
        put(0x80 | (point >> 12 & 0x3F));
        put(0x80 | (point >> 6 & 0x3F));
        put(0x80 | (point & 0x3F));
    }
}

void trim(std::string& text) {
    constexpr std::string_view wide_space = "\u3000";
    while (true) {
        const std::string_view view = text;
        if (view.ends_with(' ')) {
            text.pop_back();
        } else if (view.ends_with(wide_space)) {
            text.resize(text.size() - wide_space.size());
        } else {
            return;
        }
    }
}

// One field's text without padding. The caller's string is reserved once, so that no piece of it is left in the heap.
std::string field_text(std::span<const std::uint8_t> block, Field field) {
    std::string text = utf8_of_utf16le(block.subspan(field.offset, field.length));
    trim(text);
    return text;
}

constexpr std::array resident_fields{
    TextField{{0, 30}, &CardInfo::name},     TextField{{32, 4}, &CardInfo::ethnic_code},
    TextField{{52, 70}, &CardInfo::address}, TextField{{122, 36}, &CardInfo::number},
    TextField{{158, 30}, &CardInfo::issuer},
};
constexpr std::array residence_permit_fields{
    TextField{{0, 30}, &CardInfo::name},          TextField{{52, 70}, &CardInfo::address},
    TextField{{122, 36}, &CardInfo::number},      TextField{{158, 30}, &CardInfo::issuer},
    TextField{{220, 18}, &CardInfo::pass_number}, TextField{{238, 4}, &CardInfo::issue_count},
};
constexpr std::array foreign_2023_fields{
    TextField{{0, 30}, &CardInfo::name},
    TextField{{32, 4}, &CardInfo::issue_count},
    TextField{{122, 36}, &CardInfo::number},
    TextField{{242, 6}, &CardInfo::nationality},
    TextField{{250, 6}, &CardInfo::old_number_link},
};
constexpr std::array foreign_2017_fields{
    TextField{{0, 120}, &CardInfo::english_name}, TextField{{122, 30}, &CardInfo::number},
    TextField{{152, 6}, &CardInfo::nationality},  TextField{{158, 30}, &CardInfo::name},
    TextField{{236, 4}, &CardInfo::card_version}, TextField{{240, 8}, &CardInfo::issuer},
};

struct Layout {
    std::span<const TextField> texts;
    Field sex;
    Field birth;
};
constexpr Field valid_from_field{188, 16};
constexpr Field valid_until_field{204, 16};
constexpr Field english_name_2023{52, 70};
constexpr Field english_overflow_2023{220, 22};

Layout layout_of(CardType type) {
    switch (type) {
        case CardType::residence_permit:
            return {residence_permit_fields, {30, 2}, {36, 16}};
        case CardType::foreign_permanent_2023:
            return {foreign_2023_fields, {30, 2}, {36, 16}};
        case CardType::foreign_permanent_2017:
            return {foreign_2017_fields, {120, 2}, {220, 16}};
        case CardType::resident:
            break;
    }
    return {resident_fields, {30, 2}, {36, 16}};
}

std::expected<CardType, TextProblem> type_of(std::span<const std::uint8_t> block) {
    switch (unit_at(block, type_offset / 2)) {
        case U' ':
        case U'\0':
            return CardType::resident;
        case U'J':
            return CardType::residence_permit;
        case U'Y':
            return CardType::foreign_permanent_2023;
        case U'I':
            return CardType::foreign_permanent_2017;
        default:
            return std::unexpected(TextProblem::card_type);
    }
}

std::optional<std::chrono::year_month_day> field_date(std::span<const std::uint8_t> block, Field field) {
    std::string text = field_text(block, field);
    const auto date = parse_card_date(text);
    wipe(text);
    return date;
}

void read_validity(std::span<const std::uint8_t> block, CardInfo& card) {
    card.valid_from = field_date(block, valid_from_field);
    card.valid_until = field_date(block, valid_until_field);
    if (card.valid_until) {
        card.validity = Validity::until_date;
    } else {
        const bool long_term = field_text(block, valid_until_field) == "长期";
        card.validity = long_term ? Validity::long_term : Validity::unreadable;
    }
}

// The overflow continues the name field without a gap, so it is joined before the padding is cut off.
std::string joined_english_name(std::span<const std::uint8_t> block) {
    std::array<std::uint8_t, english_name_2023.length + english_overflow_2023.length> joined{};
    const auto first = block.subspan(english_name_2023.offset, english_name_2023.length);
    const auto second = block.subspan(english_overflow_2023.offset, english_overflow_2023.length);
    std::copy(first.begin(), first.end(), joined.begin());
    std::copy(second.begin(), second.end(), joined.begin() + english_name_2023.length);
    std::string text = utf8_of_utf16le(joined);
    trim(text);
    return text;
}

}  // namespace

std::string utf8_of_utf16le(std::span<const std::uint8_t> bytes) {
    const std::size_t units = bytes.size() / 2;
    std::string text;
    text.reserve(units * 3);
    for (std::size_t i = 0; i < units; ++i) {
        char32_t point = unit_at(bytes, i);
        if (point == 0) break;
        if (is_high_surrogate(point) && i + 1 < units && is_low_surrogate(unit_at(bytes, i + 1))) {
            point = 0x10000 + ((point - 0xD800) << 10) + (unit_at(bytes, i + 1) - 0xDC00);
            ++i;
        }
        append_utf8(text, is_text(point) ? point : replacement);
    }
    return text;
}

std::expected<CardInfo, TextProblem> decode_text_block(std::span<const std::uint8_t> block) {
    if (block.size() != block_bytes) return std::unexpected(TextProblem::size);
    const auto type = type_of(block);
    if (!type) return std::unexpected(type.error());

    const Layout layout = layout_of(*type);
    CardInfo card;
    card.type = *type;
    for (const auto& [place, member] : layout.texts) card.*member = field_text(block, place);
    card.sex = sex_of_code(field_text(block, layout.sex));
    card.sex_text = sex_name(card.sex);
    card.birth = field_date(block, layout.birth);
    read_validity(block, card);
    if (card.type == CardType::resident) card.ethnic = ethnic_name(card.ethnic_code);
    if (card.type == CardType::foreign_permanent_2023) card.english_name = joined_english_name(block);
    if (card.type != CardType::foreign_permanent_2017) {
        card.number_check = is_valid_id_number(card.number) ? NumberCheck::good : NumberCheck::bad;
    }
    if (card.display_name().empty() || card.number.empty()) return std::unexpected(TextProblem::empty_fields);
    return card;
}

std::string decode_new_address(std::span<const std::uint8_t> bytes) {
    std::string text = utf8_of_utf16le(bytes);
    trim(text);
    return text;
}

}  // namespace bangnin::devices
