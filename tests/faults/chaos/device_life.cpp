#include "tests/faults/chaos/device_life.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/harness/process.h"

namespace bangnin::faults {

using nlohmann::json;
using std::chrono::milliseconds;
using sync::Store;
namespace event_type = sync::event_type;
namespace wire = sync::wire;

std::string mark_of(const std::string& type, const std::string& body) {
    const json told = json::parse(body, nullptr, false);
    const auto text = [&told](const char* name) { return told.value(name, std::string()); };
    if (!told.is_object()) return body;
    if (type == event_type::ticket_issued) return text("token");
    if (type == event_type::ticket_print) {
        return text("token") + " " + text("outcome") + " " + std::to_string(told.value("copy", 0));
    }
    if (type == event_type::rating_given) return text("rating");
    if (type == event_type::staff_call) return text("call");
    return text("serial");
}

DeviceLife::DeviceLife(LifeOptions options) : options_(std::move(options)), dice_(options_.seed) {
    std::filesystem::create_directories(options_.folder);
    open_store();
    step_clock();
}

DeviceLife::~DeviceLife() { link_.reset(); }

sync::LinkFiles DeviceLife::files() const { return sync::LinkFiles(options_.folder / "link"); }

void DeviceLife::open_store() {
    sync::StoreOptions made;
    made.device = options_.device;
    made.busy_limit = harness::patience;
    store_.emplace(Store::open(options_.folder / "kiosk.db", made, now()).value());
}

void DeviceLife::open_link(const std::string& code) {
    sync::LinkOptions made;
    made.hub_url = "https://127.0.0.1:" + std::to_string(options_.port);
    made.state_dir = options_.folder / "link";
    made.store_file = options_.folder / "kiosk.db";
    made.store.busy_limit = harness::patience;
    made.enrolment_code = code;
    made.batch = 5;  // so that a log takes many requests
    made.poll_wait = std::chrono::seconds(1);
    made.connect_limit = milliseconds(2'000);
    made.answer_limit = milliseconds(2'000);
    made.backoff = {milliseconds(10), milliseconds(200)};
    made.seed = dice_.next() | 1U;
    auto link = sync::Link::create(made, [this](const sync::LinkEvent& event) { heard(event); });
    ASSERT_TRUE(link);
    link_ = std::move(*link);
}

void DeviceLife::heard(const sync::LinkEvent& event) {
    const std::lock_guard lock(mutex_);
    enrolled_ = enrolled_ || std::holds_alternative<sync::Enrolled>(event);
    EXPECT_FALSE(std::holds_alternative<sync::LinkStoreTrouble>(event)) << name();
    something_.notify_all();
}

bool DeviceLife::begin(const std::string& code) {
    open_link(code);
    std::unique_lock lock(mutex_);
    return something_.wait_for(lock, harness::patience, [this] { return enrolled_; });
}

bool DeviceLife::settle(const std::function<bool(Store&)>& also) {
    std::unique_lock lock(mutex_);
    return something_.wait_for(lock, harness::patience,
                               [&] { return store_->pending_count().value_or(1) == 0 && also(*store_); });
}

sync::Instant DeviceLife::now() const { return sync::wall_clock_now() + skew_; }

void DeviceLife::note(const std::string& type, const std::string& body, const std::string& reject_code) {
    told_.push_back({type, mark_of(type, body), reject_code});
    troubles_.behind += skew_ <= -std::chrono::hours(24) ? 1 : 0;
    troubles_.ahead += skew_ >= std::chrono::hours(24) ? 1 : 0;
    troubles_.refused += reject_code.empty() ? 0 : 1;
}

void DeviceLife::live_on() {
    constexpr std::uint64_t out_of = 20;
    switch (dice_.below(out_of)) {
        case 0:
            restart();
            break;
        case 1:
            step_clock();
            break;
        case 2:
        case 3:
            tell_health();
            break;
        case 4:
            call_staff();
            break;
        case 5:
        case 6:
            tell_nonsense();
            break;
        case 7:
        case 8:
            rate();
            break;
        default:
            if (printing_) {
                print_last();
            } else {
                take_ticket();
            }
            break;
    }
    link_->notify_new_events();
}

void DeviceLife::take_ticket() {
    sync::IssueRequest request;
    request.request = "r" + std::to_string(tickets_.size());
    request.service = options_.service;
    request.department = "帮您办窗口";
    request.kiosk = options_.kiosk;
    request.print_state = sync::PrintState::printing;
    const auto ticket = store_->issue_ticket(request, now());
    ASSERT_TRUE(ticket) << name() << ": " << sync::to_text(ticket.error());
    const auto again = store_->issue_ticket(request, now());  // a finger that touches twice
    ASSERT_TRUE(again);
    EXPECT_EQ(again->token, ticket->token);
    tickets_.push_back(ticket->token);
    const std::string token = ticket->token.text();
    note(event_type::ticket_issued, json{{"token", token}}.dump());
    note(event_type::ticket_print, encode(wire::TicketPrint{token, sync::PrintState::printing, "", 1}));
    printing_ = true;
}

void DeviceLife::print_last() {
    const bool well = dice_.below(4) != 0;
    const auto state = well ? sync::PrintState::printed : sync::PrintState::not_printed;
    const std::string reason = well ? "" : "paper_out";
    const auto ticket = store_->set_print_state(tickets_.back(), state, reason, now());
    ASSERT_TRUE(ticket) << name() << ": " << sync::to_text(ticket.error());
    note(event_type::ticket_print, encode(wire::TicketPrint{tickets_.back().text(), state, reason, ticket->copy}));
    printing_ = false;
}

// Each ticket once; where there is none left, without a ticket.
void DeviceLife::rate() {
    sync::RatingRequest request;
    request.request = "g" + std::to_string(told_.size());
    if (rated_ < tickets_.size()) request.ticket = tickets_[rated_++];
    request.grade = sync::grade_of(1 + dice_.below(5)).value();
    const auto rating = store_->record_rating(request, now());
    ASSERT_TRUE(rating) << name() << ": " << sync::to_text(rating.error());
    note(event_type::rating_given, json{{"rating", rating->id.text()}}.dump());
}

void DeviceLife::tell_health() {
    const std::string body = json{{"printer", "ok"}, {"serial", std::to_string(told_.size())}}.dump();
    ASSERT_TRUE(store_->append_event(event_type::device_health, body, now()));
    note(event_type::device_health, body);
}

void DeviceLife::call_staff() {
    const std::string call = sync::Token::random().text();
    const std::string body = encode(wire::StaffCall{.screen = "home", .call = call});
    ASSERT_TRUE(store_->append_event(event_type::staff_call, body, now()));
    note(event_type::staff_call, body);
}

// What no hub can ever take.
void DeviceLife::tell_nonsense() {
    std::string type = "later.kind";
    std::string body = json{{"serial", std::to_string(told_.size())}}.dump();
    std::string code = "unknown_type";
    switch (dice_.below(3)) {
        case 0:
            type = event_type::ticket_print;
            body = encode(wire::TicketPrint{sync::Token::random().text(), sync::PrintState::printed, "", 1});
            code = "unknown_ticket";
            break;
        case 1:
            type = event_type::ticket_issued;
            body = json{{"token", "none " + std::to_string(told_.size())}}.dump();
            code = "bad_body";
            break;
        default:
            break;
    }
    ASSERT_TRUE(store_->append_event(type, body, now()));
    note(type, body, code);
}

void DeviceLife::step_clock() {
    constexpr std::array<std::int64_t, 8> minutes{0, 0, 0, 4, -7, 26 * 60, -26 * 60, -50 * 60};
    const milliseconds skew = std::chrono::minutes(minutes[dice_.below(minutes.size())]);
    troubles_.set_back += skew < skew_ ? 1 : 0;
    skew_ = skew;
}

// As its power goes and comes: in the middle of whatever the link does.
void DeviceLife::restart() {
    link_.reset();
    store_.reset();
    open_store();
    const auto interrupted = store_->recover_at_start(now());
    ASSERT_TRUE(interrupted);
    EXPECT_EQ(*interrupted, printing_ ? 1U : 0U) << name();
    if (printing_) {
        note(event_type::ticket_print,
             encode(wire::TicketPrint{tickets_.back().text(), sync::PrintState::not_printed, "unknown", 1}));
    }
    printing_ = false;
    ++troubles_.restarts;
    open_link("");
}

}  // namespace bangnin::faults
