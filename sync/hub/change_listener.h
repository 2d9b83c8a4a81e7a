// Hears from PostgreSQL when any of the hubs on it has changed what devices pull.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "sync/hub/database_place.h"

namespace bangnin::hub {

class ChangeListener {
  public:
    // Only for PostgreSQL. `heard` is called on the listener's thread: when something changed, and whenever that may
    // have been missed, because the connection was gone.
    ChangeListener(DatabasePlace place, std::function<void()> heard);
    ~ChangeListener();
    ChangeListener(const ChangeListener&) = delete;
    ChangeListener& operator=(const ChangeListener&) = delete;

  private:
    void loop();
    void pause();

    DatabasePlace place_;
    std::function<void()> heard_;
    std::atomic<bool> stopping_ = false;
    int wake_ = -1;  // an eventfd
    std::thread thread_;
};

}  // namespace bangnin::hub
