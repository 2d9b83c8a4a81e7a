#include "ui/voice/spoken_text.h"

#include <algorithm>
#include <optional>

#include "ui/voice/code_points.h"
#include "ui/voice/number_words.h"
#include "ui/voice/utterance.h"

namespace bangnin::voice {
namespace {

using locale::Language;

bool is_space(char32_t c) { return c == U' ' || c == U'\t' || c == 0xA0; }
bool is_range_dash(char32_t c) { return c == U'-' || c == U'–' || c == U'—' || c == U'~' || c == U'～' || c == U'至'; }

// Two stars before and after a word are emphasis, any other number of stars, or two without a partner, are a mask.
std::u32string without_emphasis(std::u32string_view text) {
    std::vector<std::size_t> pairs;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_not_of(U'*', at), text.size());
        if (end - at == 2) pairs.push_back(at);
        at = std::max(end, at + 1);
    }
    if (pairs.size() % 2 != 0) pairs.pop_back();
    std::u32string out(text);
    for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) out.erase(*pair, 2);
    return out;
}

class Speller {
  public:
    Speller(std::u32string_view text, Language language) : in_(text), language_(language) {}

    std::u32string spell() {
        while (at_ < in_.size()) step();
        while (!out_.empty() && out_.back() == U' ') out_.pop_back();
        return std::move(out_);
    }

  private:
    bool chinese() const { return language_ == Language::chinese; }
    char32_t next(std::size_t offset = 0) const { return at_ + offset < in_.size() ? in_[at_ + offset] : U'\0'; }
    char32_t before() const { return at_ > 0 ? in_[at_ - 1] : U'\0'; }
    std::u32string_view rest(std::size_t offset = 0) const { return in_.substr(std::min(at_ + offset, in_.size())); }

    std::size_t digits_at(std::size_t offset) const {
        std::size_t count = 0;
        while (is_digit(next(offset + count))) ++count;
        return count;
    }

    void step() {
        const char32_t c = next();
        if (c == U'*') return stars();
        if (is_digit(c)) return number();
        if (is_capital(c) && ticket_number()) return;
        symbol(c);
    }

    void say(std::u32string_view words) { out_ += words; }
    void space() {
        if (out_.empty() || out_.back() == U' ' || (chinese() && is_pause(out_.back()))) return;
        out_.push_back(U' ');
    }

    // ---- numbers -----------------------------------------------------------------------------------------------

    bool ticket_number() {
        if (is_latin(before()) || is_digit(before())) return false;
        std::size_t letters = 1;
        while (is_capital(next(letters))) ++letters;
        const std::size_t digits = digits_at(letters);
        const bool spelt = letters == 1 && next(1) == U' ' && is_digit(next(2)) && !is_digit(next(3));
        if (spelt) {
            letter_and_pause();
            return true;
        }
        if (letters > 2 || digits < 3 || digits > 8 || is_latin(next(letters + digits))) return false;
        space();
        say(one_by_one(in_.substr(at_, letters - 1), language_));
        at_ += letters - 1;
        space();
        letter_and_pause();
        space();
        say(one_by_one(in_.substr(at_, digits), language_));
        at_ += digits;
        space();
        return true;
    }

    // "A 1" would be read with the article: "a one".
    void letter_and_pause() {
        out_.push_back(next());
        if (language_ == Language::english) out_.push_back(U',');
        ++at_;
    }

    void number() {
        const std::size_t digits = digits_at(0);
        if (personal_number() || masked_number(digits) || date(digits) || time(digits)) return;
        if (chinese()) space_before_code();
        const std::u32string_view run = in_.substr(at_, digits);
        const std::size_t fraction = fraction_after(digits);
        const std::size_t length = digits + (fraction > 0 ? fraction + 1 : 0);
        const std::size_t percent = percent_after(length);
        if (chinese() && percent > 0) say(U"百分之");
        say(quantity(run));
        if (fraction > 0) say(fraction_words(digits, fraction));
        at_ += length + (chinese() ? percent : 0);
        range();
    }

    // More than six digits behind the point are no quantity; what they are, the number after the point decides.
    std::size_t fraction_after(std::size_t offset) const {
        const std::size_t digits = next(offset) == U'.' ? digits_at(offset + 1) : 0;
        return digits <= 6 ? digits : 0;
    }

    std::size_t percent_after(std::size_t offset) const {
        if (next(offset) == U'%') return 1;
        return is_space(next(offset)) && next(offset + 1) == U'%' ? 2 : 0;
    }

    // A digit that stands by itself after a letter or another digit belongs to a code: keep it apart.
    void space_before_code() {
        if (!out_.empty() && (is_latin(out_.back()) || is_digit(before()))) space();
    }

    std::u32string fraction_words(std::size_t digits, std::size_t fraction) const {
        const std::u32string_view run = in_.substr(at_ + digits + 1, fraction);
        if (!chinese()) return U"." + std::u32string(run);
        std::u32string words = U"点";
        for (const char32_t digit : run) words.push_back(chinese_digit(digit));
        return words;
    }

    std::u32string quantity(std::u32string_view run) const {
        std::size_t skip = run.size();
        if (is_space(next(skip))) ++skip;
        const bool measured = starts_with_measure(rest(skip));
        const bool year = run.size() == 4 && next(skip) == U'年';
        const bool code = (run.size() > 1 && run.front() == U'0') || (run.size() >= 5 && !measured);
        if (code || year) return one_by_one(run, language_);
        if (!chinese()) return std::u32string(run);
        if (run == U"2" && measured && counts_things()) return U"两";
        return chinese_cardinal(run);
    }

    // Not the second (第 2 页), not the last digit of a code (A 1 0 2).
    bool counts_things() const {
        std::size_t at = at_;
        while (at > 0 && is_space(in_[at - 1])) --at;
        if (at == 0) return true;
        const char32_t c = in_[at - 1];
        return c != U'第' && !is_digit(c) && !is_latin(c);
    }

    // Digits in groups, 11 and more of them: a phone or an ID number. Its last four are enough to know it by.
    bool personal_number() {
        constexpr std::size_t shortest = 11;
        std::u32string digits;
        std::size_t length = 0;
        while (is_digit(next(length))) {
            digits.push_back(next(length++));
            const bool separated = (next(length) == U' ' || next(length) == U'-') && is_digit(next(length + 1));
            if (separated) ++length;
        }
        if (digits.size() < shortest) return false;
        if (digits.size() == 17 && (next(length) == U'X' || next(length) == U'x')) {
            digits.push_back(U'X');
            ++length;
        }
        say(ending(digits, language_));
        at_ += length;
        return true;
    }

    bool masked_number(std::size_t digits) {
        if (next(digits) != U'*') return false;
        at_ += digits;
        return true;  // stars() goes on and says the end
    }

    void stars() {
        std::size_t length = 0;
        while (next(length) == U'*') ++length;
        const char32_t former = before();
        at_ += length;
        std::size_t digits = digits_at(0);
        if (digits > 0) {
            std::u32string last(in_.substr(at_, digits));
            at_ += digits;
            if (next() == U'X' || next() == U'x') {
                last.push_back(U'X');
                ++at_;
            }
            say(ending(last, language_));
        } else if (is_han(former)) {
            for (std::size_t star = 0; star < std::min<std::size_t>(length, 3); ++star) out_.push_back(U'某');
        }
    }

    bool date(std::size_t digits) {
        const bool shaped = digits == 4 && next(4) == U'-' && digits_at(5) == 2 && next(7) == U'-' && digits_at(8) == 2;
        if (!shaped || language_ == Language::mongolian) return false;
        const int month = small_number(in_.substr(at_ + 5, 2));
        const int day = small_number(in_.substr(at_ + 8, 2));
        if (month < 1 || month > 12 || day < 1 || day > 31) return false;
        say(date_words(in_.substr(at_, 4), month, day, language_));
        at_ += 10;
        return true;
    }

    bool time(std::size_t digits) {
        if (digits > 2 || next(digits) != U':' || digits_at(digits + 1) != 2 || next(digits + 3) == U':') return false;
        const int hour = small_number(in_.substr(at_, digits));
        const int minute = small_number(in_.substr(at_ + digits + 1, 2));
        if (hour > 23 || minute > 59 || language_ == Language::mongolian) return false;
        say(time_words(hour, minute, language_));
        at_ += digits + 3;
        range();
        return true;
    }

    // After a number: "–" and another one.
    void range() {
        std::size_t skip = 0;
        while (is_space(next(skip))) ++skip;
        if (!is_range_dash(next(skip))) return;
        ++skip;
        while (is_space(next(skip))) ++skip;
        if (!is_digit(next(skip))) return;
        say(chinese() ? U"到" : U" to ");
        at_ += skip;
    }

    // ---- everything else ---------------------------------------------------------------------------------------

    void symbol(char32_t c) {
        ++at_;
        if (is_latin(c) || is_han(c) || is_mongolian(c)) {
            out_.push_back(c);
        } else if (is_space(c) || c == U'\n') {
            if (c != U'\n' || !chinese()) space();
        } else if (std::u32string_view(U"。.！!？?；;᠃").find(c) != std::u32string_view::npos) {
            pause(c == U'？' || c == U'?' ? question() : stop());
        } else if (std::u32string_view(U"，,、：:（()）·・|/—–-~～　᠂").find(c) != std::u32string_view::npos) {
            if (within_word(c)) {
                out_.push_back(c);
            } else {
                pause(comma());
            }
        } else if ((c == U'\'' || c == U'’') && is_latin(next())) {
            out_.push_back(U'\'');
        } else if (c == U'&' && !chinese()) {
            say(U"and");
        } else if (c == U'%' && !chinese()) {
            say(U"percent");
        }
    }

    bool within_word(char32_t c) const { return c == U'-' && at_ >= 2 && is_latin(in_[at_ - 2]) && is_latin(next()); }
    char32_t comma() const { return chinese() ? U'，' : U','; }
    char32_t stop() const { return chinese() ? U'。' : U'.'; }
    char32_t question() const { return chinese() ? U'？' : U'?'; }
    bool is_pause(char32_t c) const { return c == comma() || c == stop() || c == question(); }

    // Pauses do not add up: the longest of them is made, and none before the first word.
    void pause(char32_t mark) {
        while (!out_.empty() && out_.back() == U' ') out_.pop_back();
        if (out_.empty()) return;
        if (!is_pause(out_.back())) {
            out_.push_back(mark);
        } else if (out_.back() == comma()) {
            out_.back() = mark;
        }
        if (!chinese()) out_.push_back(U' ');
    }

    std::u32string_view in_;
    Language language_;
    std::size_t at_ = 0;
    std::u32string out_;
};

std::vector<std::string> split_after(std::string_view text, std::u32string_view marks) {
    std::vector<std::string> parts;
    std::u32string part;
    const auto end_part = [&] {
        if (part.find_first_not_of(U' ') != std::u32string::npos) {
            const std::size_t first = part.find_first_not_of(U' ');
            parts.push_back(to_utf8(part.substr(first)));
        }
        part.clear();
    };
    const std::u32string all = to_code_points(text);
    for (std::size_t at = 0; at < all.size(); ++at) {
        part.push_back(all[at]);
        if (marks.find(all[at]) == std::u32string_view::npos) continue;
        const bool within = all[at] < 0x80 && at + 1 < all.size() && all[at + 1] != U' ';  // 3.5, 12,000
        if (!within) end_part();
    }
    end_part();
    return parts;
}

}  // namespace

std::string spoken_text(std::string_view shown, Language language) {
    const std::u32string plain = without_emphasis(to_code_points(first_bytes(shown, max_utterance_bytes)));
    return to_utf8(Speller(plain, language).spell());
}

std::vector<std::string> sentences_of(std::string_view spoken) { return split_after(spoken, U"。？.?"); }

std::vector<std::string> clauses_of(std::string_view sentence) { return split_after(sentence, U"，,"); }

std::string bare(std::string_view spoken) {
    constexpr std::u32string_view ends = U" ，,。.？?";
    const std::u32string all = to_code_points(spoken);
    const std::size_t first = all.find_first_not_of(ends);
    if (first == std::u32string::npos) return {};
    return to_utf8(std::u32string_view(all).substr(first, all.find_last_not_of(ends) - first + 1));
}

std::vector<Run> voice_runs(std::string_view spoken, Language language) {
    std::vector<Run> runs;
    const std::u32string all = to_code_points(spoken);
    const auto word_end = [&](std::size_t at) {
        while (at < all.size() && (is_latin(all[at]) || all[at] == U'\'' || all[at] == U'-')) ++at;
        return at;
    };
    Language voice = language;
    for (std::size_t at = 0; at < all.size();) {
        std::size_t end = at + 1;
        if (is_han(all[at])) {
            voice = Language::chinese;
        } else if (is_latin(all[at])) {
            end = word_end(at);
            voice = end - at > 1 ? Language::english : language;
        } else if (is_digit(all[at]) || is_mongolian(all[at])) {
            voice = language;
        }  // marks and spaces stay with what went before
        if (runs.empty() || runs.back().language != voice) runs.push_back({voice, {}});
        runs.back().text += to_utf8(std::u32string_view(all).substr(at, end - at));
        at = end;
    }
    return runs;
}

}  // namespace bangnin::voice
