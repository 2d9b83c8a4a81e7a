// Path data of SVG 1.1 (W3C Recommendation, chapter 8.3) into absolute moves, lines and cubics.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>

#include "ui/screen/icons.h"

namespace bangnin::screen {
namespace {

constexpr double largest_number = 10000.0;
using Steps = std::vector<PathStep>;

struct Spot {
    double x = 0;
    double y = 0;
};

PathStep step(PathStep::Kind kind, std::initializer_list<double> numbers) {
    PathStep made{kind, {}};
    std::size_t i = 0;
    for (const double number : numbers) {
        made.at.at(i++) = static_cast<float>(std::clamp(number, -largest_number, largest_number));
    }
    return made;
}

struct Arc {
    double rx, ry, rotation_degrees;
    bool large, sweep;
    Spot from, to;
};

double angle_between(Spot u, Spot v) { return std::atan2(u.x * v.y - u.y * v.x, u.x * v.x + u.y * v.y); }

// SVG 1.1 appendix F.6.5 (end points to centre) and F.6.6 (radii too small); then one cubic for each quarter at most.
void append_arc(Steps& steps, Arc arc) {
    arc.rx = std::abs(arc.rx);
    arc.ry = std::abs(arc.ry);
    if (arc.rx < 1e-6 || arc.ry < 1e-6) {
        steps.push_back(step(PathStep::Kind::line, {arc.to.x, arc.to.y}));
        return;
    }
    const double phi = arc.rotation_degrees * std::numbers::pi / 180.0;
    const double cosine = std::cos(phi);
    const double sine = std::sin(phi);
    const double half_x = (arc.from.x - arc.to.x) / 2;
    const double half_y = (arc.from.y - arc.to.y) / 2;
    const Spot p{cosine * half_x + sine * half_y, -sine * half_x + cosine * half_y};
    const double size = p.x * p.x / (arc.rx * arc.rx) + p.y * p.y / (arc.ry * arc.ry);
    if (size < 1e-12) {
        return;  // begin and end are the same place: nothing is drawn
    }
    if (size > 1) {
        arc.rx *= std::sqrt(size);
        arc.ry *= std::sqrt(size);
    }
    const double below = arc.rx * arc.rx * p.y * p.y + arc.ry * arc.ry * p.x * p.x;
    const double above = std::max(0.0, arc.rx * arc.rx * arc.ry * arc.ry - below);
    const double root = (arc.large == arc.sweep ? -1 : 1) * std::sqrt(above / below);
    const Spot c{root * arc.rx * p.y / arc.ry, -root * arc.ry * p.x / arc.rx};
    const Spot centre{cosine * c.x - sine * c.y + (arc.from.x + arc.to.x) / 2,
                      sine * c.x + cosine * c.y + (arc.from.y + arc.to.y) / 2};
    const Spot begin{(p.x - c.x) / arc.rx, (p.y - c.y) / arc.ry};
    const Spot end{(-p.x - c.x) / arc.rx, (-p.y - c.y) / arc.ry};
    const double theta = angle_between({1, 0}, begin);
    double delta = angle_between(begin, end);
    if (arc.sweep && delta < 0) {
        delta += 2 * std::numbers::pi;
    } else if (!arc.sweep && delta > 0) {
        delta -= 2 * std::numbers::pi;
    }
    const int pieces = std::clamp(static_cast<int>(std::ceil(std::abs(delta) / (std::numbers::pi / 2) - 1e-6)), 1, 4);
    const double part = delta / pieces;
    const double reach = 4.0 / 3.0 * std::tan(part / 4);
    const auto place = [&](double x, double y) {
        return Spot{centre.x + cosine * arc.rx * x - sine * arc.ry * y,
                    centre.y + sine * arc.rx * x + cosine * arc.ry * y};
    };
    for (int i = 0; i < pieces; ++i) {
        const double a = theta + part * i;
        const double b = a + part;
        const Spot first = place(std::cos(a) - reach * std::sin(a), std::sin(a) + reach * std::cos(a));
        const Spot second = place(std::cos(b) + reach * std::sin(b), std::sin(b) - reach * std::cos(b));
        const Spot last = i + 1 == pieces ? arc.to : place(std::cos(b), std::sin(b));
        steps.push_back(step(PathStep::Kind::cubic, {first.x, first.y, second.x, second.y, last.x, last.y}));
    }
}

class Parser {
  public:
    explicit Parser(std::string_view data) : rest_(data) {}

    std::expected<Steps, IconError> run() {
        char command = 0;
        for (skip_space(); !rest_.empty(); skip_space()) {
            if (is_command(rest_.front())) {
                command = rest_.front();
                rest_.remove_prefix(1);
            } else if (command == 'M' || command == 'm') {
                command = command == 'M' ? 'L' : 'l';  // further pairs after a move are lines
            } else if (command == 0 || command == 'Z' || command == 'z') {
                return std::unexpected(IconError{"path: a command is expected"});
            }
            if (steps_.empty() && command != 'M' && command != 'm') {
                return std::unexpected(IconError{"path: must begin with a move"});
            }
            if (!take(command)) {
                return std::unexpected(IconError{std::string("path: wrong numbers after ") + command});
            }
        }
        return std::move(steps_);
    }

  private:
    static bool is_command(char c) { return std::string_view("MmLlHhVvCcSsQqTtAaZz").contains(c); }

    void skip_space() {
        while (!rest_.empty() && std::string_view(" \t\r\n,").contains(rest_.front())) {
            rest_.remove_prefix(1);
        }
    }

    std::optional<double> number() {
        skip_space();
        if (!rest_.empty() && rest_.front() == '+') {
            rest_.remove_prefix(1);
        }
        double value = 0;
        const auto [end, failure] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (failure != std::errc() || !(std::abs(value) <= largest_number)) {
            return std::nullopt;
        }
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }

    // A flag of an arc is one digit, and what follows may stick to it.
    std::optional<bool> flag() {
        skip_space();
        if (rest_.empty() || (rest_.front() != '0' && rest_.front() != '1')) {
            return std::nullopt;
        }
        const bool value = rest_.front() == '1';
        rest_.remove_prefix(1);
        return value;
    }

    std::optional<Spot> pair(bool relative) {
        const auto x = number();
        const auto y = x ? number() : std::nullopt;
        if (!y) {
            return std::nullopt;
        }
        return relative ? Spot{at_.x + *x, at_.y + *y} : Spot{*x, *y};
    }

    bool take(char command) {
        const bool relative = command >= 'a';
        switch (command) {
            case 'M':
            case 'm':
                return move(relative);
            case 'L':
            case 'l':
                return line(pair(relative));
            case 'H':
            case 'h': {
                const auto x = number();
                return x && line(Spot{relative ? at_.x + *x : *x, at_.y});
            }
            case 'V':
            case 'v': {
                const auto y = number();
                return y && line(Spot{at_.x, relative ? at_.y + *y : *y});
            }
            case 'C':
            case 'c': {
                const auto first = pair(relative);
                return first && cubic(*first, pair(relative), relative);
            }
            case 'S':
            case 's':
                return cubic(last_kind_ == 'C' ? mirrored() : at_, pair(relative), relative);
            case 'Q':
            case 'q': {
                const auto control = pair(relative);
                return control && quadratic(*control, pair(relative));
            }
            case 'T':
            case 't':
                return quadratic(last_kind_ == 'Q' ? mirrored() : at_, pair(relative));
            case 'A':
            case 'a':
                return arc(relative);
            default:
                steps_.push_back(step(PathStep::Kind::close, {}));
                return go(start_, 'Z');
        }
    }

    [[nodiscard]] Spot mirrored() const { return {2 * at_.x - control_.x, 2 * at_.y - control_.y}; }

    bool go(Spot to, char kind) {
        at_ = to;
        last_kind_ = kind;
        return std::abs(to.x) <= largest_number && std::abs(to.y) <= largest_number;
    }

    bool move(bool relative) {
        const auto to = pair(relative);
        if (!to) {
            return false;
        }
        steps_.push_back(step(PathStep::Kind::move, {to->x, to->y}));
        start_ = *to;
        return go(*to, 'M');
    }

    bool line(std::optional<Spot> to) {
        if (!to) {
            return false;
        }
        steps_.push_back(step(PathStep::Kind::line, {to->x, to->y}));
        return go(*to, 'L');
    }

    bool cubic(Spot first, std::optional<Spot> second, bool relative) {
        const auto to = second ? pair(relative) : std::nullopt;
        if (!to) {
            return false;
        }
        steps_.push_back(step(PathStep::Kind::cubic, {first.x, first.y, second->x, second->y, to->x, to->y}));
        control_ = *second;
        return go(*to, 'C');
    }

    bool quadratic(Spot control, std::optional<Spot> to) {
        if (!to) {
            return false;
        }
        const auto third = [](double a, double b) { return a + (b - a) * 2 / 3; };
        steps_.push_back(step(PathStep::Kind::cubic, {third(at_.x, control.x), third(at_.y, control.y),
                                                      third(to->x, control.x), third(to->y, control.y), to->x, to->y}));
        control_ = control;
        return go(*to, 'Q');
    }

    bool arc(bool relative) {
        const auto rx = number();
        const auto ry = rx ? number() : std::nullopt;
        const auto rotation = ry ? number() : std::nullopt;
        const auto large = rotation ? flag() : std::nullopt;
        const auto sweep = large ? flag() : std::nullopt;
        const auto to = sweep ? pair(relative) : std::nullopt;
        if (!to) {
            return false;
        }
        append_arc(steps_, Arc{*rx, *ry, *rotation, *large, *sweep, at_, *to});
        return go(*to, 'A');
    }

    std::string_view rest_;
    Steps steps_;
    Spot at_, start_, control_;
    char last_kind_ = 0;
};

}  // namespace

std::expected<std::vector<PathStep>, IconError> parse_path(std::string_view data) {
    if (data.size() > max_path_bytes) {
        return std::unexpected(IconError{"path: longer than 4096 bytes"});
    }
    return Parser(data).run();
}

}  // namespace bangnin::screen
