#include <future>
#include <utility>

#include "tests/sync/link/link_fixture.h"

namespace bangnin::sync {
namespace {

TEST_F(LinkTest, TheOutboxDrainsInBatchesOverOneConnection) {
    enrol_by_hand();
    issue(50);
    std::set<int> connections;
    bool all_authenticated = true;
    const auto serving = serve([&](const ServerRequest& request) {
        all_authenticated = all_authenticated && request.with_client_certificate;
        if (!is_push(request)) return hold();
        connections.insert(request.connection);
        return accept(request);
    });
    LinkOptions chosen = options();
    chosen.batch = 7;
    start(chosen);
    const auto drained = next<OutboxDrained>();
    ASSERT_TRUE(drained);
    EXPECT_EQ(drained->delivered, 50U);
    EXPECT_EQ(store_->pending_count(), 0U);
    end();
    EXPECT_EQ(received_.size(), 50U);
    for (const auto& [seq, times] : received_) EXPECT_EQ(times, 1) << seq;
    EXPECT_EQ(connections.size(), 1U);
    EXPECT_TRUE(all_authenticated);
}

TEST_F(LinkTest, ANewTicketIsPushedAtOnce) {
    enrol_by_hand();
    const auto serving =
        serve([&](const ServerRequest& request) { return is_push(request) ? accept(request) : hold(); });
    start(options());
    issue(1);
    link_->notify_new_events();
    ASSERT_EQ(delivered(), 1U);
    issue(2);
    const auto begin = std::chrono::steady_clock::now();
    link_->notify_new_events();
    ASSERT_EQ(delivered(), 2U);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{1});
}

// Every bad answer first, then a good one: nothing counts as delivered before the good one, and then exactly once.
class LinkBadAnswer : public LinkTest {
  protected:
    void expect_retry(const std::function<ServerAnswer(const ServerRequest&)>& bad, ContactFault fault) {
        enrol_by_hand();
        issue(3);
        int pushes = 0;
        std::uint64_t pending_at_second = 0;
        const auto serving = serve([&](const ServerRequest& request) {
            if (!is_push(request)) return hold();
            if (++pushes == 1) return bad(request);
            // The event's loss or delivery is judged by the device's own log.
            pending_at_second = wire::decode_events_request(request.body)->events.size();
            return accept(request);
        });
        start(options());
        const auto lost = next<ContactLost>();
        ASSERT_TRUE(lost);
        EXPECT_EQ(lost->fault, fault);
        const auto drained = next<OutboxDrained>();
        ASSERT_TRUE(drained);
        EXPECT_EQ(drained->delivered, 3U);
        end();
        EXPECT_EQ(pending_at_second, 3U);
        EXPECT_EQ(received_.size(), 3U);
        EXPECT_EQ(store_->pending_count(), 0U);
    }
};

TEST_F(LinkBadAnswer, HtmlWith200IsNoDelivery) {
    expect_retry([](const ServerRequest&) { return ServerAnswer{.type = "text/html", .body = "<html>Welcome</html>"}; },
                 ContactFault::not_the_hub);
}

TEST_F(LinkBadAnswer, JsonThatNamesNobodyIsNoDelivery) {
    expect_retry([](const ServerRequest&) { return ServerAnswer{.body = R"({"ok":true})"}; },
                 ContactFault::not_the_hub);
}

TEST_F(LinkBadAnswer, AnotherDevicesAcknowledgementIsNoDelivery) {
    expect_retry(
        [this](const ServerRequest& request) {
            auto events = wire::decode_events_request(request.body).value();
            events.device = "k2";
            return acknowledge(events);
        },
        ContactFault::not_the_hub);
}

TEST_F(LinkBadAnswer, AnotherEpochsAcknowledgementIsNoDelivery) {
    expect_retry(
        [this](const ServerRequest& request) {
            auto events = wire::decode_events_request(request.body).value();
            events.epoch = "another";
            return acknowledge(events);
        },
        ContactFault::not_the_hub);
}

TEST_F(LinkBadAnswer, AServersErrorIsNoDelivery) {
    expect_retry([](const ServerRequest&) { return ServerAnswer{.status = 500, .body = "{}"}; },
                 ContactFault::server_error);
}

TEST_F(LinkBadAnswer, ARedirectIsNotFollowed) {
    expect_retry(
        [](const ServerRequest&) {
            return ServerAnswer{.status = 302, .headers = "Location: https://127.0.0.1:1/portal\r\n", .body = ""};
        },
        ContactFault::not_the_hub);
}

TEST_F(LinkBadAnswer, AConnectionCutAfterReceivingDeliversOnceAllTheSame) {
    // The first time the hub takes the events in and its answer is lost; the second time they are duplicates to it.
    std::set<std::uint64_t> taken;
    expect_retry(
        [&](const ServerRequest& request) {
            const auto events = wire::decode_events_request(request.body).value();
            for (const Event& event : events.events) taken.insert(event.seq);
            return ServerAnswer{.how = ServerAnswer::How::cut};
        },
        ContactFault::unreachable);
    for (const auto& [seq, times] : received_) taken.insert(seq);
    EXPECT_EQ(taken, (std::set<std::uint64_t>{1, 2, 3}));
}

TEST_F(LinkTest, RetryAfterIsHonouredEvenWhenNewEventsCome) {
    enrol_by_hand();
    issue(1);
    std::vector<std::chrono::steady_clock::time_point> pushes;
    const auto serving = serve([&](const ServerRequest& request) {
        if (!is_push(request)) return hold();
        pushes.push_back(std::chrono::steady_clock::now());
        if (pushes.size() == 1) return ServerAnswer{.status = 429, .headers = "Retry-After: 1\r\n", .body = "{}"};
        return accept(request);
    });
    start(options());
    const auto lost = next<ContactLost>();
    ASSERT_TRUE(lost);
    EXPECT_EQ(lost->fault, ContactFault::busy);
    EXPECT_GE(lost->retry_in, std::chrono::milliseconds{1000});
    issue(1);
    link_->notify_new_events();
    link_->try_now();
    ASSERT_EQ(delivered(), 2U);
    end();
    ASSERT_EQ(pushes.size(), 2U);
    EXPECT_GE(pushes[1] - pushes[0], std::chrono::milliseconds{1000});
}

TEST_F(LinkTest, RejectionsAreToldAndKept) {
    enrol_by_hand();
    issue(3);
    const auto serving = serve([&](const ServerRequest& request) {
        if (!is_push(request)) return hold();
        const auto events = wire::decode_events_request(request.body).value();
        const wire::EventsResponse answer{"k1", events.epoch, 3, {{2, "bad_body", "why"}}, wall_clock_now()};
        return ServerAnswer{.body = wire::encode(answer)};
    });
    start(options());
    const auto rejected = next<EventsRejected>();
    ASSERT_TRUE(rejected);
    ASSERT_EQ(rejected->rejected.size(), 1U);
    EXPECT_EQ(rejected->rejected[0].seq, 2U);
    link_->stop();
    EXPECT_EQ(store_->rejected(10).value().size(), 1U);
    EXPECT_EQ(store_->pending_count(), 0U);
}

TEST_F(LinkTest, AHubThatKnowsMoreThanWeStartsANewEpoch) {
    enrol_by_hand();
    issue(2);
    const std::string old_epoch = store_->epoch().value();
    const auto serving = serve([&](const ServerRequest& request) {
        if (!is_push(request)) return hold();
        auto events = wire::decode_events_request(request.body).value();
        if (events.epoch == old_epoch) {
            const wire::EventsResponse ahead{"k1", events.epoch, 99, {}, wall_clock_now()};
            return ServerAnswer{.body = wire::encode(ahead)};
        }
        return accept(request);
    });
    start(options());
    ASSERT_EQ(delivered(), 2U);
    EXPECT_NE(store_->epoch().value(), old_epoch);
}

TEST_F(LinkTest, AHubThatKnewWhatWasOnlyWrittenWhileItAnsweredMeansAnotherThing) {
    enrol_by_hand();
    issue(2);
    const std::string old_epoch = store_->epoch().value();
    bool meanwhile = false;
    const auto serving = serve([&](const ServerRequest& request) {
        if (!is_push(request)) return hold();
        const auto events = wire::decode_events_request(request.body).value();
        if (events.epoch != old_epoch) return accept(request);
        // The third stands in our log by the time the answer comes; the hub's third is of a later copy of it.
        if (!std::exchange(meanwhile, true)) issue(1);
        const wire::EventsResponse ahead{"k1", events.epoch, 3, {}, wall_clock_now()};
        return ServerAnswer{.body = wire::encode(ahead)};
    });
    start(options());
    ASSERT_EQ(delivered(), 3U);
    EXPECT_NE(store_->epoch().value(), old_epoch);
    end();
    EXPECT_EQ(received_.size(), 3U);
    EXPECT_EQ(store_->pending_count(), 0U);
}

TEST_F(LinkTest, APollThatSucceedsHurriesAFailingPushOnceOnly) {
    enrol_by_hand();
    issue(1);
    std::uint64_t cursor = 0;
    int pushes = 0;
    const auto serving = serve([&](const ServerRequest& request) {
        if (is_push(request)) {
            ++pushes;
            return ServerAnswer{.status = 500, .body = "{}"};
        }
        const wire::CallChange call{"A1001", "5", wall_clock_now()};
        return ServerAnswer{.body = wire::encode(wire::ChangesResponse{++cursor, {call}})};
    });
    LinkOptions chosen = options();
    chosen.backoff = {std::chrono::minutes{10}, std::chrono::minutes{10}};
    start(chosen);
    for (int poll = 0; poll < 60; ++poll) ASSERT_TRUE(next<ChangesApplied>());
    end();
    EXPECT_GE(pushes, 1);
    EXPECT_LE(pushes, 2);
}

// A hub that was restored from a backup, in the three ways in which a device notices.
class LinkRestoredHub : public LinkTest {
  protected:
    // Five tickets are acknowledged; then the hub knows of the first two only.
    void lose_three() {
        high_waters_[store_->epoch().value()] = 2;
        received_.clear();
    }
    ServerAnswer take(const ServerRequest& request) {
        const auto events = wire::decode_events_request(request.body).value();
        const auto high_water = high_waters_[events.epoch];
        if (!events.events.empty() && events.events.front().seq > high_water + 1) {
            return {.status = 409,
                    .type = "application/problem+json",
                    .body = wire::encode(wire::Problem{"about:blank", "gap", 409, "", "gap", high_water})};
        }
        return accept(request);
    }
    void expect_sent_again(std::uint64_t last) {
        end();
        EXPECT_EQ(received_.size(), last - 2);
        for (std::uint64_t seq = 3; seq <= last; ++seq) EXPECT_EQ(received_[seq], 1) << seq;
        EXPECT_EQ(store_->pending_count(), 0U);
        EXPECT_EQ(store_->epoch().value(), epoch_);
    }
    void acknowledge_five() {
        enrol_by_hand();
        issue(5);
        epoch_ = store_->epoch().value();
        ASSERT_TRUE(store_->acknowledge(epoch_, 5, {}, wall_clock_now()));
        lose_three();
    }
    std::string epoch_;
};

TEST_F(LinkRestoredHub, IsAskedAtTheStart) {
    acknowledge_five();
    const auto serving = serve([&](const ServerRequest& request) { return is_push(request) ? take(request) : hold(); });
    start(options());
    ASSERT_EQ(delivered(), 3U);
    expect_sent_again(5);
}

TEST_F(LinkRestoredHub, SaysItWhenANewTicketComes) {
    acknowledge_five();
    issue(1);
    const auto serving = serve([&](const ServerRequest& request) { return is_push(request) ? take(request) : hold(); });
    start(options());
    ASSERT_EQ(delivered(), 4U);
    expect_sent_again(6);
}

TEST_F(LinkRestoredHub, ShowsItByItsCursor) {
    acknowledge_five();
    ASSERT_TRUE(store_->apply_changes(40, {}, wall_clock_now()));
    int polls = 0;
    bool asked_before = false;
    const auto serving = serve([&](const ServerRequest& request) {
        if (is_push(request)) {
            // At its start the link is told what it expects to hear.
            if (std::exchange(asked_before, true)) return take(request);
            const auto events = wire::decode_events_request(request.body).value();
            return ServerAnswer{.body =
                                    wire::encode(wire::EventsResponse{"k1", events.epoch, 5, {}, wall_clock_now()})};
        }
        if (!asked_before || polls++ > 0) return ServerAnswer{.body = R"({"cursor":40,"changes":[]})"};
        return ServerAnswer{.body = R"({"cursor":7,"changes":[]})"};
    });
    LinkOptions chosen = options();
    chosen.poll_wait = std::chrono::seconds{1};
    start(chosen);
    ASSERT_EQ(delivered(), 3U);
    expect_sent_again(5);
}

TEST_F(LinkTest, AServerOfAnotherAuthorityIsNotBelieved) {
    enrol_by_hand();
    issue(1);
    const TestIdentity stranger = make_test_ca("stranger");
    int requests = 0;
    const auto serving = serve_as(stranger, make_test_leaf(stranger, "hub"), [&](const ServerRequest& request) {
        ++requests;
        return accept(request);
    });
    start(options());
    const auto lost = next<ContactLost>();
    ASSERT_TRUE(lost);
    EXPECT_EQ(lost->fault, ContactFault::tls);
    end();
    EXPECT_EQ(requests, 0);
    EXPECT_EQ(store_->pending_count(), 1U);
}

TEST_F(LinkTest, StoppingInTheMiddleOfALongPollIsPrompt) {
    enrol_by_hand();
    const auto serving = serve([&](const ServerRequest&) { return hold(); });
    start(options());
    std::promise<QueryAnswer> answered;
    link_->query_ticket(Token::random(), [&](QueryAnswer answer) { answered.set_value(std::move(answer)); });
    const auto begin = std::chrono::steady_clock::now();
    link_->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds{500});
    EXPECT_EQ(answered.get_future().get().error(), QueryFault::stopped);
    std::promise<QueryAnswer> late;
    link_->query_ticket(Token::random(), [&](QueryAnswer answer) { late.set_value(std::move(answer)); });
    EXPECT_EQ(late.get_future().get().error(), QueryFault::stopped);
}

}  // namespace
}  // namespace bangnin::sync
