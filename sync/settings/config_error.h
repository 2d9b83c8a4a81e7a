// What is wrong with a configuration, and where.
#pragma once

#include <cstdint>
#include <string>

namespace bangnin::sync {

/// Shown to the operator as "file:line: key: reason".
struct ConfigError {
    std::string file;
    std::uint32_t line = 0;  ///< from 1; 0 when it concerns the file as a whole
    std::string key;         ///< "printer.url"; may be empty
    std::string reason;
    [[nodiscard]] std::string text() const;
};

}  // namespace bangnin::sync
