// A document of the hub's as a device gets and keeps it, with bytes changed where the input says (four bytes a change),
// and any bytes as one: believed only where it says word for word what was signed, and never a crash.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/link/documents.h"
#include "sync/seal/seal.h"
#include "sync/seal/signature.h"
#include "tests/fuzz/hub_signer.h"

namespace {

using namespace bangnin;

struct Issued {
    Issued() {
        const fuzz::HubSigner signer;
        authority = signer.authority;
        document = {.name = "hall", .version = 7, .body = "[hall]\nname = \"厅\"\n", .signature = {}};
        const auto signature = sync::sign_text(sync::wire::signed_text(document), signer.certificate, signer.key);
        document.signature = sync::base64_encode(signature.value_or(""));
        if (sync::trust_of(document, authority) != sync::DocumentTrust::good) std::abort();
        text = encode(document);
    }
    std::string authority;
    sync::wire::Document document;
    std::string text;
};

void check(const Issued& issued, std::string_view text) {
    const auto came = sync::wire::decode_document(text);
    if (!came || sync::trust_of(*came, issued.authority) != sync::DocumentTrust::good) return;
    if (sync::wire::signed_text(*came) != sync::wire::signed_text(issued.document)) std::abort();
    if (sync::order_of(*came, issued.document) != sync::DocumentOrder::same) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Issued issued;
    std::string changed = issued.text;
    const std::uint8_t* change = data;
    // Place, what is there instead, and what becomes of the bytes behind it.
    for (std::size_t left = size; left >= 4; change += 4, left -= 4) {
        const std::size_t place = (std::size_t{change[0]} << 8 | change[1]) % changed.size();
        changed[place] = static_cast<char>(change[2]);
        if (change[3] == 1) changed.insert(place, 1, static_cast<char>(change[2]));
        if (change[3] == 2 && changed.size() > 1) changed.erase(place, 1);
    }
    check(issued, changed);
    check(issued, {reinterpret_cast<const char*>(data), size});
    return 0;
}
