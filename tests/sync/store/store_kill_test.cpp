// kill -9 at any moment: a child issues tickets and names each one through a pipe only after the store has said that it
// is committed. Whatever the child named must be there afterwards, and no number may ever be named twice.
#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <random>

#include "tests/sync/store/store_fixture.h"

namespace bangnin::sync {
namespace {

struct Shown {
    char number[16];
    std::uint8_t token[16];
};

class StoreKill : public StoreTest {
  protected:
    [[noreturn]] void issue_for_ever(int pipe, int round) {
        auto store = Store::open(file_, named(), morning);
        if (!store) _exit(3);
        if (!store->recover_at_start(morning)) _exit(4);
        for (int index = 0;; ++index) {
            const std::string name = std::to_string(round) + "-" + std::to_string(index);
            const auto ticket = store->issue_ticket(request(name), morning);
            if (!ticket) _exit(5);
            Shown shown{};
            ticket->number.copy(shown.number, sizeof shown.number - 1);
            std::copy(ticket->token.bytes().begin(), ticket->token.bytes().end(), shown.token);
            if (write(pipe, &shown, sizeof shown) != sizeof shown) _exit(6);
            if (!store->set_print_state(ticket->token, PrintState::printing, "", morning)) _exit(7);
        }
    }

    // Kills the child after it has shown `enough` tickets and then spun through `further` short turns of the parent.
    std::vector<Shown> run_and_kill(int round, std::size_t enough, std::uint64_t further) {
        int ends[2];
        EXPECT_EQ(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            issue_for_ever(ends[1], round);
        }
        close(ends[1]);
        std::vector<Shown> seen;
        Shown shown{};
        while (seen.size() < enough && read(ends[0], &shown, sizeof shown) == sizeof shown) seen.push_back(shown);
        std::atomic<std::uint64_t> turns{0};
        while (turns.fetch_add(1) < further) continue;
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << WEXITSTATUS(status);
        while (read(ends[0], &shown, sizeof shown) == sizeof shown) seen.push_back(shown);
        close(ends[0]);
        return seen;
    }
};

TEST_F(StoreKill, WhatWasShownIsThereAndNoNumberComesTwice) {
    std::mt19937_64 random(200);
    std::set<std::string> numbers;
    for (int round = 0; round < 220; ++round) {
        const auto seen = run_and_kill(round, random() % 4, random() % 400'000);
        Store store = open();
        EXPECT_FALSE(store.recovered_from_corruption());
        for (const Shown& shown : seen) {
            EXPECT_TRUE(numbers.insert(shown.number).second) << shown.number << " shown twice, round " << round;
            Token::Bytes bytes{};
            std::copy(std::begin(shown.token), std::end(shown.token), bytes.begin());
            const auto kept = store.ticket_by_token(Token{bytes});
            ASSERT_TRUE(kept) << shown.number << " was shown and is gone, round " << round;
            EXPECT_EQ(kept->number, shown.number);
        }
    }
    // Every committed ticket has its event, and the log has no gap: nothing is half done.
    Store store = open();
    const auto batch = store.pending(1'000'000);
    std::uint64_t next = 1, issued = 0;
    for (const Event& event : batch->events) {
        ASSERT_EQ(event.seq, next++);
        issued += event.type == "ticket.issued" ? 1 : 0;
    }
    EXPECT_EQ(store.ticket_count(), issued);
    EXPECT_GE(issued, numbers.size());
    EXPECT_GT(numbers.size(), 200U);
}

}  // namespace
}  // namespace bangnin::sync
