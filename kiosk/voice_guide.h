// Who listens does not see what the finger comes upon: with the voice on, the first tap on a control reads it, the
// second one acts. Pure.
#pragma once

#include <string>
#include <string_view>

namespace bangnin::kiosk {

enum class Hearing { off, on };

enum class TapMeaning { read, act };

/// A control as it was read: another page's control of the same id is another control.
struct ReadControl {
    std::string id;
    std::string label;
    friend bool operator==(const ReadControl&, const ReadControl&) = default;
};

class VoiceGuide {
  public:
    /// A finger tapped this control. What has no words cannot be read and acts at once.
    [[nodiscard]] TapMeaning tapped(std::string_view id, std::string_view label, Hearing hearing);
    /// It was read for another reason: the next tap on it acts.
    void was_read(std::string_view id, std::string_view label);
    /// Another page, another person: nothing has been read.
    void forget() { was_read({}, {}); }
    [[nodiscard]] const ReadControl& last() const { return last_; }
    VoiceGuide() = default;
    ~VoiceGuide() { forget(); }
    VoiceGuide(const VoiceGuide&) = delete;
    VoiceGuide& operator=(const VoiceGuide&) = delete;

  private:
    ReadControl last_;
};

}  // namespace bangnin::kiosk
