// The terminal's numbers, on the real programs: hub, simulated devices and kiosk as processes, real TLS, real wires.
// One JSON object a line; "--quick" takes fewer rounds. A first argument that names a measurement runs it alone.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/bench/bench_report.h"
#include "tests/bench/kiosk_rounds.h"
#include "tests/bench/kiosk_store_fill.h"

namespace {

using namespace bangnin;
using namespace bangnin::bench;
using nlohmann::json;
namespace fs = std::filesystem;

struct Rounds {
    int starts = 15;
    int idle_s = 60;
    int presses = 500;
    int words = 60;  // that are typed
    int journeys = 40;
    int tickets = 1000;
    int persons = 150;  // who take one by card, and who by phone
    int arrivals = 300;
    int tickets_before = 100'000;
    int drains = 5;
};
constexpr Rounds quick{.starts = 7,
                       .idle_s = 10,
                       .presses = 100,
                       .words = 15,
                       .journeys = 10,
                       .tickets = 150,
                       .persons = 30,
                       .arrivals = 100,
                       .drains = 2};

constexpr int days_before = 25;  // fewer than a kiosk keeps
constexpr int pages_of_a_ticket = 5;
constexpr int drained_events = 10'000;

// Unwinds to main, so that the processes that were started end too.
struct GivenUp : std::runtime_error {
    using std::runtime_error::runtime_error;
};

[[noreturn]] void give_up(const std::string& what, const std::string& why) { throw GivenUp(what + ": " + why); }

template <typename T>
T must(Result<T> result, const std::string& what) {
    if (!result) give_up(what, result.error());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

// A folder that goes away with everything in it.
class Scratch {
  public:
    Scratch() {
        std::string pattern = (fs::temp_directory_path() / "bangnin-bench-kiosk-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) give_up("folder", "cannot be made");
        folder_ = pattern;
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const fs::path& folder() const { return folder_; }

  private:
    fs::path folder_;
};

harness::RigOptions options(const Scratch& scratch, const std::string& start) {
    harness::RigOptions options;
    options.folder = scratch.folder();
    options.start = start;
    return options;
}

// Measuring idleness, or a person's pace, is what takes time by nature.
void pass(std::chrono::milliseconds time) { std::this_thread::sleep_for(time); }

double number(Rig& rig, const std::string& key) { return must(rig.kiosk({{"do", "stats"}}), "stats").at(key); }

pid_t kiosk_id(Rig& rig) {
    if (!rig.kiosk_process()) give_up("kiosk", "is not running");
    return rig.kiosk_process()->id();
}

// From exec() to home on the glass. The first starts fill the caches of fonts and shaders and are not counted.
void measure_start(const Rounds& rounds) {
    const Scratch scratch;
    Rig rig = must(Rig::start(options(scratch, "home")), "rig");
    std::vector<double> taken;
    for (int round = -2; round < rounds.starts; ++round) {
        rig.close_kiosk();
        must(rig.start_kiosk(), "start");
        if (round >= 0) taken.push_back(number(rig, "exec_to_first_frame_ms"));
    }
    report("kiosk_exec_to_home", "ms", taken, {.p50 = 250, .p99 = {}});
}

// Every device and the hub are there, and what a start leaves for idle moments is done.
void until_all_is_well(Rig& rig) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    bool well = false;
    while (!well) {
        if (std::chrono::steady_clock::now() > limit) give_up("kiosk", "devices or hub did not come");
        harness::pause_between_questions();
        const json health = must(rig.kiosk({{"do", "stats"}}), "stats").at("health");
        well = std::ranges::all_of(std::array{"link", "printer", "id_reader", "scanner", "store"},
                                   [&](const char* part) { return health.value(part, "") == "ok"; });
    }
    pass(std::chrono::seconds(2));
}

// Home is showing, every device is there, the hub answers the long poll; nobody comes.
void measure_idle(const Rounds& rounds) {
    const Scratch scratch;
    Rig rig = must(Rig::start(options(scratch, "home")), "rig");
    const pid_t kiosk = kiosk_id(rig);
    until_all_is_well(rig);
    const auto before = must(processor_time(kiosk), "clock");
    const auto begun = std::chrono::steady_clock::now();
    pass(std::chrono::seconds(rounds.idle_s));
    const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - begun;
    const auto used = must(processor_time(kiosk), "clock") - before;
    report("kiosk_idle_processor", "% of a core", {100.0 * used / passed}, {.p50 = 0.1, .p99 = {}});
}

// What each new page costs, at the pace of quick people, and the memory after people of three languages.
void measure_journeys(const Rounds& rounds) {
    const Scratch scratch;
    Rig rig = must(Rig::start(options(scratch, "attract")), "rig");
    constexpr std::chrono::milliseconds person{250};
    for (const char* language : {"zh", "mn", "en"}) must(take_ticket_by_phone(rig, language), language);
    for (int i = 0; i < rounds.journeys; ++i) {
        must(take_ticket(rig, "department." + std::to_string(1 + i % 6), person), "ticket");
    }
    const json stats = must(rig.kiosk({{"do", "stats"}}), "stats");
    report("kiosk_new_screen", "ms", static_cast<std::size_t>(rounds.journeys) * pages_of_a_ticket,
           stats.at("new_screen_p50_ms"), stats.at("new_screen_p99_ms"), {.p50 = 40, .p99 = {}});
    report("kiosk_proportional_memory", "MB", {must(proportional_megabytes(kiosk_id(rig)), "memory")},
           {.p50 = 150, .p99 = {}});
}

// From a finger on a key of home to the changed pixels, and from its sliding off to the key's old look.
void measure_presses(const Rounds& rounds) {
    const Scratch scratch;
    Rig rig = must(Rig::start(options(scratch, "home")), "rig");
    const std::vector<std::string> keys = {"home.ticket", "home.progress", "frame.large", "frame.contrast"};
    for (int i = 0; i < rounds.presses; ++i) {
        must(press(rig, keys[static_cast<std::size_t>(i) % keys.size()]), "press");
    }
    const json stats = must(rig.kiosk({{"do", "stats"}}), "stats");
    report("kiosk_press_to_pixel", "ms", static_cast<std::size_t>(rounds.presses), stats.at("tap_to_frame_p50_ms"),
           stats.at("tap_to_frame_p99_ms"), {.p50 = 10, .p99 = 35});
}

// From a finger on a letter to what the letters may mean on the glass. Each word is another one, so that most of its
// candidates are seen for the first time.
void measure_typing(const Rounds& rounds) {
    const Scratch scratch;
    Rig rig = must(Rig::start(options(scratch, "attract")), "rig");
    must(come_to_write(rig), "writing");
    constexpr std::array words{"dayangshu", "zhengwu",   "fuwu",  "jianshe", "tudi",    "linye",
                               "nongye",    "caoyuan",   "qiye",  "gongsi",  "touzi",   "xiangmu",
                               "banli",     "chenggong", "manyi", "xiexie",  "renyuan", "taidu"};
    std::vector<double> taken;
    for (int i = 0; i < rounds.words; ++i) {
        for (const char letter : std::string_view(words.at(static_cast<std::size_t>(i) % words.size()))) {
            taken.push_back(must(type_letter(rig, letter), "letter"));
        }
        must(rig.tap("entry.clear"), "clear");
    }
    report("kiosk_key_to_candidates", "ms", taken, {.p50 = {}, .p99 = 50});
}

void report_ticket_bytes(Rig& rig) {
    std::vector<double> bytes;
    const json printed = must(rig.simulator({{"device", "printer"}, {"do", "jobs"}}), "jobs");
    for (const json& job : printed.at("jobs")) {
        bytes.push_back(job.at("bytes"));
    }
    if (bytes.empty()) give_up("tickets", "nothing was printed");
    report("kiosk_ticket", "bytes", bytes, {.p50 = {}, .p99 = 14000});
}

std::vector<double> handed(Rig& rig) { return must(rig.kiosk({{"do", "stats"}}), "stats").at("issue_to_handed_ms"); }

void start_with_full_store(Rig& rig, int tickets) {
    must(rig.start_hub(), "hub");
    must(rig.start_simulators(), "simulators");
    must(rig.enrol(), "enrolment");
    if (const auto trouble = fill_store(rig.kiosk_state() / "kiosk.db", tickets, days_before); !trouble.empty()) {
        give_up("store", trouble);
    }
    must(drain(rig, static_cast<std::uint64_t>(tickets)), "drain");
    must(rig.start_kiosk(), "start");
}

// From the confirming tap to the last byte at the printer's port, in a new store and in one full of tickets, turn about
// so that whatever else the machine does meets both alike.
void measure_issue(const Rounds& rounds) {
    const Scratch fresh_scratch;
    const Scratch full_scratch;
    Rig fresh = must(Rig::start(options(fresh_scratch, "attract")), "rig");
    Rig full = must(Rig::create(options(full_scratch, "attract")), "rig");
    start_with_full_store(full, rounds.tickets_before);
    for (int i = 0; i < rounds.tickets; ++i) {
        must(take_ticket(fresh, "department.1"), "ticket");
        must(take_ticket(full, "department.1"), "ticket beside many");
    }
    const auto fast = handed(fresh);
    const auto beside_many = handed(full);
    report("kiosk_issue_to_handed", "ms", fast, {.p50 = 3, .p99 = 12});
    report("kiosk_issue_to_handed_full_store", "ms", beside_many, {.p50 = 3, .p99 = 12});
    report("kiosk_issue_full_store_ratio", "x", beside_many.size(), quantile(beside_many, 0.5) / quantile(fast, 0.5),
           quantile(beside_many, 0.99) / quantile(fast, 0.99), {.p50 = 1.2, .p99 = 1.2});
    report_ticket_bytes(fresh);
}

// The same where somebody is named: the person's data is sealed and hashed on the way.
void measure_issue_to_persons(const Rounds& rounds) {
    const Scratch card_scratch;
    const Scratch phone_scratch;
    Rig by_card = must(Rig::start(options(card_scratch, "attract")), "rig");
    Rig by_phone = must(Rig::start(options(phone_scratch, "attract")), "rig");
    for (int i = 0; i < rounds.persons; ++i) {
        must(take_ticket_as_person(by_card, i), "ticket by card");
        must(take_ticket_with_phone(by_phone), "ticket by phone");
    }
    report("kiosk_issue_to_handed_by_card", "ms", handed(by_card), {.p50 = 3, .p99 = 12});
    report("kiosk_issue_to_handed_by_phone", "ms", handed(by_phone), {.p50 = 3, .p99 = 12});
}

// From the confirming tap until the hub's operator sees the ticket, asked every few milliseconds.
void measure_arrival(const Rounds& rounds) {
    const Scratch scratch;
    Rig rig = must(Rig::start(options(scratch, "attract")), "rig");
    until_all_is_well(rig);
    std::vector<double> taken;
    for (int i = 0; i < rounds.arrivals; ++i) {
        taken.push_back(must(take_ticket_seen_at_hub(rig, taken.size()), "ticket at the hub"));
    }
    report("kiosk_confirm_to_hub", "ms", taken, {.p50 = 1000, .p99 = 1000});
}

// A week without network: what waits in the outbox reaches the hub over TLS, each exactly once.
void measure_drain(const Rounds& rounds) {
    std::vector<double> taken;
    for (int round = 0; round < rounds.drains; ++round) {
        const Scratch scratch;
        Rig rig = must(Rig::create(options(scratch, "attract")), "rig");
        must(rig.start_hub(), "hub");
        must(rig.enrol(), "enrolment");
        if (const auto trouble = fill_store(rig.kiosk_state() / "kiosk.db", drained_events, 1); !trouble.empty()) {
            give_up("store", trouble);
        }
        taken.push_back(must(drain(rig, drained_events), "drain").count());
        const json seen = must(rig.hub_json("/v1/tickets"), "tickets at the hub");
        std::set<std::string> tokens;
        for (const json& ticket : seen.at("tickets")) tokens.insert(ticket.at("token").get<std::string>());
        if (seen.at("tickets").size() != drained_events || tokens.size() != drained_events) {
            give_up("drain", "the hub has " + std::to_string(seen.at("tickets").size()) + " tickets");
        }
    }
    report("link_drain_10000", "ms", taken, {.p50 = 1500, .p99 = {}});
}

struct Measurement {
    const char* name;
    void (*run)(const Rounds&);
};
constexpr Measurement measurements[] = {{"start", measure_start},
                                        {"idle", measure_idle},
                                        {"journeys", measure_journeys},
                                        {"presses", measure_presses},
                                        {"typing", measure_typing},
                                        {"issue", measure_issue},
                                        {"persons", measure_issue_to_persons},
                                        {"arrival", measure_arrival},
                                        {"drain", measure_drain}};

}  // namespace

int main(int count, char** words) {
    Rounds rounds;
    std::vector<std::string_view> wanted;
    for (int i = 1; i < count; ++i) {
        if (std::string_view(words[i]) == "--quick") {
            rounds = quick;
        } else {
            wanted.emplace_back(words[i]);
        }
    }
    setenv("BANGNIN_BIN_DIR", fs::canonical("/proc/self/exe").parent_path().c_str(), 0);
    try {
        for (const Measurement& measurement : measurements) {
            if (wanted.empty() || std::ranges::find(wanted, measurement.name) != wanted.end()) measurement.run(rounds);
        }
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "bench_kiosk: %s\n", trouble.what());
        return 1;
    }
    return 0;
}
