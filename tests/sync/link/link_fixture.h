// An enrolled device with a store, a server to script, and a list of what the link told, to be waited on.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <fstream>

#include "sync/link/link.h"
#include "tests/sync/link/test_server.h"

namespace bangnin::sync {

class LinkTest : public testing::Test {
  protected:
    LinkTest() {
        folder_ = (std::filesystem::temp_directory_path() / "bangnin-link-XXXXXX").string();
        if (mkdtemp(folder_.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
        StoreOptions options;
        options.device = "k1";
        options.busy_limit = patience;
        store_.emplace(Store::open(file("kiosk.db"), options, wall_clock_now()).value());
    }
    ~LinkTest() override {
        end();
        link_.reset();
        store_.reset();
        std::filesystem::remove_all(folder_);
    }

    std::filesystem::path file(const std::string& name) const { return std::filesystem::path(folder_) / name; }

    void write(const std::filesystem::path& path, const std::string& text) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }

    void enrol_by_hand(TestLife left = TestLife::all) {
        const TestIdentity device = make_test_leaf(ca_, "k1", left);
        const LinkFiles files(file("state"));
        write(files.ca, ca_.certificate_pem);
        write(files.key, device.key_pem);
        write(files.certificate, device.certificate_pem);
        write(files.sealing_certificate, ca_.certificate_pem);
        write(files.device, wire::encode(wire::EnrolResponse{"k1", "kiosk", "c", "s"}));
    }

    // Ends link and server where the test does, before what the server's handler refers to is gone.
    class Serving {
      public:
        explicit Serving(LinkTest& test) : test_(test) {}
        ~Serving() { test_.end(); }
        Serving(const Serving&) = delete;
        Serving& operator=(const Serving&) = delete;

      private:
        LinkTest& test_;
    };
    [[nodiscard]] Serving serve(TestServer::Handler handler) { return serve_as(ca_, identity_, std::move(handler)); }
    [[nodiscard]] Serving serve_as(const TestIdentity& ca, const TestIdentity& identity, TestServer::Handler handler) {
        server_.emplace(ca, identity, std::move(handler));
        return Serving(*this);
    }
    void end() {
        if (link_) link_->stop();
        server_.reset();
    }

    LinkOptions options() const {
        LinkOptions made;
        made.hub_url = server_->url();
        made.state_dir = file("state");
        made.store_file = file("kiosk.db");
        made.store.busy_limit = patience;
        made.backoff = {std::chrono::milliseconds{1}, std::chrono::milliseconds{5}};
        made.seed = 1;
        return made;
    }

    void start(const LinkOptions& chosen) {
        auto link = Link::create(chosen, [this](LinkEvent event) {
            const std::lock_guard lock(mutex_);
            contacts_lost_ += std::holds_alternative<ContactLost>(event) ? 1 : 0;
            told_.push_back(std::move(event));
            something_.notify_all();
        });
        ASSERT_TRUE(link);
        link_ = std::move(*link);
    }

    // The next event of that kind, passing over others; nothing when patience has run out.
    template <typename Kind>
    std::optional<Kind> next() {
        std::unique_lock lock(mutex_);
        std::optional<Kind> found;
        something_.wait_for(lock, patience, [&] {
            while (!told_.empty()) {
                LinkEvent event = std::move(told_.front());
                told_.pop_front();
                if (auto* kind = std::get_if<Kind>(&event)) {
                    found = std::move(*kind);
                    return true;
                }
            }
            return false;
        });
        return found;
    }
    // What the next of a kind says.
    std::optional<std::uint64_t> delivered() {
        const auto drained = next<OutboxDrained>();
        return drained ? std::optional(drained->delivered) : std::nullopt;
    }
    std::optional<std::string> enrolled_as() {
        const auto enrolled = next<Enrolled>();
        return enrolled ? std::optional(enrolled->device) : std::nullopt;
    }
    std::optional<EnrolFault> enrol_fault() {
        const auto failed = next<EnrolFailed>();
        return failed ? std::optional(failed->fault) : std::nullopt;
    }

    void issue(int count) {
        for (int index = 0; index < count; ++index) {
            IssueRequest request;
            request.request = "r" + std::to_string(issued_++);
            const auto issued = store_->issue_ticket(request, wall_clock_now());
            ASSERT_TRUE(issued) << to_text(issued.error());
        }
    }

    // What a hub does with a batch: notes each seq, answers with the high water.
    ServerAnswer accept(const ServerRequest& request) {
        const auto events = wire::decode_events_request(request.body);
        if (!events) return {.status = 400, .body = "{}"};
        for (const Event& event : events->events) ++received_[event.seq];
        return acknowledge(*events);
    }
    ServerAnswer acknowledge(const wire::EventsRequest& events) {
        std::uint64_t& high_water = high_waters_[events.epoch];
        if (!events.events.empty()) high_water = std::max(high_water, events.events.back().seq);
        const wire::EventsResponse answer{events.device, events.epoch, high_water, {}, wall_clock_now()};
        return {.body = wire::encode(answer)};
    }
    static bool is_push(const ServerRequest& request) { return request.target == "/v1/events"; }
    static ServerAnswer hold() { return {.how = ServerAnswer::How::hold}; }

    // For what comes at once where nothing else runs: a loaded machine's disk takes seconds for what usually takes
    // milliseconds, and the store's two connections wait for one another as long.
    static constexpr std::chrono::milliseconds patience{60'000};

    std::string folder_;
    const TestIdentity ca_ = make_test_ca("the hub's authority");
    const TestIdentity identity_ = make_test_leaf(ca_, "hub");
    std::optional<Store> store_;
    int issued_ = 0;
    std::map<std::uint64_t, int> received_;  // by the server's threads, under its lock
    std::map<std::string, std::uint64_t> high_waters_;
    std::optional<TestServer> server_;
    std::mutex mutex_;
    std::condition_variable something_;
    std::deque<LinkEvent> told_;
    int contacts_lost_ = 0;
    std::unique_ptr<Link> link_;
};

}  // namespace bangnin::sync
