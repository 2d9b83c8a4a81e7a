// The editor of what the hub distributes: the hall's settings and the catalogue. A draft is edited, looked at beside
// the version that is in force, and published as the next; every version stays and can be made the newest again. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/hub/console/document_fields.h"
#include "sync/hub/console/page_frame.h"
#include "sync/hub/documents.h"
#include "sync/model/clock.h"

namespace bangnin::hub::console {

enum class EditorView { fields, source };

struct DocumentPage {
    std::string hall;
    sync::HallZone zone;
    std::string name;        // of the document
    std::uint64_t base = 0;  // the newest version; 0: there is none yet
    std::string body;        // the draft
    std::uint64_t from = 0;  // the version that the draft was taken from, where it is not the newest
    EditorView view = EditorView::fields;
    std::string fault{};                      // document_fault() of the draft; empty: it is right, or was not looked at
    std::string saying{};                     // about what was asked for last
    std::vector<DocumentVersion> versions{};  // the latest first
};

std::string_view document_words(std::string_view name);

std::string render_document(const DocumentPage& page, const Viewer& viewer);
// What the draft changes of `current`, and the key that publishes it.
std::string render_preview(const DocumentPage& page, const std::string& current, const Viewer& viewer);

struct DocumentSummary {
    std::string name;
    std::optional<DocumentVersion> newest;
};
std::string render_documents(const std::string& hall, sync::HallZone zone, const std::vector<DocumentSummary>& list,
                             const Viewer& viewer);

}  // namespace bangnin::hub::console
