#include "kiosk/journeys/ticket/ticket_screen.h"

#include "kiosk/journeys/progress/progress_pages.h"
#include "kiosk/journeys/ticket/ticket_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;

template <typename... Cases>
struct Match : Cases... {
    using Cases::operator()...;
};

std::string identify_caption(const ticket_stage::Identify& stage) {
    switch (stage.reading) {
        case Reading::waiting:
            return tr("请把身份证放在屏幕右下方的读卡区，放平不动。没带也可以取号。");
        case Reading::lift_first:
            return tr("读卡区上已经放着一张身份证。请先拿起来，再放一次。");
        case Reading::reading:
            return tr("正在读，请不要拿开。");
        case Reading::failed:
            return tr("没读到。您的操作都还在，请拿起来再放一次。");
        case Reading::reader_fault:
            return tr("读卡器正在检修。请输入手机号，或者不登记直接取号。");
    }
    return {};
}

std::string short_reason(NotPrinted reason) {
    switch (reason) {
        case NotPrinted::paper_out:
            return tr("小票纸用完了");
        case NotPrinted::cover_open:
            return tr("打印机盖子开着");
        case NotPrinted::cutter:
            return tr("切纸刀卡住了");
        case NotPrinted::offline:
            return tr("打印机没有连上");
        case NotPrinted::unknown:
            return tr("打印机没有回应");
    }
    return {};
}

std::string issued_caption(const ticket_stage::Issued& stage) {
    const std::string number = spelt(stage.ticket.number);
    const bool existing = stage.ticket.origin == TicketOrigin::existing;
    const bool on_paper = stage.print == PrintState::printing || stage.print == PrintState::printed;
    if (on_paper && !is_waiting(stage.ticket.standing)) {
        return tr("您的号码是 {0}。{1}", number, marked(standing_text({.standing = stage.ticket.standing})).plain);
    }
    switch (stage.print) {
        case PrintState::printing:
            if (existing) return tr("您已有号码 {0}，前面还有 {1} 人。正在补打小票。", number, stage.ticket.ahead);
            return tr("取号成功，您的号码是 {0}，前面还有 {1} 人。正在打印。", number, stage.ticket.ahead);
        case PrintState::printed:
            if (existing) return tr("您已有号码 {0}，前面还有 {1} 人，请取走补打的小票。", number, stage.ticket.ahead);
            return tr("取号成功，您的号码是 {0}，前面还有 {1} 人，请取走小票。", number, stage.ticket.ahead);
        case PrintState::not_printed:
            return tr("您的号码是 {0}，仍然有效。{1}，请记住号码或扫码保存。", number, short_reason(stage.reason));
        case PrintState::can_reprint:
            return tr("打印机好了。您的号码是 {0}，要小票请点补打小票。", number);
    }
    return {};
}

}  // namespace

std::optional<TicketEvent> draw_ticket(screen::Ui& ui, const TicketState& state, const View& view) {
    Page page(ui, view);
    page.snow();
    using namespace ticket_stage;
    return std::visit(Match{[&](const Department& stage) { return draw_departments(page, stage); },
                            [&](const Service& stage) { return draw_services(page, stage); },
                            [&](const Identify& stage) { return draw_identify(page, stage); },
                            [&](const Phone& stage) { return draw_phone(page, stage); },
                            [&](const Committing& stage) { return draw_committing(page, stage); },
                            [&](const Issued& stage) { return draw_issued(page, stage); },
                            [&](const NotCommitted& stage) { return draw_not_committed(page, stage); }},
                      state.stage);
}

std::string ticket_caption(const TicketState& state, const View& view) {
    const locale::LanguageScope words(locale_language(lying_language(view)));
    using namespace ticket_stage;
    return std::visit(Match{[](const Department&) { return tr("您要办哪个部门的事？不确定就点帮您办窗口。"); },
                            [](const Service&) { return tr("要办哪一类？请选一种。"); },
                            [](const Identify& stage) { return identify_caption(stage); },
                            [](const Phone&) { return tr("请输入手机号，11 位数字，输完点取号。"); },
                            [](const Committing& stage) {
                                return stage.identity == IdentityKind::card ? tr("已读到。请取回身份证。")
                                                                            : tr("正在取号。");
                            },
                            [](const Issued& stage) { return issued_caption(stage); },
                            [](const NotCommitted&) { return tr("这次还没有取到号，也没有占用号码。请再试一次。"); }},
                      state.stage);
}

}  // namespace bangnin::kiosk
