// What is wrong with a document that is edited at the console, in its users' language. Pure.
#pragma once

#include <string>
#include <string_view>

namespace bangnin::hub::console {

// For a reason that document_fault() gives. One that is not known here, as of the TOML library, stands in its own words
// behind ours.
std::string fault_words(std::string_view reason);

}  // namespace bangnin::hub::console
