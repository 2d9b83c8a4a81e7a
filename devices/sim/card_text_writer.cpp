#include "devices/sim/card_text_writer.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace bangnin::devices::sim {
namespace {

using nlohmann::json;
using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t text_bytes = 256;
constexpr std::size_t photo_size = 1024;
constexpr std::size_t new_address_size = 70;
constexpr std::size_t type_offset = 248;

struct Place {
    std::string_view key;
    std::size_t offset;
    std::size_t length;
};

constexpr std::array resident{Place{"name", 0, 30},     Place{"sex", 30, 2},      Place{"ethnic", 32, 4},
                              Place{"birth", 36, 16},   Place{"address", 52, 70}, Place{"number", 122, 36},
                              Place{"issuer", 158, 30}, Place{"from", 188, 16},   Place{"to", 204, 16}};
constexpr std::array permit{Place{"name", 0, 30},        Place{"sex", 30, 2},      Place{"birth", 36, 16},
                            Place{"address", 52, 70},    Place{"number", 122, 36}, Place{"issuer", 158, 30},
                            Place{"from", 188, 16},      Place{"to", 204, 16},     Place{"pass_number", 220, 18},
                            Place{"issue_count", 238, 4}};
constexpr std::array foreign_new{Place{"name", 0, 30},          Place{"sex", 30, 2},
                                 Place{"issue_count", 32, 4},   Place{"birth", 36, 16},
                                 Place{"english_name", 52, 70}, Place{"number", 122, 36},
                                 Place{"from", 188, 16},        Place{"to", 204, 16},
                                 Place{"nationality", 242, 6},  Place{"old_number_link", 250, 6}};
constexpr std::array foreign_old{Place{"english_name", 0, 120}, Place{"sex", 120, 2},    Place{"number", 122, 30},
                                 Place{"nationality", 152, 6},  Place{"name", 158, 30},  Place{"from", 188, 16},
                                 Place{"to", 204, 16},          Place{"birth", 220, 16}, Place{"card_version", 236, 4},
                                 Place{"issuer", 240, 8}};

std::span<const Place> places_of(std::string_view type) {
    if (type == "resident") return resident;
    if (type == "J") return permit;
    if (type == "Y") return foreign_new;
    if (type == "I") return foreign_old;
    return {};
}

void fill_with_spaces(Bytes& bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = i % 2 == 0 ? 0x20 : 0x00;
}

std::expected<std::string, std::string> text_of(const json& description, const std::string& key) {
    const auto found = description.find(key);
    if (found == description.end()) return std::string();
    if (!found->is_string()) return std::unexpected("card." + key + " is not a text");
    return found->get<std::string>();
}

std::expected<void, std::string> put(Bytes& block, const Place& place, std::span<const std::uint8_t> units) {
    if (units.size() > place.length) return std::unexpected("card." + std::string(place.key) + " is too long");
    std::ranges::copy(units, block.begin() + static_cast<std::ptrdiff_t>(place.offset));
    return {};
}

// The name field of the new foreign card goes on in its overflow field.
std::expected<void, std::string> put_long_english_name(Bytes& block, const Bytes& units) {
    constexpr Place name{"english_name", 52, 70};
    constexpr Place overflow{"english_name", 220, 22};
    const std::size_t first = std::min(units.size(), name.length);
    if (auto done = put(block, name, std::span(units).first(first)); !done) return done;
    return put(block, overflow, std::span(units).subspan(first));
}

std::expected<Bytes, std::string> described_text(const json& description, const std::string& type) {
    Bytes block(text_bytes);
    fill_with_spaces(block);
    for (const Place& place : places_of(type)) {
        const auto text = text_of(description, std::string(place.key));
        if (!text) return std::unexpected(text.error());
        const auto units = utf16le_of_utf8(*text);
        if (!units) return std::unexpected("card." + std::string(place.key) + " is not UTF-8");
        const bool joined = type == "Y" && place.key == "english_name";
        const auto done = joined ? put_long_english_name(block, *units) : put(block, place, *units);
        if (!done) return std::unexpected(done.error());
    }
    auto mark = text_of(description, "raw_type");
    if (!mark) return std::unexpected(mark.error());
    if (mark->empty() && type != "resident") mark = type;
    if (!mark->empty()) block[type_offset] = static_cast<std::uint8_t>((*mark)[0]);
    return block;
}

std::expected<Bytes, std::string> text_block(const json& description) {
    const auto hex = text_of(description, "text_hex");
    if (!hex) return std::unexpected(hex.error());
    if (hex->empty()) {
        const auto type = text_of(description, "type");
        if (!type) return std::unexpected(type.error());
        if (places_of(*type).empty()) return std::unexpected("card.type is resident, J, Y or I");
        return described_text(description, *type);
    }
    auto block = bytes_of_hex(*hex);
    if (!block || block->size() != text_bytes) return std::unexpected("card.text_hex is not 256 bytes");
    return *std::move(block);
}

// Begins as a real photo does; the rest is a pattern, for there is nobody on it.
Bytes nobodys_photo() {
    Bytes photo{0x57, 0x4C, 0x66, 0x00, 0x7E, 0x00, 0x32, 0x00};
    photo.resize(photo_size);
    for (std::size_t i = 8; i < photo.size(); ++i) photo[i] = static_cast<std::uint8_t>(i * 7 % 251);
    return photo;
}

}  // namespace

std::expected<SimulatedCard, std::string> make_card(const json& description) {
    if (!description.is_object()) return std::unexpected("card is not an object");
    auto text = text_block(description);
    if (!text) return std::unexpected(text.error());
    SimulatedCard card{.text = std::move(*text), .photo = nobodys_photo(), .fingerprint = {}, .new_address = {}};

    if (const auto bytes = description.find("fingerprint_bytes"); bytes != description.end()) {
        if (*bytes != 0 && *bytes != 512 && *bytes != 1024) {
            return std::unexpected("card.fingerprint_bytes is 0, 512 or 1024");
        }
        card.fingerprint.assign(bytes->get<std::size_t>(), 0x43);
    }
    const auto address = text_of(description, "new_address");
    if (!address) return std::unexpected(address.error());
    if (!address->empty()) {
        const auto units = utf16le_of_utf8(*address);
        card.new_address.emplace(new_address_size);
        fill_with_spaces(*card.new_address);
        if (!units || !put(*card.new_address, {"new_address", 0, new_address_size}, *units)) {
            return std::unexpected("card.new_address is too long");
        }
    }
    return card;
}

std::optional<Bytes> utf16le_of_utf8(std::string_view text) {
    Bytes bytes;
    const auto put_unit = [&bytes](std::uint32_t unit) {
        bytes.push_back(static_cast<std::uint8_t>(unit & 0xFF));
        bytes.push_back(static_cast<std::uint8_t>(unit >> 8));
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<std::uint8_t>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 0;
        if (length == 0 || at + length > text.size()) return std::nullopt;
        std::uint32_t point = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t i = 1; i < length; ++i) {
            const auto byte = static_cast<std::uint8_t>(text[at + i]);
            if ((byte & 0xC0) != 0x80) return std::nullopt;
            point = point << 6 | (byte & 0x3F);
        }
        if (point > 0x10FFFF) return std::nullopt;
        if (point >= 0x10000) {
            put_unit(0xD800 + ((point - 0x10000) >> 10));
            put_unit(0xDC00 + ((point - 0x10000) & 0x3FF));
        } else {
            put_unit(point);
        }
        at += length;
    }
    return bytes;
}

std::optional<Bytes> bytes_of_hex(std::string_view text) {
    const auto digit = [](char c) -> int {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    };
    Bytes bytes;
    int high = -1;
    for (const char c : text) {
        if (c == ' ' && high < 0) continue;
        const int value = digit(c);
        if (value < 0) return std::nullopt;
        if (high < 0) {
            high = value;
        } else {
            bytes.push_back(static_cast<std::uint8_t>(high << 4 | value));
            high = -1;
        }
    }
    if (high >= 0) return std::nullopt;
    return bytes;
}

}  // namespace bangnin::devices::sim
