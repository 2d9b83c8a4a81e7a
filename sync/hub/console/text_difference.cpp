#include "sync/hub/console/text_difference.h"

#include <algorithm>

namespace bangnin::hub::console {
namespace {

using Lines = std::vector<std::string_view>;

// The table of the longest common subsequence has at most so many places.
constexpr std::size_t most_places = 4'000'000;

Lines lines_in(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return lines;
}

void add(std::vector<DifferenceLine>& all, LineFate fate, std::string_view line) {
    all.push_back({fate, std::string(line)});
}

// How many lines from here on both have in common, for each pair of places.
class Common {
  public:
    Common(const Lines& before, const Lines& after) : width_(after.size() + 1) {
        lengths_.resize((before.size() + 1) * width_);
        for (std::size_t i = before.size(); i-- > 0;) {
            for (std::size_t j = after.size(); j-- > 0;) {
                lengths_[i * width_ + j] =
                    before[i] == after[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
            }
        }
    }
    unsigned at(std::size_t i, std::size_t j) const { return lengths_[i * width_ + j]; }

  private:
    std::size_t width_;
    std::vector<unsigned> lengths_;
};

void add_middle(std::vector<DifferenceLine>& all, const Lines& before, const Lines& after) {
    std::size_t i = 0;
    std::size_t j = 0;
    if ((before.size() + 1) * (after.size() + 1) <= most_places) {
        const Common common(before, after);
        while (i < before.size() && j < after.size()) {
            if (before[i] == after[j]) {
                add(all, LineFate::kept, before[i]);
                ++i;
                ++j;
            } else if (common.at(i + 1, j) >= common.at(i, j + 1)) {
                add(all, LineFate::removed, before[i++]);
            } else {
                add(all, LineFate::added, after[j++]);
            }
        }
    }
    while (i < before.size()) add(all, LineFate::removed, before[i++]);
    while (j < after.size()) add(all, LineFate::added, after[j++]);
}

}  // namespace

std::vector<DifferenceLine> difference(std::string_view before, std::string_view after) {
    Lines old_lines = lines_in(before);
    Lines new_lines = lines_in(after);
    const auto [old_end, new_end] = std::ranges::mismatch(old_lines, new_lines);
    const auto same_begin = static_cast<std::size_t>(old_end - old_lines.begin());
    std::size_t same_end = 0;
    while (same_end < std::min(old_lines.size(), new_lines.size()) - same_begin &&
           old_lines[old_lines.size() - 1 - same_end] == new_lines[new_lines.size() - 1 - same_end]) {
        ++same_end;
    }
    std::vector<DifferenceLine> all;
    for (std::size_t index = 0; index < same_begin; ++index) add(all, LineFate::kept, old_lines[index]);
    const auto middle = [&](const Lines& lines) {
        return Lines(lines.begin() + static_cast<std::ptrdiff_t>(same_begin),
                     lines.end() - static_cast<std::ptrdiff_t>(same_end));
    };
    add_middle(all, middle(old_lines), middle(new_lines));
    for (std::size_t index = old_lines.size() - same_end; index < old_lines.size(); ++index) {
        add(all, LineFate::kept, old_lines[index]);
    }
    return all;
}

std::vector<DifferenceLine> changed_parts(const std::vector<DifferenceLine>& lines, std::size_t around) {
    std::vector<bool> shown(lines.size(), false);
    for (std::size_t index = 0; index < lines.size(); ++index) {
        if (lines[index].fate == LineFate::kept) continue;
        const std::size_t last = std::min(lines.size() - 1, index + around);
        for (std::size_t near = index - std::min(index, around); near <= last; ++near) shown[near] = true;
    }
    std::vector<DifferenceLine> parts;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        if (shown[index]) parts.push_back(lines[index]);
    }
    return parts;
}

}  // namespace bangnin::hub::console
