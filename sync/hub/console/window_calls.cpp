// The window's page, what its buttons post, and the stream of events that keeps it up to date.
#include <algorithm>

#include "sync/hub/console/responses.h"
#include "sync/hub/console/window_page.h"
#include "sync/hub/console/window_stream.h"

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

std::string saying_of(const ApiRequest& request) {
    const auto said = request.target.query.find("said");
    if (said == request.target.query.end()) return {};
    if (said->second == somebody_elses) return "这个窗口现在由别人使用，请先接替。";
    if (said->second == not_understood) return "没有看懂要做什么，请再按一次。";
    const auto number = parse_whole(said->second, static_cast<std::uint64_t>(sync::CallRefusal::other_ticket));
    return number ? std::string(to_text(static_cast<sync::CallRefusal>(*number))) : std::string();
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

DatabaseResult<Told> carry_out(Records& records, const Press& press) {
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
    const auto view = co_await office_.run(
        [&](Records& records) { return records.queues(request.hall).view(window->name, sync::wall_clock_now()); });
    if (!view) co_return console_unavailable(request);
    co_return page_response(200, render_window({config_, *window, *view, viewer_of(request), saying_of(request)}));
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
    response.stream = [this, window, session = *request.session, viewer = viewer_of(request),
                       taken = std::move(seat)](Sink sink) {
        return window_events({office_, config_, *window, session, viewer, draining_}, std::move(sink));
    };
    co_return response;
}

}  // namespace bangnin::hub
