// The configuration files of a rig's programs, made from the packaged examples so that what is tested is what is
// shipped.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

namespace bangnin::harness {

struct KioskFile {
    std::filesystem::path folder;  // of the rig: state, cache and runtime folders are made below it
    std::filesystem::path simulators;
    std::string hub_url;
    std::string authority;  // host[:port] in the QR codes
    std::string id;
    int number = 1;
    std::string start;
    int printer_port = 0;
    std::string appended;
    std::string hall_keys = {};  // lines of [hall]
    std::string service_extra;
};

std::expected<std::string, std::string> kiosk_configuration(const KioskFile& file);
std::expected<std::string, std::string> hub_configuration(const std::filesystem::path& state, int port);
std::expected<void, std::string> write_file(const std::filesystem::path& file, const std::string& text);
std::expected<std::string, std::string> read_file(const std::filesystem::path& file);

}  // namespace bangnin::harness
