// Two halls at a real hub: a device reads, hears and changes nothing of another hall, whatever it asks for; phones see
// each ticket's own.
#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <map>
#include <nlohmann/json.hpp>

#include "sync/hub/api/api.h"
#include "tests/sync/hub/case_samples.h"
#include "tests/sync/hub/hall_samples.h"

namespace bangnin::hub::test {
namespace {

using nlohmann::json;
namespace wire = sync::wire;
using namespace sync::call_command;
using sync::CallCommand;

const std::string hall_settings = "[hall]\nname = \"北\"\n";

class HallCalls : public testing::Test {
  protected:
    void SetUp() override {
        hub_.configure_also(north_queues);
        hub_.start();
        hub_.add_hall(north, north_name);
        kiosk_ = hub_.client(hub_.enrol("k1", "kiosk"));
        counter_ = hub_.client(hub_.enrol("counter", "operator"));
        north_kiosk_ = hub_.client(hub_.enrol("n1", "kiosk", north));
        north_counter_ = hub_.client(hub_.enrol("north-counter", "operator", north));
        push(*kiosk_, "k1", tickets('A', 1, 1, 3));
        push(*north_kiosk_, "n1", north_tickets('A', 1, 2));
    }
    static wire::EventsResponse push(Client& client, const std::string& device, std::vector<sync::Event> events) {
        const Reply reply = client.post("/v1/events", push_body(device, "e", std::move(events)));
        EXPECT_EQ(reply.status, 200) << reply.body;
        return wire::decode_events_response(reply.body).value_or(wire::EventsResponse{});
    }
    static Reply tell(Client& counter, const std::variant<wire::DeskStep, CallCommand>& what,
                      const std::string& window = "1") {
        return counter.post("/v1/desk", encode(wire::DeskOrder{window, "wang", what, std::string()}));
    }
    static wire::ChangesResponse changes(Client& client, std::uint64_t cursor, int wait = 0) {
        const Reply reply =
            client.get("/v1/changes?cursor=" + std::to_string(cursor) + "&wait=" + std::to_string(wait));
        EXPECT_EQ(reply.status, 200) << reply.body;
        return wire::decode_changes_response(reply.body).value_or(wire::ChangesResponse{});
    }
    static json body(const Reply& reply) { return json::parse(reply.body, nullptr, false); }
    std::string put_document(const std::string& name, const std::string& text, const std::string& base) {
        const auto file = hub_.folder() / "document.toml";
        std::ofstream(file, std::ios::trunc) << text;
        const auto put = harness::run_program(
            {hub_program(), "document", "put", name, file.string(), "--base", base, "--config", hub_.config().string()},
            harness::Milliseconds(20000));
        return put ? *put : put.error();
    }

    HubRig hub_;
    std::unique_ptr<Client> kiosk_, counter_, north_kiosk_, north_counter_;
};

TEST_F(HallCalls, EachCounterSeesItsOwnHall) {
    EXPECT_EQ(body(counter_->get("/v1/windows/1"))["waiting"].size(), 3U);
    EXPECT_EQ(body(north_counter_->get("/v1/windows/1"))["waiting"].size(), 2U);
    EXPECT_EQ(body(north_counter_->get("/v1/windows"))["windows"].size(), 2U);
    EXPECT_EQ(body(north_counter_->get("/v1/tickets"))["tickets"].size(), 2U);
    EXPECT_EQ(body(counter_->get("/v1/tickets"))["tickets"].size(), 3U);
    EXPECT_EQ(body(north_counter_->get("/v1/devices"))["devices"].size(), 2U);
    EXPECT_EQ(counter_->get("/v1/windows/9").problem_code(), "unknown_window");
    EXPECT_EQ(north_counter_->get("/v1/windows/9").status, 200);
    EXPECT_EQ(north_counter_->get("/v1/windows/2").problem_code(), "unknown_window");
}

TEST_F(HallCalls, ACallInOneIsHeardThereAlone) {
    ASSERT_EQ(tell(*north_counter_, wire::DeskStep::open).status, 200);
    const std::uint64_t before = changes(*kiosk_, 0).cursor;
    auto heard = std::async(std::launch::async, [&] { return changes(*north_kiosk_, before, 20); });
    ASSERT_EQ(tell(*north_counter_, CallCommand{Next{}}).status, 200);
    EXPECT_FALSE(heard.get().changes.empty());
    const auto here = changes(*kiosk_, before);
    EXPECT_GT(here.cursor, before) << "the change is known to the hub";
    EXPECT_TRUE(here.changes.empty());
    EXPECT_EQ(tell(*counter_, CallCommand{Next{}}).problem_code(), "refused") << "its own window 1 is closed";
}

TEST_F(HallCalls, APhoneSeesTheTicketsOwnHall) {
    const auto phone = hub_.client(hub_.stranger());
    const Reply theirs = phone->get("/t/" + north_token('A', 1).text());
    EXPECT_EQ(theirs.status, 200);
    EXPECT_NE(theirs.body.find(north_name), std::string::npos);
    EXPECT_EQ(theirs.body.find("0470-5621234"), std::string::npos) << "the first hall's telephone";
    const Reply own = phone->get("/t/" + token_of('A', 1, 1).text());
    EXPECT_EQ(own.body.find(north_name), std::string::npos);
    EXPECT_NE(own.body.find("鄂伦春自治旗政务服务大厅"), std::string::npos);
}

TEST_F(HallCalls, EachPullsTheSettingsOfItsOwnHall) {
    EXPECT_EQ(put_document("hall/north", hall_settings, "0"), "hall/north is at version 1\n");
    EXPECT_EQ(put_document("hall", "[rating]\nmend_days = 10\n", "0"), "hall is at version 1\n");
    const auto theirs = wire::decode_document(north_kiosk_->get("/v1/documents/hall").body).value();
    EXPECT_EQ(theirs.name, "hall");
    EXPECT_EQ(theirs.body, hall_settings);
    EXPECT_EQ(wire::decode_document(kiosk_->get("/v1/documents/hall").body).value().body, "[rating]\nmend_days = 10\n");
    // Told under the name that devices know.
    ASSERT_EQ(put_document("hall/north", hall_settings + "#\n", "1"), "hall/north is at version 2\n");
    std::uint64_t told = 0;
    for (int round = 0; round < 20 && told != 2; ++round) {
        for (const wire::Change& change : changes(*north_kiosk_, 0, 1).changes) {
            if (const auto* document = std::get_if<wire::DocumentChange>(&change)) told = document->version;
        }
        changes(*kiosk_, changes(*kiosk_, 0).cursor, 1);
    }
    EXPECT_EQ(told, 2U);
    for (const wire::Change& change : changes(*kiosk_, 0).changes) {
        if (const auto* document = std::get_if<wire::DocumentChange>(&change)) {
            EXPECT_EQ(document->version, 1U);
        }
    }
    // A queue of the first hall alone, and no hall.
    const std::string theirs_not = "[[service]]\nletter = \"B\"\ndepartment = \"发改委\"\n";
    EXPECT_EQ(put_document("hall/north", theirs_not, "2").find("is at version"), std::string::npos);
    EXPECT_EQ(put_document("hall/", "", "0").find("is at version"), std::string::npos);
}

TEST_F(HallCalls, AMachineThatMovedHearsOfItsNewHall) {
    const std::uint64_t cursor = changes(*kiosk_, 0).cursor;
    const auto moved = hub_.client(hub_.enrol("k1", "kiosk", north));
    const auto heard = changes(*moved, cursor, 20);
    ASSERT_EQ(heard.changes.size(), 1U);
    EXPECT_EQ(std::get<sync::QueueStatus>(heard.changes[0]).waiting, 2U);
    EXPECT_EQ(moved->get("/v1/tickets/" + token_of('A', 1, 1).text()).problem_code(), "unknown_ticket");
}

TEST_F(HallCalls, OnlyKnownHallsTakeDevices) {
    const auto code = harness::run_program(
        {hub_program(), "enrol", "--device", "x", "--hall", "south", "--config", hub_.config().string()},
        harness::Milliseconds(20000));
    EXPECT_FALSE(code);
    const auto halls = harness::run_program({hub_program(), "halls", "--config", hub_.config().string()},
                                            harness::Milliseconds(20000));
    EXPECT_EQ(halls.value_or(halls ? "" : halls.error()),
              "main\t鄂伦春自治旗政务服务大厅\t0470-5621234\nnorth\t" + north_name + "\t\n");
}

// Every route for devices × a device of another hall, with what really is there in the first: it neither reads nor
// changes any of it. A route that is added is asked, too.
TEST_F(HallCalls, NoRouteTellsOrChangesAnythingOfAnotherHall) {
    const std::string ticket = token_of('A', 1, 1).text();
    const std::string case_name = case_token(1).text();
    const std::string call = sync::Token::random().text();
    wire::CaseRequest request{.token = case_token(1), .by = applicant, .project_name = "大豆加工", .items = {7, 16}};
    request.details = sync::ApplicantDetails{.unit_name = "兴安农产品公司"};
    ASSERT_EQ(counter_->post("/v1/cases", encode(request)).status, 201);
    ASSERT_EQ(tell(*counter_, wire::DeskStep::open).status, 200);
    const sync::Event called{4, sync::event_type::staff_call, sync::wall_clock_now(),
                             encode(wire::StaffCall{.screen = "home", .call = call})};
    const sync::Event refused{5, "unknown.type", sync::wall_clock_now(), "{}"};
    push(*kiosk_, "k1", {called, refused});
    const std::vector<std::string> secrets{ticket, case_name, call, "\"k1\"", "大豆加工", "unknown.type", "帮您办窗口"};

    const auto state = [&] {
        std::string all;
        for (const std::string& path :
             {std::string("/v1/windows/1"), "/v1/cases/" + case_name, std::string("/v1/calls"),
              std::string("/v1/tickets"), std::string("/v1/windows")}) {
            json read = body(counter_->get(path));
            read.erase("as_of");
            all += read.dump();
        }
        return all;
    };
    const std::string before = state();
    const std::map<std::string_view, std::string> parameters{
        {"/v1/tickets/{token}", "/v1/tickets/" + ticket},
        {"/v1/windows/{name}", "/v1/windows/2"},
        {"/v1/calls/{call}", "/v1/calls/" + call},
        {"/v1/documents/{name}", "/v1/documents/hall"},
        {"/v1/cases/{token}", "/v1/cases/" + case_name},
        {"/v1/cases/{token}/commands", "/v1/cases/" + case_name + "/commands"},
        {"/v1/cases/{token}/forms/{appendix}.pdf", "/v1/cases/" + case_name + "/forms/3.pdf"}};
    const std::map<std::string_view, std::string> orders{
        {"/v1/calls/{call}", R"({"answer":"coming"})"},
        {"/v1/cases/{token}/commands", encode(wire::CaseOrder{1, clerk, sync::Accept{}})},
        {"/v1/desk", encode(wire::DeskOrder{"2", "li", wire::DeskStep::open, std::string()})},
        {"/v1/cases", encode(request)}};
    ASSERT_EQ(put_document("hall", "[hall]\nname = \"帮您办窗口\"\n", "0"), "hall is at version 1\n");
    for (const Api::Route& route : Api::routes()) {
        if (route.access != Access::device && route.access != Access::operator_) continue;
        const bool named = route.path.find('{') != std::string_view::npos;
        ASSERT_TRUE(!named || parameters.contains(route.path)) << route.path << ": which of the first hall's things?";
        const std::string path = named ? parameters.at(route.path) : std::string(route.path);
        const auto order = orders.find(route.path);
        for (Client* client : {north_counter_.get(), north_kiosk_.get()}) {
            const Reply reply = route.method == "POST"
                                    ? client->post(path, order == orders.end() ? "{}" : order->second)
                                    : client->get(path);
            EXPECT_NE(reply.status, 0) << path;
            EXPECT_TRUE(!named || reply.status == 404 || reply.status == 403) << path << reply.status;
            for (const std::string& secret : secrets) {
                EXPECT_EQ(reply.body.find(secret), std::string::npos)
                    << path << " tells " << secret << ": " << reply.body;
            }
        }
    }
    EXPECT_EQ(state(), before);
}

}  // namespace
}  // namespace bangnin::hub::test
