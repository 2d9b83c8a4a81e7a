// Where passwords are compared: a thread of its own, so that neither the network nor the database ever waits for a
// hash.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <string>

#include "sync/seal/seal.h"

namespace bangnin::hub::console {

// One hash at a time, and only so many wait for their turn: guesses in crowds cost them their answers, not the hub its
// memory.
class PasswordThread {
  public:
    static constexpr int most_waiting = 24;
    enum class Verdict { matches, differs, busy };

    boost::asio::awaitable<Verdict> check(std::string hash, sync::SecretText password);
    // Returns when everything that was asked is done. For the end, before the network goes.
    void settle() { thread_.join(); }

  private:
    std::atomic<int> waiting_ = 0;
    boost::asio::thread_pool thread_{1};
};

}  // namespace bangnin::hub::console
