#include "tests/journeys/hall.h"

#include <cstdlib>

namespace bangnin::journeys {

void HallTest::SetUp() {
    std::string pattern = (std::filesystem::temp_directory_path() / "bangnin-journey-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
}

void HallTest::TearDown() {
    rig_.reset();
    if (HasFailure()) {
        std::fprintf(stderr, "the logs are in %s\n", folder_.c_str());
        return;
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

Result<void> HallTest::open(RigOptions options) {
    options.folder = folder_ / "hall";
    auto rig = Rig::start(options);
    if (!rig) {
        return std::unexpected(rig.error());
    }
    rig_ = std::make_unique<Rig>(std::move(*rig));
    return {};
}

Result<void> HallTest::prepare(RigOptions options) {
    options.folder = folder_ / "hall";
    auto rig = Rig::create(options);
    if (!rig) {
        return std::unexpected(rig.error());
    }
    rig_ = std::make_unique<Rig>(std::move(*rig));
    return {};
}

Result<void> HallTest::open_at_home() {
    RigOptions options;
    options.start = "home";
    return open(options);
}

Result<std::unique_ptr<Rig>> HallTest::open_second_kiosk(const std::string& id, int number) {
    RigOptions options;
    options.folder = folder_ / id;
    options.kiosk_id = id;
    options.kiosk_number = number;
    options.joins = rig_->hub_place();
    auto rig = Rig::start(options);
    if (!rig) {
        return std::unexpected(rig.error());
    }
    return std::make_unique<Rig>(std::move(*rig));
}

Result<json> HallTest::ticket_at_hub(const std::string& number) {
    json found;
    const auto view = rig_->hub_tickets_until([&](const json& tickets) {
        for (const json& ticket : tickets["tickets"]) {
            if (ticket.value("number", "") == number) {
                found = ticket;
            }
        }
        return !found.is_null();
    });
    return view ? Result<json>(found) : std::unexpected(view.error());
}

Result<void> HallTest::wait_value(Rig& rig, const std::string& id, const std::string& value) {
    const auto deadline = std::chrono::steady_clock::now() + Milliseconds(10000);
    Result<std::string> last = std::unexpected("never asked");
    while (std::chrono::steady_clock::now() < deadline) {
        last = rig.value(id);
        if (last && *last == value) {
            return {};
        }
        harness::pause_between_questions();
    }
    return std::unexpected(id + " never said " + value + "; last: " + (last ? *last : last.error()));
}

Result<void> HallTest::wait_notice(const std::string& words) {
    const auto deadline = std::chrono::steady_clock::now() + Milliseconds(10000);
    Result<std::string> last = std::unexpected("never asked");
    while (std::chrono::steady_clock::now() < deadline) {
        last = rig_->value("page.notice");
        if (last && last->starts_with(words)) {
            return {};
        }
        harness::pause_between_questions();
    }
    return std::unexpected("the notice never said " + words + "; last: " + (last ? *last : last.error()));
}

}  // namespace bangnin::journeys
