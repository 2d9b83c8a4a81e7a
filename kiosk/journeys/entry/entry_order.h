// What a journey asks the text-entry page for, and what it gets back. The journey's own state stays as it is meanwhile.
//
// A journey that wants words from the person has an action which holds an EntryOrder; the terminal opens the page
// (Place::entry, screen "entry.text") and gives the journey one EntryResult when the person leaves it. A session that
// ends in between gives none. Pure.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kiosk/journeys/secret.h"

namespace bangnin::kiosk {

/// What is asked. Question, help and the words of the gold key follow from it: entry_words.cpp.
enum class EntrySubject : std::uint8_t {
    rating_comment,
    person_name,
    project_name,
    investment,    ///< 万元
    phone_number,  ///< a mobile's
    credit_code,   ///< 统一社会信用代码
};

/// Which characters the field takes, and with it the keyboards.
enum class EntryKind : std::uint8_t { text, phone, code, amount };

struct EntryOrder {
    EntrySubject subject = EntrySubject::person_name;
    EntryKind kind = EntryKind::text;
    std::size_t limit = 60;  ///< characters, 1 … input::field_characters_limit
    Secret text;             ///< what stands in the field at the beginning

    friend bool operator==(const EntryOrder&, const EntryOrder&) = default;
};

/// done: the gold key. left: 返回; what was written so far is not lost.
enum class EntryEnd : std::uint8_t { done, left };

struct EntryResult {
    EntrySubject subject = EntrySubject::person_name;
    EntryEnd end = EntryEnd::done;
    Secret text;

    friend bool operator==(const EntryResult&, const EntryResult&) = default;
};

}  // namespace bangnin::kiosk
