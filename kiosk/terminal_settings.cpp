// The hall's settings and the catalogue as the hub gives them, and when they come into force.
#include <utility>

#include "kiosk/log.h"
#include "kiosk/terminal.h"

namespace bangnin::kiosk {

namespace {

constexpr std::string_view catalogue_document = "catalogue";

std::string_view fault_word(sync::DocumentFault fault) {
    switch (fault) {
        case sync::DocumentFault::not_signed:
            return "not_signed";
        case sync::DocumentFault::older:
            return "older";
    }
    return "not_signed";
}

}  // namespace

void Terminal::take_document(const sync::wire::Document& document) {
    log::note("document.received", {{"name", document.name}, {"version", std::to_string(document.version)}});
    if (document.name == sync::hall_document) {
        consider_hall();
    } else if (document.name == catalogue_document) {
        take_catalogue(document);
    }
}

void Terminal::take_refused(const sync::DocumentRefused& refused) {
    log::trouble("document.refused", {{"name", refused.name},
                                      {"version", std::to_string(refused.version)},
                                      {"reason", std::string(fault_word(refused.fault))}});
    health_.set(refused.name, fault_word(refused.fault), clock_.now());
}

// Nothing here shows the catalogue yet that a person could be in the middle of: what can be used is kept at once.
void Terminal::take_catalogue(const sync::wire::Document& document) {
    const auto now = clock_.now();
    if (const auto fault = catalogue_fault(document); !fault.empty()) {
        log::trouble("catalogue.unusable", {{"reason", fault}});
        return health_.set(catalogue_document, "refused", now);
    }
    (void)sync::DocumentShelf(config_.hub.state_dir).keep_good(document);
    health_.set(catalogue_document, "ok", now);
    health_.tell("catalogue_version", std::to_string(document.version), now);
}

void Terminal::consider_hall() {
    next_hall_ = choose_hall(config_);
    if (const auto& unusable = next_hall_->version.unusable) {
        log::trouble("hall.unusable", {{"reason", words_of(*unusable)}});
    }
    adopt_hall();
}

// Never under somebody's fingers, nor between a ticket and its paper: both speak of the queues as they were.
void Terminal::adopt_hall() {
    if (!next_hall_ || session_.place != Place::attract || !paper_.idle()) {
        return;
    }
    const auto now = clock_.now();
    const HallChoice next = *std::exchange(next_hall_, std::nullopt);
    const bool other_zone = next.settings.zone != config_.zone;
    use(config_, next.settings);
    hall_version_ = next.version;
    keep_good_hall();
    tell_hall(now);
    diary_.note(StaffPart::machine, PartNews::settings_in_force, now.wall);
    log::note("hall.in_force", {{"version", std::to_string(hall_version_.version)}});
    board_.read_configuration();
    if (other_zone) {
        desk_.zone_changed(now.wall);
    }
    paper_.warm_up();
    warmed_for_.reset();
    board_stale_ = true;
    screen_->invalidate();
}

// What is in force now is what the next start falls back on, should what comes later be of no use.
void Terminal::keep_good_hall() {
    if (hall_version_.version == 0) {
        return;
    }
    const sync::DocumentShelf shelf(config_.hub.state_dir);
    const std::string name(sync::hall_document);
    const auto newest = shelf.newest(name);
    const auto good = shelf.good(name);
    const bool kept = good && good->version == hall_version_.version;
    if (!kept && newest && newest->version == hall_version_.version &&
        shelf.keep_good(*newest) == sync::DocumentShelf::Kept::no) {
        log::trouble("hall.not_kept");
    }
}

void Terminal::tell_hall(const Moment& now) {
    if (config_.hub.url.empty()) {
        return;
    }
    const auto& [version, unusable] = hall_version_;
    health_.set(sync::hall_document, unusable ? "refused" : "ok", now);
    diary_.note(StaffPart::machine, unusable ? PartNews::settings_unusable : PartNews::well, now.wall);
    health_.tell("hall_version", version > 0 ? std::to_string(version) : "own", now);
    health_.tell("hall_refused", unusable ? std::to_string(unusable->version) : "", now);
    health_.tell("hall_place", unusable ? place_of(*unusable) : "", now);
}

}  // namespace bangnin::kiosk
