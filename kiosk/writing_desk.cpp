#include "kiosk/writing_desk.h"

#include <memory>
#include <utility>

#include "kiosk/log.h"
#include "ui/input/utf8.h"

namespace bangnin::kiosk {

input::MethodOptions method_options(const Config& config, text::Engine& engine) {
    return {.data_dir = input::find_input_data(),
            .user_dir = config.kiosk.cache_dir / "input",
            .shows = [&engine](char32_t character) {
                return engine.measure(input::utf8_of(character), {}).unknown_glyphs == 0;
            }};
}

WritingDesk::WritingDesk(input::MethodOptions options, Post post)
    : methods_(std::move(options)),
      post_(std::move(post)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

WritingDesk::~WritingDesk() {
    thread_.request_stop();
    thread_.join();
}

void WritingDesk::queue(Of of, Job job) {
    {
        const std::scoped_lock lock(mutex_);
        jobs_.push_back({.of = of, .job = std::move(job)});
    }
    news_.notify_one();
}

void WritingDesk::work(const std::stop_token& stop) {
    while (true) {
        Queued next;
        {
            std::unique_lock lock(mutex_);
            if (!news_.wait(lock, stop, [this] { return !jobs_.empty(); })) {
                return;
            }
            next = std::move(jobs_.front());
            jobs_.pop_front();
        }
        next.job();
    }
}

void WritingDesk::wait_for_opening() {
    if (opening_.valid()) {
        opening_.get();
    }
}

void WritingDesk::warm_up(KeyboardKind keyboard) {
    if (keyboard == KeyboardKind::handwriting) {
        return;  // opens with the first ink
    }
    wait_for_opening();
    auto done = std::make_shared<std::promise<void>>();
    opening_ = done->get_future();
    queue(Of::nobody, [this, keyboard, done] {
        (void)methods_.method(keyboard);  // a failure is told when a key is pressed
        done->set_value();
    });
}

std::expected<input::Answer, std::string> WritingDesk::press(KeyboardKind method, const input::Key& key) {
    wait_for_opening();
    const auto opened = methods_.method(method);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    return (*opened)->press(key);
}

void WritingDesk::forget(KeyboardKind method) {
    wait_for_opening();
    if (const auto opened = methods_.method(method)) {
        (*opened)->reset();
    }
}

void WritingDesk::recognise(std::uint32_t number, Handwritten written) {
    auto ink = std::make_shared<Handwritten>(std::move(written));
    queue(Of::person, [this, number, ink] {
        post_({.number = number, .candidates = handwriting_.recognise(ink->ink)});
        ink->wipe();
        note_fault();
    });
}

// Once: each person who writes would say it again.
void WritingDesk::note_fault() {
    if (fault_noted_) {
        return;
    }
    if (const auto fault = handwriting_.fault(); !fault.empty()) {
        log::trouble("input.handwriting", {{"reason", fault}});
        fault_noted_ = true;
    }
}

void WritingDesk::end_session() {
    {
        const std::scoped_lock lock(mutex_);
        std::erase_if(jobs_, [](const Queued& queued) { return queued.of == Of::person; });
    }
    wait_for_opening();
    methods_.reset();
    queue(Of::nobody, [this] { handwriting_.release(); });
}

}  // namespace bangnin::kiosk
