#include "ui/screen/scrolling.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bangnin::screen {

Scrolling::Place* Scrolling::find(std::string_view id) {
    const auto place = std::ranges::find(places_, id, &Place::id);
    return place == places_.end() ? nullptr : &*place;
}

template <typename Moving>
Scrolling::Place& Scrolling::placed(std::string_view id) {
    Place* known = find(id);
    if (known == nullptr) {
        known = &places_.emplace_back(Place{.id = std::string(id), .motion = Moving()});
    } else if (!std::holds_alternative<Moving>(known->motion)) {
        *known = Place{.id = std::string(id), .motion = Moving()};
    }
    return *known;
}

float Scrolling::row(std::string_view id, const Row& row, int layer, TimePoint now) {
    auto& place = placed<Scroller>(id);
    auto& scroller = std::get<Scroller>(place.motion);
    scroller.set_range(row.extent - row.view.w, now);
    if (place.content != row.content) {
        scroller.jump(0);
    }
    place.view = row.view;
    place.layer = layer;
    place.drawn = true;
    place.lead = row.lead;
    place.content = row.content;
    return scroller.position(now);
}

bool Scrolling::row_moves(std::string_view id, TimePoint now) const {
    if (hold_ && hold_->place == id && hold_->follows == Follows::yes) {
        return true;
    }
    const auto place = std::ranges::find(places_, id, &Place::id);
    const auto* scroller = place != places_.end() ? std::get_if<Scroller>(&place->motion) : nullptr;
    return scroller != nullptr && scroller->moving(now);
}

void Scrolling::go(Scroller& scroller, float to, TimePoint now) const {
    if (motion_ == Motion::full) {
        scroller.glide(to, now);
    } else {
        scroller.jump(to);
    }
}

void Scrolling::move_row(std::string_view id, float to, TimePoint now) {
    Place* place = find(id);
    if (auto* scroller = place != nullptr ? std::get_if<Scroller>(&place->motion) : nullptr) {
        go(*scroller, to, now);
    }
}

void Scrolling::reveal(std::string_view row, std::string_view control, float from, float to, TimePoint now) {
    Place* place = find(row);
    if (place == nullptr || place->revealed == control) {
        return;
    }
    place->revealed = control;
    auto& scroller = std::get<Scroller>(place->motion);
    const float here = scroller.position(now);
    const float wanted = std::max(std::min(here, from - place->lead), to - place->view.w);
    if (wanted != here) {
        go(scroller, wanted, now);
    }
}

Scrolling::Turning Scrolling::pages(std::string_view id, const Pages& pages, int layer, TimePoint now) {
    auto& place = placed<PageTurn>(id);
    auto& turn = std::get<PageTurn>(place.motion);
    turn.lay_out(pages.width, pages.shown, pages.count);
    place.view = pages.view;
    place.layer = layer;
    place.drawn = true;
    return {.shift = turn.shift(now), .turned = turn.take_turned()};
}

Scrolling::Taken Scrolling::take(const FingerEvent& event, int top_layer) {
    const bool other = hold_ && hold_->finger != event.finger;
    if (other && (event.phase != FingerPhase::down || event.time - hold_->heard < finger_forgotten_after)) {
        return Taken::nothing;
    }
    switch (event.phase) {
        case FingerPhase::down:
            return put_down(event, top_layer);
        case FingerPhase::move:
            move(event);
            return Taken::nothing;
        case FingerPhase::up:
            move(event);
            let_go(hold_ && hold_->follows == Follows::yes ? hold_->speed.at(event.time) : 0, event.time);
            return Taken::nothing;
        case FingerPhase::lost:
            let_go(0, event.time);
            return Taken::nothing;
    }
    return Taken::nothing;
}

Scrolling::Taken Scrolling::put_down(const FingerEvent& event, int top_layer) {
    let_go(0, event.time);
    const auto place = std::ranges::find_if(
        places_, [&](const Place& one) { return one.layer == top_layer && one.view.contains(event.at); });
    if (place == places_.end()) {
        return Taken::nothing;
    }
    hold_ =
        Hold{.place = place->id, .finger = event.finger, .start = event.at, .last = event.at.x, .heard = event.time};
    hold_->speed.begin(event.at.x, event.time);
    const auto was = std::visit([&](auto& motion) { return motion.hold(event.time); }, place->motion);
    if (was == Scroller::Was::still) {
        return Taken::nothing;
    }
    hold_->follows = Follows::yes;
    return Taken::stopped;
}

void Scrolling::move(const FingerEvent& event) {
    if (!hold_) {
        return;
    }
    Hold& hold = *hold_;
    hold.heard = event.time;
    const float across = std::abs(event.at.x - hold.start.x);
    const float along = std::abs(event.at.y - hold.start.y);
    if (hold.follows == Follows::not_yet && std::max(across, along) >= drag_cancels_px) {
        if (along > across) {
            return let_go(0, event.time);  // this drag means something else
        }
        // From here on: what lies under the finger does not leap.
        hold.follows = Follows::yes;
        hold.last = event.at.x;
    }
    // Where a finger leaves tells nothing of its speed that its last move did not.
    if (event.phase == FingerPhase::move) {
        hold.speed.add(event.at.x, event.time);
    }
    Place* place = find(hold.place);
    if (hold.follows == Follows::yes && place != nullptr) {
        const float by = event.at.x - std::exchange(hold.last, event.at.x);
        if (auto* scroller = std::get_if<Scroller>(&place->motion)) {
            scroller->move_by(-by);
        } else {
            std::get<PageTurn>(place->motion).move_by(by);
        }
    }
}

void Scrolling::let_go(float speed, TimePoint now) {
    const auto hold = std::exchange(hold_, std::nullopt);
    Place* place = hold ? find(hold->place) : nullptr;
    if (place == nullptr) {
        return;
    }
    if (auto* turn = std::get_if<PageTurn>(&place->motion)) {
        turn->release(speed, now, motion_);
    } else if (motion_ == Motion::full) {
        std::get<Scroller>(place->motion).fling(-speed, now);
    }
}

void Scrolling::begin_frame() {
    for (Place& place : places_) {
        place.drawn = false;
    }
}

void Scrolling::end_frame() {
    std::erase_if(places_, [](const Place& place) { return !place.drawn; });
    if (hold_ && find(hold_->place) == nullptr) {
        hold_.reset();
    }
}

bool Scrolling::moving(TimePoint now) const {
    return std::ranges::any_of(places_, [now](const Place& place) {
        return std::visit([now](const auto& motion) { return motion.moving(now); }, place.motion);
    });
}

void Scrolling::settle() {
    for (Place& place : places_) {
        std::visit([](auto& motion) { motion.settle(); }, place.motion);
    }
}

void Scrolling::forget() {
    places_.clear();
    hold_.reset();
}

}  // namespace bangnin::screen
