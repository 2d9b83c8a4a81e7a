// The card reader's driver under any sequence of answers, damage, silence and wishes: the port is used as it may be,
// and the events come in the order that reader.h promises.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <variant>
#include <vector>

#include "devices/id_card/reader_machine.h"

namespace {

using namespace bangnin::devices;
using namespace bangnin::devices::samv;

void must(bool held) {
    if (!held) std::abort();
}

// Takes bytes off the front of the input; zeros when there are no more.
class Script {
  public:
    explicit Script(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
    bool ended() const { return bytes_.empty(); }
    std::uint8_t byte() {
        if (bytes_.empty()) return 0;
        const std::uint8_t first = bytes_.front();
        bytes_ = bytes_.subspan(1);
        return first;
    }
    void fill(std::span<std::uint8_t> target) {
        const std::size_t count = std::min(target.size(), bytes_.size());
        std::copy_n(bytes_.begin(), count, target.begin());
        bytes_ = bytes_.subspan(count);
    }

  private:
    std::span<const std::uint8_t> bytes_;
};

class Watcher {
  public:
    explicit Watcher(ReaderMachine& machine) : machine_(machine) {}

    void take(const std::vector<Action>& actions) {
        for (const Action& action : actions) {
            if (std::holds_alternative<OpenPort>(action)) {
                must(port_ == Port::closed);
                port_ = Port::opening;
            } else if (std::holds_alternative<ClosePort>(action)) {
                port_ = Port::closed;
            } else if (const auto* send = std::get_if<Send>(&action)) {
                must(port_ == Port::open);
                must(machine_.awaited() == send->command);
            } else {
                note(std::get<Emit>(action).event);
            }
        }
        must(machine_.deadline() || machine_.state() == ReaderMachine::State::opening);
    }
    void opened() { port_ = port_ == Port::opening ? Port::open : port_; }
    void failed() { port_ = Port::closed; }
    bool opening() const { return port_ == Port::opening; }

  private:
    void note(const ReaderEvent& event) {
        if (std::holds_alternative<ReaderReady>(event)) {
            must(card_ == Card::none);
        } else if (std::holds_alternative<CardPresent>(event)) {
            must(card_ == Card::none);
            card_ = Card::being_read;
        } else if (std::holds_alternative<CardRead>(event)) {
            must(card_ == Card::being_read);
            card_ = Card::lies_there;
        } else if (const auto* failed = std::get_if<ReadFailed>(&event)) {
            must(card_ == Card::being_read);
            card_ = failed->reason == ReadFailure::removed ? Card::none : Card::lies_there;
        } else if (std::holds_alternative<CardRemoved>(event)) {
            must(card_ != Card::none);
            card_ = Card::none;
        } else {
            card_ = Card::none;
        }
    }

    enum class Port { closed, opening, open };
    enum class Card { none, being_read, lies_there };
    ReaderMachine& machine_;
    Port port_ = Port::closed;
    Card card_ = Card::none;
};

// The answer that fits the question, with the status and the content of the script.
Frame fitting_answer(const ReaderMachine& machine, Script& script) {
    constexpr std::size_t head = 3;
    std::vector<std::uint8_t> body{0, 0, script.byte()};
    const auto command = machine.awaited();
    if (body[2] % 2 == 0) body[2] = command == Command::find ? status_word::found : status_word::ok;
    if (body[2] != status_word::ok) return Frame(body);
    if (command == Command::number) {
        body.resize(head + sam_number_bytes);
    } else if (command == Command::read_new_address) {
        body.resize(head + new_address_bytes);
        script.fill(std::span(body).subspan(head));
    } else if (command == Command::read_text_photo) {
        body.insert(body.end(), {0x01, 0x00, 0x04, 0x00});
        body.resize(head + 4 + text_block_bytes + photo_bytes);
        script.fill(std::span(body).subspan(head + 4, text_block_bytes));
    }
    return Frame(body);
}

Frame any_answer(Script& script) {
    std::vector<std::uint8_t> body(script.byte());
    script.fill(body);
    return Frame(body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Script script(std::span(data, size));
    ReaderMachine machine(ReaderTiming{}, script.byte());
    Watcher watcher(machine);
    Deadline now{std::chrono::hours(1)};
    watcher.take(machine.begin(now));
    while (!script.ended()) {
        switch (const std::uint8_t what = script.byte(); what % 8) {
            case 0:
                if (machine.deadline()) now = std::max(now, *machine.deadline());
                watcher.take(machine.step(Elapsed{}, now));
                break;
            case 1:
                if (!watcher.opening()) break;
                watcher.opened();
                watcher.take(machine.step(samv::PortOpened{}, now));
                break;
            case 2:
                watcher.failed();
                watcher.take(machine.step(samv::PortFailed{static_cast<ReaderFaultReason>(what % 7), "gone"}, now));
                break;
            case 3:
                watcher.take(machine.step(ReplyDamaged{static_cast<ReplyDamage>(what / 8 % 4)}, now));
                break;
            case 4:
                watcher.take(machine.step(StartReading{{.photo = static_cast<PhotoPolicy>(what / 8 % 2),
                                                        .new_address = static_cast<NewAddressPolicy>(what / 16 % 2)}},
                                          now));
                break;
            case 5:
                watcher.take(machine.step(StopReading{}, now));
                break;
            case 6:
                watcher.take(machine.step(ReplyCame{any_answer(script)}, now));
                break;
            default:
                watcher.take(machine.step(ReplyCame{fitting_answer(machine, script)}, now));
        }
    }
    return 0;
}
