#include "tests/harness/hall_test.h"

#include <stdlib.h>

#include <cstdio>

namespace bangnin::harness {

using nlohmann::json;

bool eventually(const std::function<bool()>& done, Milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!done()) {
        if (std::chrono::steady_clock::now() >= deadline) {
            return false;
        }
        pause_between_questions();
    }
    return true;
}

HallTest::HallTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "bangnin-hall-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) {
        folder_ = pattern;
    }
}

HallTest::~HallTest() {
    rig_.reset();
    if (HasFailure()) {
        std::fprintf(stderr, "logs and states are in %s\n", folder_.c_str());
        return;
    }
    std::error_code ignored;
    if (!folder_.empty()) {
        std::filesystem::remove_all(folder_, ignored);
    }
}

Result<void> HallTest::open(RigOptions options) {
    options.folder = hall_folder();
    auto rig = Rig::start(options);
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

Result<void> HallTest::prepare(RigOptions options) {
    options.folder = hall_folder();
    auto rig = Rig::create(options);
    if (!rig) {
        return std::unexpected(rig.error());
    }
    rig_ = std::make_unique<Rig>(std::move(*rig));
    return {};
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

Result<json> HallTest::ticket_at_hub(const std::string& number, const std::function<bool(const json&)>& until) {
    json found;
    const auto holds = [&](const json& view) {
        for (const json& ticket : view["tickets"]) {
            if (ticket.value("number", "") == number && until(ticket)) {
                found = ticket;
                return true;
            }
        }
        return false;
    };
    const auto view = rig_->hub_tickets_until(holds);
    return view ? Result<json>(found) : std::unexpected(number + ": " + view.error());
}

Result<void> HallTest::wait_words(Rig& rig, const std::string& id,
                                  const std::function<bool(const std::string&)>& fits) {
    Result<std::string> last = std::unexpected("never asked");
    const auto asked = [&] {
        last = rig.value(id);
        return last && fits(*last);
    };
    if (eventually(asked)) {
        return {};
    }
    return std::unexpected(id + " never said what it should; last: " + (last ? *last : last.error()));
}

Result<void> HallTest::wait_value(Rig& rig, const std::string& id, const std::string& value) {
    auto said = wait_words(rig, id, [&](const std::string& words) { return words == value; });
    return said ? said : std::unexpected("\"" + value + "\" expected: " + said.error());
}

Result<void> HallTest::wait_notice(const std::string& words) {
    auto said = wait_words(*rig_, "page.notice", [&](const std::string& notice) { return notice.starts_with(words); });
    return said ? said : std::unexpected("\"" + words + "\" expected: " + said.error());
}

}  // namespace bangnin::harness
