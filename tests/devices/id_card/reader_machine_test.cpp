#include "devices/id_card/reader_machine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>

namespace bangnin::devices::samv {
namespace {

using namespace std::chrono_literals;
using State = ReaderMachine::State;
using Bytes = std::vector<std::uint8_t>;

Frame reply(std::uint8_t status, std::size_t data_bytes = 0) {
    Bytes body{0x00, 0x00, status};
    body.resize(3 + data_bytes);
    return Frame(body);
}

Frame card_reply(char16_t type = u' ') {
    Bytes body{0x00, 0x00, 0x90, 0x01, 0x00, 0x04, 0x00};
    body.resize(7 + 256 + 1024);
    const auto put = [&body](std::size_t offset, std::u16string_view text) {
        for (const char16_t unit : text) {
            body[7 + offset++] = static_cast<std::uint8_t>(unit & 0xFF);
            body[7 + offset++] = static_cast<std::uint8_t>(unit >> 8);
        }
    };
    put(0, u"李小明");
    put(122, u"11010519491231002X");
    put(248, std::u16string(1, type));
    return Frame(body);
}

// Drives a machine and remembers what it did.
class Rig {
  public:
    Rig() { take(machine.begin(now)); }

    void give(Input input) { take(machine.step(std::move(input), now)); }
    void answer(std::uint8_t status, std::size_t data_bytes = 0) { give(ReplyCame{reply(status, data_bytes)}); }
    void elapse() {
        ASSERT_TRUE(machine.deadline());
        now = std::max(now, *machine.deadline());
        give(Elapsed{});
    }
    void greet() {
        give(PortOpened{});
        answer(0x90);
        answer(0x90, 16);
    }
    // Up to the answered select: the read is under way.
    void reach_read(ReadRequest request = {}) {
        greet();
        give(StartReading{request});
        elapse();
        answer(0x9F, 4);
        answer(0x90, 8);
    }

    template <typename Event>
    std::optional<Event> last() const {
        for (auto event = events.rbegin(); event != events.rend(); ++event) {
            if (const auto* found = std::get_if<Event>(&*event)) return *found;
        }
        return std::nullopt;
    }
    template <typename Event>
    int count() const {
        int number = 0;
        for (const auto& event : events) number += std::holds_alternative<Event>(event) ? 1 : 0;
        return number;
    }

    ReaderMachine machine{ReaderTiming{}, 1};
    Deadline now{1h};
    std::vector<ReaderEvent> events;
    std::vector<Command> sent;
    std::vector<Deadline> found_at;
    enum class Port { closed, opening, open } port = Port::closed;

  private:
    void take(std::vector<Action> actions) {
        for (auto& action : actions) {
            if (std::holds_alternative<OpenPort>(action)) port = Port::opening;
            if (std::holds_alternative<ClosePort>(action)) port = Port::closed;
            if (auto* send = std::get_if<Send>(&action)) {
                sent.push_back(send->command);
                if (send->command == Command::find) found_at.push_back(now);
            }
            if (auto* emit = std::get_if<Emit>(&action)) events.push_back(std::move(emit->event));
        }
    }
};

TEST(ReaderMachine, GreetsTheReaderThenRests) {
    Rig rig;
    EXPECT_EQ(rig.machine.state(), State::opening);
    rig.greet();
    EXPECT_EQ(rig.machine.state(), State::idle);
    EXPECT_EQ(rig.last<ReaderReady>()->sam_number, "00.00-00000000-0000000000-0000000000");
    EXPECT_EQ(rig.sent, (std::vector{Command::status, Command::number}));
    rig.elapse();
    EXPECT_EQ(rig.machine.state(), State::health);
    rig.answer(0x90);
    EXPECT_EQ(rig.machine.state(), State::idle);
    EXPECT_EQ(rig.count<ReaderReady>(), 1);
}

TEST(ReaderMachine, ReadsACardAndWaitsUntilItIsLifted) {
    Rig rig;
    rig.reach_read();
    EXPECT_EQ(rig.count<CardPresent>(), 1);
    rig.give(ReplyCame{card_reply()});
    EXPECT_EQ(rig.last<CardRead>()->card.name, "李小明");
    EXPECT_TRUE(rig.last<CardRead>()->card.photo.empty());
    for (const std::uint8_t status : {0x91, 0x91}) {
        rig.elapse();
        EXPECT_EQ(rig.sent.back(), Command::read_new_address);
        rig.answer(status);
        EXPECT_EQ(rig.count<CardRemoved>(), 0);
    }
    rig.elapse();
    rig.answer(0x41);
    EXPECT_EQ(rig.count<CardRemoved>(), 1);
    EXPECT_EQ(rig.machine.state(), State::find_pause);
    EXPECT_EQ(rig.count<CardRead>(), 1);
}

TEST(ReaderMachine, KeepsThePhotoAndReadsTheNewAddressWhereAsked) {
    Rig rig;
    rig.reach_read({.photo = PhotoPolicy::keep, .new_address = NewAddressPolicy::ask});
    rig.give(ReplyCame{card_reply()});
    EXPECT_EQ(rig.count<CardRead>(), 0);
    Bytes address{0x00, 0x00, 0x90, 0x2D, 0x4E};
    address.resize(3 + 70);
    rig.give(ReplyCame{Frame(address)});
    EXPECT_EQ(rig.last<CardRead>()->card.new_address, "中");
    EXPECT_EQ(rig.last<CardRead>()->card.photo.size(), 1024U);
}

TEST(ReaderMachine, NeverSearchesFasterThanThePause) {
    Rig rig;
    rig.greet();
    for (int i = 0; i < 20; ++i) {
        rig.give(StartReading{});
        rig.elapse();
        ASSERT_EQ(rig.machine.state(), State::finding);
        rig.now += 10ms;
        if (i % 3 == 0) rig.give(StopReading{});
        rig.answer(0x80);
    }
    for (std::size_t i = 1; i < rig.found_at.size(); ++i) EXPECT_GE(rig.found_at[i] - rig.found_at[i - 1], 300ms);
}

TEST(ReaderMachine, ACardThatLeavesInTheMiddleIsRemovedAndNothingOfItIsTold) {
    Rig rig;
    rig.reach_read({.photo = PhotoPolicy::drop, .new_address = NewAddressPolicy::ask});
    rig.give(ReplyCame{card_reply()});
    rig.answer(0x41);  // gone between text and address
    rig.answer(0x80);
    EXPECT_EQ(rig.last<ReadFailed>()->reason, ReadFailure::removed);
    EXPECT_EQ(rig.last<ReadFailed>()->status, 0x41);
    EXPECT_EQ(rig.count<CardRead>(), 0);
    EXPECT_EQ(rig.count<CardRemoved>(), 0);
    EXPECT_EQ(rig.machine.state(), State::find_pause);
}

TEST(ReaderMachine, AFailedReadMustBeLiftedBeforeTheNextTry) {
    Rig rig;
    rig.reach_read();
    rig.answer(0x41);
    rig.answer(0x9F, 4);
    EXPECT_EQ(rig.last<ReadFailed>()->reason, ReadFailure::read_failed);
    for (int i = 0; i < 3; ++i) {
        rig.elapse();
        rig.answer(0x9F, 4);
        EXPECT_EQ(rig.machine.state(), State::lift_pause);
    }
    EXPECT_EQ(rig.count<ReadFailed>(), 1);
    rig.elapse();
    rig.answer(0x80);
    EXPECT_EQ(rig.count<CardRemoved>(), 1);
    rig.elapse();
    rig.answer(0x9F, 4);
    EXPECT_EQ(rig.count<CardPresent>(), 2);
}

TEST(ReaderMachine, EveryStatusWordOfSelectAndReadEndsTheReadWithOneFailure) {
    for (const State at : {State::selecting, State::reading}) {
        for (int status = 0; status < 256; ++status) {
            Rig rig;
            rig.reach_read();
            if (at == State::selecting) {
                rig = Rig();
                rig.greet();
                rig.give(StartReading{});
                rig.elapse();
                rig.answer(0x9F, 4);
            }
            if (status == 0x90) continue;
            rig.answer(static_cast<std::uint8_t>(status));
            if (rig.machine.state() == State::probing) rig.answer(0x9F, 4);
            ASSERT_EQ(rig.count<ReadFailed>(), 1) << status;
            EXPECT_EQ(rig.count<CardRead>(), 0);
            if (status == 0x60 || status == 0x66) {
                EXPECT_EQ(rig.count<ReaderFault>(), 1);
                EXPECT_EQ(rig.port, Rig::Port::closed);
            } else {
                EXPECT_EQ(rig.last<ReadFailed>()->reason, failure_of(static_cast<std::uint8_t>(status))) << status;
            }
        }
    }
}

TEST(ReaderMachine, ADamagedReadIsAskedForOnceMore) {
    Rig rig;
    rig.reach_read();
    rig.give(ReplyDamaged{ReplyDamage::checksum});
    EXPECT_EQ(rig.sent.back(), Command::read_text_photo);
    EXPECT_EQ(rig.count<ReadFailed>(), 0);
    rig.give(ReplyCame{card_reply()});
    EXPECT_EQ(rig.count<CardRead>(), 1);

    Rig twice;
    twice.reach_read();
    twice.give(ReplyDamaged{ReplyDamage::truncated});
    twice.give(ReplyDamaged{ReplyDamage::checksum});
    EXPECT_EQ(twice.last<ReadFailed>()->reason, ReadFailure::garbled);
    EXPECT_EQ(twice.machine.state(), State::watch_pause);
}

TEST(ReaderMachine, ContentThatIsNoCardIsSaidSo) {
    Rig rig;
    rig.reach_read();
    rig.give(ReplyCame{card_reply(u'Q')});
    EXPECT_EQ(rig.last<ReadFailed>()->reason, ReadFailure::bad_content);
    EXPECT_EQ(rig.machine.state(), State::watch_pause);
}

TEST(ReaderMachine, SilenceIsAFaultAfterThreeTimesAndToldOnce) {
    Rig rig;
    rig.greet();
    rig.give(StartReading{});
    for (int i = 0; i < 3; ++i) {
        rig.elapse();
        ASSERT_EQ(rig.machine.state(), State::finding);
        rig.elapse();
    }
    EXPECT_EQ(rig.last<ReaderFault>()->reason, ReaderFaultReason::no_answer);
    EXPECT_EQ(rig.port, Rig::Port::closed);
    rig.elapse();
    rig.give(PortOpened{});
    for (int i = 0; i < 3; ++i) rig.elapse();
    EXPECT_EQ(rig.machine.state(), State::closed);
    EXPECT_EQ(rig.count<ReaderFault>(), 1);
    rig.elapse();
    rig.greet();
    EXPECT_EQ(rig.count<ReaderReady>(), 2);
    EXPECT_EQ(rig.machine.state(), State::find_pause);  // still wanted
}

TEST(ReaderMachine, ReopensEverMoreSlowlyButNotForEver) {
    Rig rig;
    std::vector<std::chrono::milliseconds> delays;
    for (int i = 0; i < 12; ++i) {
        rig.give(PortFailed{.reason = ReaderFaultReason::not_connected, .detail = "gone"});
        delays.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(*rig.machine.deadline() - rig.now));
        rig.elapse();
        ASSERT_EQ(rig.port, Rig::Port::opening);
    }
    EXPECT_LE(delays.front(), 100ms);
    EXPECT_GE(delays.back(), 2400ms);
    EXPECT_LE(delays.back(), 3200ms);
    EXPECT_EQ(rig.count<ReaderFault>(), 1);
}

TEST(ReaderMachine, AFailedSelfTestIsMetWithAReset) {
    Rig rig;
    rig.give(PortOpened{});
    rig.answer(0x60);
    EXPECT_EQ(rig.last<ReaderFault>()->reason, ReaderFaultReason::self_test_failed);
    rig.elapse();
    rig.give(PortOpened{});
    EXPECT_EQ(rig.sent.back(), Command::reset);
    rig.answer(0x90);
    rig.answer(0x90);
    rig.answer(0x90, 16);
    EXPECT_EQ(rig.count<ReaderReady>(), 1);
}

TEST(ReaderMachine, StoppingDuringAReadTellsNothingButTheRemoval) {
    Rig rig;
    rig.reach_read();
    rig.give(StopReading{});
    rig.give(StartReading{});  // another session must not get this card
    rig.give(ReplyCame{card_reply()});
    EXPECT_EQ(rig.count<CardRead>(), 0);
    rig.elapse();
    rig.answer(0x41);
    EXPECT_EQ(rig.count<CardRemoved>(), 1);
    EXPECT_EQ(rig.count<ReadFailed>(), 0);
}

TEST(ReaderMachine, ALostReaderEndsTheReadFirst) {
    Rig rig;
    rig.reach_read();
    rig.events.clear();
    rig.give(PortFailed{.reason = ReaderFaultReason::not_connected, .detail = "gone"});
    ASSERT_EQ(rig.events.size(), 2U);
    EXPECT_EQ(std::get<ReadFailed>(rig.events[0]).reason, ReadFailure::reader_lost);
    EXPECT_EQ(std::get<ReaderFault>(rig.events[1]).reason, ReaderFaultReason::not_connected);
}

// Every input in every state: the machine never gets stuck, never talks to a closed port, never reports half a card.
TEST(ReaderMachine, EveryInputHasAnAnswerInEveryState) {
    const std::vector<std::function<Input()>> inputs{
        [] { return Input(PortOpened{}); },
        [] { return Input(PortFailed{ReaderFaultReason::line_failed, "x"}); },
        [] { return Input(ReplyCame{reply(0x90)}); },
        [] { return Input(ReplyCame{reply(0x90, 8)}); },
        [] { return Input(ReplyCame{reply(0x90, 16)}); },
        [] { return Input(ReplyCame{reply(0x90, 70)}); },
        [] { return Input(ReplyCame{reply(0x91)}); },
        [] { return Input(ReplyCame{reply(0x9F, 4)}); },
        [] { return Input(ReplyCame{reply(0x80)}); },
        [] { return Input(ReplyCame{reply(0x41)}); },
        [] { return Input(ReplyCame{reply(0x60)}); },
        [] { return Input(ReplyCame{reply(0x66)}); },
        [] { return Input(ReplyCame{card_reply()}); },
        [] { return Input(ReplyCame{card_reply(u'Q')}); },
        [] { return Input(ReplyCame{Frame(Bytes{1, 2})}); },
        [] { return Input(ReplyDamaged{ReplyDamage::checksum}); },
        [] { return Input(Elapsed{}); },
        [] { return Input(StartReading{{PhotoPolicy::drop, NewAddressPolicy::ask}}); },
        [] { return Input(StopReading{}); },
    };
    std::set<State> reached;
    // Paths of random inputs, deadlines honoured only sometimes, as a busy machine would.
    std::uint32_t random = 5;
    const auto below = [&random](std::size_t limit) {
        random = random * 1664525U + 1013904223U;
        return (random >> 8) % limit;
    };
    std::set<std::pair<State, std::size_t>> pairs;
    for (int path = 0; path < 20000; ++path) {
        Rig rig;
        int present = 0;
        for (int i = 0; i < 60; ++i) {
            const State before = rig.machine.state();
            // Rather often what the state waits for, so that the deep states are reached too.
            std::size_t choice = below(inputs.size());
            if (before == State::opening && below(2) == 0) choice = 0;
            if (before == State::reading && below(2) == 0) choice = 12;
            if (before == State::closed && below(2) == 0) choice = 16;
            if (before == State::finding && below(2) == 0) choice = 7;
            const bool timed = choice == 16;
            if (timed && !rig.machine.deadline()) continue;
            if (timed) rig.now = *rig.machine.deadline();
            pairs.emplace(before, choice);
            const std::size_t seen = rig.events.size();
            const std::size_t sent = rig.sent.size();
            rig.give(inputs[choice]());
            if (choice == 0 && before == State::opening) rig.port = Rig::Port::open;
            reached.insert(rig.machine.state());
            ASSERT_TRUE(rig.machine.deadline() || rig.machine.state() == State::opening);
            if (rig.sent.size() > sent) {
                ASSERT_EQ(rig.port, Rig::Port::open);
            }
            for (std::size_t e = seen; e < rig.events.size(); ++e) {
                const auto& event = rig.events[e];
                if (std::holds_alternative<CardPresent>(event)) ++present;
                if (std::holds_alternative<CardRead>(event) || std::holds_alternative<ReadFailed>(event)) {
                    ASSERT_EQ(present, 1) << "nothing was being read";
                    present = 0;
                }
                if (const auto* read = std::get_if<CardRead>(&event)) {
                    ASSERT_EQ(read->card.name, "李小明");
                }
                if (std::holds_alternative<CardRemoved>(event)) present = 0;
                if (std::holds_alternative<ReaderFault>(event)) present = 0;
            }
            if (rig.machine.state() == State::closed) present = 0;
        }
    }
    EXPECT_EQ(reached.size(), 17U);
    std::size_t reachable = 0;
    for (const auto state : reached) {
        for (std::size_t input = 0; input < inputs.size(); ++input) reachable += pairs.contains({state, input}) ? 1 : 0;
    }
    // All but Elapsed while opening, which has no deadline.
    EXPECT_EQ(reachable, 17U * inputs.size() - 1);
}

}  // namespace
}  // namespace bangnin::devices::samv
