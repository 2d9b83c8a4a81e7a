// The window's page, what its buttons post, and the stream of events that keeps it up to date.
#include <algorithm>

#include "sync/hub/console/case_act_form.h"
#include "sync/hub/console/opened_page.h"
#include "sync/hub/console/responses.h"
#include "sync/hub/console/window_reading.h"
#include "sync/hub/console/window_stream.h"
#include "sync/model/masked.h"

namespace bangnin::hub {
namespace {

using namespace console;

const CallWindow* find_window(const std::vector<CallWindow>& windows, const std::string& name) {
    const auto found = std::ranges::find(windows, name, &CallWindow::name);
    return found == windows.end() ? nullptr : &*found;
}

std::string path_of(const std::string& window) { return "/console/window/" + url_part(window); }

// What was asked for last and refused, as the page's address carries it: a number of CallRefusal, or a word of ours.
constexpr std::string_view somebody_elses = "other_clerk";
constexpr std::string_view not_understood = "not_understood";
constexpr std::string_view no_such_case = "no_case";
constexpr std::string_view no_reason = "reason";
constexpr std::string_view gone = "gone";

std::string saying_of(const ApiRequest& request) {
    const auto said = request.target.query.find("said");
    if (said == request.target.query.end()) return {};
    if (said->second == somebody_elses) return "这个窗口现在由别人使用，请先接替。";
    if (said->second == no_such_case) return "没有这个编号的办件。";
    if (said->second == no_reason) return "请写明查看的原因，两个字到一百个字。";
    if (said->second == gone) return "这位已经不在窗口了。";
    if (said->second == not_understood) return "没有看懂要做什么，请再按一次。";
    const auto number = parse_whole(said->second, static_cast<std::uint64_t>(sync::CallRefusal::other_ticket));
    return number ? std::string(to_text(static_cast<sync::CallRefusal>(*number))) : std::string();
}

WindowTab tab_of(const ApiRequest& request) {
    const auto asked = request.target.query.find("tab");
    return window_tab(asked == request.target.query.end() ? std::string() : asked->second);
}

std::string path_saying(const std::string& window, sync::CallRefusal refusal) {
    return path_of(window) + "?said=" + std::to_string(static_cast<int>(refusal));
}

std::optional<sync::WindowState> state_after(const std::string& act) {
    if (act == "open") return sync::WindowState::open;
    if (act == "pause" || act == "leave") return sync::WindowState::paused;
    return std::nullopt;
}

std::optional<sync::CallCommand> command_of(const console::Form& form) {
    using namespace sync::call_command;
    const std::string act = field(form, "do");
    const std::string ticket = field(form, "ticket");
    const std::string queue = field(form, "queue");
    const char letter = queue.size() == 1 ? queue[0] : '\0';
    if (act == "next") return Next{};
    if (act == "again") return Again{};
    if (act == "missed") return Missed{};
    if (act == "start") return Start{};
    if (act == "finish") return Finish{};
    if (act == "hold") return Hold{};
    if (act == "resume") return Resume{ticket};
    if (act == "return") return Return{ticket};
    if (act == "move") return Move{ticket, letter};
    if (act == "transfer") return Transfer{letter};
    return std::nullopt;
}

// What a clerk pressed.
struct Press {
    std::string act;
    std::optional<sync::WindowState> state;    // where it opens, pauses or leaves the window
    std::optional<sync::CallCommand> command;  // else
    Clerk clerk;
    std::string hall;
    std::string address;
    sync::Instant now;
};

// How it ended; neither: it was done.
struct Told {
    std::optional<sync::CallRefusal> refusal{};
    bool other_clerk = false;
};

DatabaseResult<Told> carried_out(Records& records, const Press& press) {
    const std::string& login = press.clerk.name;
    const std::string& window = press.clerk.window;
    QueueDesk queues = records.queues(press.hall);
    const auto view = queues.view(window, press.now);
    if (!view) return std::unexpected(view.error());
    if (press.act != "open" && view->clerk != login) return Told{.other_clerk = true};
    AuditEntry entry{press.now,     login,     press.act, "窗口 " + window, std::string(outcome_done),
                     press.address, press.hall};
    Told told;
    if (press.state) {
        const std::string clerk = press.act == "leave" ? std::string() : login;
        const auto set = queues.set_window({.name = window, .state = *press.state, .clerk = clerk}, press.now);
        if (!set) return std::unexpected(set.error());
    } else {
        const auto outcome = queues.tell(*press.command, press.clerk, press.now);
        if (!outcome) return std::unexpected(outcome.error());
        if (*outcome) {
            entry.subject += " " + (*outcome)->number;
        } else {
            told.refusal = outcome->error();
            entry.outcome = to_text(outcome->error());
        }
    }
    const auto noted = records.audit.add(entry);
    if (!noted) return std::unexpected(noted.error());
    return told;
}

// Nothing is done that is not written down, nor the other way round.
DatabaseResult<Told> carry_out(Records& records, const Press& press) {
    return together(records.database, "a clerk's command", [&] { return carried_out(records, press); });
}

}  // namespace

Api::Answer Api::console_home(const ApiRequest& request) {
    const Viewer viewer = viewer_of(request);
    const auto windows = co_await office_.run([&](Records& records) { return records.queues(request.hall).windows(); });
    if (!windows) co_return console_unavailable(request);
    std::vector<WindowChoice> choices;
    for (const WindowStanding& standing : *windows) {
        const CallWindow* window = find_window(config_.windows_of(request.hall), standing.name);
        if (window != nullptr && may_serve(viewer.staff, standing.name)) choices.push_back({*window, standing});
    }
    co_return page_response(200, render_windows(choices, viewer));
}

// Which window a request is about; null where there is none, or none for this person.
const CallWindow* Api::window_of(const ApiRequest& request, const std::string& name) const {
    return may_serve(request.session->staff, name) ? find_window(config_.windows_of(request.hall), name) : nullptr;
}

Api::Answer Api::console_window(const ApiRequest& request) {
    const CallWindow* window = window_of(request, request.parameter);
    if (window == nullptr)
        co_return console_notice(404, "没有这个窗口", "没有这个窗口，或者您不在这个窗口服务。", request);
    const auto reading = co_await office_.run([&](Records& records) {
        return read_window(records, {request.hall, window->name}, {}, sync::wall_clock_now());
    });
    if (!reading) co_return console_unavailable(request);
    WindowPage page = window_page(setting_of(*window), *reading, viewer_of(request), tab_of(request));
    page.person = ticket_masks(authority_, reading->sealed);
    page.saying = saying_of(request);
    co_return page_response(200, render_window(page));
}

WindowSetting Api::setting_of(const CallWindow& window) const {
    return {config_, window, authority_, basis_ ? &*basis_ : nullptr};
}

// Whoever the request is about is still at the clerk's own window; else what the page says then.
boost::asio::awaitable<std::expected<sync::QueuedTicket, ApiResponse>> Api::present_at(const CallWindow& window,
                                                                                       const ApiRequest& request) {
    const auto view = co_await office_.read(
        [&](Records& records) { return records.queues(request.hall).view(window.name, sync::wall_clock_now()); });
    if (!view) co_return std::unexpected(console_unavailable(request));
    const std::string path = path_of(window.name) + "?said=";
    if (view->clerk != request.session->staff.login) {
        co_return std::unexpected(redirect(path + std::string(somebody_elses)));
    }
    if (!view->present || view->present->token != field(request.form, "ticket")) {
        co_return std::unexpected(redirect(path + std::string(gone)));
    }
    co_return *view->present;
}

Api::Answer Api::console_window_case(const ApiRequest& request) {
    const CallWindow* window = window_of(request, request.parameter);
    if (window == nullptr)
        co_return console_notice(404, "没有这个窗口", "没有这个窗口，或者您不在这个窗口服务。", request);
    const auto present = co_await present_at(*window, request);
    if (!present) co_return present.error();
    const std::string wanted = field(request.form, "case");
    const StaffHand hand{request.session->staff.login, request.address, sync::wall_clock_now(), request.hall};
    const auto found = co_await office_.run([&](Records& records) -> DatabaseResult<bool> {
        auto token = scanned_case(wanted);
        if (!token) {
            const auto numbered = records.cases.find_number(wanted, request.hall);
            if (!numbered) return std::unexpected(numbered.error());
            token = *numbered;
        }
        if (token) {
            const auto file = records.cases.find(*token);
            if (!file) return std::unexpected(file.error());
            if (!*file || (*file)->hall != request.hall) token.reset();
        }
        if (!token && !wanted.empty()) return false;
        const auto laid = records.case_office.lay_open({request.hall, window->name}, present->token, token, hand);
        if (!laid) return std::unexpected(laid.error());
        return true;
    });
    if (!found) co_return console_unavailable(request);
    office_.changed();
    co_return redirect(path_of(window->name) + (*found ? "" : "?said=" + std::string(no_such_case)));
}

Api::Answer Api::console_window_look(const ApiRequest& request) {
    const CallWindow* window = window_of(request, request.parameter);
    if (window == nullptr)
        co_return console_notice(404, "没有这个窗口", "没有这个窗口，或者您不在这个窗口服务。", request);
    const auto present = co_await present_at(*window, request);
    if (!present) co_return present.error();
    if (!look_reason_valid(field(request.form, "reason"))) {
        co_return redirect(path_of(window->name) + "?said=" + std::string(no_reason));
    }
    const std::string reason = sync::masked_numbers(field(request.form, "reason"));
    const StaffHand hand{request.session->staff.login, request.address, sync::wall_clock_now(), request.hall};
    // On record before anything of it leaves the records.
    const auto sealed =
        co_await office_.run([&](Records& records) { return records.ticket_looks.look(present->token, reason, hand); });
    if (!sealed) co_return console_unavailable(request);
    const auto person = open_ticket_person(authority_, *sealed);
    if (!person) co_return console_notice(404, "没有可看的", "没有密封的信息，或者打不开。", request);
    const OpenedPage page{.hall = hall_name(request),
                          .title = present->number,
                          .reason = reason,
                          .back = path_of(window->name),
                          .here = "/console",
                          .rows = rows_of(*person)};
    co_return page_response(200, render_opened(page, viewer_of(request)));
}

Api::Answer Api::console_desk(const ApiRequest& request) {
    const CallWindow* window = window_of(request, request.parameter);
    if (window == nullptr)
        co_return console_notice(404, "没有这个窗口", "没有这个窗口，或者您不在这个窗口服务。", request);
    Press press;
    press.act = field(request.form, "do");
    press.state = state_after(press.act);
    press.command = press.state ? std::nullopt : command_of(request.form);
    if (!press.state && !press.command)
        co_return redirect(path_of(window->name) + "?said=" + std::string(not_understood));
    press.clerk = {
        .name = request.session->staff.login, .window = window->name, .expected = field(request.form, "expected")};
    press.hall = request.hall;
    press.address = request.address;
    press.now = sync::wall_clock_now();
    const auto told = co_await office_.run([&](Records& records) { return carry_out(records, press); });
    if (!told) co_return console_notice(503, "不知道做没做成", "数据库暂时不能用。请回到窗口，看清楚再按。", request);
    office_.changed();
    if (told->other_clerk) co_return redirect(path_of(window->name) + "?said=" + std::string(somebody_elses));
    if (told->refusal) co_return redirect(path_saying(window->name, *told->refusal));
    co_return redirect(path_of(window->name));
}

Api::Answer Api::console_events(const ApiRequest& request) {
    const auto asked = request.target.query.find("window");
    const CallWindow* window = asked == request.target.query.end() ? nullptr : window_of(request, asked->second);
    if (window == nullptr) co_return problem(404, "unknown_window", "No window has this name");
    auto seat = streams_.take(request.session->name);
    if (!seat) {
        ApiResponse response = problem(503, "too_many_streams", "Too many pages ask for news");
        response.headers.emplace_back("Retry-After", "15");
        co_return response;
    }
    ApiResponse response = page_response(200, {});
    response.content_type = "text/event-stream";
    // A proxy that gathers an answer before it passes it on (nginx) would keep the news to itself.
    response.headers.emplace_back("X-Accel-Buffering", "no");
    response.stream = [this, window, session = *request.session, viewer = viewer_of(request), tab = tab_of(request),
                       taken = std::move(seat)](Sink sink) {
        return window_events({office_, setting_of(*window), session, viewer, tab, draining_}, std::move(sink));
    };
    co_return response;
}

}  // namespace bangnin::hub
