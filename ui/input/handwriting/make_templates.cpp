// Makes the table of characters while the program is built:
//   bangnin-make-templates OUTPUT MAPPINGS READINGS FONT[:FACE]…
// The characters are GB 2312's and those of the Table of General Standard Chinese Characters (通用规范汉字表, 2013) as
// the Unicode Han Database lists them (kGB0 and kTGH in MAPPINGS); how common they are is from kHanyuPinlu in READINGS
// (现代汉语频率词典). Each is drawn by the first font that has it.
#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ui/input/handwriting/skeleton.h"
#include "ui/input/handwriting/templates.h"

namespace {

using namespace bangnin::input;

constexpr int em_pixels = 160;

struct Field {
    char32_t character = 0;
    std::string_view name;
    std::string_view value;
};

// "U+4E00<tab>kTGH<tab>2013:1"
std::optional<Field> field_of(std::string_view line) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first == std::string_view::npos ? first : first + 1);
    if (!line.starts_with("U+") || second == std::string_view::npos) {
        return std::nullopt;
    }
    std::uint32_t code = 0;
    std::from_chars(line.data() + 2, line.data() + first, code, 16);
    return Field{code, line.substr(first + 1, second - first - 1), line.substr(second + 1)};
}

template <typename Take>
void for_each_field(const char* file, Take take) {
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        if (const auto field = field_of(line)) {
            take(*field);
        }
    }
}

// "hái(1234) huán(56)": all of them together.
double times_written(std::string_view readings) {
    double sum = 0;
    for (std::size_t open = readings.find('('); open != std::string_view::npos; open = readings.find('(', open + 1)) {
        long count = 0;
        std::from_chars(readings.data() + open + 1, readings.data() + readings.size(), count);
        sum += static_cast<double>(count);
    }
    return sum;
}

class Font {
  public:
    Font(FT_Library library, std::string_view name) {
        const std::size_t colon = name.rfind(':');
        const std::string file(name.substr(0, colon));
        const long face = colon == std::string_view::npos ? 0 : std::atol(std::string(name.substr(colon + 1)).c_str());
        if (FT_New_Face(library, file.c_str(), face, &face_) != 0 ||
            FT_Set_Pixel_Sizes(face_, em_pixels, em_pixels) != 0) {
            std::fprintf(stderr, "cannot open the font %s\n", file.c_str());
            std::exit(1);
        }
    }

    [[nodiscard]] std::optional<Bitmap> draw(char32_t character) const {
        const FT_UInt glyph = FT_Get_Char_Index(face_, character);
        if (glyph == 0 || FT_Load_Glyph(face_, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0 ||
            FT_Render_Glyph(face_->glyph, FT_RENDER_MODE_NORMAL) != 0) {
            return std::nullopt;
        }
        const FT_Bitmap& from = face_->glyph->bitmap;
        Bitmap bitmap{static_cast<int>(from.width), static_cast<int>(from.rows), {}};
        for (unsigned y = 0; y < from.rows; ++y) {
            for (unsigned x = 0; x < from.width; ++x) {
                bitmap.ink.push_back(from.buffer[y * static_cast<unsigned>(from.pitch) + x] >= 128 ? 1 : 0);
            }
        }
        return bitmap.ink.empty() ? std::nullopt : std::optional(bitmap);
    }

  private:
    FT_Face face_ = nullptr;
};

std::optional<TemplateEntry> entry_of(char32_t character, const std::vector<Font>& fonts) {
    for (const Font& font : fonts) {
        if (const auto bitmap = font.draw(character)) {
            const Shape shape = normalised(shape_of_skeleton(skeleton_of(*bitmap)));
            TemplateEntry entry;
            entry.character = character;
            entry.map = direction_map(shape);
            for (const ShapePoint& point : thinned(shape, max_template_points)) {
                entry.points.push_back(packed(point));
            }
            return entry;
        }
    }
    return std::nullopt;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 5) {
        std::fprintf(stderr, "bangnin-make-templates OUTPUT MAPPINGS READINGS FONT[:FACE]...\n");
        return 2;
    }
    std::set<char32_t> characters;
    for_each_field(argv[2], [&](const Field& field) {
        if (field.name == "kGB0" || field.name == "kTGH") {
            characters.insert(field.character);
        }
    });
    std::map<char32_t, double> written;
    double most = 1;
    for_each_field(argv[3], [&](const Field& field) {
        if (field.name == "kHanyuPinlu") {
            const double times = times_written(field.value);
            written[field.character] = times;
            most = std::max(most, times);
        }
    });
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) {
        return 1;
    }
    std::vector<Font> fonts;
    for (int i = 4; i < argc; ++i) {
        fonts.emplace_back(library, argv[i]);
    }
    std::vector<TemplateEntry> entries;
    for (const char32_t character : characters) {
        auto entry = entry_of(character, fonts);
        if (!entry) {
            std::fprintf(stderr, "no font draws U+%04X\n", static_cast<unsigned>(character));
            continue;
        }
        entry->commonness =
            static_cast<std::uint8_t>(std::lround(255 * std::log1p(written[character]) / std::log1p(most)));
        entries.push_back(std::move(*entry));
    }
    const std::vector<std::byte> table = pack_table(entries);
    std::ofstream output(argv[1], std::ios::binary);
    output.write(reinterpret_cast<const char*>(table.data()), static_cast<std::streamsize>(table.size()));
    FT_Done_FreeType(library);
    return output.flush() && entries.size() > 8000 ? 0 : 1;
}
