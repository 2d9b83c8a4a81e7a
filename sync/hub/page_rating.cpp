#include <array>

#include "sync/hub/page.h"

namespace bangnin::hub {
namespace {

using sync::Grade;

constexpr std::array<Grade, 5> grades{Grade::very_satisfied, Grade::satisfied, Grade::basically_satisfied,
                                      Grade::dissatisfied, Grade::very_dissatisfied};

std::string_view words_of(Grade grade) {
    switch (grade) {
        case Grade::very_satisfied:
            return gettext_noop("非常满意");
        case Grade::satisfied:
            return gettext_noop("满意");
        case Grade::basically_satisfied:
            return gettext_noop("基本满意");
        case Grade::dissatisfied:
            return gettext_noop("不满意");
        case Grade::very_dissatisfied:
            return gettext_noop("非常不满意");
    }
    return {};
}

std::string choices(std::optional<Grade> given) {
    std::string list;
    for (const Grade grade : grades) {
        list += "<label class=\"choice\"><input type=\"radio\" name=\"grade\" value=\"" +
                std::to_string(number_of(grade)) + "\" required" + (grade == given ? " checked" : "") + "> " +
                say(words_of(grade)) + "</label>\n";
    }
    return list;
}

std::string form(const RatingPart& rating, const std::string& path, const PageLook& look) {
    return "<form method=\"post\" action=\"" + html_escaped(address_of(path, look)) +
           "\">\n<input type=\"hidden\" name=\"rating\" value=\"" + html_escaped(rating.id) +
           "\">\n<fieldset><legend>" + say("您满意吗？") + "</legend>\n" + choices(rating.grade) +
           "</fieldset>\n<label class=\"field\">" + say("想说的话（可以不写）") +
           "<textarea name=\"comment\" maxlength=\"" + std::to_string(sync::longest_comment) +
           "\" rows=\"3\"></textarea></label>\n<label class=\"choice\"><input type=\"checkbox\" name=\"anonymous\" "
           "value=\"yes\"> " +
           say("匿名评价") + "</label>\n<button>" + say("提交") + "</button>\n</form>\n";
}

}  // namespace

std::string rating_part(const RatingPart& rating, const std::string& path, const PageLook& look) {
    if (rating.stage == RatingStage::none) return {};
    std::string part = "<section class=\"rate\" aria-labelledby=\"rate\">\n<h2 id=\"rate\">";
    part += rating.stage == RatingStage::open ? say("请您评价这次服务") : say("谢谢您的评价");
    part += "</h2>\n";
    if (rating.stage != RatingStage::open && rating.grade) {
        part += "<p>" + say("您的评价：{0}", say(words_of(*rating.grade))) + "</p>\n";
    }
    if (rating.stage == RatingStage::open) part += form(rating, path, look);
    if (rating.stage == RatingStage::given) {
        part += "<details><summary>" + say("改评价") + "</summary>\n" + form(rating, path, look) + "</details>\n";
    }
    return part + "</section>";
}

}  // namespace bangnin::hub
