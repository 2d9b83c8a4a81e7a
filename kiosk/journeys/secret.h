// Text that belongs to a person (name, ID number, phone number): wiped from memory when it goes away.
#pragma once

#include <string>
#include <string_view>

#include "sync/model/masked.h"

namespace bangnin::kiosk {

/// Owns personal text. Every copy overwrites its bytes when it is destroyed, replaced or moved from.
/// UTF-8; never written to a log.
class Secret {
  public:
    Secret() = default;
    explicit Secret(std::string_view text);
    Secret(const Secret& other);
    Secret(Secret&& other) noexcept;
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    void append(char digit);
    void drop_last();
    void wipe();

    friend bool operator==(const Secret& a, const Secret& b) { return a.text_ == b.text_; }

  private:
    std::string text_;
};

/// Who asked for the ticket, as far as the person said so. Empty fields were not given.
struct Person {
    Secret name;
    Secret id_number;
    Secret phone;
    friend bool operator==(const Person&, const Person&) = default;
};

using sync::masked_id_number;
using sync::masked_name;
using sync::masked_phone;

}  // namespace bangnin::kiosk
