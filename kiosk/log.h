// The staff's log: one line an event on standard error (systemd puts it into the journal), "what key=value …".
// Nothing personal is ever given to it: no name, number, phone, scanned text or ticket token.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace bangnin::kiosk::log {

using Fields = std::initializer_list<std::pair<std::string_view, std::string>>;

void start();
void note(std::string_view what, Fields fields = {});
/// Something staff have to do something about.
void trouble(std::string_view what, Fields fields = {});

}  // namespace bangnin::kiosk::log
