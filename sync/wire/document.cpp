#include <algorithm>

#include "sync/wire/fields.h"

namespace bangnin::sync::wire {
namespace {

constexpr std::size_t longest_name = 32;
// An escaped byte takes six.
constexpr std::size_t largest_json = 6 * max_document_bytes + max_signature_bytes + 1024;

}  // namespace

bool document_name_valid(std::string_view name) {
    return !name.empty() && name.size() <= longest_name && std::ranges::all_of(name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
    });
}

std::string signed_text(const Document& document) {
    return "bangnin document " + document.name + " " + std::to_string(document.version) + "\n" + document.body;
}

std::string encode(const Document& document) {
    return dump({{"name", document.name},
                 {"version", document.version},
                 {"body", document.body},
                 {"signature", document.signature}});
}

Decoded<Document> decode_document(std::string_view text) {
    const auto json = parse_object(text, largest_json);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    Document document;
    document.name = fields.text("name", max_identifier_bytes);
    if (!document_name_valid(document.name)) fields.fail(WireFault::out_of_range, "name");
    document.version = fields.number("version", largest_version);
    if (document.version == 0) fields.fail(WireFault::out_of_range, "version");
    document.body = fields.text("body", max_document_bytes);
    document.signature = fields.filled_text("signature", max_signature_bytes);
    return fields.finish(std::move(document));
}

}  // namespace bangnin::sync::wire
