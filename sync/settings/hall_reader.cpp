#include "sync/settings/hall_reader.h"

#include <algorithm>
#include <utility>

#include "sync/settings/rating_reader.h"

namespace bangnin::sync {
namespace {

constexpr std::size_t most_notices = 16;

void read_opening(TableReader& reader, OpeningHours& hours) {
    for (const auto& [text, line] : reader.lines("opening")) {
        if (const auto added = add_week_line(hours, text); !added) {
            reader.fail_at(line, "opening", "\"" + text + "\" " + added.error());
        }
    }
    for (const auto& [text, line] : reader.lines("opening_dates")) {
        if (const auto added = add_date_line(hours, text); !added) {
            reader.fail_at(line, "opening_dates", "\"" + text + "\" " + added.error());
        }
    }
    if (!hours.week && !hours.dates.empty()) {
        reader.fail("opening_dates", "needs opening, the hours of an ordinary week");
    }
}

void read_hall(TableReader reader, HallSettings& settings) {
    reader.hall_text("name", settings.name);
    reader.hall_text("short_name", settings.short_name);
    reader.hall_text("brand", settings.brand);
    reader.text("open_until", settings.open_until, 5);
    read_opening(reader, settings.opening);
    reader.text("zone", settings.zone, 64);
    reader.word("paper_order", settings.paper_order,
                {{"zh-mn", PaperOrder::chinese_first}, {"mn-zh", PaperOrder::mongolian_first}});
    if (settings.name.zh.empty()) {
        reader.fail("name", "is needed: the hall's name");
    }
    if (!settings.open_until.empty() && !parse_minute(settings.open_until)) {
        reader.fail("open_until", "must be a time such as \"17:30\"");
    }
    if (const auto zone = HallZone::parse(settings.zone)) {
        settings.utc_offset_minutes = static_cast<int>(zone->offset().count());
    } else {
        reader.fail("zone", "is not a known time zone");
    }
    if (settings.short_name.zh.empty()) {
        settings.short_name = settings.name;
    }
    reader.finish();
}

void read_service(TableReader& reader, ServiceConfig& service) {
    std::string letter;
    reader.text("letter", letter, 8);
    if (letter.size() != 1 || letter[0] < 'A' || letter[0] > 'Z') {
        reader.fail("letter", "must be one letter from A to Z");
    } else {
        service.letter = letter[0];
    }
    reader.text("department", service.department);
    if (service.department.empty()) {
        reader.fail("department", "is needed");
    }
    reader.hall_text("name", service.name);
    if (service.name.zh.empty()) {
        service.name.zh = service.department;
    }
    reader.hall_text("hint", service.hint);
    reader.hall_text("window", service.window);
    reader.yes_or_no("agency", service.agency, Agency::no, Agency::yes);
    reader.number("prior_minutes", service.prior_minutes, 0.5, 480.0);
    reader.whole("open_windows", service.open_windows, 1, 99);
    for (const auto& text : reader.texts("hours")) {
        if (const auto hours = parse_period(text)) {
            service.hours.push_back(*hours);
        } else {
            reader.fail("hours", "must be times such as \"08:30-12:00\"");
        }
    }
    std::ranges::sort(service.hours, {}, &OpenPeriod::begin);
    reader.finish();
}

std::vector<ServiceConfig> read_services(TableReader& root) {
    std::vector<ServiceConfig> services;
    for (TableReader& reader : root.tables("service")) {
        ServiceConfig service;
        read_service(reader, service);
        if (std::ranges::find(services, service.letter, &ServiceConfig::letter) != services.end()) {
            reader.fail("letter", "is already another service's letter");
        }
        services.push_back(std::move(service));
    }
    if (services.empty()) {
        root.fail("service", "at least one [[service]] is needed");
    }
    // The agency window stands first, whatever the file's order.
    std::ranges::stable_partition(services, [](const auto& service) { return service.agency == Agency::yes; });
    return services;
}

void read_date(TableReader& reader, std::string_view key, std::optional<std::chrono::sys_days>& into) {
    std::string text;
    reader.text(key, text, 10);
    if (text.empty()) {
        return;
    }
    if (const auto day = LocalDay::parse(text)) {
        into = std::chrono::sys_days{std::chrono::days{day->number()}};
    } else {
        reader.fail(key, "must be a date such as \"2026-10-01\"");
    }
}

std::vector<HallNotice> read_notices(TableReader& root) {
    std::vector<HallNotice> notices;
    for (TableReader& reader : root.tables("notice")) {
        HallNotice& notice = notices.emplace_back();
        reader.hall_text("text", notice.text);
        if (notice.text.zh.empty()) {
            reader.fail("text", "is needed");
        }
        read_date(reader, "from", notice.from);
        read_date(reader, "until", notice.until);
        if (notice.from && notice.until && *notice.until < *notice.from) {
            reader.fail("until", "is before from");
        }
        reader.finish();
    }
    if (notices.size() > most_notices) {
        root.fail("notice", "at most 16");
    }
    return notices;
}

}  // namespace

void read_hall_sections(TableReader& root, HallSettings& settings, HallSections sections) {
    const auto wanted = [&](std::string_view name) {
        const bool given = root.has(name);
        if (!given) {
            (void)root.take(name);
        }
        return given || sections == HallSections::whole;
    };
    if (wanted("hall")) {
        HallSettings fresh;
        read_hall(root.section("hall"), fresh);
        fresh.rating = std::move(settings.rating);
        fresh.services = std::move(settings.services);
        fresh.notices = std::move(settings.notices);
        settings = std::move(fresh);
    }
    if (wanted("service")) {
        settings.services = read_services(root);
    }
    if (wanted("rating")) {
        RatingTerms fresh = usual_rating_terms();
        read_rating(root.section("rating"), fresh);
        fresh.reasons = std::move(settings.rating.reasons);
        settings.rating = std::move(fresh);
    }
    read_reasons(root, settings.rating);
    if (wanted("notice")) {
        settings.notices = read_notices(root);
    }
}

std::expected<HallSettings, ConfigError> with_document(const HallSettings& local, std::string_view text,
                                                       std::string_view file) {
    const auto parsed = parse_toml(text, file);
    if (!parsed) {
        return std::unexpected(parsed.error());
    }
    HallSettings settings = local;
    ConfigProblems problems(file);
    TableReader root(*parsed, "", problems);
    read_hall_sections(root, settings, HallSections::parts);
    root.finish();
    if (problems.first()) {
        return std::unexpected(*problems.first());
    }
    return settings;
}

const HallNotice* notice_of_day(std::span<const HallNotice> notices, Instant now, int utc_offset_minutes) {
    const auto today = std::chrono::floor<std::chrono::days>(now + std::chrono::minutes(utc_offset_minutes));
    const auto found = std::ranges::find_if(notices, [&](const HallNotice& notice) {
        return (!notice.from || *notice.from <= today) && (!notice.until || today <= *notice.until);
    });
    return found == notices.end() ? nullptr : &*found;
}

}  // namespace bangnin::sync
