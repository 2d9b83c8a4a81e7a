#include "ui/screen/transitions.h"

#include <algorithm>

namespace bangnin::screen {

float Transitions::share(std::string_view id, std::size_t value, std::chrono::milliseconds length, TimePoint now) {
    if (motion_ == Motion::none) {
        return 1;
    }
    auto place = std::ranges::find(places_, id, &Place::id);
    if (place == places_.end()) {
        place = places_.insert(places_.end(), {.id = std::string(id), .value = value, .since = now});
        place->until = now + length;
    } else if (place->value != value) {
        place->value = value;
        place->since = now;
        place->until = now + length;
    }
    place->asked = true;
    if (now >= place->until) {
        return 1;
    }
    const std::chrono::duration<double> gone = now - place->since;
    return static_cast<float>(eased(gone / std::chrono::duration<double>(length)));
}

void Transitions::begin_frame() {
    for (Place& place : places_) {
        place.asked = false;
    }
}

void Transitions::end_frame() {
    std::erase_if(places_, [](const Place& place) { return !place.asked; });
}

bool Transitions::moving(TimePoint now) const {
    return std::ranges::any_of(places_, [now](const Place& place) { return now < place.until; });
}

void Transitions::settle() {
    for (Place& place : places_) {
        place.until = place.since;
    }
}

}  // namespace bangnin::screen
