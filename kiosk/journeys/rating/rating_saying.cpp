// What one thinks of the service: grade, reasons, words, and a phone number if one wants to be answered.
#include <algorithm>

#include "kiosk/journeys/rating/rating_steps.h"

namespace bangnin::kiosk::rating_steps {

using namespace rating_stage;

void choose_grade(const Work& work, sync::Grade grade) {
    const auto* stage = work.in<rating_stage::Grade>();
    if (stage == nullptr) {
        return;
    }
    const rating_stage::Grade asked = *stage;
    RatingWords words = asked.words;
    work.act(rating_action::Answer{});
    if (asked.asked == Asked::again && words.grade == grade) {
        work.state.stage = Reasons{.words = words, .page = 0};  // recorded already
        return;
    }
    words.grade = grade;
    words.reasons.clear();  // each grade has its own
    record(work, {.words = words, .part = RatingPart::grade, .from = asked});
}

void skip(const Work& work) {
    const auto* stage = work.in<rating_stage::Grade>();
    if (stage == nullptr) {
        return;
    }
    if (stage->asked == Asked::again || stage->before) {
        return back(work);
    }
    work.leave(rating_action::EndSession{});
}

void change_grade(const Work& work) {
    if (const auto* stage = work.in<Reasons>()) {
        const RatingWords words = stage->words;
        work.state.stage = rating_stage::Grade{.words = words, .before = {}, .asked = Asked::again};
    }
}

void toggle_reason(const Work& work, const std::string& code) {
    auto* stage = work.in<Reasons>();
    if (stage == nullptr) {
        return;
    }
    auto& chosen = stage->words.reasons;
    if (const auto found = std::ranges::find(chosen, code); found != chosen.end()) {
        chosen.erase(found);
        return;
    }
    const auto offered = reasons_for(work.terms, stage->words.grade);
    const bool known = std::ranges::find(offered, code, &RatingReason::code) != offered.end();
    if (known && chosen.size() < sync::most_reasons) {
        chosen.push_back(code);
    }
}

void show_page(const Work& work, std::size_t page) {
    if (auto* stage = work.in<Reasons>()) {
        stage->page = page;
    }
}

void write_comment(const Work& work) {
    if (const auto* stage = work.in<Reasons>()) {
        work.act(rating_action::OpenEntry{{.subject = EntrySubject::rating_comment,
                                           .kind = EntryKind::text,
                                           .limit = work.terms.comment_characters,
                                           .text = stage->words.comment}});
    }
}

void written(const Work& work, const EntryResult& entry) {
    auto* stage = work.in<Reasons>();
    if (stage != nullptr && entry.subject == EntrySubject::rating_comment) {
        stage->words.comment = entry.text;
    }
}

void toggle_anonymous(const Work& work) {
    auto* stage = work.in<Reasons>();
    if (stage == nullptr) {
        return;
    }
    if (stage->words.anonymity == sync::Anonymity::named) {
        stage->words.anonymity = sync::Anonymity::anonymous;
        stage->words.phone.wipe();
    } else if (work.state.start.call_back == CallBack::possible) {
        const Reasons before = *stage;
        work.state.stage = Phone{.back = before, .digits = {}, .problem = PhoneProblem::none};
    }
}

void type_digit(const Work& work, char digit) {
    auto* phone = work.in<Phone>();
    if (phone == nullptr || digit < '0' || digit > '9' || phone->digits.text().size() >= phone_digits) {
        return;
    }
    phone->digits.append(digit);
    phone->problem = PhoneProblem::none;
}

void delete_digit(const Work& work) {
    if (auto* phone = work.in<Phone>()) {
        phone->digits.drop_last();
        phone->problem = PhoneProblem::none;
    }
}

void clear_digits(const Work& work) {
    if (auto* phone = work.in<Phone>()) {
        phone->digits.wipe();
        phone->problem = PhoneProblem::none;
    }
}

void confirm_phone(const Work& work) {
    auto* phone = work.in<Phone>();
    if (phone == nullptr) {
        return;
    }
    phone->problem = check_phone(phone->digits.text());
    if (phone->problem == PhoneProblem::none) {
        Reasons reasons = phone->back;
        reasons.words.anonymity = sync::Anonymity::named;
        reasons.words.phone = phone->digits;
        work.state.stage = reasons;
    }
}

}  // namespace bangnin::kiosk::rating_steps
