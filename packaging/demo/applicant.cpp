#include "packaging/demo/applicant.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "tests/harness/rig_files.h"

namespace bangnin::demo {
namespace {

using harness::Milliseconds;
using harness::Result;
using harness::Rig;
using nlohmann::json;
namespace fs = std::filesystem;

// Nobody's card: a made-up name in a number range that is given to no one.
const json sample_card = {{"type", "resident"},
                          {"name", "李小䶮"},
                          {"sex", "1"},
                          {"ethnic", "52"},
                          {"birth", "19800101"},
                          {"address", "内蒙古自治区鄂伦春自治旗阿里河镇"},
                          {"number", "150723198001010018"},
                          {"issuer", "鄂伦春自治旗公安局"},
                          {"from", "20200101"},
                          {"to", "20400101"}};

// What the page says once the printer has confirmed the slip.
constexpr const char* take_the_slip = "取号成功，请取走小票";
constexpr const char* browser = "/usr/bin/chromium";

// A page in the size of a phone, by a browser that keeps to itself: no sandbox, as it may run as root, and no service
// of its own in the background. The hall's authority is not among the browser's, so it is told to take the certificate.
Result<void> picture_of_page(const std::string& address, const fs::path& picture, const fs::path& profile) {
    const auto drawn = harness::run_program(
        {browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
         "--log-level=3", "--ignore-certificate-errors", "--user-data-dir=" + profile.string(), "--window-size=390,844",
         "--screenshot=" + picture.string(), address},
        harness::patience);
    if (!drawn) return std::unexpected(drawn.error());
    return fs::exists(picture) ? Result<void>{} : std::unexpected("the browser left no picture");
}

class Applicant {
  public:
    Applicant(Rig& rig, fs::path out, Report& report) : rig_(rig), out_(std::move(out)), report_(report) {}

    void play() {
        arrive();
        see_home_otherwise();
        take_ticket_by_card();
        look_at_it_from_elsewhere();
        scan_own_ticket();
        take_ticket_by_phone_number();
        take_ticket_without_paper();
        be_asked_whether_still_there();
        take_ticket_without_network();
        rate_the_service();
        take_with_them_what_was_printed();
        report_.step("the hub's view is kept", keep_hub_view());
    }

  private:
    Result<void> shot(const std::string& name) {
        return all({[&] { return ask({{"do", "screenshot"}, {"file", (out_ / (name + ".png")).string()}}); }});
    }
    Result<void> ask(const json& request) {
        auto answer = rig_.kiosk(request);
        if (!answer) return std::unexpected(answer.error());
        return {};
    }
    Result<void> simulate(const json& request) {
        auto answer = rig_.simulator(request);
        if (!answer) return std::unexpected(answer.error());
        return {};
    }
    // The steps in turn, up to the first that fails.
    static Result<void> all(const std::vector<std::function<Result<void>()>>& steps) {
        for (const auto& step : steps) {
            if (auto outcome = step(); !outcome) return outcome;
        }
        return {};
    }
    std::function<Result<void>()> tap(const std::string& id) {
        return [this, id] { return rig_.tap(id); };
    }
    std::function<Result<void>()> screen(const std::string& name) {
        return [this, name] { return rig_.wait_screen(name); };
    }
    // Until these words stand on the page.
    std::function<Result<void>()> words(const std::string& label) {
        return [this, label] { return ask({{"do", "wait"}, {"label", label}, {"ms", 10000}}); };
    }
    std::function<Result<void>()> picture(const std::string& name) {
        return [this, name] { return shot(name); };
    }
    std::function<Result<void>()> device(const json& request) {
        return [this, request] { return simulate(request); };
    }

    void arrive() {
        report_.step("the idle screen is shown", all({screen("attract"), picture("01-attract")}));
        report_.step("a touch leads home", all({tap("attract.start"), screen("home"), picture("02-home")}));
    }

    // The same page in another language, and for eyes that need more contrast.
    void see_home_otherwise() {
        report_.step("home speaks English",
                     all({tap("frame.language.en"), words("Take a number"), picture("02-home-english")}));
        report_.step("home in high contrast", all({tap("frame.language.zh"), words("取号排队"), tap("frame.contrast"),
                                                   picture("02-home-high-contrast"), tap("frame.contrast")}));
    }

    void take_ticket_by_card() {
        report_.step("departments are offered",
                     all({tap("home.ticket"), screen("ticket.department"), picture("03-department")}));
        report_.step("a department of two queues asks which",
                     all({tap("department.12"), screen("ticket.service"), picture("04-service"), tap("service.1")}));
        report_.step("the card is asked for", all({screen("ticket.identify"), picture("05-identify")}));
        report_.step("the card is read and the ticket issued",
                     all({device({{"device", "id_reader"}, {"do", "place"}, {"card", sample_card}}),
                          screen("ticket.issued"), device({{"device", "id_reader"}, {"do", "remove"}})}));
        report_.step("the printer says it is printed",
                     all({[&] { return printed(1); }, words(take_the_slip), picture("06-issued")}));
        remember_ticket();
    }

    // Number and address as the person sees them.
    void remember_ticket() {
        auto number = rig_.value("ticket.number");
        auto address = rig_.value("ticket.qr");
        if (!number || !address) {
            report_.step("number and QR are on the screen", std::unexpected(number ? address.error() : number.error()));
            return;
        }
        number_ = *number;
        address_ = *address;
        report_.add_fact("number", number_);
        report_.add_fact("address", address_);
    }

    // Until the printer has confirmed `count` jobs.
    Result<void> printed(std::size_t count) {
        const auto deadline = std::chrono::steady_clock::now() + harness::patience;
        while (std::chrono::steady_clock::now() < deadline) {
            auto answer = rig_.simulator({{"device", "printer"}, {"do", "jobs"}});
            if (!answer) return std::unexpected(answer.error());
            if ((*answer)["jobs"].size() >= count && (*answer)["jobs"].back().value("complete", false)) return {};
            harness::pause_between_questions();
        }
        return std::unexpected("the printer never finished job " + std::to_string(count));
    }

    // The notice counts from when the kiosk itself knows.
    Result<void> hub_missed() {
        const auto deadline = std::chrono::steady_clock::now() + harness::patience;
        while (std::chrono::steady_clock::now() < deadline) {
            auto told = rig_.kiosk({{"do", "stats"}});
            if (!told) return std::unexpected(told.error());
            if ((*told)["health"].value("link", "") != "ok") return {};
            harness::pause_between_questions();
        }
        return std::unexpected("the kiosk never missed the hub");
    }

    void look_at_it_from_elsewhere() {
        const auto arrived = [&](const json& view) { return ticket_at_hub(view).has_value(); };
        auto seen = rig_.hub_tickets_until(arrived);
        report_.step("the hub has the ticket", seen ? Result<void>{} : std::unexpected(seen.error()));
        auto page = rig_.phone(path_of(address_));
        Result<void> outcome = {};
        if (!page || page->status != 200 || page->body.find(number_) == std::string::npos) {
            outcome = std::unexpected(page ? "status " + std::to_string(page->status) : page.error());
        } else {
            outcome = harness::write_file(out_ / "phone.html", page->body);
        }
        report_.step("a phone sees the ticket's page", outcome);
        if (fs::exists(browser)) {
            const auto drawn = picture_of_page(address_, out_ / "phone.png", rig_.folder() / "browser");
            report_.step("the page as a phone draws it is kept", drawn);
        }
    }

    std::optional<json> ticket_at_hub(const json& view) const {
        for (const json& ticket : view["tickets"]) {
            if (ticket.value("number", "") == number_) return ticket;
        }
        return std::nullopt;
    }

    static std::string path_of(const std::string& address) {
        const std::size_t begin = address.find('/', address.find("//") + 2);
        return begin == std::string::npos ? "/" : address.substr(begin);
    }

    Result<void> from_attract_to_home() { return all({screen("attract"), tap("attract.start"), screen("home")}); }

    void scan_own_ticket() {
        report_.step("the page is left", all({tap("ticket.done"), [&] { return from_attract_to_home(); }}));
        report_.step("progress asks for the code",
                     all({tap("home.progress"), screen("progress.scan"), picture("07-scan")}));
        report_.step("the kiosk shows the same",
                     all({device({{"device", "scanner"}, {"do", "scan"}, {"text", address_}}), screen("progress.case"),
                          picture("08-progress"), tap("progress.done"), [&] { return from_attract_to_home(); }}));
    }

    void take_ticket_by_phone_number() {
        std::vector<std::function<Result<void>()>> steps = {tap("home.ticket"),           screen("ticket.department"),
                                                            tap("department.1"),          screen("ticket.identify"),
                                                            tap("ticket.identify.phone"), picture("09-phone-empty")};
        for (const char digit : std::string("13812345678")) {
            steps.push_back(tap(std::string("keypad.") + digit));
        }
        steps.insert(steps.end(),
                     {picture("10-phone"), tap("ticket.print"), screen("ticket.issued"), [&] { return printed(2); },
                      tap("ticket.done"), [&] { return from_attract_to_home(); }});
        report_.step("a phone number will do", all(steps));
    }

    void take_ticket_without_paper() {
        report_.step(
            "no paper: number and QR stay",
            all({device({{"device", "printer"}, {"do", "set"}, {"paper", "out"}}), tap("home.ticket"),
                 screen("ticket.department"), tap("department.3"), screen("ticket.identify"), tap("ticket.print"),
                 screen("ticket.issued"), [&] { return rig_.wait_id("page.notice"); }, picture("11-no-paper")}));
        report_.step("paper refilled: the same number is printed",
                     all({device({{"device", "printer"}, {"do", "set"}, {"paper", "ok"}}),
                          [&] { return rig_.wait_id("ticket.print"); }, picture("12-refilled"), tap("ticket.print"),
                          [&] { return printed(3); }, tap("ticket.done"), [&] { return from_attract_to_home(); }}));
    }

    void be_asked_whether_still_there() {
        report_.step("before the time is out the person is asked",
                     all({tap("home.ticket"), screen("ticket.department"),
                          [&] { return ask({{"do", "clock"}, {"advance_s", 102}}); },
                          [&] { return rig_.wait_id("dialog.confirm"); }, picture("13-still-there"),
                          tap("dialog.confirm"), tap("frame.home"), screen("home")}));
    }

    void take_ticket_without_network() {
        rig_.kill_hub();
        report_.step("without the hub home says so",
                     all({[&] { return hub_missed(); }, [&] { return ask({{"do", "clock"}, {"advance_s", 95}}); },
                          [&] { return rig_.wait_id("page.notice"); }, picture("14-away"), tap("home.ticket"),
                          screen("ticket.department"), tap("department.5"), screen("ticket.identify"),
                          tap("ticket.print"), screen("ticket.issued"), [&] { return printed(4); },
                          words(take_the_slip), picture("15-issued-away")}));
        remember_ticket();
        report_.step("the hub comes back", rig_.start_hub());
        const auto arrived = [&](const json& view) { return ticket_at_hub(view).has_value(); };
        auto seen = rig_.hub_tickets_until(arrived);
        report_.step("everything arrives, once", seen ? each_once(*seen) : std::unexpected(seen.error()));
    }

    // The ticket in the person's hand: a grade, a reason, and what the hub then says of the ticket.
    void rate_the_service() {
        report_.step(
            "the ticket's service can be rated",
            all({tap("ticket.done"), [&] { return from_attract_to_home(); }, tap("home.rate"), screen("rating.scan"),
                 picture("16-rating-scan"), device({{"device", "scanner"}, {"do", "scan"}, {"text", address_}}),
                 screen("rating.grade"), picture("17-rating")}));
        report_.step("one touch is a rating, reasons may follow",
                     all({tap("rating.grade.4"), screen("rating.reasons"), tap("rating.reason.warm"),
                          picture("18-rating-reasons"), tap("rating.submit"), screen("rating.thanks"),
                          picture("19-rating-thanks"), tap("rating.done"), screen("attract")}));
    }

    static Result<void> each_once(const json& view) {
        std::vector<std::string> numbers;
        for (const json& ticket : view["tickets"]) {
            const std::string number = ticket.value("number", "");
            if (std::ranges::find(numbers, number) != numbers.end()) return std::unexpected(number + " came twice");
            numbers.push_back(number);
        }
        if (numbers.size() != 4)
            return std::unexpected("four were issued, the hub has " + std::to_string(numbers.size()));
        return {};
    }

    void take_with_them_what_was_printed() {
        std::error_code error;
        fs::copy(rig_.simulator_folder() / "jobs", out_ / "jobs",
                 fs::copy_options::recursive | fs::copy_options::overwrite_existing, error);
        report_.step("every print job is kept, as bytes and as a picture",
                     error ? Result<void>(std::unexpected(error.message())) : Result<void>{});
        auto read = harness::run_program({"/usr/bin/zbarimg", "-q", "--raw", (out_ / "jobs" / "001.png").string()},
                                         harness::patience);
        Result<void> outcome = {};
        if (!read || read->find("/t/") == std::string::npos)
            outcome = std::unexpected(read ? "no address in it" : read.error());
        report_.step("the printed QR can be read", outcome);
    }

    Result<void> keep_hub_view() {
        json view = json::object();
        for (const char* part : {"tickets", "devices", "rejected"}) {
            auto answer = rig_.hub_json(std::string("/v1/") + part);
            if (!answer) return std::unexpected(answer.error());
            view[part] = *answer;
        }
        return harness::write_file(out_ / "hub.json", view.dump(2) + "\n");
    }

    Rig& rig_;
    fs::path out_;
    Report& report_;
    std::string number_;
    std::string address_;
};

}  // namespace

void play_applicant(Rig& rig, const fs::path& out, Report& report) { Applicant(rig, out, report).play(); }

}  // namespace bangnin::demo
