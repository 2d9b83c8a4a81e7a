// The documents a device has from its hub, in the link's state_dir: of each the newest that came, which the link alone
// writes, and the last that the device's program could use, which the program alone writes. One file each: text,
// version and signature change together or not at all.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "sync/link/link.h"
#include "sync/wire/codec.h"

namespace bangnin::sync {

// Whether the document is the word of this authority.
enum class DocumentTrust { good, bad };
DocumentTrust trust_of(const wire::Document& document, std::string_view ca_pem);

// Whether what came takes the place of what is there: only a later version does.
enum class DocumentOrder { newer, same, older };
DocumentOrder order_of(const wire::Document& came, const std::optional<wire::Document>& kept);

class DocumentShelf {
  public:
    explicit DocumentShelf(const std::filesystem::path& state_dir);

    // Nothing where there is none, or where it is damaged or another authority's.
    std::optional<wire::Document> newest(const std::string& name) const;
    std::optional<wire::Document> good(const std::string& name) const;
    // Whether it is on the disk now.
    enum class Kept { no, yes };
    Kept keep_newest(const wire::Document& document) const;
    Kept keep_good(const wire::Document& document) const;
    // Another hall's are no copy to run on, whatever their versions: from now on there is none. False where some are
    // still there.
    bool clear() const;
    // The program's part of that: it may have kept one again in the meantime.
    void forget_good(const std::string& name) const;

  private:
    std::optional<wire::Document> read(const std::string& name, std::string_view kind) const;
    Kept write(const wire::Document& document, std::string_view kind) const;

    std::filesystem::path folder_;
    std::filesystem::path ca_;
};

}  // namespace bangnin::sync
