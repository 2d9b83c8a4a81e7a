// The keyboard's input methods by kind, each opened when it is first asked for: nobody who never types pays for a
// dictionary. Opening pinyin and strokes takes some 10 ms warm and adds about 6 MB to the process, 13 MB after much
// typing; the rare characters 10 ms and 1.1 MB.
//
// Belongs to one thread. One in a process at a time (librime).
#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "ui/input/input_method.h"
#include "ui/input/pinyin/rime_engine.h"
#include "ui/input/rare/rare_method.h"

namespace bangnin::input {

struct MethodOptions {
    std::filesystem::path data_dir;                         // what the build compiled; see find_input_data
    std::filesystem::path user_dir;                         // a private folder that stays empty
    ShowsCharacter shows = [](char32_t) { return false; };  // beside the Han characters, which the fonts all have
};

// The compiled data beside this program: ../share/bangnin/input.
[[nodiscard]] std::filesystem::path find_input_data();

class InputMethods {
  public:
    explicit InputMethods(MethodOptions options) : options_(std::move(options)) {}

    // Lives as long as this object. The error is for the log and for doctor; a kind that failed is tried again next
    // time. Handwriting takes ink and is not among these: asked for, it is refused.
    [[nodiscard]] std::expected<InputMethod*, std::string> method(KeyboardKind kind);

    // At a session's end: every method forgets what was being typed.
    void reset();

  private:
    [[nodiscard]] std::expected<std::unique_ptr<InputMethod>, std::string> open(KeyboardKind kind);
    [[nodiscard]] std::expected<std::unique_ptr<InputMethod>, std::string> open_rime(KeyboardKind kind);

    MethodOptions options_;
    std::shared_ptr<RimeEngine> rime_;
    std::map<KeyboardKind, std::unique_ptr<InputMethod>> methods_;
};

}  // namespace bangnin::input
