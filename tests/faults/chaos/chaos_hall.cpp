#include "tests/faults/chaos/chaos_hall.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "sync/hub/database.h"

namespace bangnin::faults {
namespace {

using hub::test::HubRig;
using nlohmann::json;

constexpr std::size_t halls = 3;
std::size_t hall_of(std::size_t device) { return device % halls; }
std::string hall_name(std::size_t hall) { return hall == 0 ? hub::first_hall : "hall" + std::to_string(hall + 1); }
// Ten to a hall; each hall's give the same numbers.
std::uint32_t kiosk_of(std::size_t device) {
    constexpr std::array<std::uint32_t, 10> digits{1, 2, 3, 4, 5, 6, 7, 8, 90, 91};
    return digits[device / halls % digits.size()];
}
std::string name_of(std::size_t device) { return "k" + std::to_string(device + 1); }
std::string enrolment_code(HubRig& hub, std::size_t device) {
    return hub.code_for(name_of(device), "kiosk", hall_name(hall_of(device)));
}
harness::Identity enrolled_operator(HubRig& hub, std::size_t hall) {
    return hub.enrol("desk" + std::to_string(hall + 1), "operator", hall_name(hall));
}

// The rig's configuration has the first hall's queues.
void configure(HubRig& hub) {
    for (std::size_t hall = 1; hall < halls; ++hall) {
        hub.configure_also("[[service]]\nhall = \"" + hall_name(hall) +
                           "\"\nletter = \"A\"\ndepartment = \"综合窗口\"\n");
    }
}

// What a hub has of one machine's log.
struct Kept {
    std::string epoch;
    std::vector<std::uint64_t> places;
    std::vector<Told> told;
};

std::map<std::string, std::vector<Kept>> logs_at(const HubRig& hub) {
    const auto database = hub.database().open();
    soci::session& sql = database->session();
    std::string device, epoch, type, body, code;
    long long seq = 0;
    soci::statement rows =
        (sql.prepare << "SELECT device, epoch, seq, type, body, COALESCE(reject_code, '') FROM events "
                        "ORDER BY device, epoch, seq",
         soci::into(device), soci::into(epoch), soci::into(seq), soci::into(type), soci::into(body), soci::into(code));
    std::map<std::string, std::vector<Kept>> logs;
    rows.execute();
    while (rows.fetch()) {
        std::vector<Kept>& kept = logs[device];
        if (kept.empty() || kept.back().epoch != epoch) kept.push_back({epoch, {}, {}});
        kept.back().places.push_back(static_cast<std::uint64_t>(seq));
        kept.back().told.push_back({type, mark_of(type, body), code});
    }
    return logs;
}

std::vector<std::string> column(const HubRig& hub, const std::string& query) {
    const auto database = hub.database().open();
    std::string value;
    soci::statement rows = (database->session().prepare << query, soci::into(value));
    std::vector<std::string> values;
    rows.execute();
    while (rows.fetch()) values.push_back(value);
    std::ranges::sort(values);
    return values;
}

// Said of the first difference only: a log has hundreds of entries.
void expect_same(const std::string& device, const std::vector<Told>& kept, const std::vector<Told>& told) {
    EXPECT_EQ(kept.size(), told.size()) << device;
    for (std::size_t place = 0; place < std::min(kept.size(), told.size()); ++place) {
        if (kept[place] == told[place]) continue;
        ADD_FAILURE() << device << ", event " << place + 1 << ": the hub has " << kept[place].type << " "
                      << kept[place].mark << " '" << kept[place].reject_code << "', told was " << told[place].type
                      << " " << told[place].mark << " '" << told[place].reject_code << "'";
        return;
    }
}

using Place = std::tuple<std::string, std::uint64_t, std::string>;  // device, number, code

}  // namespace

ChaosHall::ChaosHall(const Options& options) : options_(options) {
    hubs_.push_back(std::make_unique<HubRig>(options_.server));
    configure(*hubs_.front());
    hubs_.front()->start("warn");
    for (std::size_t hall = 1; hall < halls; ++hall) hubs_.front()->add_hall(hall_name(hall), "一厅");
    while (hubs_.size() < options_.hubs) {
        hubs_.push_back(std::make_unique<HubRig>(*hubs_.front()));
        configure(*hubs_.back());
        hubs_.back()->start("warn");
    }
    for (std::size_t hall = 0; hall < halls; ++hall) operators_.push_back(enrolled_operator(*hubs_.front(), hall));
    proxy_ =
        std::make_unique<ChaosProxy>(FaultPlan(options_.seed), hubs_.front()->folder() / "state", options_.devices);
    proxy_->hubs_at(ports());
    for (std::size_t device = 0; device < options_.devices; ++device) {
        lives_.push_back(std::make_unique<DeviceLife>(LifeOptions{.device = name_of(device),
                                                                  .hall = hall_name(hall_of(device)),
                                                                  .kiosk = kiosk_of(device),
                                                                  .folder = hubs_.front()->folder() / name_of(device),
                                                                  .port = proxy_->port(device),
                                                                  .seed = Dice(options_.seed + device).next()}));
    }
}

ChaosHall::~ChaosHall() {
    ending_ = true;
    for (std::thread& hall : halls_) {
        if (hall.joinable()) hall.join();
    }
    lives_.clear();
    proxy_.reset();
    while (!hubs_.empty()) hubs_.pop_back();  // the first made the database
}

std::vector<int> ChaosHall::ports() const {
    std::vector<int> all;
    for (const auto& hub : hubs_) all.push_back(hub->port());
    return all;
}

void ChaosHall::begin() {
    for (std::size_t device = 0; device < lives_.size(); ++device) {
        ASSERT_TRUE(lives_[device]->begin(enrolment_code(*hubs_.front(), device))) << name_of(device);
        proxy_->speak_as(device, lives_[device]->files());
    }
    proxy_->weather(Weather::storm);
    for (std::size_t hall = 0; hall < halls; ++hall) halls_.emplace_back([this, hall] { live(hall); });
}

void ChaosHall::live(std::size_t hall) {
    const std::size_t pushes_a_round = lives_.size() / halls / 2;
    while (!ending_) {
        for (std::size_t device = hall; device < lives_.size(); device += halls) lives_[device]->live_on();
        const std::size_t goal = proxy_->tally().pushes + pushes_a_round;
        proxy_->wait_until([&](const Tally& now) { return ending_ || now.pushes >= goal; });
    }
}

bool ChaosHall::more_pushes(std::size_t count) {
    const std::size_t goal = proxy_->tally().pushes + count;
    return proxy_->wait_until([goal](const Tally& now) { return now.pushes >= goal; });
}

void ChaosHall::kill_hub(std::size_t hub) {
    ASSERT_TRUE(proxy_->wait_until([](const Tally& now) { return now.pushes_under_way >= 3; }));
    proxy_->hub_ends();
    hubs_[hub]->kill();
    hubs_[hub]->start("warn");
    proxy_->hubs_at(ports());
}

void ChaosHall::calm() {
    ending_ = true;
    for (std::thread& hall : halls_) hall.join();
    halls_.clear();
    proxy_->weather(Weather::calm);
    for (const auto& life : lives_) life->hurry();
    for (const auto& life : lives_) {
        ASSERT_TRUE(life->settle([](sync::Store&) { return true; })) << life->name() << " has not told everything";
    }
    ASSERT_TRUE(proxy_->wait_until([](const Tally& now) { return now.copies_under_way == 0; }));
    for (std::size_t hall = 0; hall < halls; ++hall) expect_heard(hall);
}

void ChaosHall::expect_heard(std::size_t hall) {
    const sync::LinkFiles files = lives_[hall]->files();
    const auto client = hubs_.front()->client({files.ca, files.certificate, files.key});
    const auto feed = sync::wire::decode_changes_response(client->get("/v1/changes").body);
    ASSERT_TRUE(feed);
    std::map<char, sync::QueueStatus> queues;
    for (const auto& change : feed->changes) {
        if (const auto* queue = std::get_if<sync::QueueStatus>(&change)) queues[queue->service] = *queue;
    }
    for (std::size_t device = hall; device < lives_.size(); device += halls) {
        DeviceLife& life = *lives_[device];
        const sync::QueueStatus& wanted = queues[life.service()];
        EXPECT_TRUE(life.settle([&](sync::Store& store) {
            const auto heard = store.queue_status(life.service());
            return heard && *heard && (*heard)->day == wanted.day && (*heard)->waiting == wanted.waiting;
        })) << life.name()
            << " has not heard everything";
    }
}

std::size_t ChaosHall::events_told() const {
    std::size_t all = 0;
    for (const auto& life : lives_) all += life->told().size();
    return all;
}

void ChaosHall::expect_every_event_once_and_in_order() {
    const auto logs = logs_at(*hubs_.front());
    EXPECT_EQ(logs.size(), lives_.size());
    for (const auto& life : lives_) {
        const auto log = logs.find(life->name());
        if (log == logs.end() || log->second.size() != 1) {
            ADD_FAILURE() << life->name() << " has " << (log == logs.end() ? 0 : log->second.size()) << " epochs";
            continue;
        }
        const Kept& kept = log->second.front();
        EXPECT_EQ(kept.epoch, life->store().epoch().value()) << life->name();
        for (std::size_t place = 0; place < kept.places.size(); ++place) {
            ASSERT_EQ(kept.places[place], place + 1) << life->name() << ": a gap";
        }
        expect_same(life->name(), kept.told, life->told());
    }
}

void ChaosHall::expect_every_ticket_rating_and_call_once() {
    std::vector<std::string> tickets, ratings, calls;
    for (const auto& life : lives_) {
        for (const sync::Token& token : life->tickets()) {
            tickets.push_back(life->hall() + " " + life->name() + " " + token.text());
        }
        for (const Told& told : life->told()) {
            if (told.type == sync::event_type::rating_given) ratings.push_back(life->name() + " " + told.mark);
            if (told.type == sync::event_type::staff_call) calls.push_back(life->name() + " " + told.mark);
        }
    }
    for (auto* all : {&tickets, &ratings, &calls}) {
        EXPECT_FALSE(all->empty());
        std::ranges::sort(*all);
    }
    EXPECT_EQ(column(*hubs_.front(), "SELECT hall || ' ' || device || ' ' || token FROM tickets"), tickets);
    EXPECT_EQ(column(*hubs_.front(), "SELECT device || ' ' || rating FROM ratings WHERE in_force = 1"), ratings);
    EXPECT_EQ(column(*hubs_.front(), "SELECT device || ' ' || call FROM staff_calls"), calls);
}

void ChaosHall::expect_refusals_at_both_ends() {
    std::set<Place> wanted;
    std::set<Place> at_machines;
    for (const auto& life : lives_) {
        for (std::size_t place = 0; place < life->told().size(); ++place) {
            const std::string& code = life->told()[place].reject_code;
            if (!code.empty()) wanted.emplace(life->name(), place + 1, code);
        }
        const auto refused = life->store().rejected(1000);
        ASSERT_TRUE(refused);
        for (const auto& event : *refused) at_machines.emplace(life->name(), event.event.seq, event.code);
    }
    std::set<Place> shown;
    for (const harness::Identity& one : operators_) {
        const json view = json::parse(hubs_.front()->client(one)->get("/v1/rejected").body, nullptr, false);
        ASSERT_TRUE(view.is_object());
        for (const json& event : view["rejected"]) shown.emplace(event["device"], event["seq"], event["code"]);
    }
    EXPECT_EQ(at_machines, wanted);
    EXPECT_EQ(shown, wanted);
}

void ChaosHall::expect_machines_troubled() {
    Troubles all;
    for (const auto& life : lives_) {
        all.restarts += life->troubles().restarts;
        all.behind += life->troubles().behind;
        all.ahead += life->troubles().ahead;
        all.set_back += life->troubles().set_back;
        all.refused += life->troubles().refused;
    }
    EXPECT_GT(all.restarts, 0U);
    EXPECT_GT(all.behind, 0U);
    EXPECT_GT(all.ahead, 0U);
    EXPECT_GT(all.set_back, 0U);
    EXPECT_GT(all.refused, 0U);
}

}  // namespace bangnin::faults
