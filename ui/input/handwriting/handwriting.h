// Handwriting as a text field meets it: ink in, candidates out. Zinnia's answer and our own matcher's are put together,
// so that a character written as taught and one written anyhow are both among the first.
//
// Made cheaply; both matchers load with the first ink (some 100 ms once, on a system that has not read their files
// yet), and release() gives their memory back. One thread at a time; a recognition takes some 25 ms of one core, so
// that a keyboard that must stay quick asks from a thread of its own.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "ui/input/handwriting/matcher.h"
#include "ui/input/handwriting/zinnia_matcher.h"
#include "ui/input/input_method.h"

namespace bangnin::input {

// Both lists with their order in mind: our matcher's rank counts most, because it stays right when strokes are out of
// order or joined; zinnia's first is among the first ten whatever ours says. `limit` at most; no
// character twice.
[[nodiscard]] std::vector<Match> fused(const std::vector<Match>& zinnia, const std::vector<Match>& ours,
                                       std::size_t limit);

class Handwriting {
  public:
    explicit Handwriting(std::filesystem::path zinnia_model = ZinniaMatcher::debian_model);
    ~Handwriting();
    Handwriting(const Handwriting&) = delete;
    Handwriting& operator=(const Handwriting&) = delete;

    // Best first, at most candidates_by_hand; none where there is no ink. Any ink. Where zinnia's model is missing,
    // our matcher answers alone.
    [[nodiscard]] std::vector<Candidate> recognise(const Ink& ink);

    // Until the next ink. For a session's end.
    void release();

    // What the doctor reports: empty, or why a matcher cannot work.
    [[nodiscard]] std::string fault();

  private:
    void load();

    std::filesystem::path model_;
    enum class State { unloaded, loaded } state_ = State::unloaded;
    std::unique_ptr<InkMatcher> zinnia_;
    std::unique_ptr<InkMatcher> ours_;
    std::string fault_;
};

}  // namespace bangnin::input
