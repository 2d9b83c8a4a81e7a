// The names by which controls and texts are known in the semantics tree: to the automation port, the keypad, spoken
// guidance and the tests. Once published a name never changes.
//
//   everywhere     frame.back frame.home frame.large frame.contrast frame.voice frame.call frame.reach
//                  frame.language.zh frame.language.mn frame.language.en
//                  frame.staff (the hall's mark, held for five seconds; where nobody is in the middle of something)
//                  frame.hall frame.clock frame.caption frame.remaining          (texts)
//                  page.title page.help page.step page.notice                    (texts)
//   over a page    dialog (the dialog itself) dialog.title dialog.text dialog.remaining
//                  dialog.confirm   the warning: 我还在，继续; the question: 回到首页
//                  dialog.cancel    the warning: 不办了，清除我的信息; the question: 继续填写
//                  the notice of a paper that did not come out: unprinted.number unprinted.qr (texts),
//                  dialog.confirm (我记住了)
//   attract        attract.start attract.anywhere attract.language.zh|mn|en attract.call attract.reach
//                  attract.status                                                (text)
//   closed         closed.hours (text) attract.anywhere; the idle screen outside the opening hours, while staff have
//                  paused the service, and while nothing can be written down
//   home           home.ticket home.apply home.progress home.rate home.guide
//                  home.status.called home.status.waiting home.status.windows    (texts)
//   card.forgotten card.taken (我已经拿走了) card.drawing; a card lies on the reader after its owner's session
//   ticket.department   department.1 department.2 … in the configured order, department.ask,
//                  department.previous department.next (only when there are several pages)
//   ticket.service service.1 service.2 … in the order of the department's queues
//   ticket.identify     ticket.identify.phone ticket.print (不登记，直接取号) ticket.identify.reader (the drawing)
//   ticket.phone   keypad.0 … keypad.9 keypad.clear keypad.delete ticket.phone.number ticket.print (取号)
//   ticket.issued  ticket.number ticket.window ticket.ahead ticket.estimate ticket.qr ticket.scan_hint (texts)
//                  ticket.done ticket.again ticket.print (补打小票, when the printer is well again)
//   ticket.not_committed ticket.retry department.ask
//   progress.scan  progress.leave progress.drawing
//   progress.case  progress.number progress.standing progress.ahead progress.window progress.as_of (texts)
//                  progress.again progress.done
//   entry.text     entry.field (its value is what is written) entry.composing (value) entry.clear entry.restore
//                  entry.key.q … entry.key.1 … entry.key.一 (横) … entry.key.钅 …: the key of that character
//                  entry.candidate.0 … (those to be seen) entry.candidates.previous entry.candidates.next
//                  entry.method.pinyin|latin|digits|symbols|handwriting|stroke|rare (the keyboards)
//                  entry.space entry.delete entry.split (分词) entry.shift entry.clear_all entry.done
//                  entry.caret.left|right|start|end|close (in the keyboard's place, once the keypad says OK to the
//                  field) entry.pad (writing by hand) entry.undo_stroke entry.rewrite entry.radicals.1 …
//                  entry.radicals.9 entry.rare.radicals entry.rare.code
//   apply.signature     apply.signature (the pad; its value says how much is on it) apply.signature.clear (重签)
//                  apply.signature.undo (撤一笔) apply.signature.redo (恢复) apply.signature.on_paper (纸上签)
//                  apply.signature.done (签好了) apply.signature.documents (text)
//   apply.signature.paper    apply.signature.paper.confirm (在纸上签) apply.signature.by_finger (用手指签)
//   rating.scan    rating.taken (the ticket of this session) rating.leave rating.drawing
//   rating.given   rating.service (text) rating.change (修改) rating.done
//   rating.grade   rating.grade.5 … rating.grade.1, rating.service rating.promise (texts), rating.skip
//   rating.reasons rating.chosen (the grade), rating.next_steps (texts), rating.reason.CODE, rating.reasons.previous
//                  rating.reasons.next (only when there are several pages), rating.comment rating.anonymous
//                  rating.change (改评价) rating.submit
//   rating.phone   keypad.0 … keypad.9 keypad.clear keypad.delete rating.phone.number rating.phone.confirm
//   rating.not_recorded rating.retry rating.done
//   rating.thanks  rating.done
//   staff.pin      keypad.0 … keypad.9 keypad.clear keypad.delete staff.pin (field) staff.confirm staff.leave
//   staff.home     staff.part.PART (printer id_reader scanner hub store voice machine), staff.parts.previous
//                  staff.parts.next staff.keys.previous staff.keys.next (only when there are several pages),
//                  staff.outbox staff.answer (texts), staff.print_test staff.reprint staff.paper staff.sync staff.pause
//                  staff.leave
//   staff.part     staff.advice staff.answer staff.news.1 … (texts, the newest first), staff.news.previous
//                  staff.news.next staff.keys.previous staff.keys.next (only when there are several pages), what can be
//                  done about that part: staff.print_test staff.paper staff.sync staff.touch, staff.back
#pragma once

#include <string>
#include <string_view>

namespace bangnin::kiosk::ids {

inline constexpr std::string_view toast = "toast";
inline constexpr std::string_view frame_back = "frame.back";
inline constexpr std::string_view frame_home = "frame.home";
inline constexpr std::string_view frame_large = "frame.large";
inline constexpr std::string_view frame_contrast = "frame.contrast";
inline constexpr std::string_view frame_voice = "frame.voice";
inline constexpr std::string_view frame_call = "frame.call";
inline constexpr std::string_view frame_reach = "frame.reach";
inline constexpr std::string_view frame_language_zh = "frame.language.zh";
inline constexpr std::string_view frame_language_mn = "frame.language.mn";
inline constexpr std::string_view frame_language_en = "frame.language.en";
inline constexpr std::string_view frame_staff = "frame.staff";
inline constexpr std::string_view frame_hall = "frame.hall";
inline constexpr std::string_view frame_clock = "frame.clock";
inline constexpr std::string_view frame_caption = "frame.caption";
inline constexpr std::string_view frame_remaining = "frame.remaining";

inline constexpr std::string_view page_title = "page.title";
inline constexpr std::string_view page_help = "page.help";
inline constexpr std::string_view page_step = "page.step";
inline constexpr std::string_view page_notice = "page.notice";

inline constexpr std::string_view dialog = "dialog";
inline constexpr std::string_view dialog_title = "dialog.title";
inline constexpr std::string_view dialog_text = "dialog.text";
inline constexpr std::string_view dialog_remaining = "dialog.remaining";
inline constexpr std::string_view dialog_confirm = "dialog.confirm";
inline constexpr std::string_view dialog_cancel = "dialog.cancel";

inline constexpr std::string_view unprinted_number = "unprinted.number";
inline constexpr std::string_view unprinted_qr = "unprinted.qr";

inline constexpr std::string_view attract_start = "attract.start";
inline constexpr std::string_view attract_anywhere = "attract.anywhere";
inline constexpr std::string_view attract_language_zh = "attract.language.zh";
inline constexpr std::string_view attract_language_mn = "attract.language.mn";
inline constexpr std::string_view attract_language_en = "attract.language.en";
inline constexpr std::string_view attract_call = "attract.call";
inline constexpr std::string_view attract_reach = "attract.reach";
inline constexpr std::string_view attract_notice = "attract.notice";
inline constexpr std::string_view attract_status = "attract.status";

inline constexpr std::string_view home_ticket = "home.ticket";
inline constexpr std::string_view home_apply = "home.apply";
inline constexpr std::string_view home_progress = "home.progress";
inline constexpr std::string_view home_rate = "home.rate";
inline constexpr std::string_view home_guide = "home.guide";
inline constexpr std::string_view home_notice = "home.notice";
inline constexpr std::string_view home_status_called = "home.status.called";
inline constexpr std::string_view home_status_waiting = "home.status.waiting";
inline constexpr std::string_view home_status_windows = "home.status.windows";

inline constexpr std::string_view closed_hours = "closed.hours";

inline constexpr std::string_view card_taken = "card.taken";
inline constexpr std::string_view card_drawing = "card.drawing";

inline constexpr std::string_view department_ask = "department.ask";
inline constexpr std::string_view department_previous = "department.previous";
inline constexpr std::string_view department_next = "department.next";

/// department.1, department.2 … ; `index` counts from 0.
[[nodiscard]] inline std::string department(std::size_t index) { return "department." + std::to_string(index + 1); }
/// service.1, service.2 … ; `index` counts from 0 within the department.
[[nodiscard]] inline std::string service(std::size_t index) { return "service." + std::to_string(index + 1); }
/// keypad.0 … keypad.9.
[[nodiscard]] inline std::string keypad(char digit) { return std::string("keypad.") + digit; }

inline constexpr std::string_view keypad_clear = "keypad.clear";
inline constexpr std::string_view keypad_delete = "keypad.delete";
inline constexpr std::string_view phone_number = "ticket.phone.number";

/// Whatever key makes the ticket come out of the printer on the page shown.
inline constexpr std::string_view ticket_print = "ticket.print";
inline constexpr std::string_view identify_phone = "ticket.identify.phone";
inline constexpr std::string_view identify_reader = "ticket.identify.reader";
inline constexpr std::string_view ticket_number = "ticket.number";
inline constexpr std::string_view ticket_window = "ticket.window";
inline constexpr std::string_view ticket_ahead = "ticket.ahead";
inline constexpr std::string_view ticket_estimate = "ticket.estimate";
inline constexpr std::string_view ticket_qr = "ticket.qr";
inline constexpr std::string_view ticket_scan_hint = "ticket.scan_hint";
inline constexpr std::string_view ticket_done = "ticket.done";
inline constexpr std::string_view ticket_again = "ticket.again";
inline constexpr std::string_view ticket_retry = "ticket.retry";

inline constexpr std::string_view progress_leave = "progress.leave";
inline constexpr std::string_view progress_drawing = "progress.drawing";
inline constexpr std::string_view progress_number = "progress.number";
inline constexpr std::string_view progress_standing = "progress.standing";
inline constexpr std::string_view progress_ahead = "progress.ahead";
inline constexpr std::string_view progress_window = "progress.window";
inline constexpr std::string_view progress_as_of = "progress.as_of";
inline constexpr std::string_view progress_again = "progress.again";
inline constexpr std::string_view progress_done = "progress.done";

inline constexpr std::string_view rating_taken = "rating.taken";
inline constexpr std::string_view rating_leave = "rating.leave";
inline constexpr std::string_view rating_drawing = "rating.drawing";
inline constexpr std::string_view rating_service = "rating.service";
inline constexpr std::string_view rating_promise = "rating.promise";
inline constexpr std::string_view rating_skip = "rating.skip";
inline constexpr std::string_view rating_chosen = "rating.chosen";
inline constexpr std::string_view rating_next_steps = "rating.next_steps";
inline constexpr std::string_view rating_reasons = "rating.reasons";
inline constexpr std::string_view rating_comment = "rating.comment";
inline constexpr std::string_view rating_anonymous = "rating.anonymous";
inline constexpr std::string_view rating_change = "rating.change";
inline constexpr std::string_view rating_submit = "rating.submit";
inline constexpr std::string_view rating_phone_number = "rating.phone.number";
inline constexpr std::string_view rating_phone_confirm = "rating.phone.confirm";
inline constexpr std::string_view rating_retry = "rating.retry";
inline constexpr std::string_view rating_done = "rating.done";

/// rating.grade.5 (非常满意) … rating.grade.1.
[[nodiscard]] inline std::string rating_grade(int number) { return "rating.grade." + std::to_string(number); }
/// rating.reason.CODE.
[[nodiscard]] inline std::string rating_reason(std::string_view code) { return "rating.reason." + std::string(code); }

inline constexpr std::string_view staff_pin = "staff.pin";
inline constexpr std::string_view staff_confirm = "staff.confirm";
inline constexpr std::string_view staff_parts = "staff.parts";
inline constexpr std::string_view staff_outbox = "staff.outbox";
inline constexpr std::string_view staff_answer = "staff.answer";
inline constexpr std::string_view staff_print_test = "staff.print_test";
inline constexpr std::string_view staff_reprint = "staff.reprint";
inline constexpr std::string_view staff_paper = "staff.paper";
inline constexpr std::string_view staff_sync = "staff.sync";
inline constexpr std::string_view staff_pause = "staff.pause";
inline constexpr std::string_view staff_touch = "staff.touch";
inline constexpr std::string_view staff_leave = "staff.leave";
inline constexpr std::string_view staff_keys = "staff.keys";
inline constexpr std::string_view staff_back = "staff.back";
inline constexpr std::string_view staff_advice = "staff.advice";
inline constexpr std::string_view staff_news = "staff.news";

/// staff.news.1 …
[[nodiscard]] inline std::string staff_news_row(std::size_t row) { return "staff.news." + std::to_string(row + 1); }
/// staff.part.printer …
[[nodiscard]] inline std::string staff_part(std::string_view part) { return "staff.part." + std::string(part); }

inline constexpr std::string_view entry_field = "entry.field";
inline constexpr std::string_view entry_composing = "entry.composing";
inline constexpr std::string_view entry_clear = "entry.clear";
inline constexpr std::string_view entry_clear_all = "entry.clear_all";
inline constexpr std::string_view entry_restore = "entry.restore";
inline constexpr std::string_view entry_candidates_previous = "entry.candidates.previous";
inline constexpr std::string_view entry_candidates_next = "entry.candidates.next";
inline constexpr std::string_view entry_space = "entry.space";
inline constexpr std::string_view entry_delete = "entry.delete";
inline constexpr std::string_view entry_caret_left = "entry.caret.left";
inline constexpr std::string_view entry_caret_right = "entry.caret.right";
inline constexpr std::string_view entry_caret_start = "entry.caret.start";
inline constexpr std::string_view entry_caret_end = "entry.caret.end";
inline constexpr std::string_view entry_caret_close = "entry.caret.close";
inline constexpr std::string_view entry_split = "entry.split";
inline constexpr std::string_view entry_shift = "entry.shift";
inline constexpr std::string_view entry_done = "entry.done";
inline constexpr std::string_view entry_pad = "entry.pad";
inline constexpr std::string_view entry_undo_stroke = "entry.undo_stroke";
inline constexpr std::string_view entry_rewrite = "entry.rewrite";
inline constexpr std::string_view entry_rare_radicals = "entry.rare.radicals";
inline constexpr std::string_view entry_rare_code = "entry.rare.code";

inline constexpr std::string_view signature_pad = "apply.signature";
inline constexpr std::string_view signature_clear = "apply.signature.clear";
inline constexpr std::string_view signature_undo = "apply.signature.undo";
inline constexpr std::string_view signature_redo = "apply.signature.redo";
inline constexpr std::string_view signature_on_paper = "apply.signature.on_paper";
inline constexpr std::string_view signature_paper_confirm = "apply.signature.paper.confirm";
inline constexpr std::string_view signature_by_finger = "apply.signature.by_finger";
inline constexpr std::string_view signature_done = "apply.signature.done";
inline constexpr std::string_view signature_documents = "apply.signature.documents";

/// The key of one character.
[[nodiscard]] inline std::string entry_key(std::string_view character) { return "entry.key." + std::string(character); }
/// Of all candidates at hand; counts from 0.
[[nodiscard]] inline std::string entry_candidate(std::size_t place) {
    return "entry.candidate." + std::to_string(place);
}
[[nodiscard]] inline std::string entry_method(std::string_view name) { return "entry.method." + std::string(name); }
[[nodiscard]] inline std::string entry_radicals(std::size_t strokes) {
    return "entry.radicals." + std::to_string(strokes);
}

}  // namespace bangnin::kiosk::ids
