#include "sync/hub/console/assets.h"

#include "sync/hub/console/console_assets.h"
#include "sync/hub/x509.h"

namespace bangnin::hub::console {
namespace {

Asset made(std::string_view ending, std::string_view type, std::string_view content) {
    return {"console." + x509::sha256_hex(content).substr(0, 16) + std::string(ending), type, content};
}

}  // namespace

const Asset& style_sheet() {
    static const Asset asset = made(".css", "text/css; charset=utf-8", console_assets::css);
    return asset;
}

const Asset& script() {
    static const Asset asset = made(".js", "text/javascript; charset=utf-8", console_assets::js);
    return asset;
}

const Asset* find_asset(std::string_view file) {
    for (const Asset* asset : {&style_sheet(), &script()}) {
        if (asset->file == file) return asset;
    }
    return nullptr;
}

}  // namespace bangnin::hub::console
