#include "tests/bench/kiosk_store_fill.h"

#include <unistd.h>

#include <system_error>

#include "sync/store/store.h"

namespace bangnin::bench {
namespace {

namespace fs = std::filesystem;
using namespace sync;

constexpr int services = 8;

// A card's ticket with sealed data of the usual size.
IssueRequest request_of(int index, Instant at) {
    IssueRequest request;
    request.request = "request-" + std::to_string(index);
    request.service = static_cast<char>('A' + index % services);
    request.department = "自然资源局";
    request.identity = Identity::card;
    request.person = std::string(56, 'a') + std::to_string(10'000'000 + index);
    request.sealed = std::string(600, 's');
    request.estimate = Estimate{5, 15, at};
    return request;
}

std::string issue_all(const fs::path& file, int count, int days) {
    const Instant now = wall_clock_now();
    StoreOptions options;
    options.device = "k1";
    auto store = Store::open(file, options, now);
    if (!store) return "the store does not open: " + std::string(to_text(store.error()));
    for (int index = 0; index < count; ++index) {
        const int days_ago = days - 1 - index * days / count;
        const Instant at = now - std::chrono::days(days_ago);
        if (auto issued = store->issue_ticket(request_of(index, at), at); !issued) {
            return "no ticket: " + std::string(to_text(issued.error()));
        }
    }
    return {};
}

// In memory, where writing to the disk costs nothing: only what comes out matters, not how it came to be.
fs::path scratch_folder() {
    std::error_code none;
    const fs::path memory = "/dev/shm";
    std::string pattern =
        ((fs::is_directory(memory, none) ? memory : fs::temp_directory_path()) / "bangnin-fill-XXXXXX").string();
    return mkdtemp(pattern.data()) != nullptr ? fs::path(pattern) : fs::path();
}

}  // namespace

std::string fill_store(const fs::path& file, int count, int days) {
    const fs::path folder = scratch_folder();
    if (folder.empty()) return "no scratch folder";
    std::string trouble = issue_all(folder / file.filename(), count, days);
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    for (const auto& made : fs::directory_iterator(folder)) {
        fs::copy_file(made.path(), file.parent_path() / made.path().filename(), fs::copy_options::overwrite_existing,
                      error);
        if (error && trouble.empty()) trouble = "not copied: " + made.path().string();
    }
    fs::remove_all(folder, error);
    return trouble;
}

}  // namespace bangnin::bench
