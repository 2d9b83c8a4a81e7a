// How often handwriting is understood, by zinnia, by our matcher and by both together: 1,000 common and 500 seldom
// characters, written as the reference shows them and by a hurried hand, in order, with two strokes swapped and with
// two strokes joined. Each figure is the share in percent that is NOT among the first ten (or not the first). Also the
// time and the memory it takes.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/bench/bench_report.h"
#include "tests/bench/handwriting_ink.h"
#include "ui/input/handwriting/handwriting.h"
#include "ui/input/handwriting/shape_matcher.h"
#include "ui/input/utf8.h"

namespace {

using namespace bangnin;
using bench::Random;
using bench::WrittenCharacter;
using input::Ink;
using input::Match;

constexpr std::size_t asked = 20;
constexpr std::size_t shown = input::candidates_per_page;

enum class Way { in_order, swapped, joined };
enum class Hand { reference, hurried };

constexpr std::array way_names{"in_order", "swapped", "joined"};
constexpr std::array hand_names{"reference", "hurried"};
constexpr std::array matcher_names{"zinnia", "ours", "both"};

struct Matchers {
    std::unique_ptr<input::InkMatcher> zinnia;
    std::unique_ptr<input::InkMatcher> ours;
};

struct Count {
    std::size_t beyond_ten = 0;
    std::size_t not_first = 0;

    void add(const std::vector<Match>& matches, const std::string& text) {
        const auto found = std::ranges::find(matches, text, &Match::text);
        const auto rank = static_cast<std::size_t>(found - matches.begin());
        beyond_ten += found == matches.end() || rank >= shown ? 1U : 0U;
        not_first += found == matches.end() || rank > 0 ? 1U : 0U;
    }
};

struct Times {
    std::vector<double> zinnia;
    std::vector<double> ours;
    std::vector<double> both;
};

double ms_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// Resident memory in MB, of which the pages of files (the table, zinnia's model) are the system's to drop.
double resident_mb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) {
            return std::strtod(line.c_str() + 6, nullptr) / 1024;
        }
    }
    return 0;
}

// The table's characters, the most common first.
std::vector<std::string> by_commonness() {
    const auto table = input::TemplateTable::parse(input::embedded_templates());
    std::vector<std::size_t> order(table ? table->size() : 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return table->commonness(i); });
    std::vector<std::string> texts;
    texts.reserve(order.size());
    for (const std::size_t i : order) {
        texts.push_back(input::utf8_of(table->character(i)));
    }
    return texts;
}

std::vector<WrittenCharacter> read_characters(const std::filesystem::path& folder, std::size_t first, std::size_t step,
                                              std::size_t count) {
    const std::vector<std::string> texts = by_commonness();
    std::vector<WrittenCharacter> characters;
    for (std::size_t i = first; i < texts.size() && characters.size() < count; i += step) {
        if (auto character = bench::read_character(folder, texts[i])) {
            characters.push_back(std::move(*character));
        }
    }
    return characters;
}

std::optional<Ink> written(const Ink& ink, Way way, Hand hand, Random& random) {
    std::optional<Ink> result = ink;
    if (way == Way::swapped) {
        result = bench::swapped(ink, random);
    } else if (way == Way::joined) {
        result = bench::joined(ink, random);
    }
    return result && hand == Hand::hurried ? bench::shaken(*result, random) : result;
}

// What was promised of both matchers together holds for the reference's hand.
bench::Limit limit_of(Way way, Hand hand, std::size_t matcher) {
    if (matcher == 0 || hand == Hand::hurried || way == Way::in_order) {
        return {};
    }
    return {way == Way::swapped ? 10.0 : 40.0, {}};
}

void measure(const std::string& set, const std::vector<WrittenCharacter>& characters, Way way, Hand hand,
             Matchers& matchers, Times& times) {
    Random random(2013);
    std::array<Count, 3> counts;
    std::size_t total = 0;
    for (const WrittenCharacter& character : characters) {
        const std::optional<Ink> ink = written(character.ink, way, hand, random);
        if (!ink) {
            continue;
        }
        ++total;
        const auto start = std::chrono::steady_clock::now();
        const auto zinnia = matchers.zinnia->match(*ink, asked);
        times.zinnia.push_back(ms_since(start));
        const auto middle = std::chrono::steady_clock::now();
        const auto ours = matchers.ours->match(*ink, asked);
        times.ours.push_back(ms_since(middle));
        const auto both = input::fused(zinnia, ours, shown);
        times.both.push_back(ms_since(start));
        counts[0].add(zinnia, character.text);
        counts[1].add(ours, character.text);
        counts[2].add(both, character.text);
    }
    for (std::size_t m = 0; m < counts.size(); ++m) {
        const std::string name = "handwriting." + set + '.' + hand_names[static_cast<std::size_t>(hand)] + '.' +
                                 way_names[static_cast<std::size_t>(way)] + '.' + matcher_names[m];
        const auto percent = [total](std::size_t count) {
            return 100.0 * static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(total, 1));
        };
        const double beyond = percent(counts[m].beyond_ten);
        const double not_first = percent(counts[m].not_first);
        bench::report(name + ".beyond_ten", "%", total, beyond, beyond, limit_of(way, hand, m));
        bench::report(name + ".not_first", "%", total, not_first, not_first);
    }
}

template <typename Matcher>
std::unique_ptr<Matcher> make() {
    auto matcher = Matcher::create();
    if (!matcher) {
        std::fprintf(stderr, "handwriting: %s\n", matcher.error().reason.c_str());
        std::exit(1);
    }
    return std::move(*matcher);
}

}  // namespace

int main(int argc, char** argv) {
    const bool quick = argc > 1 && std::strcmp(argv[1], "--quick") == 0;
    const auto folder =
        std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "handwriting-data";
    const std::string fetch = "sh tests/bench/handwriting_data.sh '" + folder.string() + "' >&2";
    // Development data; where there is no network there is nothing to measure with.
    if (std::system(fetch.c_str()) != 0) {
        std::fprintf(stderr, "handwriting: not measured, its strokes could not be fetched\n");
        return 0;
    }
    const auto data = folder / "package";
    const auto common = read_characters(data, 0, 1, quick ? 60 : 1000);
    const auto seldom = read_characters(data, 3500, quick ? 70 : 9, quick ? 60 : 500);
    if (common.empty()) {
        std::fprintf(stderr, "handwriting: no strokes in %s\n", data.c_str());
        return 1;
    }
    Matchers matchers;
    const auto grown_mb = [](auto work) {
        const double before = resident_mb();
        work();
        return resident_mb() - before;
    };
    const double ours_mb = grown_mb([&] {
        matchers.ours = make<input::ShapeMatcher>();
        (void)matchers.ours->match(common.front().ink, asked);
    });
    const double zinnia_mb = grown_mb([&] {
        matchers.zinnia = make<input::ZinniaMatcher>();
        (void)matchers.zinnia->match(common.front().ink, asked);
    });
    bench::report("handwriting.memory.ours", "MB", 1, ours_mb, ours_mb);
    bench::report("handwriting.memory.zinnia", "MB", 1, zinnia_mb, zinnia_mb);
    Times times;
    for (const Hand hand : {Hand::reference, Hand::hurried}) {
        for (const Way way : {Way::in_order, Way::swapped, Way::joined}) {
            measure("common", common, way, hand, matchers, times);
            measure("seldom", seldom, way, hand, matchers, times);
        }
    }
    bench::report("handwriting.time.zinnia", "ms", times.zinnia);
    bench::report("handwriting.time.ours", "ms", times.ours, {20.0, {}});
    bench::report("handwriting.time.both", "ms", times.both);
    return 0;
}
