// What a case says in Chinese: to the applicant with each event, to the hall with each refusal.
#pragma once

#include <string>

#include "sync/model/case.h"

namespace bangnin::sync {

std::string words_of(const Case& before, const Command& command);
std::string words_of(const Submission& submission);
std::string words_of(const Completion& completion);

CaseRefusal wrong_state(CaseState state, std::string_view command_words);
CaseRefusal wrong_item_state(const CaseItem& item, std::string_view command_words);
CaseRefusal refused(RefusalCode code);

// "2026年12月3日".
std::string date_words(LocalDay day);

}  // namespace bangnin::sync
