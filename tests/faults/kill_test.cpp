// kill -9 of the kiosk at any moment between the touch that takes a ticket and its confirmation: afterwards the number
// was either never shown, or it is still there, at the kiosk and at the hub; and no number is ever given twice.
#include <poll.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "tests/faults/hall.h"
#include "tests/faults/store_reader.h"

namespace bangnin::faults {
namespace {

using std::chrono::microseconds;
using Clock = std::chrono::steady_clock;

constexpr int rounds = 210;
constexpr std::uint64_t seed = 20260312;
// How many kills must have landed in each phase for the test to have tested it.
constexpr int enough = 15;

// When a round's kill comes: so long after its trigger.
enum class Trigger { tap, disk_write, shown };
struct KillPoint {
    Trigger trigger = Trigger::tap;
    int writes = 1;  // of disk_write: the how-manieth
    microseconds further{0};
};

struct Phases {
    int before_commit = 0;
    int committed_not_shown = 0;
    int shown = 0;
    int while_printing = 0;  // of those committed: sent to the printer, its word not yet recorded
};

// The kiosk's writes to its own records, as the kernel tells them.
class DiskWatch {
  public:
    explicit DiskWatch(const std::filesystem::path& folder) : file_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
        inotify_add_watch(file_, folder.c_str(), IN_MODIFY);
    }
    DiskWatch(const DiskWatch&) = delete;
    DiskWatch& operator=(const DiskWatch&) = delete;
    ~DiskWatch() { close(file_); }

    void forget() {
        while (next(0)) {
        }
    }
    // Waits for so many writes.
    bool writes(int count) {
        while (count > 0) {
            const auto seen = next(2000);
            if (!seen) return false;
            count -= *seen;
        }
        return true;
    }

  private:
    std::optional<int> next(int limit_ms) {
        pollfd ready{file_, POLLIN, 0};
        if (poll(&ready, 1, limit_ms) <= 0) return std::nullopt;
        alignas(inotify_event) char bytes[4096];
        const ssize_t got = read(file_, bytes, sizeof bytes);
        int events = 0;
        for (ssize_t at = 0; at < got;) {
            const auto* event = reinterpret_cast<const inotify_event*>(bytes + at);
            at += static_cast<ssize_t>(sizeof *event + event->len);
            ++events;
        }
        return got > 0 ? std::optional(events) : std::nullopt;
    }

    int file_;
};

// Two lines to the automation port, so that the answer to one request cannot be taken for the other's.
struct Lines {
    harness::LineClient eye;   // says when the number is on the screen
    harness::LineClient hand;  // taps
};

// Much shorter than a sleep can be.
void spin(microseconds time) {
    const auto until = Clock::now() + time;
    while (Clock::now() < until) continue;
}

class Kill : public Hall {
  protected:
    std::filesystem::path database() const { return hall_folder() / "kiosk" / "kiosk.db"; }

    // A kiosk that asks who the person is, and the lines to it.
    void bring_to_identify(std::optional<Lines>& lines) {
        ASSERT_TRUE(well(rig().launch_kiosk()));
        auto eye = harness::LineClient::connect(rig().automation_socket(), harness::patience);
        auto hand = harness::LineClient::connect(rig().automation_socket(), harness::patience);
        ASSERT_TRUE(well(eye));
        ASSERT_TRUE(well(hand));
        lines.emplace(std::move(*eye), std::move(*hand));
        const json steps[] = {{{"do", "wait"}, {"screen", "home"}, {"ms", 10000}},
                              {{"do", "tap"}, {"id", "home.ticket"}},
                              {{"do", "wait"}, {"screen", "ticket.department"}, {"ms", 10000}},
                              {{"do", "tap"}, {"id", "department.1"}},
                              {{"do", "wait"}, {"screen", "ticket.identify"}, {"ms", 10000}}};
        for (const json& step : steps) ASSERT_TRUE(well(lines->hand.tell(step)));
    }

    static void take_ticket_without_waiting(Lines& lines) {
        ASSERT_TRUE(well(lines.eye.send({{"do", "wait"}, {"screen", "ticket.issued"}, {"ms", 10000}})));
        ASSERT_TRUE(well(lines.hand.send({{"do", "tap"}, {"id", "ticket.print"}})));
    }

    // From the tap to the port's saying that the number is on the screen.
    void measure() {
        std::optional<Lines> lines;
        for (int sample = 0; sample < 3; ++sample) {
            bring_to_identify(lines);
            if (HasFatalFailure()) return;
            const auto began = Clock::now();
            take_ticket_without_waiting(*lines);
            ASSERT_TRUE(well(lines->eye.receive()));
            usual_ = std::max(usual_, std::chrono::duration_cast<microseconds>(Clock::now() - began));
            rig().kill_kiosk();
        }
        check_the_dead(false, std::nullopt);
    }

    KillPoint choose(int round) {
        const auto up_to = [&](microseconds most) {
            return microseconds(std::uniform_int_distribution<long long>(0, most.count())(random_));
        };
        switch (round % 4) {
            case 0:
                return {.trigger = Trigger::tap, .further = up_to(usual_ / 2)};
            case 1:
                return {.trigger = Trigger::disk_write,
                        .writes = std::uniform_int_distribution(1, 12)(random_),
                        .further = up_to(microseconds(400))};
            case 2:
                return {.trigger = Trigger::tap, .further = up_to(usual_ * 2)};
            default:
                return {.trigger = Trigger::shown, .further = up_to(usual_)};
        }
    }

    void play(int round) {
        std::optional<Lines> lines;
        bring_to_identify(lines);
        if (HasFatalFailure()) return;
        const KillPoint point = choose(round);
        DiskWatch disk(hall_folder() / "kiosk");
        disk.forget();
        take_ticket_without_waiting(*lines);
        std::optional<Shown> seen;
        bool was_shown = false;
        if (point.trigger == Trigger::disk_write) {
            disk.writes(point.writes);
        } else if (point.trigger == Trigger::shown) {
            ASSERT_TRUE(well(lines->eye.receive()));
            was_shown = true;
            const auto tree = lines->eye.ask({{"do", "tree"}});
            seen = tree ? ticket_in(*tree) : std::nullopt;
        }
        spin(point.further);
        rig().kiosk_process()->send_signal(SIGKILL);
        const auto status = rig().kiosk_process()->wait_exit(harness::patience);
        ASSERT_EQ(status, 128 + SIGKILL) << "the kiosk ended by itself";
        // What it still said before it died counts as shown.
        while (const auto answer = lines->eye.receive(Milliseconds(2000))) {
            was_shown = was_shown || answer->value("ok", false);
        }
        rig().close_kiosk();
        check_the_dead(was_shown, seen);
    }

    static std::optional<Shown> ticket_in(const json& tree) {
        Shown ticket;
        for (const json& node : tree["nodes"]) {
            const std::string text =
                node.value("value", "").empty() ? node.value("label", "") : node.value("value", "");
            if (node.value("id", "") == "ticket.number") ticket.number = text;
            if (node.value("id", "") == "ticket.qr" && text.size() >= 26) ticket.token = text.substr(text.size() - 26);
        }
        return ticket.number.empty() ? std::nullopt : std::optional(ticket);
    }

    // Reads what the killed kiosk left on the disk and holds it against everything it ever said.
    void check_the_dead(bool was_shown, const std::optional<Shown>& seen) {
        const auto stored = read_tickets(database(), folder() / "copy");
        ASSERT_TRUE(well(stored));
        std::map<std::string, std::string> tokens;
        for (const StoredTicket& ticket : *stored) {
            EXPECT_TRUE(tokens.emplace(ticket.number, ticket.token).second) << ticket.number << " is there twice";
        }
        for (const auto& [number, token] : known_) {
            ASSERT_TRUE(tokens.contains(number)) << number << " was there before the kill and is lost";
            EXPECT_EQ(tokens[number], token) << number << " was given a second time";
        }
        ASSERT_LE(tokens.size(), known_.size() + (measured_ ? 1u : 3u));
        const bool committed = tokens.size() > known_.size();
        if (was_shown) {
            EXPECT_TRUE(committed) << "a number was shown and is not there";
        }
        if (seen) {
            ASSERT_TRUE(tokens.contains(seen->number)) << seen->number << " was shown and is lost";
            EXPECT_EQ(tokens[seen->number], seen->token);
            EXPECT_TRUE(shown_.emplace(seen->number, seen->token).second) << seen->number << " was shown twice";
        }
        if (measured_) {
            ++(!committed ? phases_.before_commit : was_shown ? phases_.shown : phases_.committed_not_shown);
            if (committed && stored->back().print_state == "printing") ++phases_.while_printing;
        }
        known_ = std::move(tokens);
        measured_ = true;
    }

    void check_the_hub() {
        open_again();
        const auto arrived =
            rig().hub_tickets_until([&](const json& view) { return view["tickets"].size() >= known_.size(); });
        ASSERT_TRUE(well(arrived));
        std::map<std::string, std::string> at_hub;
        for (const json& ticket : (*arrived)["tickets"]) {
            EXPECT_TRUE(at_hub.emplace(ticket.value("number", ""), ticket.value("token", "")).second);
        }
        EXPECT_EQ(at_hub, known_);
        EXPECT_EQ(hub_rejected(), 0);
        // A ticket that was under way to the printer is known as not printed for certain, once the kiosk is back.
        EXPECT_TRUE(eventually([&] {
            const auto view = rig().hub_json("/v1/tickets");
            return view && std::ranges::none_of((*view)["tickets"], [](const json& ticket) {
                       return ticket["print"].value("state", "") == "printing";
                   });
        }));
    }

    void open_again() { ASSERT_TRUE(well(rig().start_kiosk())); }

    // Every paper that came out is one of the tickets, and none came out twice.
    void check_the_paper() {
        std::set<std::string> on_paper;
        std::vector<std::string> command = {"/usr/bin/zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable"};
        const json jobs = printer_jobs();
        for (const json& job : jobs) {
            if (!job.value("complete", false)) continue;
            char name[16];
            std::snprintf(name, sizeof name, "%03d.png", job.value("n", 0));
            command.push_back((rig().simulator_folder() / "jobs" / name).string());
        }
        ASSERT_GE(command.size(), 5u + enough) << jobs.dump();
        const std::size_t papers = command.size() - 5;
        const auto codes = harness::run_program(command, Milliseconds(240000));
        ASSERT_TRUE(well(codes));
        std::set<std::string> tokens;
        for (const auto& [number, token] : known_) tokens.insert(token);
        std::istringstream lines(*codes);
        for (std::string line; std::getline(lines, line);) {
            ASSERT_GE(line.size(), 26u) << line;
            const std::string token = line.substr(line.size() - 26);
            EXPECT_TRUE(tokens.contains(token)) << "printed, but no ticket: " << line;
            EXPECT_TRUE(on_paper.insert(token).second) << "printed twice: " << line;
        }
        EXPECT_EQ(on_paper.size(), papers) << "a complete ticket's code cannot be read";
    }

    std::mt19937_64 random_{seed};
    microseconds usual_{0};
    bool measured_ = false;
    Phases phases_;
    std::map<std::string, std::string> known_;  // number → token, of every ticket that was ever seen on the disk
    std::map<std::string, std::string> shown_;  // the same, of every ticket that the screen named
};

TEST_F(Kill, NumberIsNeverShownOrStillThereAndNeverUsedAgain) {
    harness::RigOptions small;  // so that a start takes less time
    small.size = "270x480";
    open(small);
    if (HasFatalFailure()) return;
    rig().stop_kiosk();
    measure();
    for (int round = 0; round < rounds && !HasFailure(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round) + " of seed " + std::to_string(seed));
        play(round);
    }
    if (HasFailure()) return;
    check_the_hub();
    check_the_paper();
    std::cout << "of " << rounds << " kills " << phases_.before_commit << " came before the commit, "
              << phases_.committed_not_shown << " after it and before the number was shown, " << phases_.shown
              << " afterwards; " << phases_.while_printing << " while it was printed; touch to number "
              << usual_.count() << " us\n";
    EXPECT_GE(phases_.before_commit, enough);
    EXPECT_GE(phases_.committed_not_shown, enough);
    EXPECT_GE(phases_.shown, enough);
    EXPECT_GE(phases_.while_printing, enough);
    EXPECT_GE(shown_.size(), static_cast<std::size_t>(enough));
}

}  // namespace
}  // namespace bangnin::faults
