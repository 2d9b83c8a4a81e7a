#include "sync/link/documents.h"

#include <sys/stat.h>

#include <fstream>
#include <utility>

#include "sync/link/enrolment.h"
#include "sync/seal/seal.h"
#include "sync/seal/signature.h"
#include "sync/wire/limits.h"

namespace bangnin::sync {
namespace {

constexpr std::string_view newest_kind = ".newest.json";
constexpr std::string_view good_kind = ".good.json";
constexpr std::size_t largest_file = 8 * wire::max_document_bytes;

std::string read_whole(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return {};
    std::string text(largest_file, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

}  // namespace

DocumentTrust trust_of(const wire::Document& document, std::string_view ca_pem) {
    const auto signature = base64_decode(document.signature);
    const bool good =
        signature && verify_text(wire::signed_text(document), *signature, ca_pem) == SignatureVerdict::good;
    return good ? DocumentTrust::good : DocumentTrust::bad;
}

DocumentOrder order_of(const wire::Document& came, const std::optional<wire::Document>& kept) {
    if (!kept || came.version > kept->version) return DocumentOrder::newer;
    return came.version == kept->version ? DocumentOrder::same : DocumentOrder::older;
}

DocumentShelf::DocumentShelf(const std::filesystem::path& state_dir)
    : folder_(state_dir / "documents"), ca_(LinkFiles(state_dir).ca) {}

std::optional<wire::Document> DocumentShelf::newest(const std::string& name) const { return read(name, newest_kind); }
std::optional<wire::Document> DocumentShelf::good(const std::string& name) const { return read(name, good_kind); }

DocumentShelf::Kept DocumentShelf::keep_newest(const wire::Document& document) const {
    return write(document, newest_kind);
}
DocumentShelf::Kept DocumentShelf::keep_good(const wire::Document& document) const {
    return write(document, good_kind);
}

bool DocumentShelf::clear() const {
    std::error_code fault;
    std::filesystem::remove_all(folder_, fault);
    return !fault;
}

void DocumentShelf::forget_good(const std::string& name) const {
    std::error_code ignored;
    if (wire::document_name_valid(name)) std::filesystem::remove(folder_ / (name + std::string(good_kind)), ignored);
}

std::optional<wire::Document> DocumentShelf::read(const std::string& name, std::string_view kind) const {
    if (!wire::document_name_valid(name)) return std::nullopt;
    auto document = wire::decode_document(read_whole(folder_ / (name + std::string(kind))));
    if (!document || document->name != name) return std::nullopt;
    if (trust_of(*document, read_small_file(ca_)) == DocumentTrust::bad) return std::nullopt;
    return std::move(*document);
}

DocumentShelf::Kept DocumentShelf::write(const wire::Document& document, std::string_view kind) const {
    std::error_code fault;
    std::filesystem::create_directories(folder_, fault);
    if (!wire::document_name_valid(document.name) || chmod(folder_.c_str(), S_IRWXU) != 0) return Kept::no;
    const auto file = folder_ / (document.name + std::string(kind));
    return write_private_file(file, wire::encode(document)) ? Kept::yes : Kept::no;
}

}  // namespace bangnin::sync
