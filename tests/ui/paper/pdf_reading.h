// Reads PDFs back with poppler's tools, as any office would.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

namespace bangnin::paper {

class PdfFile {
  public:
    explicit PdfFile(const std::string& bytes)
        : path_(std::filesystem::temp_directory_path() /
                ("bangnin-" + std::to_string(getpid()) + "-" + std::to_string(++made) + ".pdf")) {
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    ~PdfFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    PdfFile(const PdfFile&) = delete;
    PdfFile& operator=(const PdfFile&) = delete;

    // In the order it was written in.
    [[nodiscard]] std::string text() const { return output("pdftotext -raw " + path_.string() + " -"); }
    [[nodiscard]] std::string page(int number) const {
        const std::string page = std::to_string(number);
        return output("pdftotext -raw -f " + page + " -l " + page + " " + path_.string() + " -");
    }
    [[nodiscard]] std::string fonts() const { return output("pdffonts " + path_.string()); }
    [[nodiscard]] std::string info() const { return output("pdfinfo " + path_.string()); }

    // A page as grey pixels, `dpi` an inch.
    struct Picture {
        int width = 0;
        int height = 0;
        std::string grey;

        [[nodiscard]] int dark(int x, int y) const {
            const auto place =
                static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
            return static_cast<unsigned char>(grey[place]) < 128 ? 1 : 0;
        }
    };
    [[nodiscard]] Picture picture(int page, int dpi) const {
        std::istringstream pgm(output("pdftoppm -gray -r " + std::to_string(dpi) + " -f " + std::to_string(page) +
                                      " -l " + std::to_string(page) + " " + path_.string()));
        Picture result;
        std::string magic;
        int white = 0;
        pgm >> magic >> result.width >> result.height >> white;
        pgm.get();
        EXPECT_EQ(magic, "P5");
        result.grey.resize(static_cast<std::size_t>(result.width) * static_cast<std::size_t>(result.height));
        pgm.read(result.grey.data(), static_cast<std::streamsize>(result.grey.size()));
        return result;
    }

    // One line a font after two of heading; its columns end with: emb sub uni object ID.
    void expect_fonts_embedded() const {
        std::istringstream lines(fonts());
        int count = 0;
        for (std::string line; std::getline(lines, line); ++count) {
            if (count >= 2) {
                EXPECT_NE(line.find(" yes yes yes "), std::string::npos) << line;
            }
        }
        EXPECT_GT(count, 2);
    }

  private:
    static std::string output(const std::string& command) {
        const auto close = [](FILE* pipe) { EXPECT_EQ(pclose(pipe), 0); };
        const std::unique_ptr<FILE, decltype(close)> pipe(popen(command.c_str(), "r"), close);
        std::string all;
        std::array<char, 4096> part{};
        for (std::size_t got = 0; pipe && (got = fread(part.data(), 1, part.size(), pipe.get())) > 0;) {
            all.append(part.data(), got);
        }
        return all;
    }

    static inline int made = 0;
    std::filesystem::path path_;
};

// Without what only spaces words apart: blanks of every kind, and what a page break adds.
inline std::string squeezed(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at, 2) == "\u00A0") {
            at += 2;
        } else if (text.substr(at, 3) == "\u3000" || text.substr(at, 3) == "\u2009") {
            at += 3;
        } else if (std::string_view(" \t\r\n\f").find(text[at]) != std::string_view::npos) {
            ++at;
        } else {
            result += text[at++];
        }
    }
    return result;
}

}  // namespace bangnin::paper
