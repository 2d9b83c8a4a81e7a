// The secret name of a ticket or a case: what the QR code carries. Never the number, never guessable.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bangnin::sync {

// Crockford base32 of `bytes`, most significant bit first, the last digit filled up with zero bits.
std::string crockford_encode(const std::uint8_t* bytes, std::size_t count);

// The value of one Crockford digit (either case; I and L read as 1, O as 0), or -1.
int crockford_value(char digit);

// 128 random bits; as text 26 upper-case Crockford base32 digits, the last of which carries 3 bits.
class Token {
  public:
    static constexpr std::size_t text_length = 26;
    using Bytes = std::array<std::uint8_t, 16>;

    // From the kernel's generator (getrandom); it waits at the very start of a machine's life rather than be weak.
    static Token random();

    explicit Token(const Bytes& bytes) : bytes_(bytes) {}

    // Reads either case and Crockford's look-alikes (O=0, I=L=1); exactly 26 digits, and the two spare bits zero.
    static std::optional<Token> parse(std::string_view text);

    // Canonical text: two tokens are equal if and only if their texts are.
    std::string text() const;
    const Bytes& bytes() const { return bytes_; }

    friend auto operator<=>(const Token&, const Token&) = default;

  private:
    Bytes bytes_{};
};

enum class QrKind { ticket, case_file };

struct QrPayload {
    QrKind kind;
    Token token;
};

// "https://HUB/t/TOKEN" for a ticket, "https://HUB/c/TOKEN" for a case. `hub` is host or host:port; empty where there
// is none: then the bare token, since an address without a host leads nowhere and looks broken.
std::string qr_text(std::string_view hub, QrKind kind, const Token& token);

// What a scanner read: one of the two addresses above, of any hub (the hub decides whether it knows the token),
// or a bare token, taken for a ticket. At most 512 bytes; surrounding white space is ignored.
std::optional<QrPayload> parse_qr(std::string_view text);

}  // namespace bangnin::sync
