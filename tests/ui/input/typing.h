// Types on an input method as a person does, and a private folder for librime.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "ui/input/input_method.h"
#include "ui/input/input_methods.h"

namespace bangnin::input {

// One key for each character of the text.
inline Answer type(InputMethod& method, std::string_view text) {
    Answer last = method.shown();
    while (!text.empty()) {
        const auto lead = static_cast<unsigned char>(text.front());
        const std::size_t bytes = lead < 0x80U ? 1U : lead < 0xE0U ? 2U : lead < 0xF0U ? 3U : 4U;
        last = method.press(character_key(text.substr(0, bytes)));
        text.remove_prefix(bytes);
    }
    return last;
}

// Chooses the candidate wherever it stands in the pages shown so far and after; what is committed, else nothing.
inline std::string choose(InputMethod& method, std::string_view text, int max_pages = 400) {
    for (int i = 0; i < max_pages; ++i) {
        const Answer shown = method.shown();
        for (std::size_t n = 0; n < shown.page.candidates.size(); ++n) {
            if (shown.page.candidates[n].text == text) {
                return method.press(choose_key(n)).committed;
            }
        }
        if (shown.page.next == More::no) {
            break;
        }
        (void)method.press(plain_key(KeyKind::page_next));
    }
    return {};
}

class PrivateFolder {
  public:
    PrivateFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "bangnin-input-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~PrivateFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace bangnin::input
