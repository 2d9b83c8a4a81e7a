#include "ui/voice/utterance_queue.h"

#include <algorithm>
#include <utility>

namespace bangnin::voice {
namespace {

bool is_page_talk(Kind kind) { return kind == Kind::page_guidance || kind == Kind::focused_control; }

bool cuts(Kind kind, Kind being_said) {
    switch (kind) {
        case Kind::warning:
            return being_said != Kind::warning;
        case Kind::number_call:
        case Kind::notice:
            return is_page_talk(being_said);
        case Kind::page_guidance:
        case Kind::focused_control:
            return false;  // what they replace was given up when they were said
    }
    return false;
}

std::size_t most_waiting(Kind kind) {
    if (kind == Kind::warning) return UtteranceQueue::max_warnings;
    if (kind == Kind::number_call) return UtteranceQueue::max_calls;
    return 1;
}

// Repeats and cause aside: whether a person would hear the same.
bool sounds_the_same(const Utterance& one, const Utterance& other) {
    return one.kind == other.kind && one.language == other.language && one.text == other.text &&
           one.source == other.source;
}

}  // namespace

bool is_heard(Kind kind, Listening listening) {
    return listening == Listening::everything || kind == Kind::warning || kind == Kind::number_call;
}

std::uint64_t UtteranceQueue::say(Utterance utterance, Moment now) {
    if (utterance.text.empty() && utterance.chime == Chime::none) return 0;
    if (!is_heard(utterance.kind, listening_)) return 0;
    utterance.repeats.more = std::clamp(utterance.repeats.more, 0, max_repeats);
    utterance.repeats.every = std::max(utterance.repeats.every, std::chrono::milliseconds(0));

    give_way(utterance, now);
    if (utterance.kind != Kind::number_call) {
        if (playing_ && sounds_the_same(playing_->what, utterance)) {
            advance(now);
            return playing_->name;
        }
        if (Entry* const same = same_waiting(utterance)) {
            same->due = std::min(same->due, now);
            same->repeats_left = utterance.repeats.more;
            same->what = std::move(utterance);
            const std::uint64_t name = same->name;
            advance(now);
            return name;
        }
    }
    make_room(utterance.kind);
    const std::uint64_t name = ++last_name_;
    const int repeats = utterance.repeats.more;
    waiting_.push_back({name, std::move(utterance), now, repeats});
    advance(now);
    return name;
}

// What a new utterance makes stale. One that sounds the same is left where it is.
void UtteranceQueue::give_way(const Utterance& to, Moment now) {
    const auto stale = [&](const Entry& entry) {
        if (sounds_the_same(entry.what, to)) return false;
        const Kind kind = entry.what.kind;
        switch (to.kind) {
            case Kind::page_guidance:
                return is_page_talk(kind);
            case Kind::focused_control:
                if (kind == Kind::page_guidance) return to.cause == Cause::person && entry.due <= now;
                return kind == Kind::focused_control;
            case Kind::notice:
                return kind == Kind::notice;
            case Kind::warning:
            case Kind::number_call:
                return false;
        }
        return false;
    };
    std::erase_if(waiting_, stale);
    if (!playing_ || sounds_the_same(playing_->what, to)) return;
    switch (to.kind) {
        case Kind::page_guidance:
            if (is_page_talk(playing_->what.kind)) end_current(Fate::forgotten, now);
            return;
        case Kind::focused_control:
            if (saying(Kind::focused_control)) end_current(Fate::forgotten, now);
            // A reminder that is to come later (take your ticket) still comes.
            if (saying(Kind::page_guidance) && to.cause == Cause::person) end_current(Fate::said, now);
            return;
        case Kind::notice:
            if (saying(Kind::notice)) end_current(Fate::forgotten, now);
            return;
        case Kind::warning:
        case Kind::number_call:
            return;
    }
}

void UtteranceQueue::withdraw(Kind kind, Moment now) {
    forget_waiting(kind);
    if (saying(kind)) end_current(Fate::forgotten, now);
    advance(now);
}

void UtteranceQueue::set_listening(Listening listening, Moment now) {
    listening_ = listening;
    std::erase_if(waiting_, [&](const Entry& entry) { return !is_heard(entry.what.kind, listening); });
    if (playing_ && !is_heard(playing_->what.kind, listening)) end_current(Fate::forgotten, now);
    advance(now);
}

void UtteranceQueue::finished(std::uint64_t turn_number, Moment now) {
    if (!current_ || current_->number != turn_number) return;
    end_current(Fate::said, now);
    advance(now);
}

void UtteranceQueue::advance(Moment now) {
    // One step is enough: what begins is the first of all that is due, so nothing else could cut it.
    const std::optional<std::size_t> next = best_due(now);
    if (!next) return;
    const Kind kind = waiting_[*next].what.kind;
    if (playing_) {
        const Kind cut = playing_->what.kind;
        if (!cuts(kind, cut)) return;
        Fate fate = Fate::again;
        if (cut == Kind::focused_control) fate = Fate::forgotten;
        if (cut == Kind::page_guidance && kind == Kind::warning) fate = Fate::said;
        end_current(fate, now);
    }
    begin(*next, now);
}

void UtteranceQueue::stop() {
    waiting_.clear();
    playing_.reset();
    current_.reset();
}

std::optional<Moment> UtteranceQueue::next_due(Moment now) const {
    std::optional<Moment> soonest;
    for (const Entry& entry : waiting_) {
        if (entry.due > now && (!soonest || entry.due < *soonest)) soonest = entry.due;
    }
    return soonest;
}

UtteranceQueue::Entry* UtteranceQueue::same_waiting(const Utterance& utterance) {
    const auto found =
        std::ranges::find_if(waiting_, [&](const Entry& entry) { return sounds_the_same(entry.what, utterance); });
    return found == waiting_.end() ? nullptr : &*found;
}

void UtteranceQueue::forget_waiting(Kind kind) {
    std::erase_if(waiting_, [&](const Entry& entry) { return entry.what.kind == kind; });
}

void UtteranceQueue::make_room(Kind kind) {
    const auto of_kind = [&](const Entry& entry) { return entry.what.kind == kind; };
    while (static_cast<std::size_t>(std::ranges::count_if(waiting_, of_kind)) >= most_waiting(kind)) {
        auto oldest = waiting_.end();
        for (auto entry = waiting_.begin(); entry != waiting_.end(); ++entry) {
            if (of_kind(*entry) && (oldest == waiting_.end() || entry->name < oldest->name)) oldest = entry;
        }
        waiting_.erase(oldest);
    }
}

void UtteranceQueue::end_current(Fate fate, Moment now) {
    Entry ended = std::move(*playing_);
    playing_.reset();
    current_.reset();
    if (fate == Fate::forgotten) return;
    if (fate == Fate::said) {
        if (ended.repeats_left == 0) return;
        --ended.repeats_left;
        ended.due = std::max(now, begun_ + ended.what.repeats.every);
    } else {
        ended.due = now;
    }
    waiting_.push_back(std::move(ended));  // keeps its name, and with it its place in the order
}

void UtteranceQueue::begin(std::size_t index, Moment now) {
    playing_ = std::move(waiting_[index]);
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(index));
    begun_ = now;
    current_ = Turn{++last_turn_, playing_->name, playing_->what};
}

std::optional<std::size_t> UtteranceQueue::best_due(Moment now) const {
    std::optional<std::size_t> best;
    const auto rank = [&](std::size_t index) { return std::pair(waiting_[index].what.kind, waiting_[index].name); };
    for (std::size_t index = 0; index < waiting_.size(); ++index) {
        if (waiting_[index].due <= now && (!best || rank(index) < rank(*best))) best = index;
    }
    return best;
}

}  // namespace bangnin::voice
