// What the hub keeps for its devices and signs: the hall's settings and the catalogue, each in versions 1, 2, 3 …, of
// which none is ever changed or taken away. Uses the database of its thread.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/hub/authority.h"
#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/model/clock.h"
#include "sync/wire/codec.h"

namespace bangnin::hub {

// Every hall's; the settings (sync::hall_document) each hall has of its own.
inline constexpr std::string_view catalogue_document = "catalogue";

// The name that a hall's settings are kept by, "hall" of the first hall and "hall/ID" of another; any other document's
// is its own.
std::string kept_name(std::string_view name, const std::string& hall);

// Why this text cannot be that document, as "file:line: key: reason"; nothing: it can. The rules are those of the
// terminals; and the queues of settings must be the hall's own.
std::optional<std::string> document_fault(const std::string& name, std::string_view body, std::string_view file,
                                          const Config& config);

struct DocumentDraft {
    std::string name;
    std::string body;
    std::uint64_t base = 0;  // the version that was edited; 0: there was none
    std::string author;
    std::string comment;
};

enum class PutFault { stale, crypto };  // stale: another version has come since the draft's base
struct PutRefusal {
    PutFault fault = PutFault::stale;
    std::uint64_t newest = 0;
};

struct DocumentVersion {
    std::uint64_t version = 0;
    std::string author;
    std::string comment;
    sync::Instant at{};
};

class Documents {
  public:
    explicit Documents(Database& database) : database_(database) {}

    // Signs the draft as the next version (after what any device says it has, too) and tells the devices. The caller
    // has looked at it with document_fault().
    DatabaseResult<std::expected<std::uint64_t, PutRefusal>> put(const DocumentDraft& draft, const Authority& authority,
                                                                 sync::Instant now);
    // What a hall's devices know by that name.
    DatabaseResult<std::optional<sync::wire::Document>> newest_of(const std::string& name, const std::string& hall);
    DatabaseResult<std::optional<sync::wire::Document>> newest(const std::string& name);
    DatabaseResult<std::optional<sync::wire::Document>> version(const std::string& name, std::uint64_t version);
    // The latest first.
    DatabaseResult<std::vector<DocumentVersion>> log(const std::string& name);

  private:
    Database& database_;
};

// Within the caller's transaction; 0: none.
std::uint64_t newest_version(soci::session& sql, const std::string& name);

}  // namespace bangnin::hub
