#include "sync/hub/console/window_stream.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>

#include "sync/hub/console/window_reading.h"

namespace bangnin::hub::console {
namespace {

namespace asio = boost::asio;

// One event; each line of its data in a field of its own.
std::string event(std::string_view name, std::string_view data) {
    std::string text = "event: " + std::string(name) + "\n";
    while (true) {
        const std::string_view line = data.substr(0, data.find('\n'));
        text += "data: " + std::string(line) + "\n";
        if (line.size() == data.size()) break;
        data.remove_prefix(line.size() + 1);
    }
    return text + "\n";
}

struct News {
    bool signed_in = false;  // and still looking at this hall
    WindowReading reading{};
};

asio::awaitable<DatabaseResult<News>> look(WindowStream& stream, const std::string& known, sync::Instant now) {
    co_return co_await stream.office.run([&](Records& records) -> DatabaseResult<News> {
        const auto session = records.sign_ins.find(stream.session.name, SignIns::Presence::page, now);
        if (!session) return std::unexpected(session.error());
        const std::string& hall = stream.viewer.hall.hall;
        if (!*session || (*session)->hall.hall != hall) return News{};
        auto reading = read_window(records, {hall, stream.setting.window.name}, known, now);
        if (!reading) return std::unexpected(reading.error());
        return News{true, std::move(*reading)};
    });
}

// Who is at the window. Opened once: the page is made anew at every change in the hall.
struct Present {
    std::string token;
    PersonMasks masks;
};

void look_at(Present& present, const WindowSetting& setting, const WindowReading& reading) {
    const std::string token = reading.view.present ? reading.view.present->token : std::string();
    if (token == present.token) return;
    present = {token, ticket_masks(setting.authority, reading.sealed)};
}

asio::awaitable<void> pause(std::chrono::milliseconds length) {
    asio::steady_timer timer(co_await asio::this_coro::executor, length);
    boost::system::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

}  // namespace

std::shared_ptr<void> Streams::take(const std::string& session) {
    const std::lock_guard lock(mutex_);
    const auto of_this = of_session_.find(session);
    const bool too_many = of_this != of_session_.end() && of_this->second >= most_streams_of_session;
    if (taken_ >= most_streams || too_many) return nullptr;
    ++taken_;
    ++of_session_[session];
    // Any address will do; what counts is its end.
    return {static_cast<void*>(this), [this, session](void*) { give_back(session); }};
}

void Streams::give_back(const std::string& session) {
    const std::lock_guard lock(mutex_);
    --taken_;
    if (--of_session_[session] == 0) of_session_.erase(session);
}

asio::awaitable<void> window_events(WindowStream stream, Sink sink) {
    std::string last;
    Present present;
    while (!stream.ending) {
        // Read before the records: a change in between rings again.
        const std::uint64_t rings = stream.office.bell().rings();
        const sync::Instant now = sync::wall_clock_now();
        const auto news = co_await look(stream, present.token, now);
        // The page asks anew when the records are back.
        if (!news) co_return;
        if (!news->signed_in) {
            co_await sink(event("over", ""));
            co_return;
        }
        look_at(present, stream.setting, news->reading);
        WindowPage page = window_page(stream.setting, news->reading, stream.viewer, stream.tab);
        page.person = present.masks;
        std::string parts =
            event("pause", render_window_pause(page).markup()) + event("window", render_window_live(page).markup());
        const bool changed = parts != last;
        std::string told = changed ? parts : std::string();
        told += event("alive", sync::local_hour_minute(now, stream.setting.config.zone));
        if (changed) last = std::move(parts);
        const bool sent = co_await sink(std::move(told));
        if (!sent) co_return;
        co_await stream.office.bell().wait(rings, std::chrono::steady_clock::now() + heartbeat);
        co_await pause(news_pause);
    }
}

}  // namespace bangnin::hub::console
