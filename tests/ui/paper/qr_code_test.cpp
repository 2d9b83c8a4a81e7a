#include "ui/paper/qr_code.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string>

#include "ui/paper/png.h"
#include "ui/paper/sheet.h"

namespace bangnin::paper {
namespace {

// What an independent reader makes of the raster; empty if it cannot read it.
std::string read_back(const Raster& raster) {
    const auto file = std::filesystem::path(testing::TempDir()) /
                      ("qr-" + std::to_string(std::random_device{}()) + std::to_string(raster.height) + ".png");
    EXPECT_EQ(write_png(raster, file), PngResult::written);
    FILE* reader = popen(("zbarimg -q --raw --oneshot '" + file.string() + "' 2>/dev/null").c_str(), "r");
    std::string text;
    std::array<char, 256> piece{};
    while (reader != nullptr && std::fgets(piece.data(), piece.size(), reader) != nullptr) {
        text += piece.data();
    }
    if (reader != nullptr) {
        pclose(reader);
    }
    std::filesystem::remove(file);
    return text.substr(0, text.find('\n'));
}

Raster on_sheet(const QrMatrix& code, int module) {
    Sheet sheet(576);
    sheet.qr(qr_quiet_modules * module, qr_quiet_modules * module, code, module);
    sheet.extend_to((code.side + 2 * qr_quiet_modules) * module);
    return std::move(sheet).take();
}

TEST(QrCode, AReaderReadsWhatWasWritten) {
    for (const std::string text :
         {"https://hub.example/t/7ZK4M2X9QW3T8R5VBN6HJ1CDPE", "A1023", "https://127.0.0.1:8443/c/0123"}) {
        for (const QrLevel level : {QrLevel::low, QrLevel::medium, QrLevel::quartile, QrLevel::high}) {
            const auto code = make_qr(text, level);
            ASSERT_TRUE(code);
            EXPECT_EQ(read_back(on_sheet(*code, 4)), text);
        }
    }
}

TEST(QrCode, HasItsThreeEyes) {
    const auto code = make_qr("https://hub.example/t/7ZK4M2X9QW3T8R5VBN6HJ1CDPE", QrLevel::low);
    ASSERT_TRUE(code);
    EXPECT_EQ(code->side, 29) << "no larger than the design's";
    EXPECT_EQ(code->modules.size(), 29U * 29U);
    for (const auto& [x, y] : {std::pair{0, 0}, std::pair{code->side - 7, 0}, std::pair{0, code->side - 7}}) {
        for (int i = 0; i < 7; ++i) {
            EXPECT_TRUE(code->black(x + i, y) && code->black(x, y + i));
            EXPECT_TRUE(code->black(x + i, y + 6) && code->black(x + 6, y + i));
        }
        EXPECT_FALSE(code->black(x + 1, y + 1));
        EXPECT_TRUE(code->black(x + 3, y + 3));
    }
}

TEST(QrCode, AHigherLevelIsLarger) {
    const std::string text(60, 'x');
    EXPECT_LT(make_qr(text, QrLevel::low)->side, make_qr(text, QrLevel::high)->side);
}

TEST(QrCode, RefusesWhatDoesNotFit) {
    EXPECT_EQ(make_qr("").error(), QrError::empty);
    EXPECT_EQ(make_qr(std::string(1, '\0')).error(), QrError::empty);
    EXPECT_TRUE(make_qr(std::string(max_qr_bytes, 'x'), QrLevel::high));
    EXPECT_EQ(make_qr(std::string(max_qr_bytes + 1, 'x')).error(), QrError::too_long);
    EXPECT_EQ(make_qr(std::string(1 << 20, 'x')).error(), QrError::too_long);
}

TEST(QrCode, BearsAnyBytes) {
    std::mt19937 random(3);
    for (int i = 0; i < 200; ++i) {
        std::string bytes(random() % 200, '\0');
        for (char& byte : bytes) {
            byte = static_cast<char>(random());
        }
        const auto code = make_qr(bytes, static_cast<QrLevel>(random() % 4));
        if (code) {
            ASSERT_EQ(code->modules.size(),
                      static_cast<std::size_t>(code->side) * static_cast<std::size_t>(code->side));
        } else {
            ASSERT_TRUE(bytes.empty() || bytes.front() == '\0');
        }
    }
}

}  // namespace
}  // namespace bangnin::paper
