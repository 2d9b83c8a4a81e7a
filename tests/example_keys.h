// The keys that an example configuration shows, also those that are commented out, named as the reader's config_keys().
#pragma once

#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace bangnin {

inline std::set<std::string> keys_shown(const std::string& example) {
    static const std::regex section_line(R"(\[(\[?)([a-z_]+)\]\]?.*)");
    static const std::regex key_line(R"((?:# )?([a-z_]+) = .*)");
    std::set<std::string> keys;
    std::string section;
    std::istringstream lines(example);
    std::smatch found;
    for (std::string line; std::getline(lines, line);) {
        if (std::regex_match(line, found, section_line)) {
            keys.insert(found[2]);
            section = found[2].str() + (found[1].length() > 0 ? "[1]" : "");
        } else if (std::regex_match(line, found, key_line)) {
            keys.insert(section + "." + found[1].str());
        }
    }
    return keys;
}

// The same file with what is commented out in force.
inline std::string with_all_in_force(const std::string& example) {
    static const std::regex commented(R"(\n# ([a-z_]+ = ))");
    return std::regex_replace(example, commented, "\n$1");
}

}  // namespace bangnin
