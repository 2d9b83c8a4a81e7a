// The rules that every drawn page keeps. Each function gives what is wrong, one line each.
#pragma once

#include <string>
#include <vector>

#include "kiosk/journeys/session/session.h"
#include "ui/screen/description.h"

namespace bangnin::kiosk::samples {

/// Controls outside the screen, too small, too close, overlapping.
[[nodiscard]] std::vector<std::string> faults_of_controls(const screen::Tree& tree, screen::Size surface);

/// Texts of the tree outside the screen, one over the other, on a control that is not theirs.
[[nodiscard]] std::vector<std::string> faults_of_texts(const screen::Tree& tree, screen::Size surface);

/// A gold ground is a primary control's: 20 mm high and wide at least.
[[nodiscard]] std::vector<std::string> faults_of_primaries(const screen::Description& page);

/// What is written, whether the tree names it or not: outside the screen, over other words, over the edge of a control
/// or of what it stands on, smaller than the person's text size, or with a character that no font has.
[[nodiscard]] std::vector<std::string> faults_of_writings(const screen::Description& page, screen::Size surface,
                                                          TypeSize size);

/// What is written in a colour too close to a ground under it.
[[nodiscard]] std::vector<std::string> faults_of_contrast(const screen::Description& page, Contrast contrast);

/// In low reach, controls further from the lower edge than an upright screen has them.
[[nodiscard]] std::vector<std::string> faults_of_reach(const screen::Tree& tree, screen::Size surface);

/// Controls that a finger can press and the keypad cannot come to, or that say nothing there.
[[nodiscard]] std::vector<std::string> faults_of_keypad(const screen::Tree& tree, screen::Size surface);

}  // namespace bangnin::kiosk::samples
