#include <algorithm>

#include "sync/link/documents.h"
#include "sync/link/enrolment.h"
#include "sync/link/worker.h"

namespace bangnin::sync {

// What came while this device was away, or was lost between a change and its document, is in no later change: each is
// asked for once at the beginning.
void Worker::want_documents() {
    wanted_documents_.insert(options_.documents.begin(), options_.documents.end());
    document_route_ = {};
}

void Worker::want_document(const wire::DocumentChange& change) {
    const bool known = std::ranges::find(options_.documents, change.name) != options_.documents.end();
    if (known) wanted_documents_.insert(change.name);
}

void Worker::documents_if_due() {
    if (wanted_documents_.empty() || !document_route_.due(std::chrono::steady_clock::now())) return;
    const std::string name = *wanted_documents_.begin();
    wanted_documents_.erase(name);
    document_route_.state = Route::State::running;
    http_->start(request_for("/v1/documents/" + name),
                 [this, name](const HttpResponse& response) { document_told(name, response); });
}

void Worker::document_told(const std::string& name, const HttpResponse& response) {
    document_route_.state = Route::State::resting;
    if (identity_changed_) {
        // Asked as who we are no more.
        wanted_documents_.insert(name);
        return;
    }
    if (response.status == 404 && response.content_type == "application/problem+json") return;
    if (!structured_answer(response)) return document_failed(name, response);
    auto document = wire::decode_document(response.body);
    if (!document || document->name != name || trust_of(*document, read_small_file(files_.ca)) == DocumentTrust::bad) {
        return sink_(DocumentRefused{name, document ? document->version : 0, DocumentFault::not_signed});
    }
    const DocumentShelf shelf(options_.state_dir);
    switch (order_of(*document, shelf.newest(name))) {
        case DocumentOrder::same:
            return;
        case DocumentOrder::older:
            return sink_(DocumentRefused{name, document->version, DocumentFault::older});
        case DocumentOrder::newer:
            break;
    }
    if (shelf.keep_newest(*document) == DocumentShelf::Kept::no) return document_failed(name, response);
    document_route_.failures = 0;
    sink_(DocumentReceived{std::move(*document)});
}

// Whether the hub can be reached at all the other requests tell.
void Worker::document_failed(const std::string& name, const HttpResponse& response) {
    const SteadyTime now = std::chrono::steady_clock::now();
    wanted_documents_.insert(name);
    ++document_route_.failures;
    document_route_.not_before = now + next_delay(document_route_.failures);
    if (response.outcome != HttpOutcome::answered) return;
    if (const auto held = parse_retry_after(response.retry_after, wall_clock_now())) {
        document_route_.held_until = now + *held;
    }
}

}  // namespace bangnin::sync
