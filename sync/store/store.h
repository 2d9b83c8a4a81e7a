// The device's memory: tickets, the outbox of events, and what the hub last said. SQLite in WAL mode, synchronous=FULL:
// when a call that changes something returns a value, it is on the disk; when it returns an error, nothing has changed.
//
// Threads: a Store belongs to one thread at a time. The terminal opens the owner; the link opens a companion on the
// same file for its own thread, so that neither ever waits for the other longer than Options::busy_limit.
//
// Numbers: unique per (day, number) by a UNIQUE constraint, and by a second, checksummed file beside the database
// ("NAME.numbers") that reserves sequences in blocks before they are used. If the database is lost, numbering goes on
// after the reserved block; if an older copy of it is put back, after the last number that was used. If the clock is
// set back, a day's sequence continues above every sequence of that and all later days, so that no number is shown
// twice to people who may still be in the hall.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/model/clock.h"
#include "sync/model/event.h"
#include "sync/model/queue.h"
#include "sync/model/rating.h"
#include "sync/model/ticket.h"
#include "sync/wire/codec.h"

namespace bangnin::sync {

enum class StoreError {
    busy,      // another connection held the lock longer than the limit: try again
    full,      // the disk is full: nothing was written
    corrupt,   // the file is damaged: close and open again with Check::full, which sets it aside
    io,        // the disk refused a read or a write, or the folder cannot be used
    newer,     // written by a newer version of this program
    diverged,  // the hub has seen more of our log than we have: see begin_epoch
    not_found,
    too_late,  // a rating given longer ago than may be changed (rating_change_limit)
    misuse,    // an argument outside its documented range, or a print transition that is not allowed
};
std::string_view to_text(StoreError error);

enum class StoreRole { owner, companion };
// quick: only what opening needs, and all of it after an unclean end. full: every page.
enum class StoreCheck { quick, full };

struct StoreOptions {
    StoreRole role = StoreRole::owner;
    StoreCheck check = StoreCheck::quick;
    HallZone zone;
    // What this device is called until it is enrolled; a name that the store has already stays (see set_identity).
    std::string device;
    std::chrono::milliseconds busy_limit{250};
    std::uint32_t reserve_block = 20;  // sequences reserved at a time in NAME.numbers; 1–1000
    std::uint32_t max_pages = 0;       // upper limit of the database's size, 0 for none
};

struct IssueRequest {
    std::string
        request;  // made by the caller once per confirmation, ≤ 64 bytes: the same request gives the same ticket
    char service = 'A';
    std::string department;
    std::uint32_t kiosk = 1;
    Identity identity = Identity::none;
    std::string person;  // keyed hash for the day, hex; empty when there was no card
    std::string sealed;  // CMS DER bytes, ≤ 24 KiB; empty when nothing personal was given
    std::string language = "zh";
    std::uint32_t ahead = 0;
    std::optional<Estimate> estimate;
    // issued, or printing where the first copy begins at once: one write to the disk instead of two.
    PrintState print_state = PrintState::issued;
    // The token the ticket shall have, random and never used before; none: the store makes one.
    std::optional<Token> token{};
};

struct RatingRequest {
    std::string
        request;  // made by the caller once per confirmation, ≤ 64 bytes: the same request gives the same rating
    std::optional<Token> ticket{};  // what the ticket's code says; nothing: rated without a ticket
    Grade grade = Grade::very_satisfied;
    std::vector<std::string> reasons{};  // codes, see reasons_valid
    std::string comment{};               // see comment_valid
    Anonymity anonymity = Anonymity::named;
    std::string sealed{};  // CMS DER bytes of {"phone":"…"} (see seal.h), ≤ 24 KiB; empty when none was given
    RatingSource source = RatingSource::kiosk;
};

// What this device remembers of a rating it took. Reasons, comment and phone are the event's alone, and go with it.
struct RecordedRating {
    Token id{Token::Bytes{}};
    std::optional<Token> revises{};  // the first rating of that ticket
    std::optional<Token> ticket{};
    Grade grade = Grade::very_satisfied;
    Instant at{};
    Instant first_at{};  // when the ticket was first rated here: until rating_change_limit later it can be changed
};

// For so many days (that have tickets or ratings) decided events and their sealed data are kept for a hub that is
// restored from a backup: a hub's operator makes one every night, and may need a week to notice and mend a broken
// server.
inline constexpr std::uint32_t resend_days = 7;

struct OutboxBatch {
    std::string epoch;
    std::vector<Event> events;   // ascending, without gaps
    std::uint64_t last_seq = 0;  // where the log ended when this was read: no answer to it can speak of more
};

struct RejectedEvent {
    Event event;
    std::string code;
    std::string detail;
};

struct RecoveredCorruption {
    std::filesystem::path kept;  // where the damaged file was moved; empty when there was nothing left to keep
};

class Store {
  public:
    // Opens or makes the database. A damaged one is moved to NAME.corrupt-TIME (with its -wal and -shm) and a fresh
    // one, with a new epoch, takes its place: then recovered_from_corruption() says so. Only the owner makes, migrates
    // and recovers.
    static std::expected<Store, StoreError> open(const std::filesystem::path& file, const StoreOptions& options,
                                                 Instant now);

    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    const std::optional<RecoveredCorruption>& recovered_from_corruption() const;

    // ---- tickets (owner)
    // ----------------------------------------------------------------------------------------------- Ticket row and
    // "ticket.issued" event (and the first "ticket.print" where asked for) in one transaction. The number may be shown
    // once this returns a ticket.
    std::expected<Ticket, StoreError> issue_ticket(const IssueRequest& request, Instant now);
    // The sequence that the next ticket of that service would get now: a forecast, nothing is reserved.
    std::expected<std::uint32_t, StoreError> next_sequence(char service, Instant now);
    // The person's open ticket of that service on the day of `now`; nothing found is an empty optional.
    std::expected<std::optional<Ticket>, StoreError> find_open_ticket(std::string_view person, char service,
                                                                      Instant now);
    // Moves the print state and writes "ticket.print". A step to `printing` begins a new copy and counts it.
    std::expected<Ticket, StoreError> set_print_state(const Token& token, PrintState state, std::string_view reason,
                                                      Instant now);
    // After a restart: every ticket left "printing" becomes not_printed("unknown"); returns how many.
    std::expected<std::uint32_t, StoreError> recover_at_start(Instant now);
    std::expected<Ticket, StoreError> ticket_by_token(const Token& token);  // not_found
    std::expected<std::uint64_t, StoreError> ticket_count();
    // Of the day of `now`: how many, and the last one that was issued; an empty optional when there is none.
    std::expected<std::uint64_t, StoreError> tickets_of_day(Instant now);
    std::expected<std::optional<Ticket>, StoreError> latest_ticket(Instant now);
    // Work for moments in which nobody waits, so that issue_ticket waits for the disk once only. reserve_ahead puts the
    // next numbers of these services (letters) on the disk where fewer than half a block are left.
    std::expected<void, StoreError> reserve_ahead(std::string_view services, Instant now);
    // Copies SQLite's log into the database when it has grown beyond so many pages (of 4 KiB). Owner and companion.
    std::expected<void, StoreError> checkpoint(std::uint32_t longer_than);
    // The queue as last heard, and people before a new ticket of that service (see people_ahead).
    std::expected<std::optional<QueueStatus>, StoreError> queue_status(char service);
    std::expected<std::uint32_t, StoreError> people_ahead(char service, Instant now);

    // ---- ratings (owner and companion)
    // ---------------------------------------------------------------------------------------------- Rating row and
    // "rating.given" event in one transaction: the person may be thanked once this returns. Another rating of a ticket
    // that was rated here already changes that one (revises); longer than rating_change_limit after the first it is
    // too_late. Reasons, comment or sizes outside their ranges are misuse.
    std::expected<RecordedRating, StoreError> record_rating(const RatingRequest& request, Instant now);
    // The last one that was taken here for that ticket; nothing found is an empty optional.
    std::expected<std::optional<RecordedRating>, StoreError> rating_of(const Token& ticket);

    // ---- events and the outbox
    // ------------------------------------------------------------------------------------------ Any other event:
    // "device.health", "staff.call". `body` is a JSON object. Returns its seq.
    std::expected<std::uint64_t, StoreError> append_event(std::string_view type, std::string_view body, Instant now);
    // Events not yet decided by the hub, oldest first.
    std::expected<OutboxBatch, StoreError> pending(std::uint32_t limit);
    std::expected<std::uint64_t, StoreError> pending_count();
    // Everything up to high_water is decided, `rejected` for good. It is kept all the same, for resend_days, because
    // the hub may lose it again: see rewind. An epoch that is not ours changes nothing and is misuse; a high water
    // beyond our log is diverged.
    std::expected<void, StoreError> acknowledge(std::string_view epoch, std::uint64_t high_water,
                                                const std::vector<wire::Rejection>& rejected, Instant now);
    std::expected<std::vector<RejectedEvent>, StoreError> rejected(std::uint32_t limit);
    // Starts a new epoch: pending events are renumbered from 1. Needed when the log was restored from an older copy.
    std::expected<void, StoreError> begin_epoch(Instant now);
    // The hub's part of our log ends at high_water, although it had decided more: it was restored from an older backup.
    // What it lost is pending again, under its old places where all of it is still kept, else under a new epoch.
    // Returns how many events that are: 0 when the hub has lost nothing. An epoch that is not ours is misuse.
    std::expected<std::uint64_t, StoreError> rewind(std::string_view epoch, std::uint64_t high_water, Instant now);

    // ---- what the hub tells
    // ----------------------------------------------------------------------------------------------
    std::expected<std::uint64_t, StoreError> cursor();
    // Data and cursor move in one transaction.
    std::expected<void, StoreError> apply_changes(std::uint64_t cursor, const std::vector<wire::Change>& changes,
                                                  Instant now);
    std::expected<std::optional<Instant>, StoreError> last_contact();
    std::expected<void, StoreError> set_last_contact(Instant at);

    // ---- identity and housekeeping
    // ------------------------------------------------------------------------------------
    std::expected<std::string, StoreError> device();
    // The name under which the device is enrolled, and with whom: a word for the hub's authority, each 1–64 bytes.
    // Under another name or another authority than before a new epoch begins with what is not decided yet; what was
    // decided stays with him to whom it was told, and no rewind brings it back. The cursor begins anew too. An empty
    // store that was never enrolled only takes the name.
    std::expected<void, StoreError> set_identity(std::string_view device, std::string_view authority, Instant now);
    std::expected<std::string, StoreError> epoch();
    // Keeps the tickets and ratings of the newest `keep_days` days that have any (counted, not reckoned from the clock:
    // a clock gone wrong must not empty the store), deletes older ones and events decided before then (never a pending
    // or rejected one), and blanks the person hashes of every day before today. Of events that the hub has decided and
    // that are older than the newest resend_days such days, the sealed data goes, and those of no ticket, ratings too.
    std::expected<void, StoreError> purge(std::uint32_t keep_days, Instant now);

  private:
    struct Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace bangnin::sync
