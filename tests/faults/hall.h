// What the tests of bad days at the kiosk share: an applicant's usual steps in a hall of real programs, its devices'
// troubles, and questions asked of the hub until it knows.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "tests/harness/hall_test.h"

namespace bangnin::faults {

using harness::eventually;
using harness::Milliseconds;
using harness::Result;
using harness::Rig;
using harness::well;
using nlohmann::json;

// A ticket as the person sees it.
struct Shown {
    std::string number;
    std::string token;  // from the QR code's address
    friend bool operator==(const Shown&, const Shown&) = default;
};

class Hall : public harness::HallTest {
  protected:
    // Starts everything; the kiosk shows home. The options' folder and first screen are set here.
    void open(harness::RigOptions options = {});

    // ---- the applicant; each an error text where the kiosk did not follow
    Result<void> go_home() { return person().come(); }  // from attract or home
    Result<void> go_to_identify(const std::string& department = "department.1");
    Result<Shown> take_ticket(const std::string& department = "department.1");  // without identity
    Result<Shown> shown();                                                      // on the page now
    Result<void> leave() { return person().leave(); }                           // the page of an issued ticket
    std::string screen();
    bool on_screen(const std::string& id);
    std::string words(const std::string& id);  // empty where there are none
    bool says(const std::string& part);        // any text on the page
    // Until the words of `id` contain `part`.
    Result<void> wait_words(const std::string& id, const std::string& part);

    // ---- devices
    Result<json> device(const json& request) { return rig().simulator(request); }
    Result<void> set_printer(json setting);
    json printer_jobs();
    int printer_fault_count(const std::string& name);

    // ---- the hub
    // The ticket once the hub knows that its print ended so.
    Result<json> hub_print(const std::string& number, const std::string& state, const std::string& reason = "");
    // Until the hub has been told that this part of the kiosk is in this state, or in any other.
    Result<void> hub_told(const std::string& part, const std::string& state);
    Result<void> hub_told_not(const std::string& part, const std::string& state);
    // How many tickets of today the hub has, and that nothing was rejected.
    int hub_count();
    int hub_rejected();

  private:
    Result<void> hub_health(const std::function<bool(const json&)>& until);
};

}  // namespace bangnin::faults
