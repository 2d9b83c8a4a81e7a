// The JSON of the wire, both directions, used by the link (device) and the hub. See openapi.yaml for the same in prose.
// Every decoder is total: any bytes give a value or a WireError; sizes and depth are limited by limits.h; unknown
// fields are ignored by the typed views and kept in Event::body, which is carried as text. Thread-safe: no state.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sync/model/calling.h"
#include "sync/model/case.h"
#include "sync/model/event.h"
#include "sync/model/queue.h"
#include "sync/model/rating.h"
#include "sync/model/staff_call.h"
#include "sync/model/ticket.h"

namespace bangnin::sync::wire {

enum class WireFault { too_large, not_json, missing, wrong_type, out_of_range, not_utf8 };

struct WireError {
    WireFault fault;
    std::string where;  // a JSON pointer-like path: "events/3/seq"; never any of the data
};
std::string to_text(const WireError& error);

template <typename T>
using Decoded = std::expected<T, WireError>;

// ---- POST /v1/events
// -------------------------------------------------------------------------------------------------
struct EventsRequest {
    std::string device;
    std::string epoch;
    std::vector<Event> events;  // seq strictly ascending by one
};
std::string encode(const EventsRequest& request);
Decoded<EventsRequest> decode_events_request(std::string_view json);

struct Rejection {
    std::uint64_t seq = 0;
    std::string code;    // a machine word: "unknown_type", "bad_body", …
    std::string detail;  // for staff

    friend bool operator==(const Rejection&, const Rejection&) = default;
};

struct EventsResponse {
    std::string device;
    std::string epoch;
    std::uint64_t high_water = 0;  // every event up to here is decided: accepted, or listed in `rejected`
    std::vector<Rejection> rejected;
    Instant hub_time{};
};
std::string encode(const EventsResponse& response);
Decoded<EventsResponse> decode_events_response(std::string_view json);

// ---- bodies of events
// ------------------------------------------------------------------------------------------------
struct TicketIssued {
    std::string token;
    std::string number;
    char service = 'A';
    std::string department;
    LocalDay day;
    std::uint32_t sequence = 0;
    Instant issued_at{};
    Identity identity = Identity::none;
    std::string person;  // keyed hash, hex; empty: absent
    std::string sealed;  // base64 of CMS AuthEnvelopedData; empty: absent
    std::string language = "zh";
    std::string priority = "ordinary";
    std::uint32_t ahead = 0;
    std::optional<Estimate> estimate;
};
std::string encode(const TicketIssued& body);
Decoded<TicketIssued> decode_ticket_issued(std::string_view json);

struct TicketPrint {
    std::string token;
    PrintState outcome = PrintState::printing;  // never issued
    std::string reason;                         // of not_printed
    std::uint32_t copy = 1;
};
std::string encode(const TicketPrint& body);
Decoded<TicketPrint> decode_ticket_print(std::string_view json);

// States of the device's parts, each a machine word ("ok", "paper_out", "absent" …), by part name
// ("printer", "id_reader", "scanner", "store" …). At most 32 parts.
struct DeviceHealth {
    std::map<std::string, std::string> parts;
};
std::string encode(const DeviceHealth& body);
Decoded<DeviceHealth> decode_device_health(std::string_view json);

struct StaffCall {
    std::string screen{};                    // what the kiosk showed
    std::string reason{call_reason::asked};  // see call_reason
    std::string call{};  // its name: a token, made by the kiosk; empty: one of an older kiosk, which hears no answer
};
std::string encode(const StaffCall& body);
Decoded<StaffCall> decode_staff_call(std::string_view json);

// "rating.given".
std::string encode(const Rating& body);
Decoded<Rating> decode_rating_given(std::string_view json);

// ---- GET /v1/changes?cursor=N&wait=S
// ---------------------------------------------------------------------------------
struct CallChange {
    std::string number;
    std::string window;
    Instant at{};
};
struct TicketChange {
    std::string token;
    TicketState state = TicketState::waiting;
    std::uint32_t ahead = 0;
    std::string window;
};
// The latest of the asking device's calls that a clerk has answered.
struct StaffAnswer {
    std::string call;  // StaffCall::call
    CallAnswer answer = CallAnswer::coming;
    Instant at{};
};
// Of a case that came through the asking device; an operator's hears of all.
struct CaseChange {
    std::string token;
    std::string number;
    CaseState state = CaseState::submitted;
    std::uint32_t version = 0;
};
// A service has ended at a window: whoever was served is asked there how it was. For the pads of the hall.
struct RatingWish {
    std::string token;   // of the ticket
    std::string number;  // of the ticket
    std::string window;  // its name, as it is configured
    Instant at{};        // the end of the service
};
// A document has another newest version: see Document.
struct DocumentChange {
    std::string name;
    std::uint64_t version = 0;
};
// A type this version does not know: kept as text so that nothing is dropped unseen.
struct UnknownChange {
    std::string type;
    std::string json;
};
using Change = std::variant<QueueStatus, CallChange, TicketChange, StaffAnswer, CaseChange, DocumentChange, RatingWish,
                            UnknownChange>;

struct ChangesResponse {
    std::uint64_t cursor = 0;  // to be sent with the next request
    std::vector<Change> changes;
};
std::string encode(const Change& change);  // one change, as the hub stores it
Decoded<Change> decode_change(std::string_view json);
std::string encode(const ChangesResponse& response);
Decoded<ChangesResponse> decode_changes_response(std::string_view json);

// ---- GET /v1/documents/{name}
// ----------------------------------------------------------------------------------------
// What the hub keeps for its devices, in versions 1, 2, 3 …: "hall" (TOML, sync/settings), "catalogue" (JSON).
struct Document {
    std::string name;  // see document_name_valid
    std::uint64_t version = 0;
    std::string body;
    std::string signature;  // base64 of the CMS SignedData (DER) over signed_text()
};
bool document_name_valid(std::string_view name);  // 1–32 of a–z, 0–9, '-' and '_'
// What the signature speaks for: "bangnin document NAME VERSION", a line feed, and the body.
std::string signed_text(const Document& document);
std::string encode(const Document& document);
Decoded<Document> decode_document(std::string_view json);

// ---- POST /v1/calls/{call}
// -------------------------------------------------------------------------------------------
struct AnswerRequest {
    CallAnswer answer = CallAnswer::coming;
};
std::string encode(const AnswerRequest& request);
Decoded<AnswerRequest> decode_answer_request(std::string_view json);

// ---- POST /v1/enrol
// --------------------------------------------------------------------------------------------------
struct EnrolRequest {
    std::string code;  // EnrolmentCode::secret_text(): the secret half only
    std::string csr;   // PEM, PKCS#10
};
std::string encode(const EnrolRequest& request);
Decoded<EnrolRequest> decode_enrol_request(std::string_view json);

struct EnrolResponse {
    std::string device;
    std::string role;
    std::string certificate;          // PEM: the device's
    std::string sealing_certificate;  // PEM: personal data is sealed to it
    std::string hall{};               // in which it stands; empty: an older hub does not say
};
std::string encode(const EnrolResponse& response);
Decoded<EnrolResponse> decode_enrol_response(std::string_view json);

// ---- POST /v1/renew
// --------------------------------------------------------------------------------------------------
// By a device that is enrolled, for a key that it made anew. The answer is EnrolResponse.
struct RenewRequest {
    std::string csr;  // PEM, PKCS#10
};
std::string encode(const RenewRequest& request);
Decoded<RenewRequest> decode_renew_request(std::string_view json);

// ---- GET /v1/tickets/{token}
// -----------------------------------------------------------------------------------------
struct TicketRating {
    Grade grade = Grade::very_satisfied;
    Instant at{};

    friend bool operator==(const TicketRating&, const TicketRating&) = default;
};
struct TicketView {
    std::string token;
    std::string number;
    char service = 'A';
    std::string department;
    TicketState state = TicketState::waiting;
    std::uint32_t ahead = 0;
    std::string window;  // empty until called
    Instant issued_at{};
    std::optional<Estimate> estimate;
    std::optional<std::uint32_t> open_windows{};  // of its queue, while it waits; without any there is no estimate
    std::optional<TicketRating> rated{};  // never told to an operator: a clerk must not see who gave which grade
    Instant as_of{};
};
std::string encode(const TicketView& view);
Decoded<TicketView> decode_ticket_view(std::string_view json);

// ---- POST /v1/desk
// ---------------------------------------------------------------------------------------------------
enum class DeskStep { open, pause, leave };  // of a clerk at a window
struct DeskOrder {
    std::string window;
    std::string clerk;
    std::variant<DeskStep, CallCommand> what;
    // With commands about whoever is at the window (concerns_window): the ticket that is there as the clerk sees it, or
    // the last one that was; empty: nobody was there today.
    std::string expected{};
};
std::string encode(const DeskOrder& order);
Decoded<DeskOrder> decode_desk_order(std::string_view json);

// ---- problem details (RFC 9457, application/problem+json)
// ------------------------------------------------------------
struct Problem {
    std::string type = "about:blank";
    std::string title;
    int status = 0;  // 100–599
    std::string detail;
    std::string code;  // our extension: a machine word
    // Ours too, of the code "gap": up to where the hub has the log; at most 2^62 − 1.
    std::optional<std::uint64_t> high_water{};
    // And of "other_version": the case's now.
    std::optional<std::uint64_t> version{};
};
std::string encode(const Problem& problem);
Decoded<Problem> decode_problem(std::string_view json);

}  // namespace bangnin::sync::wire
