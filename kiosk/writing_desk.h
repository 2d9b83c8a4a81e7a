// The input methods and the recogniser of handwriting behind the text-entry page. Keys are answered at once, on the
// terminal's thread; opening dictionaries and reading ink, which take longer than a frame, happen on a thread of its
// own. Nothing of it is opened before somebody writes; nothing is learnt, and a session's end forgets everything.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <expected>
#include <filesystem>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/config.h"
#include "kiosk/journeys/entry/text_entry.h"
#include "ui/input/handwriting/handwriting.h"
#include "ui/input/input_methods.h"
#include "ui/text/text_engine.h"

namespace bangnin::kiosk {

/// Of the input methods: their dictionaries, and the characters that the engine's fonts have. The engine must outlive
/// them.
[[nodiscard]] input::MethodOptions method_options(const Config& config, text::Engine& engine);

/// What the recogniser made of the ink with this number.
struct InkAnswer {
    std::uint32_t number = 0;
    std::vector<input::Candidate> candidates;
};

/// Belongs to the terminal's thread.
class WritingDesk {
  public:
    /// `post` is called on the desk's own thread.
    using Post = std::function<void(InkAnswer)>;

    WritingDesk(input::MethodOptions options, Post post);
    /// Waits for what is being read; no posts after this.
    ~WritingDesk();
    WritingDesk(const WritingDesk&) = delete;
    WritingDesk& operator=(const WritingDesk&) = delete;

    /// Opens what the page needs first, meanwhile.
    void warm_up(KeyboardKind keyboard);
    /// The error, once, is for the log: this method cannot be used.
    [[nodiscard]] std::expected<input::Answer, std::string> press(KeyboardKind method, const input::Key& key);
    void forget(KeyboardKind method);
    void recognise(std::uint32_t number, Handwritten written);
    void end_session();

  private:
    using Job = std::function<void()>;
    /// Jobs that tell of a person are dropped at the session's end.
    enum class Of : std::uint8_t { nobody, person };
    struct Queued {
        Of of = Of::nobody;
        Job job;
    };

    void queue(Of of, Job job);
    void work(const std::stop_token& stop);
    void wait_for_opening();
    void note_fault();

    input::InputMethods methods_;
    Post post_;
    input::Handwriting handwriting_;  ///< the desk's thread only, as is the next
    bool fault_noted_ = false;
    std::future<void> opening_;  ///< while it runs the methods are the desk's thread's

    std::mutex mutex_;
    std::condition_variable_any news_;
    std::deque<Queued> jobs_;
    std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace bangnin::kiosk
