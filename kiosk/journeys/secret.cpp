#include "kiosk/journeys/secret.h"

#include <string.h>

#include <cstddef>
#include <utility>
#include <vector>

namespace bangnin::kiosk {

namespace {

/// Start of each UTF-8 character; a broken sequence counts byte by byte.
std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> characters;
    std::size_t begin = 0;
    for (std::size_t at = 1; at <= text.size(); ++at) {
        const bool continues = at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
        if (!continues) {
            characters.push_back(text.substr(begin, at - begin));
            begin = at;
        }
    }
    return characters;
}

std::string mask_middle(std::string_view text, std::size_t head, std::size_t tail) {
    std::string masked(text.substr(0, head));
    masked.append(text.size() - head - tail, '*');
    masked.append(text.substr(text.size() - tail));
    return masked;
}

}  // namespace

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

std::string masked_name(std::string_view name) {
    const auto characters = characters_of(name);
    if (characters.size() < 2) {
        return std::string(name);
    }
    std::string masked(characters.front());
    masked += '*';
    if (characters.size() > 2) {
        masked += characters.back();
    }
    return masked;
}

std::string masked_id_number(std::string_view number) {
    const std::size_t shown = number.size() >= 18 ? 4 : number.size() / 6;
    return mask_middle(number, shown, shown);
}

std::string masked_phone(std::string_view phone) {
    if (phone.size() < 8) {
        return std::string(phone.size(), '*');
    }
    return mask_middle(phone, 3, 4);
}

}  // namespace bangnin::kiosk
