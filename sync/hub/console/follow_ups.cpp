#include "sync/hub/console/follow_ups.h"

#include <algorithm>
#include <array>

#include "sync/hub/console/audit_log.h"
#include "sync/model/plain_text.h"

namespace bangnin::hub::console {
namespace {

constexpr std::array steps{FollowUpStep::contact, FollowUpStep::mend, FollowUpStep::reply};

}  // namespace

std::string_view to_text(FollowUpStep step) {
    switch (step) {
        case FollowUpStep::contact:
            return "contact";
        case FollowUpStep::mend:
            return "mend";
        case FollowUpStep::reply:
            return "reply";
    }
    return "";
}

std::optional<FollowUpStep> parse_follow_up_step(std::string_view text) {
    const auto* found = std::ranges::find_if(steps, [&](FollowUpStep step) { return to_text(step) == text; });
    return found == steps.end() ? std::nullopt : std::optional(*found);
}

std::string_view step_words(FollowUpStep step) {
    switch (step) {
        case FollowUpStep::contact:
            return "联系";
        case FollowUpStep::mend:
            return "整改";
        case FollowUpStep::reply:
            return "答复";
    }
    return "";
}

std::optional<FollowUpStep> FollowUp::next() const {
    const auto* found = std::ranges::find_if(console::steps, [&](FollowUpStep step) { return !steps.contains(step); });
    return found == console::steps.end() ? std::nullopt : std::optional(*found);
}

sync::LocalDay FollowUp::due(const sync::WorkCalendar& calendar) const {
    return calendar.add_working_days(calendar.today(at), follow_up_working_days);
}

std::vector<FollowUp> FollowUps::read(const std::string& rating, std::uint32_t limit) {
    const int most = static_cast<int>(limit);
    FollowUp one;
    int grade = 0;
    int anonymous = 0;
    long long at_ms = 0;
    soci::statement rows =
        (database_.session().prepare
             << "SELECT r.rating, r.grade, r.at_ms, r.reasons, r.comment, r.anonymous, COALESCE(t.number, c.number, "
                "''), "
                "COALESCE(t.department, '') FROM ratings r LEFT JOIN tickets t ON t.token = r.token "
                "LEFT JOIN case_files c ON c.token = r.token "
                "WHERE r.hall = :h AND r.in_force = 1 AND r.grade <= 2 AND (:n = '' OR r.rating = :n2) ORDER BY "
                "(SELECT COUNT(*) FROM "
                "follow_ups f WHERE f.rating = r.rating AND f.step = 'reply'), r.at_ms, r.rating LIMIT :l",
         soci::use(hall_), soci::use(rating), soci::use(rating), soci::use(most), soci::into(one.rating),
         soci::into(grade), soci::into(at_ms), soci::into(one.reasons), soci::into(one.comment), soci::into(anonymous),
         soci::into(one.number), soci::into(one.department));
    rows.execute();
    std::vector<FollowUp> found;
    while (rows.fetch()) {
        found.push_back(one);
        FollowUp& last = found.back();
        last.grade = sync::grade_of(static_cast<std::uint64_t>(grade)).value_or(sync::Grade::dissatisfied);
        last.at = sync::Instant{std::chrono::milliseconds{at_ms}};
        last.anonymity = anonymous == 1 ? sync::Anonymity::anonymous : sync::Anonymity::named;
        if (anonymous == 1) last.number.clear();
    }
    for (FollowUp& each : found) {
        std::string step;
        StepTaken taken;
        long long taken_ms = 0;
        soci::statement steps_taken =
            (database_.session().prepare << "SELECT step, at_ms, staff, words FROM follow_ups WHERE rating = :r",
             soci::use(each.rating), soci::into(step), soci::into(taken_ms), soci::into(taken.staff),
             soci::into(taken.words));
        steps_taken.execute();
        while (steps_taken.fetch()) {
            taken.at = sync::Instant{std::chrono::milliseconds{taken_ms}};
            if (const auto known = parse_follow_up_step(step)) each.steps.emplace(*known, taken);
        }
    }
    return found;
}

DatabaseResult<std::vector<FollowUp>> FollowUps::list(std::uint32_t limit) {
    return guarded("listing bad ratings", [&] {
        Transaction transaction(database_, Work::reads);
        auto found = read({}, limit);
        transaction.commit();
        return found;
    });
}

DatabaseResult<std::optional<FollowUp>> FollowUps::find(const std::string& rating) {
    return guarded("finding a bad rating", [&]() -> std::optional<FollowUp> {
        if (rating.empty()) return std::nullopt;
        Transaction transaction(database_, Work::reads);
        auto found = read(rating, 1);
        transaction.commit();
        return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
    });
}

DatabaseResult<std::expected<void, StepRefusal>> FollowUps::take(const std::string& rating, const Taking& taking) {
    using Result = std::expected<void, StepRefusal>;
    return guarded("answering a bad rating", [&]() -> Result {
        const std::string& said = taking.taken.words;
        if (said.empty() || !sync::plain_text_valid(said, longest_step_words)) {
            return std::unexpected(StepRefusal::bad_words);
        }
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const auto found = rating.empty() ? std::vector<FollowUp>() : read(rating, 1);
        if (found.empty()) return std::unexpected(StepRefusal::unknown_rating);
        if (found.front().next() != taking.step) return std::unexpected(StepRefusal::wrong_step);
        const std::string step(to_text(taking.step));
        const long long at_ms = taking.taken.at.time_since_epoch().count();
        soci::statement add =
            (sql.prepare << "INSERT INTO follow_ups(rating, step, at_ms, staff, words) "
                            "VALUES(:r, :s, :a, :f, :w) ON CONFLICT DO NOTHING",
             soci::use(rating), soci::use(step), soci::use(at_ms), soci::use(taking.taken.staff), soci::use(said));
        add.execute(true);
        // Another hub was quicker.
        if (add.get_affected_rows() == 0) return std::unexpected(StepRefusal::wrong_step);
        record(sql, {taking.taken.at, taking.taken.staff, "follow_up_" + step, rating.substr(0, 6),
                     std::string(outcome_done), taking.address, hall_});
        transaction.commit();
        return {};
    });
}

}  // namespace bangnin::hub::console
