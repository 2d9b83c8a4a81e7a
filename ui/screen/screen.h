#pragma once
// The glass: window, fingers, frames. Draws only when something changed, and then only what changed.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/screen/geometry.h"
#include "ui/screen/keypad.h"
#include "ui/screen/motion.h"
#include "ui/screen/semantics.h"
#include "ui/screen/touch.h"
#include "ui/screen/ui.h"

namespace bangnin::screen {

enum class WindowMode : std::uint8_t { windowed, fullscreen };

struct Options {
    std::string title = "Bangnin";
    std::filesystem::path assets = {};  // holds theme/tokens.json and icons/icons.json
    Size base{1080, 1920};              // the surface that screens are drawn for
    // Where it depends on the glass: gives the surface for a glass of so many px. Asked once, when the glass is known.
    std::function<Size(int width, int height)> base_of_glass = {};
    int width = 1080;  // px of the window; in fullscreen the display's size is taken
    int height = 1920;
    WindowMode mode = WindowMode::windowed;
    std::string video_driver = {};  // SDL's name ("offscreen", "x11", "kmsdrm"); empty: SDL_VIDEODRIVER or SDL's choice
    std::size_t texture_bytes = 24U << 20U;  // bound of the texture cache
    Motion motion = Motion::none;            // of presses and of what fingers drag
    // window: the frame lives in the window where that is proven to work, which is faster in software; texture: always
    // in a texture of its own.
    enum class Keep : std::uint8_t { window, texture };
    Keep keep = Keep::window;
};

enum class ErrorCode : std::uint8_t { theme, icons, no_video, no_opengl, screenshot };

struct Error {
    ErrorCode code = ErrorCode::no_video;
    std::string detail;  // for the log
};

// Why wait() came back; several may hold.
struct Waited {
    bool input = false;               // a finger or the mouse did something
    bool woken = false;               // wake() was called
    bool quit = false;                // the window was closed (signals are the program's own business)
    std::vector<KeyPress> keys = {};  // of the keypad, in their order; what they mean is the caller's to say
};

struct Stats {
    std::uint64_t frames_built = 0;  // descriptions taken from the painter
    std::uint64_t frames_drawn = 0;  // of these, frames in which something was drawn and presented
    double last_frame_ms = 0;        // painter + drawing + presenting of the last drawn frame
    double longest_frame_ms = 0;     // the longest of them since the start
    double tap_to_frame_ms = 0;      // finger event → changed pixels presented: last, and over the last 512
    double tap_to_frame_p50_ms = 0;
    double tap_to_frame_p99_ms = 0;
    double new_screen_ms = 0;  // the same where half of the screen or more changed
    double new_screen_p50_ms = 0;
    double new_screen_p99_ms = 0;
    std::uint64_t damaged_pixels = 0;  // of the last drawn frame
    std::size_t texture_bytes = 0;
    std::size_t textures = 0;
};

struct Description;  // ui/screen/description.h

// Belongs to the thread that created it (SDL asks for the main thread), but for wake(), fingers and keys.
class Screen {
  public:
    // The engine must outlive the screen. One screen per process.
    [[nodiscard]] static std::expected<std::unique_ptr<Screen>, Error> create(const Options& options,
                                                                              text::Engine& engine);
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    // Sleeps until input, a wake(), a frame that is due (request_frame_at, invalidate, the frames after an input) or
    // the deadline, whichever is first, and takes in what happened. TimePoint::max(): no deadline.
    Waited wait(TimePoint deadline);

    // Describes the screen through the painter and shows it, if a frame is due; else does nothing. A frame in which a
    // control was activated is not shown: act on it, then call draw again (the next wait returns at once).
    // `drawn`: pixels changed and were presented. `unchanged`: described, but nothing differed.
    enum class Drawn : std::uint8_t { not_due, unchanged, drawn, activated };
    Drawn draw(const std::function<void(Ui&)>& painter);

    // Makes the pictures (texts above all) that a screen will need when it comes, without showing anything; for an idle
    // moment, since the first sight of a page costs several times what the next ones do. Ends soon after `budget`, with
    // one picture too many at most; call it again while it says `some`. The painter must describe a page as it looks to
    // nobody in particular: what is prepared outlives forget_pictures().
    enum class Prepared : std::uint8_t { some, all };
    [[nodiscard]] Prepared prepare(const std::function<void(Ui&)>& painter, std::chrono::milliseconds budget);
    // What the painter's page says and where, without showing it; for tests.
    [[nodiscard]] Description describe(const std::function<void(Ui&)>& painter);
    // The person has gone: forgets every picture that was made for what was shown and not prepared. A frame is due, and
    // it must be of a screen that tells nothing of the person: it replaces what is still on the glass.
    void forget_pictures();

    // From any thread: wait() returns soon, and a frame is due. Cheap to call often.
    void wake();
    // A frame is due (state changed). Screen's thread.
    void invalidate();
    // Shows that keypad or speech is at this node (a ring around it); empty: nowhere.
    void set_focus(std::string_view id);
    // What OK on the keypad does: as if a finger had gone down and up at the middle of that control, echoes and the
    // judge of presses aside. A disabled control is refused as it is to a finger; the error: no finger could reach it.
    std::expected<void, Unreachable> activate(std::string_view id);

    // Asked within wait() when a finger has pressed a control and before anything comes of it; `node` is the control as
    // the person saw it. What is withheld ends there.
    enum class Verdict : std::uint8_t { acts, withheld };
    void judge_presses(std::function<Verdict(const Node& node)> judge);

    // Fingers and keys for the automation port: the very same path as the glass and the keypad. From any thread; taken
    // in by the next wait().
    void press(KeypadKey key);
    void finger(FingerPhase phase, Point at);
    void tap(Point at);
    // When a finger put down there counts: now, or a moment later where it would be taken for the last press's echo
    // (see Touch). Screen's thread.
    [[nodiscard]] std::chrono::steady_clock::time_point counts_from(Point at) const;
    void drag(Point from, Point to);
    void stroke(std::span<const Point> points);

    [[nodiscard]] const Tree& semantics() const;  // of the last described frame
    [[nodiscard]] Size surface_size() const;      // base px
    [[nodiscard]] Stats stats() const;
    [[nodiscard]] std::string renderer() const;  // "llvmpipe (…)", for the log

    // The whole retained frame as it stands on the glass.
    [[nodiscard]] std::expected<void, Error> screenshot(const std::filesystem::path& png);
    // The same as bytes: rows from the top, RGBA; size of the glass.
    struct Pixels {
        int width = 0;
        int height = 0;
        std::vector<std::uint8_t> rgba;
    };
    [[nodiscard]] Pixels pixels();
    // Something is being moved to its place or goes on after a flick: what a finger would meet is not yet where it
    // stays.
    [[nodiscard]] bool scrolls() const;
    // What moves by itself stands where it is going; a frame is due.
    void settle();
    // Forgets what is on the glass: the next frame draws everything anew, and is due.
    void redraw_all();

  private:
    struct State;
    explicit Screen(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace bangnin::screen
