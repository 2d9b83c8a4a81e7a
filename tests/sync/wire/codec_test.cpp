#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sync/wire/limits.h"
#include "tests/sync/wire/wire_samples.h"

namespace bangnin::sync::wire {
namespace {

TEST(Codec, EventsComeBack) {
    const EventsRequest request = sample_events();
    const auto back = decode_events_request(encode(request));
    ASSERT_TRUE(back) << to_text(back.error());
    EXPECT_EQ(back->device, "k1");
    EXPECT_EQ(back->epoch, "EPOCH");
    EXPECT_EQ(back->events.size(), 2U);
    EXPECT_EQ(back->events[1].seq, 8U);
    EXPECT_EQ(back->events[1].type, "a.later.type");
    EXPECT_EQ(back->events[1].body, request.events[1].body);
    // Encoding again gives the same bytes: nothing was lost on the way.
    EXPECT_EQ(encode(*decode_events_request(encode(*back))), encode(*back));
}

TEST(Codec, UnknownFieldsOfABodySurvive) {
    EventsRequest request{
        "k1", "E", {{1, "ticket.issued", noon(), R"({"future":{"deep":[true,null,1.5]},"token":"x"})"}}};
    const auto back = decode_events_request(encode(request));
    ASSERT_TRUE(back);
    EXPECT_EQ(nlohmann::json::parse(back->events[0].body), nlohmann::json::parse(request.events[0].body));
}

TEST(Codec, EventsMustFollowOneAnother) {
    EventsRequest request = sample_events();
    request.events[1].seq = 9;
    const auto gap = decode_events_request(encode(request));
    ASSERT_FALSE(gap);
    EXPECT_EQ(gap.error().where, "events/1/seq");
    request.events[0].seq = 0;
    EXPECT_EQ(decode_events_request(encode(request)).error().where, "events/0/seq");
}

TEST(Codec, FaultsAreNamedByPlaceNeverByContent) {
    const auto missing = decode_events_request(R"({"device":"k1","epoch":"E"})");
    EXPECT_EQ(missing.error().fault, WireFault::missing);
    EXPECT_EQ(missing.error().where, "events");
    const auto wrong = decode_events_request(R"({"device":7,"epoch":"E","events":[]})");
    EXPECT_EQ(wrong.error().fault, WireFault::wrong_type);
    EXPECT_EQ(decode_events_request("<html>").error().fault, WireFault::not_json);
    EXPECT_EQ(decode_events_request("[]").error().fault, WireFault::wrong_type);
    EXPECT_EQ(decode_events_request("\"\xff\xfe\"").error().fault, WireFault::not_json);
    EXPECT_EQ(to_text(missing.error()), "events: missing");
}

TEST(Codec, SizesAndDepthAreLimited) {
    EXPECT_EQ(decode_events_request(std::string(max_request_bytes + 1, ' ')).error().fault, WireFault::too_large);
    EXPECT_FALSE(decode_events_request(std::string(200'000, '[')));
    std::string deep =
        R"({"device":"k","epoch":"e","events":[{"seq":1,"type":"t","at":"2026-11-23T04:00:00Z","body":{"a":)";
    deep += std::string(40, '[') + std::string(40, ']') + "}}]}";
    EXPECT_EQ(decode_events_request(deep).error().fault, WireFault::too_large);
    EventsRequest many{"k", "e", {}};
    for (std::uint64_t seq = 1; seq <= max_events_per_request + 1; ++seq)
        many.events.push_back({seq, "t", noon(), "{}"});
    EXPECT_EQ(decode_events_request(encode(many)).error().fault, WireFault::too_large);
    EventsRequest large{"k", "e", {{1, "t", noon(), "{\"a\":\"" + std::string(max_event_body_bytes, 'x') + "\"}"}}};
    EXPECT_EQ(decode_events_request(encode(large)).error().where, "events/0/body");
    EXPECT_FALSE(decode_events_request(R"({"device":")" + std::string(65, 'd') + R"(","epoch":"e","events":[]})"));
}

TEST(Codec, AnswersComeBack) {
    const auto back = decode_events_response(encode(sample_answer()));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->high_water, 8U);
    EXPECT_EQ(back->rejected, sample_answer().rejected);
    EXPECT_EQ(back->hub_time, noon());
    EXPECT_FALSE(
        decode_events_response(R"({"device":"k1","epoch":"E","high_water":-1,"hub_time":"2026-11-23T04:00:00Z"})"));
    EXPECT_FALSE(
        decode_events_response(R"({"device":"k1","epoch":"E","high_water":1.5,"hub_time":"2026-11-23T04:00:00Z"})"));
    EXPECT_FALSE(decode_events_response("{}"));
}

TEST(Codec, BodiesComeBack) {
    const auto issued = decode_ticket_issued(encode(sample_issued()));
    ASSERT_TRUE(issued) << to_text(issued.error());
    EXPECT_EQ(encode(*issued), encode(sample_issued()));
    EXPECT_EQ(issued->department, "住建局（人防办）");
    TicketIssued wrong = sample_issued();
    wrong.number = "A9023";
    EXPECT_EQ(decode_ticket_issued(encode(wrong)).error().where, "number");
    wrong = sample_issued();
    wrong.estimate = Estimate{9, 3, noon()};
    EXPECT_EQ(decode_ticket_issued(encode(wrong)).error().where, "estimate/low_min");

    const auto print =
        decode_ticket_print(encode(TicketPrint{sample_issued().token, PrintState::not_printed, "paper_out", 2}));
    ASSERT_TRUE(print);
    EXPECT_EQ(print->reason, "paper_out");
    EXPECT_EQ(print->copy, 2U);
    EXPECT_FALSE(decode_ticket_print(encode(TicketPrint{sample_issued().token, PrintState::issued, "", 1})));

    const auto health = decode_device_health(R"({"printer":"ok","later":{"a":1},"store":"full"})");
    ASSERT_TRUE(health);
    EXPECT_EQ(health->parts, (std::map<std::string, std::string>{{"printer", "ok"}, {"store", "full"}}));
    EXPECT_EQ(decode_device_health(encode(*health))->parts, health->parts);
}

TEST(Codec, CallsAndTheirAnswersComeBack) {
    const std::string name = Token(Token::Bytes{7}).text();
    const auto call = decode_staff_call(encode(StaffCall{"home", "card_forgotten", name}));
    ASSERT_TRUE(call) << to_text(call.error());
    EXPECT_EQ(call->screen, "home");
    EXPECT_EQ(call->reason, "card_forgotten");
    EXPECT_EQ(call->call, name);
    // As kiosks sent it before there were answers.
    const auto bare = decode_staff_call(R"({"screen":"home"})");
    ASSERT_TRUE(bare);
    EXPECT_EQ(bare->reason, "asked");
    EXPECT_EQ(bare->call, "");
    EXPECT_EQ(decode_staff_call(R"({"screen":"home","call":"short"})").error().where, "call");
    EXPECT_EQ(decode_staff_call(R"({"screen":"home","reason":7})").error().where, "reason");

    EXPECT_EQ(decode_answer_request(encode(AnswerRequest{}))->answer, CallAnswer::coming);
    EXPECT_EQ(decode_answer_request("{}").error().where, "answer");
    EXPECT_EQ(decode_answer_request(R"({"answer":"later"})").error().fault, WireFault::out_of_range);
}

TEST(Codec, WhatALaterHubAnswersACallIsPassedOver) {
    const std::string later = R"({"type":"staff_answer","call":")" + Token(Token::Bytes{7}).text() +
                              R"(","answer":"in_an_hour","at":"2026-11-23T04:00:00.000Z"})";
    const auto change = decode_change(later);
    ASSERT_TRUE(change) << to_text(change.error());
    EXPECT_EQ(std::get<UnknownChange>(*change).type, "staff_answer");
    EXPECT_FALSE(decode_change(R"({"type":"staff_answer","call":"x","answer":"coming","at":"2026-11-23T04:00:00Z"})"));
    EXPECT_FALSE(decode_change(R"({"type":"staff_answer","answer":"coming","at":"2026-11-23T04:00:00.000Z"})"));
}

TEST(Codec, DocumentsComeBack) {
    const Document document{"hall", 7, "[hall]\nname = \"大厅\"\r\n", "c2lnbmVk"};
    const auto back = decode_document(encode(document));
    ASSERT_TRUE(back) << to_text(back.error());
    EXPECT_EQ(back->body, document.body);
    EXPECT_EQ(signed_text(*back), "bangnin document hall 7\n[hall]\nname = \"大厅\"\r\n");
    const auto refused = [&](const char* name, const nlohmann::json& value) {
        auto json = nlohmann::json::parse(encode(document));
        json[name] = value;
        const auto decoded = decode_document(json.dump());
        return decoded ? std::string("taken") : decoded.error().where;
    };
    EXPECT_EQ(refused("name", "../hall"), "name");
    EXPECT_EQ(refused("name", std::string(33, 'a')), "name");
    EXPECT_EQ(refused("name", ""), "name");
    EXPECT_EQ(refused("version", 0), "version");
    EXPECT_EQ(refused("version", -1), "version");
    EXPECT_EQ(refused("version", std::uint64_t{1} << 53), "version");
    EXPECT_EQ(refused("body", std::string(max_document_bytes + 1, 'x')), "body");
    EXPECT_EQ(refused("body", std::string("a\0b", 3)), "body");
    EXPECT_EQ(refused("signature", ""), "signature");
    // The largest body, of bytes that take most room.
    EXPECT_EQ(refused("body", std::string(max_document_bytes, '\x01')), "taken");

    const auto change = decode_change(encode(Change{DocumentChange{"hall", 7}}));
    ASSERT_TRUE(change) << to_text(change.error());
    EXPECT_EQ(std::get<DocumentChange>(*change).version, 7U);
    EXPECT_FALSE(decode_change(R"({"type":"document","name":"Hall","version":7})"));
}

TEST(Codec, RatingsComeBack) {
    const auto back = decode_rating_given(encode(sample_rating()));
    ASSERT_TRUE(back) << to_text(back.error());
    EXPECT_EQ(encode(*back), encode(sample_rating()));
    EXPECT_EQ(back->comment, sample_rating().comment);
    EXPECT_EQ(back->anonymity, Anonymity::anonymous);
    EXPECT_EQ(back->revises, sample_rating().revises);
    Rating least;
    least.at = noon();
    const auto bare = nlohmann::json::parse(encode(least));
    EXPECT_EQ(bare.size(), 6U) << bare;
    EXPECT_EQ(bare["grade"], 5);
    EXPECT_EQ(bare["anonymous"], false);
    EXPECT_TRUE(decode_rating_given(bare.dump()));
}

TEST(Codec, RatingsOutOfRangeAreNamedByPlace) {
    const auto refused = [](const char* name, const nlohmann::json& value) {
        auto json = nlohmann::json::parse(encode(sample_rating()));
        json[name] = value;
        const auto decoded = decode_rating_given(json.dump());
        return decoded ? std::string("taken") : decoded.error().where;
    };
    EXPECT_EQ(refused("grade", 0), "grade");
    EXPECT_EQ(refused("grade", 6), "grade");
    EXPECT_EQ(refused("grade", "5"), "grade");
    EXPECT_EQ(refused("reasons", {"Slow"}), "reasons");
    EXPECT_EQ(refused("reasons", {1}), "reasons");
    EXPECT_EQ(refused("reasons", {"slow", "slow"}), "reasons");
    EXPECT_EQ(refused("reasons", std::vector<std::string>(9, "a")), "reasons");
    EXPECT_EQ(refused("comment", std::string(501, 'a')), "comment");
    EXPECT_EQ(refused("comment", "\x1b"), "comment");
    EXPECT_EQ(refused("anonymous", 1), "anonymous");
    EXPECT_EQ(refused("source", "window"), "source");
    EXPECT_EQ(refused("token", "short"), "token");
    EXPECT_EQ(refused("token", nullptr), "revises");
    EXPECT_EQ(refused("revises", sample_rating().id.text()), "revises");
    EXPECT_EQ(refused("rating", ""), "rating");
    EXPECT_EQ(refused("rating", nullptr), "rating");
    EXPECT_EQ(refused("at", "yesterday"), "at");
    EXPECT_EQ(refused("sealed", std::string(max_sealed_bytes + 1, 'A')), "sealed");
}

TEST(Codec, ChangesComeBack) {
    const auto back = decode_changes_response(encode(sample_changes()));
    ASSERT_TRUE(back) << to_text(back.error());
    EXPECT_EQ(back->cursor, 42U);
    ASSERT_EQ(back->changes.size(), 7U);
    EXPECT_EQ(std::get<QueueStatus>(back->changes[0]), sample_queue());
    EXPECT_EQ(std::get<CallChange>(back->changes[1]).window, "5号窗口");
    EXPECT_EQ(std::get<TicketChange>(back->changes[2]).state, TicketState::called);
    EXPECT_EQ(std::get<StaffAnswer>(back->changes[3]).call, Token(Token::Bytes{7}).text());
    EXPECT_EQ(std::get<StaffAnswer>(back->changes[3]).at, noon());
    EXPECT_EQ(std::get<CaseChange>(back->changes[4]).number, "BB261123001");
    EXPECT_EQ(std::get<CaseChange>(back->changes[4]).state, CaseState::under_review);
    EXPECT_EQ(std::get<RatingWish>(back->changes[5]).token, Token(Token::Bytes{9}).text());
    EXPECT_EQ(std::get<RatingWish>(back->changes[5]).window, "5");
    EXPECT_EQ(std::get<UnknownChange>(back->changes[6]).type, "later");
    EXPECT_EQ(encode(*back), encode(*decode_changes_response(encode(*back))));
    EXPECT_EQ(decode_changes_response(R"({"cursor":1,"changes":[{"type":"queue"}]})").error().where,
              "changes/0/service");
}

TEST(Codec, EnrolmentTicketViewAndProblemComeBack) {
    const auto asked = decode_enrol_request(encode(EnrolRequest{"CODE", "CSR"}));
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->code + asked->csr, "CODECSR");
    const auto given = decode_enrol_response(encode(EnrolResponse{"k1", "kiosk", "CERT", "SEAL"}));
    ASSERT_TRUE(given);
    EXPECT_EQ(given->device + given->role + given->certificate + given->sealing_certificate, "k1kioskCERTSEAL");
    EXPECT_TRUE(given->hall.empty());
    const auto placed = decode_enrol_response(encode(EnrolResponse{"k1", "kiosk", "CERT", "SEAL", "north"}));
    ASSERT_TRUE(placed);
    EXPECT_EQ(placed->hall, "north");
    const auto view = decode_ticket_view(encode(sample_view()));
    ASSERT_TRUE(view) << to_text(view.error());
    EXPECT_EQ(encode(*view), encode(sample_view()));
    const auto problem =
        decode_problem(encode(Problem{"about:blank", "Not found", 404, "no such ticket", "unknown_ticket"}));
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->status, 404);
    EXPECT_EQ(problem->code, "unknown_ticket");
    EXPECT_EQ(decode_problem("{}")->type, "about:blank");
}

TEST(Codec, DeskOrdersComeBack) {
    using namespace call_command;
    const std::vector<std::variant<DeskStep, CallCommand>> all{DeskStep::open,
                                                               DeskStep::pause,
                                                               DeskStep::leave,
                                                               CallCommand{Next{}},
                                                               CallCommand{Again{}},
                                                               CallCommand{Missed{}},
                                                               CallCommand{Start{}},
                                                               CallCommand{Finish{}},
                                                               CallCommand{Hold{}},
                                                               CallCommand{Resume{"T"}},
                                                               CallCommand{Transfer{'B'}},
                                                               CallCommand{Return{"T"}},
                                                               CallCommand{Cancel{"T"}},
                                                               CallCommand{Move{"T", 'B'}}};
    for (const auto& what : all) {
        const std::string text = encode(DeskOrder{"3", "白䶮", what, "T2"});
        const auto read = decode_desk_order(text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(read->window, "3");
        EXPECT_EQ(read->clerk, "白䶮");
        EXPECT_EQ(read->what.index(), what.index());
        const auto* command = std::get_if<CallCommand>(&what);
        EXPECT_EQ(read->expected, command != nullptr && concerns_window(*command) ? "T2" : "");
        EXPECT_EQ(encode(*read), text);
    }
    for (const char* wrong :
         {R"({"window":"3","clerk":"w","do":"dance"})", R"({"window":"","clerk":"w","do":"next"})",
          R"({"window":"3","clerk":"w","do":"resume"})", R"({"window":"3","clerk":"w","do":"next"})",
          R"({"window":"3","do":"next"})", R"({"window":"3","clerk":"w","do":"transfer","service":"b"})"}) {
        EXPECT_FALSE(decode_desk_order(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace bangnin::sync::wire
