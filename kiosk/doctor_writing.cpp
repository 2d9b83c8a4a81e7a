// The doctor's look at what people write with.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/doctor.h"
#include "ui/input/handwriting/handwriting.h"

namespace bangnin::kiosk {

namespace {

using input::KeyboardKind;

// What is typed, and what must be offered then.
struct Trial {
    const char* part;
    KeyboardKind keyboard;
    std::vector<std::string> keys;
    const char* expected;
};

std::vector<Trial> trials() {
    return {{"writing.pinyin", KeyboardKind::pinyin, {"n", "i", "h", "a", "o"}, "你好"},
            {"writing.stroke", KeyboardKind::stroke, {"一", "一", "丨", "一"}, "王"},
            {"writing.rare", KeyboardKind::rare, {"4", "D", "A", "E"}, "䶮"}};
}

Check finding(const char* part, const std::string& fault) {
    const bool works = fault.empty();
    return {.part = part,
            .finding = works ? Finding::good : Finding::warning,
            .detail = works ? "knows what it should" : fault};
}

bool offers(const std::vector<input::Candidate>& candidates, std::string_view text) {
    return std::ranges::find(candidates, text, &input::Candidate::text) != candidates.end();
}

std::string fault_of(input::InputMethods& methods, const Trial& trial) {
    const auto method = methods.method(trial.keyboard);
    if (!method) {
        return method.error();
    }
    input::Answer answer;
    for (const auto& key : trial.keys) {
        answer = (*method)->press(input::character_key(key));
    }
    (*method)->reset();
    return offers(answer.page.candidates, trial.expected) ? "" : std::string("does not offer ") + trial.expected;
}

// 十, as everybody writes it.
input::Ink ten() {
    input::Ink ink;
    ink.strokes = {{{20, 45, 0}, {50, 44, 60}, {80, 45, 120}}, {{50, 12, 300}, {50, 50, 360}, {50, 88, 420}}};
    return ink;
}

std::string fault_of(input::Handwriting& handwriting) {
    if (auto fault = handwriting.fault(); !fault.empty()) {
        return fault;
    }
    return offers(handwriting.recognise(ten()), "十") ? "" : "does not read 十";
}

}  // namespace

std::vector<Check> examine_writing(const input::MethodOptions& options, const std::filesystem::path& zinnia_model) {
    std::vector<Check> checks;
    input::InputMethods methods(options);
    for (const Trial& trial : trials()) {
        checks.push_back(finding(trial.part, fault_of(methods, trial)));
    }
    input::Handwriting handwriting(zinnia_model);
    checks.push_back(finding("writing.handwriting", fault_of(handwriting)));
    return checks;
}

}  // namespace bangnin::kiosk
