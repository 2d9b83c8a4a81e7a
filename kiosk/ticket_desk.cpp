#include "kiosk/ticket_desk.h"

#include <fstream>
#include <iterator>
#include <utility>

#include "kiosk/log.h"
#include "kiosk/sealed_person.h"
#include "sync/link/link.h"

namespace bangnin::kiosk {

namespace {

StoreHealth health_of(sync::StoreError error) {
    switch (error) {
        case sync::StoreError::busy:
            return StoreHealth::busy;
        case sync::StoreError::full:
            return StoreHealth::full;
        case sync::StoreError::corrupt:
            return StoreHealth::damaged;
        case sync::StoreError::io:
        case sync::StoreError::newer:
        case sync::StoreError::diverged:
        case sync::StoreError::not_found:
        case sync::StoreError::too_late:
        case sync::StoreError::misuse:
            break;
    }
    return StoreHealth::failed;
}

CommitTrouble trouble_of(StoreHealth health) {
    switch (health) {
        case StoreHealth::busy:
            return CommitTrouble::busy;
        case StoreHealth::full:
            return CommitTrouble::full;
        case StoreHealth::damaged:
            return CommitTrouble::damaged;
        case StoreHealth::well:
        case StoreHealth::recovered:
        case StoreHealth::failed:
            break;
    }
    return CommitTrouble::other;
}

sync::Identity identity_of(IdentityKind kind) {
    switch (kind) {
        case IdentityKind::none:
            return sync::Identity::none;
        case IdentityKind::card:
            return sync::Identity::card;
        case IdentityKind::phone:
            return sync::Identity::phone;
    }
    return sync::Identity::none;
}

std::string code_of(Language language) {
    switch (language) {
        case Language::zh:
            return "zh";
        case Language::mn:
            return "mn";
        case Language::en:
            return "en";
    }
    return "zh";
}

}  // namespace

std::string_view to_word(StoreHealth health) {
    switch (health) {
        case StoreHealth::well:
            return "ok";
        case StoreHealth::recovered:
            return "recovered";
        case StoreHealth::busy:
            return "busy";
        case StoreHealth::full:
            return "full";
        case StoreHealth::damaged:
            return "damaged";
        case StoreHealth::failed:
            return "failed";
    }
    return "failed";
}

TicketDesk::TicketDesk(const Config& config)
    : config_(config), zone_(sync::HallZone::parse(config.zone).value_or(sync::HallZone{})) {
    load_certificate();
}

std::filesystem::path TicketDesk::store_file() const { return config_.kiosk.state_dir / "kiosk.db"; }

sync::StoreOptions TicketDesk::store_options() const {
    sync::StoreOptions options;
    options.zone = zone_;
    options.device = config_.kiosk.id;
    return options;
}

StoreHealth TicketDesk::open(Wall now) {
    auto options = store_options();
    if (health_ == StoreHealth::damaged) {
        options.check = sync::StoreCheck::full;
    }
    store_.reset();
    std::error_code ignored;
    std::filesystem::create_directories(config_.kiosk.state_dir, ignored);
    auto opened = sync::Store::open(store_file(), options, now);
    if (!opened) {
        health_ = health_of(opened.error());
        log::trouble("store.unusable", {{"reason", std::string(to_text(opened.error()))}});
        return health_;
    }
    store_.emplace(std::move(*opened));
    unprepared_ = true;
    ++opened_;
    health_ = StoreHealth::well;
    if (const auto& recovered = store_->recovered_from_corruption()) {
        set_aside_ = true;
        log::trouble("store.recovered", {{"kept", recovered->kept.string()}});
    }
    if (set_aside_) {
        health_ = StoreHealth::recovered;
    }
    write_owed(now);  // before what has no end is given one
    if (const auto left = store_->recover_at_start(now); !left) {
        note(left.error());
    } else if (*left > 0) {
        left_printing_ = true;
        log::note("tickets.print_unknown", {{"count", std::to_string(*left)}});
    }
    return health_;
}

void TicketDesk::zone_changed(Wall now) {
    zone_ = sync::HallZone::parse(config_.zone).value_or(sync::HallZone{});
    open(now);
}

void TicketDesk::note(sync::StoreError error) {
    if (error == sync::StoreError::misuse || error == sync::StoreError::not_found) {
        // A step that the records do not allow says nothing of the store's health.
        log::trouble("store.refused", {{"reason", std::string(to_text(error))}});
        return;
    }
    const auto health = health_of(error);
    if (health_ != health) {
        log::trouble("store.trouble", {{"reason", std::string(to_text(error))}});
    }
    health_ = health;
}

void TicketDesk::load_certificate() {
    const sync::LinkFiles files(config_.hub.state_dir);
    std::ifstream stream(files.sealing_certificate, std::ios::binary);
    certificate_.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

std::string TicketDesk::person_hash_of(const Person& person, Wall now) {
    if (person.id_number.empty()) {
        return {};
    }
    const auto today = sync::local_day(now, zone_);
    if (!day_key_ || key_day_ != today) {
        day_key_ = sync::day_key(config_.kiosk.runtime_dir, today);
        key_day_ = today;
    }
    return sync::person_hash(*day_key_, person.id_number.text());
}

std::string TicketDesk::sealed(const Person& person) const {
    auto result = sealed_person(person, certificate_);
    if (!result) {
        log::trouble("seal.failed");
        return {};
    }
    return std::move(*result);
}

sync::IssueRequest TicketDesk::request_for(const ticket_action::Commit& commit, Language language, Wall now) {
    const auto& service = config_.services[commit.queue];
    const auto known = queue(service.letter, now);
    sync::IssueRequest request;
    request.request = commit.request;
    request.service = service.letter;
    request.department = service.department;
    request.kiosk = config_.kiosk.number;
    request.identity = identity_of(commit.identity);
    request.person = person_hash_of(commit.person, now);
    request.sealed = sealed(commit.person);
    request.language = code_of(language);
    request.ahead = known.ahead;
    request.estimate = estimate(commit.queue, {.people = known.ahead, .as_of = last_contact().value_or(now)}, now);
    request.token = std::exchange(next_token_, std::nullopt);
    return request;
}

std::optional<IssuedTicket> TicketDesk::foresee(std::size_t queue_index, Wall now) {
    if (!store_ || queue_index >= config_.services.size()) {
        return std::nullopt;
    }
    const char letter = config_.services[queue_index].letter;
    const auto sequence = store_->next_sequence(letter, now);
    if (!sequence || *sequence > sync::Number::largest_sequence) {
        return std::nullopt;
    }
    if (!next_token_) {
        next_token_ = sync::Token::random();
    }
    sync::Ticket ticket;
    ticket.token = *next_token_;
    ticket.number = sync::Number{letter, config_.kiosk.number, *sequence}.text();
    ticket.ahead = queue(letter, now).ahead;
    ticket.issued_at = now;
    ticket.estimate = estimate(queue_index, {.people = ticket.ahead, .as_of = last_contact().value_or(now)}, now);
    return issued(ticket, queue_index);
}

std::expected<sync::Ticket, sync::StoreError> TicketDesk::issue_or_reopen(const sync::IssueRequest& request, Wall now) {
    auto ticket = store_->issue_ticket(request, now);
    if (!ticket && ticket.error() == sync::StoreError::corrupt) {
        // The damaged file is set aside and the person still gets a number; nothing of this attempt was written.
        note(ticket.error());
        open(now);
        if (!store_) {
            return ticket;
        }
        // Another token: what the damaged file holds may have reached the hub all the same.
        auto again = request;
        again.token.reset();
        return store_->issue_ticket(again, now);
    }
    return ticket;
}

std::expected<IssuedTicket, CommitTrouble> TicketDesk::issue(const ticket_action::Commit& commit, Language language,
                                                             Wall now, Paper paper) {
    if (commit.queue >= config_.services.size()) {
        return std::unexpected(CommitTrouble::other);
    }
    if (!store_ && (open(now), !store_)) {
        return std::unexpected(trouble_of(health_));
    }
    auto request = request_for(commit, language, now);
    request.print_state = paper == Paper::begins ? sync::PrintState::printing : sync::PrintState::issued;
    if (!request.person.empty()) {
        const auto open_ticket = store_->find_open_ticket(request.person, request.service, now);
        if (open_ticket && *open_ticket) {
            return existing(**open_ticket, commit.queue, now);
        }
    }
    const auto ticket = issue_or_reopen(request, now);
    if (!ticket) {
        note(ticket.error());
        const bool refused = health_ == StoreHealth::well || health_ == StoreHealth::recovered;
        refused_ = health_ == StoreHealth::full || health_ == StoreHealth::failed;
        return std::unexpected(refused ? CommitTrouble::other : trouble_of(health_));
    }
    unprepared_ = true;
    worked();
    write_owed(now);
    if (ticket->print_state == sync::PrintState::printing) {
        begun_ = ticket->token;
    }
    return issued(*ticket, commit.queue);
}

void TicketDesk::print_state(const std::string& token, sync::PrintState state, std::string_view reason, Wall now) {
    const auto parsed = sync::Token::parse(token);
    if (!parsed || !store_) {
        return;
    }
    if (state == sync::PrintState::printing && std::exchange(begun_, std::nullopt) == *parsed) {
        return;
    }
    owed_.push_back({*parsed, state, std::string(reason)});
    write_owed(now);
}

void TicketDesk::write_owed(Wall now) {
    while (store_ && !owed_.empty()) {
        const OwedPrint& next = owed_.front();
        const auto moved = store_->set_print_state(next.token, next.state, next.reason, now);
        if (!moved) {
            note(moved.error());
            if (moved.error() != sync::StoreError::misuse && moved.error() != sync::StoreError::not_found) {
                return;  // later, in this order
            }
        }
        owed_.pop_front();
    }
}

void TicketDesk::settle(const Moment& now) {
    if (owed_.empty() || now.steady < owed_due_) {
        return;
    }
    owed_due_ = now.steady + std::chrono::seconds{10};  // a locked store keeps us waiting each time
    write_owed(now.wall);
}

void TicketDesk::prepare(const Moment& now) {
    // By then the ticket's bytes are at the printer and the person looks at the number.
    constexpr std::chrono::milliseconds after{2000};
    // A log of this length (in pages) is left to the link, which sees to it sooner, as long as there is one.
    constexpr std::uint32_t links_share = 1000;
    const auto day = sync::local_day(now.wall, zone_);
    if (!prepare_at_ && store_ && (unprepared_ || prepared_day_ != day)) {
        prepare_at_ = now.steady + after;
    }
    if (!prepare_at_ || now.steady < *prepare_at_) {
        return;
    }
    prepare_at_.reset();
    unprepared_ = false;
    prepared_day_ = day;
    std::string letters;
    for (const auto& service : config_.services) {
        letters += service.letter;
    }
    if (!store_) {
        return;
    }
    if (const auto reserved = store_->reserve_ahead(letters, now.wall); !reserved) {
        note(reserved.error());
    }
    if (const auto copied = store_->checkpoint(links_share); !copied) {
        note(copied.error());
    }
}

void TicketDesk::worked() {
    refused_ = false;
    if (health_ != StoreHealth::damaged) {
        health_ = set_aside_ ? StoreHealth::recovered : StoreHealth::well;
    }
}

bool TicketDesk::append(std::string_view type, std::string_view body, Wall now) {
    if (!store_ || health_ == StoreHealth::damaged) {
        open(now);
    }
    if (!store_) {
        return false;
    }
    const auto appended = store_->append_event(type, body, now);
    if (appended) {
        worked();
    } else {
        note(appended.error());
    }
    return appended.has_value();
}

void TicketDesk::purge(Wall now) {
    if (store_) {
        if (const auto purged = store_->purge(config_.kiosk.keep_days, now); !purged) {
            note(purged.error());
        }
    }
}

}  // namespace bangnin::kiosk
