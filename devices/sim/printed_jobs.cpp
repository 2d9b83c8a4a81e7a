#include "devices/sim/printed_jobs.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <optional>

namespace bangnin::devices::sim {
namespace {

namespace fs = std::filesystem;

// The number in "NNN.escpos"; nothing for any other file.
std::optional<std::size_t> number_of(const fs::path& file) {
    const std::string stem = file.stem().string();
    std::size_t number = 0;
    const auto [end, failure] = std::from_chars(stem.data(), stem.data() + stem.size(), number);
    const bool whole = failure == std::errc() && end == stem.data() + stem.size() && number > 0;
    return whole && file.extension() == ".escpos" ? std::optional(number) : std::nullopt;
}

std::string name_of(std::size_t number) {
    std::array<char, 24> name{};
    std::snprintf(name.data(), name.size(), "%03zu", number);
    return name.data();
}

}  // namespace

bool write_whole_file(const fs::path& file, std::span<const char> bytes) {
    const fs::path draft = file.string() + ".part";
    std::ofstream out(draft, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    std::error_code failure;
    if (out) fs::rename(draft, file, failure);
    return out && !failure;
}

std::expected<PrintedJobs, std::string> PrintedJobs::open(const fs::path& directory) {
    std::error_code failure;
    fs::create_directories(directory / "jobs", failure);
    if (failure) return std::unexpected("cannot make " + (directory / "jobs").string());
    PrintedJobs jobs(directory);
    jobs.find_files();
    jobs.read_records();
    return jobs;
}

void PrintedJobs::find_files() {
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(directory_ / "jobs", failure)) {
        std::error_code unreadable;
        const auto size = entry.file_size(unreadable);
        if (const auto number = number_of(entry.path()); number && !unreadable) jobs_[*number] = {.bytes = size};
    }
}

void PrintedJobs::read_records() {
    std::ifstream file(directory_ / "jobs.jsonl", std::ios::binary);
    for (std::string line; std::getline(file, line);) {
        const auto known = nlohmann::json::parse(line, nullptr, false);
        if (!known.is_object() || !known.contains("n") || !known["n"].is_number_unsigned()) continue;
        const auto job = jobs_.find(known["n"].get<std::size_t>());
        if (job == jobs_.end()) continue;  // its files were taken away
        const auto is_true = [&](const char* key) { return known.contains(key) && known[key] == true; };
        const auto rows = known.find("rows");
        job->second.rows = rows != known.end() && rows->is_number_unsigned() ? rows->get<std::size_t>() : 0;
        job->second.complete = is_true("complete");
        job->second.cut = is_true("cut");
    }
}

bool PrintedJobs::keep(std::size_t number, const PrintedPiece& piece) {
    const Job job{
        .bytes = piece.bytes.size(), .rows = piece.paper.height(), .complete = piece.complete, .cut = piece.cut};
    jobs_[number] = job;
    const std::string base = (directory_ / "jobs" / name_of(number)).string();
    const auto* bytes = reinterpret_cast<const char*>(piece.bytes.data());
    const bool written = write_whole_file(base + ".escpos", std::span(bytes, piece.bytes.size())) &&
                         write_png(piece.paper, base + ".png").has_value();
    std::ofstream records(directory_ / "jobs.jsonl", std::ios::binary | std::ios::app);
    records << record(number, job).dump() << '\n' << std::flush;
    return written && records.good();
}

nlohmann::json PrintedJobs::record(std::size_t number, const Job& job) {
    return {{"n", number}, {"bytes", job.bytes}, {"rows", job.rows}, {"complete", job.complete}, {"cut", job.cut}};
}

nlohmann::json PrintedJobs::listed() const {
    auto list = nlohmann::json::array();
    for (const auto& [number, job] : jobs_) list.push_back(record(number, job));
    return list;
}

}  // namespace bangnin::devices::sim
