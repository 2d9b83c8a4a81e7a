// One good message of every kind, for round trips and as the seed of random damage.
#pragma once

#include "sync/wire/codec.h"

namespace bangnin::sync::wire {

inline Instant noon() { return parse_instant("2026-11-23T04:00:00.000Z").value(); }

inline TicketIssued sample_issued() {
    TicketIssued body;
    body.token = Token(Token::Bytes{1, 2, 3}).text();
    body.number = "A1023";
    body.department = "住建局（人防办）";
    body.day = LocalDay::parse("2026-11-23").value();
    body.sequence = 23;
    body.issued_at = noon();
    body.identity = Identity::card;
    body.person = std::string(64, 'a');
    body.sealed = "AAAA";
    body.language = "mn";
    body.ahead = 4;
    body.estimate = Estimate{5, 15, noon()};
    return body;
}

inline Rating sample_rating() {
    Rating rating;
    rating.id = Token(Token::Bytes{4});
    rating.revises = Token(Token::Bytes{5});
    rating.ticket = Token(Token::Bytes{6});
    rating.grade = Grade::dissatisfied;
    rating.reasons = {"slow", "came_twice"};
    rating.comment = "等了很久\n䶮𠮷";
    rating.anonymity = Anonymity::anonymous;
    rating.sealed = "AAAA";
    rating.at = noon();
    return rating;
}

inline EventsRequest sample_events() {
    EventsRequest request{"k1", "EPOCH", {}};
    request.events.push_back({7, event_type::ticket_issued, noon(), encode(sample_issued())});
    request.events.push_back({8, "a.later.type", noon(), R"({"a":[1,2,{"b":"䶮𠮷"}]})"});
    return request;
}

inline EventsResponse sample_answer() { return {"k1", "EPOCH", 8, {{7, "bad_body", "why"}}, noon()}; }

inline QueueStatus sample_queue() {
    QueueStatus status;
    status.service = 'B';
    status.day = LocalDay::parse("2026-11-23").value();
    status.waiting = 12;
    status.serving = 2;
    status.open_windows = 3;
    status.as_of = noon();
    status.included["k1"] = {"EPOCH", 8};
    return status;
}

inline ChangesResponse sample_changes() {
    const TicketChange ticket{Token(Token::Bytes{9}).text(), TicketState::called, 1, "5"};
    return {42,
            {sample_queue(), CallChange{"A1001", "5号窗口", noon()}, ticket,
             StaffAnswer{Token(Token::Bytes{7}).text(), CallAnswer::coming, noon()},
             CaseChange{Token(Token::Bytes{8}).text(), "BB261123001", CaseState::under_review, 9},
             RatingWish{Token(Token::Bytes{9}).text(), "A1001", "5", noon()},
             UnknownChange{"later", R"({"type":"later","x":1})"}}};
}

inline TicketView sample_view() {
    TicketView view;
    view.token = Token(Token::Bytes{9}).text();
    view.number = "A1023";
    view.department = "发改委";
    view.state = TicketState::serving;
    view.ahead = 3;
    view.window = "5";
    view.issued_at = noon();
    view.estimate = Estimate{1, 2, noon()};
    view.open_windows = 2;
    view.rated = TicketRating{Grade::satisfied, noon()};
    view.as_of = noon();
    return view;
}

}  // namespace bangnin::sync::wire
