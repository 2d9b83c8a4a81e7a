#include "tests/kiosk/screens/signature_samples.h"

#include "kiosk/journeys/layout/metrics.h"

namespace bangnin::kiosk::samples {
namespace {

struct Place {
    float x = 0;
    float y = 0;
};
using Way = std::vector<Place>;

// 李小明, as the design's picture has it on a pad of 984 × 540 units.
const std::vector<Way>& name() {
    static const std::vector<Way> ways{
        {{168, 168}, {202, 163}, {237, 159}, {272, 154}, {306, 148}},
        {{234, 96}, {236, 139}, {237, 180}, {237, 221}, {236, 262}},
        {{232, 170}, {219, 195}, {203, 217}, {184, 237}, {162, 254}},
        {{240, 170}, {256, 191}, {274, 208}, {293, 223}, {316, 236}},
        {{190, 292},
         {215, 285},
         {239, 280},
         {261, 277},
         {282, 276},
         {271, 288},
         {261, 299},
         {250, 308},
         {238, 316},
         {241, 341},
         {240, 365},
         {236, 387},
         {230, 408},
         {224, 409},
         {218, 407},
         {212, 403},
         {206, 396}},
        {{148, 352}, {187, 345}, {230, 339}, {277, 334}, {326, 330}},
        {{470, 116}, {473, 184}, {474, 252}, {473, 321}, {470, 392}, {464, 392}, {457, 388}, {449, 381}, {442, 370}},
        {{400, 216}, {393, 240}, {384, 263}, {372, 284}, {358, 304}},
        {{540, 204}, {556, 224}, {570, 244}, {582, 266}, {592, 288}},
        {{668, 146}, {667, 188}, {668, 226}, {669, 262}, {670, 296}},
        {{670, 150}, {689, 146}, {706, 144}, {723, 142}, {738, 142}, {739, 178}, {738, 212}, {737, 246}, {734, 280}},
        {{674, 214}, {688, 213}, {701, 211}, {715, 210}, {730, 210}},
        {{674, 284}, {689, 283}, {703, 282}, {717, 281}, {732, 280}},
        {{806, 116}, {804, 194}, {797, 265}, {782, 329}, {754, 388}},
        {{806, 118},
         {825, 115},
         {842, 114},
         {859, 113},
         {874, 114},
         {877, 187},
         {878, 258},
         {877, 327},
         {874, 396},
         {867, 398},
         {858, 394},
         {849, 388},
         {840, 378}},
        {{808, 196}, {823, 195}, {837, 193}, {851, 192}, {866, 192}},
        {{804, 272}, {819, 271}, {834, 270}, {850, 269}, {866, 268}},
    };
    return ways;
}

// Slow at its ends, as hands are.
SignatureState drawn(const SignatureState& empty, const std::vector<Way>& ways) {
    SignatureState state = empty;
    std::chrono::milliseconds at{0};
    for (const Way& way : ways) {
        signature_event::Write stroke{.samples = {}, .pad = {.width = 984, .height = 540, .units_a_mm = units_of(1)}};
        for (std::size_t i = 0; i < way.size(); ++i) {
            const bool end = i < 2 || i + 2 >= way.size();
            at += std::chrono::milliseconds{end ? 90 : 50};
            const PenPhase phase = i == 0 ? PenPhase::down : (i + 1 == way.size() ? PenPhase::up : PenPhase::move);
            stroke.samples.push_back({.phase = phase, .x = way[i].x, .y = way[i].y, .at = at});
        }
        state = step(state, stroke).state;
        at += std::chrono::milliseconds{250};
    }
    return state;
}

SignatureState told(const SignatureState& state, const SignatureEvent& event) { return step(state, event).state; }

}  // namespace

std::vector<std::pair<std::string, SignatureState>> signature_states() {
    using enum SignedDocument;
    const SignatureState empty(SignatureOrder{.purpose = SignaturePurpose::application,
                                              .documents = {application_form, authorisation, commitment},
                                              .on_paper = OnPaper::possible,
                                              .step = {.step = 5, .of = 6}});
    const SignatureState test(SignatureOrder{.purpose = SignaturePurpose::test});
    const SignatureState signed_here = drawn(empty, name());
    std::vector<std::pair<std::string, SignatureState>> states;
    states.emplace_back("11-signature", signed_here);
    states.emplace_back("11-signature-empty", empty);
    states.emplace_back("11-signature-short", told(drawn(empty, {{{200, 200}, {230, 220}}}),
                                                   signature_event::Refused{signature_event::Key::finish}));
    states.emplace_back("11-signature-cleared", told(signed_here, signature_event::Clear{}));
    states.emplace_back("11-signature-nothing", told(empty, signature_event::Refused{signature_event::Key::redo}));
    states.emplace_back("11-signature-paper", told(empty, signature_event::AskPaper{}));
    states.emplace_back("11-signature-test", drawn(test, {name().front()}));
    return states;
}

}  // namespace bangnin::kiosk::samples
