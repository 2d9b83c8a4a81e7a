// What people do at a rig's kiosk, in a few words: steps of journeys that tests put together.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>

#include "tests/harness/rig.h"

namespace bangnin::harness {

struct ShownTicket {
    std::string number;
    std::string address;  // the QR's text
    std::string token;
    int ahead = 0;
};

using Step = std::function<Result<void>()>;
// The steps one after the other, up to the first that fails.
Result<void> in_turn(std::initializer_list<Step> steps);

// A resident's card for the simulated reader; the number range is given to no one.
nlohmann::json resident_card(const std::string& name, const std::string& number = "150723198001010018");

class Applicant {
  public:
    explicit Applicant(Rig& rig) : rig_(rig) {}

    Step tap(const std::string& id);
    Step screen(const std::string& name);
    Step device(const nlohmann::json& request);

    // From the idle screen, or from home, to home.
    Result<void> come();
    // From home to the page that asks who it is; `service` only where the department has several queues.
    Result<void> choose(const std::string& department, const std::string& service = {});
    // From the page that asks who it is to the issued ticket.
    Result<ShownTicket> identify_by_card(const nlohmann::json& card);
    Result<ShownTicket> identify_by_phone(const std::string& number);
    Result<ShownTicket> without_identity();
    // The ticket on the screen.
    Result<ShownTicket> shown();
    // From the issued ticket to the idle screen.
    Result<void> leave();
    // come, choose, without_identity, leave.
    Result<ShownTicket> take_and_leave(const std::string& department);
    // From home: puts a code under the scanner.
    Result<void> scan(const std::string& code);

  private:
    Result<ShownTicket> ticket_after(const Result<void>& way);

    Rig& rig_;
};

}  // namespace bangnin::harness
