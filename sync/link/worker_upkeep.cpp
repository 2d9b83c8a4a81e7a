// Looks after the device's certificates: its own before it ends, and the one that personal data is sealed to.
#include <system_error>
#include <utility>

#include "sync/link/enrolment.h"
#include "sync/link/worker.h"

namespace bangnin::sync {
namespace {

// The key of a renewal that is not decided yet, in the state_dir.
constexpr const char* renewal_key = "renewing.key";

}  // namespace

bool renewal_due(Instant from, Instant until, Instant now) { return now >= until - (until - from) / 3; }

void Worker::upkeep_if_due() {
    if (enrolment_ != Enrolment::none || !upkeep_.due(std::chrono::steady_clock::now())) return;
    upkeep_.state = Route::State::running;
    http_->start(request_for("/v1/sealing"), [this](const HttpResponse& response) { sealing_told(response); });
}

void Worker::sealing_told(const HttpResponse& response) {
    if (identity_changed_) return end_upkeep();
    if (response.outcome != HttpOutcome::answered || response.status != 200) return upkeep_failed(response);
    const std::string told = only_certificate(response.body);
    // Whoever answers: only what the authority has signed may be sealed to.
    if (!signed_by(told, read_small_file(files_.ca))) return upkeep_failed(response);
    if (told != only_certificate(read_small_file(files_.sealing_certificate))) {
        if (!write_private_file(files_.sealing_certificate, told)) return upkeep_failed(response);
        sink_(CertificatesRenewed{});
    }
    renew_if_due();
}

void Worker::renew_if_due() {
    const auto life = life_of(read_small_file(files_.certificate));
    if (!life || !renewal_due(life->from, life->until, wall_clock_now())) return end_upkeep();
    // A key from an interrupted attempt is used again: the hub may have noted it already.
    const std::filesystem::path pending = options_.state_dir / renewal_key;
    auto made = make_request(read_small_file(pending));
    if (!made || !write_private_file(pending, made->key_pem)) return end_upkeep();
    HttpRequest request = request_for("/v1/renew");
    request.json = wire::encode(wire::RenewRequest{made->csr_pem});
    http_->start(std::move(request),
                 [this, key = std::move(made->key_pem)](const HttpResponse& answer) { renewed(answer, key); });
}

void Worker::renewed(const HttpResponse& response, const std::string& key_pem) {
    // Another identity has taken the place of the one that asked.
    if (identity_changed_) return end_upkeep();
    const auto given = wire::decode_enrol_response(response.body);
    const auto device = store_.device();
    const std::string ca = read_small_file(files_.ca);
    if (!structured_answer(response) || !given || !device || given->device != *device ||
        !certificate_fits(given->certificate, key_pem) || !signed_by(given->certificate, ca) ||
        !signed_by(given->sealing_certificate, ca)) {
        return upkeep_failed(response);
    }
    const bool written = replace_identity(options_.state_dir, {{files_.key, key_pem},
                                                               {files_.sealing_certificate, given->sealing_certificate},
                                                               {files_.device, wire::encode(*given)},
                                                               {files_.certificate, given->certificate}});
    if (!written) return upkeep_failed(response);
    std::error_code ignored;
    std::filesystem::remove(options_.state_dir / renewal_key, ignored);
    identity_changed_ = true;
    end_upkeep();
    sink_(CertificatesRenewed{});
}

void Worker::end_upkeep() {
    upkeep_.state = Route::State::resting;
    upkeep_.failures = 0;
    upkeep_.not_before = std::chrono::steady_clock::now() + options_.upkeep_every;
}

// Nothing that people wait for: tried again in its own time, at the latest with the next look. An older hub, which
// knows nothing of it, is no trouble either.
void Worker::upkeep_failed(const HttpResponse& response) {
    upkeep_.state = Route::State::resting;
    ++upkeep_.failures;
    const bool passing = response.outcome != HttpOutcome::answered || response.status >= 500 || response.status == 429;
    const auto pause = passing ? next_delay(upkeep_.failures) : std::chrono::milliseconds(options_.upkeep_every);
    upkeep_.not_before = std::chrono::steady_clock::now() + pause;
}

}  // namespace bangnin::sync
