#include "sync/hub/case_basis.h"

namespace bangnin::hub {

std::expected<CaseBasis, std::string> load_case_basis(const std::filesystem::path& assets, sync::HallZone zone) {
    const std::filesystem::path list = assets / "catalogue/catalogue.json";
    auto catalogue = sync::load_catalogue(list.string());
    if (!catalogue) return std::unexpected(list.string() + " is no catalogue");
    const std::filesystem::path years = assets / "calendar";
    auto calendar = sync::WorkCalendar::load(zone, years.string());
    if (!calendar) return std::unexpected(years.string() + " is no calendar");
    return CaseBasis{std::move(*catalogue), std::move(*calendar)};
}

}  // namespace bangnin::hub
