// The link's one thread: what runs, what waits for when, and what each answer means. Private to the link.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "sync/link/http.h"
#include "sync/link/link.h"
#include "sync/wire/enrolment_code.h"

namespace bangnin::sync {

using SteadyTime = std::chrono::steady_clock::time_point;

struct Query {
    Token token;
    std::function<void(QueryAnswer)> answer;
};

// What other threads ask for; taken over whole by the worker.
struct Inbox {
    bool push = false;
    bool try_now = false;
    std::vector<Query> queries;
    std::optional<std::string> enrolment_code;
};

// A kind of request that is made again and again, and when it may be made next.
struct Route {
    enum class State { resting, running };
    State state = State::resting;
    std::uint32_t failures = 0;
    SteadyTime not_before{};  // the back-off; a new event or a person may cut it short
    bool hurried = false;     // it was let go before its time since it last succeeded
    SteadyTime held_until{};  // the hub's Retry-After; nobody may

    bool due(SteadyTime now) const { return state == State::resting && now >= not_before && now >= held_until; }
    SteadyTime next() const { return std::max(not_before, held_until); }
};

class Worker {
  public:
    Worker(LinkOptions options, Link::Sink sink, Store store, std::unique_ptr<HttpClient> http);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void start();
    void stop();
    // Changes the inbox under its lock and wakes the thread; false, and nothing changed, once it has stopped.
    bool ask(const std::function<void(Inbox&)>& change);

  private:
    void loop();
    void take_inbox();
    std::chrono::milliseconds time_to_next() const;
    HttpRequest request_for(std::string_view path) const;

    // Push.
    void push_if_due();
    void pushed(const HttpResponse& response, const OutboxBatch& batch);
    void log_refused(const HttpResponse& response, const OutboxBatch& batch);
    void begin_epoch();
    void send_again(const std::string& epoch, std::uint64_t high_water);
    void rest_if_quiet();
    void acknowledged(const wire::EventsResponse& answer, const OutboxBatch& batch);
    void place_told(const wire::EventsResponse& answer);
    void report_drained();

    // Pull.
    void poll_if_due();
    void polled(const HttpResponse& response, std::uint64_t cursor, SteadyTime begun);

    // Questions.
    void ask_hub(Query query);

    // Enrolment.
    enum class Enrolment { none, wanted, running };
    void take_code(const std::string& text);
    void enrol_if_due();
    void ca_fetched(const HttpResponse& response);
    void certificate_given(const HttpResponse& response, const std::string& ca_pem, const std::string& key_pem);
    void enrolment_failed(EnrolFault fault);
    bool came_by(const wire::EnrolmentCode& code) const;

    // Certificates.
    void upkeep_if_due();
    void sealing_told(const HttpResponse& response);
    void renew_if_due();
    void renewed(const HttpResponse& response, const std::string& key_pem);
    void end_upkeep();
    void upkeep_failed(const HttpResponse& response);

    // Documents.
    void want_documents();
    void want_document(const wire::DocumentChange& change);
    void documents_if_due();
    void document_told(const std::string& name, const HttpResponse& response);
    void document_failed(const std::string& name, const HttpResponse& response);

    // Outcomes.
    void succeeded(Route& route, std::optional<Instant> hub_time);
    void failed(Route& route, const HttpResponse& response);
    void back_off(Route& route, ContactFault fault, std::chrono::milliseconds held);
    void store_failed(Route& route, StoreError error);
    std::chrono::milliseconds next_delay(std::uint32_t failures);

    LinkOptions options_;
    LinkFiles files_;
    Link::Sink sink_;
    Store store_;
    std::unique_ptr<HttpClient> http_;

    std::mutex mutex_;
    Inbox inbox_;
    bool closed_ = false;
    std::atomic<bool> stopping_{false};
    std::thread thread_;

    bool enrolled_ = false;
    Route push_, poll_, enrol_route_, upkeep_, document_route_;
    std::set<std::string> wanted_documents_;
    bool push_wanted_ = true;
    // Whether the hub still has what it acknowledged: not known at the start, nor when it was away, because a hub that
    // was restored from a backup looks like that. Asked with the next push, if need be one without events.
    // A doubt may come while an answer to an older one is on its way: that answer settles the older one only.
    std::uint64_t place_doubts_ = 1;   // how often it became doubtful where the hub's copy of our log ends
    std::uint64_t place_pushed_ = 0;   // the doubts there were when the push that is under way began
    std::uint64_t place_settled_ = 0;  // the doubts that the hub has answered
    bool quiet_ = true;                // the log on the disk has been seen to since the last push
    SteadyTime quiet_at_{};
    std::uint32_t batch_limit_;
    std::uint64_t delivered_ = 0;
    Enrolment enrolment_ = Enrolment::none;
    bool identity_changed_ = false;  // connections speak as the old one still
    wire::EnrolmentCode code_;
    std::optional<std::string> typed_code_;  // waits for the end of an enrolment that runs
    std::vector<std::shared_ptr<Query>> open_queries_;
    std::optional<ContactFault> lost_;
    std::optional<StoreError> store_trouble_;
    std::uint64_t random_;
};

// What a response that is no success says of the hub.
ContactFault contact_fault(const HttpResponse& response);
// Success of the API: 200 and JSON. Anything else that answers 200 is somebody else.
bool structured_answer(const HttpResponse& response);

}  // namespace bangnin::sync
