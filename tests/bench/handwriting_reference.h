// Strokes to write with, from two collections. KanjiVG's were drawn by hand and owe nothing to the fonts our matcher's
// table is made of, nor to zinnia's samples: what is promised is measured with them. hanzi-writer-data's come from
// Arphic's fonts, as the table does, and flatter: they say how much of the loss is the shapes' and not the hand's.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "tests/bench/handwriting_ink.h"

namespace bangnin::bench {

/// The curves of an SVG file's paths, one a stroke, in a box of 109 units; nothing where there are none.
[[nodiscard]] std::optional<input::Ink> strokes_of_svg(std::string_view svg);

/// Both look for the character below the folder into which handwriting_data.sh has put everything; nothing where a
/// collection has it not.
[[nodiscard]] std::optional<WrittenCharacter> from_kanjivg(const std::filesystem::path& folder,
                                                           const std::string& text);
[[nodiscard]] std::optional<WrittenCharacter> from_hanzi_writer(const std::filesystem::path& folder,
                                                                const std::string& text);

}  // namespace bangnin::bench
