#include "sync/hub/form_room.h"

#include <spdlog/spdlog.h>

namespace bangnin::hub {
namespace {

// A form takes a tenth of a second: who comes behind so many comes again.
constexpr int most_waiting = 32;

}  // namespace

boost::asio::awaitable<std::expected<std::string, FormRoom::Fault>> FormRoom::print(Form form,
                                                                                    const sync::Catalogue& catalogue,
                                                                                    sync::Instant created) {
    if (waiting_.fetch_add(1) >= most_waiting) {
        --waiting_;
        co_return std::unexpected(Fault::busy);
    }
    using Made = std::expected<std::string, Fault>;
    auto made = co_await boost::asio::co_spawn(
        thread_, [&]() -> boost::asio::awaitable<Made> { co_return make(form, catalogue, created); },
        boost::asio::use_awaitable);
    --waiting_;
    co_return made;
}

std::expected<std::string, FormRoom::Fault> FormRoom::make(const Form& form, const sync::Catalogue& catalogue,
                                                           sync::Instant created) {
    if (!engine_) {
        auto engine = text::Engine::create({.fonts_conf = assets_ / "fonts.conf", .cache_dir = font_cache_});
        if (!engine) {
            spdlog::error("forms: no fonts: {}", engine.error().detail);
            return std::unexpected(Fault::not_made);
        }
        engine_ = std::move(*engine);
    }
    if (!printer_) {
        auto printer = FormPrinter::load((assets_ / "forms/paper").string());
        if (!printer) {
            spdlog::error("forms: {}", printer.error().detail);
            return std::unexpected(Fault::not_made);
        }
        printer_ = std::move(*printer);
    }
    auto pdf = printer_->print(*engine_, form, catalogue, created);
    if (!pdf) {
        spdlog::error("forms: {}", pdf.error().detail);
        return std::unexpected(Fault::not_made);
    }
    return std::move(pdf->bytes);
}

}  // namespace bangnin::hub
