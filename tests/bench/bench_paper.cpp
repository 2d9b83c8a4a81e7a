// How long text takes: the engine's start with the strings of a first screen, a warm ticket, and a ticket's bytes.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "devices/printer/escpos_encoder.h"
#include "kiosk/journeys/ticket/ticket_paper.h"

namespace {

using namespace bangnin;

std::size_t wire_bytes(const paper::Raster& raster) {
    const devices::Raster picture{raster.width_dots, raster.height, raster.rows};
    const auto job = devices::encode_job(picture, devices::Cut::partial, devices::default_printer_profile());
    return job ? job->size() : 0;
}

double measured_ms(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void report(const char* name, const char* unit, std::vector<double> values) {
    std::ranges::sort(values);
    const double p50 = values[values.size() / 2];
    const double p99 = values[values.size() * 99 / 100];
    std::printf(R"({"name":"%s","value":%.3f,"unit":"%s","n":%zu,"p50":%.3f,"p99":%.3f})"
                "\n",
                name, p50, unit, values.size(), p50, p99);
}

void first_screen(text::Engine& engine) {
    constexpr const char* words[] = {"鄂伦春自治旗政务服务大厅",
                                     "蒙速办 · 帮您办",
                                     "中文",
                                     "English",
                                     "10:42",
                                     "3月12日 周四",
                                     "您好，",
                                     "请问要办什么事？",
                                     "点一下就开始，全程免费。",
                                     "正在叫号",
                                     "A1019",
                                     "3 号窗口",
                                     "现在等候",
                                     "12",
                                     "人",
                                     "开放窗口",
                                     "6",
                                     "个",
                                     "取号排队",
                                     "凭号到窗口办事",
                                     "我要申请帮办",
                                     "帮办员替您跑审批",
                                     "查询进度",
                                     "扫小票二维码",
                                     "评价服务",
                                     "五个等级任选",
                                     "办事指南",
                                     "33 项事项",
                                     "返回",
                                     "首页",
                                     "大字",
                                     "高对比",
                                     "语音",
                                     "呼叫",
                                     "工作人员",
                                     "您好，请问要办什么事？请点屏幕中间的五个方块。",
                                     "低位操作"};
    constexpr float sizes[] = {28, 32, 40, 46, 52, 80};
    std::size_t i = 0;
    for (const char* text : words) {
        text::Style style;
        style.size_px = sizes[i % std::size(sizes)];
        style.weight = i % 2 == 0 ? text::Weight::regular : text::Weight::bold;
        (void)engine.render(text, style);
        ++i;
    }
}

kiosk::TicketPaper ticket_number(int number) {
    kiosk::TicketPaper ticket;
    ticket.hall = "鄂伦春自治旗政务服务大厅";
    ticket.brand = "蒙速办 · 帮您办";
    ticket.mongolian = "ᠦᠢᠯᠡᠴᠢᠯᠡᠭᠡᠨ ᠦ ᠲᠠᠩᠬᠢᠮ";
    ticket.number = "A1" + std::to_string(100 + number);
    ticket.service = "林草局　2 楼 3 号窗口";
    ticket.ahead = number % 40;
    ticket.wait = kiosk::WaitMinutes{number % 40 * 2, number % 40 * 3};
    ticket.time = "2026-03-12 1" + std::to_string(number / 60 % 10) + ":" + std::to_string(10 + number % 50);
    ticket.kiosk = "自助机 2 号";
    ticket.qr_url = "https://hub.elunchun.gov.cn/t/7ZK4M2X9QW3T8R5VBN6HJ1" + std::to_string(1000 + number);
    return ticket;
}

}  // namespace

int main(int argc, char** argv) {
    const bool quick = argc > 1 && std::strcmp(argv[1], "--quick") == 0;
    const int rounds = quick ? 100 : 1000;
    const auto cache = std::filesystem::temp_directory_path() / "bangnin-bench-fonts";
    const text::Options options{"assets/fonts.conf", cache};
    std::unique_ptr<text::Engine> engine;
    std::vector<double> starts;
    for (int i = 0; i < (quick ? 5 : 20); ++i) {
        engine.reset();
        starts.push_back(measured_ms([&] {
            auto made = text::Engine::create(options);
            if (made) {
                engine = std::move(*made);
                first_screen(*engine);
            }
        }));
        if (!engine) {
            std::fprintf(stderr, "no fonts: run from the source folder\n");
            return 1;
        }
    }
    report("text.engine_and_first_screen", "ms", starts);

    kiosk::TicketPrinter printer(*engine, kiosk::PaperWidth::mm80, wire_bytes);
    printer.warm_up(ticket_number(0));
    std::vector<double> layouts;
    std::vector<double> encodings;
    std::vector<double> bytes;
    for (int i = 0; i < rounds; ++i) {
        const kiosk::TicketPaper ticket = ticket_number(i);
        paper::Raster raster;
        layouts.push_back(measured_ms([&] { raster = printer.lay_out(ticket); }));
        std::size_t size = 0;
        encodings.push_back(measured_ms([&] { size = wire_bytes(raster); }));
        bytes.push_back(static_cast<double>(size));
    }
    report("ticket.layout", "ms", layouts);
    report("ticket.encode", "ms", encodings);
    report("ticket.bytes", "bytes", bytes);
    return 0;
}
