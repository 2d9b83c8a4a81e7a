#include "sync/wire/fields.h"

namespace bangnin::sync::wire {

std::string encode(const EnrolRequest& request) { return dump({{"code", request.code}, {"csr", request.csr}}); }

Decoded<EnrolRequest> decode_enrol_request(std::string_view text) {
    const auto json = parse_object(text, 2 * max_pem_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    EnrolRequest request;
    request.code = fields.filled_text("code", max_identifier_bytes);
    request.csr = fields.filled_text("csr", max_pem_bytes);
    return fields.finish(std::move(request));
}

std::string encode(const RenewRequest& request) { return dump({{"csr", request.csr}}); }

Decoded<RenewRequest> decode_renew_request(std::string_view text) {
    const auto json = parse_object(text, 2 * max_pem_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    RenewRequest request;
    request.csr = fields.filled_text("csr", max_pem_bytes);
    return fields.finish(std::move(request));
}

std::string encode(const EnrolResponse& response) {
    Json json{{"device", response.device},
              {"role", response.role},
              {"certificate", response.certificate},
              {"sealing_certificate", response.sealing_certificate}};
    if (!response.hall.empty()) json["hall"] = response.hall;
    return dump(json);
}

Decoded<EnrolResponse> decode_enrol_response(std::string_view text) {
    const auto json = parse_object(text, 4 * max_pem_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    EnrolResponse response;
    response.device = fields.filled_text("device", max_identifier_bytes);
    response.role = fields.text("role", max_identifier_bytes, Presence::optional);
    response.certificate = fields.filled_text("certificate", max_pem_bytes);
    response.sealing_certificate = fields.filled_text("sealing_certificate", max_pem_bytes);
    response.hall = fields.text("hall", max_identifier_bytes, Presence::optional);
    return fields.finish(std::move(response));
}

}  // namespace bangnin::sync::wire
