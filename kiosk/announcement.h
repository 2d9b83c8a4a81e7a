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

/// Who hears it. What a person enters is for that person only: no loudspeaker says it, nor the keys it is entered with.
enum class Earshot { hall, headphones };

/// A key that enters the very character it shows: a digit or a Latin letter.
[[nodiscard]] bool enters_character(const screen::Node& node);

/// "取号排队，按钮，第 1 项，共 5 项" in the language of this thread: label, value, what it is, whether it is lit,
/// whether it can be used, where it stands. To the hall: how long a field's words are instead of them, and that
/// headphones are needed instead of which key it is.
[[nodiscard]] std::string announcement(const screen::Node& node, std::optional<Position> position, Earshot earshot);

/// A field's words are somebody's, whatever they are.
[[nodiscard]] voice::Privacy privacy_of(const screen::Node& node);

/// Words with a number of three digits and more or a masked name in them are somebody's.
[[nodiscard]] voice::Privacy privacy_of(std::string_view words);

/// Chinese, where no word of it has been translated into the person's Mongolian.
[[nodiscard]] locale::Language language_of_words(std::string_view words, locale::Language chosen);

}  // namespace bangnin::kiosk
