#include "ui/input/input_methods.h"

#include <utility>

#include "ui/input/plain_keys.h"

namespace bangnin::input {
namespace {

std::string words_of(const RimeError& error) {
    switch (error.code) {
        case RimeErrorCode::data_missing:
            return "the input dictionaries are missing in " + error.detail;
        case RimeErrorCode::already_running:
            return "librime is in use already";
        case RimeErrorCode::engine:
            break;
    }
    return "librime: " + error.detail;
}

}  // namespace

std::filesystem::path find_input_data() {
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
    return failed ? std::filesystem::path() : program.parent_path().parent_path() / "share" / "bangnin" / "input";
}

std::expected<InputMethod*, std::string> InputMethods::method(KeyboardKind kind) {
    if (const auto found = methods_.find(kind); found != methods_.end()) {
        return found->second.get();
    }
    auto opened = open(kind);
    if (!opened) {
        return std::unexpected(std::move(opened.error()));
    }
    return methods_.emplace(kind, std::move(*opened)).first->second.get();
}

void InputMethods::reset() {
    for (auto& [kind, method] : methods_) {
        method->reset();
    }
}

std::expected<std::unique_ptr<InputMethod>, std::string> InputMethods::open(KeyboardKind kind) {
    switch (kind) {
        case KeyboardKind::pinyin:
        case KeyboardKind::stroke:
            return open_rime(kind);
        case KeyboardKind::digits:
        case KeyboardKind::latin:
        case KeyboardKind::symbols:
            return make_plain_method();
        case KeyboardKind::rare: {
            auto table = RareTable::load(options_.data_dir / "han.table");
            if (!table) {
                return std::unexpected(std::move(table.error()));
            }
            return make_rare_method(std::move(*table), options_.shows);
        }
        case KeyboardKind::handwriting:
            break;
    }
    return std::unexpected("handwriting takes no keys");
}

std::expected<std::unique_ptr<InputMethod>, std::string> InputMethods::open_rime(KeyboardKind kind) {
    if (!rime_) {
        auto engine = RimeEngine::create({.data_dir = options_.data_dir, .user_dir = options_.user_dir});
        if (!engine) {
            return std::unexpected(words_of(engine.error()));
        }
        rime_ = std::move(*engine);
    }
    auto method = kind == KeyboardKind::pinyin ? rime_->make_pinyin() : rime_->make_stroke();
    if (!method) {
        return std::unexpected(words_of(method.error()));
    }
    return std::move(*method);
}

}  // namespace bangnin::input
