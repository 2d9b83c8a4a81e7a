#include "ui/input/pinyin/rime_engine.h"

#include <rime_api.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>

#include "ui/input/pinyin/rime_session.h"

namespace bangnin::input {
namespace {

constexpr const char* pinyin_schema = "bangnin_pinyin";
constexpr const char* stroke_schema = "bangnin_stroke";

std::atomic<bool> running = false;

std::optional<char> pinyin_letter(std::string_view text) {
    if (text.size() != 1) {
        return std::nullopt;
    }
    const char letter = text.front();
    if (letter >= 'A' && letter <= 'Z') {
        return static_cast<char>(letter - 'A' + 'a');
    }
    return (letter >= 'a' && letter <= 'z') || letter == '\'' ? std::optional(letter) : std::nullopt;
}

// The strokes as people see them on the keys (both forms of the bent one are about) and as the dictionary spells them.
std::optional<char> stroke_letter(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 8> strokes{
        {{"一", 'h'}, {"丨", 's'}, {"丿", 'p'}, {"丶", 'n'}, {"乛", 'z'}, {"乙", 'z'}, {"𠃍", 'z'}, {"乚", 'z'}}};
    for (const auto& [stroke, letter] : strokes) {
        if (stroke == text) {
            return letter;
        }
    }
    return std::nullopt;
}

// Where librime knows no character for the strokes it shows the letters it was given: nobody typed letters.
void show_strokes(Preedit& preedit) {
    constexpr std::string_view letters = "hspnz";
    constexpr std::array<std::string_view, letters.size()> strokes{"一", "丨", "丿", "丶", "乛"};
    Preedit shown;
    for (std::size_t i = 0; i < preedit.text.size(); ++i) {
        if (i == preedit.caret_byte) {
            shown.caret_byte = shown.text.size();
        }
        const auto letter = letters.find(preedit.text[i]);
        shown.text += letter == std::string_view::npos ? preedit.text.substr(i, 1) : std::string(strokes[letter]);
    }
    if (preedit.caret_byte >= preedit.text.size()) {
        shown.caret_byte = shown.text.size();
    }
    preedit = std::move(shown);
}

enum class Writing { pinyin, stroke };

class RimeMethod : public InputMethod {
  public:
    RimeMethod(std::shared_ptr<RimeEngine> engine, Writing writing, RimeSession session)
        : engine_(std::move(engine)), writing_(writing), session_(std::move(session)) {}

    Answer press(const Key& key) override {
        std::string committed;
        const KeyOutcome outcome = handle(key, committed);
        Answer answer = shown();
        answer.outcome = outcome;
        answer.committed = std::move(committed);
        return answer;
    }

    Answer shown() override {
        Answer answer;
        session_.show(answer.preedit, answer.page);
        if (writing_ == Writing::stroke) {
            show_strokes(answer.preedit);
        }
        return answer;
    }

    // A new session, because librime's own remembers the last commits; made first, so that the dictionary stays loaded.
    void reset() override {
        auto fresh = RimeSession::open(writing_ == Writing::pinyin ? pinyin_schema : stroke_schema);
        if (fresh) {
            session_ = std::move(*fresh);
        } else {
            session_.clear();
        }
    }

  private:
    KeyOutcome handle(const Key& key, std::string& committed) {
        if (key.kind == KeyKind::character) {
            return type(key.text, committed);
        }
        if (!session_.composing()) {
            return idle(key, committed);
        }
        switch (key.kind) {
            case KeyKind::character:
                break;
            case KeyKind::clear:
                session_.clear();
                break;
            case KeyKind::choose:
                session_.choose(key.index);
                break;
            case KeyKind::enter:
                // The letters of a stroke are ours, not the person's: they are never committed.
                session_.process(writing_ == Writing::pinyin ? RimeKey::enter : RimeKey::space);
                break;
            case KeyKind::space:
                session_.process(RimeKey::space);
                break;
            case KeyKind::backspace:
                session_.process(RimeKey::backspace);
                break;
            case KeyKind::caret_left:
                session_.move_caret(CaretStep::left);
                break;
            case KeyKind::caret_right:
                session_.move_caret(CaretStep::right);
                break;
            case KeyKind::page_previous:
                session_.process(RimeKey::page_up);
                break;
            case KeyKind::page_next:
                session_.process(RimeKey::page_down);
                break;
        }
        committed += session_.take_commit();
        return KeyOutcome::taken;
    }

    static KeyOutcome idle(const Key& key, std::string& committed) {
        if (key.kind == KeyKind::space) {
            committed.assign(1, ' ');
            return KeyOutcome::taken;
        }
        return key.kind == KeyKind::choose ? KeyOutcome::taken : KeyOutcome::passed;
    }

    KeyOutcome type(std::string_view text, std::string& committed) {
        const auto letter = writing_ == Writing::pinyin ? pinyin_letter(text) : stroke_letter(text);
        if (letter && (*letter != '\'' || session_.composing())) {
            if (session_.typed_bytes() < max_preedit_keys) {
                session_.process(*letter);
                committed += session_.take_commit();
            }
            return KeyOutcome::taken;
        }
        settle(committed);
        committed += text;
        return KeyOutcome::taken;
    }

    // Takes first candidates until nothing is being typed; what has none is committed as typed (pinyin) or dropped.
    void settle(std::string& committed) {
        for (std::size_t i = 0; i <= max_preedit_keys && session_.composing(); ++i) {
            session_.process(RimeKey::space);
            committed += session_.take_commit();
        }
        session_.clear();
    }

    std::shared_ptr<RimeEngine> engine_;  // outlives the session
    Writing writing_;
    RimeSession session_;
};

std::expected<std::unique_ptr<InputMethod>, RimeError> make_method(std::shared_ptr<RimeEngine> engine,
                                                                   Writing writing) {
    const char* schema = writing == Writing::pinyin ? pinyin_schema : stroke_schema;
    auto session = RimeSession::open(schema);
    if (!session) {
        return std::unexpected(RimeError{RimeErrorCode::engine, std::string("no session of ") + schema});
    }
    return std::make_unique<RimeMethod>(std::move(engine), writing, std::move(*session));
}

// librime's logger can be set up once in a process only, and must not write what people type: errors alone, to the
// standard error stream, no files.
void set_up_once(RimeTraits& traits) {
    static std::once_flag once;
    std::call_once(once, [&traits] { rime_get_api()->setup(&traits); });
}

}  // namespace

std::expected<std::shared_ptr<RimeEngine>, RimeError> RimeEngine::create(const RimeOptions& options) {
    std::error_code failed;
    if (!std::filesystem::exists(options.data_dir / "bangnin_pinyin.table.bin", failed)) {
        return std::unexpected(RimeError{RimeErrorCode::data_missing, options.data_dir.string()});
    }
    if (running.exchange(true)) {
        return std::unexpected(RimeError{RimeErrorCode::already_running, {}});
    }
    std::filesystem::create_directories(options.user_dir, failed);
    const std::string data = options.data_dir.string();
    const std::string user = options.user_dir.string();
    RimeTraits traits{};
    RIME_STRUCT_INIT(RimeTraits, traits);
    traits.shared_data_dir = data.c_str();
    traits.user_data_dir = user.c_str();
    traits.prebuilt_data_dir = data.c_str();
    traits.staging_dir = data.c_str();
    traits.distribution_name = "Bangnin";
    traits.distribution_code_name = "bangnin";
    traits.distribution_version = "1";
    traits.app_name = "rime.bangnin";
    traits.min_log_level = 2;
    traits.log_dir = "";
    set_up_once(traits);
    rime_get_api()->initialize(&traits);
    return std::shared_ptr<RimeEngine>(new RimeEngine());
}

RimeEngine::~RimeEngine() {
    rime_get_api()->finalize();
    running = false;
}

std::expected<std::unique_ptr<InputMethod>, RimeError> RimeEngine::make_pinyin() {
    return make_method(shared_from_this(), Writing::pinyin);
}

std::expected<std::unique_ptr<InputMethod>, RimeError> RimeEngine::make_stroke() {
    return make_method(shared_from_this(), Writing::stroke);
}

}  // namespace bangnin::input
