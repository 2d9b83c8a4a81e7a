#include "tests/ui/screen/demo_screens.h"

#include <cairo.h>

#include <array>

namespace bangnin::screen::demo {
namespace {

using text::Weight;

constexpr Rect hills_rect{0, 142, 1080, 490};
constexpr Rect tree_tops_rect{0, 1876, 1080, 44};

// Pictures as large and as full of edges as a page's scenery is.
void paint_hills(cairo_t* cairo) {
    for (int ridge = 0; ridge < 3; ++ridge) {
        const double shade = 0.92 - 0.06 * ridge;
        cairo_set_source_rgb(cairo, shade, shade + 0.02, shade + 0.04);
        cairo_move_to(cairo, 0, 490);
        for (int x = 0; x <= 1080; x += 90) {
            cairo_line_to(cairo, x, 180 + 90 * ridge + (x / 90 + ridge) % 3 * 40);
        }
        cairo_line_to(cairo, 1080, 490);
        cairo_fill(cairo);
    }
}

void paint_tree_tops(cairo_t* cairo) {
    cairo_set_source_rgb(cairo, 0.1, 0.24, 0.2);
    for (int x = 0; x < 1080; x += 20) {
        cairo_move_to(cairo, x, 44);
        cairo_line_to(cairo, x + 10, x / 20 % 3 * 8);
        cairo_line_to(cairo, x + 20, 44);
    }
    cairo_fill(cairo);
}

struct Choice {
    const char* id;
    const char* title;
    const char* subtitle;
    Icon icon;
    Ground ground;
    Rect rect;
};

constexpr std::array<Choice, 5> choices = {{
    {"home.ticket", "取号排队", "凭号到窗口办事", Icon::ticket, Ground::primary, {48, 784, 480, 372}},
    {"home.apply", "我要申请帮办", "帮办员替您跑审批", Icon::apply, Ground::pine, {552, 784, 480, 372}},
    {"home.progress", "查询进度", "扫小票二维码", Icon::scan, Ground::card, {48, 1180, 312, 324}},
    {"home.rate", "评价服务", "五个等级任选", Icon::rate, Ground::card, {384, 1180, 312, 324}},
    {"home.guide", "办事指南", "33 项事项", Icon::book, Ground::card, {720, 1180, 312, 324}},
}};

bool draw_choice(Ui& ui, const Choice& choice) {
    const Rect& r = choice.rect;
    const bool large = r.w > 400;
    const Touched touched = ui.touch_area(choice.id, choice.title, r);
    const Colour colour = ui.surface(r, choice.ground, touched, Selection::unselected, Availability::enabled, 28);
    const float icon = large ? 112 : 88;
    ui.icon(choice.icon, {r.x + 36, r.y + 36, icon, icon}, colour, large ? 2.2F : 2.4F);
    const float size = large ? 52 : 46;
    const float bottom = r.bottom() - (large ? 102 : 92);
    ui.text({r.x + 40, bottom - 68, 0, 0}, choice.title,
            {.size = size, .weight = Weight::bold, .colour = colour, .line_height = 68});
    ui.text({r.x + 40, r.bottom() - 36 - 48, 0, 0}, choice.subtitle,
            {.size = 32, .colour = choice.ground == Ground::card ? Colour::birch700 : colour, .line_height = 48});
    return touched.activated;
}

void draw_header(Ui& ui, const Home& home) {
    ui.fill({0, 0, 1080, 140}, Colour::white);
    ui.fill({40, 36, 68, 68}, Colour::selected, 18);
    ui.icon(Icon::pine, {50, 44.5F, 48, 48}, Colour::on_selected, 3.6F);
    ui.text({124, 28, 420, 46}, "鄂伦春自治旗政务服务大厅", {.size = 34, .weight = Weight::bold, .line_height = 46});
    ui.text({124, 74, 420, 38}, "蒙速办 · 帮您办", {.size = 28, .colour = Colour::pine700, .line_height = 38});
    ui.button("frame.language.zh", "中文", {548, 22, 84, 96},
              {.ground = Ground::language, .selection = Selection::selected});
    ui.button("frame.language.mn", "ᠮᠣᠩᠭᠣᠯ", {644, 22, 64, 96},
              {.ground = Ground::language, .text_size = 23, .flow = text::Flow::vertical_mongolian});
    ui.button("frame.language.en", "English", {720, 22, 120, 96}, {.ground = Ground::language});
    ui.text({864, 24, 176, 54}, home.clock,
            {.size = 48, .weight = Weight::bold, .align = text::Align::end, .line_height = 54});
    ui.text({864, 78, 176, 38}, "3月12日 周四",
            {.size = 28, .colour = Colour::birch700, .align = text::Align::end, .line_height = 38});
    ui.line({0, 142}, {1080, 142}, Colour::birch200, 4);
}

void draw_footer(Ui& ui, Home& home) {
    ui.fill({0, 1540, 1080, 380}, Colour::pine800);
    ui.illustration("tree tops", tree_tops_rect, paint_tree_tops);
    const auto key = [&](const char* id, const char* label, int place, Icon icon, Availability availability,
                         Selection selection) {
        const Touched touched = ui.button(id, label, {32.0F + static_cast<float>(place) * 152, 1556, 140, 134},
                                          {.ground = Ground::footer,
                                           .icon = icon,
                                           .icon_place = IconPlace::above,
                                           .availability = availability,
                                           .selection = selection});
        home.refused += touched.refused ? 1 : 0;
    };
    key("frame.back", "返回", 0, Icon::back, Availability::disabled, Selection::unselected);
    key("frame.home", "首页", 1, Icon::home, Availability::enabled, Selection::selected);
    key("frame.large", "大字", 2, Icon::type, Availability::enabled, Selection::unselected);
    key("frame.contrast", "高对比", 3, Icon::half, Availability::enabled, Selection::unselected);
    key("frame.voice", "语音", 4, Icon::voice, Availability::enabled, Selection::unselected);
    ui.button("frame.call", "呼叫\n工作人员", {792, 1556, 256, 134},
              {.ground = Ground::footer_call, .icon = Icon::bell});
    ui.icon(Icon::voice, {48, 1716, 44, 44}, Colour::pine200, 3);
    ui.text({112, 1714, 700, 96}, "语音　您好，请问要办什么事？请点屏幕中间的五个方块。",
            {.size = 32, .colour = Colour::on_pine, .line_height = 48, .max_lines = 2});
    ui.button("frame.low", "低位操作", {840, 1712, 208, 88},
              {.ground = Ground::footer, .icon = Icon::adown, .icon_size = 40, .icon_line = 3.4F, .text_size = 30});
}

void draw_status(Ui& ui) {
    const Rect box{48, 572, 984, 168};
    ui.card(box);
    const auto column = [&](float x, const char* label, const char* number, const char* unit) {
        ui.text({x, 604, 0, 0}, label, {.size = 28, .colour = Colour::birch700, .line_height = 40});
        const Size size = ui.text({x, 644, 0, 0}, number, {.size = 60, .weight = Weight::bold, .line_height = 72});
        ui.text({x + size.w + 8, 662, 0, 0}, unit, {.size = 32, .colour = Colour::birch700, .line_height = 48});
    };
    column(92, "正在叫号", "A1019", "3 号窗口");
    column(566, "现在等候", "12", "人");
    column(798, "开放窗口", "6", "个");
    ui.line({526, 608}, {526, 704}, Colour::birch200, 2);
    ui.line({758, 608}, {758, 704}, Colour::birch200, 2);
}

}  // namespace

void draw_home(Ui& ui, Home& home) {
    ui.set_contrast(home.contrast);
    ui.fill({0, 0, 1080, 1920}, Colour::snow);
    ui.illustration("hills", hills_rect, paint_hills);
    draw_header(ui, home);
    ui.text({48, 236, 760, 0}, "您好，\n请问要办什么事？", {.size = 80, .weight = Weight::bold, .line_height = 108});
    ui.text({48, 468, 760, 0}, "点一下就开始，全程免费。", {.size = 40, .colour = Colour::birch700, .line_height = 60});
    draw_status(ui);
    for (const Choice& choice : choices) {
        const bool activated = draw_choice(ui, choice);
        home.tickets += activated && choice.ground == Ground::primary ? 1 : 0;
    }
    draw_footer(ui, home);
}

void draw_page(Ui& ui, int variant) {
    ui.fill({0, 0, 1080, 1920}, Colour::birch050);
    Home home;
    draw_header(ui, home);
    const std::string title = "取号成功，请取走小票 " + std::to_string(variant);
    ui.text({48, 204, 984, 0}, title, {.size = 68, .weight = Weight::bold, .line_height = 92});
    ui.card({48, 408, 984, 640});
    ui.text({90, 496, 0, 0}, "A" + std::to_string(1000 + variant),
            {.size = 280, .weight = Weight::bold, .line_height = 280});
    ui.text({100, 816, 0, 0}, "前面还有", {.size = 32, .colour = Colour::birch700, .line_height = 48});
    ui.text({100, 872, 0, 0}, std::to_string(variant % 9), {.size = 96, .weight = Weight::bold, .line_height = 112});
    ui.fill({48, 1148, 984, 128}, Colour::pine100, 28);
    ui.icon(Icon::mega, {84, 1180, 64, 64}, Colour::pine700, 2.8F);
    ui.text({176, 1182, 800, 0}, "叫到号会广播，也会在大屏幕上显示",
            {.size = 40, .colour = Colour::pine700, .line_height = 60});
    ui.button("page.again", "再取一个号", {48, 1300, 480, 216}, {.ground = Ground::secondary, .icon = Icon::plus});
    ui.button("page.done", "好的，完成", {552, 1300, 480, 216}, {.ground = Ground::primary, .icon = Icon::check});
    draw_footer(ui, home);
}

}  // namespace bangnin::screen::demo
