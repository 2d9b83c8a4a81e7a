#include "ui/screen/window.h"

#include <SDL.h>

#include <algorithm>
#include <chrono>
#include <climits>
#include <string_view>
#include <utility>

namespace bangnin::screen {
namespace {

constexpr SDL_TouchID injected_touch = 0x62616E67;
constexpr std::int64_t mouse_finger = -1;

std::unexpected<std::string> sdl_failure(std::string_view what) {
    return std::unexpected(std::string(what) + ": " + SDL_GetError());
}

// Under a window system SDL sleeps on its connection. Elsewhere (offscreen, kmsdrm) it looks every millisecond, which
// costs some percent of a core: there we sleep ourselves.
bool sdl_sleeps(std::string_view driver) { return driver == "x11" || driver == "wayland"; }

void set_hints() {
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_OPENGL_ES_DRIVER, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
}

// No depth, no stencil, no samples: all drawing is flat, and each would cost megabytes and time.
void set_context_attributes() {
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
    SDL_GL_SetAttribute(SDL_GL_RED_SIZE, 8);
    SDL_GL_SetAttribute(SDL_GL_GREEN_SIZE, 8);
    SDL_GL_SetAttribute(SDL_GL_BLUE_SIZE, 8);
    SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_MULTISAMPLEBUFFERS, 0);
}

Uint32 sdl_type(FingerPhase phase) {
    switch (phase) {
        case FingerPhase::down:
            return SDL_FINGERDOWN;
        case FingerPhase::move:
            return SDL_FINGERMOTION;
        case FingerPhase::up:
        case FingerPhase::lost:
            break;
    }
    return SDL_FINGERUP;
}

}  // namespace

std::expected<std::unique_ptr<Window>, std::string> Window::open(const WindowOptions& options) {
    set_hints();
    if (!options.video_driver.empty()) {
        SDL_SetHint(SDL_HINT_VIDEODRIVER, options.video_driver.c_str());
    }
    // From here on Window's destructor undoes what was done.
    std::unique_ptr<Window> window(new Window());
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return sdl_failure("video");
    }
    SDL_StopTextInput();
    window->base_ = options.base;
    window->sdl_sleeps_ = sdl_sleeps(SDL_GetCurrentVideoDriver());
    window->wake_event_ = SDL_RegisterEvents(1);
    if (std::string_view(SDL_GetCurrentVideoDriver()) == "KMSDRM") {
        window->wake_source_.watch_input("/dev/input");
    }
    set_context_attributes();
    const Uint32 flags = static_cast<Uint32>(SDL_WINDOW_OPENGL) |
                         static_cast<Uint32>(options.fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
    window->window_ = SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED,
                                       options.width, options.height, flags);
    if (window->window_ == nullptr) {
        return sdl_failure("window");
    }
    window->context_ = SDL_GL_CreateContext(window->window_);
    if (window->context_ == nullptr) {
        return sdl_failure("OpenGL ES");
    }
    SDL_GL_SetSwapInterval(0);  // frames are rare; none should wait for the one before
    if (options.fullscreen) {
        SDL_ShowCursor(SDL_DISABLE);
    }
    window->measure();
    return window;
}

Window::~Window() {
    if (context_ != nullptr) {
        SDL_GL_DeleteContext(context_);
    }
    if (window_ != nullptr) {
        SDL_DestroyWindow(window_);
    }
    if (SDL_WasInit(SDL_INIT_VIDEO) != 0) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }
}

void Window::measure() {
    const std::lock_guard lock(projection_mutex_);
    SDL_GL_GetDrawableSize(window_, &width_, &height_);
    projection_ = Projection::fit(base_, width_, height_);
}

void Window::set_base(Size base) {
    base_ = base;
    measure();
}

Projection Window::projection() const {
    const std::lock_guard lock(projection_mutex_);
    return projection_;
}

void Window::present() { SDL_GL_SwapWindow(window_); }

void Window::wake() {
    if (sdl_sleeps_) {
        SDL_Event event{};
        event.type = wake_event_;
        SDL_PushEvent(&event);
    } else {
        wake_source_.wake();
    }
}

void Window::push_finger(FingerPhase phase, Point base) {
    SDL_Event event{};
    event.tfinger.type = sdl_type(phase);
    event.tfinger.touchId = injected_touch;
    event.tfinger.fingerId = 0;
    event.tfinger.pressure = 1;
    {
        const std::lock_guard lock(projection_mutex_);
        const Point glass = projection_.to_glass(base);
        event.tfinger.x = glass.x / static_cast<float>(width_);
        event.tfinger.y = glass.y / static_cast<float>(height_);
    }
    SDL_PushEvent(&event);
    if (!sdl_sleeps_) {
        wake_source_.wake();
    }
}

void Window::push_key(KeypadKey key) {
    SDL_Event event{};
    event.key.type = SDL_KEYDOWN;
    event.key.state = SDL_PRESSED;
    event.key.keysym.sym = sdl_keycode(key);
    SDL_PushEvent(&event);
    if (!sdl_sleeps_) {
        wake_source_.wake();
    }
}

WindowNews Window::wait(std::chrono::milliseconds limit) {
    WindowNews news;
    SDL_Event event;
    bool any = false;
    while (SDL_PollEvent(&event) != 0) {
        take(event, news);
        any = true;
    }
    if (any || limit.count() <= 0) {
        return news;
    }
    if (sdl_sleeps_) {
        const auto timeout = static_cast<int>(std::min<std::int64_t>(limit.count(), INT_MAX));
        if (SDL_WaitEventTimeout(&event, timeout) != 0) {
            take(event, news);
        }
    } else {
        wake_source_.sleep(limit);
    }
    while (SDL_PollEvent(&event) != 0) {
        take(event, news);
    }
    return news;
}

void Window::add_finger(FingerPhase phase, std::int64_t finger, Point glass, WindowNews& news) const {
    news.fingers.push_back({phase, finger, projection_.to_base(glass), std::chrono::steady_clock::now()});
}

void Window::take(const SDL_Event& event, WindowNews& news) {
    const auto finger_place = [&] {
        return Point{event.tfinger.x * static_cast<float>(width_), event.tfinger.y * static_cast<float>(height_)};
    };
    const auto mouse_place = [](int x, int y) {
        return Point{static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F};
    };
    switch (event.type) {
        case SDL_FINGERDOWN:
            add_finger(FingerPhase::down, event.tfinger.fingerId, finger_place(), news);
            break;
        case SDL_FINGERMOTION:
            add_finger(FingerPhase::move, event.tfinger.fingerId, finger_place(), news);
            break;
        case SDL_FINGERUP:
            add_finger(FingerPhase::up, event.tfinger.fingerId, finger_place(), news);
            break;
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
            if (event.button.button == SDL_BUTTON_LEFT) {
                add_finger(event.type == SDL_MOUSEBUTTONDOWN ? FingerPhase::down : FingerPhase::up, mouse_finger,
                           mouse_place(event.button.x, event.button.y), news);
            }
            break;
        case SDL_MOUSEMOTION:
            if ((event.motion.state & SDL_BUTTON_LMASK) != 0) {
                add_finger(FingerPhase::move, mouse_finger, mouse_place(event.motion.x, event.motion.y), news);
            }
            break;
        case SDL_KEYDOWN:
            if (const auto key = key_of(event.key.keysym.sym); key && event.key.repeat == 0) {
                news.keys.push_back({*key, std::chrono::steady_clock::now()});
            }
            break;
        case SDL_WINDOWEVENT:
            if (event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
                const std::pair before{width_, height_};
                measure();
                news.resized = news.resized || before != std::pair{width_, height_};
            } else if (event.window.event == SDL_WINDOWEVENT_EXPOSED || event.window.event == SDL_WINDOWEVENT_SHOWN) {
                news.exposed = true;
            } else if (event.window.event == SDL_WINDOWEVENT_FOCUS_LOST) {
                add_finger(FingerPhase::lost, mouse_finger, {}, news);
            }
            break;
        case SDL_QUIT:
            news.quit = true;
            break;
        default:
            break;
    }
}

}  // namespace bangnin::screen
