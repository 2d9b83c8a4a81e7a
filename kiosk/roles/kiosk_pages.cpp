#include "kiosk/roles/kiosk_pages.h"

#include "kiosk/journeys/entry/text_entry_screen.h"
#include "kiosk/journeys/progress/progress_screen.h"
#include "kiosk/journeys/rating/rating_screen.h"
#include "kiosk/journeys/session/attract_screen.h"
#include "kiosk/journeys/session/card_screen.h"
#include "kiosk/journeys/session/closed_screen.h"
#include "kiosk/journeys/session/dialog_parts.h"
#include "kiosk/journeys/session/frame_screen.h"
#include "kiosk/journeys/session/home_screen.h"
#include "kiosk/journeys/session/overlay_screen.h"
#include "kiosk/journeys/signature/signature_screen.h"
#include "kiosk/journeys/staff/staff_screen.h"
#include "kiosk/journeys/ticket/ticket_screen.h"
#include "kiosk/journeys/ticket/unprinted_screen.h"
#include "ui/locale/locale.h"

namespace bangnin::kiosk {

namespace {

locale::Language locale_of(Language language) {
    return locale::language_of(language_code(language)).value_or(locale::Language::chinese);
}

std::string caption_of(const Stage& stage, const View& view) {
    const bool covered = stage.session.overlay != Overlay::none || !stage.unprinted.empty();
    const bool answers = stage.session.notice != Notice::none && !covered;
    return answers ? notice_caption(stage.session.notice, view) : page_caption(stage, view);
}

BackKey back_key_of(const Stage& stage) {
    if (stage.entry != nullptr || stage.signature != nullptr) {
        return BackKey::enabled;
    }
    if (stage.staff != nullptr) {
        return can_go_back(*stage.staff) ? BackKey::enabled : BackKey::disabled;
    }
    if (stage.rating != nullptr) {
        return can_go_back(*stage.rating) ? BackKey::enabled : BackKey::disabled;
    }
    const bool possible = stage.ticket ? can_go_back(*stage.ticket) : stage.progress.has_value();
    return possible ? BackKey::enabled : BackKey::disabled;
}

// What lies behind a page that is not yet at its place is the ground of all pages.
void begin_page(screen::Ui& ui, const View& view) {
    if (view.arriving.moving()) {
        ui.request_frame_at(ui.now() + motion::picture);
    }
    if (view.arriving.page != 0) {
        const screen::Size surface = ui.surface_size();
        ui.fill({0, 0, surface.w, surface.h}, screen::Colour::snow);
        ui.displace({view.arriving.page, 0});
    }
}

template <typename Event>
void keep(std::optional<PersonEvent>& happened, std::optional<Event>&& event) {
    if (event) {
        happened = PersonEvent(std::move(*event));
    }
}

}  // namespace

std::optional<PersonEvent> draw_kiosk(screen::Ui& ui, const Stage& stage, const View& view) {
    const locale::LanguageScope language(locale_of(view.settings.language));
    ui.set_contrast(view.settings.contrast == Contrast::high ? screen::Contrast::high : screen::Contrast::normal);
    std::optional<PersonEvent> happened;
    const bool closed = stage.session.place == Place::attract && view.closure() != Closure::none;
    if (stage.session.place == Place::attract && !closed) {
        keep(happened, draw_attract(ui, stage.session, view));
        return happened;
    }
    begin_page(ui, view);
    if (closed) {
        keep(happened, draw_closed(ui, view));
    } else if (stage.session.place == Place::card_forgotten) {
        keep(happened, draw_forgotten_card(ui, stage.session, view));
    } else if (stage.entry != nullptr) {
        keep(happened, draw_entry(ui, *stage.entry, view));
    } else if (stage.signature != nullptr) {
        keep(happened, draw_signature(ui, *stage.signature, view));
    } else if (stage.staff != nullptr && stage.facts != nullptr) {
        keep(happened, draw_staff(ui, *stage.staff, *stage.facts, view));
    } else if (stage.ticket) {
        keep(happened, draw_ticket(ui, *stage.ticket, view));
    } else if (stage.progress) {
        keep(happened, draw_progress(ui, *stage.progress, view));
    } else if (stage.rating != nullptr) {
        keep(happened, draw_rating(ui, *stage.rating, view));
    } else {
        keep(happened, draw_home(ui, stage.session, view));
    }
    ui.displace({});
    const bool dialog = !dialog_name(stage).empty();
    const Frame frame{.back = back_key_of(stage),
                      .caption = caption_of(stage, view),
                      .languages = dialog ? LanguageKeys::over_dialog : LanguageKeys::in_frame,
                      .kind = stage.session.place == Place::staff ? CaptionKind::written : CaptionKind::spoken};
    keep(happened, draw_frame(ui, stage.session, frame, view));
    ui.displace({0, view.arriving.dialog});
    keep(happened, draw_overlay(ui, stage.session, view));
    if (stage.session.overlay == Overlay::none && !stage.unprinted.empty()) {
        keep(happened, draw_unprinted(ui, stage.unprinted.front(), view));
    }
    ui.displace({});
    if (dialog) {
        keep(happened, draw_dialog_languages(ui, view));
    }
    return happened;
}

std::string page_caption(const Stage& stage, const View& view) {
    if (stage.session.overlay != Overlay::none) {
        return overlay_caption(stage.session, view);
    }
    if (!stage.unprinted.empty()) {
        return unprinted_caption(stage.unprinted.front(), view);
    }
    if (stage.session.place == Place::card_forgotten) {
        return forgotten_card_caption(stage.session, view);
    }
    if (stage.entry != nullptr) {
        return entry_caption(*stage.entry, view);
    }
    if (stage.signature != nullptr) {
        return signature_caption(*stage.signature, view);
    }
    if (stage.staff != nullptr && stage.facts != nullptr) {
        return staff_caption(*stage.staff, *stage.facts, view);
    }
    if (stage.ticket) {
        return ticket_caption(*stage.ticket, view);
    }
    if (stage.progress) {
        return progress_caption(*stage.progress, view);
    }
    if (stage.rating != nullptr) {
        return rating_caption(*stage.rating, view);
    }
    if (stage.session.place == Place::attract) {
        return view.closure() == Closure::none ? attract_caption(view) : closed_caption(view);
    }
    return home_caption(stage.session, view);
}

std::string_view screen_name(const Stage& stage) {
    if (stage.entry != nullptr) {
        return entry_screen_name;
    }
    if (stage.signature != nullptr) {
        return screen_name(*stage.signature);
    }
    if (stage.staff != nullptr) {
        return screen_name(*stage.staff);
    }
    if (stage.ticket) {
        return screen_name(*stage.ticket);
    }
    if (stage.progress) {
        return screen_name(*stage.progress);
    }
    if (stage.rating != nullptr) {
        return screen_name(*stage.rating);
    }
    if (stage.session.place == Place::attract && stage.closure != Closure::none) {
        return "closed";
    }
    return screen_name(stage.session);
}

std::string_view dialog_name(const Stage& stage) {
    switch (stage.session.overlay) {
        case Overlay::none:
            return stage.unprinted.empty() ? "" : "unprinted";
        case Overlay::time_out_warning:
            return "time_out_warning";
        case Overlay::leave_question:
            return "leave_question";
    }
    return "";
}

std::string_view language_code(Language language) {
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

}  // namespace bangnin::kiosk
