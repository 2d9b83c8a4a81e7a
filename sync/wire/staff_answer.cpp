#include "sync/wire/fields.h"

namespace bangnin::sync::wire {

std::string encode(const AnswerRequest& request) { return dump({{"answer", sync::to_text(request.answer)}}); }

Decoded<AnswerRequest> decode_answer_request(std::string_view text) {
    const auto json = parse_object(text, max_event_body_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    AnswerRequest request;
    request.answer = fields.state<CallAnswer>("answer", parse_call_answer);
    return fields.finish(request);
}

}  // namespace bangnin::sync::wire
