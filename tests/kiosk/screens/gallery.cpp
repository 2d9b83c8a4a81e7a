#include "tests/kiosk/screens/gallery.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace bangnin::kiosk::samples {
namespace {

using screen::Node;
using screen::Rect;

constexpr float smallest_target = 54;
constexpr float smallest_gap = 11;
constexpr float rounding = 1;
constexpr std::string_view whole_screen_target = "attract.anywhere";

std::filesystem::path source_folder() {
    const char* folder = std::getenv("BANGNIN_SOURCE_DIR");
    return folder != nullptr ? std::filesystem::path(folder) : std::filesystem::current_path();
}

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "the screens cannot be drawn: %s\n", why.c_str());
    std::abort();
}

bool inside(const Rect& rect, screen::Size surface) {
    return rect.x >= -rounding && rect.y >= -rounding && rect.right() <= surface.w + rounding &&
           rect.bottom() <= surface.h + rounding;
}

// How far apart two rectangles are along the axis that parts them; negative when they overlap.
float distance(const Rect& a, const Rect& b) {
    const float x = std::max(b.x - a.right(), a.x - b.right());
    const float y = std::max(b.y - a.bottom(), a.y - b.bottom());
    return std::max(x, y);
}

std::vector<Node> chosen(const screen::Tree& tree, auto&& wanted) {
    std::vector<Node> nodes;
    std::ranges::copy_if(tree.nodes(), std::back_inserter(nodes), wanted);
    return nodes;
}

bool is_control(const Node& node) {
    return node.reach == screen::Reach::touchable && node.id != whole_screen_target &&
           node.role != screen::Role::dialog;
}

bool is_text(const Node& node) {
    const bool speaks =
        node.role == screen::Role::heading || node.role == screen::Role::text || node.role == screen::Role::status;
    return node.reach == screen::Reach::silent && speaks;
}

bool holds(const Rect& outer, const Rect& inner) { return outer.grown(2).intersected(inner) == inner; }

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

void Gallery::save(const std::string& name) {
    const char* folder = std::getenv("BANGNIN_SCREENS_OUT");
    if (folder == nullptr) return;
    std::filesystem::create_directories(folder);
    const auto file = std::filesystem::path(folder) / (name + ".png");
    if (const auto saved = screen_->screenshot(file); !saved) give_up(saved.error().detail);
}

int Gallery::unknown_glyphs(const std::string& text) { return engine_->measure(text, text::Style{}).unknown_glyphs; }

std::vector<std::string> faults_of_controls(const screen::Tree& tree, screen::Size surface) {
    std::vector<std::string> faults;
    const int top = tree.top_layer();
    const auto controls = chosen(tree, [top](const Node& node) { return is_control(node) && node.layer == top; });
    for (std::size_t i = 0; i < controls.size(); ++i) {
        const Node& node = controls[i];
        if (!inside(node.rect, surface)) faults.push_back(node.id + " leaves the screen");
        if (node.rect.w < smallest_target || node.rect.h < smallest_target) faults.push_back(node.id + " is too small");
        for (std::size_t k = i + 1; k < controls.size(); ++k) {
            const float apart = distance(node.rect, controls[k].rect);
            if (node.id == controls[k].id) faults.push_back(node.id + " is there twice");
            if (apart < smallest_gap) faults.push_back(node.id + " is too close to " + controls[k].id);
        }
    }
    return faults;
}

std::vector<std::string> faults_of_texts(const screen::Tree& tree, screen::Size surface) {
    std::vector<std::string> faults;
    const int top = tree.top_layer();
    const auto texts = chosen(tree, [top](const Node& node) { return is_text(node) && node.layer == top; });
    const auto controls = chosen(tree, [top](const Node& node) { return is_control(node) && node.layer == top; });
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const Node& node = texts[i];
        if (!inside(node.rect, surface)) faults.push_back(node.id + " leaves the screen");
        for (std::size_t k = i + 1; k < texts.size(); ++k) {
            if (distance(node.rect, texts[k].rect) < -rounding) {
                faults.push_back(node.id + " lies on " + texts[k].id);
            }
        }
        for (const Node& control : controls) {
            if (distance(node.rect, control.rect) < -rounding && !holds(control.rect, node.rect)) {
                faults.push_back(node.id + " runs into " + control.id);
            }
        }
    }
    return faults;
}

}  // namespace bangnin::kiosk::samples
