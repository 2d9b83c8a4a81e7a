#include "kiosk/staff_record.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace bangnin::kiosk {

namespace {

constexpr std::streamsize longest = 4096;

/// A descriptor that is closed when it goes away.
class Descriptor {
  public:
    Descriptor(const std::filesystem::path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] bool write(const std::string& text) const {
        return number_ >= 0 && ::write(number_, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    }
    [[nodiscard]] bool sync() const { return number_ >= 0 && ::fsync(number_) == 0; }

  private:
    int number_;
};

std::uint64_t count_in(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

}  // namespace

std::filesystem::path staff_record_file(const std::filesystem::path& state_dir) { return state_dir / "staff.json"; }

StaffRecord load_staff_record(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string text(static_cast<std::size_t>(longest), '\0');
    stream.read(text.data(), longest);
    text.resize(static_cast<std::size_t>(stream.gcount()));
    const auto object = nlohmann::json::parse(text, nullptr, false);
    StaffRecord record;
    if (!object.is_object()) {
        return record;
    }
    const auto service = object.find("service");
    record.service = service != object.end() && *service == "paused" ? ServiceState::paused : ServiceState::open;
    record.since_paper = count_in(object, "since_paper");
    record.wrong_pins = static_cast<std::size_t>(count_in(object, "wrong_pins"));
    return record;
}

Kept save_staff_record(const std::filesystem::path& file, const StaffRecord& record, Care care) {
    const nlohmann::json object{{"service", record.service == ServiceState::paused ? "paused" : "open"},
                                {"since_paper", record.since_paper},
                                {"wrong_pins", record.wrong_pins}};
    auto fresh = file;
    fresh += ".new";
    {
        const Descriptor out(fresh, O_WRONLY | O_CREAT | O_TRUNC);
        if (!out.write(object.dump() + "\n") || (care == Care::lasting && !out.sync())) {
            return Kept::no;
        }
    }
    std::error_code failed;
    std::filesystem::rename(fresh, file, failed);
    if (failed) {
        return Kept::no;
    }
    // The new name is on the disk only with its folder.
    const Descriptor folder(file.parent_path(), O_RDONLY | O_DIRECTORY);
    return care == Care::light || folder.sync() ? Kept::yes : Kept::no;
}

}  // namespace bangnin::kiosk
