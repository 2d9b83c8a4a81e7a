#include "kiosk/guidance.h"

#include <algorithm>
#include <utility>

#include "kiosk/announcement.h"
#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/overloaded.h"
#include "kiosk/journeys/session/parts.h"
#include "kiosk/spoken_words.h"
#include "ui/text/wipe.h"

namespace bangnin::kiosk {

namespace {

constexpr int volume_step = 20;
constexpr int most_volume = 100;
/// Enough for the longest journey; a test that says more sees the last of it.
constexpr std::size_t most_spoken = 200;

std::string page_key(const Stage& stage, const screen::Tree& tree) {
    return std::string(screen_name(stage)) + '/' + std::to_string(static_cast<int>(stage.session.overlay)) + '/' +
           std::to_string(stage.session.page) + '/' + std::to_string(tree.top_layer());
}

std::string_view kind_word(voice::Kind kind) {
    switch (kind) {
        case voice::Kind::warning:
            return "warning";
        case voice::Kind::number_call:
            return "number_call";
        case voice::Kind::notice:
            return "notice";
        case voice::Kind::page_guidance:
            return "page_guidance";
        case voice::Kind::focused_control:
            return "focused_control";
    }
    return {};
}

int volume_of(std::uint32_t base, Volume volume) {
    return std::min(most_volume, static_cast<int>(base) + static_cast<int>(volume) * volume_step);
}

}  // namespace

voice::SpeakerOptions speaker_options(const VoiceConfig& config, const std::filesystem::path& assets) {
    voice::SpeakerOptions options;
    options.recordings = config.recordings.empty() ? assets / "voice" : config.recordings;
    options.headphone_switch = config.headphone_switch;
    options.synthesiser.program = config.synthesiser;
    options.synthesiser.words_per_minute = static_cast<int>(config.words_per_minute);
    options.volume = static_cast<int>(config.volume);
    return options;
}

Guidance::~Guidance() {
    stop();
    screen_.judge_presses(nullptr);
}

void Guidance::start(const std::filesystem::path& assets, Post post, SpokenLog log) {
    log_ = log;
    screen_.judge_presses([this](const screen::Node& node) { return judge(node); });
    speaker_ = std::make_unique<voice::Speaker>(speaker_options(config_, assets), std::move(post));
}

std::vector<const screen::Node*> Guidance::order() const {
    return focus_order(screen_.semantics(), screen_.surface_size());
}

void Guidance::follow(const Stage& stage, const View& view) {
    if (!speaker_) {
        return;
    }
    place_ = stage.session.place;
    language_ = locale_language(view.settings.language);
    const locale::LanguageScope words(language_);
    obey(view.settings);
    auto page = page_key(stage, screen_.semantics());
    const Turned turned = page == page_ ? Turned::no : Turned::yes;
    page_ = std::move(page);
    if (turned == Turned::yes) {
        guide_.forget();
    }
    say_words(stage, view);
    keep_focus(turned);
}

void Guidance::obey(const Settings& settings) {
    const bool everything = settings.voice == Voice::on || headphones_ == voice::Headphones::in;
    const auto listening = everything ? voice::Listening::everything : voice::Listening::essential;
    if (listening != listening_) {
        listening_ = listening;
        speaker_->listen(listening);
        // Who begins to listen has heard nothing of this page yet.
        said_page_.clear();
        text::wipe(standing_.label);
    }
    const int volume = volume_of(config_.volume, settings.volume);
    if (volume != volume_) {
        volume_ = volume;
        speaker_->set_volume(volume);
    }
}

void Guidance::say_words(const Stage& stage, const View& view) {
    const auto news = [this](const std::optional<voice::Utterance>& words, std::string& said, const std::string& key) {
        const std::string now = words ? key + words->text : std::string();
        if (words && now != said) {
            say(*words);
        }
        return std::exchange(said, now);
    };
    const bool warned = !said_warning_.empty();
    const auto warning = warning_words(stage, view);
    if (warning || !leaves_card(stage)) {
        news(warning, said_warning_, "");
    }
    if (warned && !warning && !leaves_card(stage)) {
        speaker_->withdraw(voice::Kind::warning);
    }
    if (const auto words = offline_words(stage, view);
        words && told_offline_ == Told::no && voice::is_heard(words->kind, listening_)) {
        told_offline_ = Told::yes;
        say(*words);
    }
    news(closed_words(stage, view), said_closed_, std::to_string(stage.session.notice_since.count()));
    news(notice_words(stage, view), said_notice_, std::to_string(stage.session.notice_since.count()));
    if (!warning) {  // what is under a warning is not news when the warning goes
        // The caret may come by the same words again.
        const std::string times = stage.entry != nullptr ? std::to_string(stage.entry->caret.times) : std::string();
        const auto before = news(page_words(stage, view, earshot()), said_page_, times);
        if (!before.empty() && said_page_.empty()) {
            speaker_->withdraw(voice::Kind::page_guidance);  // the page wants silence
        }
    }
}

void Guidance::say_card(const Stage& stage, const View& view) {
    if (!speaker_) {
        return;
    }
    auto words = card_words(stage, view);
    said_warning_ = words.text;
    say(std::move(words));
}

void Guidance::keep_focus(Turned turned) {
    if (standing_.leads == Leads::nobody) {
        return;
    }
    const auto places = order();
    const auto place = place_of(places, standing_.id);
    if (standing_.leads == Leads::finger) {
        if (turned == Turned::yes || !place) {
            leave_focus();
        } else {
            tell_switched(*places[*place]);
        }
        return;
    }
    if (places.empty()) {
        screen_.set_focus("");
        return;
    }
    const auto& node = place && turned == Turned::no ? *places[*place] : *places.front();
    if (turned == Turned::yes || node.id != standing_.id || node.label != standing_.label) {
        stand_on(node, voice::Cause::page);
    } else {
        tell_switched(node);
    }
}

// Who does not look must hear that a control they stand on went on or off. The frame's own say it as a notice.
void Guidance::tell_switched(const screen::Node& node) {
    if (std::exchange(standing_.chosen, node.chosen) != node.chosen && !node.id.starts_with("frame.")) {
        read(node, voice::Cause::page);
    }
}

void Guidance::stand_on(const screen::Node& node, voice::Cause cause) {
    stand(Leads::keypad, node.id, node.label);
    standing_.chosen = node.chosen;
    guide_.was_read(node.id, node.label);
    screen_.set_focus(node.id);
    read(node, cause);
}

// Labels may tell of the person: none stays behind in memory that was given back.
void Guidance::stand(Leads leads, std::string_view id, std::string_view label) {
    Standing next{.leads = leads, .id = std::string(id), .label = std::string(label)};
    std::swap(standing_, next);
    text::wipe(next.label);
}

void Guidance::leave_focus() {
    stand(Leads::nobody, {}, {});
    screen_.set_focus("");
}

void Guidance::read(const screen::Node& node, voice::Cause cause) {
    std::optional<Position> position;
    if (standing_.leads == Leads::keypad) {
        const auto places = order();
        if (const auto place = place_of(places, node.id)) {
            position = Position{.place = *place + 1, .of = places.size()};
        }
    }
    voice::Utterance words;
    words.kind = voice::Kind::focused_control;
    words.text = announcement(node, position, earshot());
    words.language = language_of_words(words.text, language_);
    words.privacy = privacy_of(node);
    words.cause = cause;
    say(std::move(words));
}

void Guidance::say(voice::Utterance utterance) {
    utterance.tag = ++last_tag_;
    if (log_ == SpokenLog::kept && voice::is_heard(utterance.kind, listening_)) {
        if (spoken_.size() == most_spoken) {
            spoken_.erase(0);
        }
        spoken_.push_back({{"kind", kind_word(utterance.kind)},
                           {"text", utterance.text},
                           {"language", locale::code_of(utterance.language)}});
    }
    speaker_->say(std::move(utterance));
}

screen::Screen::Verdict Guidance::judge(const screen::Node& node) {
    using enum screen::Screen::Verdict;
    const auto hearing = listening_ == voice::Listening::everything && speaker_ ? Hearing::on : Hearing::off;
    // A key that may not be said to the hall is not read first either.
    const bool unread = earshot() == Earshot::hall && enters_character(node);
    if (place_ == Place::attract || unread || guide_.tapped(node.id, node.label, hearing) == TapMeaning::act) {
        return acts;
    }
    const locale::LanguageScope words(language_);
    stand(Leads::finger, node.id, node.label);
    standing_.chosen = node.chosen;
    screen_.set_focus(node.id);
    read(node, voice::Cause::person);
    return withheld;
}

void Guidance::touched() {
    activated_.reset();
    if (standing_.leads == Leads::keypad) {
        leave_focus();
    }
}

std::vector<SessionEvent> Guidance::press(const screen::KeyPress& pressed, const Stage& stage, const View& view) {
    using screen::KeypadKey;
    if (!speaker_) {
        return {};
    }
    const locale::LanguageScope words(language_);
    std::vector<SessionEvent> wishes;
    const bool idle = stage.session.place == Place::attract;
    if (idle) {
        wishes.emplace_back(session_event::Start{});
    }
    // Any wish answers the time-out warning, which has keys of its own to be chosen from first.
    const bool warned = stage.session.overlay == Overlay::time_out_warning;
    if (!warned && !std::exchange(keypad_used_, true) && config_.keypad == KeypadVoice::turns_on &&
        view.settings.voice == Voice::off) {
        wishes.emplace_back(session_event::ToggleVoice{});
    }
    if (pressed.key == KeypadKey::louder || pressed.key == KeypadKey::quieter) {
        wishes.emplace_back(pressed.key == KeypadKey::louder ? SessionEvent{session_event::Louder{}}
                                                             : SessionEvent{session_event::Quieter{}});
        return wishes;
    }
    if (idle) {
        stand(Leads::keypad, {}, {});  // home's first control, once it is there
        return wishes;
    }
    switch (pressed.key) {
        case KeypadKey::up:
            go(Direction::previous);
            break;
        case KeypadKey::down:
            go(Direction::next);
            break;
        case KeypadKey::ok:
            activate(pressed, wishes);
            return wishes;
        case KeypadKey::left:
            if (stage.session.overlay != Overlay::none) {
                wishes.emplace_back(session_event::Back{});
            } else {
                go_back();
            }
            break;
        case KeypadKey::right:
            say_again(stage, view);
            break;
        case KeypadKey::louder:
        case KeypadKey::quieter:
            break;
    }
    activated_.reset();
    return wishes;
}

void Guidance::go(Direction direction) {
    if (const auto* node = moved(order(), standing_.id, direction)) {
        stand_on(*node, voice::Cause::person);
    }
}

void Guidance::activate(const screen::KeyPress& pressed, std::vector<SessionEvent>& wishes) {
    const auto places = order();
    const auto place = place_of(places, standing_.id);
    if (!place || standing_.leads != Leads::keypad) {
        return go(Direction::next);
    }
    // A hand that presses twice does not mean what has come under the key meanwhile.
    const bool echo =
        activated_ && activated_->id != standing_.id && pressed.time - activated_->when < screen::echo_time;
    if (echo) {
        activated_->when = pressed.time;
        return;
    }
    activated_ = Activated{.id = standing_.id, .when = pressed.time};
    if (standing_.id == ids::frame_staff) {
        wishes.emplace_back(session_event::OpenStaff{});  // a key cannot be held; the PIN guards the page
        return;
    }
    (void)screen_.activate(standing_.id);
}

void Guidance::go_back() {
    const auto places = order();
    const auto place = place_of(places, ids::frame_back);
    if (!place) {
        return;  // a dialog without a way back but its own keys
    }
    if (places[*place]->availability == screen::Availability::enabled) {
        (void)screen_.activate(ids::frame_back);
    } else {
        read(*places[*place], voice::Cause::person);
    }
}

void Guidance::say_again(const Stage& stage, const View& view) {
    auto words = warning_words(stage, view);
    if (!words) {
        words = page_words(stage, view, earshot());
    }
    if (words) {
        say(std::move(*words));
    }
    const auto places = order();
    if (const auto place = place_of(places, standing_.id)) {
        stand_on(*places[*place], voice::Cause::page);
    }
}

std::optional<SessionEvent> Guidance::take(const voice::SpeakerEvent& event) {
    namespace told = voice::speaker_event;
    std::optional<SessionEvent> said;
    std::visit(Overloaded{
                   [&](const told::Began& began) { sounding_ = began.tag; },
                   [&](const told::Ended& ended) {
                       if (sounding_ == ended.tag) {
                           sounding_.reset();
                       }
                       if (ended.how == told::How::silent && health() != "ok") {
                           said = session_event::VoiceMissing{};
                       }
                   },
                   [&](const told::HeadphonesChanged& changed) { headphones_ = changed.headphones; },
                   [&](const told::HealthChanged& changed) { health_ = changed.health; },
               },
               event);
    return said;
}

void Guidance::end_session() {
    if (speaker_) {
        speaker_->end_session();
    }
    leave_focus();
    guide_.forget();
    listening_ = voice::Listening::essential;
    volume_.reset();
    for (auto* words : {&page_, &said_page_, &said_notice_, &said_closed_, &said_warning_}) {
        text::wipe(*words);
    }
    keypad_used_ = false;
    told_offline_ = Told::no;
    activated_.reset();
    for (auto& words : spoken_) {
        text::wipe(words["text"].get_ref<std::string&>());
    }
    spoken_.clear();
}

Earpieces Guidance::earpieces() const {
    if (config_.headphone_switch.empty()) {
        return Earpieces::unknown;
    }
    return headphones_ == voice::Headphones::in ? Earpieces::in : Earpieces::out;
}

std::string_view Guidance::health() const {
    if (health_.audio.state == voice::PartState::unavailable) {
        return "no_audio";
    }
    return health_.synthesis.state == voice::PartState::unavailable ? "no_synthesis" : "ok";
}

nlohmann::json Guidance::stats() const {
    return {{"listening", listening_ == voice::Listening::everything},
            {"volume", volume_.value_or(static_cast<int>(config_.volume))},
            {"playing", sounding_.has_value()},
            {"spoken", spoken_}};
}

}  // namespace bangnin::kiosk
