#include "kiosk/periphery.h"

#include <utility>

#include "kiosk/log.h"

namespace bangnin::kiosk {

void Periphery::start(const Config& config, Mailbox& mailbox, devices::PaperPath paper_path) {
    if (!config.printer.url.empty()) {
        auto profile = devices::find_printer_profile(config.printer.profile);
        devices::Printer::Options options;
        options.url = config.printer.url;
        options.paper_path = paper_path;
        options.profile = profile.value_or(devices::default_printer_profile());
        auto printer = devices::Printer::create(options, [&mailbox](devices::PrinterEvent event) {
            mailbox.post(PrinterReport{.event = std::move(event), .at = std::chrono::steady_clock::now()});
        });
        if (printer) {
            printer_ = std::move(*printer);
        } else {
            log::trouble("printer.unusable", {{"reason", printer.error().message}});
        }
    }
    if (const auto port = devices::parse_port_url(config.id_reader.url); port) {
        auto reader = devices::CardReader::create(
            {.port = *port, .timing = {}}, [&mailbox](devices::ReaderEvent event) { mailbox.post(std::move(event)); });
        if (reader) {
            reader_ = std::move(*reader);
        } else {
            log::trouble("id_reader.unusable", {{"reason", reader.error().detail}});
        }
    }
    if (const auto port = devices::parse_port_url(config.scanner.url); port) {
        auto scanner = devices::Scanner::create(
            {.port = *port}, [&mailbox](devices::ScannerEvent event) { mailbox.post(std::move(event)); });
        if (scanner) {
            scanner_ = std::move(*scanner);
        } else {
            log::trouble("scanner.unusable", {{"reason", scanner.error().detail}});
        }
    }
}

void Periphery::watch_for_card() {
    if (reader_) {
        reader_->start_reading();
    }
}

void Periphery::stop_watching() {
    if (reader_) {
        reader_->stop_reading();
    }
}

}  // namespace bangnin::kiosk
