// Server-sent events as a browser reads them, on a thread of its own.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {

struct Event {
    std::string name;
    std::string data;
};

class EventReader {
  public:
    EventReader(const HubRig& hub, std::string cookies, std::string path);
    ~EventReader();
    EventReader(const EventReader&) = delete;
    EventReader& operator=(const EventReader&) = delete;

    // The next one of that name, passing over others; an empty one when the stream ended, or it never came.
    Event next(const std::string& name);
    // Waits for the server to end it.
    bool ended();

  private:
    static std::size_t take(char* bytes, std::size_t size, std::size_t count, void* reader);
    static int progress(void* reader, long, long, long, long);
    void read();
    void take_events();

    std::string target_, url_, ca_, cookies_;
    std::mutex mutex_;
    std::condition_variable news_;
    std::string buffer_;
    std::deque<Event> events_;
    bool over_ = false;
    bool leaving_ = false;
    std::thread thread_;
};

}  // namespace bangnin::hub::test
