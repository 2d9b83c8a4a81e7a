#include "sync/store/schema.h"

#include <array>
#include <charconv>

namespace bangnin::sync {
namespace {

// Days are days since 1970, instants milliseconds since 1970. `era` counts this database's epochs: the log's key is
// (era, seq), so that decided events of an earlier epoch can stay beside the present ones.
constexpr const char* version_1 = R"sql(
CREATE TABLE log (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    device TEXT NOT NULL,
    epoch TEXT NOT NULL,
    era INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    decided_seq INTEGER NOT NULL CHECK (decided_seq <= last_seq),
    cursor INTEGER NOT NULL,
    last_contact INTEGER
) STRICT;

CREATE TABLE ticket (
    id INTEGER PRIMARY KEY,
    token BLOB NOT NULL UNIQUE CHECK (length(token) = 16),
    request TEXT NOT NULL UNIQUE,
    day INTEGER NOT NULL,
    number TEXT NOT NULL,
    service TEXT NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    department TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    identity TEXT NOT NULL,
    person TEXT,
    sealed BLOB,
    language TEXT NOT NULL,
    ahead INTEGER NOT NULL,
    low_min INTEGER,
    high_min INTEGER,
    as_of INTEGER,
    print_state TEXT NOT NULL,
    print_reason TEXT NOT NULL DEFAULT '',
    copy INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL,
    window TEXT NOT NULL DEFAULT '',
    era INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    UNIQUE (day, number)
) STRICT;
CREATE INDEX ticket_of_person ON ticket (person, service, day) WHERE person IS NOT NULL;
CREATE INDEX ticket_open ON ticket (service, day, era, seq) WHERE state IN ('waiting', 'called', 'serving');
CREATE INDEX ticket_printing ON ticket (id) WHERE print_state = 'printing';

CREATE TABLE counter (
    service TEXT NOT NULL,
    day INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (service, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    era INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    ticket INTEGER REFERENCES ticket (id) ON DELETE SET NULL,
    rejected_code TEXT,
    rejected_detail TEXT,
    PRIMARY KEY (era, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_of_ticket ON outbox (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX outbox_rejected ON outbox (era, seq) WHERE rejected_code IS NOT NULL;

CREATE TABLE queue (
    service TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// `authority` is the fingerprint of the CA under which the device is enrolled, empty when not known. Events of eras
// before `first_era` were decided for another device or by another hub: they are nobody's business at this one.
constexpr const char* version_2 = R"sql(
CREATE TABLE rating (
    id INTEGER PRIMARY KEY,
    rating BLOB NOT NULL UNIQUE CHECK (length(rating) = 16),
    request TEXT NOT NULL UNIQUE,
    revises BLOB CHECK (length(revises) = 16),
    ticket BLOB CHECK (length(ticket) = 16),
    grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 5),
    day INTEGER NOT NULL,
    at INTEGER NOT NULL,
    first_at INTEGER NOT NULL
) STRICT;
CREATE INDEX rating_of_ticket ON rating (ticket, id) WHERE ticket IS NOT NULL;
ALTER TABLE outbox ADD COLUMN rating INTEGER REFERENCES rating (id) ON DELETE SET NULL;
CREATE INDEX outbox_of_rating ON outbox (rating) WHERE rating IS NOT NULL;
ALTER TABLE log ADD COLUMN authority TEXT NOT NULL DEFAULT '';
ALTER TABLE log ADD COLUMN first_era INTEGER NOT NULL DEFAULT 1;
)sql";

// One entry for each version, in order; an entry once released is never edited.
constexpr std::array<const char*, 2> migrations{version_1, version_2};

constexpr std::size_t largest_plausible = 1000;

std::expected<std::size_t, StoreError> version_of(Connection& connection) {
    const auto text = connection.value("PRAGMA user_version");
    if (!text) return std::unexpected(text.error());
    std::size_t version = 0;
    if (text->has_value()) std::from_chars((*text)->data(), (*text)->data() + (*text)->size(), version);
    return version;
}

}  // namespace

std::expected<void, StoreError> migrate(Connection& connection) {
    const auto version = version_of(connection);
    if (!version) return std::unexpected(version.error());
    // A number no program will ever reach is damage, not the future.
    if (*version > largest_plausible) return std::unexpected(StoreError::corrupt);
    if (*version > migrations.size()) return std::unexpected(StoreError::newer);
    if (*version == migrations.size()) return {};
    if (*version == 0) {
        // Somebody's tables without a version: not ours to write into.
        const auto tables = connection.value("SELECT count(*) FROM sqlite_schema");
        if (!tables) return std::unexpected(tables.error());
        if (tables->value_or("0") != "0") return std::unexpected(StoreError::corrupt);
    }
    auto transaction = Transaction::begin(connection);
    if (!transaction) return std::unexpected(transaction.error());
    for (std::size_t next = *version; next < migrations.size(); ++next) {
        if (const auto done = connection.execute(migrations[next]); !done) return done;
    }
    const auto stamped = connection.execute("PRAGMA user_version = " + std::to_string(migrations.size()));
    if (!stamped) return stamped;
    return transaction->commit();
}

std::expected<void, StoreError> expect_newest(Connection& connection) {
    const auto version = version_of(connection);
    if (!version) return std::unexpected(version.error());
    if (*version > migrations.size()) return std::unexpected(StoreError::newer);
    if (*version < migrations.size()) return std::unexpected(StoreError::misuse);
    return {};
}

}  // namespace bangnin::sync
