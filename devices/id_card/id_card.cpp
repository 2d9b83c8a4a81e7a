#include "devices/id_card/id_card.h"

#include <string.h>

#include <array>
#include <utility>

namespace bangnin::devices {
namespace {

constexpr std::array<std::string CardInfo::*, 14> text_members{
    &CardInfo::name,         &CardInfo::english_name,    &CardInfo::sex_text,    &CardInfo::ethnic_code,
    &CardInfo::ethnic,       &CardInfo::address,         &CardInfo::new_address, &CardInfo::number,
    &CardInfo::issuer,       &CardInfo::pass_number,     &CardInfo::issue_count, &CardInfo::nationality,
    &CardInfo::card_version, &CardInfo::old_number_link,
};

}  // namespace

void wipe(std::string& text) noexcept {
    // Within the capacity, so nothing is allocated and nothing left behind; short texts lie in the object itself.
    text.resize(text.capacity());
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

void wipe(std::vector<std::uint8_t>& bytes) noexcept {
    bytes.resize(bytes.capacity());
    if (!bytes.empty()) ::explicit_bzero(bytes.data(), bytes.size());
    bytes.clear();
}

CardInfo::CardInfo(CardInfo&& other) noexcept { *this = std::move(other); }

CardInfo& CardInfo::operator=(CardInfo&& other) noexcept {
    if (this == &other) return *this;
    wipe();
    for (const auto member : text_members) this->*member = std::move(other.*member);
    photo = std::move(other.photo);
    type = other.type;
    sex = other.sex;
    birth = other.birth;
    number_check = other.number_check;
    valid_from = other.valid_from;
    validity = other.validity;
    valid_until = other.valid_until;
    other.wipe();
    return *this;
}

CardInfo& CardInfo::operator=(const CardInfo& other) {
    if (this != &other) *this = CardInfo(other);
    return *this;
}

CardInfo::~CardInfo() { wipe(); }

void CardInfo::wipe() noexcept {
    for (const auto member : text_members) devices::wipe(this->*member);
    devices::wipe(photo);
    type = CardType::resident;
    sex = Sex::unknown;
    number_check = NumberCheck::not_applicable;
    validity = Validity::unreadable;
    birth.reset();
    valid_from.reset();
    valid_until.reset();
    ::explicit_bzero(&birth, sizeof birth);
    ::explicit_bzero(&valid_from, sizeof valid_from);
    ::explicit_bzero(&valid_until, sizeof valid_until);
}

std::string_view to_word(CardType type) {
    switch (type) {
        case CardType::residence_permit:
            return "J";
        case CardType::foreign_permanent_2023:
            return "Y";
        case CardType::foreign_permanent_2017:
            return "I";
        case CardType::resident:
            break;
    }
    return "resident";
}

}  // namespace bangnin::devices
