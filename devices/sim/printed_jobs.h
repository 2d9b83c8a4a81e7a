#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "devices/sim/printer_machine.h"

namespace bangnin::devices::sim {

// The pieces of paper that have come out of the simulated printer, as files that outlive the program:
// jobs/NNN.escpos and jobs/NNN.png, and what is known of each as one JSON object a line in jobs.jsonl (the last line of
// a number counts). Numbers go on after the highest that is there.
class PrintedJobs {
  public:
    // Reads what earlier runs left. The error is a sentence.
    static std::expected<PrintedJobs, std::string> open(const std::filesystem::path& directory);

    std::size_t next_number() const { return jobs_.empty() ? 1 : jobs_.rbegin()->first + 1; }
    // Writes the files of this number, over those it may have; false where they cannot be written.
    bool keep(std::size_t number, const PrintedPiece& piece);
    // [{"n","bytes","rows","complete","cut"}], ascending; of a job whose record was lost only number and bytes are
    // true.
    nlohmann::json listed() const;

  private:
    struct Job {
        std::size_t bytes = 0;
        std::size_t rows = 0;
        bool complete = false;
        bool cut = false;
    };
    explicit PrintedJobs(std::filesystem::path directory) : directory_(std::move(directory)) {}
    void find_files();
    void read_records();
    static nlohmann::json record(std::size_t number, const Job& job);

    std::filesystem::path directory_;
    std::map<std::size_t, Job> jobs_;
};

// All or nothing, by a draft beside it.
bool write_whole_file(const std::filesystem::path& file, std::span<const char> bytes);

}  // namespace bangnin::devices::sim
