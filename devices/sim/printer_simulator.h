#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace bangnin::devices::sim {

// A network printer on 127.0.0.1, on a thread of its own. It takes one connection at a time, as real ones do.
//
// Files in `directory`: printer.port (the TCP port, as text), jobs/NNN.escpos and jobs/NNN.png for each piece of paper
// with something printed on it. Both files are there before the printer confirms the job.
class PrinterSimulator {
  public:
    // Jobs that an earlier run left are kept and counted on from. The error is a sentence.
    static std::expected<std::unique_ptr<PrinterSimulator>, std::string> create(const std::filesystem::path& directory);

    virtual ~PrinterSimulator() = default;

    // Obeys one request of the control protocol with "device":"printer"; done when it returns. Any thread.
    //   "do":"set" with any of  "paper":"ok|near_end|out"  "cover":"open|closed"
    //        "fault":"none|cutter|silent|hang_after_bytes:N|paper_out_after_rows:N"
    //   "do":"jobs"    → "jobs":[{"n","bytes","rows","complete","cut"}]
    //   "do":"stats"   → "counts" of the faults that took effect, "connections", "hung", "plugged"
    //   "do":"unplug"  the printer leaves the network; "plug" brings it back on the same port
    // Answers {"ok":true,…} or {"ok":false,"error":"…"}.
    virtual nlohmann::json control(const nlohmann::json& request) = 0;

    virtual unsigned short port() const = 0;
};

}  // namespace bangnin::devices::sim
