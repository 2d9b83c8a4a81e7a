#include "devices/sim/printer_control.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>

namespace bangnin::devices::sim {
namespace {

template <typename Value>
struct Word {
    std::string_view text;
    Value value;
};

constexpr std::array papers{Word<SimPaper>{"ok", SimPaper::ok}, Word<SimPaper>{"near_end", SimPaper::near_end},
                            Word<SimPaper>{"out", SimPaper::out}};
constexpr std::array covers{Word<SimCover>{"closed", SimCover::closed}, Word<SimCover>{"open", SimCover::open}};
constexpr std::array plain_faults{Word<SimFault>{"none", SimFault::none}, Word<SimFault>{"cutter", SimFault::cutter},
                                  Word<SimFault>{"silent", SimFault::silent}};
constexpr std::array counting_faults{Word<SimFault>{"hang_after_bytes", SimFault::hang_after_bytes},
                                     Word<SimFault>{"paper_out_after_rows", SimFault::paper_out_after_rows}};

template <typename Words>
auto find_word(const Words& words, std::string_view text) -> std::optional<decltype(words[0].value)> {
    for (const auto& word : words)
        if (word.text == text) return word.value;
    return std::nullopt;
}

std::optional<FaultSetting> parse_fault(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
        const auto fault = find_word(plain_faults, text);
        return fault ? std::optional(FaultSetting{.fault = *fault}) : std::nullopt;
    }
    const auto fault = find_word(counting_faults, text.substr(0, colon));
    const std::string_view digits = text.substr(colon + 1);
    FaultSetting setting{.fault = fault.value_or(SimFault::none)};
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), setting.amount);
    if (!fault || failure != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return setting;
}

std::string text_of(const nlohmann::json& request, const char* key) {
    const auto found = request.find(key);
    return found != request.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::expected<PrinterRequest, std::string> parse_set(const nlohmann::json& request) {
    SetPrinter set;
    set.paper = find_word(papers, text_of(request, "paper"));
    if (request.contains("paper") && !set.paper) return std::unexpected("paper is none of ok, near_end, out");
    set.cover = find_word(covers, text_of(request, "cover"));
    if (request.contains("cover") && !set.cover) return std::unexpected("cover is none of open, closed");
    set.fault = parse_fault(text_of(request, "fault"));
    if (request.contains("fault") && !set.fault)
        return std::unexpected("fault is none of none, cutter, silent, hang_after_bytes:N, paper_out_after_rows:N");
    if (!set.paper && !set.cover && !set.fault) return std::unexpected("set names none of paper, cover, fault");
    return set;
}

}  // namespace

std::expected<PrinterRequest, std::string> parse_printer_request(const nlohmann::json& request) {
    if (!request.is_object()) return std::unexpected("not an object");
    const std::string verb = text_of(request, "do");
    if (verb == "set") return parse_set(request);
    if (verb == "jobs") return ListJobs{};
    if (verb == "stats") return ShowStats{};
    if (verb == "unplug") return Unplug{};
    if (verb == "plug") return Plug{};
    return std::unexpected("the printer cannot do \"" + verb + "\"");
}

}  // namespace bangnin::devices::sim
