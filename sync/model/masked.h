// What may be shown of a person's name and numbers.
#pragma once

#include <string>
#include <string_view>

namespace bangnin::sync {

// 李小明 → 李*明, 李明 → 李*.
[[nodiscard]] std::string masked_name(std::string_view name);

// 150722198001011234 → 1507**********1234; shorter numbers keep at most a third in the clear.
[[nodiscard]] std::string masked_id_number(std::string_view number);

// 13812345678 → 138****5678.
[[nodiscard]] std::string masked_phone(std::string_view phone);

// The text with every number in it hidden that is as long as a phone's or longer: what somebody wrote who should not
// have.
[[nodiscard]] std::string masked_numbers(std::string_view text);

}  // namespace bangnin::sync
