// One conversation with librime: its C interface turned into values. For this folder only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ui/input/input_method.h"

namespace bangnin::input {

// The key symbols of X11 that librime's processors are bound to.
enum class RimeKey : int {
    space = 0x20,
    backspace = 0xff08,
    enter = 0xff0d,
    page_up = 0xff55,
    page_down = 0xff56,
};

enum class CaretStep { left, right };

class RimeSession {
  public:
    // Nothing when librime gives no session or does not know the schema.
    [[nodiscard]] static std::optional<RimeSession> open(std::string_view schema);
    ~RimeSession();
    RimeSession(RimeSession&& other) noexcept;
    RimeSession& operator=(RimeSession&& other) noexcept;
    RimeSession(const RimeSession&) = delete;
    RimeSession& operator=(const RimeSession&) = delete;

    void process(RimeKey key);
    void process(char letter);
    void choose(std::size_t index);  // of the page shown
    void clear();
    // By one letter. (librime's own arrow keys go back by syllables and forth by letters.)
    void move_caret(CaretStep step);

    [[nodiscard]] bool composing() const;
    [[nodiscard]] std::size_t typed_bytes() const;
    [[nodiscard]] std::string take_commit();
    void show(Preedit& preedit, CandidatePage& page) const;

  private:
    explicit RimeSession(std::uintptr_t id) : id_(id) {}
    std::uintptr_t id_ = 0;
};

}  // namespace bangnin::input
