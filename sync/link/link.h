// The device's side of the sync: pushes the outbox, pulls changes, enrols, asks for tickets. libcurl over TLS 1.2+,
// only the hub's CA trusted, connections kept alive, no proxy, no redirect. One worker thread drives all of it at once
// (push, long poll and questions each on a connection of their own), with a companion Store on the same file: the
// screen's thread never waits for the network or for the link's disk.
//
// Only an authenticated, structured acknowledgement counts as delivery: status 200, application/json, and a body which
// names our device and epoch. A captive portal's HTML, a proxy's empty 200, anything else: not delivered, tried again.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sync/model/token.h"
#include "sync/store/store.h"
#include "sync/wire/codec.h"

namespace bangnin::sync {

// ---- what the link tells
// -------------------------------------------------------------------------------------------------
struct ContactMade {
    Instant at;                       // by the device's clock
    std::optional<Instant> hub_time;  // by the hub's, when the answer said
};
enum class ContactFault { unreachable, tls, not_the_hub, refused, busy, server_error };
struct ContactLost {
    ContactFault fault;
    std::chrono::milliseconds retry_in;
};
struct OutboxDrained {
    std::uint64_t delivered;  // events decided since the last such report
};
struct EventsRejected {
    std::vector<wire::Rejection> rejected;
};
struct ChangesApplied {
    std::vector<wire::Change> changes;  // already in the store
};
// Where a device stands that was enrolled anew: in the hall in which it was, or in another or for the first time.
enum class Standing { where_it_was, elsewhere };
struct Enrolled {
    std::string device;
    std::string role;
    Standing standing = Standing::where_it_was;
};
// The device's certificate was renewed, or there is another one that personal data is to be sealed to: the files have
// changed.
struct CertificatesRenewed {};
// A later version of a document than the one before; on the disk already (see documents.h).
struct DocumentReceived {
    wire::Document document;
};
enum class DocumentFault { not_signed, older };
// What came was not taken: nobody's word, or earlier than what is here.
struct DocumentRefused {
    std::string name;
    std::uint64_t version = 0;  // as it says; 0: it says nothing
    DocumentFault fault = DocumentFault::not_signed;
};
enum class EnrolFault { bad_code, wrong_hub, refused, unreachable, disk };
struct EnrolFailed {
    EnrolFault fault;
};
struct LinkStoreTrouble {
    StoreError error;
};
using LinkEvent = std::variant<ContactMade, ContactLost, OutboxDrained, EventsRejected, ChangesApplied, Enrolled,
                               EnrolFailed, LinkStoreTrouble, CertificatesRenewed, DocumentReceived, DocumentRefused>;

enum class QueryFault { offline, unknown_ticket, not_understood, stopped };
using QueryAnswer = std::expected<wire::TicketView, QueryFault>;

// ---- back-off, pure
// --------------------------------------------------------------------------------------------------------
struct BackoffLimits {
    std::chrono::milliseconds first{200};
    std::chrono::milliseconds longest{30'000};
};
// Full jitter: uniform in [0, min(longest, first·2^(failures−1))]; `random` is any 64-bit value; failures ≥ 1.
std::chrono::milliseconds backoff_delay(const BackoffLimits& limits, std::uint32_t failures, std::uint64_t random);
// Retry-After (RFC 9110 §10.2.3): seconds or an HTTP date, as a delay from now; past dates are 0; capped at one hour.
std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value, Instant now);

// Whether a certificate that is good from `from` until `until` is to be renewed: when a third of that time is left.
bool renewal_due(Instant from, Instant until, Instant now);

struct LinkOptions {
    std::string hub_url;               // "https://host:port", no path
    std::filesystem::path state_dir;   // see LinkFiles; 0700
    std::filesystem::path store_file;  // opened as companion
    StoreOptions store;                // zone, device and busy limit; its role is ignored
    // Used once: when state_dir holds no identity yet, or one that came by another code. The old identity serves until
    // the hub has given the new one. May be empty.
    std::string enrolment_code;
    std::vector<std::string> documents;  // names of those that are pulled and kept
    std::uint32_t batch = 1000;          // events a request, 1–wire::max_events_per_request
    std::chrono::seconds poll_wait{25};
    std::chrono::milliseconds connect_limit{5'000};
    std::chrono::milliseconds answer_limit{10'000};
    BackoffLimits backoff;
    // When the certificates are looked after for the first time, and then how often. Not at the start: a hall's devices
    // start together, in the morning.
    std::chrono::seconds upkeep_after{120};
    std::chrono::seconds upkeep_every{6 * 3600};
    std::uint64_t seed = 0;  // of the jitter; 0 takes one from the kernel
};

enum class LinkError { bad_url, state_dir, curl, store };

// Files of an enrolled device in its state_dir: four of PEM, device.json as the hub gave it, and enrolment.sha256, by
// which the code that gave this identity is known again.
struct LinkFiles {
    explicit LinkFiles(const std::filesystem::path& state_dir);
    std::filesystem::path ca, key, certificate, sealing_certificate, device, code;
    bool enrolled() const;
};

class Link {
  public:
    using Sink = std::function<void(LinkEvent)>;  // called on the link's thread; must neither block nor call stop()

    static std::expected<std::unique_ptr<Link>, LinkError> create(const LinkOptions& options, Sink sink);
    ~Link();  // stops
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    // Any thread, never blocks: there are new events in the outbox, push them now (unless Retry-After forbids).
    void notify_new_events();
    // Any thread. The answer comes on the link's thread; exactly once, also when stopped.
    void query_ticket(const Token& token, std::function<void(QueryAnswer)> answer);
    // Tries the hub now rather than at the end of the back-off (a person asked, or the network came up).
    void try_now();
    // Enrols with this code (a person typed it); ignored when the present identity came by it. The outcome comes
    // through the sink.
    void enrol(std::string code);
    // Returns within a fraction of a second, even in the middle of a long poll. Afterwards nothing calls back any more.
    void stop();

  private:
    struct Impl;
    explicit Link(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace bangnin::sync
