// An answer that goes on: where its parts are sent.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>

namespace bangnin::hub {

// False: the client is gone.
using Sink = std::function<boost::asio::awaitable<bool>(std::string part)>;

}  // namespace bangnin::hub
