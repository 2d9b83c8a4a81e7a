#include "ui/screen/screen.h"

#include <cairo.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <deque>
#include <optional>
#include <utility>

#include "ui/screen/damage.h"
#include "ui/screen/description.h"
#include "ui/screen/frame.h"
#include "ui/screen/latency.h"
#include "ui/screen/pictures.h"
#include "ui/screen/renderer.h"
#include "ui/screen/window.h"

namespace bangnin::screen {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int frames_after_input = 3;
constexpr int drag_steps = 8;

double milliseconds(Clock::duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

std::unexpected<Error> failure(ErrorCode code, std::string detail) {
    return std::unexpected(Error{code, std::move(detail)});
}

}  // namespace

struct Screen::State {
    State(Theme loaded_theme, IconSet loaded_icons, Options chosen, text::Engine& engine)
        : options(std::move(chosen)),
          theme(std::move(loaded_theme)),
          icons(std::move(loaded_icons)),
          pictures(engine, icons, options.texture_bytes),
          feedback(options.motion),
          scrolling(options.motion),
          transitions(options.motion) {
        frame.feedback = &feedback;
        frame.scrolling = &scrolling;
        frame.transitions = &transitions;
    }

    Options options;
    Theme theme;
    IconSet icons;
    std::unique_ptr<Window> window;  // before all that holds OpenGL objects, so that it goes last
    std::unique_ptr<Renderer> renderer;
    Pictures pictures;
    Frame frame{theme, pictures};
    Tree tree;  // of the last described frame: what fingers meet
    DisplayList shown;
    bool shown_valid = false;
    PressFeedback feedback;
    Scrolling scrolling;
    Transitions transitions;

    Touch touch;
    std::function<Verdict(const Node&)> judge;  // empty: every press acts
    std::deque<FingerEvent> fingers;            // not yet taken in
    // A control was activated but the screen that follows is not described yet: what is typed ahead waits for it.
    bool answer_due = false;
    int frames_due = 1;
    std::atomic<bool> woken{false};
    std::optional<TimePoint> input_since;  // the first finger event that the glass has not answered

    Stats stats;
    Latency tap_latency;
    Latency new_screen_latency;
    Recorder recorder;  // empty but in tests

    [[nodiscard]] PixelRect surface() const { return {0, 0, window->width(), window->height()}; }
    void take_news(const WindowNews& news);
    bool feed_fingers();
    // May come back before `until` with nothing.
    Waited wait_once(TimePoint until);
    [[nodiscard]] bool withheld(const Touch::Done& done) const;
    [[nodiscard]] bool due(TimePoint now) const { return frames_due > 0 || now >= frame.wish; }
    void end_movements(TimePoint now);
    Drawn show(TimePoint begun);
    void count_frame(TimePoint begun, std::span<const PixelRect> damage);
};

std::expected<std::unique_ptr<Screen>, Error> Screen::create(const Options& options, text::Engine& engine) {
    auto theme = Theme::load(options.assets / "theme" / "tokens.json");
    if (!theme) {
        return failure(ErrorCode::theme, theme.error().reason);
    }
    auto icons = IconSet::load(options.assets / "icons" / "icons.json");
    if (!icons) {
        return failure(ErrorCode::icons, icons.error().reason);
    }
    auto state = std::make_unique<State>(std::move(*theme), std::move(*icons), options, engine);
    auto window = Window::open({.title = options.title,
                                .video_driver = options.video_driver,
                                .base = options.base,
                                .width = options.width,
                                .height = options.height,
                                .fullscreen = options.mode == WindowMode::fullscreen});
    if (!window) {
        return failure(ErrorCode::no_video, window.error());
    }
    state->window = std::move(*window);
    Window& glass = *state->window;
    if (options.base_of_glass) {
        state->options.base = options.base_of_glass(glass.width(), glass.height());
        glass.set_base(state->options.base);
    }
    auto renderer = Renderer::create(glass.width(), glass.height(), [&glass] { glass.present(); });
    if (!renderer) {
        return failure(ErrorCode::no_opengl, renderer.error());
    }
    state->renderer = std::move(*renderer);
    if (options.keep == Options::Keep::texture) {
        state->renderer->keep_in(Retention::texture);
    }
    return std::unique_ptr<Screen>(new Screen(std::move(state)));
}

Screen::Screen(std::unique_ptr<State> state) : state_(std::move(state)) {}

Screen::~Screen() = default;

void Screen::State::take_news(const WindowNews& news) {
    if (news.resized) {
        renderer->resize(window->width(), window->height());
        pictures.clear();
    }
    if (news.resized || news.exposed) {
        shown_valid = false;
        frames_due = std::max(frames_due, 1);
    }
    fingers.insert(fingers.end(), news.fingers.begin(), news.fingers.end());
}

// Takes fingers in one after another, each against the screen that the person saw: after an activation the rest waits
// until the next screen is described.
bool Screen::State::feed_fingers() {
    bool any = false;
    while (!fingers.empty() && !frame.done && !answer_due && !touch.trace_ended()) {
        const FingerEvent event = fingers.front();
        fingers.pop_front();
        const auto scrolled = scrolling.take(event, tree.top_layer());
        frame.done = touch.take(event, tree);
        if (scrolled == Scrolling::Taken::stopped) {
            touch.let_go();
        }
        if (frame.done && withheld(*frame.done)) {
            frame.done.reset();
        }
        input_since = input_since.value_or(event.time);
        any = true;
    }
    if (any) {
        frames_due = frames_after_input;
    }
    return any || !fingers.empty();
}

bool Screen::State::withheld(const Touch::Done& done) const {
    const Node* node = judge ? tree.find(done.press.id) : nullptr;
    return node != nullptr && judge(*node) == Verdict::withheld;
}

Waited Screen::wait(TimePoint deadline) {
    State& s = *state_;
    while (true) {
        const TimePoint until = std::min(deadline, s.frame.wish);
        Waited waited = s.wait_once(until);
        // The window also comes back for what is nobody's news: a signal, a wake() whose flag was seen before its call
        // arrived, an event that means nothing here.
        const bool news = waited.input || waited.woken || waited.quit || !waited.keys.empty();
        if (news || s.frames_due > 0 || Clock::now() >= until) {
            return waited;
        }
    }
}

Waited Screen::State::wait_once(TimePoint until) {
    const TimePoint now = Clock::now();
    std::chrono::milliseconds limit{0};
    if (frames_due == 0 && fingers.empty() && !woken && until > now) {
        // A day at most keeps the sum away from overflow; waiting again costs nothing.
        limit =
            std::chrono::ceil<std::chrono::milliseconds>(std::min<Clock::duration>(until - now, std::chrono::days(1)));
    }
    const WindowNews news = window->wait(limit);
    take_news(news);
    Waited waited;
    waited.input = feed_fingers();
    waited.quit = news.quit;
    waited.keys = news.keys;
    if (!news.keys.empty()) {
        input_since = input_since.value_or(news.keys.front().time);
        frames_due = frames_after_input;
    }
    waited.woken = woken.exchange(false);
    if (waited.woken) {
        frames_due = std::max(frames_due, 1);
    }
    return waited;
}

Screen::Drawn Screen::draw(const std::function<void(Ui&)>& painter) {
    State& s = *state_;
    const TimePoint begun = Clock::now();
    if (!s.due(begun)) {
        return Drawn::not_due;
    }
    s.frame.pressed = s.touch.pressed();
    s.feedback.see(s.frame.pressed ? std::optional<std::string_view>(s.frame.pressed->id) : std::nullopt, begun);
    s.scrolling.begin_frame();
    s.transitions.begin_frame();
    s.frame.trace = s.touch.take_trace();
    s.frame.begin(s.options.base, s.window->projection(), begun);
    Ui ui(s.frame);
    painter(ui);
    s.end_movements(begun);
    ++s.stats.frames_built;
    std::swap(s.tree, s.frame.tree);
    s.touch.forget_unless_reachable(s.tree);
    const bool activated = s.frame.done_taken && s.frame.done->outcome == Touch::Outcome::activated;
    s.frame.done.reset();
    s.frame.trace = {};
    s.answer_due = activated;
    if (activated) {
        s.frames_due = frames_after_input;
        return Drawn::activated;
    }
    s.frames_due = std::max(0, s.frames_due - 1);
    const Drawn drawn = s.show(begun);
    // The frame before may have told of a person who has gone.
    s.frame.list.clear();
    s.frame.tree.clear();
    return drawn;
}

void Screen::State::end_movements(TimePoint now) {
    scrolling.end_frame();
    transitions.end_frame();
    frame.wish = std::min(frame.wish, feedback.end_frame(now).value_or(frame.wish));
    if (scrolling.moving(now) || transitions.moving(now)) {
        frame.wish = std::min(frame.wish, now + picture_every);
    }
}

Screen::Drawn Screen::State::show(TimePoint begun) {
    const auto before = shown_valid ? std::span<const Trace>(shown.traces()) : std::span<const Trace>();
    const auto damage =
        shown_valid ? damage_between(before, frame.list.traces(), surface()) : std::vector<PixelRect>{surface()};
    std::swap(shown, frame.list);
    shown_valid = true;
    if (damage.empty()) {
        if (frames_due == 0) {
            input_since.reset();  // the finger changed nothing
        }
        return Drawn::unchanged;
    }
    renderer->draw(shown, damage);
    count_frame(begun, damage);
    return Drawn::drawn;
}

void Screen::State::count_frame(TimePoint begun, std::span<const PixelRect> damage) {
    const TimePoint shown_at = Clock::now();
    ++stats.frames_drawn;
    stats.last_frame_ms = milliseconds(shown_at - begun);
    stats.longest_frame_ms = std::max(stats.longest_frame_ms, stats.last_frame_ms);
    stats.damaged_pixels = static_cast<std::uint64_t>(total_area(damage));
    if (!input_since) {
        return;
    }
    const double since_input = milliseconds(shown_at - *input_since);
    input_since.reset();
    if (total_area(damage) * 2 >= surface().area()) {
        new_screen_latency.add(since_input);
    } else {
        tap_latency.add(since_input);
    }
}

Screen::Prepared Screen::prepare(const std::function<void(Ui&)>& painter, std::chrono::milliseconds budget) {
    State& s = *state_;
    Frame ahead(s.theme, s.pictures);
    const TimePoint begun = Clock::now();
    ahead.begin(s.options.base, s.window->projection(), begun);
    Ui ui(ahead);
    s.pictures.begin_preparing(begun + budget);
    painter(ui);
    return s.pictures.end_preparing() == Pictures::Made::all ? Prepared::all : Prepared::some;
}

Description Screen::describe(const std::function<void(Ui&)>& painter) {
    State& s = *state_;
    Frame told(s.theme, s.pictures);
    told.recorder = &s.recorder;
    s.recorder.begin();
    told.begin(s.options.base, s.window->projection(), Clock::now());
    Ui ui(told);
    painter(ui);
    Description description = s.recorder.take();
    description.tree = std::move(told.tree);
    return description;
}

void Screen::forget_pictures() {
    state_->pictures.forget_shown();
    state_->feedback.forget();
    state_->scrolling.forget();
    state_->transitions.forget();
    invalidate();
}

void Screen::wake() {
    if (!state_->woken.exchange(true)) {
        state_->window->wake();
    }
}

void Screen::invalidate() { state_->frames_due = std::max(state_->frames_due, 1); }

void Screen::redraw_all() {
    state_->shown_valid = false;
    invalidate();
}

void Screen::settle() {
    state_->feedback.settle();
    state_->scrolling.settle();
    state_->transitions.settle();
    invalidate();
}

bool Screen::scrolls() const { return state_->scrolling.moving(Clock::now()); }

void Screen::set_focus(std::string_view id) {
    if (state_->frame.focus != id) {
        state_->frame.focus = id;
        invalidate();
    }
}

std::expected<void, Unreachable> Screen::activate(std::string_view id) {
    State& s = *state_;
    const auto target = s.tree.target(id, s.options.base);
    if (!target && target.error() != Unreachable::disabled) {
        return std::unexpected(target.error());
    }
    const Node& node = *s.tree.find_by_id_or_label(id);
    const bool enabled = node.availability == Availability::enabled;
    s.frame.done = Touch::Done{.press = {.id = node.id, .at = node.rect.centre(), .rect = node.rect},
                               .outcome = enabled ? Touch::Outcome::activated : Touch::Outcome::refused};
    s.frames_due = frames_after_input;
    return {};
}

void Screen::judge_presses(std::function<Verdict(const Node& node)> judge) { state_->judge = std::move(judge); }

void Screen::press(KeypadKey key) { state_->window->push_key(key); }

void Screen::finger(FingerPhase phase, Point at) { state_->window->push_finger(phase, at); }

void Screen::tap(Point at) {
    finger(FingerPhase::down, at);
    finger(FingerPhase::up, at);
}

Clock::time_point Screen::counts_from(Point at) const { return state_->touch.counts_from(at, state_->tree); }

void Screen::drag(Point from, Point to) {
    std::vector<Point> points;
    for (int i = 0; i <= drag_steps; ++i) {
        const float part = static_cast<float>(i) / drag_steps;
        points.push_back({std::lerp(from.x, to.x, part), std::lerp(from.y, to.y, part)});
    }
    stroke(points);
}

void Screen::stroke(std::span<const Point> points) {
    if (points.empty()) {
        return;
    }
    finger(FingerPhase::down, points.front());
    for (const Point& point : points.subspan(1)) {
        finger(FingerPhase::move, point);
    }
    finger(FingerPhase::up, points.back());
}

const Tree& Screen::semantics() const { return state_->tree; }

Size Screen::surface_size() const { return state_->options.base; }

std::string Screen::renderer() const { return state_->renderer->name(); }

Stats Screen::stats() const {
    Stats stats = state_->stats;
    stats.tap_to_frame_ms = state_->tap_latency.last();
    stats.tap_to_frame_p50_ms = state_->tap_latency.percentile(0.5);
    stats.tap_to_frame_p99_ms = state_->tap_latency.percentile(0.99);
    stats.new_screen_ms = state_->new_screen_latency.last();
    stats.new_screen_p50_ms = state_->new_screen_latency.percentile(0.5);
    stats.new_screen_p99_ms = state_->new_screen_latency.percentile(0.99);
    stats.texture_bytes = state_->pictures.bytes();
    stats.textures = state_->pictures.size();
    return stats;
}

Screen::Pixels Screen::pixels() {
    return {state_->window->width(), state_->window->height(), state_->renderer->read_frame()};
}

std::expected<void, Error> Screen::screenshot(const std::filesystem::path& png) {
    Pixels frame = pixels();
    for (std::size_t i = 0; i + 3 < frame.rgba.size(); i += 4) {
        std::swap(frame.rgba[i], frame.rgba[i + 2]);  // Cairo's RGB24: blue in the lowest byte
    }
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create_for_data(frame.rgba.data(), CAIRO_FORMAT_RGB24, frame.width, frame.height,
                                            frame.width * 4),
        cairo_surface_destroy);
    const cairo_status_t status = cairo_surface_write_to_png(surface.get(), png.c_str());
    if (status != CAIRO_STATUS_SUCCESS) {
        return failure(ErrorCode::screenshot, png.string() + ": " + cairo_status_to_string(status));
    }
    return {};
}

}  // namespace bangnin::screen
