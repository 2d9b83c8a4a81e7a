// Our own matcher: compares where lines of which direction lie, not how they were written. The order of strokes, their
// sense and whether the pen was lifted between them make no difference but for the lines that a pen not lifted leaves.
//
// First the direction maps of all characters, then, of the 320 likest, the points themselves, after the ink was
// bent a little towards each. About 10 ms on one core.
#pragma once

#include <expected>
#include <memory>
#include <span>

#include "ui/input/handwriting/matcher.h"
#include "ui/input/handwriting/templates.h"

namespace bangnin::input {

class ShapeMatcher : public InkMatcher {
  public:
    // The table's bytes must outlive the matcher.
    [[nodiscard]] static std::expected<std::unique_ptr<ShapeMatcher>, TableError> create(
        std::span<const std::byte> table = embedded_templates());

    [[nodiscard]] std::vector<Match> match(const Ink& ink, std::size_t limit) override;

  private:
    explicit ShapeMatcher(TemplateTable table) : table_(table) {}

    TemplateTable table_;
};

}  // namespace bangnin::input
