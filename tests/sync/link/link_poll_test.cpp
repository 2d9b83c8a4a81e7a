#include <future>

#include "tests/sync/link/link_fixture.h"

namespace bangnin::sync {
namespace {

TEST_F(LinkTest, ChangesArriveWithTheirCursor) {
    enrol_by_hand();
    QueueStatus status;
    status.waiting = 12;
    status.day = local_day(wall_clock_now(), HallZone{});
    std::vector<std::string> targets;
    const auto serving = serve([&](const ServerRequest& request) {
        if (is_push(request)) return accept(request);
        targets.push_back(request.target);
        if (targets.size() > 1) return hold();
        return ServerAnswer{.body =
                                wire::encode(wire::ChangesResponse{41, {status, wire::CallChange{"A1001", "5", {}}}})};
    });
    start(options());
    const auto applied = next<ChangesApplied>();
    ASSERT_TRUE(applied);
    EXPECT_EQ(applied->changes.size(), 2U);
    EXPECT_EQ(store_->cursor(), 41U);
    EXPECT_EQ(store_->queue_status('A').value()->waiting, 12U);
    end();
    EXPECT_EQ(targets.at(0), "/v1/changes?cursor=0&wait=25");
    if (targets.size() > 1) {
        EXPECT_EQ(targets[1], "/v1/changes?cursor=41&wait=25");
    }
}

TEST_F(LinkTest, ABrokenAnswerMovesNoCursor) {
    enrol_by_hand();
    int polls = 0;
    const auto serving = serve([&](const ServerRequest& request) {
        if (is_push(request)) return accept(request);
        if (++polls == 1) return ServerAnswer{.body = R"({"cursor":9,"changes":[{"type":"queue"}]})"};
        if (polls == 2)
            return ServerAnswer{.body = wire::encode(wire::ChangesResponse{5, {wire::CallChange{"A1001", "5", {}}}})};
        return hold();
    });
    start(options());
    ASSERT_TRUE(next<ContactLost>());
    ASSERT_TRUE(next<ChangesApplied>());
    EXPECT_EQ(store_->cursor(), 5U);
}

class LinkQuery : public LinkTest {
  protected:
    QueryAnswer ask(const Token& token, const ServerAnswer& scripted) {
        enrol_by_hand();
        const auto serving = serve([&](const ServerRequest& request) {
            return request.target.starts_with("/v1/tickets/") ? scripted : hold();
        });
        start(options());
        std::promise<QueryAnswer> answered;
        link_->query_ticket(token, [&](QueryAnswer answer) { answered.set_value(std::move(answer)); });
        return answered.get_future().get();
    }
};

TEST_F(LinkQuery, ATicketsStateIsAnswered) {
    const Token token = Token::random();
    wire::TicketView view;
    view.token = token.text();
    view.number = "A1023";
    view.state = TicketState::called;
    view.window = "5";
    const auto answer = ask(token, {.body = wire::encode(view)});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->number, "A1023");
    EXPECT_EQ(answer->state, TicketState::called);
}

TEST_F(LinkQuery, AnUnknownTicketIsSaidSo) {
    const auto answer = ask(Token::random(), {.status = 404, .type = "application/problem+json", .body = "{}"});
    EXPECT_EQ(answer.error(), QueryFault::unknown_ticket);
}

TEST_F(LinkQuery, AnotherTicketsAnswerIsNotTaken) {
    wire::TicketView view;
    view.token = Token::random().text();
    view.number = "A1023";
    EXPECT_EQ(ask(Token::random(), {.body = wire::encode(view)}).error(), QueryFault::not_understood);
}

TEST_F(LinkQuery, HtmlIsNoAnswer) {
    EXPECT_EQ(ask(Token::random(), {.type = "text/html", .body = "hello"}).error(), QueryFault::not_understood);
}

TEST_F(LinkQuery, AHubThatCutsIsOffline) {
    EXPECT_EQ(ask(Token::random(), {.how = ServerAnswer::How::cut}).error(), QueryFault::offline);
}

}  // namespace
}  // namespace bangnin::sync
