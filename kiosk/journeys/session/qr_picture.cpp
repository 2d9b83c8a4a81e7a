#include "kiosk/journeys/session/qr_picture.h"

#include "ui/paper/qr_code.h"

namespace bangnin::kiosk {
namespace {

std::expected<paper::QrMatrix, paper::QrError> smallest_code(std::string_view url) {
    auto medium = paper::make_qr(url, paper::QrLevel::medium);
    auto low = paper::make_qr(url, paper::QrLevel::low);
    if (medium && low && medium->side > low->side) return low;
    return medium ? medium : low;
}

}  // namespace

float qr_width(std::string_view url, float units_a_module) {
    const auto code = smallest_code(url);
    return code ? static_cast<float>(code->side) * units_a_module : 0;
}

void draw_qr(Page& page, std::string_view id, std::string_view url, const screen::Rect& rect) {
    const auto code = smallest_code(url);
    if (!code) return;
    screen::Bitmap bitmap{code->side, code->side, {}};
    bitmap.alpha.reserve(code->modules.size());
    for (const std::uint8_t black : code->modules) bitmap.alpha.push_back(black != 0 ? 255 : 0);
    // A reader wants dark on light with a light margin, in high contrast too.
    if (page.high_contrast()) {
        constexpr float margin = 24;
        page.ui.fill(rect.grown(margin), screen::Paint(screen::Rgba{255, 255, 255, 255}));
        page.ui.bitmap("qr." + std::string(url), bitmap, rect, screen::Paint(screen::Rgba{0, 0, 0, 255}));
    } else {
        page.ui.bitmap("qr." + std::string(url), bitmap, rect, screen::Colour::ink);
    }
    page.ui.node(id, screen::Role::image, locale::tr("二维码"), rect, url);
}

}  // namespace bangnin::kiosk
