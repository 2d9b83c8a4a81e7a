// The ground on which tests of whole programs are played: a hall of its own below a folder of its own, taken down at
// the end. The folder of a test that failed stays, with all logs.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/harness/applicant.h"
#include "tests/harness/rig.h"

namespace bangnin::harness {

// For EXPECT_TRUE: says the error of a step that failed.
template <typename Value>
testing::AssertionResult well(const Result<Value>& result) {
    return result ? testing::AssertionSuccess() : testing::AssertionFailure() << result.error();
}

// Ends the test with the reason when a step of it failed.
#define ASSERT_OK(expression)                                                \
    do {                                                                     \
        const auto outcome_of_step = (expression);                           \
        ASSERT_TRUE(outcome_of_step.has_value()) << outcome_of_step.error(); \
    } while (false)

// Asks until `done` holds; false when the limit passed first.
bool eventually(const std::function<bool()>& done, Milliseconds limit = patience);

class HallTest : public testing::Test {
  protected:
    HallTest();
    ~HallTest() override;

    // Hub, simulators and kiosk, ready; `options.folder` is set here.
    Result<void> open(RigOptions options = {});
    Result<void> open_at_home();
    // Only makes the folders and configurations: the test starts the parts itself.
    Result<void> prepare(RigOptions options = {});
    // Hub, simulators and kiosk for one more kiosk at the hub of rig().
    Result<std::unique_ptr<Rig>> open_second_kiosk(const std::string& id, int number);
    void close_hall() { rig_.reset(); }  // at the latest when the test ends

    Rig& rig() { return *rig_; }
    Applicant person() { return Applicant(*rig_); }
    const std::filesystem::path& folder() const { return folder_; }         // the test's own
    std::filesystem::path hall_folder() const { return folder_ / "hall"; }  // of rig()

    // The hub's record of a ticket, once it is there and is as `until` wants it.
    Result<nlohmann::json> ticket_at_hub(
        const std::string& number,
        const std::function<bool(const nlohmann::json&)>& until = [](const auto&) { return true; });
    // Until the words that the semantics tree states for `id` are as `fits` wants them.
    static Result<void> wait_words(Rig& rig, const std::string& id,
                                   const std::function<bool(const std::string&)>& fits);
    static Result<void> wait_value(Rig& rig, const std::string& id, const std::string& value);
    // The same for the notice of the page shown, until it begins so.
    Result<void> wait_notice(const std::string& words);

  private:
    std::filesystem::path folder_;
    std::unique_ptr<Rig> rig_;
};

}  // namespace bangnin::harness
