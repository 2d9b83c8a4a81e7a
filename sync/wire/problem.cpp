#include "sync/wire/fields.h"

namespace bangnin::sync::wire {
namespace {

constexpr std::uint64_t largest_seq = (std::uint64_t{1} << 62) - 1;

}  // namespace

std::string encode(const Problem& problem) {
    Json json = {{"type", problem.type}, {"title", problem.title}, {"status", problem.status}};
    if (!problem.detail.empty()) json["detail"] = problem.detail;
    if (!problem.code.empty()) json["code"] = problem.code;
    if (problem.high_water) json["high_water"] = *problem.high_water;
    if (problem.version) json["version"] = *problem.version;
    return dump(json);
}

Decoded<Problem> decode_problem(std::string_view text) {
    const auto json = parse_object(text, max_event_body_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    Problem problem;
    // RFC 9457: an absent type is "about:blank", and no member is mandatory.
    problem.type = fields.text("type", max_text_bytes, Presence::optional);
    if (problem.type.empty()) problem.type = "about:blank";
    problem.title = fields.text("title", max_text_bytes, Presence::optional);
    problem.status = static_cast<int>(fields.number("status", 599, Presence::optional));
    problem.detail = fields.text("detail", max_text_bytes, Presence::optional);
    problem.code = fields.text("code", max_identifier_bytes, Presence::optional);
    if (json->contains("high_water")) problem.high_water = fields.number("high_water", largest_seq);
    if (json->contains("version")) problem.version = fields.number("version", UINT32_MAX);
    return fields.finish(std::move(problem));
}

}  // namespace bangnin::sync::wire
