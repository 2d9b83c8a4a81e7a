// What devices, link and automation tell the terminal, put into the journeys' words.
#include <utility>

#include "kiosk/journeys/overloaded.h"
#include "kiosk/log.h"
#include "kiosk/terminal.h"
#include "sync/link/documents.h"

namespace bangnin::kiosk {

namespace {

/// A scan that waited somewhere for longer than this was not meant for the person who stands here now.
constexpr std::chrono::seconds scan_is_stale_after{1};

std::string printer_word(const devices::PrinterStatus& status) {
    if (const auto obstacle = devices::obstacle(status)) {
        return std::string(devices::to_code(*obstacle));
    }
    return status.paper == devices::Paper::near_end ? "paper_near_end" : "ok";
}

std::string_view fault_word(sync::ContactFault fault) {
    switch (fault) {
        case sync::ContactFault::unreachable:
            return "unreachable";
        case sync::ContactFault::tls:
            return "tls";
        case sync::ContactFault::not_the_hub:
            return "not_the_hub";
        case sync::ContactFault::refused:
            return "refused";
        case sync::ContactFault::busy:
            return "busy";
        case sync::ContactFault::server_error:
            return "server_error";
    }
    return "unreachable";
}

std::string_view fault_word(sync::EnrolFault fault) {
    switch (fault) {
        case sync::EnrolFault::bad_code:
            return "bad_code";
        case sync::EnrolFault::wrong_hub:
            return "wrong_hub";
        case sync::EnrolFault::refused:
            return "refused";
        case sync::EnrolFault::unreachable:
            return "unreachable";
        case sync::EnrolFault::disk:
            return "disk";
    }
    return "refused";
}

TicketProgress progress_of(const sync::wire::TicketView& view) {
    TicketProgress shown;
    shown.number = view.number;
    shown.service = std::string(1, view.service);
    shown.standing = standing_of(view.state);
    shown.ahead = static_cast<int>(view.ahead);
    shown.window = view.window;
    shown.issued_at = view.issued_at;
    shown.as_of = view.as_of;
    shown.from = KnownFrom::hub;
    return shown;
}

}  // namespace

void Terminal::card_is(CardPresence card) { apply(SessionEvent{session_event::CardOnReader{card}}); }

void Terminal::take(const devices::ReaderEvent& event) {
    const auto tell = [this](const TicketEvent& said) {
        if (ticket_) {
            apply(said);
        }
    };
    const auto now = clock_.now();
    std::visit(
        Overloaded{
            [&](const devices::ReaderReady&) {
                reader_ = ReaderHealth::well;
                tell_health(StaffPart::id_reader, "ok");
                tell(ticket_event::ReaderReady{});
            },
            [&](const devices::ReaderFault& fault) {
                reader_ = ReaderHealth::faulty;
                card_is(CardPresence::unknown);
                tell_health(StaffPart::id_reader, devices::to_word(fault.reason));
                tell(ticket_event::ReaderFault{});
            },
            [&](const devices::CardPresent&) {
                card_is(CardPresence::present);
                tell(ticket_event::CardPlaced{});
            },
            [&](const devices::CardRead& read) {
                ++tally_.cards_read;
                diary_.note(StaffPart::id_reader, PartNews::card_read, now.wall);
                tell(ticket_event::CardRead{Person{
                    .name = Secret(read.card.display_name()), .id_number = Secret(read.card.number), .phone = {}}});
            },
            [&](const devices::ReadFailed& failed) {
                log::note("id_reader.read_failed", {{"reason", std::string(devices::to_word(failed.reason))}});
                if (failed.reason == devices::ReadFailure::removed) {
                    card_is(CardPresence::absent);
                    tell(ticket_event::CardRemoved{});
                } else {
                    ++tally_.cards_failed;
                    diary_.note(StaffPart::id_reader, PartNews::card_unread, now.wall);
                    tell(ticket_event::CardFailed{});
                }
            },
            [&](const devices::CardRemoved&) {
                card_is(CardPresence::absent);
                tell(ticket_event::CardRemoved{});
            },
        },
        event);
}

void Terminal::take(const devices::ScannerEvent& event) {
    const auto now = clock_.now();
    const auto scanned = [this](const ScannedCode& code) {
        apply(ProgressEvent{progress_event::Scanned{code}});
        apply(RatingEvent{rating_event::Scanned{code}});
    };
    const auto meant = [this](devices::Clock::time_point at) {
        return at >= scans_from_ && devices::Clock::now() - at <= scan_is_stale_after;
    };
    std::visit(Overloaded{
                   [&](const devices::ScannerReady&) {
                       scanner_ = ScannerHealth::well;
                       tell_health(StaffPart::scanner, "ok");
                       apply(ProgressEvent{progress_event::ScannerReady{}});
                       apply(RatingEvent{rating_event::ScannerReady{}});
                   },
                   [&](const devices::ScannerFault& fault) {
                       scanner_ = ScannerHealth::faulty;
                       tell_health(StaffPart::scanner, devices::to_word(fault.reason));
                       apply(ProgressEvent{progress_event::ScannerFault{}});
                       apply(RatingEvent{rating_event::ScannerFault{}});
                   },
                   [&](const devices::Scan& scan) {
                       ++tally_.codes_read;
                       diary_.note(StaffPart::scanner, PartNews::code_read, now.wall);
                       if ((progress_ || rating_) && meant(scan.at)) {
                           apply(SessionEvent{session_event::Touch{}});
                           scanned(parse_scanned_code(scan.text, config_.hub.authority));
                       }
                   },
                   [&](const devices::ScanRejected& rejected) {
                       ++tally_.codes_failed;
                       diary_.note(StaffPart::scanner, PartNews::code_unread, now.wall);
                       log::note("scanner.rejected", {{"reason", std::string(devices::to_word(rejected.reason))}});
                       if (meant(rejected.at)) {
                           scanned({.kind = CodeKind::unreadable, .token = {}});
                       }
                   },
               },
               event);
}

void Terminal::take_status(const devices::PrinterStatus& status) {
    tell_health(StaffPart::printer, printer_word(status));
    const auto obstacle = devices::obstacle(status);
    if (!obstacle) {
        printer_trouble_.reset();
        if (ticket_) {
            apply(TicketEvent{ticket_event::PrinterReady{}});
        }
        return;
    }
    printer_trouble_ = not_printed_of(*obstacle);
    if (ticket_) {
        apply(TicketEvent{ticket_event::PrinterTrouble{*printer_trouble_}});
    }
}

void Terminal::take(const PrinterReport& report) {
    if (const auto* changed = std::get_if<devices::StatusChanged>(&report.event)) {
        return take_status(changed->status);
    }
    const auto outcome = paper_.take(report.event, report.at);
    if (!outcome) {
        return;
    }
    count_paper(*outcome);
    tell_staff(*outcome);
    if (outcome->kind == JobKind::test) {
        return;
    }
    const bool printed = outcome->end == JobEnd::printed;
    desk_.print_state(outcome->token, printed ? sync::PrintState::printed : sync::PrintState::not_printed,
                      outcome->code, clock_.now().wall);
    if (!printed) {
        log::trouble("printer.not_printed", {{"number", outcome->number}, {"reason", outcome->code}});
    }
    if (printed) {
        apply(PaperEvent{paper_event::Printed{outcome->number}});
    } else {
        apply(PaperEvent{paper_event::PrintFailed{outcome->number, outcome->reason}});
    }
    if (ticket_) {
        apply(printed ? TicketEvent{ticket_event::Printed{outcome->number}}
                      : TicketEvent{ticket_event::PrintFailed{outcome->number, outcome->reason}});
        if (!printed && !printer_trouble_) {
            // The printer is well again already (it failed for a moment): the ticket can be asked for once more.
            apply(TicketEvent{ticket_event::PrinterReady{}});
        }
    }
    tell_hub();
}

void Terminal::take(const sync::LinkEvent& event) {
    const auto now = clock_.now();
    const auto told = board_.status().told;
    if (board_.take(event, now.steady)) {
        board_stale_ = true;
    }
    if (told == Reachability::away && board_.status().told == Reachability::reachable &&
        session_.place != Place::attract) {
        toast_ = Toast{.words = ToastWords::network_back, .since = now.steady};
        screen_->invalidate();
    }
    std::visit(Overloaded{
                   [&](const sync::ContactMade&) {
                       tell_health(StaffPart::hub, "ok");
                       tell_synced();
                   },
                   [&](const sync::ContactLost& lost) {
                       tell_health(StaffPart::hub, fault_word(lost.fault));
                       take_contact_lost();
                   },
                   [&](const sync::EventsRejected& rejected) {
                       for (const auto& one : rejected.rejected) {
                           log::trouble("hub.rejected", {{"seq", std::to_string(one.seq)}, {"code", one.code}});
                       }
                       health_.set("outbox", "rejected", now);
                       diary_.note(StaffPart::hub, PartNews::records_refused, now.wall);
                   },
                   [&](const sync::Enrolled& enrolled) {
                       desk_.load_certificate();
                       log::note("enrolled", {{"device", enrolled.device}, {"role", enrolled.role}});
                       if (enrolled.standing == sync::Standing::elsewhere) {
                           sync::DocumentShelf(config_.hub.state_dir).forget_good(std::string(sync::hall_document));
                       }
                       consider_hall();  // another hub's word counts no more
                   },
                   [&](const sync::CertificatesRenewed&) {
                       desk_.load_certificate();
                       log::note("certificates.renewed");
                   },
                   [&](const sync::DocumentReceived& received) { take_document(received.document); },
                   [&](const sync::DocumentRefused& refused) { take_refused(refused); },
                   [&](const sync::EnrolFailed& failed) {
                       log::trouble("not_enrolled", {{"reason", std::string(fault_word(failed.fault))}});
                   },
                   [&](const sync::LinkStoreTrouble& trouble) {
                       log::trouble("link.store", {{"reason", std::string(to_text(trouble.error))}});
                   },
                   [&](const sync::OutboxDrained&) {
                       diary_.note(StaffPart::hub, PartNews::all_sent, now.wall);
                       take_drained();
                       tell_synced();
                   },
                   [&](const sync::ChangesApplied& applied) { take_answers(applied.changes); },
               },
               event);
}

void Terminal::take(const HubAnswer& answer) {
    if (existing_ && existing_->ticket.token == answer.token) {
        if (answer.answer) {
            existing_->ticket = desk_.as_of_now(existing_->ticket, *answer.answer, clock_.now().wall);
        }
        return show_existing();
    }
    if (rating_) {
        return tell_rating(answer);
    }
    if (!progress_) {
        return;
    }
    if (answer.answer) {
        apply(ProgressEvent{progress_event::HubFound{answer.token, progress_of(*answer.answer)}});
    } else if (answer.answer.error() == sync::QueryFault::unknown_ticket) {
        apply(ProgressEvent{progress_event::HubNotFound{answer.token}});
    } else {
        apply(ProgressEvent{progress_event::HubAway{answer.token}});
    }
}

void Terminal::take(const voice::SpeakerEvent& event) {
    if (auto said = guidance_.take(event)) {
        apply(std::move(*said));
    }
    if (std::holds_alternative<voice::speaker_event::HealthChanged>(event)) {
        tell_health(StaffPart::voice, guidance_.health());
    }
}

void Terminal::take(AutomationCall&& call) {
    port_->take(std::move(call.request), std::move(call.reply), std::chrono::steady_clock::now());
    screen_->invalidate();
}

void Terminal::refresh_board() {
    board_stale_ = false;
    ++board_reads_;
    board_.refresh(desk_, clock_.now().wall);
    screen_->invalidate();
}

}  // namespace bangnin::kiosk
