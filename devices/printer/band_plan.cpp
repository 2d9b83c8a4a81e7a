#include "devices/printer/band_plan.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <span>

namespace bangnin::devices {
namespace {

// What a band costs beyond its data, in bytes: its eight bytes of command, and a share for the pause that many heads
// make between two commands, so that a picture is not cut into slivers to save a byte each.
constexpr std::uint64_t band_overhead = 8 + 12;
constexpr std::uint64_t feed_overhead = 3;

// Widths are planned in steps of two bytes of data and tightened afterwards: half the work, next to no loss.
constexpr int width_step = 2;
constexpr std::size_t width_steps = max_raster_width / 8 / width_step + 1;

// A cost in the upper half and the row at which the band began in the lower: the smaller value is the better choice.
using Choice = std::uint64_t;
constexpr Choice impossible = std::numeric_limits<Choice>::max() / 2;
constexpr Choice choice_of(std::uint64_t cost, int start) { return (cost << 32) | static_cast<std::uint32_t>(start); }
constexpr std::uint64_t cost_of(Choice choice) { return choice >> 32; }
constexpr int start_of(Choice choice) { return static_cast<int>(choice & 0xFFFFFFFFU); }

constexpr std::array scales{Scale::none, Scale::double_width, Scale::double_height, Scale::quadruple};

struct RowFacts {
    int first = 0;                // blank bytes on the left; the row's length if it is blank
    int extent = 0;               // bytes up to the last one with a black dot; 0 if the row is blank
    bool even = false;            // every pair of dots (0,1), (2,3) … is alike
    bool same_as_before = false;  // as the row above it
};

bool pairs_are_alike(std::span<const std::uint8_t> row) {
    std::size_t at = 0;
    for (; at + 8 <= row.size(); at += 8) {
        std::uint64_t dots = 0;
        std::memcpy(&dots, row.data() + at, 8);
        // Within each byte the left dot of a pair is the upper bit; the mask drops what crosses a byte's border.
        if (((dots ^ (dots >> 1)) & 0x5555555555555555ULL) != 0) return false;
    }
    for (; at < row.size(); ++at)
        if (((row[at] ^ (row[at] >> 1)) & 0x55) != 0) return false;
    return true;
}

RowFacts facts_of(std::span<const std::uint8_t> row, std::span<const std::uint8_t> above) {
    RowFacts facts;
    const auto black = [](std::uint8_t byte) { return byte != 0; };
    facts.first = static_cast<int>(std::ranges::find_if(row, black) - row.begin());
    int extent = static_cast<int>(row.size());
    while (extent > 0 && row[static_cast<std::size_t>(extent) - 1] == 0) --extent;
    facts.extent = extent;
    facts.even = pairs_are_alike(row.first(static_cast<std::size_t>(extent)));
    facts.same_as_before = !above.empty() && std::memcmp(row.data(), above.data(), row.size()) == 0;
    return facts;
}

std::vector<RowFacts> all_facts(const Raster& raster) {
    std::vector<RowFacts> facts;
    facts.reserve(static_cast<std::size_t>(raster.height));
    for (int y = 0; y < raster.height; ++y)
        facts.push_back(facts_of(raster.row(y), y > 0 ? raster.row(y - 1) : std::span<const std::uint8_t>{}));
    return facts;
}

// Even, so that pairs of dots stay pairs and a doubled band of an odd number of bytes stays inside the paper.
int common_left(const std::vector<RowFacts>& facts) {
    int left = std::numeric_limits<int>::max();
    for (const RowFacts& row : facts)
        if (row.extent > 0) left = std::min(left, row.first);
    return left == std::numeric_limits<int>::max() ? 0 : left & ~1;
}

constexpr int data_bytes_for(int extent, Scale scale) {
    const int bytes = std::max(extent, 1);  // a command must carry at least one byte a row
    return doubles_width(scale) ? (bytes + 1) / 2 : bytes;
}

// The cheapest way to print the first y rows, for every y, by dynamic programming over (scale, width) of the band that
// is open at y. `best[y]` remembers how its last band looks.
class Planner {
  public:
    Planner(const std::vector<RowFacts>& facts, int left, int row_bytes, const PrinterProfile& profile)
        : facts_(facts), left_(left), row_bytes_(row_bytes), profile_(profile) {}

    std::vector<Band> plan() {
        best_.resize(facts_.size() + 1);
        for (auto& level : open_)
            for (auto& widths : level) widths.fill(impossible);
        for (int y = 1; y <= static_cast<int>(facts_.size()); ++y) extend_to(y);
        return traced_back();
    }

  private:
    struct Best {
        std::uint64_t cost = 0;
        int start = 0;
        BandKind kind = BandKind::raster;
        Scale scale = Scale::none;
    };
    using Widths = std::array<Choice, width_steps>;

    const RowFacts& fact(int y) const { return facts_[static_cast<std::size_t>(y)]; }
    Best& best(int y) { return best_[static_cast<std::size_t>(y)]; }
    Widths& open(int y, Scale scale) { return open_[static_cast<std::size_t>(y % 3)][static_cast<std::size_t>(scale)]; }

    bool may_end_at(int y, Scale scale) const {
        if (scale != Scale::none && profile_.scaling == Support::no) return false;
        if (doubles_width(scale) && !fact(y - 1).even) return false;
        return !doubles_height(scale) || (y >= 2 && fact(y - 1).same_as_before);
    }

    void extend_to(int y) {
        Best result{.cost = std::numeric_limits<std::uint64_t>::max()};
        for (const Scale scale : scales) extend(y, scale, result);
        extend_feed(y, result);
        best(y) = result;
    }

    void extend(int y, Scale scale, Best& result) {
        Widths& now = open(y, scale);
        const int widest = (data_bytes_for(row_bytes_, scale) + width_step - 1) / width_step;
        if (!may_end_at(y, scale)) {
            std::fill_n(now.begin(), widest + 1, impossible);
            return;
        }
        const int rows = doubles_height(scale) ? 2 : 1;
        const Widths& before = open(y - rows, scale);
        const Choice opened = choice_of(best(y - rows).cost + band_overhead, y - rows);
        const int narrowest = (data_bytes_for(fact(y - 1).extent - left_, scale) + width_step - 1) / width_step;
        std::fill_n(now.begin(), narrowest, impossible);
        Choice least = impossible;
        for (int step = narrowest; step <= widest; ++step) {
            const auto index = static_cast<std::size_t>(step);
            const Choice data = choice_of(static_cast<std::uint64_t>(step) * width_step, 0);
            now[index] = std::min(before[index], opened) + data;
            least = std::min(least, now[index]);
        }
        if (cost_of(least) < result.cost)
            result = {.cost = cost_of(least), .start = start_of(least), .kind = BandKind::raster, .scale = scale};
    }

    void extend_feed(int y, Best& result) {
        if (profile_.feed == Support::no || fact(y - 1).extent > 0) {
            feed_ = impossible;
            return;
        }
        feed_ = std::min(feed_, choice_of(best(y - 1).cost + feed_overhead, y - 1));
        if (cost_of(feed_) <= result.cost)
            result = {.cost = cost_of(feed_), .start = start_of(feed_), .kind = BandKind::feed, .scale = Scale::none};
    }

    int tight_width(int top, int end, Scale scale) const {
        int extent = 0;
        for (int y = top; y < end; ++y) extent = std::max(extent, fact(y).extent - left_);
        return data_bytes_for(extent, scale);
    }

    // Bands longer than one command may be are given out in pieces.
    void append_pieces(std::vector<Band>& reversed, const Best& last, int end) const {
        const int scale_rows = doubles_height(last.scale) ? 2 : 1;
        const int limit = last.kind == BandKind::feed ? 255 : std::max(profile_.rows_per_command, 1) * scale_rows;
        const int pieces = (end - last.start + limit - 1) / limit;
        for (int piece = pieces - 1; piece >= 0; --piece) {
            const int top = last.start + piece * limit;
            const int bottom = std::min(top + limit, end);
            Band band{.kind = last.kind, .scale = last.scale, .top = top, .rows = bottom - top};
            if (band.kind == BandKind::raster) band.data_bytes = tight_width(top, bottom, band.scale);
            reversed.push_back(band);
        }
    }

    std::vector<Band> traced_back() {
        std::vector<Band> bands;
        for (int y = static_cast<int>(facts_.size()); y > 0;) {
            append_pieces(bands, best(y), y);
            y = best(y).start;
        }
        std::ranges::reverse(bands);
        return bands;
    }

    const std::vector<RowFacts>& facts_;
    int left_;
    int row_bytes_;
    const PrinterProfile& profile_;
    std::vector<Best> best_;
    std::array<std::array<Widths, 4>, 3> open_{};  // of the last three rows
    Choice feed_ = impossible;
};

}  // namespace

BandPlan plan_bands(const Raster& raster, const PrinterProfile& profile) {
    const std::vector<RowFacts> facts = all_facts(raster);
    BandPlan plan;
    if (profile.left_margin == Support::yes) plan.left_bytes = common_left(facts);
    plan.bands = Planner(facts, plan.left_bytes, static_cast<int>(raster.row_bytes()), profile).plan();
    return plan;
}

}  // namespace bangnin::devices
