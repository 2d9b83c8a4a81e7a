// What an identity card says. Plain data of one person, kept in memory only: wiped when destroyed or overwritten,
// and deliberately without an output operator, so that it cannot slip into a log.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bangnin::devices {

enum class CardType : std::uint8_t {
    resident,                // 居民身份证
    residence_permit,        // J 港澳台居民居住证
    foreign_permanent_2023,  // Y 外国人永久居留身份证, new form
    foreign_permanent_2017,  // I 外国人永久居留身份证, old form
};

// GB/T 2261.1.
enum class Sex : std::uint8_t { unknown = 0, male = 1, female = 2, unspecified = 9 };

enum class Validity : std::uint8_t {
    unreadable,  // the card's end of validity makes no sense
    until_date,  // see CardInfo::valid_until
    long_term,   // 长期
};

// Whether the ID number passes GB 11643 (form, birth date and check digit).
enum class NumberCheck : std::uint8_t {
    not_applicable,  // a card type whose number follows another rule
    good,
    bad,
};

// Texts are UTF-8 without the card's padding, empty where the card type has no such field or leaves it blank.
// Private-use code points of older cards are kept as they are.
struct CardInfo {
    CardType type = CardType::resident;
    std::string name;          // Chinese name; may be empty on I and Y
    std::string english_name;  // I, Y (with the overflow field appended)
    Sex sex = Sex::unknown;    //
    std::string sex_text;      // 男, 女, 未知 or 未说明
    std::string ethnic_code;   // resident: two digits
    std::string ethnic;        // resident: 汉, 鄂伦春 …; empty if the code is not in the table
    std::optional<std::chrono::year_month_day> birth;
    std::string address;      // resident, J
    std::string new_address;  // resident: the address written later, if asked for and there
    std::string number;       // resident, J, Y: 18 characters; I: 15
    NumberCheck number_check = NumberCheck::not_applicable;
    std::string issuer;  // resident, J: the authority's name; I: its code
    std::optional<std::chrono::year_month_day> valid_from;
    Validity validity = Validity::unreadable;
    std::optional<std::chrono::year_month_day> valid_until;  // set only with Validity::until_date
    std::string pass_number;                                 // J: 通行证号码
    std::string issue_count;                                 // J: times issued; Y: times renewed
    std::string nationality;                                 // I, Y: three letters, ISO 3166-1
    std::string card_version;                                // I
    std::string old_number_link;      // Y: three characters that tie it to an older card's number
    std::vector<std::uint8_t> photo;  // 1,024 bytes of WLT, only where asked for; otherwise empty

    CardInfo() = default;
    CardInfo(const CardInfo&) = default;
    CardInfo(CardInfo&& other) noexcept;
    CardInfo& operator=(const CardInfo& other);
    CardInfo& operator=(CardInfo&& other) noexcept;
    ~CardInfo();

    // The name to greet the person with: the Chinese one, or else the English one.
    const std::string& display_name() const { return name.empty() ? english_name : name; }

    // Overwrites every text and the photo with zeros, then empties them. The compiler cannot leave it out.
    void wipe() noexcept;
};

// "resident", "J", "Y", "I": stable words, also the simulator's.
std::string_view to_word(CardType type);

// Overwrites the whole capacity of a buffer that held personal data, then empties it.
void wipe(std::string& text) noexcept;
void wipe(std::vector<std::uint8_t>& bytes) noexcept;

}  // namespace bangnin::devices
