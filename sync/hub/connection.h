// One client's TLS connection: requests in turn, answers in turn, until it is idle too long or the hub ends.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <memory>

#include "sync/hub/api/api.h"
#include "sync/hub/tls_channel.h"

namespace bangnin::hub {

// Limits of a connection.
inline constexpr std::chrono::seconds handshake_limit{10};
inline constexpr std::chrono::seconds idle_limit{75};           // between requests; longer than any poll's pause
inline constexpr std::chrono::seconds stranger_idle_limit{15};  // the same for phones and others without a certificate
inline constexpr std::chrono::seconds read_limit{30};           // for the rest of a request once its first byte came
inline constexpr std::chrono::seconds write_limit{30};
inline constexpr std::chrono::seconds farewell_limit{2};  // for the client to have heard the last answer
inline constexpr std::size_t largest_header = 16 * 1024;

// Ends with the connection; never throws. `ending` is looked at between requests.
boost::asio::awaitable<void> serve_connection(std::shared_ptr<TlsChannel> channel, Api& api,
                                              const std::atomic<bool>& ending);

}  // namespace bangnin::hub
