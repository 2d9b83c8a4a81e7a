#include "ui/input/handwriting/handwriting.h"

#include <algorithm>
#include <utility>

#include "ui/input/handwriting/shape_matcher.h"

namespace bangnin::input {
namespace {

constexpr std::size_t asked_of_each = 20;
// A rank r counts 1 / (r + depth); zinnia's count less: on its own its first is right two times in three.
constexpr float depth = 3;
constexpr float weight_of_zinnia = 0.3F;

void add(std::vector<Match>& matches, const Match& match, float score) {
    const auto known = std::ranges::find(matches, match.text, &Match::text);
    if (known != matches.end()) {
        known->score += score;
    } else {
        matches.push_back({match.text, score});
    }
}

}  // namespace

std::vector<Match> fused(const std::vector<Match>& zinnia, const std::vector<Match>& ours, std::size_t limit) {
    std::vector<Match> matches;
    for (std::size_t rank = 0; rank < ours.size(); ++rank) {
        add(matches, ours[rank], 1 / (static_cast<float>(rank) + depth));
    }
    for (std::size_t rank = 0; rank < zinnia.size(); ++rank) {
        add(matches, zinnia[rank], weight_of_zinnia / (static_cast<float>(rank) + depth));
    }
    std::ranges::stable_sort(matches, std::ranges::greater{}, &Match::score);
    if (matches.size() > limit) {
        matches.resize(limit);
    }
    return matches;
}

Handwriting::Handwriting(std::filesystem::path zinnia_model) : model_(std::move(zinnia_model)) {}
Handwriting::~Handwriting() = default;

void Handwriting::load() {
    if (state_ == State::loaded) {
        return;
    }
    state_ = State::loaded;
    fault_.clear();
    if (auto zinnia = ZinniaMatcher::create(model_)) {
        zinnia_ = std::move(*zinnia);
    } else {
        fault_ = zinnia.error().reason;
    }
    if (auto ours = ShapeMatcher::create()) {
        ours_ = std::move(*ours);
    } else {
        fault_ = ours.error().reason;
    }
}

std::vector<Candidate> Handwriting::recognise(const Ink& ink) {
    load();
    const auto ask = [&ink](const std::unique_ptr<InkMatcher>& matcher) {
        return matcher ? matcher->match(ink, asked_of_each) : std::vector<Match>{};
    };
    std::vector<Candidate> candidates;
    for (Match& match : fused(ask(zinnia_), ask(ours_), candidates_by_hand)) {
        candidates.push_back({std::move(match.text), {}});
    }
    return candidates;
}

void Handwriting::release() {
    zinnia_.reset();
    ours_.reset();
    state_ = State::unloaded;
}

std::string Handwriting::fault() {
    load();
    return fault_;
}

}  // namespace bangnin::input
