#include "kiosk/journeys/signature/signature_words.h"

#include "ui/locale/locale.h"

namespace bangnin::kiosk {

namespace {

using locale::tr;

std::string name_of(SignedDocument document) {
    switch (document) {
        case SignedDocument::application_form:
            return tr("申请表");
        case SignedDocument::authorisation:
            return tr("授权委托书");
        case SignedDocument::commitment:
            return tr("承诺书");
    }
    return {};
}

std::string list_of(const std::vector<SignedDocument>& documents) {
    std::string list;
    for (const SignedDocument document : documents) {
        list += (list.empty() ? "" : tr("、")) + name_of(document);
    }
    return list;
}

SignatureWords application_words(const std::vector<SignedDocument>& documents) {
    SignatureWords words{.title = tr("请用手指签您的名字"),
                         .help = tr("签在横线上面。签得不像也没关系，可以重签。"),
                         .spoken = tr("请用手指在框里签名字，签好了点“签好了”。"),
                         .documents = {},
                         .signer = tr("申请人（签字）"),
                         .promise = {},
                         .done = tr("签好了")};
    if (!documents.empty()) {
        words.documents = tr("您签的是：{0}，共 {1} 份", list_of(documents), documents.size());
        words.promise = tr("签字只用在这 {0} 份文件上", documents.size());
    }
    return words;
}

SignatureWords test_words() {
    return {.title = tr("用手指写写看"),
            .help = tr("看线是不是跟着手指走、有没有断。"),
            .spoken = tr("用手指在框里写写看。"),
            .documents = {},
            .signer = tr("测试"),
            .promise = tr("只是测试，写的不会保存"),
            .done = tr("试好了")};
}

}  // namespace

SignatureWords signature_words(const SignatureState& state) {
    return state.purpose == SignaturePurpose::test ? test_words() : application_words(state.documents);
}

std::string hint_text(SignatureHint hint) {
    switch (hint) {
        case SignatureHint::too_little:
            return tr("签得太短了，请用手指把名字写大一点");
        case SignatureHint::nothing_drawn:
            return tr("框里还是空的，没有可以去掉的");
        case SignatureHint::nothing_undone:
            return tr("没有去掉过什么，不用恢复");
        case SignatureHint::full:
            return tr("框里写满了，请点重签");
        case SignatureHint::none:
            break;
    }
    return {};
}

std::string pad_label(const SignatureState& state) {
    return state.on_paper == OnPaper::possible ? tr("签字的框，用手指签。不方便用手指，请选“纸上签”。")
                                               : tr("签字的框，用手指签。不方便用手指，请呼叫工作人员。");
}

std::string pad_value(const SignatureState& state) {
    return has_ink(state) ? tr("已经写了 {0} 笔", state.signature.ink().strokes.size()) : tr("还是空的");
}

std::string signing_date(const LocalTime& today) {
    return tr("申请日期 {0} 年 {1} 月 {2} 日", today.year, today.month, today.day);
}

}  // namespace bangnin::kiosk
