#include "kiosk/journeys/staff/part_diary.h"

namespace bangnin::kiosk {

std::string_view to_word(StaffPart part) {
    switch (part) {
        case StaffPart::printer:
            return "printer";
        case StaffPart::id_reader:
            return "id_reader";
        case StaffPart::scanner:
            return "scanner";
        case StaffPart::hub:
            return "hub";
        case StaffPart::store:
            return "store";
        case StaffPart::voice:
            return "voice";
        case StaffPart::machine:
            return "machine";
    }
    return "machine";
}

bool lasts(PartNews news) { return news <= PartNews::settings_unusable; }

void PartDiary::note(StaffPart part, PartNews news, Wall at) {
    Pages& pages = pages_.at(index(part));
    if (lasts(news)) {
        if (pages.state == news) {
            return;
        }
        pages.state = news;
        pages.since = at;
    } else if (!pages.entries.empty() && pages.entries.front().news == news) {
        pages.entries.front().at = at;
        ++pages.entries.front().times;
        return;
    }
    pages.entries.push_front({.news = news, .at = at});
    if (pages.entries.size() > most_entries) {
        pages.entries.pop_back();
    }
}

}  // namespace bangnin::kiosk
