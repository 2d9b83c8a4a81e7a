// The terminal: owns screen, devices, store and link, passes events between them and the journeys, and performs what
// the journeys ask for. One thread; the others post to its mailbox.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/automation/port.h"
#include "kiosk/automation/server.h"
#include "kiosk/clock.h"
#include "kiosk/config.h"
#include "kiosk/guidance.h"
#include "kiosk/hall_board.h"
#include "kiosk/hall_choice.h"
#include "kiosk/health_report.h"
#include "kiosk/mailbox.h"
#include "kiosk/page_warmer.h"
#include "kiosk/paged_calls.h"
#include "kiosk/periphery.h"
#include "kiosk/print_desk.h"
#include "kiosk/roles/kiosk_pages.h"
#include "kiosk/staff_record.h"
#include "kiosk/ticket_desk.h"
#include "kiosk/writing_desk.h"
#include "sync/link/link.h"
#include "ui/screen/screen.h"
#include "ui/text/text_engine.h"

namespace bangnin::kiosk {

struct TerminalOptions {
    std::optional<std::filesystem::path> automation;  ///< the port's socket; refused in production
    std::filesystem::path assets;
};

class Terminal {
  public:
    /// Opens the screen, nothing else yet. The error is a sentence for the operator.
    [[nodiscard]] static std::expected<std::unique_ptr<Terminal>, std::string> create(const Config& config,
                                                                                      const TerminalOptions& options);
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    /// Shows the first screen, then starts everything else and serves people until request_quit(). The program's exit
    /// status.
    int run();

    /// Any thread.
    void request_quit();

  private:
    using RealTime = std::chrono::steady_clock::time_point;

    Terminal(const Config& config, const HallVersion& hall_version, const TerminalOptions& options,
             std::unique_ptr<text::Engine> engine, std::unique_ptr<screen::Screen> glass);

    // The loop (terminal.cpp).
    [[nodiscard]] std::expected<void, std::string> start_services();
    void round();
    void note_touch();
    void press(const screen::KeyPress& pressed);
    void guide();
    void read_mail();
    void tick();
    void describe();
    void settle_motion();
    void maintain();
    void warm_pages();
    [[nodiscard]] RealTime next_wake() const;
    [[nodiscard]] View view() const;
    [[nodiscard]] Stage stage() const {
        return {.session = session_,
                .ticket = ticket_,
                .progress = progress_,
                .closure = view().closure(),
                .rating = rating_ ? &*rating_ : nullptr,
                .entry = entry_ ? &*entry_ : nullptr,
                .signature = signature_ ? &*signature_ : nullptr,
                .unprinted = papers_.unprinted,
                .staff = staff_ ? &*staff_ : nullptr,
                .facts = staff_ ? &staff_facts_ : nullptr};
    }
    [[nodiscard]] std::optional<std::chrono::seconds> remaining(const Moment& now) const;
    [[nodiscard]] nlohmann::json stats() const;

    // What happens (terminal_events.cpp).
    void card_is(CardPresence card);
    void take(const devices::ReaderEvent& event);
    void take(const devices::ScannerEvent& event);
    void take(const PrinterReport& report);
    void take(const sync::LinkEvent& event);
    void take(const HubAnswer& answer);
    void take(const InkAnswer& answer);
    void take(const voice::SpeakerEvent& event);
    void take(AutomationCall&& call);
    void take_status(const devices::PrinterStatus& status);
    void refresh_board();

    // 呼叫工作人员 (terminal_calls.cpp).
    void page_staff();
    void take_contact_lost();
    void take_drained();
    void take_answers(const std::vector<sync::wire::Change>& changes);

    // 评价服务 (terminal_rating.cpp).
    void begin_rating_journey();
    void apply(const RatingEvent& event);
    void perform(const RatingAction& action);
    void record(const rating_action::Record& wanted);
    void ask_hub_to_rate(const std::string& token);
    void tell_rating(const HubAnswer& answer);

    // The staff page (terminal_staff.cpp).
    void tell_health(StaffPart part, std::string_view word);
    void load_staff_words();
    [[nodiscard]] Kept keep_staff_words(Care care);
    void tell_service(const Moment& now);
    [[nodiscard]] Stopped stopped() const;
    void begin_staff_page();
    void apply(const StaffEvent& event);
    void perform(const StaffAction& action);
    void reprint_last();
    void sync_now();
    void tell_synced();
    void count_paper(const JobOutcome& outcome);
    void tell_staff(const JobOutcome& outcome);
    void take(const PinAnswer& answer);
    [[nodiscard]] StaffFacts staff_facts();
    [[nodiscard]] StaffFacts::Printer printer_facts() const;
    [[nodiscard]] PartState part_state(std::string_view part, PartState otherwise) const;

    // What the hub keeps for this terminal (terminal_settings.cpp).
    void take_document(const sync::wire::Document& document);
    void take_refused(const sync::DocumentRefused& refused);
    void take_catalogue(const sync::wire::Document& document);
    /// Chooses anew from what is on the disk.
    void consider_hall();
    /// Puts what was chosen in force as soon as nobody is here.
    void adopt_hall();
    void keep_good_hall();
    void tell_hall(const Moment& now);

    // The text-entry page (terminal_entry.cpp).
    void open_entry(const EntryOrder& order);
    void close_entry(const EntryResult& result);
    /// To the journey that asked for the words.
    void give(const EntryResult& result);
    void apply(const EntryEvent& event);
    void perform(const EntryAction& action);
    void press_method(const entry_action::Press& wanted);
    /// As an input method would commit it; false where no field takes it.
    [[nodiscard]] bool enter(std::string_view text);

    // The signature page (terminal_signature.cpp).
    using SignatureTaker = std::function<void(const SignatureResult&)>;
    /// Over the journey that asks; `taker` is given the result once the journey's own page is back.
    void open_signature(const SignatureOrder& order, SignatureTaker taker);
    void close_signature(const SignatureResult& result);
    void apply(const SignatureEvent& event);
    void perform(const SignatureAction& action);

    // What is done about it (terminal_actions.cpp).
    void apply(const PersonEvent& event);
    void apply(SessionEvent event);
    void apply(const TicketEvent& event);
    void apply(const ProgressEvent& event);
    void apply(const PaperEvent& event);
    void watch_paper(const std::optional<TicketState>& before);
    void note_page(std::string_view before);
    void perform(SessionAction action);
    void perform(const TicketAction& action);
    void perform(const ProgressAction& action);
    void commit(const ticket_action::Commit& commit);
    void show_ticket(const IssuedTicket& ticket);
    void ask_hub_ahead();
    void show_existing();
    void print(const ticket_action::Print& print);
    void foresee_ticket();
    void ask_hub(const std::string& token);
    void ask_store(const std::string& token);
    void drop_journey();
    void tell_hub();
    /// The link works on the store's file: it begins anew when the store did, and is tried again where it could not.
    void keep_link(const Moment& now);

    Config config_;  ///< the hall's part of it changes: see adopt_hall()
    HallVersion hall_version_;
    std::optional<HallChoice> next_hall_;
    const TerminalOptions options_;
    TerminalClock clock_;
    Mailbox mailbox_;
    std::unique_ptr<text::Engine> engine_;
    std::unique_ptr<screen::Screen> screen_;
    TicketDesk desk_;
    PrintDesk paper_;
    WritingDesk writing_;
    HallBoard board_;
    HealthReport health_;
    Periphery periphery_;
    Guidance guidance_;
    std::unique_ptr<sync::Link> link_;
    std::uint64_t linked_store_ = 0;  ///< which opening of the store the link works on
    Steady link_due_{};               ///< not tried again before
    std::unique_ptr<automation::Port> port_;
    std::unique_ptr<automation::Server> automation_;

    Session session_;
    std::optional<TicketState> ticket_;
    std::optional<ProgressState> progress_;
    std::optional<RatingState> rating_;
    std::optional<RatedTicket> taken_;         ///< in this session
    std::optional<EntryState> entry_;          ///< over the journey that asked for it
    std::optional<SignatureState> signature_;  ///< the same
    SignatureTaker signature_taker_;
    PagedCalls calls_;  ///< of the person who is here
    std::optional<StaffState> staff_;
    StaffFacts staff_facts_;  ///< as the page shows them; meaningful with it
    PartDiary diary_;
    StaffRecord staff_record_;
    PinGuard pin_guard_;
    PinDesk pins_;
    bool store_tried_ = false;  ///< whether the store has been opened since the program began
    /// What the devices have read since the program began.
    struct Tally {
        std::uint64_t cards_read = 0;
        std::uint64_t cards_failed = 0;
        std::uint64_t codes_read = 0;
        std::uint64_t codes_failed = 0;
    };
    Tally tally_;
    PaperWatch papers_;
    /// A ticket this person already has, until the hub has said how many are ahead of it now.
    struct Existing {
        IssuedTicket ticket;
        Steady show_at{};  ///< without the hub's word then
    };
    std::optional<Existing> existing_;
    ReaderHealth reader_ = ReaderHealth::faulty;     ///< until the reader says it is there
    ScannerHealth scanner_ = ScannerHealth::faulty;  ///< the same
    std::optional<NotPrinted> printer_trouble_;

    std::atomic<bool> quit_{false};
    PageWarmer warmer_;
    std::optional<Settings> warmed_for_;  ///< how the pages looked when they were last made ready
    bool memory_due_ = false;             ///< something large has ended: give back what it took
    bool board_stale_ = false;            ///< to be read again before the next frame
    std::uint64_t board_reads_ = 0;
    /// What the ticket drawn beforehand depends on.
    struct Foresight {
        std::size_t queue = 0;
        Language language = Language::zh;
        Wall minute{};
        std::uint64_t board = 0;
        std::uint64_t store = 0;
        friend bool operator==(const Foresight&, const Foresight&) = default;
    };
    std::optional<Foresight> foreseen_for_;
    RealTime acted_at_{};    ///< when the event that is being handled happened
    RealTime scans_from_{};  ///< older scans belong to nobody
    Arrivals arrivals_;
    std::optional<Toast> toast_;
    enum class Age { fresh, stale } shown_age_ = Age::fresh;  ///< of the hall's numbers
    [[nodiscard]] Age age() const { return view().stale(board_.status().as_of) ? Age::stale : Age::fresh; }
    std::int64_t shown_minute_ = -1;
    std::optional<std::chrono::seconds> shown_remaining_;
    std::int64_t maintained_day_ = -1;
    std::chrono::milliseconds exec_to_first_frame_{0};
};

}  // namespace bangnin::kiosk
