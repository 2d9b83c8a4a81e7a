#include "ui/paper/qr_code.h"

#include <qrencode.h>

#include <memory>
#include <string>

namespace bangnin::paper {
namespace {

struct CodeRelease {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

QRecLevel library_level(QrLevel level) {
    switch (level) {
        case QrLevel::low:
            return QR_ECLEVEL_L;
        case QrLevel::medium:
            return QR_ECLEVEL_M;
        case QrLevel::quartile:
            return QR_ECLEVEL_Q;
        case QrLevel::high:
            return QR_ECLEVEL_H;
    }
    return QR_ECLEVEL_M;
}

}  // namespace

std::expected<QrMatrix, QrError> make_qr(std::string_view text, QrLevel level) {
    const std::string zero_ended(text.substr(0, text.find('\0')));
    if (zero_ended.empty()) {
        return std::unexpected(QrError::empty);
    }
    if (zero_ended.size() > max_qr_bytes) {
        return std::unexpected(QrError::too_long);
    }
    // Splits the text into runs of digits, capitals and bytes: a token in capitals takes less room so.
    const std::unique_ptr<QRcode, CodeRelease> code(
        QRcode_encodeString(zero_ended.c_str(), 0, library_level(level), QR_MODE_8, 1));
    if (!code) {
        return std::unexpected(QrError::too_long);
    }
    QrMatrix matrix;
    matrix.side = code->width;
    const auto count = static_cast<std::size_t>(matrix.side) * static_cast<std::size_t>(matrix.side);
    matrix.modules.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        matrix.modules.push_back(code->data[i] & 1U);
    }
    return matrix;
}

}  // namespace bangnin::paper
