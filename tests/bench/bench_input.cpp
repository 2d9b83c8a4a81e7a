// What typing costs: opening pinyin, key to candidates (by hand-picked names and sentences), and how much
// larger the process is with the dictionaries. --quick types fewer keys.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/bench_report.h"
#include "tests/ui/input/typing.h"

namespace {

using namespace bangnin;
using namespace bangnin::input;

double milliseconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// Proportional set size of this process.
double megabytes() {
    std::ifstream lines("/proc/self/smaps_rollup");
    for (std::string word; lines >> word;) {
        if (word == "Pss:") {
            double kilobytes = 0;
            lines >> kilobytes;
            return kilobytes / 1024;
        }
    }
    return 0;
}

// Types all the texts again and again until so many keys were pressed; each text ends with its first candidate.
std::vector<double> time_keys(InputMethod& method, const std::vector<std::string>& texts, std::size_t keys) {
    std::vector<double> times;
    for (std::size_t i = 0; times.size() < keys; ++i) {
        std::string_view rest = texts[i % texts.size()];
        while (!rest.empty()) {
            const std::size_t bytes = static_cast<unsigned char>(rest.front()) < 0x80U ? 1 : 3;
            const Key key = character_key(rest.substr(0, bytes));
            times.push_back(milliseconds([&] { (void)method.press(key); }));
            rest.remove_prefix(bytes);
        }
        times.push_back(milliseconds([&] { (void)method.press(plain_key(KeyKind::page_next)); }));
        times.push_back(milliseconds([&] { (void)method.press(plain_key(KeyKind::space)); }));
        method.reset();
    }
    return times;
}

const std::vector<std::string> spellings{
    "liming",    "elunchunzizhiqi", "elc",        "zhangwei",      "zangwei",           "wangxiaoer",
    "alihezhen", "neimengguzizhi",  "xi'an",      "lvxinyuan",     "zhongxin",          "zzz",
    "yi",        "daxinganling",    "hulunbeier", "youxiangongsi", "zhengwufuwudating", "shenqingbanliyingyezhizhao",
    "s",
};
const std::vector<std::string> strokes{"一丨丿丶", "一丿乛丶丿一一丿丶", "丨乛一", "丶丶一丿丨乛", "丿丨一一丨"};

}  // namespace

int main(int count, char** arguments) {
    const bool quick = count > 1 && std::string_view(arguments[1]) == "--quick";
    const std::size_t keys = quick ? 1'000 : 10'000;
    const PrivateFolder folder;
    InputMethods methods({.data_dir = find_input_data(), .user_dir = folder.path()});
    const double before = megabytes();
    bool opened = true;
    const double opening = milliseconds([&] {
        opened = methods.method(KeyboardKind::pinyin).has_value() && methods.method(KeyboardKind::stroke).has_value();
    });
    if (!opened) {
        std::fprintf(stderr, "the input dictionaries do not open\n");
        return 1;
    }
    constexpr bench::Limit promised{.p50 = {}, .p99 = 50.0};
    bench::report("input.open", "ms", {opening});
    bench::report("input.pinyin_key", "ms", time_keys(**methods.method(KeyboardKind::pinyin), spellings, keys),
                  promised);
    bench::report("input.stroke_key", "ms", time_keys(**methods.method(KeyboardKind::stroke), strokes, keys), promised);
    bench::report("input.memory_added", "MB", {megabytes() - before});
    const double table = megabytes();
    InputMethod& rare = **methods.method(KeyboardKind::rare);
    bench::report("input.rare_key", "ms", time_keys(rare, {"2CB5B", "钅8", "艹", "口3", "82358F33"}, 1'000), promised);
    bench::report("input.rare_memory_added", "MB", {megabytes() - table});
    return 0;
}
