#include "kiosk/announcement.h"

#include <algorithm>

#include "kiosk/journeys/ids.h"

namespace bangnin::kiosk {

namespace {

using locale::tr;

constexpr int digits_of_somebody = 3;

void add(std::string& words, const std::string& more) {
    if (more.empty()) {
        return;
    }
    if (!words.empty()) {
        words += locale::language() == locale::Language::english ? ", " : "，";
    }
    words += more;
}

std::string kind_of(screen::Role role) {
    switch (role) {
        case screen::Role::button:
            return tr("按钮");
        case screen::Role::field:
            return tr("输入框");
        case screen::Role::heading:
        case screen::Role::text:
        case screen::Role::status:
        case screen::Role::value:
        case screen::Role::image:
        case screen::Role::dialog:
            return {};
    }
    return {};
}

std::string length_of(std::string_view value) {
    const auto characters = std::ranges::count_if(value, [](char c) {
        constexpr unsigned continuation = 0x80;
        return c != ' ' && (static_cast<unsigned char>(c) & 0xC0U) != continuation;
    });
    return characters == 0 ? std::string() : locale::tr_plural("已填 {0} 个字", static_cast<std::uint64_t>(characters));
}

}  // namespace

bool enters_character(const screen::Node& node) {
    if (node.role != screen::Role::button || node.label.size() != 1) {
        return false;
    }
    const char shown = node.label.front();
    return (shown >= '0' && shown <= '9') || (shown >= 'A' && shown <= 'Z') || (shown >= 'a' && shown <= 'z');
}

std::string announcement(const screen::Node& node, std::optional<Position> position, Earshot earshot) {
    // Its place among the keys would tell which one it is.
    if (earshot == Earshot::hall && enters_character(node)) {
        return tr("戴上耳机才读出这个键");
    }
    std::string words = node.label;
    add(words, earshot == Earshot::hall && node.role == screen::Role::field ? length_of(node.value) : node.value);
    add(words, kind_of(node.role));
    add(words, node.chosen == screen::Chosen::yes ? tr("已选") : std::string());
    add(words, node.availability == screen::Availability::disabled ? tr("现在不能用") : std::string());
    if (position && node.id == ids::entry_field) {
        add(words, tr("按确定键移动光标"));
    }
    if (position) {
        add(words, tr("第 {0} 项，共 {1} 项", position->place, position->of));
    }
    return words;
}

voice::Privacy privacy_of(const screen::Node& node) {
    return node.role == screen::Role::field ? voice::Privacy::personal : privacy_of(node.label + node.value);
}

voice::Privacy privacy_of(std::string_view words) {
    const auto digits = std::ranges::count_if(words, [](char c) { return c >= '0' && c <= '9'; });
    const bool somebodys = digits >= digits_of_somebody || words.find('*') != std::string_view::npos;
    return somebodys ? voice::Privacy::personal : voice::Privacy::common;
}

locale::Language language_of_words(std::string_view words, locale::Language chosen) {
    // U+1800 … U+18BF: E1 A0 80 … E1 A2 BF in UTF-8.
    const bool mongolian = words.find("\xE1\xA0") != std::string_view::npos ||
                           words.find("\xE1\xA1") != std::string_view::npos ||
                           words.find("\xE1\xA2") != std::string_view::npos;
    return chosen == locale::Language::mongolian && !mongolian ? locale::Language::chinese : chosen;
}

}  // namespace bangnin::kiosk
