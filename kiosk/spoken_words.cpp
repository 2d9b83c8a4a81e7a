#include "kiosk/spoken_words.h"

#include <string>

#include "kiosk/announcement.h"
#include "kiosk/journeys/entry/text_entry_screen.h"
#include "kiosk/journeys/session/frame_screen.h"
#include "kiosk/journeys/session/parts.h"

namespace bangnin::kiosk {

namespace {

using namespace std::chrono_literals;

constexpr voice::Repeats warning_repeats{.more = 1, .every = 12s};
constexpr voice::Repeats number_repeats{.more = 1, .every = 20s};

bool is_signing(const Stage& stage) {
    return stage.signature != nullptr && stage.session.overlay == Overlay::none && is_signing(*stage.signature);
}

std::string heard_caption(const Stage& stage, const View& view, Earshot earshot) {
    const bool writing = screen_name(stage) == entry_screen_name && dialog_name(stage).empty();
    return writing && earshot == Earshot::hall ? entry_caption(*stage.entry, view, CaptionFor::hall)
                                               : page_caption(stage, view);
}

bool has_warning(const Stage& stage) { return stage.session.overlay == Overlay::time_out_warning; }

/// The words that `make` gives, in the person's language and in the recordings'.
template <typename Make>
std::optional<voice::Utterance> utterance(voice::Kind kind, const View& view, Make make) {
    voice::Utterance said;
    said.kind = kind;
    said.text = make(view);
    if (said.text.empty()) {
        return std::nullopt;
    }
    said.language = language_of_words(said.text, locale_language(view.settings.language));
    if (said.language != locale::Language::chinese) {
        View chinese = view;
        chinese.settings.language = Language::zh;
        said.source = make(chinese);
    }
    said.privacy = privacy_of(said.text);
    return said;
}

}  // namespace

std::optional<voice::Utterance> page_words(const Stage& stage, const View& view, Earshot earshot) {
    const bool idle = stage.session.place == Place::attract && earshot == Earshot::hall;
    if (idle || stage.session.place == Place::staff || has_warning(stage) || leaves_card(stage) || is_signing(stage)) {
        return std::nullopt;
    }
    auto said = utterance(voice::Kind::page_guidance, view, [&stage, earshot](const View& seen) {
        View heard = seen;
        heard.status.told = Reachability::reachable;  // said once in a session: see offline_words()
        return heard_caption(stage, heard, earshot);
    });
    // What is written is among the words: its sound is not kept for those who come after.
    if (said && stage.entry != nullptr) {
        said->privacy = voice::Privacy::personal;
    }
    if (said && screen_name(stage) == "ticket.issued") {
        said->repeats = number_repeats;
    }
    return said;
}

std::optional<voice::Utterance> notice_words(const Stage& stage, const View& view) {
    const Notice notice = stage.session.notice;
    if (stage.session.place == Place::attract || notice == Notice::none || notice == Notice::hall_closed) {
        return std::nullopt;
    }
    return utterance(voice::Kind::notice, view,
                     [&stage](const View& seen) { return notice_caption(stage.session.notice, seen); });
}

std::optional<voice::Utterance> offline_words(const Stage& stage, const View& view) {
    if (stage.session.place == Place::attract || view.status.told == Reachability::reachable) {
        return std::nullopt;
    }
    return utterance(voice::Kind::notice, view, [](const View& seen) {
        const locale::LanguageScope words(locale_language(seen.settings.language));
        return locale::tr("网络暂时断开，取号照常。");
    });
}

std::optional<voice::Utterance> closed_words(const Stage& stage, const View& view) {
    if (stage.session.notice != Notice::hall_closed) {
        return std::nullopt;
    }
    return utterance(voice::Kind::warning, view,
                     [](const View& seen) { return notice_caption(Notice::hall_closed, seen); });
}

bool leaves_card(const Stage& stage) { return stage.session.place == Place::card_forgotten; }

voice::Utterance card_words(const Stage& stage, const View& view) {
    const auto make = [&stage](const View& seen) { return page_caption(stage, seen); };
    auto said = utterance(voice::Kind::warning, view, make).value_or(voice::Utterance{});
    said.kind = voice::Kind::warning;
    said.chime = voice::Chime::before;
    return said;
}

std::optional<voice::Utterance> warning_words(const Stage& stage, const View& view) {
    if (!has_warning(stage)) {
        return std::nullopt;
    }
    auto said = utterance(voice::Kind::warning, view, [&stage](const View& seen) { return page_caption(stage, seen); });
    if (said) {
        said->chime = voice::Chime::before;
        said->repeats = warning_repeats;
    }
    return said;
}

}  // namespace bangnin::kiosk
