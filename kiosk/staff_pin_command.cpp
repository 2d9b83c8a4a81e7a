#include "kiosk/staff_pin_command.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <optional>
#include <string>

#include "kiosk/journeys/secret.h"
#include "kiosk/staff_pin.h"

namespace bangnin::kiosk {

namespace {

constexpr int status_unusable = 2;

/// Where a person types, nobody reads along.
class EchoOff {
  public:
    EchoOff() {
        termios present{};
        if (isatty(STDIN_FILENO) == 0 || tcgetattr(STDIN_FILENO, &present) != 0) {
            return;
        }
        before_ = present;
        present.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &present);
        std::fputs("PIN (6 to 12 digits): ", stderr);
    }
    ~EchoOff() {
        if (before_) {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &*before_);
            std::fputs("\n", stderr);
        }
    }
    EchoOff(const EchoOff&) = delete;
    EchoOff& operator=(const EchoOff&) = delete;

  private:
    std::optional<termios> before_;
};

Secret typed_pin() {
    const EchoOff quiet;
    std::string line;
    std::getline(std::cin, line);
    Secret pin(line);
    std::ranges::fill(line, '\0');
    return pin;
}

}  // namespace

int run_staff_pin() {
    const auto hash = staff_pin_hash(typed_pin().text());
    if (hash) {
        std::printf("%s\n", hash->c_str());
        return 0;
    }
    const bool no_memory = hash.error() == StaffPinError::no_memory;
    std::fputs(no_memory ? "bangnin-terminal: not enough memory to hash the PIN\n"
                         : "bangnin-terminal: a PIN has 6 to 12 digits and nothing else\n",
               stderr);
    return status_unusable;
}

}  // namespace bangnin::kiosk
