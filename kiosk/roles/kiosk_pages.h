// Which page a kiosk shows: one drawing for whatever the person's session and journey are at.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/journeys/entry/text_entry.h"
#include "kiosk/journeys/progress/progress_journey.h"
#include "kiosk/journeys/rating/rating.h"
#include "kiosk/journeys/session/session.h"
#include "kiosk/journeys/signature/signature_page.h"
#include "kiosk/journeys/staff/staff.h"
#include "kiosk/journeys/staff/staff_facts.h"
#include "kiosk/journeys/ticket/paper_watch.h"
#include "kiosk/journeys/ticket/ticket_journey.h"
#include "kiosk/journeys/view.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// Everything that decides what is on the glass, beside the View.
struct Stage {
    const Session& session;
    const std::optional<TicketState>& ticket;      ///< set while the place is ticket
    const std::optional<ProgressState>& progress;  ///< set while the place is progress
    Closure closure = Closure::none;
    const RatingState* rating = nullptr;  ///< set while the place is rating
    const EntryState* entry = nullptr;    ///< set while the place is entry; it covers the journey that asked for it
    const SignatureState* signature = nullptr;  ///< the same while the place is signature
    std::span<const Unprinted> unprinted = {};  ///< earlier tickets whose paper did not come out; the first is told
    const StaffState* staff = nullptr;          ///< set while the place is staff
    const StaffFacts* facts = nullptr;          ///< what the staff page tells; set with it
};

using PersonEvent = std::variant<SessionEvent, TicketEvent, ProgressEvent, RatingEvent, EntryEvent, SignatureEvent,
                                 PaperEvent, StaffEvent>;

/// Draws page, frame and overlay; what the person did, if anything. The topmost part's event wins.
std::optional<PersonEvent> draw_kiosk(screen::Ui& ui, const Stage& stage, const View& view);

/// What the page says, or what lies over it; the notice that answers a touch aside. In the language of `view`.
[[nodiscard]] std::string page_caption(const Stage& stage, const View& view);

/// The stable name of the page.
[[nodiscard]] std::string_view screen_name(const Stage& stage);

/// The stable name of the dialog that lies over the page; empty: none.
[[nodiscard]] std::string_view dialog_name(const Stage& stage);

/// "zh", "mn" or "en".
[[nodiscard]] std::string_view language_code(Language language);

}  // namespace bangnin::kiosk
