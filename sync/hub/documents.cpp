#include "sync/hub/documents.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "sync/hub/changes.h"
#include "sync/hub/target.h"
#include "sync/seal/seal.h"
#include "sync/settings/hall_settings.h"
#include "sync/wire/limits.h"

namespace bangnin::hub {
namespace {

namespace wire = sync::wire;

std::optional<std::string> catalogue_fault(std::string_view body, std::string_view file) {
    const auto catalogue = sync::parse_catalogue(body);
    if (catalogue) return std::nullopt;
    const std::string place = std::string(file) + ": ";
    switch (catalogue.error()) {
        case sync::CatalogueError::unreadable:
        case sync::CatalogueError::too_large:
            return place + "is too large";
        case sync::CatalogueError::not_json:
            return place + "is not JSON";
        case sync::CatalogueError::wrong_shape:
            return place + "is not a catalogue: items with numbers 1, 2, 3 …, each with its name and departments";
    }
    return place + "is not a catalogue";
}

using Queues = std::set<std::pair<char, std::string>>;

template <typename Services>
Queues queues_of(const Services& services) {
    Queues queues;
    for (const auto& service : services) queues.emplace(service.letter, service.department);
    return queues;
}

// Numbers of a queue that only one side knows would never be called.
std::optional<std::string> queues_fault(const sync::HallSettings& settings, std::string_view file,
                                        const std::vector<sync::Service>& services) {
    const Queues theirs = queues_of(settings.services);
    const Queues own = queues_of(services);
    if (theirs.empty() || theirs == own) return std::nullopt;
    Queues differing;
    std::ranges::set_symmetric_difference(theirs, own, std::inserter(differing, differing.end()));
    const auto& [letter, department] = *differing.begin();
    const bool extra = theirs.contains(*differing.begin());
    return std::string(file) + ": service: " + letter + " of " + department + " is " +
           (extra ? "no queue of this hub's configuration" : "missing: this hub's configuration has it");
}

std::optional<std::string> hall_fault(std::string_view body, std::string_view file,
                                      const std::vector<sync::Service>& services) {
    static const sync::HallSettings nothing;
    const auto settings = sync::with_document(nothing, body, file);
    return settings ? queues_fault(*settings, file, services) : settings.error().text();
}

// A document's name in its parts.
struct NameParts {
    std::string known_by;  // to devices
    std::string hall;      // empty: every hall's
};
std::optional<NameParts> parts_of(const std::string& name) {
    if (name == catalogue_document) return NameParts{name, {}};
    if (name == sync::hall_document) return NameParts{name, first_hall};
    const std::string begin = std::string(sync::hall_document) + "/";
    if (!name.starts_with(begin)) return std::nullopt;
    std::string hall = name.substr(begin.size());
    if (!hall_id_valid(hall) || hall == first_hall) return std::nullopt;
    return NameParts{std::string(sync::hall_document), std::move(hall)};
}

// A hub that was restored from a backup has lost versions which devices took: they would never take such a number
// again.
std::uint64_t newest_at_devices(soci::session& sql, const NameParts& name) {
    std::uint64_t newest = 0;
    const soci::rowset<std::string> rows =
        (sql.prepare << "SELECT COALESCE(health, '') FROM devices WHERE revoked_at IS NULL AND (:h = '' OR hall = :h2)",
         soci::use(name.hall), soci::use(name.hall));
    for (const std::string& health : rows) {
        const auto told = wire::decode_device_health(health);
        if (!told) continue;
        for (const char* fact : {"_version", "_refused"}) {
            const auto found = told->parts.find(name.known_by + fact);
            if (found == told->parts.end()) continue;
            newest = std::max(newest, parse_whole(found->second, INT32_MAX).value_or(0));
        }
    }
    return newest;
}

DatabaseResult<std::optional<wire::Document>> read(Database& database, const std::string& name, std::uint64_t version) {
    return guarded("reading a document", [&]() -> std::optional<wire::Document> {
        soci::session& sql = database.session();
        wire::Document document{name, version, {}, {}};
        const auto number = static_cast<long long>(version);
        sql << "SELECT body, signature FROM documents WHERE name = :n AND version = :v", soci::use(name),
            soci::use(number), soci::into(document.body), soci::into(document.signature);
        return sql.got_data() ? std::optional(document) : std::nullopt;
    });
}

}  // namespace

std::optional<std::string> document_fault(const std::string& name, std::string_view body, std::string_view file,
                                          const Config& config) {
    if (body.size() > wire::max_document_bytes) return std::string(file) + ": is larger than 256 KiB";
    // No wire and no database keeps it whole.
    if (body.find('\0') != std::string_view::npos) return std::string(file) + ": is not text";
    const auto parts = parts_of(name);
    if (!parts) return "there is no document \"" + name + "\"; there are hall, hall/ID of another hall, and catalogue";
    if (parts->hall.empty()) return catalogue_fault(body, file);
    return hall_fault(body, file, config.services_of(parts->hall));
}

std::string kept_name(std::string_view name, const std::string& hall) {
    const bool own = name == sync::hall_document && hall != first_hall;
    return std::string(name) + (own ? "/" + hall : "");
}

std::uint64_t newest_version(soci::session& sql, const std::string& name) {
    long long version = 0;
    sql << "SELECT COALESCE(MAX(version), 0) FROM documents WHERE name = :n", soci::use(name), soci::into(version);
    return static_cast<std::uint64_t>(version);
}

DatabaseResult<std::expected<std::uint64_t, PutRefusal>> Documents::put(const DocumentDraft& draft,
                                                                        const Authority& authority, sync::Instant now) {
    using Result = std::expected<std::uint64_t, PutRefusal>;
    return guarded("putting a document", [&]() -> Result {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        // First of all, so that of two writers the second waits here and then sees what the first has put.
        mark_document_changed(sql, draft.name);
        const std::uint64_t newest = newest_version(sql, draft.name);
        if (newest != draft.base) return std::unexpected(PutRefusal{PutFault::stale, newest});
        const NameParts name = parts_of(draft.name).value_or(NameParts{draft.name, {}});
        const std::uint64_t last = std::max(newest, newest_at_devices(sql, name));
        const wire::Document document{name.known_by, last + 1, draft.body, {}};
        const auto signature = authority.sign(wire::signed_text(document));
        if (!signature) return std::unexpected(PutRefusal{PutFault::crypto, newest});
        const std::string signed_base64 = sync::base64_encode(*signature);
        const auto version = static_cast<long long>(document.version);
        const long long at_ms = now.time_since_epoch().count();
        sql << "INSERT INTO documents(name, version, body, signature, author, at_ms, comment) VALUES(:n, :v, :b, :s, "
               ":a, :t, :c)",
            soci::use(draft.name), soci::use(version), soci::use(draft.body), soci::use(signed_base64),
            soci::use(draft.author), soci::use(at_ms), soci::use(draft.comment);
        transaction.commit();
        return document.version;
    });
}

DatabaseResult<std::optional<wire::Document>> Documents::newest_of(const std::string& name, const std::string& hall) {
    auto document = newest(kept_name(name, hall));
    if (document && *document) (*document)->name = name;
    return document;
}

DatabaseResult<std::optional<wire::Document>> Documents::newest(const std::string& name) {
    const auto version = guarded("looking for a document", [&] { return newest_version(database_.session(), name); });
    if (!version) return std::unexpected(version.error());
    return read(database_, name, *version);
}

DatabaseResult<std::optional<wire::Document>> Documents::version(const std::string& name, std::uint64_t version) {
    return read(database_, name, version);
}

DatabaseResult<std::vector<DocumentVersion>> Documents::log(const std::string& name) {
    return guarded(
        "listing a document's versions", [&] {
            std::vector<DocumentVersion> versions;
            DocumentVersion one;
            long long version = 0;
            long long at_ms = 0;
            soci::statement rows =
                (database_.session().prepare
                     << "SELECT version, author, comment, at_ms FROM documents WHERE name = :n ORDER BY version DESC",
                 soci::use(name), soci::into(version), soci::into(one.author), soci::into(one.comment),
                 soci::into(at_ms));
            rows.execute();
            while (rows.fetch()) {
                one.version = static_cast<std::uint64_t>(version);
                one.at = sync::Instant{std::chrono::milliseconds{at_ms}};
                versions.push_back(one);
            }
            return versions;
        });
}

}  // namespace bangnin::hub
