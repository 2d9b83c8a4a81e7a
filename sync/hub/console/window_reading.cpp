#include "sync/hub/console/window_reading.h"

#include "sync/hub/case_views.h"

namespace bangnin::hub::console {

DatabaseResult<WindowReading> read_window(Records& records, const WindowPlace& place, const std::string& known,
                                          sync::Instant now) {
    auto view = records.queues(place.hall).view(place.window, now);
    if (!view) return std::unexpected(view.error());
    WindowReading reading{std::move(*view), std::nullopt, {}};
    if (!reading.view.present) return reading;
    const std::string& ticket = reading.view.present->token;
    auto at_hand = records.case_office.at_window(place, ticket);
    if (!at_hand) return std::unexpected(at_hand.error());
    reading.at_hand = std::move(*at_hand);
    if (ticket == known) return reading;
    auto sealed = records.ticket_looks.sealed(ticket);
    if (!sealed) return std::unexpected(sealed.error());
    reading.sealed = std::move(*sealed);
    return reading;
}

WindowPage window_page(const WindowSetting& setting, const WindowReading& reading, const Viewer& viewer,
                       WindowTab tab) {
    WindowPage page{setting.config, setting.window, reading.view, viewer};
    page.tab = tab;
    if (setting.basis == nullptr) return page;
    page.calendar = &setting.basis->calendar;
    if (reading.at_hand) {
        page.at_hand = case_view(*reading.at_hand, setting.basis->calendar, CaseAudience::hall, reading.view.as_of);
    }
    return page;
}

}  // namespace bangnin::hub::console
