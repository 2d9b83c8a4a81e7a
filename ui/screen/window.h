#pragma once
// Our platform layer over SDL: the window, its OpenGL ES context, and the fingers. Takes touch from SDL_FINGER* itself;
// the mouse stands in for a finger during development.

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "ui/screen/frame.h"
#include "ui/screen/keypad.h"
#include "ui/screen/touch.h"
#include "ui/screen/wake_source.h"

struct SDL_Window;
union SDL_Event;

namespace bangnin::screen {

struct WindowOptions {
    std::string title = {};
    std::string video_driver = {};
    Size base = {};
    int width = 0;
    int height = 0;
    bool fullscreen = false;
};

// What came from the window system since the last look.
struct WindowNews {
    std::vector<FingerEvent> fingers;
    std::vector<KeyPress> keys;  // of the keypad, without what a held key repeats
    bool resized = false;        // size() differs
    bool exposed = false;        // the window's pixels may be lost
    bool quit = false;
};

class Window {
  public:
    [[nodiscard]] static std::expected<std::unique_ptr<Window>, std::string> open(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    // Sleeps until there is news, a wake() or the time limit, then takes the news in.
    WindowNews wait(std::chrono::milliseconds limit);
    // From any thread: wait() comes back.
    void wake();
    // From any thread: the same events that the glass and the keypad would send, through SDL's queue.
    void push_finger(FingerPhase phase, Point base);
    void push_key(KeypadKey key);
    void present();

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    // The surface that screens are drawn for, where it could not be known before the window.
    void set_base(Size base);
    [[nodiscard]] Projection projection() const;

  private:
    Window() = default;
    void take(const SDL_Event& event, WindowNews& news);
    void add_finger(FingerPhase phase, std::int64_t finger, Point glass, WindowNews& news) const;
    void measure();

    SDL_Window* window_ = nullptr;
    void* context_ = nullptr;
    Size base_;
    bool sdl_sleeps_ = false;
    unsigned wake_event_ = 0;
    WakeSource wake_source_;
    mutable std::mutex projection_mutex_;  // written by the screen's thread, read by those that push fingers
    int width_ = 0;                        // px of the glass
    int height_ = 0;
    Projection projection_;
};

}  // namespace bangnin::screen
