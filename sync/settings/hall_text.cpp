#include "sync/settings/hall_text.h"

namespace bangnin::sync {

const std::string& HallText::in(Language language) const {
    const std::string& wanted = language == Language::mn ? mn : language == Language::en ? en : zh;
    return wanted.empty() ? zh : wanted;
}

}  // namespace bangnin::sync
