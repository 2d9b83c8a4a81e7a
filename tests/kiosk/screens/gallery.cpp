#include "tests/kiosk/screens/gallery.h"

#include <cstdio>
#include <cstdlib>

namespace bangnin::kiosk::samples {
namespace {

std::filesystem::path source_folder() {
    const char* folder = std::getenv("BANGNIN_SOURCE_DIR");
    return folder != nullptr ? std::filesystem::path(folder) : std::filesystem::current_path();
}

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "the screens cannot be drawn: %s\n", why.c_str());
    std::abort();
}

}  // namespace

Gallery::Gallery(const Glass& glass_size, float dots) {
    const auto source = source_folder();
    auto engine = text::Engine::create({.fonts_conf = source / "assets/fonts.conf",
                                        .cache_dir = std::filesystem::temp_directory_path() / "bangnin-test-fonts"});
    if (!engine) give_up(engine.error().detail);
    engine_ = std::move(*engine);
    screen::Options options;
    options.assets = source / "assets";
    options.video_driver = "offscreen";
    const auto surface = surface_of(glass_size);
    if (!surface) give_up(surface.error());
    options.base = *surface;
    options.width = static_cast<int>(surface->w * dots);
    options.height = static_cast<int>(surface->h * dots);
    auto glass = screen::Screen::create(options, *engine_);
    if (!glass) give_up(glass.error().detail);
    screen_ = std::move(*glass);
}

std::string Gallery::draw_once(const Sample& sample, const Settings& settings) {
    std::string done;
    screen_->draw([&](screen::Ui& ui) { done = sample.paint(ui, settings); });
    return done;
}

void Gallery::show(const Sample& sample, const Settings& settings) {
    constexpr int settled_after = 2;
    audit_ = {};
    audit_texts(&audit_);
    for (int i = 0; i < settled_after; ++i) {
        screen_->invalidate();
        screen_->wait(std::chrono::steady_clock::now());
        draw_once(sample, settings);
    }
    audit_texts(nullptr);
}

const screen::Description& Gallery::describe(const Sample& sample, const Settings& settings) {
    audit_ = {};
    audit_texts(&audit_);
    description_ = screen_->describe([&](screen::Ui& ui) { (void)sample.paint(ui, settings); });
    audit_texts(nullptr);
    return description_;
}

std::string Gallery::touch(const Sample& sample, const Settings& settings, screen::Point point) {
    constexpr int most_frames = 8;
    // Another sample's control may have been pressed at this very place a moment ago: wait out what would be its echo.
    while (std::chrono::steady_clock::now() < screen_->counts_from(point)) {
        screen_->wait(screen_->counts_from(point));
    }
    screen_->tap(point);
    for (int i = 0; i < most_frames; ++i) {
        screen_->wait(std::chrono::steady_clock::now() + std::chrono::milliseconds(20));
        screen_->invalidate();
        if (std::string done = draw_once(sample, settings); !done.empty()) return done;
    }
    return {};
}

void Gallery::stroke(const Sample& sample, const Settings& settings, std::span<const screen::Point> way) {
    constexpr int frames = 4;
    screen_->stroke(way);
    for (int i = 0; i < frames; ++i) {
        screen_->wait(std::chrono::steady_clock::now());
        screen_->invalidate();
        (void)draw_once(sample, settings);
    }
}

void Gallery::save(const std::string& name) {
    const char* folder = std::getenv("BANGNIN_SCREENS_OUT");
    if (folder == nullptr) return;
    std::filesystem::create_directories(folder);
    const auto file = std::filesystem::path(folder) / (name + ".png");
    if (const auto saved = screen_->screenshot(file); !saved) give_up(saved.error().detail);
}

}  // namespace bangnin::kiosk::samples
