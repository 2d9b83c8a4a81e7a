#include "kiosk/hall_choice.h"

namespace bangnin::kiosk {

namespace {

constexpr std::size_t longest_place = 64;  // what the wire takes of a part's state

std::string name_of(const sync::wire::Document& document) {
    return document.name + " version " + std::to_string(document.version);
}

}  // namespace

HallChoice choose_hall(const sync::HallSettings& own, const MaybeDocument& newest, const MaybeDocument& good) {
    HallChoice choice{.settings = own, .version = {}};
    if (newest) {
        auto read = sync::with_document(own, newest->body, name_of(*newest));
        if (read) {
            return {.settings = std::move(*read), .version = {.version = newest->version}};
        }
        choice.version.unusable = UnusableVersion{.version = newest->version, .error = std::move(read.error())};
    }
    if (good) {
        if (auto read = sync::with_document(own, good->body, name_of(*good))) {
            choice.settings = std::move(*read);
            choice.version.version = good->version;
        }
    }
    return choice;
}

HallChoice choose_hall(const Config& config) {
    if (config.hub.url.empty()) {
        return {.settings = config.own, .version = {}};
    }
    const sync::DocumentShelf shelf(config.hub.state_dir);
    const std::string name(sync::hall_document);
    return choose_hall(config.own, shelf.newest(name), shelf.good(name));
}

std::string catalogue_fault(const sync::wire::Document& document) {
    const auto catalogue = sync::parse_catalogue(document.body);
    return catalogue ? "" : name_of(document) + ": is not a catalogue that this terminal can read";
}

std::string words_of(const UnusableVersion& unusable) { return unusable.error.text(); }

std::string place_of(const UnusableVersion& unusable) {
    std::string place = "line " + std::to_string(unusable.error.line);
    place += unusable.error.key.empty() ? "" : ": " + unusable.error.key;
    return place.substr(0, longest_place);
}

}  // namespace bangnin::kiosk
