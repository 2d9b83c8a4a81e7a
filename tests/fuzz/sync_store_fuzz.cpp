// A kiosk's database, its log and its file of numbers, with bytes changed where the input says: opening them ends, and
// whatever number is given out next was never given before. An input is a list of changes of four bytes: which file
// (and whether it is cut there instead), where (two bytes), what.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "sync/store/store.h"

namespace {

namespace fs = std::filesystem;
using namespace bangnin::sync;

constexpr Instant morning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours(1)};
constexpr std::uint32_t issued_before = 25;

void must(bool held) {
    if (!held) std::abort();
}

std::string read_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

IssueRequest request(const std::string& name) {
    IssueRequest made;
    made.request = name;
    made.department = "发改委";
    made.person = "0123456789abcdef";
    made.sealed = "sealed";
    return made;
}

StoreOptions options_of(StoreCheck check) {
    StoreOptions options;
    options.device = "k1";
    options.check = check;
    return options;
}

class Samples {
  public:
    static const Samples& instance() {
        static const Samples samples;
        return samples;
    }

    // A folder in memory, with the sound files in it but for the changes.
    fs::path damaged(const std::uint8_t* data, std::size_t size) const {
        const fs::path folder = folder_ / "damaged";
        fs::remove_all(folder);
        fs::create_directory(folder);
        auto files = files_;
        for (; size >= 4; data += 4, size -= 4) {
            std::string& bytes = std::next(files.begin(), data[0] % static_cast<int>(files.size()))->second;
            if (bytes.empty()) continue;
            const std::size_t at = (std::size_t{data[1]} << 8 | data[2]) * bytes.size() / 65536;
            if (data[0] >= 0xF0) {
                bytes.resize(at);
            } else {
                bytes[at] = static_cast<char>(data[3]);
            }
        }
        for (const auto& [name, bytes] : files) std::ofstream(folder / name, std::ios::binary) << bytes;
        return folder / "kiosk.db";
    }

    bool numbers_sound(const fs::path& database) const {
        return read_file(database.string() + ".numbers") == files_.at("kiosk.db.numbers");
    }

  private:
    Samples() : folder_((fs::is_directory("/dev/shm") ? "/dev/shm" : "/tmp") + name()) {
        const fs::path sound = folder_ / "sound";
        fs::create_directories(sound);
        auto store = Store::open(sound / "kiosk.db", options_of(StoreCheck::quick), morning);
        must(store.has_value());
        for (std::uint32_t number = 1; number <= issued_before; ++number) {
            const auto ticket = store->issue_ticket(request(std::to_string(number)), morning);
            must(ticket.has_value());
            must(store->set_print_state(ticket->token, PrintState::printing, "", morning).has_value());
        }
        must(store->acknowledge(store->epoch().value(), 10, {{3, "bad_body", "detail"}}, morning).has_value());
        // As a power cut leaves them: the log not yet copied into the database.
        for (const auto& entry : fs::directory_iterator(sound)) {
            const std::string name = entry.path().filename();
            if (!name.ends_with("-shm")) files_[name] = read_file(entry.path());
        }
        must(files_.contains("kiosk.db.numbers") && files_.contains("kiosk.db-wal"));
    }
    ~Samples() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    static std::string name() { return "/bangnin-fuzz-store." + std::to_string(getpid()); }

    fs::path folder_;
    std::map<std::string, std::string> files_;
};

void use(Store& store) {
    static_cast<void>(store.recover_at_start(morning));
    static_cast<void>(store.find_open_ticket("0123456789abcdef", 'A', morning));
    if (const auto batch = store.pending(100)) {
        for (std::size_t index = 1; index < batch->events.size(); ++index) {
            must(batch->events[index].seq == batch->events[index - 1].seq + 1);
        }
    }
    static_cast<void>(store.rejected(100));
    static_cast<void>(store.queue_status('A'));
    static_cast<void>(store.people_ahead('A', morning));
    static_cast<void>(store.cursor());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0 || size > 4096) return 0;
    const Samples& samples = Samples::instance();
    const fs::path file = samples.damaged(data + 1, size - 1);
    const bool numbers_sound = samples.numbers_sound(file);
    auto store = Store::open(file, options_of(data[0] % 2 == 0 ? StoreCheck::quick : StoreCheck::full), morning);
    if (!store) return 0;
    use(*store);
    const auto ticket = store->issue_ticket(request("after"), morning);
    if (ticket && numbers_sound) must(ticket->sequence > issued_before);
    return 0;
}
