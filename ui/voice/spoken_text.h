// From words as they are shown to words as they are said. Pure and total: any bytes in, never an error.
//
// What a synthesiser would say wrongly, or what must not be heard by the next person in the line, is written out here:
//   A1023, A 1 0 2 3      → "A 一 零 二 三" · "A, 1 0 2 3"           a number on a ticket, digit by digit
//   10:42 · 14:30         → "上午十点四十二分", "下午两点半" · "10 42 a m", "2 30 p m"
//   2026-03-12            → "二零二六年三月十二日" · "12 March 2026"
//   12, 3.5, 5 %, 10–20   → "十二", "三点五", "百分之五", "十到二十" (English: as the synthesiser says them, "10 to
//   20") 2 人, 第 2 步          → "两人", "第二步" 12345, 0470…          → five digits and more, and those after a 0,
//   one by one, unless a measure follows (15000 元) 11 digits and more    → only the last four: "尾号 五 六 七 八",
//   "ending in 5 6 7 8"; so no phone or ID number is ever
//                           said, masked (138****5678) or, by mistake, in full
//   李*明                  → "李某明"
// Signs that are layout only (line ends, ** of emphasis, quotes, …) go; brackets, dashes and dots become pauses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/locale/locale.h"

namespace bangnin::voice {

/// The words to say, at most about max_utterance_bytes of the text; empty where nothing in it can be said.
[[nodiscard]] std::string spoken_text(std::string_view shown, locale::Language language);

/// A spoken text at its full stops, and one of those at its commas. Each piece keeps its mark; none is empty.
[[nodiscard]] std::vector<std::string> sentences_of(std::string_view spoken);
[[nodiscard]] std::vector<std::string> clauses_of(std::string_view sentence);

/// The same without the marks and spaces at its ends: what one recording is found by.
[[nodiscard]] std::string bare(std::string_view spoken);

/// A stretch of text for one voice.
struct Run {
    locale::Language language;
    std::string text;
    friend bool operator==(const Run&, const Run&) = default;
};

/// Han in an English sentence is for the Chinese voice, and words of Latin letters in a Chinese one for the English
/// voice. Single letters stay with the sentence.
[[nodiscard]] std::vector<Run> voice_runs(std::string_view spoken, locale::Language language);

/// A whole number in Chinese words (十一, 一百零五, 一万二千); `digits` are 1 … 10 ASCII digits.
[[nodiscard]] std::string chinese_number(std::string_view digits);

}  // namespace bangnin::voice
