#include "devices/sim/id_reader_simulator.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace bangnin::devices::sim {
namespace {

using nlohmann::json;
using Bytes = std::vector<std::uint8_t>;

constexpr std::array<std::uint8_t, 5> preamble{0xAA, 0xAA, 0xAA, 0x96, 0x69};
constexpr std::size_t header_size = 7;
// No request is longer than a handful of bytes; a longer one is noise.
constexpr std::size_t max_request_length = 16;
constexpr std::size_t max_armed_faults = 256;
constexpr int max_times = 1000;
constexpr int max_wire_setting = 10'000;

constexpr std::array<std::string_view, 9> plain_faults{"checksum",   "truncate", "noise",  "silent", "select_fails",
                                                       "read_fails", "vanish",   "unplug", "none"};
constexpr std::array<std::string_view, 10> commands{"find",   "select", "read", "address", "status",
                                                    "number", "reset",  "baud", "rf",      "any"};

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

json refuse(const std::string& why) { return {{"ok", false}, {"error", why}}; }

Bytes status_only(std::uint8_t status) { return {0x00, 0x00, status}; }

void append(Bytes& bytes, std::span<const std::uint8_t> more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

Bytes frame_of(const Bytes& body) {
    Bytes frame(preamble.begin(), preamble.end());
    const std::size_t length = body.size() + 1;
    frame.push_back(static_cast<std::uint8_t>(length >> 8));
    frame.push_back(static_cast<std::uint8_t>(length & 0xFF));
    append(frame, body);
    std::uint8_t sum = 0;
    for (std::size_t i = preamble.size(); i < frame.size(); ++i) sum ^= frame[i];
    frame.push_back(sum);
    return frame;
}

std::string name_of(std::uint16_t command) {
    switch (command) {
        case 0x10FF:
            return "reset";
        case 0x11FF:
            return "status";
        case 0x12FF:
            return "number";
        case 0x2001:
            return "find";
        case 0x2002:
            return "select";
        case 0x3001:
        case 0x3010:
            return "read";
        case 0x3003:
            return "address";
        case 0x61FF:
            return "rf";
        default:
            return command >> 8 == 0x60 && (command & 0xFF) <= 4 ? "baud" : "unknown";
    }
}

// A whole number in [0, most]; nothing for anything else that JSON can say.
std::optional<int> count_of(const json& request, const char* key, int fallback, int most) {
    const auto found = request.find(key);
    if (found == request.end()) return fallback;
    if (!found->is_number_integer() || *found < 0 || *found > most) return std::nullopt;
    return found->get<int>();
}

std::optional<std::uint8_t> status_fault(std::string_view name) {
    constexpr std::string_view prefix = "status:";
    if (!name.starts_with(prefix)) return std::nullopt;
    const auto bytes = bytes_of_hex(name.substr(prefix.size()));
    if (!bytes || bytes->size() != 1) return std::nullopt;
    return bytes->front();
}

// Rubbish that begins like a frame twice: once broken off, once with a length that swallows the true beginning.
Bytes noise() {
    return {0x00, 0xFF, 0xAA, 0xAA, 0xAA, 0x96, 0x55, 0x7E, 0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x04, 0xAA};
}

}  // namespace

// ---- control ----

json IdReaderSimulator::control(const json& request, SimClock::time_point) {
    const auto what = request.find("do");
    const std::string act = what != request.end() && what->is_string() ? what->get<std::string>() : "";
    if (act == "stats") return stats();
    if (act == "wire") return set_wire(request);
    if (auto wrong = arm(request)) return refuse(*wrong);
    if (act == "place") return place(request);
    if (act == "remove") lift();
    if (act == "remove" || act == "fault" || (what == request.end() && request.contains("fault")))
        return {{"ok", true}};
    return refuse("id_reader: do is place, remove, fault, wire, stats, plug or unplug");
}

json IdReaderSimulator::place(const json& request) {
    const auto description = request.find("card");
    if (description == request.end()) return refuse("id_reader: place needs a card");
    auto card = make_card(*description);
    if (!card) return refuse(card.error());
    card_ = std::move(*card);
    state_ = CardState::fresh;
    return {{"ok", true}};
}

std::optional<std::string> IdReaderSimulator::arm(const json& request) {
    const auto fault = request.find("fault");
    if (fault == request.end()) return std::nullopt;
    if (!fault->is_string()) return "id_reader: fault is not a text";
    const auto name = fault->get<std::string>();
    if (!is_one_of(plain_faults, name) && !status_fault(name)) return "id_reader: unknown fault";
    if (name == "none") {
        faults_.clear();
        return std::nullopt;
    }
    std::string on = name == "select_fails" ? "select" : name == "read_fails" ? "read" : "any";
    if (const auto where = request.find("on"); where != request.end()) {
        if (!where->is_string() || !is_one_of(commands, where->get<std::string>())) {
            return "id_reader: on is find, select, read, address, status, number, reset or any";
        }
        on = where->get<std::string>();
    }
    const auto times = count_of(request, "times", 1, max_times);
    if (!times || *times == 0 || faults_.size() >= max_armed_faults) return "id_reader: times is 1 to 1000";
    faults_.push_back({.name = name, .on = on, .times = static_cast<unsigned>(*times)});
    return std::nullopt;
}

json IdReaderSimulator::set_wire(const json& request) {
    const auto chunk = count_of(request, "chunk", 0, max_wire_setting);
    const auto gap = count_of(request, "gap_ms", 0, max_wire_setting);
    const auto delay = count_of(request, "delay_ms", 0, max_wire_setting);
    if (!chunk || !gap || !delay) return refuse("id_reader: chunk, gap_ms and delay_ms are 0 to 10000");
    chunk_ = static_cast<std::size_t>(*chunk);
    gap_ = std::chrono::milliseconds(*gap);
    delay_ = std::chrono::milliseconds(*delay);
    return {{"ok", true}};
}

json IdReaderSimulator::stats() const {
    constexpr std::array<std::string_view, 6> states{"none", "fresh", "found", "selected", "read", "spoiled"};
    return {{"ok", true},
            {"card", states[static_cast<std::size_t>(state_)]},
            {"commands", json(commands_)},
            {"bad_requests", bad_requests_},
            {"reads", cards_read_},
            {"faults_fired", json(fired_)},
            {"least_find_gap_ms", least_find_gap_ ? json(least_find_gap_->count()) : json(nullptr)}};
}

// ---- the wire ----

void IdReaderSimulator::power_up() {
    received_.clear();
    if (card_) state_ = CardState::fresh;
}

void IdReaderSimulator::lift() {
    card_.reset();
    state_ = CardState::none;
}

std::vector<Outgoing> IdReaderSimulator::receive(std::span<const std::uint8_t> bytes, SimClock::time_point now) {
    append(received_, bytes);
    std::vector<Outgoing> pieces;
    while (const auto body = take_frame()) std::ranges::move(answer(*body, now), std::back_inserter(pieces));
    return pieces;
}

std::optional<IdReaderSimulator::Bytes> IdReaderSimulator::take_frame() {
    while (true) {
        const auto begin = std::ranges::search(received_, preamble).begin();
        if (begin == received_.end()) {
            // The last bytes may be the beginning of a preamble.
            if (received_.size() >= preamble.size()) received_.erase(received_.begin(), received_.end() - 4);
            return std::nullopt;
        }
        received_.erase(received_.begin(), begin);
        if (received_.size() < header_size) return std::nullopt;
        const std::size_t length = std::size_t{received_[5]} << 8 | received_[6];
        if (length < 3 || length > max_request_length) {
            ++bad_requests_;
            received_.erase(received_.begin());
            continue;
        }
        if (received_.size() < header_size + length) return std::nullopt;
        Bytes frame(received_.begin(), received_.begin() + static_cast<std::ptrdiff_t>(header_size + length));
        received_.erase(received_.begin(), received_.begin() + static_cast<std::ptrdiff_t>(frame.size()));
        Bytes body(frame.begin() + header_size, frame.end() - 1);
        if (frame == frame_of(body)) return body;
        ++bad_requests_;
        return Bytes{};  // answered with the status for a wrong checksum
    }
}

std::vector<Outgoing> IdReaderSimulator::answer(const Bytes& body, SimClock::time_point now) {
    if (body.size() < 2) return on_the_wire(frame_of(status_only(0x10)), "");
    const auto command = static_cast<std::uint16_t>(body[0] << 8 | body[1]);
    const std::string name = name_of(command);
    ++commands_[name];
    const auto fault = fire(name);
    if (fault && fault->name == "vanish") lift();
    if (fault && (fault->name == "select_fails" || fault->name == "read_fails") && card_) state_ = CardState::spoiled;
    if (fault && status_fault(fault->name)) return on_the_wire(frame_of(status_only(*status_fault(fault->name))), "");
    return on_the_wire(frame_of(reply_to(command, now)), fault ? fault->name : "");
}

IdReaderSimulator::Bytes IdReaderSimulator::reply_to(std::uint16_t command, SimClock::time_point now) {
    const std::string name = name_of(command);
    if (name == "find") return find(now);
    if (name == "select") return select();
    if (name == "read") return read(command == 0x3010);
    if (name == "address") return read_new_address();
    if (name == "unknown") return status_only(0x21);
    Bytes reply = status_only(0x90);
    if (name == "number") {
        append(reply, std::array<std::uint8_t, 16>{0x05, 0x00, 0x03, 0x00, 0x29, 0x38, 0x34, 0x01, 0x15, 0xCD, 0x5B,
                                                   0x07, 0xB1, 0x68, 0xDE, 0x3A});
    }
    if (name == "reset" && card_) state_ = CardState::fresh;
    return reply;
}

IdReaderSimulator::Bytes IdReaderSimulator::find(SimClock::time_point now) {
    if (last_find_) {
        const auto gap = std::chrono::duration_cast<std::chrono::milliseconds>(now - *last_find_);
        least_find_gap_ = std::min(gap, least_find_gap_.value_or(gap));
    }
    last_find_ = now;
    if (state_ == CardState::none || state_ == CardState::read) return status_only(0x80);
    if (state_ != CardState::spoiled) state_ = CardState::found;
    return {0x00, 0x00, 0x9F, 0x00, 0x00, 0x00, 0x00};
}

IdReaderSimulator::Bytes IdReaderSimulator::select() {
    if (state_ != CardState::found) return status_only(0x81);
    state_ = CardState::selected;
    Bytes reply = status_only(0x90);
    reply.resize(reply.size() + 8);
    return reply;
}

IdReaderSimulator::Bytes IdReaderSimulator::read(bool with_fingerprint) {
    if (state_ != CardState::selected && state_ != CardState::read) return status_only(0x41);
    state_ = CardState::read;
    ++cards_read_;
    Bytes reply{0x00, 0x00, 0x90, 0x01, 0x00, 0x04, 0x00};
    if (with_fingerprint) {
        const std::size_t size = card_->fingerprint.size();
        append(reply, std::array{static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size & 0xFF)});
    }
    append(reply, card_->text);
    append(reply, card_->photo);
    if (with_fingerprint) append(reply, card_->fingerprint);
    return reply;
}

IdReaderSimulator::Bytes IdReaderSimulator::read_new_address() {
    if (state_ != CardState::read) return status_only(0x41);
    if (!card_->new_address) return status_only(0x91);
    Bytes reply = status_only(0x90);
    append(reply, *card_->new_address);
    return reply;
}

std::optional<IdReaderSimulator::Fault> IdReaderSimulator::fire(const std::string& command) {
    const auto found =
        std::ranges::find_if(faults_, [&](const Fault& fault) { return fault.on == "any" || fault.on == command; });
    if (found == faults_.end()) return std::nullopt;
    Fault fault = *found;
    ++fired_[fault.name];
    if (--found->times == 0) faults_.erase(found);
    return fault;
}

std::vector<Outgoing> IdReaderSimulator::on_the_wire(Bytes frame, const std::string& fault) {
    if (fault == "silent") return {};
    WireEnd end = WireEnd::stay;
    if (fault == "checksum") frame.back() ^= 0x5A;
    if (fault == "unplug") end = WireEnd::unplug;
    if (fault == "truncate" || fault == "unplug") frame.resize(frame.size() / 2);
    if (fault == "noise") {
        Bytes noisy = noise();
        append(noisy, frame);
        frame = std::move(noisy);
    }
    std::vector<Outgoing> pieces;
    const std::size_t piece = chunk_ == 0 ? frame.size() : chunk_;
    for (std::size_t at = 0; at < frame.size(); at += piece) {
        const auto part = std::span(frame).subspan(at, std::min(piece, frame.size() - at));
        pieces.push_back({.bytes = Bytes(part.begin(), part.end()), .delay = at == 0 ? delay_ : gap_});
    }
    if (!pieces.empty()) pieces.back().end = end;
    return pieces;
}

}  // namespace bangnin::devices::sim
