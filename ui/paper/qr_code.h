#pragma once
// QR codes (ISO/IEC 18004) as squares of modules, for paper and screen.

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string_view>
#include <vector>

namespace bangnin::paper {

// How much of the code may be damaged and still be read: about 7, 15, 25 and 30 %.
enum class QrLevel { low, medium, quartile, high };

enum class QrError {
    empty,
    too_long,  // for the largest code of this level, or longer than max_qr_bytes
};

inline constexpr std::size_t max_qr_bytes = 1024;
inline constexpr int qr_quiet_modules = 4;  // the white margin that a reader needs on every side

struct QrMatrix {
    int side = 0;                       // modules, 21…177; without the quiet zone
    std::vector<std::uint8_t> modules;  // side × side from the top left, 1 = black

    [[nodiscard]] bool black(int x, int y) const {
        return modules[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) + static_cast<std::size_t>(x)] != 0;
    }
    bool operator==(const QrMatrix&) const = default;
};

// The smallest code that holds the text: ASCII, since readers differ in what they take other bytes for.
[[nodiscard]] std::expected<QrMatrix, QrError> make_qr(std::string_view text, QrLevel level = QrLevel::medium);

}  // namespace bangnin::paper
