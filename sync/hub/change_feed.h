// What devices pull, kept in memory: read once when the records change, whoever waits for it and however many. It
// decides who has to be answered, and answers without asking the database.
//
// Any thread, except that who waits must run where one thing is done at a time.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "sync/hub/changes.h"
#include "sync/hub/devices.h"

namespace bangnin::hub {

// Who asks for changes.
struct Listener {
    std::string device;
    Role role = Role::kiosk;  // operators hear of every case of their hall
    std::string hall{first_hall};
};

class ChangeFeed {
  public:
    using Clock = std::chrono::steady_clock;

    // ---- the records' side
    // The records have changed: what is known here is old until a reading that was begun after this is taken in.
    void expect_news();
    struct Reading {
        std::uint64_t expected = 0;  // as many expect_news() came before it
        std::uint64_t known = 0;
        sync::LocalDay day;
    };
    Reading begin_reading() const;
    void take(const Reading& reading, ChangeNews news, Clock::time_point now);
    // The records could not be read.
    void fail();
    // Who is enrolled. Whoever waits and is so no more, or under another key, is woken.
    void take_devices(std::vector<EnrolledKey> devices);

    // ---- the devices' side
    // Whether all is known that was committed before this was asked.
    bool current() const;
    // The same, awaited; false where the records cannot be read until then.
    boost::asio::awaitable<bool> current_by(Clock::time_point deadline);
    // Everything after `cursor` for this device; a cursor of 0, or one of a database that was replaced, gives all.
    sync::wire::ChangesResponse since(std::uint64_t cursor, const Listener& who, sync::Instant now) const;
    // Returns when there is something after `cursor` for this device, when the deadline is found to have passed, or
    // when the feed is closed. `who` must live until then.
    boost::asio::awaitable<void> wait(std::uint64_t cursor, const Listener& who, Clock::time_point deadline);
    // What the device is, where it is known to be enrolled with this key; what is not known here may still be so.
    std::optional<Enrolment> enrolment_of(const std::string& device, const std::string& key) const;
    bool is_enrolled(const std::string& device, const std::string& key, const Enrolment& as) const;
    // Whose deadline has passed waits no longer. To be called about every second: so late they may hear.
    void expire(Clock::time_point now);
    bool readable(Clock::time_point now) const;

    // From now on nobody waits.
    void close();
    // Nobody waits any more: their network is about to go.
    void forget();
    std::size_t waiting() const;
    // Whose devices wait for news, each once.
    std::vector<std::string> listening(const std::string& hall) const;
    std::uint64_t newest() const;

  private:
    // Of one who waits. Whoever takes it out of the list has it go on; else only forget() ends it.
    struct Waiter {
        boost::asio::any_io_executor executor;
        Clock::time_point deadline;
        std::move_only_function<void()> go_on;
    };
    using Waiters = std::multimap<std::string, Waiter, std::less<>>;
    using Woken = std::vector<Waiter>;
    // What concerns whole halls; by the hall's id.
    struct HallNews {
        std::map<char, ChangeNews::Queue> queues;
        ChangeNews::Called called;
        ChangeNews::Wished wished;
        std::map<std::string, ChangeNews::Document> documents;
    };
    struct TicketsOf {
        std::map<std::uint64_t, sync::wire::TicketChange> by_number;
        std::unordered_map<std::string, std::uint64_t> numbers;  // by token
    };

    // Until woken; not at all where `awaited`, asked under the lock, says that it is there already.
    template <typename Awaited>
    boost::asio::awaitable<void> suspend(Waiters& among, std::string key, Clock::time_point deadline, Awaited awaited);
    static void take_out(Waiters& waiters, Woken& woken);
    template <typename Chosen>
    static void take_out_if(Waiters& waiters, Woken& woken, Chosen chosen);
    static void wake(Woken woken);
    bool is_known(std::uint64_t expected) const { return standing_ == Standing::good && read_ >= expected; }
    bool all_asked(std::uint64_t cursor) const { return cursor == 0 || cursor > newest_; }
    bool has_news(std::uint64_t cursor, const Listener& who) const;
    static bool hears(const Listener& who, const ChangeNews::Case& one) {
        return who.hall == one.hall && (who.role == Role::operator_ || who.device == one.device);
    }
    static bool hall_has_news(std::uint64_t cursor, const Listener& who, const HallNews& hall);
    // Of a hall that nothing is known of: nothing.
    const HallNews& news_of(const std::string& hall) const;
    void keep(ChangeNews& news);
    void take_concerned(const ChangeNews& news, Woken& woken);
    void keep_cases(std::vector<ChangeNews::Case>& cases);

    mutable std::mutex mutex_;
    std::uint64_t expected_ = 0;
    std::uint64_t read_ = 0;  // up to which of the expected
    enum class Standing { unread, good, failed } standing_ = Standing::unread;
    Clock::time_point read_at_{};

    std::uint64_t newest_ = 0;
    sync::LocalDay day_;
    std::map<std::string, HallNews> halls_;
    std::unordered_map<std::string, sync::LogMark> logs_;
    std::unordered_map<std::string, TicketsOf> tickets_;
    std::unordered_map<std::string, ChangeNews::Answer> answers_;
    std::map<std::uint64_t, ChangeNews::Case> cases_;              // by number
    std::unordered_map<std::string, std::uint64_t> case_numbers_;  // by token
    std::map<std::string, ChangeNews::Document> documents_;        // every hall's
    std::unordered_map<std::string, EnrolledKey> devices_;

    bool closed_ = false;
    std::map<std::string, Waiters> waiting_;  // for news, by hall and device; a hall once there stays there
    Waiters asking_;                          // until what is known here is current
};

}  // namespace bangnin::hub
