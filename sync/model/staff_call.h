// A call for a clerk (呼叫工作人员) and the answer to it. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bangnin::sync {

// Why a clerk is called. The words are the wire's; a later kiosk may have others.
namespace call_reason {
inline constexpr std::string_view asked = "asked";                    // somebody touched the key
inline constexpr std::string_view card_forgotten = "card_forgotten";  // a card was left on the reader
}  // namespace call_reason

// Nobody waits for longer: an older call is answered for the record only.
inline constexpr std::chrono::minutes call_open_for{10};

// What the clerk answered.
enum class CallAnswer : std::uint8_t { coming };
std::string_view to_text(CallAnswer answer);
std::optional<CallAnswer> parse_call_answer(std::string_view text);

enum class CallState : std::uint8_t { open, answered, stale };
std::string_view to_text(CallState state);

}  // namespace bangnin::sync
