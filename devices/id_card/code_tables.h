// The code tables printed on cards: ethnic groups (GB/T 3304) and sex (GB/T 2261.1). Pure.
#pragma once

#include <string_view>

#include "devices/id_card/id_card.h"

namespace bangnin::devices {

// 汉 for "01"; empty for a code that is not in the table.
std::string_view ethnic_name(std::string_view two_digits);

Sex sex_of_code(std::string_view digit);
std::string_view sex_name(Sex sex);

}  // namespace bangnin::devices
