#include "sync/link/worker.h"

#include <algorithm>
#include <utility>

namespace bangnin::sync {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds longest_rest{60'000};

// SplitMix64: spreads retries of many devices, nothing more.
std::uint64_t next_random(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

std::uint64_t seed_of(std::uint64_t given) {
    if (given != 0) return given;
    const Token random = Token::random();
    std::uint64_t seed = 0;
    for (std::size_t index = 0; index < 8; ++index) seed = (seed << 8) | random.bytes()[index];
    return seed;
}

}  // namespace

ContactFault contact_fault(const HttpResponse& response) {
    if (response.outcome == HttpOutcome::tls) return ContactFault::tls;
    if (response.outcome == HttpOutcome::too_large) return ContactFault::not_the_hub;
    if (response.outcome != HttpOutcome::answered) return ContactFault::unreachable;
    if (response.status == 429 || response.status == 503) return ContactFault::busy;
    if (response.status >= 500) return ContactFault::server_error;
    if (response.status >= 400) return ContactFault::refused;
    return ContactFault::not_the_hub;
}

bool structured_answer(const HttpResponse& response) {
    return response.outcome == HttpOutcome::answered && response.status == 200 &&
           response.content_type == "application/json";
}

Worker::Worker(LinkOptions options, Link::Sink sink, Store store, std::unique_ptr<HttpClient> http)
    : options_(std::move(options)),
      files_(options_.state_dir),
      sink_(std::move(sink)),
      store_(std::move(store)),
      http_(std::move(http)),
      enrolled_(files_.enrolled()),
      batch_limit_(options_.batch),
      random_(seed_of(options_.seed)) {
    upkeep_.not_before = Clock::now() + options_.upkeep_after;
    want_documents();
    if (!options_.enrolment_code.empty()) inbox_.enrolment_code = options_.enrolment_code;
}

Worker::~Worker() { stop(); }

void Worker::start() {
    thread_ = std::thread([this] { loop(); });
}

void Worker::stop() {
    stopping_ = true;
    http_->wake();
    if (thread_.joinable()) thread_.join();
}

bool Worker::ask(const std::function<void(Inbox&)>& change) {
    {
        const std::lock_guard lock(mutex_);
        if (closed_) return false;
        change(inbox_);
    }
    http_->wake();
    return true;
}

void Worker::loop() {
    while (!stopping_) {
        take_inbox();
        enrol_if_due();
        if (enrolled_) {
            push_if_due();
            poll_if_due();
            upkeep_if_due();
            documents_if_due();
            rest_if_quiet();
        }
        if (!stopping_) http_->run(time_to_next());
        if (identity_changed_) {
            // Here and not where it changes: no request's answer is being handled. What this ends was asked as somebody
            // else: no sign of a hub that is away.
            http_->begin_anew();
            identity_changed_ = false;
        }
    }
    // Nobody may wait for ever for an answer.
    std::vector<Query> unasked;
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        unasked.swap(inbox_.queries);
    }
    for (const Query& query : unasked) query.answer(std::unexpected(QueryFault::stopped));
    for (const auto& query : open_queries_) query->answer(std::unexpected(QueryFault::stopped));
    open_queries_.clear();
}

void Worker::take_inbox() {
    Inbox taken;
    {
        const std::lock_guard lock(mutex_);
        std::swap(taken, inbox_);
    }
    if (taken.push || taken.try_now) {
        push_wanted_ = true;
        push_.not_before = {};
    }
    if (taken.try_now) {
        poll_.not_before = {};
        document_route_.not_before = {};
        enrol_route_.not_before = {};
    }
    if (taken.enrolment_code) typed_code_ = std::move(taken.enrolment_code);
    if (typed_code_ && enrolment_ != Enrolment::running) take_code(*std::exchange(typed_code_, std::nullopt));
    for (Query& query : taken.queries) ask_hub(std::move(query));
}

milliseconds Worker::time_to_next() const {
    const SteadyTime now = Clock::now();
    SteadyTime next = now + longest_rest;
    const auto consider = [&next](const Route& route) {
        if (route.state == Route::State::resting) next = std::min(next, route.next());
    };
    if (enrolled_ && push_wanted_) consider(push_);
    if (enrolled_) consider(poll_);
    if (enrolled_) consider(upkeep_);
    if (enrolled_ && !wanted_documents_.empty()) consider(document_route_);
    if (!quiet_ && !push_wanted_) next = std::min(next, quiet_at_);
    if (enrolment_ == Enrolment::wanted) consider(enrol_route_);
    if (next <= now) return milliseconds{0};
    return std::chrono::ceil<milliseconds>(next - now);
}

HttpRequest Worker::request_for(std::string_view path) const {
    HttpRequest request;
    request.url = options_.hub_url + std::string(path);
    request.connect_limit = options_.connect_limit;
    request.answer_limit = options_.answer_limit;
    return request;
}

void Worker::ask_hub(Query query) {
    if (!enrolled_) {
        query.answer(std::unexpected(QueryFault::offline));
        return;
    }
    auto open = std::make_shared<Query>(std::move(query));
    open_queries_.push_back(open);
    http_->start(request_for("/v1/tickets/" + open->token.text()), [this, open](const HttpResponse& response) {
        std::erase(open_queries_, open);
        if (response.outcome != HttpOutcome::answered || response.status >= 500 || response.status == 429) {
            open->answer(std::unexpected(QueryFault::offline));
            return;
        }
        if (response.status == 404 && response.content_type == "application/problem+json") {
            open->answer(std::unexpected(QueryFault::unknown_ticket));
            return;
        }
        auto view = wire::decode_ticket_view(response.body);
        if (!structured_answer(response) || !view || view->token != open->token.text()) {
            open->answer(std::unexpected(QueryFault::not_understood));
            return;
        }
        open->answer(std::move(*view));
    });
}

void Worker::succeeded(Route& route, std::optional<Instant> hub_time) {
    route.failures = 0;
    route.not_before = {};
    route.hurried = false;
    // One kind of request got through, so the other may try again at once; but only once, else the two would drive each
    // other in a tight circle where one of them always fails.
    Route& other = &route == &push_ ? poll_ : push_;
    if (lost_ && !other.hurried) {
        other.not_before = {};
        other.hurried = true;
    }
    lost_.reset();
    store_trouble_.reset();
    sink_(ContactMade{wall_clock_now(), hub_time});
}

void Worker::failed(Route& route, const HttpResponse& response) {
    milliseconds held{0};
    if (response.outcome == HttpOutcome::answered && (response.status == 429 || response.status == 503)) {
        held = parse_retry_after(response.retry_after, wall_clock_now()).value_or(milliseconds{0});
    }
    back_off(route, contact_fault(response), held);
}

void Worker::back_off(Route& route, ContactFault fault, milliseconds held) {
    ++route.failures;
    const SteadyTime now = Clock::now();
    const milliseconds delay = next_delay(route.failures);
    route.not_before = now + delay;
    if (held.count() > 0) {
        push_.held_until = std::max(push_.held_until, now + held);
        poll_.held_until = std::max(poll_.held_until, now + held);
    }
    if (lost_ != fault) sink_(ContactLost{fault, std::max(delay, held)});
    lost_ = fault;
    ++place_doubts_;
    push_wanted_ = true;
}

void Worker::store_failed(Route& route, StoreError error) {
    ++route.failures;
    route.not_before = Clock::now() + next_delay(route.failures);
    // Somebody else's short transaction is no trouble to speak of.
    if (error != StoreError::busy && store_trouble_ != error) {
        store_trouble_ = error;
        sink_(LinkStoreTrouble{error});
    }
}

milliseconds Worker::next_delay(std::uint32_t failures) {
    return backoff_delay(options_.backoff, failures, next_random(random_));
}

}  // namespace bangnin::sync
