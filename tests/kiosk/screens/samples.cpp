#include "tests/kiosk/screens/samples.h"

#include "kiosk/journeys/entry/text_entry_screen.h"
#include "kiosk/journeys/progress/progress_screen.h"
#include "kiosk/journeys/rating/rating_screen.h"
#include "kiosk/journeys/session/attract_screen.h"
#include "kiosk/journeys/session/card_screen.h"
#include "kiosk/journeys/session/closed_screen.h"
#include "kiosk/journeys/session/dialog_parts.h"
#include "kiosk/journeys/session/frame_screen.h"
#include "kiosk/journeys/session/home_screen.h"
#include "kiosk/journeys/session/overlay_screen.h"
#include "kiosk/journeys/signature/signature_screen.h"
#include "kiosk/journeys/staff/staff_screen.h"
#include "kiosk/journeys/ticket/ticket_screen.h"
#include "kiosk/journeys/ticket/unprinted_screen.h"
#include "tests/kiosk/rating_samples.h"
#include "tests/kiosk/screens/entry_samples.h"
#include "tests/kiosk/screens/signature_samples.h"
#include "tests/kiosk/staff_samples.h"

namespace bangnin::kiosk::samples {
namespace {

using namespace std::chrono_literals;

HallText both(const char* zh, const char* en) { return {zh, {}, en}; }

const Hall& hall() {
    static const Hall value{both("鄂伦春自治旗政务服务大厅", "Oroqen Banner Government Service Hall"),
                            both("鄂伦春自治旗", "Oroqen Autonomous Banner"), both("蒙速办 · 帮您办", "Mengsuban"),
                            "17:30", 480};
    return value;
}

// The same hall after its hours.
const Hall& closed_hall() {
    static const Hall value = [] {
        Hall closed = hall();
        (void)add_week_line(closed.opening, "mon-fri 08:30-10:00 14:30-17:30");
        closed.neighbour = 2;
        return closed;
    }();
    return value;
}

// The same hall with something to say.
const Hall& announcing_hall() {
    static const Hall value = [] {
        Hall announcing = hall();
        announcing.notices.push_back({.text = {.zh = "3 月 16 日起一楼装修，请从东门进，办事窗口照常。",
                                               .mn = "ᠦᠢᠯᠡᠴᠢᠯᠡᠭᠡᠨ ᠦ ᠲᠠᠩᠬᠢᠮ",
                                               .en = "From 16 March the ground floor is rebuilt: use the east door."}});
        return announcing;
    }();
    return value;
}

struct HallDepartment {
    const char* zh;
    const char* en;
    int waiting;
};

// How fresh the counts are.
enum class Counts { fresh, old, unknown };

std::optional<Wall> as_of(Counts counts) {
    switch (counts) {
        case Counts::fresh:
            return now().wall - 5s;
        case Counts::old:
            return now().wall - 10min;
        case Counts::unknown:
            return std::nullopt;
    }
    return std::nullopt;
}

std::vector<QueueLine> queues(Counts counts) {
    constexpr HallDepartment departments[] = {{"帮您办窗口", "Help window", 0},
                                              {"自然资源局", "Natural Resources", 2},
                                              {"发改委", "Development and Reform", 1},
                                              {"工信局", "Industry and IT", 0},
                                              {"安全部门", "Security", 0},
                                              {"生态环境局", "Ecology", 2},
                                              {"住建局", "Housing and Construction", 3},
                                              {"农牧水利科技局", "Farming, Water and Science", 0},
                                              {"气象局", "Weather Service", 0},
                                              {"文旅局", "Culture and Tourism", 0},
                                              {"应急管理局", "Emergency Management", 0},
                                              {"林草局", "Forestry and Grassland", 3},
                                              {"消防大队", "Fire Brigade", 0},
                                              {"人防办", "Civil Defence", 0}};
    std::vector<QueueLine> lines;
    char letter = 'B';
    for (const HallDepartment& each : departments) {
        QueueLine line;
        line.letter = std::string(1, lines.size() == 11 ? 'A' : letter++);
        line.department = each.zh;
        line.name = both(each.zh, each.en);
        if (lines.empty()) line.hint = both("投资项目、不确定", "Projects, not sure");
        line.window = both("2 楼 3 号窗口", "floor 2, window 3");
        line.waiting = counts == Counts::unknown ? 0 : each.waiting;
        line.as_of = as_of(counts);
        lines.push_back(std::move(line));
    }
    return lines;
}

HallStatus status(Counts counts) {
    HallStatus value;
    value.hub = counts == Counts::fresh ? Reachability::reachable : Reachability::away;
    value.told = value.hub;
    value.as_of = as_of(counts);
    if (counts != Counts::unknown) {
        value.called = CalledNumber{"A1019", "3 号窗口"};
        value.waiting = 12;
        value.open_windows = 6;
    }
    return value;
}

enum class Announces { nothing, building_works };

// What a sample changes of the usual.
struct Setting {
    Counts counts = Counts::fresh;
    std::optional<std::chrono::seconds> remaining = std::nullopt;
    std::chrono::seconds session_length = 120s;
    std::size_t departments = 14;
    bool last_has_three_queues = false;
    bool third_closed = false;
    StaffCall staff = StaffCall::idle;
    Notice notice = Notice::none;
    Overlay overlay = Overlay::none;
    HallState hall = HallState::open;
    Announces announces = Announces::nothing;
    Clerk clerk = Clerk::not_yet;
    std::optional<Toast> toast = std::nullopt;
    Stopped stopped = Stopped::no;
};

struct Scene {
    std::vector<QueueLine> queues;
    std::vector<DepartmentCell> departments;
    Setting setting;

    explicit Scene(const Setting& chosen) : queues(samples::queues(chosen.counts)), setting(chosen) {
        for (std::size_t i = 0; i < chosen.departments; ++i) {
            const std::size_t queue = i % queues.size();
            departments.push_back({queues[queue].name, {queue}, i == 0});
        }
        if (chosen.last_has_three_queues) departments.back().queues = {11, 12, 13};
        if (chosen.third_closed) {
            queues[2].state = QueueState::closed;
            queues[2].opens_at = "14:00";
        }
    }

    [[nodiscard]] View view(const Settings& settings) const {
        return {.now = now(),
                .settings = settings,
                .hall = setting.announces == Announces::building_works ? announcing_hall()
                        : setting.hall == HallState::open              ? hall()
                                                                       : closed_hall(),
                .queues = queues,
                .departments = departments,
                .status = status(setting.counts),
                .remaining = setting.remaining,
                .session_length = setting.session_length,
                .toast = setting.toast,
                .stopped = setting.stopped};
    }

    [[nodiscard]] Session session(Place place, const Settings& settings) const {
        Session value;
        value.place = place;
        value.settings = settings;
        value.staff = setting.staff;
        value.notice = setting.notice;
        value.overlay = setting.overlay;
        value.card_guard.clerk = setting.clerk;
        return value;
    }
};

template <typename Event>
std::string name_of(const char* kind, const std::optional<Event>& event) {
    return event ? kind + std::to_string(event->index()) : std::string();
}

std::string caption_or_notice(const Session& session, const View& view, std::string caption) {
    if (session.overlay != Overlay::none) return overlay_caption(session, view);
    return session.notice == Notice::none ? std::move(caption) : notice_caption(session.notice, view);
}

// The page has been drawn; frame and overlay follow as the terminal draws them.
std::string finish(screen::Ui& ui, const Session& session, const View& view, BackKey back, std::string caption,
                   std::string done, LanguageKeys languages = LanguageKeys::in_frame) {
    const bool covered = session.overlay != Overlay::none;
    const Frame frame{back, caption_or_notice(session, view, std::move(caption)),
                      covered ? LanguageKeys::over_dialog : languages};
    if (const auto event = draw_frame(ui, session, frame, view)) done = name_of("session.", event);
    if (!covered) return done;
    if (const auto event = draw_overlay(ui, session, view)) done = name_of("session.", event);
    if (const auto event = draw_dialog_languages(ui, view)) done = name_of("session.", event);
    return done;
}

Sample attract_sample(std::string name, const Setting& setting) {
    return {std::move(name), [scene = Scene(setting)](screen::Ui& ui, const Settings& settings) {
                const View view = scene.view(settings);
                return name_of("session.", draw_attract(ui, scene.session(Place::attract, settings), view));
            }};
}

Sample closed_sample(std::string name, const Setting& setting) {
    return {std::move(name), [scene = Scene(setting)](screen::Ui& ui, const Settings& settings) {
                const View view = scene.view(settings);
                std::string done = name_of("session.", draw_closed(ui, view));
                return finish(ui, scene.session(Place::attract, settings), view, BackKey::disabled,
                              closed_caption(view), std::move(done));
            }};
}

Sample card_sample(std::string name, const Setting& setting) {
    return {std::move(name), [scene = Scene(setting)](screen::Ui& ui, const Settings& settings) {
                const View view = scene.view(settings);
                const Session session = scene.session(Place::card_forgotten, settings);
                std::string done = name_of("session.", draw_forgotten_card(ui, session, view));
                return finish(ui, session, view, BackKey::disabled, forgotten_card_caption(session, view),
                              std::move(done));
            }};
}

Sample home_sample(std::string name, const Setting& setting) {
    return {std::move(name), [scene = Scene(setting)](screen::Ui& ui, const Settings& settings) {
                const View view = scene.view(settings);
                const Session session = scene.session(Place::home, settings);
                std::string done = name_of("session.", draw_home(ui, session, view));
                return finish(ui, session, view, BackKey::disabled, home_caption(session, view), std::move(done));
            }};
}

Sample ticket_sample(std::string name, TicketStage stage, const Setting& setting = {.remaining = 108s}) {
    return {std::move(name),
            [scene = Scene(setting), state = TicketState{.stage = std::move(stage), .request_seed = "seed"}](
                screen::Ui& ui, const Settings& settings) {
                const View view = scene.view(settings);
                const Session session = scene.session(Place::ticket, settings);
                std::string done = name_of("ticket.", draw_ticket(ui, state, view));
                const BackKey back = can_go_back(state) ? BackKey::enabled : BackKey::disabled;
                return finish(ui, session, view, back, ticket_caption(state, view), std::move(done));
            }};
}

// An earlier ticket's paper has failed while the next one is being taken.
Sample unprinted_sample(std::string name, TicketStage stage, const Unprinted& unprinted) {
    return {std::move(name), [scene = Scene({.remaining = 90s}), unprinted,
                              state = TicketState{.stage = std::move(stage), .request_seed = "seed"}](
                                 screen::Ui& ui, const Settings& settings) {
                const View view = scene.view(settings);
                const Session session = scene.session(Place::ticket, settings);
                std::string done = name_of("ticket.", draw_ticket(ui, state, view));
                done = finish(ui, session, view, BackKey::enabled, unprinted_caption(unprinted, view), std::move(done),
                              LanguageKeys::over_dialog);
                if (const auto event = draw_unprinted(ui, unprinted, view)) done = name_of("paper.", event);
                if (const auto event = draw_dialog_languages(ui, view)) done = name_of("session.", event);
                return done;
            }};
}

Sample progress_sample(std::string name, ProgressState state, const Setting& setting = {.remaining = 110s}) {
    return {std::move(name),
            [scene = Scene(setting), state = std::move(state)](screen::Ui& ui, const Settings& settings) {
                const View view = scene.view(settings);
                const Session session = scene.session(Place::progress, settings);
                std::string done = name_of("progress.", draw_progress(ui, state, view));
                return finish(ui, session, view, BackKey::enabled, progress_caption(state, view), std::move(done));
            }};
}

Sample rating_sample(std::string name, RatingState state, const Setting& setting = {.remaining = 80s}) {
    return {std::move(name),
            [scene = Scene(setting), state = std::move(state)](screen::Ui& ui, const Settings& settings) {
                const View view = scene.view(settings);
                const Session session = scene.session(Place::rating, settings);
                std::string done = name_of("rating.", draw_rating(ui, state, view));
                const BackKey back = can_go_back(state) ? BackKey::enabled : BackKey::disabled;
                return finish(ui, session, view, back, rating_caption(state, view), std::move(done));
            }};
}

Sample staff_sample(std::string name, StaffState state, StaffFacts facts) {
    return {std::move(name), [scene = Scene({.remaining = 52s, .session_length = 60s}), state = std::move(state),
                              facts = std::move(facts)](screen::Ui& ui, const Settings& settings) {
                const View view = scene.view(settings);
                const Session session = scene.session(Place::staff, settings);
                std::string done = name_of("staff.", draw_staff(ui, state, facts, view));
                const Frame frame{.back = can_go_back(state) ? BackKey::enabled : BackKey::disabled,
                                  .caption = staff_caption(state, facts, view),
                                  .kind = CaptionKind::written};
                if (const auto event = draw_frame(ui, session, frame, view)) done = name_of("session.", event);
                return done;
            }};
}

Sample entry_sample(std::string name, EntryState state) {
    return {std::move(name),
            [scene = Scene({.remaining = 112s}), state = std::move(state)](screen::Ui& ui, const Settings& settings) {
                const View view = scene.view(settings);
                const Session session = scene.session(Place::entry, settings);
                std::string done = name_of("entry.", draw_entry(ui, state, view));
                return finish(ui, session, view, BackKey::enabled, entry_caption(state, view), std::move(done));
            }};
}

Sample signature_sample(std::string name, SignatureState state) {
    return {std::move(name), [scene = Scene({.remaining = 265s, .session_length = 300s}), state = std::move(state)](
                                 screen::Ui& ui, const Settings& settings) {
                const View view = scene.view(settings);
                const Session session = scene.session(Place::signature, settings);
                std::string done = name_of("signature.", draw_signature(ui, state, view));
                return finish(ui, session, view, BackKey::enabled, signature_caption(state, view), std::move(done));
            }};
}

IssuedTicket ticket(Counts counts, int ahead) {
    IssuedTicket value;
    value.number = "A1023";
    value.token = "7K2M9QXA7K2M9QXA7K2M9QXA7K";
    value.url = "https://hall.example/t/" + value.token;
    value.queue = 11;
    value.ahead = ahead;
    value.estimate = {ahead * 3 - 1, ahead * 5 - 1, as_of(counts)};
    if (ahead == 0) value.estimate = {0, 0, as_of(counts)};
    value.issued_at = now().wall;
    return value;
}

ticket_stage::Issued issued(PrintState print, NotPrinted reason = NotPrinted::unknown, Counts counts = Counts::fresh,
                            int ahead = 3) {
    ticket_stage::Issued stage;
    stage.ticket = ticket(counts, ahead);
    stage.print = print;
    stage.reason = reason;
    if (print == PrintState::not_printed) stage.staff_told_at = now().wall;
    return stage;
}

ticket_stage::Issued existing(PrintState print, NotPrinted reason = NotPrinted::unknown) {
    auto stage = issued(print, reason);
    stage.ticket.origin = TicketOrigin::existing;
    stage.ticket.ahead = 2;
    return stage;
}

ticket_stage::Issued no_longer_waiting(TicketStanding standing) {
    auto stage = existing(PrintState::printed);
    stage.ticket.standing = standing;
    stage.ticket.ahead = 0;
    return stage;
}

// A hall without a hub: the code says the bare token.
ticket_stage::Issued without_hub() {
    auto stage = issued(PrintState::printed, {}, Counts::unknown);
    stage.ticket.url = stage.ticket.token;
    return stage;
}

ticket_stage::Identify identify(Reading reading, int failures = 0) { return {11, 11, reading, failures}; }

ticket_stage::Committing committing(IdentityKind identity) {
    ticket_stage::Committing stage{11, 11, identity, {}};
    if (identity == IdentityKind::card) {
        stage.person.name = Secret("李小明");
        stage.person.id_number = Secret("150722198001011234");
    }
    if (identity == IdentityKind::phone) stage.person.phone = Secret("13812345678");
    return stage;
}

ProgressState shown(TicketStanding standing, std::optional<int> ahead, std::string window = {},
                    Counts counts = Counts::fresh) {
    TicketProgress progress;
    progress.number = "A1023";
    progress.service = "A";
    progress.standing = standing;
    progress.ahead = ahead;
    progress.window = std::move(window);
    progress.issued_at = now().wall - 12min;
    progress.as_of = *as_of(counts);
    return {progress_stage::Shown{.ticket = progress}, ScannerHealth::well};
}

void add_session(std::vector<Sample>& list) {
    list.push_back(attract_sample("01-attract", {}));
    list.push_back(attract_sample("01-attract-alone", {.counts = Counts::unknown, .staff = StaffCall::called}));
    list.push_back(attract_sample("01-attract-notice", {.announces = Announces::building_works}));
    list.push_back(home_sample("02-home-notice", {.announces = Announces::building_works}));
    list.push_back(closed_sample("24-closed", {.hall = HallState::closed}));
    list.push_back(closed_sample("24-closed-paused", {.hall = HallState::closed, .stopped = Stopped::by_staff}));
    list.push_back(closed_sample("24-closed-paused-always-open", {.stopped = Stopped::by_staff}));
    list.push_back(closed_sample("24-closed-fault", {.hall = HallState::closed, .stopped = Stopped::by_fault}));
    list.push_back(home_sample("24-home-closed", {.hall = HallState::closed}));
    list.push_back(home_sample("24-home-paused", {.notice = Notice::hall_closed, .stopped = Stopped::by_staff}));
    list.push_back(home_sample("24-home-fault", {.notice = Notice::hall_closed, .stopped = Stopped::by_fault}));
    list.push_back(card_sample("18-card", {}));
    list.push_back(card_sample("18-card-called", {.staff = StaffCall::heard, .clerk = Clerk::paged}));
    list.push_back(card_sample("18-card-clerk", {.staff = StaffCall::coming, .clerk = Clerk::coming}));
    list.push_back(home_sample("02-home", {}));
    list.push_back(home_sample("25-home-offline", {.counts = Counts::old}));
    list.push_back(home_sample("25-home-back", {.toast = Toast{.words = ToastWords::network_back}}));
    list.push_back(home_sample("25-home-never-online", {.counts = Counts::unknown}));
    list.push_back(home_sample("02-home-staff-called", {.staff = StaffCall::called, .notice = Notice::staff_called}));
    list.push_back(
        home_sample("02-home-staff-unheard", {.staff = StaffCall::unheard, .notice = Notice::staff_unheard}));
    list.push_back(attract_sample("01-attract-unheard", {.counts = Counts::old, .staff = StaffCall::unheard}));
    list.push_back(
        home_sample("02-home-not-offered", {.staff = StaffCall::coming, .notice = Notice::not_offered_here}));
}

void add_ticket(std::vector<Sample>& list) {
    using namespace ticket_stage;
    list.push_back(ticket_sample("03-department", Department{}));
    list.push_back(ticket_sample(
        "03-department-closed", Department{},
        {.counts = Counts::old, .remaining = 108s, .third_closed = true, .notice = Notice::queue_closed}));
    list.push_back(
        ticket_sample("03-department-unknown", Department{}, {.counts = Counts::unknown, .remaining = 108s}));
    list.push_back(ticket_sample("03-department-pages", Department{1}, {.remaining = 108s, .departments = 20}));
    list.push_back(ticket_sample("03-department-few", Department{}, {.remaining = 108s, .departments = 4}));
    list.push_back(ticket_sample("03-service", Service{13}, {.remaining = 100s, .last_has_three_queues = true}));
    list.push_back(ticket_sample("04-identify", identify(Reading::waiting), {.remaining = 96s}));
    list.push_back(ticket_sample("04-identify-lift", identify(Reading::lift_first)));
    list.push_back(ticket_sample("04-identify-reading", identify(Reading::reading)));
    list.push_back(ticket_sample("04-identify-failed", identify(Reading::failed, 2)));
    list.push_back(ticket_sample("04-identify-fault", identify(Reading::reader_fault)));
    list.push_back(ticket_sample("04-committing-card", committing(IdentityKind::card)));
    list.push_back(ticket_sample("04-committing", committing(IdentityKind::none)));
    list.push_back(ticket_sample("04-phone-empty", Phone{identify(Reading::waiting), Secret(), PhoneProblem::none}));
    list.push_back(
        ticket_sample("04-phone-short", Phone{identify(Reading::waiting), Secret("1381234"), PhoneProblem::too_short}));
    list.push_back(ticket_sample("04-phone-wrong",
                                 Phone{identify(Reading::waiting), Secret("02012345678"), PhoneProblem::not_a_mobile}));
    const Setting last{.remaining = 15s, .session_length = 15s};
    const Setting kept{.remaining = 40s, .session_length = 40s};
    list.push_back(ticket_sample("05-issued", issued(PrintState::printed), last));
    list.push_back(ticket_sample("05-issued-printing", issued(PrintState::printing, {}, Counts::old, 0), last));
    list.push_back(ticket_sample("05-issued-many", issued(PrintState::printed, {}, Counts::unknown, 128), last));
    list.push_back(ticket_sample("05-existing", existing(PrintState::printed), last));
    list.push_back(ticket_sample("05-existing-printing", existing(PrintState::printing), last));
    list.push_back(ticket_sample("05-existing-called", no_longer_waiting(TicketStanding::called), last));
    list.push_back(ticket_sample("05-existing-finished", no_longer_waiting(TicketStanding::finished), last));
    list.push_back(ticket_sample("05-existing-missed", no_longer_waiting(TicketStanding::missed), last));
    list.push_back(ticket_sample("05-issued-without-hub", without_hub(), last));
    list.push_back(ticket_sample("06-existing", existing(PrintState::not_printed, NotPrinted::offline), kept));
    list.push_back(ticket_sample("06-no-paper", issued(PrintState::not_printed, NotPrinted::paper_out), kept));
    list.push_back(ticket_sample("06-cover", issued(PrintState::not_printed, NotPrinted::cover_open), kept));
    list.push_back(ticket_sample("06-silent", issued(PrintState::not_printed, NotPrinted::unknown), kept));
    list.push_back(ticket_sample("06-reprint", issued(PrintState::can_reprint, NotPrinted::paper_out), kept));
    list.push_back(
        ticket_sample("07-not-committed", NotCommitted{committing(IdentityKind::none), CommitTrouble::full}));
}

void add_progress(std::vector<Sample>& list) {
    using namespace progress_stage;
    list.push_back(progress_sample("14-scan", {Scan{}, ScannerHealth::well}));
    list.push_back(progress_sample("14-scan-looking", {LookingUp{"T", {}}, ScannerHealth::well}));
    list.push_back(progress_sample("14-scan-fault", {Scan{}, ScannerHealth::faulty}));
    for (const auto& [name, problem] : {std::pair{"unreadable", ScanProblem::unreadable},
                                        {"foreign", ScanProblem::foreign},
                                        {"case", ScanProblem::case_code},
                                        {"not-found", ScanProblem::not_found},
                                        {"away", ScanProblem::hub_away}}) {
        list.push_back(progress_sample(std::string("14-scan-") + name, {Scan{problem}, ScannerHealth::well}));
    }
    list.push_back(progress_sample("14-case", shown(TicketStanding::waiting, 3)));
    auto noisy = shown(TicketStanding::waiting, 3);
    std::get<Shown>(noisy.stage).problem = ScanProblem::unreadable;
    list.push_back(progress_sample("14-case-noise", noisy));
    std::get<Shown>(noisy.stage).problem = ScanProblem::case_code;
    list.push_back(progress_sample("14-case-other-code", noisy));
    list.push_back(progress_sample("14-case-old", shown(TicketStanding::waiting, 3, {}, Counts::old)));
    list.push_back(progress_sample("14-case-called", shown(TicketStanding::called, std::nullopt, "3 号窗口")));
    list.push_back(progress_sample("14-case-missed", shown(TicketStanding::missed, std::nullopt, "3 号窗口")));
    list.push_back(progress_sample("14-case-finished", shown(TicketStanding::finished, std::nullopt, "3 号窗口")));
    list.push_back(progress_sample("14-case-cancelled", shown(TicketStanding::cancelled, std::nullopt)));
    list.push_back(progress_sample("14-case-unknown", shown(TicketStanding::unknown, std::nullopt)));
}

void add_rating(std::vector<Sample>& list) {
    for (auto& [name, state] : rating_samples::states(now())) {
        const bool thanks = std::holds_alternative<rating_stage::Thanks>(state.stage);
        if (thanks) list.push_back(rating_sample("16-rating-thanks-away", state, {.counts = Counts::old}));
        list.push_back(rating_sample("15-rating-" + name, std::move(state)));
    }
}

void add_staff(std::vector<Sample>& list) {
    for (const auto& [name, state] : staff_samples::states(now())) {
        list.push_back(staff_sample("23-staff-" + name, state, staff_samples::well(now())));
    }
    const StaffState desk = staff_samples::desk(now(), {});
    list.push_back(staff_sample("23-staff-troubles", desk, staff_samples::troubled(now())));
    list.push_back(staff_sample("23-staff-alone", desk, staff_samples::alone()));
    for (const StaffPart part : all_staff_parts) {
        const StaffState shown = staff_samples::part(now(), part);
        const std::string name(to_word(part));
        list.push_back(staff_sample("23-staff-part-troubled-" + name, shown, staff_samples::troubled(now())));
        list.push_back(staff_sample("23-staff-part-alone-" + name, shown, staff_samples::alone()));
    }
}

void add_overlays(std::vector<Sample>& list) {
    list.push_back(ticket_sample("17-timeout", ticket_stage::Department{},
                                 {.remaining = 16s, .overlay = Overlay::time_out_warning}));
    const IssuedTicket earlier = ticket(Counts::fresh, 3);
    list.push_back(unprinted_sample("06-left-unprinted", identify(Reading::waiting),
                                    {{earlier.number, earlier.url}, NotPrinted::paper_out}));
    list.push_back(ticket_sample("17-leave",
                                 ticket_stage::Phone{identify(Reading::waiting), Secret("1381234"), PhoneProblem::none},
                                 {.remaining = 96s, .overlay = Overlay::leave_question}));
}

}  // namespace

Moment now() {
    using namespace std::chrono;
    // 02:42 UTC is 10:42 in the hall.
    return {Steady(600), sys_days(year(2026) / March / 12) + 2h + 42min};
}

std::vector<Sample> all() {
    std::vector<Sample> list;
    add_session(list);
    add_ticket(list);
    add_progress(list);
    add_rating(list);
    for (auto& [name, state] : entry_states()) list.push_back(entry_sample(name, state));
    for (auto& [name, state] : signature_states()) list.push_back(signature_sample(name, state));
    add_staff(list);
    add_overlays(list);
    return list;
}

}  // namespace bangnin::kiosk::samples
