#include "ui/input/pinyin/rime_session.h"

#include <rime_api.h>

#include <utility>

namespace bangnin::input {
namespace {

RimeApi& api() { return *rime_get_api(); }

std::string text_of(const char* text) { return text == nullptr ? std::string() : std::string(text); }

std::size_t caret_of(const RimeComposition& composition, const std::string& text) {
    const auto caret = static_cast<std::size_t>(composition.cursor_pos < 0 ? 0 : composition.cursor_pos);
    return caret > text.size() ? text.size() : caret;
}

void take_page(const RimeMenu& menu, CandidatePage& page) {
    for (int i = 0; i < menu.num_candidates; ++i) {
        std::string text = text_of(menu.candidates[i].text);
        page.candidates.push_back({std::move(text), text_of(menu.candidates[i].comment)});
    }
    page.number = static_cast<std::size_t>(menu.page_no < 0 ? 0 : menu.page_no);
    page.previous = menu.page_no > 0 ? More::yes : More::no;
    page.next = menu.num_candidates > 0 && menu.is_last_page == 0 ? More::yes : More::no;
}

}  // namespace

std::optional<RimeSession> RimeSession::open(std::string_view schema) {
    const RimeSessionId id = api().create_session();
    if (id == 0) {
        return std::nullopt;
    }
    RimeSession session(id);
    const std::string name(schema);
    char selected[64] = {};
    if (api().select_schema(id, name.c_str()) == 0 || api().get_current_schema(id, selected, sizeof selected) == 0 ||
        name != selected) {
        return std::nullopt;
    }
    return session;
}

RimeSession::~RimeSession() {
    if (id_ != 0) {
        api().destroy_session(id_);
    }
}

RimeSession::RimeSession(RimeSession&& other) noexcept : id_(std::exchange(other.id_, 0)) {}

RimeSession& RimeSession::operator=(RimeSession&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
}

void RimeSession::process(RimeKey key) { api().process_key(id_, static_cast<int>(key), 0); }

void RimeSession::process(char letter) { api().process_key(id_, letter, 0); }

void RimeSession::choose(std::size_t index) { api().select_candidate_on_current_page(id_, index); }

void RimeSession::clear() { api().clear_composition(id_); }

void RimeSession::move_caret(CaretStep step) {
    const std::size_t caret = api().get_caret_pos(id_);
    if (step == CaretStep::left && caret > 0) {
        api().set_caret_pos(id_, caret - 1);
    } else if (step == CaretStep::right && caret < typed_bytes()) {
        api().set_caret_pos(id_, caret + 1);
    }
}

bool RimeSession::composing() const { return typed_bytes() > 0; }

std::size_t RimeSession::typed_bytes() const {
    const char* typed = api().get_input(id_);
    return typed == nullptr ? 0 : std::string_view(typed).size();
}

std::string RimeSession::take_commit() {
    RimeCommit commit{};
    RIME_STRUCT_INIT(RimeCommit, commit);
    if (api().get_commit(id_, &commit) == 0) {
        return {};
    }
    std::string text = text_of(commit.text);
    api().free_commit(&commit);
    return text;
}

void RimeSession::show(Preedit& preedit, CandidatePage& page) const {
    preedit = {};
    page = {};
    RimeContext context{};
    RIME_STRUCT_INIT(RimeContext, context);
    if (api().get_context(id_, &context) == 0) {
        return;
    }
    preedit.text = text_of(context.composition.preedit);
    preedit.caret_byte = caret_of(context.composition, preedit.text);
    take_page(context.menu, page);
    api().free_context(&context);
}

}  // namespace bangnin::input
