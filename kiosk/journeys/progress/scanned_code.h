// What a QR says: one of ours (https://HUB/t/TOKEN, https://HUB/c/TOKEN, or a ticket's bare TOKEN), somebody else's, or
// nothing readable.
#pragma once

#include <string>
#include <string_view>

namespace bangnin::kiosk {

enum class CodeKind { ticket, case_record, foreign, unreadable };

struct ScannedCode {
    CodeKind kind = CodeKind::unreadable;
    std::string token;  ///< 26 characters of Crockford base32, upper case; empty unless ticket or case_record
    friend bool operator==(const ScannedCode&, const ScannedCode&) = default;
};

/// Total over all bytes. `hub_authority` is the host[:port] that our QR codes carry; empty
/// in a hall without a hub, whose tickets carry bare tokens. Anything longer than 2048 bytes,
/// not printable or not UTF-8 is unreadable; any other address or text is foreign. A token's I, L and O are read as 1,
/// 1, 0.
[[nodiscard]] ScannedCode parse_scanned_code(std::string_view text, std::string_view hub_authority);

}  // namespace bangnin::kiosk
