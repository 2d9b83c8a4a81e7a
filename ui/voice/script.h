// What an utterance is made of: the chime, recordings and stretches for a synthesiser, in order. Pure.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "ui/voice/phrasebook.h"
#include "ui/voice/utterance.h"

namespace bangnin::voice {

struct ChimePart {
    friend bool operator==(const ChimePart&, const ChimePart&) = default;
};

/// Recordings said one after another. Where one of them cannot be read, `instead` is synthesised.
struct ClipPart {
    std::vector<std::filesystem::path> files;
    std::string instead;  ///< words in the utterance's language; empty (Mongolian): the chime
    friend bool operator==(const ClipPart&, const ClipPart&) = default;
};

/// For the synthesiser of `language`, which is never Mongolian.
struct SpeechPart {
    locale::Language language;
    std::string text;
    friend bool operator==(const SpeechPart&, const SpeechPart&) = default;
};

using ScriptPart = std::variant<ChimePart, ClipPart, SpeechPart>;

/// Empty only where nothing of the text can be said and no chime is asked for. `book` is of the utterance's language.
/// Recordings and synthesis take turns only between clauses of a text that is its own source.
[[nodiscard]] std::vector<ScriptPart> script_of(const Utterance& utterance, const Phrasebook& book);

/// Words (of spoken_text) as parts for the synthesisers, `book`'s pinyin filled in.
[[nodiscard]] std::vector<SpeechPart> speech_of(std::string_view spoken, locale::Language language,
                                                const Phrasebook& book);

}  // namespace bangnin::voice
