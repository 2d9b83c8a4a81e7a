#include "kiosk/journeys/secret.h"

#include <string.h>

#include <utility>

namespace bangnin::kiosk {

Secret::Secret(std::string_view text) : text_(text) {}
Secret::Secret(const Secret& other) = default;

Secret::Secret(Secret&& other) noexcept { text_.swap(other.text_); }

Secret& Secret::operator=(const Secret& other) {
    if (this != &other) {
        wipe();
        text_ = other.text_;
    }
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe();
        text_.swap(other.text_);
    }
    return *this;
}

Secret::~Secret() { wipe(); }

void Secret::append(char digit) {
    // A growing string would leave its old bytes behind in freed memory.
    Secret longer;
    longer.text_.reserve(text_.size() + 1);
    longer.text_.append(text_).push_back(digit);
    *this = std::move(longer);
}

void Secret::drop_last() {
    if (!text_.empty()) {
        text_.back() = '\0';
        text_.pop_back();
    }
}

void Secret::wipe() {
    // The whole buffer, not only the current length: an earlier, longer text may still lie behind it.
    text_.resize(text_.capacity());
    explicit_bzero(text_.data(), text_.size());
    text_.clear();
}

}  // namespace bangnin::kiosk
