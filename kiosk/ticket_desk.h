// Where a ticket becomes real: identity → keyed hash and sealed data, queue → people ahead and estimate, then the
// store. Also everything else the terminal asks of its store. Belongs to the terminal's thread.
#pragma once

#include <deque>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/config.h"
#include "kiosk/journeys/progress/progress_journey.h"
#include "kiosk/journeys/rating/rating.h"
#include "kiosk/journeys/ticket/ticket_journey.h"
#include "sync/seal/seal.h"
#include "sync/store/store.h"
#include "sync/wire/codec.h"

namespace bangnin::kiosk {

enum class StoreHealth {
    well,
    recovered,  ///< a damaged file was set aside: service goes on, staff must look
    busy,
    full,
    damaged,
    failed,
};
[[nodiscard]] std::string_view to_word(StoreHealth health);

[[nodiscard]] TicketStanding standing_of(sync::TicketState state);

/// Whether a new ticket goes to paper at once: then that is on the disk with it, in one write.
enum class Paper { begins, none };

class TicketDesk {
  public:
    explicit TicketDesk(const Config& config);

    /// Opens the store (again); called at start and after trouble. Also puts right what a crash left half done.
    StoreHealth open(Wall now);
    /// The hall's days begin at another moment now.
    void zone_changed(Wall now);
    /// Tries again, now and then, what print_state() could not write.
    void settle(const Moment& now);
    /// Whether the program before this one ended in the middle of a print: paper may hang in the printer.
    [[nodiscard]] bool left_printing() const { return left_printing_; }
    [[nodiscard]] StoreHealth health() const { return health_; }
    /// False where the store cannot be opened, or would not take the last number that was wanted.
    [[nodiscard]] bool can_promise() const { return store_ && !refused_; }
    /// How often the store has been opened: whoever works on its file must begin anew when this has changed.
    [[nodiscard]] std::uint64_t opened() const { return opened_; }
    [[nodiscard]] sync::StoreOptions store_options() const;
    [[nodiscard]] std::filesystem::path store_file() const;

    /// On the disk when it returns a ticket. A person whose card already has an open ticket of that queue gets that
    /// one (TicketOrigin::existing), with the people ahead of it now as far as this terminal can know: no more than
    /// there were, and no more than wait in all.
    [[nodiscard]] std::expected<IssuedTicket, CommitTrouble> issue(const ticket_action::Commit& commit,
                                                                   Language language, Wall now,
                                                                   Paper paper = Paper::none);

    /// The ticket that the next issue() for that queue will very likely give, its token included, so that its paper can
    /// be drawn before the person confirms. Nothing is written; none where the store cannot be asked.
    [[nodiscard]] std::optional<IssuedTicket> foresee(std::size_t queue, Wall now);

    /// An existing ticket with what the hub says of it: where it stands, people ahead, and the estimate that follows
    /// from them.
    [[nodiscard]] IssuedTicket as_of_now(IssuedTicket ticket, const sync::wire::TicketView& hub, Wall now);

    /// Moves the ticket's print state; a refusal is logged, never shown. Nothing is to be done for the beginning of a
    /// copy that came to the disk with its ticket.
    /// What the store cannot take at the moment is kept, in order, and written by a later call or by settle().
    void print_state(const std::string& token, sync::PrintState state, std::string_view reason, Wall now);

    /// The ticket as this terminal knows it; none when it did not issue it.
    [[nodiscard]] std::optional<TicketProgress> progress(const std::string& token);

    /// On the disk and in the outbox when it returns without trouble. A phone number that cannot be sealed is refused.
    [[nodiscard]] std::expected<void, RatingTrouble> rate(const rating_action::Record& record, Wall now);
    /// The last rating of that ticket that this terminal took.
    [[nodiscard]] std::optional<GivenRating> rating_of(const std::string& token);
    /// The ticket, if this terminal issued it.
    [[nodiscard]] std::optional<RatedTicket> rated_ticket(const std::string& token);
    /// Whether the hub's sealing certificate is at hand.
    [[nodiscard]] bool can_seal() const { return !certificate_.empty(); }

    /// Appends an event to the outbox; false when the store would not take it. A store that could not be used is tried
    /// again.
    bool append(std::string_view type, std::string_view body, Wall now);
    /// Whether the hub has decided every event of the outbox.
    [[nodiscard]] bool told_everything();

    /// People before a new ticket and what the hub last said of the queue.
    struct QueueKnowledge {
        std::uint32_t ahead = 0;
        std::optional<sync::QueueStatus> hub;
    };
    [[nodiscard]] QueueKnowledge queue(char letter, Wall now);
    [[nodiscard]] std::optional<Wall> last_contact();
    /// Events that the hub has not got yet.
    [[nodiscard]] std::uint64_t waiting_events();
    [[nodiscard]] std::uint64_t tickets_today(Wall now);
    /// The last ticket of today, to be printed once more.
    struct Latest {
        IssuedTicket ticket;
        std::string language;  ///< of its session: "zh", "mn", "en"
    };
    [[nodiscard]] std::optional<Latest> latest(Wall now);

    /// Looks again for the hub's sealing certificate: after enrolment.
    void load_certificate();
    /// Old tickets and yesterday's hashes; once a day.
    void purge(Wall now);
    /// Work on the disk that issuing would else wait for: call in every round. It is done some time after a ticket,
    /// when nobody waits for this terminal; preparing_at() says when, where something is to do.
    void prepare(const Moment& now);
    [[nodiscard]] std::optional<Steady> preparing_at() const { return prepare_at_; }

  private:
    [[nodiscard]] sync::IssueRequest request_for(const ticket_action::Commit& commit, Language language, Wall now);
    [[nodiscard]] std::string person_hash_of(const Person& person, Wall now);
    [[nodiscard]] std::string sealed(const Person& person) const;
    [[nodiscard]] IssuedTicket issued(const sync::Ticket& ticket, std::size_t queue);
    [[nodiscard]] IssuedTicket existing(const sync::Ticket& ticket, std::size_t queue, Wall now);
    struct Ahead {
        std::uint32_t people = 0;
        Wall as_of{};
    };
    [[nodiscard]] std::optional<sync::Estimate> estimate(std::size_t queue, const Ahead& ahead, Wall now);
    [[nodiscard]] WaitEstimate shown_estimate(const std::optional<sync::Estimate>& estimate);
    [[nodiscard]] std::expected<sync::Ticket, sync::StoreError> issue_or_reopen(const sync::IssueRequest& request,
                                                                                Wall now);
    void note(sync::StoreError error);

    const Config& config_;
    sync::HallZone zone_;
    std::optional<sync::Store> store_;
    struct OwedPrint {
        sync::Token token;
        sync::PrintState state;
        std::string reason;
    };
    void write_owed(Wall now);
    void worked();

    bool refused_ = false;
    bool unprepared_ = true;
    std::optional<Steady> prepare_at_;
    sync::LocalDay prepared_day_;

    std::deque<OwedPrint> owed_;
    Steady owed_due_{};
    bool set_aside_ = false;  ///< a damaged database was set aside since the program began: staff are told until then
    bool left_printing_ = false;
    StoreHealth health_ = StoreHealth::failed;
    std::uint64_t opened_ = 0;
    std::string certificate_;                ///< PEM; empty until enrolled
    std::optional<sync::Token> begun_;       ///< the ticket whose printing was recorded with its issue
    std::optional<sync::Token> next_token_;  ///< what a foreseen ticket has; serves one issue only
    std::optional<sync::DayKey> day_key_;
    sync::LocalDay key_day_;
};

}  // namespace bangnin::kiosk
