#include "sync/settings/table_reader.h"

#include <algorithm>

#include "sync/model/toml_text.h"
#include "sync/settings/hall_settings.h"

namespace bangnin::sync {

std::string ConfigError::text() const {
    std::string message = file;
    message += line > 0 ? ":" + std::to_string(line) : "";
    message += ": ";
    message += key.empty() ? "" : key + ": ";
    return message + reason;
}

std::expected<toml::table, ConfigError> parse_toml(std::string_view text, std::string_view file) {
    const auto wrong = [&](std::uint32_t line, std::string reason) {
        return std::unexpected(
            ConfigError{.file = std::string(file), .line = line, .key = {}, .reason = std::move(reason)});
    };
    if (text.size() > longest_settings) {
        return wrong(0, "is larger than 256 KiB");
    }
    if (const auto line = line_with_bare_letters(text)) {
        return wrong(*line, "letters beyond ASCII must stand in quotes");
    }
    auto parsed = toml::parse(text, file);
    if (!parsed) {
        return wrong(parsed.error().source().begin.line, std::string(parsed.error().description()));
    }
    return std::move(parsed).table();
}

void ConfigProblems::report(std::uint32_t line, std::string key, std::string reason) {
    if (!first_) {
        first_ = ConfigError{.file = file_, .line = line, .key = std::move(key), .reason = std::move(reason)};
    }
}

TableReader::TableReader(const toml::table& table, std::string path, ConfigProblems& problems)
    : table_(table), path_(std::move(path)), problems_(problems) {}

std::string TableReader::full(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

std::uint32_t TableReader::line_of(std::string_view key) const {
    const auto found = table_.find(key);
    return static_cast<std::uint32_t>(found != table_.cend() ? found->first.source().begin.line
                                                             : table_.source().begin.line);
}

bool TableReader::has(std::string_view key) const { return table_.contains(key); }

const toml::node* TableReader::take(std::string_view key) {
    known_.emplace_back(key);
    problems_.asked_for(full(key));
    return table_.get(key);
}

TableReader TableReader::section(std::string_view name) {
    static const toml::table absent;
    const auto* node = take(name);
    const bool usable = node != nullptr && node->is_table();
    if (node != nullptr && !usable) {
        fail(name, "must be a section, written [" + std::string(name) + "]");
    }
    return {usable ? *node->as_table() : absent, full(name), problems_};
}

std::vector<TableReader> TableReader::tables(std::string_view name) {
    std::vector<TableReader> readers;
    const auto* node = take(name);
    if (node == nullptr) {
        return readers;
    }
    const auto* list = node->as_array();
    for (std::size_t i = 0; list != nullptr && i < list->size() && (*list)[i].is_table(); ++i) {
        readers.emplace_back(*(*list)[i].as_table(), full(name) + "[" + std::to_string(i + 1) + "]", problems_);
    }
    if (list == nullptr || readers.size() != list->size()) {
        fail(name, "must be written as [[" + std::string(name) + "]]");
    }
    return readers;
}

void TableReader::fail(std::string_view key, std::string reason) {
    problems_.report(line_of(key), full(key), std::move(reason));
}

void TableReader::wrong_type(std::string_view key, std::string_view wanted) {
    fail(key, "must be " + std::string(wanted));
}

void TableReader::text(std::string_view key, std::string& into, std::size_t longest) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    auto value = node->value_exact<std::string>();
    if (!value) {
        return wrong_type(key, "a text in quotes");
    }
    if (value->size() > longest) {
        return fail(key, "is longer than " + std::to_string(longest) + " bytes");
    }
    into = std::move(*value);
}

void TableReader::path(std::string_view key, std::filesystem::path& into) {
    std::string value;
    text(key, value, 1000);
    if (!value.empty()) {
        into = value;
    }
}

void TableReader::hall_text(std::string_view key, HallText& into) {
    const auto found = table_.get(key);
    if (found == nullptr || !found->is_table()) {
        return text(key, into.zh);
    }
    (void)take(key);
    TableReader languages(*found->as_table(), full(key), problems_);
    languages.text("zh", into.zh);
    languages.text("mn", into.mn);
    languages.text("en", into.en);
    if (into.zh.empty()) {
        fail(key, "needs a Chinese text (zh)");
    }
    languages.finish();
}

void TableReader::whole(std::string_view key, std::uint32_t& into, std::int64_t least, std::int64_t most) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    const auto value = node->value_exact<std::int64_t>();
    if (!value) {
        return wrong_type(key, "a whole number");
    }
    if (*value < least || *value > most) {
        return fail(key, "must lie between " + std::to_string(least) + " and " + std::to_string(most));
    }
    into = static_cast<std::uint32_t>(*value);
}

void TableReader::number(std::string_view key, double& into, double least, double most) {
    const auto* node = take(key);
    if (node == nullptr) {
        return;
    }
    if (!node->is_number()) {
        return wrong_type(key, "a number");
    }
    const double value = node->value<double>().value_or(least - 1);
    // Written so that "not a number" fails too.
    if (!(value >= least && value <= most)) {
        return fail(key, "is out of range");
    }
    into = value;
}

void TableReader::seconds(std::string_view key, std::chrono::seconds& into, std::int64_t least, std::int64_t most) {
    auto value = static_cast<std::uint32_t>(into.count());
    whole(key, value, least, most);
    into = std::chrono::seconds{value};
}

std::vector<std::string> TableReader::texts(std::string_view key) {
    std::vector<std::string> values;
    for (auto& each : lines(key)) {
        values.push_back(std::move(each.text));
    }
    return values;
}

std::vector<TableReader::Line> TableReader::lines(std::string_view key) {
    std::vector<Line> values;
    const auto* node = take(key);
    if (node == nullptr) {
        return values;
    }
    const auto* array = node->as_array();
    if (array == nullptr) {
        wrong_type(key, "a list of texts");
        return values;
    }
    for (const auto& entry : *array) {
        if (auto value = entry.value_exact<std::string>()) {
            values.push_back({std::move(*value), static_cast<std::uint32_t>(entry.source().begin.line)});
        } else {
            wrong_type(key, "a list of texts");
        }
    }
    return values;
}

void TableReader::fail_at(std::uint32_t line, std::string_view key, std::string reason) {
    problems_.report(line, full(key), std::move(reason));
}

void TableReader::finish() {
    for (const auto& [key, node] : table_) {
        if (std::ranges::find(known_, key.str()) == known_.end()) {
            problems_.report(static_cast<std::uint32_t>(key.source().begin.line), full(key.str()),
                             "is not a known key");
        }
    }
}

}  // namespace bangnin::sync
