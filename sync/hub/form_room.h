// Where forms become PDF: on a thread of their own, so that neither the network nor the database waits for paper.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "sync/hub/forms/forms.h"
#include "ui/text/text_engine.h"

namespace bangnin::hub {

class FormRoom {
  public:
    FormRoom(std::filesystem::path assets, std::filesystem::path font_cache)
        : assets_(std::move(assets)), font_cache_(std::move(font_cache)) {}
    ~FormRoom() { settle(); }
    FormRoom(const FormRoom&) = delete;
    FormRoom& operator=(const FormRoom&) = delete;

    enum class Fault { busy, not_made };
    // The PDF's bytes. Fonts and templates are read at the first one.
    boost::asio::awaitable<std::expected<std::string, Fault>> print(Form form, const sync::Catalogue& catalogue,
                                                                    sync::Instant created);
    // Returns when everything that was asked before is done. For the end.
    void settle() { thread_.join(); }

  private:
    std::expected<std::string, Fault> make(const Form& form, const sync::Catalogue& catalogue, sync::Instant created);

    std::filesystem::path assets_;
    std::filesystem::path font_cache_;
    std::unique_ptr<text::Engine> engine_;  // the thread's
    std::optional<FormPrinter> printer_;
    std::atomic<int> waiting_ = 0;
    boost::asio::thread_pool thread_{1};
};

}  // namespace bangnin::hub
