#include "sync/wire/fields.h"

namespace bangnin::sync::wire {
namespace {

std::optional<Token> token_field(Fields& fields, const char* name, Presence presence) {
    const std::string text = fields.text(name, max_identifier_bytes, presence);
    if (text.empty() && presence == Presence::optional) return std::nullopt;
    const auto token = Token::parse(text);
    if (!token) fields.fail(WireFault::out_of_range, name);
    return token;
}

std::vector<std::string> reason_codes(Fields& fields) {
    std::vector<std::string> codes;
    const Json* reasons = fields.array("reasons", most_reasons);
    if (reasons == nullptr) return codes;
    for (const Json& reason : *reasons) {
        const auto* code = reason.get_ptr<const std::string*>();
        if (code == nullptr) {
            fields.fail(WireFault::wrong_type, "reasons");
            return {};
        }
        codes.push_back(*code);
    }
    if (!reasons_valid(codes)) fields.fail(WireFault::out_of_range, "reasons");
    return codes;
}

}  // namespace

std::string encode(const Rating& rating) {
    Json json = {{"rating", rating.id.text()},
                 {"grade", number_of(rating.grade)},
                 {"reasons", rating.reasons},
                 {"anonymous", rating.anonymity == Anonymity::anonymous},
                 {"source", sync::to_text(rating.source)},
                 {"at", sync::to_text(rating.at)}};
    if (rating.revises) json["revises"] = rating.revises->text();
    if (rating.ticket) json["token"] = rating.ticket->text();
    if (!rating.comment.empty()) json["comment"] = rating.comment;
    if (!rating.sealed.empty()) json["sealed"] = rating.sealed;
    return dump(json);
}

Decoded<Rating> decode_rating_given(std::string_view text) {
    const auto json = parse_object(text, max_event_body_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    Rating rating;
    rating.id = token_field(fields, "rating", Presence::required).value_or(rating.id);
    rating.revises = token_field(fields, "revises", Presence::optional);
    rating.ticket = token_field(fields, "token", Presence::optional);
    const auto grade = grade_of(fields.number("grade", 5));
    if (!grade) fields.fail(WireFault::out_of_range, "grade");
    rating.grade = grade.value_or(rating.grade);
    rating.reasons = reason_codes(fields);
    rating.comment = fields.text("comment", 4 * longest_comment, Presence::optional);
    if (!comment_valid(rating.comment)) fields.fail(WireFault::out_of_range, "comment");
    rating.anonymity = fields.flag("anonymous") == Flag::yes ? Anonymity::anonymous : Anonymity::named;
    rating.sealed = fields.text("sealed", max_sealed_bytes, Presence::optional);
    rating.source = fields.state<RatingSource>("source", parse_rating_source);
    rating.at = fields.instant("at");
    // Only a ticket's rating is changed, and by another one.
    if (rating.revises && (!rating.ticket || rating.revises == rating.id)) {
        fields.fail(WireFault::out_of_range, "revises");
    }
    return fields.finish(std::move(rating));
}

}  // namespace bangnin::sync::wire
