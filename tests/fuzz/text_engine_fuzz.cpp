// Any bytes as text, in any style: a picture of bounded size, and the same metrics from measuring and rendering.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string_view>

#include "ui/paper/qr_code.h"
#include "ui/text/text_engine.h"

namespace {

using namespace bangnin;

text::Engine& engine() {
    static const std::unique_ptr<text::Engine> made = [] {
        auto result =
            text::Engine::create({"assets/fonts.conf", std::filesystem::temp_directory_path() / "bangnin-fuzz-fonts"});
        if (!result) {
            std::abort();  // to be run from the source folder
        }
        return std::move(*result);
    }();
    return *made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t head = 8;
    if (size < head) {
        return 0;
    }
    text::Style style;
    style.size_px = static_cast<float>(data[0]);
    style.weight = (data[1] & 1U) != 0 ? text::Weight::bold : text::Weight::regular;
    style.flow = (data[1] & 2U) != 0 ? text::Flow::vertical_mongolian : text::Flow::horizontal;
    style.align = static_cast<text::Align>((data[1] >> 2U) % 3U);
    style.digits = (data[1] & 0x10U) != 0 ? text::Digits::tabular : text::Digits::natural;
    style.line_height_px = static_cast<float>(data[2]);
    style.max_lines = data[3] % 5;
    const int extent = data[4] * 4;
    const std::array spans{text::Span{data[5], data[6], text::Weight::bold, static_cast<float>(data[7])}};
    const std::string_view words(reinterpret_cast<const char*>(data + head), size - head);
    const text::Coverage picture = engine().render(words, style, extent, spans);
    const auto pixels = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    if (picture.alpha.size() != pixels || picture.width > text::max_side_px || picture.height > text::max_side_px) {
        std::abort();
    }
    if (engine().measure(words, style, extent, spans) != picture.metrics) {
        std::abort();
    }
    if (const auto code = paper::make_qr(words); code && (code->side < 21 || code->side > 177)) {
        std::abort();
    }
    return 0;
}
