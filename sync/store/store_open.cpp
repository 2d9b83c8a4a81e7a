#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <system_error>

#include "sync/store/schema.h"
#include "sync/store/store_impl.h"
#include "sync/wire/limits.h"

namespace bangnin::sync {
namespace {

// Up to this size every page is looked at whenever the owner opens; beyond it only after an unclean end or when asked.
constexpr std::uintmax_t always_checked = 32 * 1024 * 1024;
// Added to a number file's floors when some of its lines could not be read: blocks may be missing.
constexpr std::uint32_t damage_gap = 500;

std::filesystem::path with_suffix(const std::filesystem::path& file, const std::string& suffix) {
    return file.string() + suffix;
}

std::uintmax_t size_of(const std::filesystem::path& file) {
    std::error_code fault;
    const auto size = std::filesystem::file_size(file, fault);
    return fault ? 0 : size;
}

bool present(const std::filesystem::path& file) {
    std::error_code fault;
    return std::filesystem::exists(file, fault);
}

// The first bytes of every database this program makes (https://www.sqlite.org/fileformat2.html, section 1.3): SQLite
// answers some damage here by calling the file read-only or impossible to open, which would look like a fault of the
// disk.
bool header_plausible(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::array<char, 24> header{};
    if (!stream.read(header.data(), header.size())) return stream.gcount() == 0;
    constexpr std::string_view magic{"SQLite format 3\0", 16};
    constexpr std::string_view fractions{"\0\x40\x20\x20", 4};
    const auto version = [&](std::size_t at) { return header[at] == 1 || header[at] == 2; };
    return std::string_view(header.data(), 16) == magic && version(18) && version(19) &&
           std::string_view(header.data() + 20, 4) == fractions;
}

std::expected<void, StoreError> set_pragmas(Connection& connection, const StoreOptions& options) {
    constexpr std::array pragmas{"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
                                 "PRAGMA secure_delete = ON", "PRAGMA temp_store = MEMORY"};
    for (const char* pragma : pragmas) {
        if (const auto set = connection.execute(pragma); !set) return set;
    }
    // Copying the log into the database takes several writes to the disk: checkpoint() does it when nobody waits. The
    // limit is for a store to which no quiet moment ever comes; the link's connection meets it first.
    connection.bound_log(options.role == StoreRole::owner ? 16'000 : 8'000);
    if (options.max_pages == 0) return {};
    return connection.execute("PRAGMA max_page_count = " + std::to_string(options.max_pages));
}

std::expected<void, StoreError> check_pages(Connection& connection) {
    const auto verdict = connection.value("PRAGMA quick_check(1)");
    if (!verdict) return std::unexpected(verdict.error());
    if (verdict->value_or("") != "ok") return std::unexpected(StoreError::corrupt);
    return {};
}

std::expected<Connection, StoreError> connect_owner(const std::filesystem::path& file, const StoreOptions& options) {
    const bool every_page =
        options.check == StoreCheck::full || size_of(with_suffix(file, "-wal")) > 0 || size_of(file) <= always_checked;
    if (present(file) && !header_plausible(file)) return std::unexpected(StoreError::corrupt);
    auto connection = Connection::open(file, OpenFor::making, options.busy_limit);
    if (!connection) return connection;
    if (const auto set = set_pragmas(*connection, options); !set) return std::unexpected(set.error());
    if (every_page) {
        if (const auto sound = check_pages(*connection); !sound) return std::unexpected(sound.error());
    }
    if (const auto migrated = migrate(*connection); !migrated) return std::unexpected(migrated.error());
    return connection;
}

std::expected<Connection, StoreError> connect_companion(const std::filesystem::path& file,
                                                        const StoreOptions& options) {
    auto connection = Connection::open(file, OpenFor::reading_and_writing, options.busy_limit);
    if (!connection) return connection;
    if (const auto set = set_pragmas(*connection, options); !set) return std::unexpected(set.error());
    if (const auto newest = expect_newest(*connection); !newest) return std::unexpected(newest.error());
    return connection;
}

// A name in the same folder that nothing has yet: moving stays on one file system and overwrites no earlier evidence.
std::filesystem::path aside_name(const std::filesystem::path& file, Instant now) {
    std::string stamp = to_text(now);
    std::erase_if(stamp, [](char letter) { return letter == ':' || letter == '-' || letter == '.'; });
    std::filesystem::path name = with_suffix(file, ".corrupt-" + stamp);
    for (int next = 2; present(name); ++next) {
        name = with_suffix(file, ".corrupt-" + stamp + "-" + std::to_string(next));
    }
    return name;
}

std::expected<std::filesystem::path, StoreError> set_aside(const std::filesystem::path& file, Instant now) {
    std::filesystem::path kept = aside_name(file, now);
    if (std::rename(file.c_str(), kept.c_str()) != 0) return std::unexpected(StoreError::io);
    for (const char* suffix : {"-wal", "-shm"}) {
        const auto companion = with_suffix(file, suffix);
        if (!present(companion)) continue;
        if (std::rename(companion.c_str(), with_suffix(kept, suffix).c_str()) != 0) {
            return std::unexpected(StoreError::io);
        }
    }
    return kept;
}

// The first row of the log, and the floors of numbering that the number file remembers; only in a fresh database.
std::expected<void, StoreError> begin_log(Connection& connection, const StoreOptions& options,
                                          const ReadReservations& known) {
    auto transaction = Transaction::begin(connection);
    if (!transaction) return std::unexpected(transaction.error());
    auto row = connection.prepare(
        "INSERT INTO log (id, device, epoch, era, last_seq, decided_seq, cursor) VALUES (1, ?1, ?2, 1, 0, 0, 0)");
    if (!row) return std::unexpected(row.error());
    const std::string epoch = Token::random().text();
    if (const auto done = row->bind(1, options.device).bind(2, epoch).run(); !done) return done;
    auto floor = connection.prepare("INSERT INTO counter (service, day, last) VALUES (?1, ?2, ?3)");
    if (!floor) return std::unexpected(floor.error());
    for (const auto& [key, up_to] : known.reserved) {
        const std::string service(1, key.second);
        const std::int64_t last = std::int64_t{up_to} + (known.damaged_lines > 0 ? damage_gap : 0);
        if (const auto done = floor->bind(1, service).bind(2, key.first.number()).bind(3, last).run(); !done) {
            return done;
        }
    }
    return transaction->commit();
}

std::expected<bool, StoreError> log_is_empty(Connection& connection) {
    const auto rows = connection.value("SELECT count(*) FROM log");
    if (!rows) return std::unexpected(rows.error());
    return rows->value_or("0") == "0";
}

// A connection to a sound or absent file, and whether the database was new.
struct OpenedOwner {
    Connection connection;
    Statements statements;
    bool fresh = false;
};

// A sound database that counts less than the number file is an older copy which somebody has put back.
std::expected<void, StoreError> raise_counters(Connection& connection, Statements& statements,
                                               const Reservations& floors) {
    auto counted = connection.prepare("SELECT 1 FROM counter WHERE service = ?1 AND day = ?2 AND last >= ?3");
    if (!counted) return std::unexpected(counted.error());
    Reservations higher;
    for (const auto& [key, floor] : floors) {
        const std::string service(1, key.second);
        const StatementScope scope(*counted);
        const auto found = counted->bind(1, service).bind(2, key.first.number()).bind(3, std::int64_t{floor}).step();
        if (!found) return std::unexpected(found.error());
        if (*found == Step::done) higher[key] = floor;
    }
    if (higher.empty()) return {};
    auto transaction = Transaction::begin(connection);
    if (!transaction) return std::unexpected(transaction.error());
    for (const auto& [key, floor] : higher) {
        const std::string service(1, key.second);
        const auto raised =
            statements.set_counter.bind(1, service).bind(2, key.first.number()).bind(3, std::int64_t{floor}).run();
        if (!raised) return raised;
    }
    return transaction->commit();
}

std::expected<OpenedOwner, StoreError> open_sound(const std::filesystem::path& file, const StoreOptions& options,
                                                  const NumberFile& numbers) {
    const ReadReservations& known = numbers.found();
    const Reservations& floors = numbers.floors();
    auto connection = connect_owner(file, options);
    if (!connection) return std::unexpected(connection.error());
    const auto fresh = log_is_empty(*connection);
    if (!fresh) return std::unexpected(fresh.error());
    if (*fresh) {
        // The row is written before anything else; tickets without it mean that it was lost.
        const auto tickets = connection->value("SELECT count(*) FROM ticket");
        if (!tickets) return std::unexpected(tickets.error());
        if (tickets->value_or("0") != "0") return std::unexpected(StoreError::corrupt);
        if (const auto begun = begin_log(*connection, options, known); !begun) return std::unexpected(begun.error());
    }
    auto statements = prepare_statements(*connection);
    if (!statements) return std::unexpected(statements.error());
    if (!*fresh) {
        // A full disk can still be read, and the link empties the outbox: last_sequence() looks at the floors itself.
        const auto raised = raise_counters(*connection, *statements, floors);
        if (!raised && raised.error() != StoreError::full) {
            return std::unexpected(raised.error());
        }
    }
    return OpenedOwner{std::move(*connection), std::move(*statements), *fresh};
}

bool every_byte_readable(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::array<char, 65536> buffer{};
    while (stream.read(buffer.data(), buffer.size())) continue;
    return stream.eof() && !stream.bad();
}

bool usable_by_us(const std::filesystem::path& file) {
    return ::access(file.c_str(), F_OK) != 0 || ::access(file.c_str(), R_OK | W_OK) == 0;
}

// Whether it is the file's content, not the disk, that keeps it from being opened. SQLite reports a damaged schema or
// header with many codes; but where every byte can be read, we may write, and the number file beside it was just opened
// for writing, the disk is not to blame.
bool is_damage(StoreError error, const std::filesystem::path& file) {
    if (error == StoreError::corrupt) return true;
    return (error == StoreError::io || error == StoreError::misuse) && size_of(file) > 0 && every_byte_readable(file) &&
           usable_by_us(file) && usable_by_us(with_suffix(file, "-wal")) && usable_by_us(with_suffix(file, "-shm"));
}

}  // namespace

std::expected<std::unique_ptr<Store::Impl>, StoreError> Store::Impl::open_owner(const std::filesystem::path& file,
                                                                                const StoreOptions& options,
                                                                                Instant now) {
    std::error_code ignored;
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), ignored);
    auto numbers = NumberFile::open(with_suffix(file, ".numbers"));
    if (!numbers) return std::unexpected(numbers.error());
    std::optional<RecoveredCorruption> recovered;
    auto opened = open_sound(file, options, *numbers);
    if (!opened && is_damage(opened.error(), file)) {
        const auto kept = set_aside(file, now);
        if (!kept) return std::unexpected(kept.error());
        recovered = RecoveredCorruption{*kept};
        opened = open_sound(file, options, *numbers);
    } else if (opened && opened->fresh && !numbers->found().reserved.empty()) {
        // Numbers were given out before, yet the database was new: it had been lost, or emptied.
        recovered = RecoveredCorruption{};
    }
    if (!opened) return std::unexpected(opened.error());
    auto impl = std::make_unique<Impl>(
        Impl{options, recovered, std::move(*numbers), std::move(opened->connection), std::move(opened->statements)});
    const auto log = impl->log();
    if (!log) return std::unexpected(log.error());
    return impl;
}

std::expected<std::unique_ptr<Store::Impl>, StoreError> Store::Impl::open_companion(const std::filesystem::path& file,
                                                                                    const StoreOptions& options) {
    auto connection = connect_companion(file, options);
    if (!connection) return std::unexpected(connection.error());
    auto statements = prepare_statements(*connection);
    if (!statements) return std::unexpected(statements.error());
    return std::make_unique<Impl>(
        Impl{options, std::nullopt, std::nullopt, std::move(*connection), std::move(*statements)});
}

std::expected<Store, StoreError> Store::open(const std::filesystem::path& file, const StoreOptions& options,
                                             Instant now) {
    if (options.reserve_block < 1 || options.reserve_block > 1000 ||
        options.device.size() > wire::max_identifier_bytes) {
        return std::unexpected(StoreError::misuse);
    }
    const bool owner = options.role == StoreRole::owner;
    auto impl = owner ? Impl::open_owner(file, options, now) : Impl::open_companion(file, options);
    if (!impl) return std::unexpected(impl.error());
    // A name that the hub gave is not the configuration's to change.
    if (owner && !options.device.empty()) {
        const auto log = (*impl)->log();
        if (!log) return std::unexpected(log.error());
        if (log->device.empty()) {
            if (const auto named = (*impl)->set_name(options.device); !named) return std::unexpected(named.error());
        }
    }
    return Store(std::move(*impl));
}

}  // namespace bangnin::sync
