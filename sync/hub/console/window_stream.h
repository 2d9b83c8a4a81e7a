// A window's page kept up to date: server-sent events (HTML Living Standard, 9.2) for as long as the page is open and
// its session lasts.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "sync/hub/api/sink.h"
#include "sync/hub/back_office.h"
#include "sync/hub/console/window_reading.h"

namespace bangnin::hub::console {

// How many pages may be kept up to date at once: all, and of one session.
inline constexpr int most_streams = 400;
inline constexpr int most_streams_of_session = 8;
// So often a page hears that the hub is there, and the hub whether the page is.
inline constexpr std::chrono::seconds heartbeat{15};
// News that come close upon each other are told as one.
inline constexpr std::chrono::milliseconds news_pause{200};

// Any thread.
class Streams {
  public:
    // A place among them, given back with the last copy; null when there is none.
    std::shared_ptr<void> take(const std::string& session);

  private:
    void give_back(const std::string& session);

    std::mutex mutex_;
    int taken_ = 0;
    std::map<std::string, int> of_session_;
};

struct WindowStream {
    BackOffice& office;
    WindowSetting setting;
    Session session;
    Viewer viewer;
    WindowTab tab;
    const std::atomic<bool>& ending;
};
// Ends when the client is gone, the session is over or has turned to another hall, or the hub ends.
boost::asio::awaitable<void> window_events(WindowStream stream, Sink sink);

}  // namespace bangnin::hub::console
