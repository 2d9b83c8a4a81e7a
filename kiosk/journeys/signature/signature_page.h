// Signing with the finger: the ink on the pad, what takes it back and what brings it back again, and the way out for
// who cannot sign so. Pure: step() is total over every state and event and asks no clock.
//
// The field of a signature is the pad on which its first stroke was drawn. Should the pad become another one while the
// page is open (another text size, say), the ink stands on it as large as it fits, and what is added to it is taken
// back to the field: nothing is lost and nothing distorted.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/journeys/pen_sample.h"
#include "kiosk/journeys/signature/signature_order.h"
#include "ui/input/signature.h"

namespace bangnin::kiosk {

/// What the line under the pad says beside the usual.
enum class SignatureHint : std::uint8_t {
    none,
    too_little,      ///< 签好了, with less ink than a signature has
    nothing_drawn,   ///< 重签, 撤一笔 on an empty pad
    nothing_undone,  ///< 恢复, and nothing was taken back
    full,            ///< no more ink is kept
};

/// The question whether to sign on paper lies over the pad or does not.
enum class PaperQuestion : std::uint8_t { closed, open };

struct SignatureState {
    explicit SignatureState(const SignatureOrder& order);

    SignaturePurpose purpose;
    std::vector<SignedDocument> documents;
    OnPaper on_paper;
    JourneyStep journey_step;
    input::Signature signature;
    std::optional<input::Signature> cleared;  ///< what 重签 took away, until something is drawn
    /// At of a sample, for a time of the ink that is 0; none until the pen comes down on this page.
    std::optional<std::chrono::milliseconds> ink_zero;
    PaperQuestion paper = PaperQuestion::closed;
    SignatureHint hint = SignatureHint::none;
};

/// The pad as it stands on the glass.
struct PadSize {
    float width = 0;  ///< units
    float height = 0;
    float units_a_mm = 1;  ///< of the glass
};

/// How ink stands on a pad: as large as it fits, in the middle.
struct InkFit {
    float left = 0;  ///< units from the pad's left upper corner to the field's
    float top = 0;
    float units_a_mm = 1;  ///< of the ink
};
[[nodiscard]] InkFit fit_on(const PadSize& pad, const input::SignatureField& field);

namespace signature_event {
struct Write {
    PenSamples samples;
    PadSize pad;
};
struct Undo {};   ///< 撤一笔
struct Redo {};   ///< 恢复: the stroke that was undone, or all that was cleared
struct Clear {};  ///< 重签
/// A key was touched that cannot do its work now.
enum class Key : std::uint8_t { undo, redo, clear, finish };
struct Refused {
    Key key = Key::finish;
};
struct Finish {};       ///< 签好了
struct AskPaper {};     ///< 纸上签
struct SignOnPaper {};  ///< yes
struct KeepSigning {};  ///< no
struct Back {};
}  // namespace signature_event

using SignatureEvent =
    std::variant<signature_event::Write, signature_event::Undo, signature_event::Redo, signature_event::Clear,
                 signature_event::Refused, signature_event::Finish, signature_event::AskPaper,
                 signature_event::SignOnPaper, signature_event::KeepSigning, signature_event::Back>;

namespace signature_action {
struct Answer {};  ///< the person has given an answer: the session's remaining time is shown
struct Close {
    SignatureResult result;
};
}  // namespace signature_action

using SignatureAction = std::variant<signature_action::Answer, signature_action::Close>;

struct SignatureStep {
    SignatureState state;
    std::vector<SignatureAction> actions;
};

[[nodiscard]] SignatureStep step(const SignatureState& state, const SignatureEvent& event);

[[nodiscard]] bool has_ink(const SignatureState& state);
[[nodiscard]] bool can_redo(const SignatureState& state);
/// 签好了 would be taken.
[[nodiscard]] bool is_enough(const SignatureState& state);
/// Nothing is to be said meanwhile.
[[nodiscard]] bool is_signing(const SignatureState& state);

/// "apply.signature", or "apply.signature.paper" while the question is open.
[[nodiscard]] std::string_view screen_name(const SignatureState& state);

}  // namespace bangnin::kiosk
