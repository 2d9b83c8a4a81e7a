// The ground on which every journey is played: a hall of its own below a folder of its own, taken down at the end. The
// folder of a journey that failed stays, with all logs.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/harness/applicant.h"
#include "tests/harness/rig.h"

namespace bangnin::journeys {

using harness::Applicant;
using harness::Milliseconds;
using harness::Result;
using harness::Rig;
using harness::RigOptions;
using harness::ShownTicket;
using nlohmann::json;

// Ends the test with the reason when a step of it failed.
#define ASSERT_OK(expression)                                                \
    do {                                                                     \
        const auto outcome_of_step = (expression);                           \
        ASSERT_TRUE(outcome_of_step.has_value()) << outcome_of_step.error(); \
    } while (false)

class HallTest : public ::testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;

    // Hub, simulators and kiosk, ready; `options.folder` is set here.
    Result<void> open(RigOptions options = {});
    Result<void> open_at_home();
    // Only makes the folders and configurations: the test starts the parts itself.
    Result<void> prepare(RigOptions options = {});
    // The same for one more kiosk at the hub of rig().
    Result<std::unique_ptr<Rig>> open_second_kiosk(const std::string& id, int number);

    Rig& rig() { return *rig_; }
    Applicant person() { return Applicant(*rig_); }
    const std::filesystem::path& folder() const { return folder_; }

    // The hub's record of a ticket, as soon as it is there.
    Result<json> ticket_at_hub(const std::string& number);
    // Asks until the semantics tree states this for `id`.
    Result<void> wait_value(Rig& rig, const std::string& id, const std::string& value);
    // The notice of the page shown, until it begins with `words`.
    Result<void> wait_notice(const std::string& words);

  private:
    std::filesystem::path folder_;
    std::unique_ptr<Rig> rig_;
};

}  // namespace bangnin::journeys
