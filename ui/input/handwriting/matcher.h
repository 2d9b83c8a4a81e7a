// Ink to characters. Two matchers with one face: zinnia_matcher.h and shape_matcher.h; handwriting.h puts both
// together.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ui/input/ink.h"

namespace bangnin::input {

struct Match {
    std::string text;  // one character, UTF-8
    float score = 0;   // the higher the better; comparable only within one answer

    bool operator==(const Match&) const = default;
};

class InkMatcher {
  public:
    InkMatcher() = default;
    InkMatcher(const InkMatcher&) = delete;
    InkMatcher& operator=(const InkMatcher&) = delete;
    virtual ~InkMatcher() = default;

    // Best first, no character twice, at most `limit`. Takes any ink, also none (no match). One thread at a time.
    [[nodiscard]] virtual std::vector<Match> match(const Ink& ink, std::size_t limit) = 0;
};

}  // namespace bangnin::input
