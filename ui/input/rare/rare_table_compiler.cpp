// Build-time tool: Unihan's kRSUnicode lines on standard input, the table of rare_table.h in the file named. Stops with
// a message where a character of the standard has no radical or no code.
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "ui/input/rare/han_set.h"
#include "ui/input/rare/rare_table.h"

namespace bangnin::input {
namespace {

// These share their characters with the full forms (辶 has one dot or two): no other list for them.
bool same_characters(int radical) { return radical == 90 || radical == 162 || radical == 201; }

// "167'.8": radical 167 in its simplified form, 8 strokes beside it (a few have less than none).
RadicalPlace place_of(const std::string& value) {
    const int radical = std::stoi(value);
    const int strokes = std::stoi(value.substr(value.find('.') + 1));
    const bool simplified = value.find('\'') != std::string::npos && !same_characters(radical);
    return {static_cast<std::uint8_t>(radical), simplified ? RadicalForm::simplified : RadicalForm::traditional,
            static_cast<std::uint8_t>(std::clamp(strokes, 0, 0x7F))};
}

void take_line(const std::string& line, std::vector<HanRecord>& records) {
    std::istringstream words(line);
    std::string code;
    std::string property;
    words >> code >> property;
    if (property != "kRSUnicode" || !code.starts_with("U+")) {
        return;
    }
    const auto index = gb18030_han_index(static_cast<char32_t>(std::stoul(code.substr(2), nullptr, 16)));
    if (!index) {
        return;
    }
    std::size_t n = 0;
    for (std::string value; n < 2 && words >> value; ++n) {
        records[*index].places[n] = place_of(value);
    }
}

// Eight characters that GB 18030-2022 gave the two-byte codes which until then stood for private use.
std::uint32_t moved_in_2022(char32_t character) {
    constexpr std::array<std::uint32_t, 8> codes{0xFE59, 0xFE61, 0xFE66, 0xFE67, 0xFE6D, 0xFE7E, 0xFE90, 0xFEA0};
    return character >= 0x9FB4 && character <= 0x9FBB ? codes[character - 0x9FB4] : 0;
}

std::uint32_t gb_code_of(iconv_t converter, char32_t character) {
    if (const std::uint32_t moved = moved_in_2022(character); moved != 0) {
        return moved;
    }
    std::array<char, 4> in{};
    for (std::size_t i = 0; i < 4; ++i) {
        in[i] = static_cast<char>(character >> (8U * (3 - i)) & 0xFFU);
    }
    std::array<char, 4> out{};
    char* from = in.data();
    char* to = out.data();
    std::size_t from_left = in.size();
    std::size_t to_left = out.size();
    if (iconv(converter, &from, &from_left, &to, &to_left) != 0) {
        return 0;
    }
    std::uint32_t code = 0;
    for (const char* byte = out.data(); byte != to; ++byte) {
        code = code << 8U | static_cast<unsigned char>(*byte);
    }
    return code;
}

void put_number(std::string& bytes, std::uint32_t number) {
    for (unsigned shift : {24U, 16U, 8U, 0U}) {
        bytes += static_cast<char>(number >> shift & 0xFFU);
    }
}

std::string table_of(const std::vector<HanRecord>& records) {
    std::string bytes(han_table_magic, 8);
    put_number(bytes, static_cast<std::uint32_t>(records.size()));
    for (const HanRecord& record : records) {
        put_number(bytes, record.gb_code);
        for (const RadicalPlace& place : record.places) {
            bytes += static_cast<char>(place.radical);
            bytes += static_cast<char>(place.strokes | (place.form == RadicalForm::simplified ? 0x80U : 0U));
        }
    }
    return bytes;
}

int compile(const char* file) {
    std::vector<HanRecord> records(gb18030_han_count);
    for (std::string line; std::getline(std::cin, line);) {
        take_line(line, records);
    }
    iconv_t converter = iconv_open("GB18030", "UTF-32BE");
    for (std::size_t i = 0; i < records.size(); ++i) {
        records[i].gb_code = gb_code_of(converter, *gb18030_han_at(i));
        if (records[i].places[0].radical == 0 || records[i].gb_code == 0) {
            std::fprintf(stderr, "U+%X has no radical or no code\n", static_cast<unsigned>(*gb18030_han_at(i)));
            return 1;
        }
    }
    iconv_close(converter);
    std::ofstream out(file, std::ios::binary);
    out << table_of(records);
    out.close();
    return out.fail() ? 1 : 0;
}

}  // namespace
}  // namespace bangnin::input

int main(int count, char** arguments) { return count == 2 ? bangnin::input::compile(arguments[1]) : 2; }
