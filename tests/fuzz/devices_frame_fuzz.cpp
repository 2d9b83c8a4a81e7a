// Card reader frames and the answers in them: any bytes, cut where the first byte says; and any bytes as the body of a
// frame, which no search by chance would give its checksum.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <variant>

#include "devices/id_card/command.h"
#include "devices/id_card/frame.h"
#include "devices/id_card/text_block.h"

namespace {

using namespace bangnin::devices;

void parse_as_every_reply(std::span<const std::uint8_t> body) {
    for (const auto command : {samv::Command::find, samv::Command::number, samv::Command::read_text_photo,
                               samv::Command::read_text_photo_fingerprint, samv::Command::read_new_address}) {
        const auto reply = samv::parse_reply(command, body);
        if (!reply) continue;
        static_cast<void>(samv::describe_status(reply->status));
        static_cast<void>(samv::format_sam_number(reply->data));
        if (const auto blocks = samv::split_card_blocks(command, reply->data)) {
            static_cast<void>(decode_text_block(blocks->text));
        }
    }
}

void go_through_a_frame(std::span<const std::uint8_t> body) {
    if (body.size() < samv::min_body_bytes || body.size() > samv::max_body_bytes) return;
    samv::FrameParser parser;
    const auto items = parser.feed(samv::encode_frame(body));
    if (items.size() != 1 || parser.unfinished()) std::abort();
    const auto* frame = std::get_if<samv::Frame>(&items.front());
    if (frame == nullptr || !std::ranges::equal(frame->body, body)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
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
        parse_as_every_reply(frame->body);
    }
    cut.give_up();
    go_through_a_frame(bytes);
    parse_as_every_reply(bytes);
    return 0;
}
