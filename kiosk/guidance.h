// Leads people who do not look at the screen: has the speaker say what there is to say, reads the control that the
// keypad or a listening person's finger has come upon, and turns keys into what they mean there. The rules are in
// focus.h, voice_guide.h, spoken_words.h and ui/voice; here they meet screen and speaker. The screen's thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/announcement.h"
#include "kiosk/config.h"
#include "kiosk/focus.h"
#include "kiosk/roles/kiosk_pages.h"
#include "kiosk/voice_guide.h"
#include "ui/screen/screen.h"
#include "ui/voice/speaker.h"

namespace bangnin::kiosk {

/// Whether what is said is kept, in words, until the session's end: for tests only.
enum class SpokenLog { none, kept };

/// The voice as the hall configured it.
[[nodiscard]] voice::SpeakerOptions speaker_options(const VoiceConfig& config, const std::filesystem::path& assets);

class Guidance {
  public:
    using Post = std::function<void(const voice::SpeakerEvent&)>;

    /// Silent and blind until start(). The screen must outlive it.
    Guidance(const VoiceConfig& config, screen::Screen& screen) : config_(config), screen_(screen) {}
    ~Guidance();
    Guidance(const Guidance&) = delete;
    Guidance& operator=(const Guidance&) = delete;

    /// After the first picture. `post` is called on the speaker's thread; what it is given belongs into take().
    void start(const std::filesystem::path& assets, Post post, SpokenLog log);
    /// No more posts after this.
    void stop() { speaker_.reset(); }

    /// Each time the page has been described: says what is new and keeps the focus on a control that is there.
    void follow(const Stage& stage, const View& view);
    /// A key of the keypad; what it asks of the session. What it activates comes as a finger's doing with the next
    /// frame.
    [[nodiscard]] std::vector<SessionEvent> press(const screen::KeyPress& pressed, const Stage& stage,
                                                  const View& view);
    /// The card that was left on the reader: chime and words, once; withdrawn when the page goes.
    void say_card(const Stage& stage, const View& view);
    /// A finger touched the glass: who sees it needs no ring.
    void touched();
    /// What the speaker told, in the session's words.
    [[nodiscard]] std::optional<SessionEvent> take(const voice::SpeakerEvent& event);
    /// Silent at once; nothing is left of the person.
    void end_session();

    /// "ok", "no_audio", "no_synthesis": a machine word for the terminal's health.
    [[nodiscard]] std::string_view health() const;
    /// Unknown where nothing tells.
    [[nodiscard]] Earpieces earpieces() const;
    /// As the automation port tells it.
    [[nodiscard]] nlohmann::json stats() const;

  private:
    enum class Leads { nobody, keypad, finger };
    enum class Turned { no, yes };
    struct Standing {
        Leads leads = Leads::nobody;
        std::string id;
        std::string label;
        screen::Chosen chosen = screen::Chosen::no;
    };

    [[nodiscard]] std::vector<const screen::Node*> order() const;
    [[nodiscard]] screen::Screen::Verdict judge(const screen::Node& node);
    void obey(const Settings& settings);
    void say_words(const Stage& stage, const View& view);
    void keep_focus(Turned turned);
    void stand_on(const screen::Node& node, voice::Cause cause);
    void stand(Leads leads, std::string_view id, std::string_view label);
    void leave_focus();
    void tell_switched(const screen::Node& node);
    [[nodiscard]] Earshot earshot() const {
        return headphones_ == voice::Headphones::in ? Earshot::headphones : Earshot::hall;
    }
    void read(const screen::Node& node, voice::Cause cause);
    void say(voice::Utterance utterance);
    void go(Direction direction);
    void activate(const screen::KeyPress& pressed, std::vector<SessionEvent>& wishes);
    void go_back();
    void say_again(const Stage& stage, const View& view);

    const VoiceConfig& config_;
    screen::Screen& screen_;
    std::unique_ptr<voice::Speaker> speaker_;
    SpokenLog log_ = SpokenLog::none;

    // Of the machine.
    voice::Headphones headphones_ = voice::Headphones::out;
    voice::Health health_;
    std::uint32_t last_tag_ = 0;
    std::optional<std::uint32_t> sounding_;  ///< the tag of what is being heard

    // Of the person.
    voice::Listening listening_ = voice::Listening::essential;
    std::optional<int> volume_;
    locale::Language language_ = locale::Language::chinese;
    Place place_ = Place::attract;
    std::string page_;
    std::string said_page_;
    std::string said_notice_;
    std::string said_closed_;
    std::string said_warning_;
    bool keypad_used_ = false;
    enum class Told { no, yes } told_offline_ = Told::no;
    Standing standing_;
    VoiceGuide guide_;
    struct Activated {
        std::string id;
        std::chrono::steady_clock::time_point when;
    };
    std::optional<Activated> activated_;  ///< by the last key
    nlohmann::json spoken_ = nlohmann::json::array();
};

}  // namespace bangnin::kiosk
