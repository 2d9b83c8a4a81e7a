// Tells every test program where the sources and the built programs are, however it was started.
#include <cstdlib>
#include <filesystem>

namespace {

const bool environment_set = [] {
    const std::filesystem::path programs = std::filesystem::canonical("/proc/self/exe").parent_path();
    constexpr int keep_what_is_given = 0;
    setenv("BANGNIN_SOURCE_DIR", BANGNIN_SOURCE_FOLDER, keep_what_is_given);
    setenv("BANGNIN_BIN_DIR", programs.c_str(), keep_what_is_given);
    return true;
}();

}  // namespace
