// What a person posted about a case, as the command that it means. Pure.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/hub/console/form.h"
#include "sync/model/case.h"

namespace bangnin::hub::console {

// The error is a sentence for whoever posted it. Whether the case's rules allow it is not looked at here.
std::expected<sync::Command, std::string> command_of(const Form& form, const sync::Case& of);

// What a scanner types: the address behind a case's code, or only its token.
std::optional<sync::Token> scanned_case(std::string_view text);

// One entry a line, without what is empty.
std::vector<std::string> lines_of(const std::string& text);

}  // namespace bangnin::hub::console
