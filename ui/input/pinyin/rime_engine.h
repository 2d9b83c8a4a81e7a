// Pinyin and strokes by librime, behind InputMethod. librime is one engine per process with its state in globals, so
// there is one RimeEngine at a time.
//
// It never learns: our schemas (assets/input) name no user dictionary, nothing is deployed at run time, and the user
// folder stays empty. What librime remembers of a session (its last commits) goes with reset().
//
// Facts of the interface: librime 1.8.5, rime_api.h, RIME_STRUCT_INIT and "Session management" there.
//
// Thread: create() may run in any thread and takes some 100 ms cold; afterwards engine and methods belong to one thread
// at a time.
#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <string>

#include "ui/input/input_method.h"

namespace bangnin::input {

enum class RimeErrorCode {
    data_missing,     // the compiled schemas are not in data_dir
    already_running,  // one engine per process
    engine,           // librime refuses: no session or no schema
};

struct RimeError {
    RimeErrorCode code = RimeErrorCode::engine;
    std::string detail;  // for the log
};

struct RimeOptions {
    std::filesystem::path data_dir;  // compiled at build time from assets/input; only read
    std::filesystem::path user_dir;  // private folder, made if missing; nothing is ever written to it
};

class RimeEngine : public std::enable_shared_from_this<RimeEngine> {
  public:
    [[nodiscard]] static std::expected<std::shared_ptr<RimeEngine>, RimeError> create(const RimeOptions& options);
    ~RimeEngine();
    RimeEngine(const RimeEngine&) = delete;
    RimeEngine& operator=(const RimeEngine&) = delete;

    // The methods keep the engine alive. Character keys of pinyin: a–z (capitals count as small) and the apostrophe
    // that parts syllables; of stroke: 一 丨 丿 丶 乛. Another character takes the first candidate and follows it.
    [[nodiscard]] std::expected<std::unique_ptr<InputMethod>, RimeError> make_pinyin();
    [[nodiscard]] std::expected<std::unique_ptr<InputMethod>, RimeError> make_stroke();

  private:
    RimeEngine() = default;
};

}  // namespace bangnin::input
