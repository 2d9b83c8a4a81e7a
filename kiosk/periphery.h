// The devices this terminal is configured with; each drives itself on its own thread and tells the mailbox.
#pragma once

#include <memory>

#include "kiosk/config.h"
#include "kiosk/mailbox.h"

namespace bangnin::kiosk {

class Periphery {
  public:
    /// A device that cannot even be started is logged and left out; the mailbox must outlive this object.
    void start(const Config& config, Mailbox& mailbox, devices::PaperPath paper_path);

    /// None where the terminal has none.
    [[nodiscard]] devices::Printer* printer() const { return printer_.get(); }
    [[nodiscard]] bool has_reader() const { return reader_ != nullptr; }
    [[nodiscard]] bool has_scanner() const { return scanner_ != nullptr; }

    void watch_for_card();
    void stop_watching();

  private:
    std::unique_ptr<devices::CardReader> reader_;
    std::unique_ptr<devices::Scanner> scanner_;
    std::unique_ptr<devices::Printer> printer_;
};

}  // namespace bangnin::kiosk
