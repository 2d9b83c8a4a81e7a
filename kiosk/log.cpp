#include "kiosk/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace bangnin::kiosk::log {

namespace {

std::string line_of(std::string_view what, Fields fields) {
    std::string line(what);
    for (const auto& [key, value] : fields) {
        line += ' ';
        line += key;
        line += "=\"";
        for (const char c : value) {
            // One event is one line, whatever a device or a file name says.
            line += static_cast<unsigned char>(c) < 0x20U || c == '"' ? '?' : c;
        }
        line += '"';
    }
    return line;
}

}  // namespace

void start() {
    auto logger = std::make_shared<spdlog::logger>("bangnin", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
}

void note(std::string_view what, Fields fields) { spdlog::info("{}", line_of(what, fields)); }

void trouble(std::string_view what, Fields fields) { spdlog::warn("{}", line_of(what, fields)); }

}  // namespace bangnin::kiosk::log
