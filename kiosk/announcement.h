// The words for a control that the keypad or a finger has come upon, and what may be kept of their sound. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "ui/screen/semantics.h"
#include "ui/voice/utterance.h"

namespace bangnin::kiosk {

struct Position {
    std::size_t place = 1;  ///< from 1
    std::size_t of = 1;
};

/// "取号排队，按钮，第 1 项，共 5 项" in the language of this thread: label, value, what it is, whether it is lit,
/// whether it can be used, where it stands.
[[nodiscard]] std::string announcement(const screen::Node& node, std::optional<Position> position);

/// Words with a number of three digits and more or a masked name in them are somebody's.
[[nodiscard]] voice::Privacy privacy_of(std::string_view words);

/// Chinese, where no word of it has been translated into the person's Mongolian.
[[nodiscard]] locale::Language language_of_words(std::string_view words, locale::Language chosen);

}  // namespace bangnin::kiosk
