// How often handwriting is understood, by zinnia, by our matcher and by both together: 1,000 common and 500 seldom
// characters, written as the reference shows them and by a hurried hand, in order, with two strokes swapped and with
// two strokes joined. Each figure is the share in percent that is NOT among the first ten (or not the first). Also the
// time and the memory it takes.
//
// The references are two (handwriting_reference.h): KanjiVG, independent of what either matcher was made of, and
// hanzi-writer-data, which has the same origin as our matcher's table. KanjiVG writes as Japan does: of the characters
// both countries write, the commonest in Chinese; a few have another form or another order there.
//
// Measured in November 2026, in percent: the first / among the first ten. (Promised for both together, KanjiVG's common
// characters and the reference's hand: 90 among the first ten when swapped, 60 when joined.)
//
//                              zinnia        ours          both
//   kanjivg  common  in order  71.6 / 86.4   97.2 / 99.9   97.8 / 99.9
//                    swapped   44.3 / 70.0   97.2 / 99.9   97.6 / 99.9
//                    joined     9.8 / 22.5   96.3 / 99.5   94.6 / 99.5
//            hurried in order  68.9 / 82.8   87.6 / 97.1   91.6 / 98.8
//                    swapped   40.9 / 63.9   87.4 / 97.5   89.9 / 98.4
//                    joined     8.1 / 19.5   84.7 / 96.6   83.2 / 96.7
//   arphic   common  in order  74.7 / 87.6   99.6 / 100    99.4 / 100
//                    swapped   42.9 / 66.9   99.6 / 100    99.1 / 100
//                    joined     7.1 / 18.4   99.1 / 100    95.7 / 100
//            hurried in order  70.8 / 85.3   97.4 / 99.7   97.8 / 100
//                    swapped   40.8 / 65.4   96.5 / 98.9   96.6 / 99.2
//                    joined     7.1 / 17.5   95.8 / 99.5   93.4 / 99.5
//
// The common origin flatters: of a hurried hand our matcher's first is right ten times in a hundred more often.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/bench_report.h"
#include "tests/bench/handwriting_reference.h"
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
constexpr std::size_t shown = input::candidates_by_hand;

enum class Way { in_order, swapped, joined };
enum class Hand { reference, hurried };

constexpr std::array way_names{"in_order", "swapped", "joined"};
constexpr std::array hand_names{"reference", "hurried"};
constexpr std::array matcher_names{"zinnia", "ours", "both"};

// Of those sets the one for which figures were promised.
constexpr std::string_view promised_set = "kanjivg.common";

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

using Reference = std::optional<WrittenCharacter> (*)(const std::filesystem::path& folder, const std::string& text);

std::vector<WrittenCharacter> read_characters(Reference reference, const std::filesystem::path& folder,
                                              std::size_t first, std::size_t step, std::size_t count) {
    const std::vector<std::string> texts = by_commonness();
    std::vector<WrittenCharacter> characters;
    for (std::size_t i = first; i < texts.size() && characters.size() < count; i += step) {
        if (auto character = reference(folder, texts[i])) {
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

// What was promised holds for common characters in a hand that no matcher was made of, for both matchers together.
bench::Limit limit_of(const std::string& set, Way way, Hand hand, std::size_t matcher) {
    constexpr std::size_t both = 2;
    if (set != promised_set || matcher != both || hand == Hand::hurried || way == Way::in_order) {
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
        bench::report(name + ".beyond_ten", "%", total, beyond, beyond, limit_of(set, way, hand, m));
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
    // Development data; where there is no network there is nothing to measure with, and that is no success.
    if (std::system(fetch.c_str()) != 0) {
        bench::report_skipped("handwriting", "its strokes could not be fetched");
        return bench::skipped_status;
    }
    const std::size_t common_count = quick ? 60 : 1000;
    const std::size_t seldom_count = quick ? 60 : 500;
    struct Set {
        std::string name;
        std::vector<WrittenCharacter> characters;
    };
    const std::array<Set, 4> sets{
        Set{std::string(promised_set), read_characters(bench::from_kanjivg, folder, 0, 1, common_count)},
        Set{"kanjivg.seldom", read_characters(bench::from_kanjivg, folder, 3000, quick ? 30 : 5, seldom_count)},
        Set{"arphic.common", read_characters(bench::from_hanzi_writer, folder, 0, 1, common_count)},
        Set{"arphic.seldom", read_characters(bench::from_hanzi_writer, folder, 3500, quick ? 70 : 9, seldom_count)}};
    for (const Set& set : sets) {
        if (set.characters.empty()) {
            std::fprintf(stderr, "handwriting: no strokes for %s in %s\n", set.name.c_str(), folder.c_str());
            return 1;
        }
    }
    const Ink& any = sets.front().characters.front().ink;
    Matchers matchers;
    const auto grown_mb = [](auto work) {
        const double before = resident_mb();
        work();
        return resident_mb() - before;
    };
    const double ours_mb = grown_mb([&] {
        matchers.ours = make<input::ShapeMatcher>();
        (void)matchers.ours->match(any, asked);
    });
    const double zinnia_mb = grown_mb([&] {
        matchers.zinnia = make<input::ZinniaMatcher>();
        (void)matchers.zinnia->match(any, asked);
    });
    bench::report("handwriting.memory.ours", "MB", 1, ours_mb, ours_mb);
    bench::report("handwriting.memory.zinnia", "MB", 1, zinnia_mb, zinnia_mb);
    Times times;
    for (const Hand hand : {Hand::reference, Hand::hurried}) {
        for (const Way way : {Way::in_order, Way::swapped, Way::joined}) {
            for (const Set& set : sets) {
                measure(set.name, set.characters, way, hand, matchers, times);
            }
        }
    }
    bench::report("handwriting.time.zinnia", "ms", times.zinnia);
    bench::report("handwriting.time.ours", "ms", times.ours, {20.0, {}});
    bench::report("handwriting.time.both", "ms", times.both);
    return 0;
}
