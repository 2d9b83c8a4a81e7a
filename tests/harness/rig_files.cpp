#include "tests/harness/rig_files.h"

#include <fstream>
#include <sstream>

#include "tests/harness/rig.h"

namespace bangnin::harness {
namespace {

// The example's service tables, whole: everything from the first of them on.
Result<std::string> example_services(const char* example) {
    auto text = read_file(source_folder() / "packaging" / example);
    if (!text) {
        return text;
    }
    const std::size_t begin = text->find("\n[[service]]");
    if (begin == std::string::npos) {
        return std::unexpected(std::string(example) + " has no services");
    }
    return text->substr(begin);
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) {
        return std::unexpected("cannot read " + file.string());
    }
    return text.str();
}

Result<void> write_file(const std::filesystem::path& file, const std::string& text) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << text;
    stream.close();
    if (!stream) {
        return std::unexpected("cannot write " + file.string());
    }
    return {};
}

Result<std::string> kiosk_configuration(const KioskFile& file) {
    auto services = example_services("kiosk.example.toml");
    if (!services) {
        return services;
    }
    std::ostringstream text;
    text << "[hall]\n"
            "name = { zh = \"鄂伦春自治旗政务服务大厅\", mn = \"ᠦᠢᠯᠡᠴᠢᠯᠡᠭᠡᠨ ᠦ ᠲᠠᠩᠬᠢᠮ\", en = \"Oroqen Banner Service "
            "Hall\" }\n"
            "short_name = { zh = \"鄂伦春自治旗\", en = \"Oroqen Banner\" }\n"
            "brand = { zh = \"蒙速办 · 帮您办\", en = \"Bangnin\" }\n"
            "open_until = \"17:30\"\n"
         << file.hall_keys << "[kiosk]\nid = \"" << file.id << "\"\nnumber = " << file.number
         << "\nproduction = false\ndisplay = \"windowed\"\n"
         << "start = \"" << file.start << "\"\n"
         << "state_dir = \"" << (file.folder / "kiosk").string() << "\"\n"
         << "runtime_dir = \"" << (file.folder / "run").string() << "\"\n"
         << "cache_dir = \"" << (file.folder / "cache").string() << "\"\n"
         << "[hub]\nurl = \"" << file.hub_url << "\"\nauthority = \"" << file.authority << "\"\n"
         << "[id_reader]\ndevice = \"" << (file.simulators / "id-reader").string() << "\"\n"
         << "[scanner]\ndevice = \"" << (file.simulators / "scanner").string() << "\"\n"
         << "[printer]\nurl = \"tcp://127.0.0.1:" << file.printer_port << "\"\n"
         << file.appended << *services << file.service_extra;
    return text.str();
}

Result<std::string> hub_configuration(const std::filesystem::path& state, int port) {
    auto services = example_services("hub.example.toml");
    if (!services) {
        return services;
    }
    std::ostringstream text;
    text << "[hall]\nname = \"鄂伦春自治旗政务服务大厅\"\nbrand = \"蒙速办 · 帮您办\"\n"
         << "[hub]\naddress = \"127.0.0.1\"\nport = " << port << "\nstate_dir = \"" << state.string() << "\"\n"
         << *services;
    return text.str();
}

}  // namespace bangnin::harness
