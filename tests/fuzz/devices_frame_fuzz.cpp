// Card reader frames and the text block behind them: any bytes, cut where the first byte says.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <variant>

#include "devices/id_card/command.h"
#include "devices/id_card/frame.h"
#include "devices/id_card/text_block.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::devices;
    if (size == 0) return 0;
    const std::size_t step = data[0] + 1U;
    const std::span<const std::uint8_t> bytes(data + 1, size - 1);
    samv::FrameParser whole;
    samv::FrameParser cut;
    const auto expected = whole.feed(bytes);
    std::size_t items = 0;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        items += cut.feed(bytes.subspan(at, std::min(step, bytes.size() - at))).size();
    }
    if (items != expected.size()) std::abort();  // cutting must change nothing
    for (const auto& item : expected) {
        const auto* frame = std::get_if<samv::Frame>(&item);
        if (frame == nullptr) continue;
        for (const auto command : {samv::Command::find, samv::Command::number, samv::Command::read_text_photo,
                                   samv::Command::read_text_photo_fingerprint, samv::Command::read_new_address}) {
            static_cast<void>(samv::parse_reply(command, frame->body));
        }
    }
    cut.give_up();
    return 0;
}
