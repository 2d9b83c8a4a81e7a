#include "sync/hub/console/statistics.h"

#include <algorithm>

#include "sync/hub/queue_desk.h"
#include "sync/model/rating.h"

namespace bangnin::hub::console {
namespace {

using sync::QueuedState;

double minutes(std::chrono::milliseconds length) {
    return std::chrono::duration<double, std::ratio<60>>(length).count();
}

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

// The smallest of them that nine of ten do not exceed.
double ninetieth(std::vector<double> values) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const std::size_t rank = (values.size() * 9 + 9) / 10;
    return values[std::max<std::size_t>(rank, 1) - 1];
}

template <typename Key, typename KeyOf>
std::map<Key, Sum> grouped(const std::vector<TicketStory>& stories, KeyOf key_of) {
    std::map<Key, std::vector<const TicketStory*>> groups;
    for (const TicketStory& story : stories) groups[key_of(story)].push_back(&story);
    std::map<Key, Sum> sums;
    for (const auto& [key, group] : groups) sums.emplace(key, summed(group));
    return sums;
}

}  // namespace

Sum summed(const std::vector<const TicketStory*>& stories) {
    Sum sum;
    std::vector<double> waits;
    std::vector<double> services;
    for (const TicketStory* story : stories) {
        ++sum.issued;
        if (story->state == QueuedState::done) ++sum.done;
        if (story->state == QueuedState::missed) ++sum.missed;
        if (story->waited) waits.push_back(minutes(*story->waited));
        if (story->served) services.push_back(minutes(*story->served));
    }
    sum.called = static_cast<std::uint32_t>(waits.size());
    sum.waited_mean = mean(waits);
    sum.served_mean = mean(services);
    sum.waited_p90 = ninetieth(std::move(waits));
    return sum;
}

Statistics statistics_of(const std::vector<TicketStory>& stories, sync::LocalDay from, sync::LocalDay to) {
    Statistics statistics;
    statistics.from = from;
    statistics.to = to;
    std::vector<const TicketStory*> all;
    all.reserve(stories.size());
    for (const TicketStory& story : stories) all.push_back(&story);
    statistics.all = summed(all);
    statistics.by_service = grouped<char>(stories, [](const TicketStory& story) { return story.service; });
    statistics.by_window = grouped<std::string>(stories, [](const TicketStory& story) { return story.window; });
    statistics.by_window.erase("");
    statistics.by_hour = grouped<int>(stories, [](const TicketStory& story) { return story.hour; });
    return statistics;
}

std::vector<TicketStory> StatisticsReader::stories(sync::LocalDay from, sync::LocalDay to) {
    const long long first = from.number();
    const long long last = to.number();
    const int most = most_stories;
    std::string service;
    std::string state;
    TicketStory story;
    long long issued_ms = 0;
    long long called_ms = 0;
    long long started_ms = 0;
    long long ended_ms = 0;
    soci::statement rows =
        (database_.session().prepare
             << "SELECT t.service, t.desk, t.state, t.issued_ms, t.started_ms, t.ended_ms, COALESCE((SELECT "
                "MIN(l.at_ms) FROM queue_log l WHERE l.hall = t.hall AND l.day = t.day AND l.number = t.number AND "
                "l.command = 'next'), 0) FROM tickets t WHERE t.hall = :h AND t.day BETWEEN :a AND :b LIMIT :m",
         soci::use(hall_), soci::use(first), soci::use(last), soci::use(most), soci::into(service),
         soci::into(story.window), soci::into(state), soci::into(issued_ms), soci::into(started_ms),
         soci::into(ended_ms), soci::into(called_ms));
    rows.execute();
    std::vector<TicketStory> stories;
    while (rows.fetch()) {
        story.service = service.empty() ? 'A' : service[0];
        story.state = sync::parse_queued_state(state).value_or(QueuedState::waiting);
        story.hour = local_hour(sync::Instant{std::chrono::milliseconds{issued_ms}}, config_.zone);
        story.waited.reset();
        story.served.reset();
        if (called_ms > 0) story.waited = std::chrono::milliseconds(std::max<long long>(0, called_ms - issued_ms));
        if (story.state == QueuedState::done && started_ms > 0 && ended_ms >= started_ms) {
            story.served = std::chrono::milliseconds(ended_ms - started_ms);
        }
        stories.push_back(story);
    }
    return stories;
}

long long StatisticsReader::midnight(sync::LocalDay day) const {
    return std::chrono::milliseconds(std::chrono::days(day.number())).count() -
           std::chrono::milliseconds(config_.zone.offset()).count();
}

void StatisticsReader::read_cases(Statistics& statistics) {
    soci::session& sql = database_.session();
    const long long since = midnight(statistics.from);
    const long long until = midnight(sync::LocalDay::from_number(statistics.to.number() + 1));
    const auto events = [&](const char* fact) {
        const std::string pattern = "%\"do\":\"" + std::string(fact) + "\"%";
        long long count = 0;
        sql << "SELECT COUNT(*) FROM case_events e JOIN case_files f ON f.token = e.token WHERE f.hall = :h AND "
               "e.at_ms >= :a "
               "AND e.at_ms < :b AND e.body LIKE :p",
            soci::use(hall_), soci::use(since), soci::use(until), soci::use(pattern), soci::into(count);
        return static_cast<std::uint32_t>(count);
    };
    statistics.cases = {events("submit"), events("complete"), events("terminate"), events("demand_more")};
}

void StatisticsReader::read_ratings(Statistics& statistics) {
    soci::session& sql = database_.session();
    const long long since = midnight(statistics.from);
    const long long until = midnight(sync::LocalDay::from_number(statistics.to.number() + 1));
    int grade = 0;
    long long count = 0;
    soci::statement rows = (sql.prepare << "SELECT grade, COUNT(*) FROM ratings WHERE hall = :h AND in_force = 1 AND "
                                           "at_ms >= :a AND at_ms < :b GROUP BY grade",
                            soci::use(hall_), soci::use(since), soci::use(until), soci::into(grade), soci::into(count));
    rows.execute();
    while (rows.fetch()) {
        if (sync::grade_of(static_cast<std::uint64_t>(grade))) {
            statistics.grades.at(static_cast<std::size_t>(grade) - 1) = static_cast<std::uint32_t>(count);
        }
    }
    long long wished = 0;
    sql << "SELECT COUNT(*) FROM rating_wishes WHERE hall = :h AND at_ms >= :a AND at_ms < :b", soci::use(hall_),
        soci::use(since), soci::use(until), soci::into(wished);
    statistics.wished = static_cast<std::uint32_t>(wished);
}

DatabaseResult<Statistics> StatisticsReader::read(sync::LocalDay from, sync::LocalDay to) {
    return guarded("reading statistics", [&] {
        Transaction transaction(database_, Work::reads);
        Statistics statistics = statistics_of(stories(from, to), from, to);
        read_ratings(statistics);
        read_cases(statistics);
        statistics.presence = read_presence(database_.session(), hall_, from, to);
        statistics.hall = completed(hall_row(database_.session(), hall_).value_or(HallRow{hall_, {}, {}}), config_);
        transaction.commit();
        return statistics;
    });
}

}  // namespace bangnin::hub::console
