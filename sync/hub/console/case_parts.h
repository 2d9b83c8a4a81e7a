// What the case's page and the window's page both show of a case. Pure.
#pragma once

#include <string>

#include "sync/hub/console/html.h"
#include "sync/hub/console/page_frame.h"
#include "sync/hub/console/person_masks.h"
#include "sync/model/workdays.h"
#include "sync/wire/case_codec.h"

namespace bangnin::hub::console {

// States: a sign and words, their colour comes third.
Html case_pill(const sync::Case& of);
Html item_pill(const sync::CaseItem& item);
Html received_pill(bool received);

// The earliest deadline of the item; nothing where it has none.
Html item_due(const sync::wire::CaseView& view, std::uint32_t item);
// What is demanded for an item, or why it was not approved or taken back.
Html wanted_part(const sync::CaseItem& item);
// A button that takes in what was missing: a gap, or what an item was to bring.
struct Receipt {
    std::string_view act;  // close_gap, answer_demand
    std::uint32_t number = 0;
    std::string window{};  // from where it is pressed, and where it leads back to; empty: the case's page
};
Html receive_form(const sync::wire::CaseView& view, const Viewer& viewer, const Receipt& receipt);
// The latest first.
Html log_part(const sync::wire::CaseView& view, const sync::WorkCalendar& calendar);

Html masks_part(const PersonMasks& masks);
// The field of the reason that a look is asked for.
Html reason_field();

}  // namespace bangnin::hub::console
