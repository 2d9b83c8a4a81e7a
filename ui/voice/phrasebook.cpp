#include "ui/voice/phrasebook.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "ui/voice/code_points.h"
#include "ui/voice/spoken_text.h"

namespace bangnin::voice {
namespace {

constexpr std::string_view blank = "{0}";
constexpr std::size_t max_phrase_bytes = 1000;

std::string as_said(std::string_view phrase) { return bare(spoken_text(phrase, locale::Language::chinese)); }

// A file below the index's folder, never beside or above it.
bool stays_below(const std::filesystem::path& file) {
    if (file.empty() || file.is_absolute()) return false;
    return std::ranges::none_of(file, [](const std::filesystem::path& part) { return part == ".."; });
}

// Pinyin as the synthesiser takes it: letters, a tone after each syllable, spaces between.
bool is_pinyin(std::string_view text) {
    return !text.empty() && text.size() <= 200 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '1' && c <= '5') || c == ' ';
    });
}

std::size_t length_at(std::string_view text, std::size_t at) {
    std::size_t length = 1;
    while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80) ++length;
    return length;
}

std::string about(std::string_view phrase, std::string_view why) {
    return "“" + std::string(phrase) + "”: " + std::string(why);
}

std::expected<std::vector<std::string>, std::string> names_in(const nlohmann::json& value, std::string_view phrase) {
    std::vector<std::string> names;
    if (value.is_string()) names.push_back(value.get<std::string>());
    if (value.is_array()) {
        for (const nlohmann::json& element : value) {
            if (!element.is_string()) return std::unexpected(about(phrase, "names of files are wanted"));
            names.push_back(element.get<std::string>());
        }
    }
    if (names.empty() || names.size() > Phrasebook::max_files_of_phrase) {
        return std::unexpected(about(phrase, "one name of a file, or a list of up to 16, is wanted"));
    }
    return names;
}

}  // namespace

std::expected<Phrasebook, std::string> Phrasebook::parse(std::string_view json, const std::filesystem::path& folder) {
    if (json.size() > max_bytes) return std::unexpected("the index is larger than 1 MB");
    constexpr bool throwing = false;
    constexpr bool comments_ignored = true;
    const nlohmann::json root = nlohmann::json::parse(json, nullptr, throwing, comments_ignored);
    if (!root.is_object()) return std::unexpected("an object in JSON is wanted");
    Phrasebook book;
    for (const auto& [section, entries] : root.items()) {
        const bool clips = section == "clips";
        if (!entries.is_object() || (!clips && section != "say")) {
            return std::unexpected(about(section, "only objects “clips” and “say” are known"));
        }
        if (entries.size() > max_phrases) return std::unexpected("more than 4000 phrases");
        for (const auto& [phrase, value] : entries.items()) {
            if (auto added = clips ? book.add_clip(phrase, value, folder) : book.add_say(phrase, value); !added) {
                return std::unexpected(added.error());
            }
        }
    }
    return book;
}

std::expected<void, std::string> Phrasebook::add_say(const std::string& phrase, const nlohmann::json& value) {
    const auto* const pinyin = value.get_ptr<const std::string*>();
    if (pinyin == nullptr || !is_pinyin(*pinyin) || phrase.empty() || phrase.size() > max_phrase_bytes) {
        return std::unexpected(about(phrase, "pinyin with tones is wanted, as in “chong2 xin1”"));
    }
    say_[phrase] = *pinyin;
    longest_say_ = std::max(longest_say_, phrase.size());
    return {};
}

std::expected<Phrasebook, std::string> Phrasebook::load(const std::filesystem::path& folder) {
    const std::filesystem::path index = folder / "index.json";
    std::ifstream file(index, std::ios::binary);
    if (!file) {
        std::error_code none;
        if (!std::filesystem::exists(index, none)) return Phrasebook{};
        return std::unexpected(index.string() + " cannot be read");
    }
    std::string text(max_bytes + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    auto book = parse(text, folder);
    if (!book) return std::unexpected(index.string() + ": " + book.error());
    return book;
}

std::expected<void, std::string> Phrasebook::add_clip(const std::string& phrase, const nlohmann::json& value,
                                                      const std::filesystem::path& folder) {
    const auto wrong = [&](std::string_view why) { return std::unexpected(about(phrase, why)); };
    if (phrase.size() > max_phrase_bytes) return wrong("too long");
    const auto names = names_in(value, phrase);
    if (!names) return std::unexpected(names.error());
    std::vector<Part> parts;
    for (const std::string& name : *names) {
        if (name != blank && !stays_below(name)) return wrong("the file must be below the index's folder");
        parts.push_back({name == blank ? std::filesystem::path{} : folder / name});
    }
    const std::size_t place = phrase.find(blank);
    const auto blanks = std::ranges::count_if(parts, [](const Part& part) { return part.file.empty(); });
    if (blanks != (place == std::string_view::npos ? 0 : 1)) return wrong("{0} must be in both or in neither, once");
    if (place == std::string_view::npos) {
        const std::string key = as_said(phrase);
        if (key.empty()) return wrong("nothing of it can be said");
        Files files;
        for (const Part& part : parts) files.push_back(part.file);
        whole_[key] = std::move(files);
        longest_whole_ = std::max(longest_whole_, key.size());
        return {};
    }
    Pattern pattern{as_said(std::string_view(phrase).substr(0, place)),
                    as_said(std::string_view(phrase).substr(place + blank.size())), std::move(parts)};
    if (pattern.before.empty() && pattern.after.empty()) return wrong("{0} alone is not a phrase");
    patterns_.push_back(std::move(pattern));
    return {};
}

std::optional<Phrasebook::Files> Phrasebook::recordings_of(std::string_view spoken) const {
    const std::string words = bare(spoken);
    if (words.empty()) return std::nullopt;
    if (const auto found = whole_.find(words); found != whole_.end()) return found->second;
    if (auto files = pattern_recordings(words)) return files;
    Files all;
    for (const std::string& sentence : sentences_of(words)) {
        for (const std::string& clause : clauses_of(sentence)) {
            const std::string part = bare(clause);
            const auto found = whole_.find(part);
            auto files = found != whole_.end() ? std::optional(found->second) : pattern_recordings(part);
            if (!files) return std::nullopt;
            all.insert(all.end(), files->begin(), files->end());
        }
    }
    return all.empty() ? std::nullopt : std::optional(std::move(all));
}

std::optional<Phrasebook::Files> Phrasebook::pattern_recordings(std::string_view spoken) const {
    for (const Pattern& pattern : patterns_) {
        if (spoken.size() <= pattern.before.size() + pattern.after.size()) continue;
        if (!spoken.starts_with(pattern.before) || !spoken.ends_with(pattern.after)) continue;
        const std::size_t length = spoken.size() - pattern.before.size() - pattern.after.size();
        const auto middle = piecewise(spoken.substr(pattern.before.size(), length));
        if (!middle) continue;
        Files files;
        for (const Part& part : pattern.parts) {
            if (part.file.empty()) {
                files.insert(files.end(), middle->begin(), middle->end());
            } else {
                files.push_back(part.file);
            }
        }
        return files;
    }
    return std::nullopt;
}

// The longest known phrase first, again and again.
std::optional<Phrasebook::Files> Phrasebook::piecewise(std::string_view words) const {
    Files files;
    for (std::size_t at = 0; at < words.size();) {
        if (words[at] == ' ') {
            ++at;
            continue;
        }
        std::size_t length = std::min(longest_whole_, words.size() - at);
        auto found = whole_.end();
        for (; length > 0; --length) {
            found = whole_.find(words.substr(at, length));
            if (found != whole_.end()) break;
        }
        if (found == whole_.end()) return std::nullopt;
        files.insert(files.end(), found->second.begin(), found->second.end());
        at += length;
    }
    return files.empty() ? std::nullopt : std::optional(std::move(files));
}

std::string Phrasebook::with_pinyin(std::string_view text) const {
    if (say_.empty()) return std::string(text);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = std::min(longest_say_, text.size() - at);
        auto found = say_.end();
        for (; length > 0; --length) {
            found = say_.find(text.substr(at, length));
            if (found != say_.end()) break;
        }
        if (found != say_.end()) {
            out += " " + found->second + " ";
            at += length;
        } else {
            const std::size_t character = length_at(text, at);
            out += text.substr(at, character);
            at += character;
        }
    }
    return out;
}

std::vector<std::filesystem::path> Phrasebook::files() const {
    std::set<std::filesystem::path> all;
    for (const auto& [phrase, files] : whole_) all.insert(files.begin(), files.end());
    for (const Pattern& pattern : patterns_) {
        for (const Part& part : pattern.parts) {
            if (!part.file.empty()) all.insert(part.file);
        }
    }
    return {all.begin(), all.end()};
}

}  // namespace bangnin::voice
