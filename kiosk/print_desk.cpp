#include "kiosk/print_desk.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "devices/printer/escpos_encoder.h"
#include "kiosk/journeys/overloaded.h"
#include "ui/locale/locale.h"

namespace bangnin::kiosk {

namespace {

locale::Language locale_of(Language language) {
    switch (language) {
        case Language::zh:
            return locale::Language::chinese;
        case Language::mn:
            return locale::Language::mongolian;
        case Language::en:
            return locale::Language::english;
    }
    return locale::Language::chinese;
}

/// Paper lines run horizontally, so that Mongolian has its own strip and the rest is Chinese; English speaks English.
Language on_paper(Language language) { return language == Language::mn ? Language::zh : language; }

TicketWords words_in(Language language) {
    using locale::tr;
    const locale::LanguageScope scope(locale_of(on_paper(language)));
    return {.your_number = tr("您的号码"),
            .ahead = tr("前面"),
            .ahead_unit = tr("人"),
            .wait = tr("约等"),
            .wait_unit = tr("分钟"),
            .as_of = tr("截至"),
            .scan = tr("扫码看进度"),
            .notice = tr("叫号会广播，过号不用重取，\n到窗口说一声，当天有效。"),
            .reprint = tr("补打")};
}

std::string kiosk_name(std::uint32_t number, Language language) {
    const locale::LanguageScope scope(locale_of(on_paper(language)));
    return locale::tr("自助机 {0} 号", number);
}

std::string date_and_time(Wall wall, int utc_offset_minutes) {
    const auto local = local_time(wall, utc_offset_minutes);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d %02d:%02d", local.year, local.month, local.day, local.hour,
                  local.minute);
    return text.data();
}

PaperWidth width_of(const Config& config) {
    const auto profile = devices::find_printer_profile(config.printer.profile);
    return profile && profile->width_dots <= 384 ? PaperWidth::mm58 : PaperWidth::mm80;
}

devices::PrinterProfile profile_of(const Config& config) {
    return devices::find_printer_profile(config.printer.profile).value_or(devices::default_printer_profile());
}

devices::Raster picture_of(paper::Raster drawn) {
    return {.width_dots = drawn.width_dots, .height = drawn.height, .rows = std::move(drawn.rows)};
}

Weigh weigh_for(const Config& config) {
    return [profile = profile_of(config)](const paper::Raster& drawn) {
        const auto job = devices::encode_job(picture_of(drawn), devices::Cut::partial, profile);
        return job ? job->size() : 0;
    };
}

}  // namespace

NotPrinted not_printed_of(devices::PrintFailure failure) {
    switch (failure) {
        case devices::PrintFailure::paper_out:
            return NotPrinted::paper_out;
        case devices::PrintFailure::cover_open:
            return NotPrinted::cover_open;
        case devices::PrintFailure::cutter:
            return NotPrinted::cutter;
        case devices::PrintFailure::offline:
        case devices::PrintFailure::disconnected:
            return NotPrinted::offline;
        case devices::PrintFailure::silent:  // took the bytes perhaps, and may have printed them
        case devices::PrintFailure::recoverable_error:
        case devices::PrintFailure::unrecoverable_error:
        case devices::PrintFailure::overheated:
        case devices::PrintFailure::unconfirmed:
        case devices::PrintFailure::unprintable:
        case devices::PrintFailure::queue_full:
        case devices::PrintFailure::cancelled:
            break;
    }
    return NotPrinted::unknown;
}

PrintDesk::PrintDesk(const Config& config, text::Engine& engine)
    : config_(config), layout_(engine, width_of(config), weigh_for(config)) {}

TicketPaper PrintDesk::paper_of(const IssuedTicket& ticket, Language language, bool fresh,
                                ticket_action::Copy copy) const {
    const auto& service = config_.services[ticket.queue];
    const int offset = config_.hall.utc_offset_minutes;
    TicketPaper paper;
    paper.hall = config_.hall.name.in(on_paper(language));
    paper.brand = config_.hall.brand.in(on_paper(language));
    paper.mongolian = config_.hall.name.mn;
    paper.order = config_.paper_order;
    paper.number = ticket.number;
    paper.service = service.name.in(on_paper(language));
    if (!service.window.zh.empty()) {
        paper.service += "\u3000" + service.window.in(on_paper(language));
    }
    if (is_waiting(ticket.standing)) {
        paper.ahead = ticket.ahead;
        if (ticket.estimate.windows == OpenWindows::some) {
            paper.wait = WaitMinutes{ticket.estimate.low_minutes, ticket.estimate.high_minutes};
        }
        if (!fresh && ticket.estimate.as_of) {
            paper.as_of = clock_text(*ticket.estimate.as_of, offset);
        }
    }
    paper.time = date_and_time(ticket.issued_at, offset);
    paper.kiosk = kiosk_name(config_.kiosk.number, language);
    paper.qr_url = ticket.url;
    paper.copy = copy == ticket_action::Copy::reprint ? TicketCopy::reprint : TicketCopy::original;
    paper.words = words_in(language);
    return paper;
}

bool PrintDesk::prints(std::string_view token) const {
    return std::ranges::any_of(
        jobs_, [&](const auto& job) { return job.second.kind == JobKind::ticket && job.second.token == token; });
}

void PrintDesk::print(const ticket_action::Print& print, Language language, bool fresh, RealTime asked_at) {
    if (printer_ == nullptr) {
        return;
    }
    auto drawn = drawing_of(paper_of(print.ticket, language, fresh, print.copy));
    const std::uint64_t id = next_job_++;
    Job job{.kind = JobKind::ticket, .token = print.ticket.token, .number = print.ticket.number, .asked_at = {}};
    if (print.copy == ticket_action::Copy::original) {
        job.asked_at = asked_at;
    }
    jobs_.emplace(id, std::move(job));
    printer_->submit({.id = id,
                      .raster = std::move(drawn.picture),
                      .cut = devices::Cut::partial,
                      .encoded = std::move(drawn.encoded)});
}

void PrintDesk::print_test(Wall now) {
    if (printer_ == nullptr) {
        return;
    }
    const locale::LanguageScope words(locale::Language::chinese);  // as staff read
    const TestPaper paper{.hall = config_.hall.name.zh,
                          .title = locale::tr("测试页"),
                          .not_a_ticket = locale::tr("这不是号码，不用排队。"),
                          .terminal = kiosk_name(config_.kiosk.number, Language::zh) + "　" + BANGNIN_VERSION,
                          .time = date_and_time(now, config_.hall.utc_offset_minutes)};
    const std::uint64_t id = next_job_++;
    jobs_.emplace(id, Job{.kind = JobKind::test, .token = {}, .number = {}, .asked_at = {}});
    printer_->submit({.id = id, .raster = picture_of(layout_.lay_out(paper)), .cut = devices::Cut::partial});
}

PrintDesk::Drawing PrintDesk::drawing_of(const TicketPaper& paper) {
    if (auto known = std::exchange(foreseen_, std::nullopt); known && known->paper == paper) {
        ++foreseen_prints_;
        return std::move(known->drawing);
    }
    return {.picture = picture_of(layout_.lay_out(paper)), .encoded = {}};
}

void PrintDesk::foresee(const IssuedTicket& ticket, Language language, bool fresh) {
    if (printer_ == nullptr) {
        return;
    }
    auto paper = paper_of(ticket, language, fresh, ticket_action::Copy::original);
    if (foreseen_ && foreseen_->paper == paper) {
        return;
    }
    Drawing drawing{.picture = picture_of(layout_.lay_out(paper)), .encoded = {}};
    if (auto job = devices::encode_job(drawing.picture, devices::Cut::partial, profile_of(config_))) {
        drawing.encoded = std::move(*job);
    }
    foreseen_ = Foreseen{.paper = std::move(paper), .drawing = std::move(drawing)};
}

std::optional<JobOutcome> PrintDesk::finish(std::uint64_t id, JobEnd end, devices::PrintFailure failure) {
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) {
        return std::nullopt;
    }
    JobOutcome outcome{.kind = found->second.kind,
                       .token = found->second.token,
                       .number = found->second.number,
                       .end = end,
                       .code = {},
                       .reason = {}};
    if (end == JobEnd::not_printed) {
        outcome.code = to_code(failure);
        outcome.reason = not_printed_of(failure);
    }
    jobs_.erase(found);
    return outcome;
}

std::optional<JobOutcome> PrintDesk::take(const devices::PrinterEvent& event, RealTime at) {
    return std::visit(
        Overloaded{
            [](const devices::StatusChanged&) -> std::optional<JobOutcome> { return std::nullopt; },
            [&](const devices::JobHanded& handed) -> std::optional<JobOutcome> {
                const auto job = jobs_.find(handed.id);
                if (job != jobs_.end() && job->second.asked_at) {
                    issue_to_handed_.add(at - *job->second.asked_at);
                    job->second.asked_at.reset();
                }
                return std::nullopt;
            },
            [&](const devices::JobDone& done) { return finish(done.id, JobEnd::printed, {}); },
            [&](const devices::JobFailed& failed) { return finish(failed.id, JobEnd::not_printed, failed.reason); },
        },
        event);
}

void PrintDesk::warm_up() {
    IssuedTicket ticket;
    ticket.number = "A0123456789";
    ticket.url = "https://" + config_.hub.authority + "/t/00000000000000000000000000";
    layout_.warm_up(paper_of(ticket, Language::zh, true, ticket_action::Copy::original));
}

}  // namespace bangnin::kiosk
