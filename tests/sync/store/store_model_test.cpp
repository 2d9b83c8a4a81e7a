// Random sequences of everything a kiosk and its link do, compared step by step with a plain model in memory.
#include <algorithm>
#include <random>

#include "tests/sync/store/store_fixture.h"

namespace bangnin::sync {
namespace {

struct ModelTicket {
    Token token;
    std::string number;
    LocalDay day;
    PrintState state = PrintState::issued;
    std::uint32_t copy = 0;
};

struct Model {
    std::map<std::string, ModelTicket> by_request;
    std::map<std::pair<LocalDay, char>, std::uint32_t> last;
    std::vector<std::string> log;  // types, from seq 1
    std::uint64_t decided = 0;

    std::uint32_t next_sequence(LocalDay day, char service) const {
        std::uint32_t highest = 0;
        for (const auto& [key, sequence] : last) {
            if (key.first >= day && key.second == service) highest = std::max(highest, sequence);
        }
        return highest + 1;
    }
};

class StoreModel : public StoreTest {
  protected:
    void issue(Store& store, std::mt19937_64& random) {
        // Names repeat now and then: a double tap.
        const std::string name = "r" + std::to_string(random() % 400);
        const char service = static_cast<char>('A' + random() % 3);
        const Instant now = morning + std::chrono::hours{24} * (static_cast<int>(random() % 4) - 1);
        const auto ticket = store.issue_ticket(request(name, service), now);
        ASSERT_TRUE(ticket);
        if (const auto before = model_.by_request.find(name); before != model_.by_request.end()) {
            ASSERT_EQ(ticket->number, before->second.number);
            ASSERT_EQ(ticket->token, before->second.token);
            return;
        }
        const LocalDay day = local_day(now, HallZone{});
        const std::uint32_t sequence = model_.next_sequence(day, service);
        ASSERT_EQ(ticket->number, (Number{service, 1, sequence}.text()));
        model_.last[{day, service}] = sequence;
        model_.by_request.emplace(name, ModelTicket{ticket->token, ticket->number, day});
        model_.log.emplace_back("ticket.issued");
    }

    void print(Store& store, std::mt19937_64& random) {
        if (model_.by_request.empty()) return;
        auto chosen = std::next(model_.by_request.begin(), static_cast<long>(random() % model_.by_request.size()));
        ModelTicket& ticket = chosen->second;
        const auto state = static_cast<PrintState>(random() % 4);
        const auto set = store.set_print_state(ticket.token, state, "cutter", morning);
        ASSERT_EQ(set.has_value(), print_transition_allowed(ticket.state, state));
        if (!set) return;
        ticket.state = state;
        if (state == PrintState::printing) ++ticket.copy;
        ASSERT_EQ(set->copy, ticket.copy);
        model_.log.emplace_back("ticket.print");
    }

    void acknowledge(Store& store, std::mt19937_64& random) {
        const std::uint64_t high_water = random() % (model_.log.size() + 2);
        const auto done = store.acknowledge(store.epoch().value(), high_water, {}, morning);
        ASSERT_EQ(done.has_value(), high_water <= model_.log.size());
        if (done) model_.decided = std::max(model_.decided, high_water);
    }

    void compare(Store& store) {
        ASSERT_EQ(store.ticket_count(), model_.by_request.size());
        const auto batch = store.pending(100'000);
        ASSERT_TRUE(batch);
        ASSERT_EQ(batch->events.size(), model_.log.size() - model_.decided);
        for (std::size_t index = 0; index < batch->events.size(); ++index) {
            ASSERT_EQ(batch->events[index].seq, model_.decided + index + 1);
            ASSERT_EQ(batch->events[index].type, model_.log[model_.decided + index]);
        }
        for (const auto& [name, ticket] : model_.by_request) {
            const auto kept = store.ticket_by_token(ticket.token);
            ASSERT_TRUE(kept);
            ASSERT_EQ(kept->number, ticket.number);
            ASSERT_EQ(kept->print_state, ticket.state);
            ASSERT_EQ(kept->day, ticket.day);
        }
    }

    Model model_;
};

TEST_F(StoreModel, RandomSequencesAgreeWithTheModel) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937_64 random(seed);
        model_ = {};
        file_ = std::filesystem::path(folder_) / ("kiosk-" + std::to_string(seed) + ".db");
        std::optional<Store> store(open());
        for (int step = 0; step < 400 && !HasFatalFailure(); ++step) {
            const auto dice = random() % 20;
            if (dice < 10) {
                issue(*store, random);
            } else if (dice < 16) {
                print(*store, random);
            } else if (dice < 18) {
                acknowledge(*store, random);
            } else if (dice < 19) {
                store.reset();
                store.emplace(open());
            } else {
                compare(*store);
            }
        }
        compare(*store);
        if (HasFatalFailure()) return;
    }
}

}  // namespace
}  // namespace bangnin::sync
