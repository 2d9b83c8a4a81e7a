// What other threads tell the terminal's thread.
#pragma once

#include <chrono>
#include <deque>
#include <expected>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "devices/id_card/reader.h"
#include "devices/printer/printer.h"
#include "devices/scanner/scanner.h"
#include "kiosk/automation/protocol.h"
#include "kiosk/pin_desk.h"
#include "kiosk/writing_desk.h"
#include "sync/link/link.h"
#include "ui/voice/speaker.h"

namespace bangnin::kiosk {

/// A printer's event with the time at which its driver's thread told it: the measure of "handed to the port".
struct PrinterReport {
    devices::PrinterEvent event;
    std::chrono::steady_clock::time_point at;
};

/// The hub's answer about a scanned ticket.
struct HubAnswer {
    std::string token;
    sync::QueryAnswer answer;
};

/// A request on the automation port; `reply` takes one line, from any thread, once.
struct AutomationCall {
    automation::Request request;
    std::function<void(std::string)> reply;
};

using Message = std::variant<devices::ReaderEvent, devices::ScannerEvent, PrinterReport, sync::LinkEvent, HubAnswer,
                             AutomationCall, voice::SpeakerEvent, InkAnswer, PinAnswer>;

/// Any thread posts, one thread takes. Holds whatever comes: its writers are few and each waits for its own device.
class Mailbox {
  public:
    /// `wake` is called after each post, on the poster's thread; it must not block.
    void on_post(std::function<void()> wake) {
        const std::scoped_lock lock(mutex_);
        wake_ = std::move(wake);
    }

    void post(Message message) {
        std::function<void()> wake;
        {
            const std::scoped_lock lock(mutex_);
            messages_.push_back(std::move(message));
            wake = wake_;
        }
        if (wake) {
            wake();
        }
    }

    [[nodiscard]] std::optional<Message> take() {
        const std::scoped_lock lock(mutex_);
        if (messages_.empty()) {
            return std::nullopt;
        }
        std::optional<Message> first(std::move(messages_.front()));
        messages_.pop_front();
        return first;
    }

  private:
    std::mutex mutex_;
    std::deque<Message> messages_;
    std::function<void()> wake_;
};

}  // namespace bangnin::kiosk
