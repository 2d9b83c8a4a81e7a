#include "kiosk/terminal.h"

#include <algorithm>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <utility>

#include "kiosk/journeys/layout/metrics.h"
#include "kiosk/log.h"
#include "kiosk/memory.h"

namespace bangnin::kiosk {

namespace {

double resident_megabytes(const char* file, std::string_view key) {
    std::ifstream stream(file);
    std::string word;
    while (stream >> word) {
        if (word == key) {
            double kilobytes = 0;
            stream >> kilobytes;
            return kilobytes / 1024.0;
        }
    }
    return 0;
}

/// Before what the store would not take is offered again: people wait for it where no number can be promised.
constexpr std::chrono::seconds quiet_retry{30};
constexpr std::chrono::seconds fault_retry{5};

std::int64_t minute_of(const Moment& now) {
    return std::chrono::floor<std::chrono::minutes>(now.wall).time_since_epoch().count();
}

}  // namespace

std::expected<std::unique_ptr<Terminal>, std::string> Terminal::create(const Config& config,
                                                                       const TerminalOptions& options) {
    const HallChoice hall = choose_hall(config);
    Config chosen = config;
    use(chosen, hall.settings);
    std::error_code ignored;
    std::filesystem::create_directories(config.kiosk.cache_dir, ignored);
    auto engine = text::Engine::create(
        {.fonts_conf = options.assets / "fonts.conf", .cache_dir = ignored ? "" : config.kiosk.cache_dir});
    if (!engine) {
        return std::unexpected("fonts: " + engine.error().detail);
    }
    screen::Options glass;
    glass.assets = options.assets;
    glass.width = config.kiosk.width;
    glass.height = config.kiosk.height;
    glass.mode =
        config.kiosk.display == Display::fullscreen ? screen::WindowMode::fullscreen : screen::WindowMode::windowed;
    glass.motion = config.kiosk.motion;
    std::string unfit;
    glass.base_of_glass = [&config, &unfit](int width, int height) {
        const auto surface = surface_of({width, height, config.kiosk.diagonal_inches});
        if (!surface) unfit = surface.error();
        return surface.value_or(screen::Size{1080, 1920});
    };
    // Opening fonts and opening the window take about as long; the screen only keeps the engine's address meanwhile.
    auto fonts = std::async(std::launch::async, [&engine] { (*engine)->warm_up(); });
    auto opened = screen::Screen::create(glass, **engine);
    fonts.wait();
    if (!opened) {
        return std::unexpected("screen: " + opened.error().detail);
    }
    if (!unfit.empty()) {
        return std::unexpected(unfit + " ([kiosk] diagonal)");
    }
    return std::unique_ptr<Terminal>(
        new Terminal(chosen, hall.version, options, std::move(*engine), std::move(*opened)));
}

Terminal::Terminal(const Config& config, const HallVersion& hall_version, const TerminalOptions& options,
                   std::unique_ptr<text::Engine> engine, std::unique_ptr<screen::Screen> glass)
    : config_(config),
      hall_version_(hall_version),
      options_(options),
      engine_(std::move(engine)),
      screen_(std::move(glass)),
      desk_(config_),
      paper_(config_, *engine_),
      writing_(method_options(config, *engine_), [this](InkAnswer answer) { mailbox_.post(std::move(answer)); }),
      board_(config_),
      guidance_(config_.voice, *screen_),
      pins_(config_.staff.pin, [this](PinAnswer answer) { mailbox_.post(answer); }) {
    session_.place = config.kiosk.start;
    session_.voice_at_start = config.voice.at_start;
    session_.settings.voice = config.voice.at_start;
    session_.last_touch = clock_.now().steady;
    mailbox_.on_post([this] { screen_->wake(); });
}

Terminal::~Terminal() {
    // Their threads post here: they end before the mailbox and the screen do.
    automation_.reset();
    link_.reset();
    periphery_ = Periphery{};
    guidance_.stop();
    pins_.stop();
    mailbox_.on_post(nullptr);
}

void Terminal::request_quit() {
    quit_ = true;
    screen_->wake();
}

int Terminal::run() {
    load_staff_words();
    screen_->invalidate();
    describe();
    exec_to_first_frame_ = time_since_process_start();
    log::note("started",
              {{"first_frame_ms", std::to_string(exec_to_first_frame_.count())}, {"renderer", screen_->renderer()}});
    if (const auto started = start_services(); !started) {
        log::trouble("not_started", {{"reason", started.error()}});
        return 1;
    }
    while (!quit_) {
        round();
    }
    log::note("stopped");
    return 0;
}

std::expected<void, std::string> Terminal::start_services() {
    if (options_.automation) {
        port_ = std::make_unique<automation::Port>(automation::Terminal{
            .screen = *screen_,
            .screen_name = [this] { return screen_name(stage()); },
            .language = [this] { return language_code(session_.settings.language); },
            .advance_clock = [this](std::chrono::milliseconds by) { clock_.advance(by); },
            .stats = [this] { return stats(); },
            .enter = [this](std::string_view text) { return enter(text); },
            .settle = [this] { settle_motion(); },
            .quit = [this] { request_quit(); },
        });
    }
    const auto now = clock_.now();
    tell_health(StaffPart::store, to_word(desk_.open(now.wall)));
    if (const auto& unusable = hall_version_.unusable) {
        log::trouble("hall.unusable", {{"reason", words_of(*unusable)}});
    }
    tell_hall(now);
    keep_good_hall();
    store_tried_ = true;
    refresh_board();
    periphery_.start(config_, mailbox_,
                     desk_.left_printing() ? devices::PaperPath::may_hold_a_torn_ticket : devices::PaperPath::clean);
    paper_.use(periphery_.printer());
    keep_link(now);
    paper_.warm_up();
    guidance_.start(
        options_.assets, [this](const voice::SpeakerEvent& event) { mailbox_.post(event); },
        options_.automation ? SpokenLog::kept : SpokenLog::none);
    screen_->invalidate();
    if (options_.automation) {
        auto server = automation::Server::create(
            *options_.automation, [this](automation::Request request, std::function<void(std::string)> reply) {
                mailbox_.post(AutomationCall{.request = std::move(request), .reply = std::move(reply)});
            });
        if (!server) {
            return std::unexpected("automation: " + server.error());
        }
        automation_ = std::move(*server);
    }
    return {};
}

void Terminal::round() {
    const auto waited = screen_->wait(next_wake());
    if (waited.quit) {
        quit_ = true;
    }
    acted_at_ = std::chrono::steady_clock::now();
    if (waited.input) {
        guidance_.touched();
        note_touch();
    }
    for (const auto& key : waited.keys) {
        press(key);
    }
    read_mail();
    tick();
    describe();
    guide();
    maintain();
    warm_pages();
    foresee_ticket();
    if (port_) {
        port_->after_frame(std::chrono::steady_clock::now());
    }
}

void Terminal::note_touch() {
    if (session_.overlay == Overlay::time_out_warning) {
        return;  // it has keys of its own: a finger that goes down must not take them away before it goes up
    }
    apply(SessionEvent{session_event::Touch{}});
    if (ticket_) {
        apply(TicketEvent{ticket_event::Touch{}});
    }
    apply(RatingEvent{rating_event::Touch{}});
    apply(StaffEvent{staff_event::Touch{}});
}

void Terminal::press(const screen::KeyPress& pressed) {
    note_touch();
    for (auto& wish : guidance_.press(pressed, stage(), view())) {
        apply(std::move(wish));
    }
    // The next key belongs to the page that this one brought.
    screen_->invalidate();
    describe();
    guide();
}

void Terminal::guide() { guidance_.follow(stage(), view()); }

void Terminal::read_mail() {
    while (auto message = mailbox_.take()) {
        if (staff_) {
            screen_->invalidate();  // whatever it is, the page may tell of it
        }
        std::visit(
            [this](auto&& content) {
                if constexpr (std::is_same_v<std::decay_t<decltype(content)>, AutomationCall>) {
                    take(std::forward<decltype(content)>(content));
                } else {
                    take(content);
                }
            },
            std::move(*message));
    }
}

void Terminal::tick() {
    apply(SessionEvent{session_event::Tick{}});
    if (ticket_) {
        apply(TicketEvent{ticket_event::Tick{}});
    }
    if (progress_) {
        apply(ProgressEvent{progress_event::Tick{}});
    }
    apply(EntryEvent{entry_event::Tick{}});
    apply(RatingEvent{rating_event::Tick{}});
    if (!signature_) {  // whose page has the session's own time limit
        apply(StaffEvent{staff_event::Tick{}});
    }
    const auto now = clock_.now();
    if (existing_ && now.steady >= existing_->show_at) {
        show_existing();
    }
    if (minute_of(now) != shown_minute_) {
        board_stale_ = true;
    }
    if (board_.pass(now.steady) || toast_ != still_shown(toast_, now.steady) || age() != shown_age_) {
        toast_ = still_shown(toast_, now.steady);
        screen_->invalidate();
    }
    if (board_stale_) {
        refresh_board();
    }
    if (remaining(now) != shown_remaining_) {
        screen_->invalidate();
    }
}

void Terminal::describe() {
    std::optional<PersonEvent> happened;
    // A round for each key that was pressed, and the one that shows what came of it.
    do {
        arrivals_.see(screen_name(stage()), dialog_name(stage()), clock_.now().steady);
        if (staff_) {
            staff_facts_ = staff_facts();
        }
        const auto shown = view();
        shown_minute_ = minute_of(shown.now);
        shown_remaining_ = shown.remaining;
        shown_age_ = age();
        happened.reset();
        (void)screen_->draw([&](screen::Ui& ui) { happened = draw_kiosk(ui, stage(), shown); });
        if (happened) {
            acted_at_ = std::chrono::steady_clock::now();
            apply(*happened);
            screen_->invalidate();
            if (board_stale_) {
                refresh_board();
            }
        }
    } while (happened);
}

void Terminal::settle_motion() {
    arrivals_.settle();
    screen_->settle();
    describe();
}

void Terminal::maintain() {
    if (std::exchange(memory_due_, false)) {
        give_memory_back();
    }
    const auto now = clock_.now();
    desk_.settle(now);
    desk_.prepare(now);
    tell_health(StaffPart::store, to_word(desk_.health()));
    if (const auto due = health_.due(); due && now.steady >= *due) {
        if (desk_.append(sync::event_type::device_health, health_.body(), now.wall)) {
            health_.told();
            tell_hub();
        } else {
            health_.try_again(now, desk_.can_promise() ? quiet_retry : fault_retry);
        }
    }
    keep_link(now);
    adopt_hall();
    const auto day = std::chrono::floor<std::chrono::days>(now.wall).time_since_epoch().count();
    if (day != maintained_day_) {
        maintained_day_ = day;
        desk_.purge(now.wall);
    }
}

void Terminal::warm_pages() {
    if (!warmed_for_ || *warmed_for_ != session_.settings) {
        warmed_for_ = session_.settings;
        const auto offer = board_.offer();
        warmer_.begin(scenes_ahead({.settings = session_.settings, .offer = offer}, clock_.now()));
    }
    if (!warmer_.due()) {
        return;
    }
    warmer_.go_on(*screen_, view());
    memory_due_ = !warmer_.due();  // starting takes more than serving does
}

Terminal::RealTime Terminal::next_wake() const {
    const auto now = clock_.now();
    if (warmer_.due() || (port_ && port_->busy())) {
        return std::chrono::steady_clock::now();
    }
    Steady first =
        now.steady + (std::chrono::ceil<std::chrono::minutes>(now.wall + std::chrono::milliseconds{1}) - now.wall);
    const auto consider = [&](std::optional<Steady> at) { first = std::min(first, at.value_or(first)); };
    consider(next_deadline(session_, config_.session_times));
    consider(ticket_ ? next_deadline(*ticket_) : std::nullopt);
    consider(progress_ ? next_deadline(*progress_) : std::nullopt);
    consider(entry_ ? next_deadline(*entry_) : std::nullopt);
    consider(rating_ ? next_deadline(*rating_) : std::nullopt);
    consider(staff_ && !signature_ ? std::optional{next_deadline(*staff_, config_.staff.times)} : std::nullopt);
    consider(existing_ ? std::optional{existing_->show_at} : std::nullopt);
    consider(health_.due());
    consider(desk_.preparing_at());
    consider(board_.next_deadline(now.steady));
    consider(toast_ ? std::optional{ends_at(*toast_)} : std::nullopt);
    if (shown_age_ == Age::fresh && board_.status().as_of) {
        consider(now.steady + (*board_.status().as_of + stale_after - now.wall) + std::chrono::milliseconds{1});
    }
    if (shown_remaining_) {
        consider(now.steady + std::chrono::milliseconds{1000 - now.steady.count() % 1000});
    }
    const auto real = clock_.real(first);
    return port_ ? std::min(real, port_->deadline()) : real;
}

std::optional<std::chrono::seconds> Terminal::remaining(const Moment& now) const {
    std::optional<std::chrono::milliseconds> left;
    if (ticket_) {
        left = time_left(*ticket_, now);
    }
    if (rating_) {
        left = time_left(*rating_, now);
    }
    if (staff_ && !signature_) {
        left = time_left(*staff_, now, config_.staff.times);
    }
    const bool counts = session_.answered == Answered::something || session_.overlay == Overlay::time_out_warning;
    if (!left && counts) {
        left = time_left(session_, now, config_.session_times);
    }
    return left ? std::optional{std::chrono::ceil<std::chrono::seconds>(*left)} : std::nullopt;
}

View Terminal::view() const {
    const auto now = clock_.now();
    auto length = session_length(session_, config_.session_times);
    if (ticket_) {
        if (const auto* issued = std::get_if<ticket_stage::Issued>(&ticket_->stage)) {
            length =
                issued->print == PrintState::printed ? config_.ticket_times.taken : config_.ticket_times.not_printed;
        }
    }
    if (rating_ && time_left(*rating_, now)) {
        length = config_.hall.rating.thanks;
    }
    if (staff_ && !signature_) {
        length = config_.staff.times.idle;
    }
    return {.now = now,
            .settings = session_.settings,
            .hall = config_.hall,
            .queues = board_.queues(),
            .departments = board_.departments(),
            .status = board_.status(),
            .remaining = remaining(now),
            .session_length = length,
            .motion = config_.kiosk.motion,
            .arriving = config_.kiosk.motion == Motion::full ? arrivals_.at(now.steady) : Arriving{},
            .toast = toast_,
            .stopped = stopped()};
}

nlohmann::json Terminal::stats() const {
    const auto glass = screen_->stats();
    const auto& handed = paper_.issue_to_handed();
    return {{"frames_built", glass.frames_built},
            {"frames_drawn", glass.frames_drawn},
            {"last_frame_ms", glass.last_frame_ms},
            {"longest_frame_ms", glass.longest_frame_ms},
            {"tap_to_frame_ms", glass.tap_to_frame_ms},
            {"tap_to_frame_p50_ms", glass.tap_to_frame_p50_ms},
            {"tap_to_frame_p99_ms", glass.tap_to_frame_p99_ms},
            {"new_screen_ms", glass.new_screen_ms},
            {"new_screen_p50_ms", glass.new_screen_p50_ms},
            {"new_screen_p99_ms", glass.new_screen_p99_ms},
            {"texture_mb", static_cast<double>(glass.texture_bytes) / 1048576.0},
            {"resident_mb", resident_megabytes("/proc/self/status", "VmRSS:")},
            {"proportional_mb", resident_megabytes("/proc/self/smaps_rollup", "Pss:")},
            {"exec_to_first_frame_ms", exec_to_first_frame_.count()},
            {"tickets_foreseen", paper_.foreseen_prints()},
            {"issue_to_handed_ms", handed.values()},
            {"issue_to_handed_p50_ms", handed.quantile(0.5)},
            {"issue_to_handed_p99_ms", handed.quantile(0.99)},
            {"renderer", screen_->renderer()},
            {"health", health_.parts()},
            {"voice", guidance_.stats()}};
}

}  // namespace bangnin::kiosk
