#include "devices/id_card/reader_machine.h"

#include <algorithm>
#include <utility>

#include "devices/id_card/text_block.h"

namespace bangnin::devices::samv {
namespace {

using State = ReaderMachine::State;

// Damaged or missing replies in a row before the line is given up and opened anew.
constexpr unsigned most_troubles = 3;
// A damaged reply to a read is asked for once more: the card has done its part, only the line has not.
constexpr unsigned most_read_retries = 1;

std::uint32_t next_random(std::uint32_t value) { return value * 1664525U + 1013904223U; }

}  // namespace

ReaderMachine::ReaderMachine(ReaderTiming timing, std::uint32_t seed) : timing_(timing), random_(seed) {}

std::vector<Action> ReaderMachine::begin(Deadline now) {
    now_ = now;
    open();
    return std::exchange(actions_, {});
}

std::vector<Action> ReaderMachine::step(Input input, Deadline now) {
    now_ = now;
    std::visit([this](auto& value) { handle(value); }, input);
    return std::exchange(actions_, {});
}

std::optional<Command> ReaderMachine::awaited() const {
    switch (state_) {
        case State::resetting:
            return Command::reset;
        case State::checking:
        case State::health:
            return Command::status;
        case State::numbering:
            return Command::number;
        case State::finding:
        case State::probing:
        case State::lifting:
            return Command::find;
        case State::selecting:
            return Command::select;
        case State::reading:
            return Command::read_text_photo;
        case State::reading_address:
        case State::watching:
            return Command::read_new_address;
        case State::closed:
        case State::opening:
        case State::idle:
        case State::find_pause:
        case State::lift_pause:
        case State::watch_pause:
            break;
    }
    return std::nullopt;
}

// ---- inputs ----

void ReaderMachine::handle(const PortOpened&) {
    if (state_ != State::opening) return;
    troubles_ = 0;
    if (greeting_ == NextGreeting::with_reset) {
        ask(State::resetting, Command::reset);
    } else {
        ask(State::checking, Command::status);
    }
}

void ReaderMachine::handle(PortFailed& failure) {
    if (state_ == State::closed) return;
    lose(failure.reason, std::move(failure.detail));
}

void ReaderMachine::handle(const StartReading& start) {
    wish_ = Wish::read;
    request_ = start.request;
    if (state_ == State::idle) rest();
}

void ReaderMachine::handle(const StopReading&) {
    wish_ = Wish::none;
    if (in_read()) {
        outcome_ = Outcome::suppress;
        card_.wipe();
    }
    if (state_ == State::find_pause) rest();
}

void ReaderMachine::handle(const ReplyCame& came) {
    const auto command = awaited();
    if (!command) return;  // too late to mean anything
    const auto reply = parse_reply(*command, came.frame.body);
    if (!reply) {
        handle(ReplyDamaged{ReplyDamage::malformed});
        return;
    }
    troubles_ = 0;
    switch (state_) {
        case State::resetting:
            ask(State::checking, Command::status);
            return;
        case State::checking:
        case State::health:
            return on_status(reply->status);
        case State::numbering:
            announced_.reset();
            open_failures_ = 0;
            emit(ReaderReady{reply->status == status_word::ok ? format_sam_number(reply->data) : std::string()});
            return rest();
        case State::finding:
            return on_find(reply->status);
        case State::selecting:
            return on_select(reply->status);
        case State::reading:
            return on_read(*reply);
        case State::reading_address:
            return on_new_address(*reply);
        case State::probing:
            return on_probe(reply->status);
        case State::lifting:
            return on_lift(reply->status);
        case State::watching:
            return on_watch(reply->status);
        default:
            return;
    }
}

void ReaderMachine::handle(const ReplyDamaged&) {
    if (!awaited() || count_trouble(ReaderFaultReason::garbled)) return;
    card_damage();
}

void ReaderMachine::handle(const Elapsed&) {
    switch (state_) {
        case State::closed:
            return open();
        case State::opening:
            return;
        case State::idle:
            return ask(State::health, Command::status);
        case State::find_pause:
            return ask(State::finding, Command::find);
        case State::lift_pause:
            return ask(State::lifting, Command::find);
        case State::watch_pause:
            return ask(State::watching, Command::read_new_address);
        default:
            if (!count_trouble(ReaderFaultReason::no_answer)) card_silence();
    }
}

// ---- answers ----

void ReaderMachine::on_status(std::uint8_t status) {
    if (module_fault(status)) return;
    greeting_ = NextGreeting::plain;
    if (state_ == State::checking) {
        ask(State::numbering, Command::number);
    } else {
        rest();
    }
}

void ReaderMachine::on_find(std::uint8_t status) {
    if (module_fault(status)) return;
    if (status != status_word::found || wish_ == Wish::none) return rest();
    outcome_ = Outcome::report;
    read_retries_ = 0;
    emit(CardPresent{});
    ask(State::selecting, Command::select);
}

void ReaderMachine::on_select(std::uint8_t status) {
    if (module_fault(status)) return;
    if (status != status_word::ok) return fail_then_probe(failure_of(status), status);
    if (outcome_ == Outcome::suppress) return pause(State::lift_pause, timing_.find_pause);
    read_retries_ = 0;
    ask(State::reading, Command::read_text_photo);
}

void ReaderMachine::on_read(const Reply& reply) {
    if (module_fault(reply.status)) return;
    if (reply.status != status_word::ok) return fail_then_probe(failure_of(reply.status), reply.status);
    if (outcome_ == Outcome::suppress) return pause(State::watch_pause, timing_.presence_pause);

    const auto blocks = split_card_blocks(Command::read_text_photo, reply.data);
    auto card = decode_text_block(blocks->text);
    if (!card) return fail_then_watch(ReadFailure::bad_content);
    card_ = std::move(*card);
    if (request_.photo == PhotoPolicy::keep) card_.photo.assign(blocks->photo.begin(), blocks->photo.end());
    if (request_.new_address == NewAddressPolicy::ask && card_.type == CardType::resident) {
        read_retries_ = 0;
        return ask(State::reading_address, Command::read_new_address);
    }
    finish_read();
}

void ReaderMachine::on_new_address(const Reply& reply) {
    if (module_fault(reply.status)) return;
    if (reply.status == status_word::ok) {
        if (outcome_ == Outcome::report) card_.new_address = decode_new_address(reply.data);
        finish_read();
    } else if (reply.status == status_word::item_not_on_card) {
        finish_read();
    } else {
        // Gone between the two reads: half of what was asked for is not handed over.
        fail_then_probe(failure_of(reply.status), reply.status);
    }
}

void ReaderMachine::on_probe(std::uint8_t status) {
    if (module_fault(status)) return;
    if (status == status_word::found) {
        report_failure(pending_failure_.reason, pending_failure_.status);
        return pause(State::lift_pause, timing_.find_pause);
    }
    const bool by_the_card =
        pending_failure_.reason == ReadFailure::read_failed || pending_failure_.reason == ReadFailure::select_failed;
    if (by_the_card && status == status_word::not_found) pending_failure_.reason = ReadFailure::removed;
    const bool removed = pending_failure_.reason == ReadFailure::removed;
    report_failure(pending_failure_.reason, pending_failure_.status);
    if (!removed || outcome_ == Outcome::suppress) report_removed();
    rest();
}

void ReaderMachine::on_lift(std::uint8_t status) {
    if (module_fault(status)) return;
    if (status == status_word::found) return pause(State::lift_pause, timing_.find_pause);
    report_removed();
    rest();
}

void ReaderMachine::on_watch(std::uint8_t status) {
    // The one command that a read card still answers: find says "none" until the card has been lifted.
    if (module_fault(status)) return;
    if (status == status_word::ok || status == status_word::item_not_on_card) {
        return pause(State::watch_pause, timing_.presence_pause);
    }
    report_removed();
    rest();
}

// ---- trouble on the line ----

void ReaderMachine::card_damage() {
    switch (state_) {
        case State::resetting:
        case State::checking:
            return ask(State::checking, Command::status);
        case State::numbering:
            return ask(State::numbering, Command::number);
        case State::selecting:
            if (read_retries_++ < most_read_retries) return ask(State::selecting, Command::select);
            return fail_then_probe(ReadFailure::garbled, 0);
        case State::reading:
            if (read_retries_++ < most_read_retries) return ask(State::reading, Command::read_text_photo);
            return fail_then_watch(ReadFailure::garbled);
        case State::reading_address:
            if (read_retries_++ < most_read_retries) return ask(State::reading_address, Command::read_new_address);
            return fail_then_watch(ReadFailure::garbled);
        default:
            return card_silence();
    }
}

void ReaderMachine::card_silence() {
    switch (state_) {
        case State::resetting:
        case State::checking:
            return ask(State::checking, Command::status);
        case State::numbering:
            return ask(State::numbering, Command::number);
        case State::health:
            return ask(State::health, Command::status);
        case State::selecting:
            return fail_then_probe(ReadFailure::no_answer, 0);
        case State::reading:
        case State::reading_address:
            return fail_then_watch(ReadFailure::no_answer);
        case State::probing:
            report_failure(pending_failure_.reason, pending_failure_.status);
            return pause(State::lift_pause, timing_.find_pause);
        case State::lifting:
            return pause(State::lift_pause, timing_.find_pause);
        case State::watching:
            return pause(State::watch_pause, timing_.presence_pause);
        default:
            return rest();
    }
}

bool ReaderMachine::count_trouble(ReaderFaultReason reason) {
    if (++troubles_ < most_troubles) return false;
    lose(reason,
         reason == ReaderFaultReason::no_answer ? "no answer from the reader" : "garbled answers of the reader");
    return true;
}

bool ReaderMachine::module_fault(std::uint8_t status) {
    if (status == status_word::self_test_failed) {
        greeting_ = NextGreeting::with_reset;
        lose(ReaderFaultReason::self_test_failed, std::string(describe_status(status)));
        return true;
    }
    if (status == status_word::not_authorised) {
        lose(ReaderFaultReason::not_authorised, std::string(describe_status(status)));
        return true;
    }
    return false;
}

// ---- building blocks ----

void ReaderMachine::ask(State state, Command command) {
    state_ = state;
    const auto limit = [&] {
        switch (command) {
            case Command::find:
                return timing_.find_limit;
            case Command::select:
                return timing_.select_limit;
            case Command::read_text_photo:
            case Command::read_text_photo_fingerprint:
            case Command::read_new_address:
                return timing_.read_limit;
            default:
                return timing_.status_limit;
        }
    }();
    if (command == Command::find) next_find_ = now_ + timing_.find_pause;
    deadline_ = now_ + limit;
    actions_.emplace_back(Send{command});
}

void ReaderMachine::pause(State state, std::chrono::milliseconds length) {
    state_ = state;
    deadline_ = now_ + length;
}

void ReaderMachine::rest() {
    if (wish_ == Wish::none) return pause(State::idle, timing_.health_pause);
    state_ = State::find_pause;
    deadline_ = std::max(now_, next_find_);
}

void ReaderMachine::open() {
    state_ = State::opening;
    deadline_.reset();
    actions_.emplace_back(OpenPort{});
}

void ReaderMachine::lose(ReaderFaultReason reason, std::string detail) {
    if (state_ != State::opening) actions_.emplace_back(ClosePort{});
    if (in_read()) report_failure(ReadFailure::reader_lost, 0);
    card_.wipe();
    outcome_ = Outcome::report;
    if (announced_ != reason) {
        announced_ = reason;
        emit(ReaderFault{.reason = reason, .detail = std::move(detail)});
    }
    random_ = next_random(random_);
    pause(State::closed, reopen_delay(++open_failures_, random_ >> 8));
}

void ReaderMachine::finish_read() {
    if (outcome_ == Outcome::report) emit(CardRead{std::move(card_)});
    card_.wipe();
    pause(State::watch_pause, timing_.presence_pause);
}

void ReaderMachine::fail_then_probe(ReadFailure reason, std::uint8_t status) {
    card_.wipe();
    pending_failure_ = {.reason = reason, .status = status};
    ask(State::probing, Command::find);
}

void ReaderMachine::fail_then_watch(ReadFailure reason) {
    card_.wipe();
    report_failure(reason, 0);
    pause(State::watch_pause, timing_.presence_pause);
}

void ReaderMachine::report_failure(ReadFailure reason, std::uint8_t status) {
    if (outcome_ == Outcome::report) emit(ReadFailed{.reason = reason, .status = status});
}

void ReaderMachine::report_removed() {
    outcome_ = Outcome::report;
    emit(CardRemoved{});
}

void ReaderMachine::emit(ReaderEvent event) { actions_.emplace_back(Emit{std::move(event)}); }

bool ReaderMachine::in_read() const {
    return state_ == State::selecting || state_ == State::reading || state_ == State::reading_address ||
           state_ == State::probing;
}

}  // namespace bangnin::devices::samv
