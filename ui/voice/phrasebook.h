// Which words have been recorded, and how some are to be pronounced where they are not:
// assets/voice/LANGUAGE/index.json.
//
//   {"clips": {                                      a phrase in Chinese, the catalogue's source, and its recording
//     "您好，请问要办什么事？": "hello.ogg",            a whole text, or a clause of one (between two commas)
//     "您的号码是 {0}": ["your-number.wav", "{0}"],    a phrase with something in it; the order is the language's own
//     "A": "letters/a.wav",                          what {0} may be made of: letters, digits in words (一), names
//     "一": "digits/1.wav"},
//    "say": {                                        words the Mandarin synthesiser misreads, in pinyin with tones 1 …
//    5
//     "重输": "chong2 shu1"}}
//
// Files are WAV, Ogg Vorbis, Opus or FLAC below the index's own folder. A phrase that is not listed, or whose file is
// missing or broken, is synthesised; in Mongolian, which has no synthesiser, the chime stands for it.
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bangnin::voice {

/// Not changed once made; may be read by several threads.
class Phrasebook {
  public:
    static constexpr std::size_t max_bytes = 1U << 20U;
    static constexpr std::size_t max_phrases = 4000;
    static constexpr std::size_t max_files_of_phrase = 16;

    /// Without recordings and corrections.
    Phrasebook() = default;
    /// `json` as above; `folder` goes before the file names. Total. The error says what is wrong where.
    static std::expected<Phrasebook, std::string> parse(std::string_view json, const std::filesystem::path& folder);
    /// Reads folder/index.json. No such file: an empty book.
    static std::expected<Phrasebook, std::string> load(const std::filesystem::path& folder);

    /// The recordings that together say all of `spoken` (spoken_text() in Chinese), in order; nothing where one of them
    /// is not known.
    [[nodiscard]] std::optional<std::vector<std::filesystem::path>> recordings_of(std::string_view spoken) const;
    /// `text` with the words of "say" in pinyin, for the Mandarin voice.
    [[nodiscard]] std::string with_pinyin(std::string_view text) const;

    [[nodiscard]] std::size_t phrases() const { return whole_.size() + patterns_.size(); }
    /// Every file that is named, once.
    [[nodiscard]] std::vector<std::filesystem::path> files() const;

  private:
    struct Part {
        std::filesystem::path file;  // empty: the place of {0}
    };
    struct Pattern {
        std::string before, after;
        std::vector<Part> parts;
    };
    using Files = std::vector<std::filesystem::path>;

    std::expected<void, std::string> add_clip(const std::string& phrase, const nlohmann::json& value,
                                              const std::filesystem::path& folder);
    std::expected<void, std::string> add_say(const std::string& phrase, const nlohmann::json& value);
    [[nodiscard]] std::optional<Files> pattern_recordings(std::string_view spoken) const;
    [[nodiscard]] std::optional<Files> piecewise(std::string_view words) const;

    std::map<std::string, Files, std::less<>> whole_;
    std::vector<Pattern> patterns_;
    std::map<std::string, std::string, std::less<>> say_;
    std::size_t longest_say_ = 0;
    std::size_t longest_whole_ = 0;
};

}  // namespace bangnin::voice
