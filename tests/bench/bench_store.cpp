// How long a ticket takes to be on the disk, in an empty store and beside 100,000 others, and how fast the outbox
// drains from the store's side. One JSON object a line. The first argument "--quick" makes the runs shorter.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sync/store/store.h"

namespace {

using namespace bangnin::sync;
using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

void report(const char* name, std::vector<double> milliseconds) {
    std::sort(milliseconds.begin(), milliseconds.end());
    const auto at = [&](double share) {
        return milliseconds[static_cast<std::size_t>(share * static_cast<double>(milliseconds.size() - 1))];
    };
    std::printf(R"({"name":"%s","value":%.3f,"unit":"ms","n":%zu,"p50":%.3f,"p99":%.3f})"
                "\n",
                name, at(0.5), milliseconds.size(), at(0.5), at(0.99));
}

// A card's ticket with sealed data of the usual size.
IssueRequest request_of(int index) {
    IssueRequest request;
    request.request = "request-" + std::to_string(index);
    request.service = static_cast<char>('A' + index % 8);
    request.department = "自然资源局";
    request.identity = Identity::card;
    request.person = std::string(56, 'a') + std::to_string(10'000'000 + index);
    request.sealed = std::string(600, 's');
    request.estimate = Estimate{5, 15, wall_clock_now()};
    return request;
}

std::vector<double> issue(Store& store, int first, int count, Instant now) {
    std::vector<double> taken;
    for (int index = first; index < first + count; ++index) {
        const IssueRequest request = request_of(index);
        const auto begin = Clock::now();
        if (!store.issue_ticket(request, now)) {
            std::fprintf(stderr, "issue failed\n");
            std::exit(1);
        }
        taken.push_back(milliseconds_since(begin));
    }
    return taken;
}

void drain(Store& store, Instant now) {
    const auto waiting = store.pending_count().value_or(0);
    const auto begin = Clock::now();
    while (true) {
        const auto batch = store.pending(1000);
        if (!batch || batch->events.empty()) break;
        if (!store.acknowledge(batch->epoch, batch->events.back().seq, {}, now)) break;
    }
    const double took = milliseconds_since(begin);
    std::printf(R"({"name":"store_drain","value":%.1f,"unit":"ms","n":%llu})"
                "\n",
                took, static_cast<unsigned long long>(waiting));
}

}  // namespace

int main(int argc, char** argv) {
    const bool quick = argc > 1 && std::string_view(argv[1]) == "--quick";
    const int count = quick ? 300 : 1000;
    const int many = quick ? 20'000 : 100'000;
    std::string folder = (std::filesystem::temp_directory_path() / "bangnin-bench-store-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) return 1;
    const std::filesystem::path file = std::filesystem::path(folder) / "kiosk.db";
    const Instant now = wall_clock_now();
    {
        auto store = Store::open(file, {}, now);
        if (!store) return 1;
        issue(*store, 0, 50, now);
        report("store_issue_empty", issue(*store, 50, count, now));
        // Every one of the many is committed just as in service, so that the file has grown the same way.
        // same.
        issue(*store, 50 + count, many, now);
        report("store_issue_full", issue(*store, 50 + count + many, count, now));
        drain(*store, now);
        std::vector<double> looked_up;
        for (int index = 0; index < count; ++index) {
            const auto begin = Clock::now();
            if (!store->find_open_ticket(request_of(index * 7).person, static_cast<char>('A' + index * 7 % 8), now))
                return 1;
            looked_up.push_back(milliseconds_since(begin));
        }
        report("store_find_open", looked_up);
    }
    std::vector<double> opened;
    for (int round = 0; round < 5; ++round) {
        const auto begin = Clock::now();
        if (!Store::open(file, {}, now)) return 1;
        opened.push_back(milliseconds_since(begin));
    }
    report("store_open_full", opened);
    const auto begin = Clock::now();
    StoreOptions every_page;
    every_page.check = StoreCheck::full;
    if (!Store::open(file, every_page, now)) return 1;
    report("store_open_every_page", {milliseconds_since(begin)});
    std::filesystem::remove_all(folder);
    return 0;
}
