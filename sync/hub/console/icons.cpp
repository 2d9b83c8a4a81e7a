#include "sync/hub/console/icons.h"

namespace bangnin::hub::console {
namespace {

Html icon(Literal path) {
    return fill(
        R"(<svg class="icon" viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{{path}}</svg>)",
        {{"path", Html(path)}});
}

}  // namespace

Html icon_tick() { return icon(R"(<path d="M8 25l11 11L41 12"/>)"); }
Html icon_call() {
    return icon(R"(<path d="M6 19v10h7l19 10V9L13 19z"/><path d="M38 18c3 3 3 9 0 12M14 30l3 11h6l-2-8"/>)");
}
Html icon_again() { return icon(R"(<path d="M40 24a16 16 0 1 1-5-11"/><path d="M36 4v10H26"/>)"); }
Html icon_missed() {
    return icon(
        R"(<circle cx="19" cy="15" r="8"/><path d="M4 41c1-10 6-15 15-15 4 0 8 1 10 4M33 31l10 10M43 31L33 41"/>)");
}
Html icon_transfer() { return icon(R"(<path d="M6 17h34M31 8l9 9-9 9M42 33H10"/>)"); }
Html icon_notice() { return icon(R"(<circle cx="24" cy="24" r="18"/><path d="M24 22v11M24 15v1"/>)"); }
Html icon_paper() { return icon(R"(<path d="M12 5h16l9 9v29H12zM28 5v9h9M18 24h12M18 32h12"/>)"); }
Html icon_hidden() {
    return icon(
        R"(<path d="M4 24c5-9 12-13 20-13s15 4 20 13c-5 9-12 13-20 13S9 33 4 24z"/><circle cx="24" cy="24" r="6"/><path d="M8 42L40 6"/>)");
}
Html icon_pause() { return icon(R"(<path d="M16 10v28M32 10v28"/>)"); }

}  // namespace bangnin::hub::console
