// Whose turn it is to be heard. Pure: asks no clock, makes no sound.
//
// One utterance is said at a time. What is said next, and what is given up for it:
//
//   a new …           gives up                                             cuts what is being said if it is
//   page_guidance     the former page's guidance and focused control       … of those two kinds
//   focused_control   the former focused control; moved by the person,     … of those two kinds (set by the page: only
//                     also guidance that waits                             another focused control)
//   notice            the former notice                                    guidance, a focused control, a notice
//   number_call       nothing                                              guidance, a focused control
//   warning           nothing                                              anything but a warning
//
// A notice or a call that was cut is said again from its beginning; guidance only where a notice or a call cut it (a
// warning makes it stale). Saying what is being said already, or waits, changes nothing but brings a waiting repeat
// forward; calls are the exception, each counts. Within a kind it is first come, first said.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/voice/utterance.h"

namespace bangnin::voice {

/// What a person hears: with 语音 off only what must not be missed.
enum class Listening : std::uint8_t { essential, everything };

/// Whether a kind is heard at all.
[[nodiscard]] bool is_heard(Kind kind, Listening listening);

/// One beginning of an utterance.
struct Turn {
    std::uint64_t number = 0;     ///< of this beginning; never the same twice, never 0
    std::uint64_t utterance = 0;  ///< as say() named it; the same for its repeats
    Utterance what;
};

/// Not thread-safe. `now` never goes back from one call to the next.
class UtteranceQueue {
  public:
    static constexpr std::size_t max_warnings = 4;  ///< waiting; the oldest gives way to a fifth
    static constexpr std::size_t max_calls = 32;    ///< waiting; likewise
    /// However much is said, no more than this waits: those, one of each other kind, and one that was cut.
    static constexpr std::size_t max_waiting = max_warnings + max_calls + 5;

    /// Takes an utterance in; its name, or 0 where nobody is to hear it (nothing to say, or not listening).
    std::uint64_t say(Utterance utterance, Moment now);
    /// The cause of a kind is gone (the card was lifted, the warning answered): none of it is said any more.
    void withdraw(Kind kind, Moment now);
    void set_listening(Listening listening, Moment now);
    [[nodiscard]] Listening listening() const { return listening_; }
    /// The turn of this number was heard to its end; any other number is old news and changes nothing.
    void finished(std::uint64_t turn_number, Moment now);
    /// Begins what has come due.
    void advance(Moment now);
    /// Everything ends: nothing is being said, nothing waits.
    void stop();

    /// What is to be heard now. When it changes, the former turn's sound ends at once.
    [[nodiscard]] const std::optional<Turn>& current() const { return current_; }
    /// When advance() is next worth a call; none: not before another event.
    [[nodiscard]] std::optional<Moment> next_due(Moment now) const;
    [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }

  private:
    struct Entry {
        std::uint64_t name = 0;
        Utterance what;
        Moment due;
        int repeats_left = 0;
    };
    enum class Fate : std::uint8_t { again, said, forgotten };  // of what is being said when it ends before its time

    Entry* same_waiting(const Utterance& utterance);
    void give_way(const Utterance& to, Moment now);
    void forget_waiting(Kind kind);
    void make_room(Kind kind);
    void end_current(Fate fate, Moment now);
    void begin(std::size_t index, Moment now);
    [[nodiscard]] std::optional<std::size_t> best_due(Moment now) const;
    [[nodiscard]] bool saying(Kind kind) const { return playing_ && playing_->what.kind == kind; }

    Listening listening_ = Listening::everything;
    std::vector<Entry> waiting_;
    std::optional<Entry> playing_;
    std::optional<Turn> current_;
    Moment begun_{};
    std::uint64_t last_name_ = 0;
    std::uint64_t last_turn_ = 0;
};

}  // namespace bangnin::voice
