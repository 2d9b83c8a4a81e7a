#include "sync/wire/enrolment_code.h"

#include <vector>

#include "sync/model/token.h"

namespace bangnin::sync::wire {
namespace {

constexpr std::size_t half_digits = EnrolmentCode::half_bytes * 8 / 5;
constexpr std::size_t all_digits = 2 * half_digits + 2;

// Two digits over the 32 before them: catches every single wrong digit and every swap of neighbours, since each
// digit's weight and each difference of neighbouring weights is invertible modulo the prime 1021.
std::uint32_t checksum(const std::vector<int>& digits) {
    std::uint32_t sum = 0;
    std::uint32_t weight = 1;
    for (std::size_t index = 0; index < 2 * half_digits; ++index) {
        weight = weight * 37 % 1021;
        sum = (sum + weight * static_cast<std::uint32_t>(digits[index] + 1)) % 1021;
    }
    return sum;
}

EnrolmentCode::Half half_of(const std::vector<int>& digits, std::size_t first) {
    EnrolmentCode::Half half{};
    std::uint32_t buffer = 0;
    int bits = 0;
    std::size_t next = 0;
    for (std::size_t index = first; index < first + half_digits; ++index) {
        buffer = ((buffer << 5) | static_cast<std::uint32_t>(digits[index])) & 0xFFFFU;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            half[next++] = static_cast<std::uint8_t>(buffer >> bits);
        }
    }
    return half;
}

std::vector<int> digits_of(std::string_view text) {
    std::vector<int> digits;
    for (const char digit : text) digits.push_back(crockford_value(digit));
    return digits;
}

}  // namespace

std::optional<EnrolmentCode> EnrolmentCode::parse(std::string_view text) {
    if (text.size() > 64) return std::nullopt;
    std::vector<int> digits;
    for (const char digit : text) {
        if (digit == '-' || digit == ' ' || digit == '\n' || digit == '\r' || digit == '\t') continue;
        const int value = crockford_value(digit);
        if (value < 0) return std::nullopt;
        digits.push_back(value);
    }
    if (digits.size() != all_digits) return std::nullopt;
    const auto stated = static_cast<std::uint32_t>(digits[all_digits - 2] * 32 + digits[all_digits - 1]);
    if (stated != checksum(digits)) return std::nullopt;
    return EnrolmentCode{half_of(digits, 0), half_of(digits, half_digits)};
}

std::string EnrolmentCode::text() const {
    const std::string digits = secret_text() + crockford_encode(fingerprint.data(), fingerprint.size());
    const std::uint32_t sum = checksum(digits_of(digits));
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string text;
    for (std::size_t index = 0; index < digits.size(); ++index) {
        text.push_back(digits[index]);
        if (index % 4 == 3) text.push_back('-');
    }
    text.push_back(alphabet[sum / 32]);
    text.push_back(alphabet[sum % 32]);
    return text;
}

std::string EnrolmentCode::secret_text() const { return crockford_encode(secret.data(), secret.size()); }

}  // namespace bangnin::sync::wire
