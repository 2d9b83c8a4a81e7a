// What devices and strangers ask of the hub, with a real database behind: the first line of an input says who asks and
// for what ("kiosk POST /v1/events application/json"), the rest is the body. Every request has an answer that its own
// readers understand, and a device's log sent twice changes nothing the second time.
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "sync/hub/api/api.h"
#include "sync/wire/case_codec.h"
#include "sync/wire/limits.h"

namespace {

using namespace bangnin;

constexpr const char* kiosk_key = "the kiosk's key";
constexpr const char* operator_key = "the operator's key";
// The secret of the one enrolment code that is open: sixteen zeros.
constexpr sync::wire::EnrolmentCode open_code{};

void must(bool held) {
    if (!held) std::abort();
}

hub::Config configuration() {
    hub::Config config;
    config.longest_poll = std::chrono::seconds(0);
    config.services = {{.letter = 'A', .department = "林草局", .name = "帮您办", .window = "1号窗口"},
                       {.letter = 'B', .department = "发改委", .name = "项目", .window = ""}};
    return config;
}

class Hub {
  public:
    static Hub& instance() {
        static Hub hub;
        return hub;
    }

    hub::ApiResponse answer(hub::ApiRequest request) { return wait(api_.answer(std::move(request))); }

    // The records as before the first request, so that an input means the same each time.
    void forget() {
        wait(office_.run([this](hub::Records& records) {
            for (const char* table :
                 {"events", "logs", "tickets", "ratings", "staff_calls", "change_marks", "enrolment_codes",
                  "case_files", "case_events", "cases", "case_departments", "case_numbers", "case_looks"}) {
                database_->session() << "DELETE FROM " + std::string(table);
            }
            database_->session() << "UPDATE devices SET health = NULL, last_seen_at = NULL";
            must(records.devices.add_code(open_code, "k2", {hub::Role::kiosk}, sync::Instant::max()).has_value());
            return hub::DatabaseResult<int>(0);
        }));
    }

  private:
    Hub()
        : folder_(std::filesystem::path(std::filesystem::is_directory("/dev/shm") ? "/dev/shm" : "/tmp") /
                  ("bangnin-fuzz-hub." + std::to_string(getpid()))),
          authority_(opened_authority()),
          database_(nullptr),
          office_(opened_database(), config_),
          api_(config_, authority_, office_) {
        spdlog::set_level(spdlog::level::off);
        wait(office_.run([](hub::Records& records) {
            enrol(records, "k1", hub::Role::kiosk, kiosk_key, 1);
            enrol(records, "op", hub::Role::operator_, operator_key, 2);
            return hub::DatabaseResult<int>(0);
        }));
    }
    ~Hub() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    static void enrol(hub::Records& records, const char* device, hub::Role role, const char* key, std::uint8_t digit) {
        sync::wire::EnrolmentCode code;
        code.secret.fill(digit);
        must(records.devices.add_code(code, device, {role}, sync::Instant::max()).has_value());
        const auto claim = records.devices.claim(code.secret_text(), key, sync::Instant{});
        must(claim && *claim);
    }

    hub::Authority opened_authority() const {
        auto authority = hub::Authority::open(folder_, {"hub"}, sync::wall_clock_now());
        must(authority.has_value());
        return std::move(*authority);
    }
    std::unique_ptr<hub::Database> opened_database() {
        auto database = hub::Database::open(hub::DatabasePlace::parse((folder_ / "hub.db").string()).value());
        must(database.has_value());
        (*database)->session() << "PRAGMA synchronous=OFF";
        database_ = database->get();
        return std::move(*database);
    }

    template <typename Value>
    Value wait(boost::asio::awaitable<Value> work) {
        std::optional<Value> result;
        boost::asio::co_spawn(loop_, std::move(work), [&](const std::exception_ptr& failure, Value value) {
            must(failure == nullptr);  // no exception may leave the hub's answers
            result = std::move(value);
        });
        loop_.restart();
        loop_.run();
        must(result.has_value());
        return std::move(*result);
    }

    hub::Config config_ = configuration();
    std::filesystem::path folder_;
    hub::Authority authority_;
    boost::asio::io_context loop_;
    hub::Database* database_;
    hub::BackOffice office_;
    hub::Api api_;
};

std::string_view word(std::string_view& line) {
    const std::string_view first = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(line.size(), first.size() + 1));
    return first;
}

std::optional<hub::ApiRequest> request_of(std::string_view input) {
    std::string_view line = input.substr(0, input.find('\n'));
    hub::ApiRequest request;
    request.body = input.substr(std::min(input.size(), line.size() + 1));
    const std::string_view who = word(line);
    request.method = word(line);
    const auto target = hub::parse_target(word(line));
    if (!target || request.body.size() > sync::wire::max_request_bytes) return std::nullopt;
    request.target = *target;
    request.content_type = line;
    if (who == "kiosk") {
        request.device = "k1";
        request.key = kiosk_key;
    } else if (who == "operator") {
        request.device = "op";
        request.key = operator_key;
    }
    return request;
}

void check(const hub::ApiResponse& said) {
    must(said.status >= 200 && said.status < 600 && said.status != 500 && said.status != 503);
    if (said.content_type == "application/problem+json") {
        must(sync::wire::decode_problem(said.body).has_value());
    } else if (said.content_type == "application/json") {
        must(nlohmann::json::accept(said.body));
    }
    if (said.route == "/v1/cases" && said.status == 201) must(sync::wire::decode_case_view(said.body).has_value());
    if (said.status != 200) return;
    if (said.route == "/v1/events") {
        must(sync::wire::decode_events_response(said.body).has_value());
    } else if (said.route == "/v1/changes") {
        must(sync::wire::decode_changes_response(said.body).has_value());
    } else if (said.route == "/v1/tickets/{token}") {
        must(sync::wire::decode_ticket_view(said.body).has_value());
    } else if (said.route == "/v1/enrol") {
        must(sync::wire::decode_enrol_response(said.body).has_value());
    } else if (said.route == "/v1/cases/{token}" || said.route == "/v1/cases/{token}/commands") {
        must(sync::wire::decode_case_view(said.body).has_value());
    } else if (said.route == "/t/{token}" || said.route == "/c/{token}") {
        must(said.body.find("<script") == std::string::npos);
    }
}

hub::ApiResponse asked(Hub& hub, const std::string& input) {
    const auto request = request_of(input);
    must(request.has_value());
    hub::ApiResponse said = hub.answer(*request);
    check(said);
    return said;
}

// A call that was taken in is listed and answered; what comes later changes nothing about it.
void answer_call(Hub& hub, const std::string& call) {
    must(asked(hub, "operator GET /v1/calls ").status == 200);
    const std::string answer = "operator POST /v1/calls/" + call + " application/json\n{\"answer\":\"coming\"}";
    const hub::ApiResponse first = asked(hub, answer);
    if (first.status == 404) return;  // its event was refused
    const auto said = nlohmann::json::parse(first.body);
    must(said["state"] == "answered" && said["call"] == call);
    must(nlohmann::json::parse(asked(hub, answer).body)["answered_at"] == said["answered_at"]);
    must(asked(hub, "kiosk POST /v1/calls/" + call + " application/json\n{\"answer\":\"coming\"}").status == 403);
}

// Everything that can be asked about what was just taken in.
void look_around(Hub& hub, const hub::ApiRequest& taken) {
    const auto ask = [&](const char* who, const std::string& target) {
        asked(hub, std::string(who) + " GET " + target + " ");
    };
    ask("kiosk", "/v1/changes");
    ask("operator", "/v1/devices");
    ask("operator", "/v1/rejected");
    ask("operator", "/v1/calls");
    const auto log = sync::wire::decode_events_request(taken.body);
    for (std::size_t index = 0; log && index < std::min<std::size_t>(log->events.size(), 4); ++index) {
        const auto call = sync::wire::decode_staff_call(log->events[index].body);
        if (call && !call->call.empty()) answer_call(hub, call->call);
        const auto ticket = sync::wire::decode_ticket_issued(log->events[index].body);
        if (!ticket) continue;
        ask("kiosk", "/v1/tickets/" + ticket->token);
        ask("stranger", "/t/" + ticket->token);
        ask("operator", "/v1/tickets?day=" + ticket->day.text());
    }
}

// A case that was taken is told to everybody who may hear of it, and taken once.
void look_at_case(Hub& hub, const hub::ApiRequest& taken, const hub::ApiResponse& first) {
    const auto view = sync::wire::decode_case_view(first.body);
    must(view.has_value());
    const std::string token = view->now.token.text();
    asked(hub, "operator GET /v1/cases ");
    must(asked(hub, "operator GET /v1/cases/" + token + " ").status == 200);
    must(asked(hub, "kiosk GET /v1/cases/" + token + " ").status == 200);
    must(asked(hub, "stranger GET /c/" + token + " ").body.size() <= hub::largest_page);
    const auto request = sync::wire::decode_case_request(taken.body);
    if (request && request->token) must(hub.answer(taken).status == 201);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto request = request_of({reinterpret_cast<const char*>(data), size});
    if (!request) return 0;
    Hub& hub = Hub::instance();
    const hub::ApiResponse first = hub.answer(*request);
    check(first);
    if (first.route == "/v1/events" && first.status == 200) {
        const hub::ApiResponse second = hub.answer(*request);
        must(second.status == 200);
        auto before = sync::wire::decode_events_response(first.body);
        auto after = sync::wire::decode_events_response(second.body);
        must(before && after);
        after->hub_time = before->hub_time;
        must(sync::wire::encode(*before) == sync::wire::encode(*after));
        look_around(hub, *request);
    }
    if (first.route == "/v1/cases" && first.status == 201) look_at_case(hub, *request, first);
    if (request->method != "GET") hub.forget();
    return 0;
}
