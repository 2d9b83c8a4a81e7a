#include <system_error>

#include "sync/link/documents.h"
#include "sync/link/enrolment.h"
#include "sync/link/worker.h"
#include "sync/seal/seal.h"

namespace bangnin::sync {
namespace {

// The key of an enrolment that is not decided yet, in the state_dir.
constexpr const char* pending_key = "enrolling.key";

// Whether the device may have stood somewhere else before: where nobody said, it may.
bool has_moved(const std::string& device_file, const wire::EnrolResponse& given) {
    const auto before = wire::decode_enrol_response(device_file);
    return before && before->hall != given.hall;
}

}  // namespace

void Worker::take_code(const std::string& text) {
    const auto code = wire::EnrolmentCode::parse(text);
    if (!code) return sink_(EnrolFailed{EnrolFault::bad_code});
    if (enrolled_ && came_by(*code)) return;
    code_ = *code;
    enrolment_ = Enrolment::wanted;
    enrol_route_ = {};
}

// First the CA, from anybody who will give it: it is believed only if its fingerprint is the one in the code. Then,
// under that CA and no other, the secret half of the code and the request for the device's key.
void Worker::enrol_if_due() {
    if (enrolment_ != Enrolment::wanted || !enrol_route_.due(std::chrono::steady_clock::now())) return;
    enrolment_ = Enrolment::running;
    HttpRequest request = request_for("/v1/ca");
    request.trust = HttpTrust::nobody;
    http_->start(std::move(request), [this](const HttpResponse& response) { ca_fetched(response); });
}

void Worker::ca_fetched(const HttpResponse& response) {
    if (response.outcome != HttpOutcome::answered || response.status >= 500 || response.status == 429) {
        return enrolment_failed(EnrolFault::unreachable);
    }
    const auto fingerprint = certificate_fingerprint(response.body);
    if (response.status != 200 || !fingerprint || *fingerprint != code_.fingerprint) {
        return enrolment_failed(EnrolFault::wrong_hub);
    }
    // Whatever else came with it is nobody's word: trusted is the one certificate whose fingerprint the code carries.
    const std::string ca = only_certificate(response.body);
    if (ca.empty()) return enrolment_failed(EnrolFault::wrong_hub);
    // A key from an interrupted attempt is used again, so that the hub sees the same device asking twice. A new code
    // for a device that has an identity asks for a new key too: the old one may be the reason for it. Only where it is
    // not known by which code the identity came, it may be this one, which the hub gives again to the same key alone.
    const std::filesystem::path pending = options_.state_dir / pending_key;
    std::string key = read_small_file(pending);
    if (key.empty() && read_small_file(files_.code).empty()) key = read_small_file(files_.key);
    auto made = make_request(key);
    if (!made || !write_private_file(pending, made->key_pem)) return enrolment_failed(EnrolFault::disk);
    HttpRequest request = request_for("/v1/enrol");
    request.trust = HttpTrust::given_ca;
    request.ca_pem = ca;
    request.json = wire::encode(wire::EnrolRequest{code_.secret_text(), made->csr_pem});
    http_->start(std::move(request), [this, ca, key = std::move(made->key_pem)](const HttpResponse& answer) {
        certificate_given(answer, ca, key);
    });
}

void Worker::certificate_given(const HttpResponse& response, const std::string& ca_pem, const std::string& key_pem) {
    if (response.outcome == HttpOutcome::tls) return enrolment_failed(EnrolFault::wrong_hub);
    if (response.outcome != HttpOutcome::answered || response.status >= 500 || response.status == 429) {
        return enrolment_failed(EnrolFault::unreachable);
    }
    if (response.status >= 400) return enrolment_failed(EnrolFault::refused);
    const auto given = wire::decode_enrol_response(response.body);
    if (!structured_answer(response) || !given || !certificate_fits(given->certificate, key_pem) ||
        !certificate_fingerprint(given->sealing_certificate)) {
        return enrolment_failed(EnrolFault::wrong_hub);
    }
    // Before the identity: interrupted in between, it asks for its documents once more, which it does at every start.
    const bool moved = has_moved(read_small_file(files_.device), *given);
    if (moved && !DocumentShelf(options_.state_dir).clear()) {
        return enrolment_failed(EnrolFault::disk);
    }
    const bool written = replace_identity(options_.state_dir, {{files_.ca, ca_pem},
                                                               {files_.key, key_pem},
                                                               {files_.sealing_certificate, given->sealing_certificate},
                                                               {files_.device, wire::encode(*given)},
                                                               {files_.code, code_hash(code_)},
                                                               {files_.certificate, given->certificate}});
    const bool named = written && store_.set_identity(given->device, authority_name(ca_pem), wall_clock_now());
    if (!named) return enrolment_failed(EnrolFault::disk);
    std::error_code ignored;
    std::filesystem::remove(options_.state_dir / pending_key, ignored);
    enrolment_ = Enrolment::none;
    identity_changed_ = enrolled_;
    enrolled_ = true;
    push_wanted_ = true;
    ++place_doubts_;
    want_documents();
    sink_(Enrolled{given->device, given->role, moved ? Standing::elsewhere : Standing::where_it_was});
}

bool Worker::came_by(const wire::EnrolmentCode& code) const {
    const std::string known = read_small_file(files_.code);
    return !known.empty() && known == code_hash(code);
}

void Worker::enrolment_failed(EnrolFault fault) {
    // What may pass is tried again; what a person must mend waits for a new code.
    const bool passing = fault == EnrolFault::unreachable || fault == EnrolFault::disk;
    enrolment_ = passing ? Enrolment::wanted : Enrolment::none;
    ++enrol_route_.failures;
    enrol_route_.not_before = std::chrono::steady_clock::now() + next_delay(enrol_route_.failures);
    sink_(EnrolFailed{fault});
}

}  // namespace bangnin::sync
