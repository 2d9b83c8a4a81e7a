// The JSON of cases, both directions: an entry of a case's log as the hub keeps it, what applies for a case and changes
// it, and what is told of it. Total and without state, as the rest of the wire (codec.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/model/applicant.h"
#include "sync/model/case.h"
#include "sync/wire/codec.h"

namespace bangnin::sync::wire {

inline constexpr std::size_t max_case_items = 1000;
inline constexpr std::size_t max_case_gaps = 100'000;
inline constexpr std::size_t max_case_log = 2000;
inline constexpr std::size_t max_case_bytes = std::size_t{512} * 1024;  // of one request, of one entry of the log

// ---- an entry of the log
std::string encode(const CaseEvent& event);
Decoded<CaseEvent> decode_case_event(std::string_view json);
// Of what an entry tells: "submit", "complete", or the command's name.
std::string_view name_of_fact(const CaseEvent& event);

// ---- what is sealed of an applicant
std::string encode(const ApplicantDetails& details);
Decoded<ApplicantDetails> decode_applicant_details(std::string_view json);

// ---- POST /v1/cases
struct CaseRequest {
    std::optional<Token> token{};  // of the case; who chooses it may send the request again
    Actor by{ActorRole::applicant, {}};
    std::string project_name{};
    std::string project_code{};
    std::vector<std::uint32_t> items{};
    std::string sealed{};                       // base64 of CMS AuthEnvelopedData of ApplicantDetails; or
    std::optional<ApplicantDetails> details{};  // in the clear: the hub seals them before it keeps them
};
std::string encode(const CaseRequest& request);
Decoded<CaseRequest> decode_case_request(std::string_view json);

// ---- POST /v1/cases/{token}/commands
struct CaseOrder {
    std::uint32_t version = 0;  // of the case that the order was given for: how many events it had
    Actor by{};
    Command what{};
};
std::string encode(const CaseOrder& order);
Decoded<CaseOrder> decode_case_order(std::string_view json);

// ---- GET /v1/cases/{token}
struct CaseEntry {
    std::uint32_t number = 0;
    Actor by{};
    Instant at{};
    std::string what{};      // name_of_fact()
    std::uint32_t item = 0;  // that it is about; 0: the case
    std::string words{};

    friend bool operator==(const CaseEntry&, const CaseEntry&) = default;
};
struct CaseDeadline {
    Deadline what{};
    DueIn due{};

    friend bool operator==(const CaseDeadline&, const CaseDeadline&) = default;
};
struct CaseView {
    std::string number;               // BB260312007
    Case now{};                       // version: now.events
    std::vector<CaseDeadline> due{};  // the earliest first
    std::vector<CaseEntry> log{};     // the earliest first; of a long one the latest
    Instant submitted_at{};
    Instant as_of{};
};
std::string encode(const CaseView& view);
Decoded<CaseView> decode_case_view(std::string_view json);

}  // namespace bangnin::sync::wire
