#include "kiosk/automation/port.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/journeys/overloaded.h"

namespace bangnin::kiosk::automation {

namespace {

using Json = nlohmann::json;

/// Rounds of the loop after which a finger that was put down and lifted has been taken in, acted on and shown.
constexpr int rounds_after_tap = 5;
constexpr int drag_steps = 12;

std::string dump(const Json& answer) { return answer.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json node_json(const screen::Node& node) {
    return {{"id", node.id},
            {"role", screen::role_name(node.role)},
            {"label", node.label},
            {"value", node.value},
            {"rect", {node.rect.x, node.rect.y, node.rect.w, node.rect.h}},
            {"enabled", node.availability == screen::Availability::enabled},
            {"focused", node.focus == screen::Focus::here},
            {"chosen", node.chosen == screen::Chosen::yes}};
}

/// The keys of the on-screen keyboards that type this character.
std::string keypad_id(char character) { return std::string("keypad.") + character; }
std::string key_id(char character) { return character == ' ' ? "entry.space" : std::string("entry.key.") + character; }

}  // namespace

void Port::settle(Reply reply, int rounds) { settling_.push_back({.rounds = rounds, .reply = std::move(reply)}); }

void Port::take(Request request, Reply reply, RealTime now) {
    std::visit(Overloaded{
                   [&](const GetTree&) { reply(tree()); },
                   [&](const Tap& wanted) { tap(wanted.name, std::move(reply), now); },
                   [&](const Drag& wanted) { drag(wanted, std::move(reply), now); },
                   [&](const Stroke& wanted) { stroke(wanted, std::move(reply)); },
                   [&](const Enter& wanted) { enter(wanted, std::move(reply)); },
                   [&](const Keys& wanted) { press_keys(wanted.text, std::move(reply)); },
                   [&](const PressKey& wanted) {
                       terminal_.screen.press(wanted.key);
                       settle(std::move(reply), rounds_after_tap);
                   },
                   [&](const Wait& wanted) { wait(wanted, std::move(reply), now); },
                   [&](const Screenshot& wanted) {
                       terminal_.settle();
                       const auto written = terminal_.screen.screenshot(wanted.file);
                       reply(written ? acceptance() : refusal(written.error().detail));
                   },
                   [&](const AdvanceClock& wanted) {
                       terminal_.advance_clock(wanted.by);
                       settle(std::move(reply), rounds_after_tap);
                   },
                   [&](const GetStats&) {
                       Json answer = terminal_.stats();
                       answer["ok"] = true;
                       reply(dump(answer));
                   },
                   [&](const Quit&) {
                       reply(acceptance());
                       terminal_.quit();
                   },
               },
               request);
}

void Port::tap(const std::string& name, Reply reply, RealTime now) {
    if (terminal_.screen.scrolls()) {
        terminal_.settle();  // who names a control need not catch it
    }
    const auto target = terminal_.screen.semantics().target(name, terminal_.screen.surface_size());
    if (!target) {
        return reply(refusal(name + " is " + std::string(screen::unreachable_name(target.error()))));
    }
    if (const auto from = terminal_.screen.counts_from(*target); from > now) {
        // Who names a control means it, however fast it follows on the one that was there before.
        drags_.push_back({.points = {*target}, .next = 0, .pause = {}, .due = from, .reply = std::move(reply)});
        return;
    }
    terminal_.screen.tap(*target);
    settle(std::move(reply), rounds_after_tap);
}

void Port::drag(const Drag& drag, Reply reply, RealTime now) {
    Dragging dragging{
        .points = {}, .next = 0, .pause = drag.duration / drag_steps, .due = now, .reply = std::move(reply)};
    for (int i = 0; i <= drag_steps; ++i) {
        const float part = static_cast<float>(i) / drag_steps;
        dragging.points.push_back({std::lerp(drag.from.x, drag.to.x, part), std::lerp(drag.from.y, drag.to.y, part)});
    }
    drags_.push_back(std::move(dragging));
    move_drags(now);
}

void Port::move_drags(RealTime now) {
    for (auto& drag : drags_) {
        while (drag.next < drag.points.size() && drag.due <= now) {
            const auto phase = drag.next == 0 ? screen::FingerPhase::down : screen::FingerPhase::move;
            terminal_.screen.finger(phase, drag.points[drag.next]);
            ++drag.next;
            drag.due += drag.pause;
        }
        if (drag.next == drag.points.size()) {
            terminal_.screen.finger(screen::FingerPhase::up, drag.points.back());
            settle(std::move(drag.reply), rounds_after_tap);
        }
    }
    std::erase_if(drags_, [](const Dragging& drag) { return drag.next == drag.points.size(); });
}

void Port::stroke(const Stroke& stroke, Reply reply) {
    const auto* node = terminal_.screen.semantics().find(stroke.id);
    if (node == nullptr) {
        return reply(refusal(stroke.id + " is absent"));
    }
    if (const auto target = terminal_.screen.semantics().target(stroke.id, terminal_.screen.surface_size()); !target) {
        return reply(refusal(stroke.id + " is " + std::string(screen::unreachable_name(target.error()))));
    }
    for (const auto& line : stroke.strokes) {
        std::vector<screen::Point> points;
        points.reserve(line.size());
        for (const auto& point : line) {
            points.push_back({node->rect.x + point.x * node->rect.w, node->rect.y + point.y * node->rect.h});
        }
        terminal_.screen.stroke(points);
    }
    settle(std::move(reply), rounds_after_tap);
}

void Port::press_keys(const std::string& text, Reply reply) {
    std::vector<screen::Point> points;
    for (const char character : text) {
        const auto& tree = terminal_.screen.semantics();
        const auto id = tree.find(keypad_id(character)) != nullptr ? keypad_id(character) : key_id(character);
        const auto target = tree.target(id, terminal_.screen.surface_size());
        if (!target) {
            std::string reason = "no key types this here: ";
            reason += character;
            return reply(refusal(reason));
        }
        points.push_back(*target);
    }
    for (const auto& point : points) {
        terminal_.screen.tap(point);
    }
    // Each key waits for the screen that follows the one before it.
    settle(std::move(reply), rounds_after_tap * static_cast<int>(points.size() + 1));
}

void Port::enter(const Enter& enter, Reply reply) {
    const auto* node = terminal_.screen.semantics().find(enter.id);
    if (node == nullptr || node->role != screen::Role::field) {
        return reply(refusal(enter.id + (node == nullptr ? " is absent" : " takes no text")));
    }
    if (terminal_.enter && terminal_.enter(enter.text)) {
        return settle(std::move(reply), rounds_after_tap);
    }
    // The other fields are the keypads' own, whose input method is the keypad.
    press_keys(enter.text, std::move(reply));
}

bool Port::reached(const Wait& wait) const {
    switch (wait.what) {
        case WaitFor::screen:
            return terminal_.screen_name() == wait.name;
        case WaitFor::id:
            return terminal_.screen.semantics().find(wait.name) != nullptr;
        case WaitFor::label:
            return std::ranges::any_of(terminal_.screen.semantics().nodes(),
                                       [&](const auto& node) { return node.label == wait.name; });
    }
    return false;
}

void Port::wait(Wait wait, Reply reply, RealTime now) {
    const auto until = now + wait.limit;
    waiting_.push_back({.wait = std::move(wait), .until = until, .reply = std::move(reply)});
}

void Port::after_frame(RealTime now) {
    move_drags(now);
    for (auto& settling : settling_) {
        if (--settling.rounds <= 0) {
            settling.reply(acceptance());
        }
    }
    std::erase_if(settling_, [](const Settling& settling) { return settling.rounds <= 0; });
    std::erase_if(waiting_, [&](Waiting& waiting) {
        if (reached(waiting.wait)) {
            waiting.reply(acceptance());
            return true;
        }
        if (now >= waiting.until) {
            waiting.reply(
                refusal(waiting.wait.name + " did not come; the screen is " + std::string(terminal_.screen_name())));
            return true;
        }
        return false;
    });
}

RealTime Port::deadline() const {
    RealTime first = RealTime::max();
    for (const auto& waiting : waiting_) {
        first = std::min(first, waiting.until);
    }
    for (const auto& drag : drags_) {
        first = std::min(first, drag.due);
    }
    return first;
}

std::string Port::tree() const {
    Json nodes = Json::array();
    for (const auto& node : terminal_.screen.semantics().nodes()) {
        nodes.push_back(node_json(node));
    }
    return dump({{"ok", true},
                 {"screen", terminal_.screen_name()},
                 {"language", terminal_.language()},
                 {"nodes", std::move(nodes)}});
}

}  // namespace bangnin::kiosk::automation
