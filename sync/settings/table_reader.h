// Typed access to one TOML table: each key is asked for once; a wrong type or range, and every key nobody asked for,
// becomes an error with its line. The first error wins.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Values instead of exceptions, whatever the library was built with.
// Its assertions are about bad files, which it reports as errors right after them.
#define TOML_ASSERT(condition) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include "sync/settings/config_error.h"
#include "sync/settings/hall_text.h"

namespace bangnin::sync {

/// Where the first error of a file is kept, and which keys it might have had.
class ConfigProblems {
  public:
    explicit ConfigProblems(std::string_view file) : file_(file) {}
    void report(std::uint32_t line, std::string key, std::string reason);
    void asked_for(std::string key) { asked_.insert(std::move(key)); }
    [[nodiscard]] const std::optional<ConfigError>& first() const { return first_; }
    [[nodiscard]] const std::set<std::string>& asked() const { return asked_; }

  private:
    std::string file_;
    std::optional<ConfigError> first_;
    std::set<std::string> asked_;
};

/// The text as TOML, whatever its bytes are. `file` only appears in errors.
[[nodiscard]] std::expected<toml::table, ConfigError> parse_toml(std::string_view text, std::string_view file);

class TableReader {
  public:
    /// `path` is what stands before the keys in messages: "printer" or "service[2]".
    TableReader(const toml::table& table, std::string path, ConfigProblems& problems);

    /// Leaves `into` as it is when the key is absent.
    void text(std::string_view key, std::string& into, std::size_t longest = 200);
    void path(std::string_view key, std::filesystem::path& into);
    void hall_text(std::string_view key, HallText& into);
    void whole(std::string_view key, std::uint32_t& into, std::int64_t least, std::int64_t most);
    void number(std::string_view key, double& into, double least, double most);
    void seconds(std::string_view key, std::chrono::seconds& into, std::int64_t least, std::int64_t most);
    /// true and false as the two values of an enum.
    template <typename Value>
    void yes_or_no(std::string_view key, Value& into, Value no, Value yes);
    /// One of a few words.
    template <typename Value>
    void word(std::string_view key, Value& into, const std::vector<std::pair<std::string_view, Value>>& words);
    std::vector<std::string> texts(std::string_view key);
    /// The same with the line of each.
    struct Line {
        std::string text;
        std::uint32_t line = 0;
    };
    std::vector<Line> lines(std::string_view key);
    void fail_at(std::uint32_t line, std::string_view key, std::string reason);

    /// The section [name]; an empty one where there is none.
    [[nodiscard]] TableReader section(std::string_view name);
    /// Each [[name]]; none where there is none.
    [[nodiscard]] std::vector<TableReader> tables(std::string_view name);

    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] const toml::node* take(std::string_view key);
    void fail(std::string_view key, std::string reason);
    /// Reports the first key that was never asked for.
    void finish();

  private:
    [[nodiscard]] std::string full(std::string_view key) const;
    [[nodiscard]] std::uint32_t line_of(std::string_view key) const;
    void wrong_type(std::string_view key, std::string_view wanted);

    const toml::table& table_;
    std::string path_;
    ConfigProblems& problems_;
    std::vector<std::string> known_;
};

template <typename Value>
void TableReader::yes_or_no(std::string_view key, Value& into, Value no, Value yes) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    const auto value = node->value_exact<bool>();
    if (!value) {
        return wrong_type(key, "true or false");
    }
    into = *value ? yes : no;
}

template <typename Value>
void TableReader::word(std::string_view key, Value& into,
                       const std::vector<std::pair<std::string_view, Value>>& words) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    std::string allowed;
    for (const auto& [name, value] : words) {
        if (node->value_exact<std::string>() == name) {
            into = value;
            return;
        }
        allowed += allowed.empty() ? "" : " or ";
        allowed += '"';
        allowed += name;
        allowed += '"';
    }
    fail(key, "must be " + allowed);
}

}  // namespace bangnin::sync
