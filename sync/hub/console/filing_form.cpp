#include "sync/hub/console/filing_form.h"

#include <algorithm>
#include <array>
#include <limits>

#include "sync/model/applicant_entry.h"
#include "sync/model/plain_text.h"
#include "sync/wire/case_fields.h"

namespace bangnin::hub::console {
namespace {

using Draft = FilingDraft;

// What all of them say together fits into one form, and into what is sealed.
constexpr std::size_t longest_person = 50;
constexpr std::size_t longest_words = 100;
constexpr std::size_t longest_address = 200;
constexpr std::size_t longest_account = 500;
constexpr std::size_t longest_number = 40;
constexpr std::string_view item_prefix = "item-";
// So many the printed form has room for.
constexpr std::size_t most_lines = 30;

// What is wrong with a text; empty: nothing.
std::string fault_of(const FilingField& field, const std::string& text) {
    if (text.empty()) return field.needed == Needed::always ? "请填写" + std::string(field.label) + "。" : "";
    const bool many = field.shape == FieldShape::lines || text.find('\n') == std::string::npos;
    if (!many || !sync::plain_text_valid(text, std::numeric_limits<std::size_t>::max())) return "有不能用的字符。";
    if (static_cast<std::size_t>(std::ranges::count(text, '\n')) >= most_lines) {
        return "最多 " + std::to_string(most_lines) + " 行。";
    }
    if (!sync::plain_text_valid(text, field.longest)) return "最多 " + std::to_string(field.longest) + " 个字。";
    return field.kept != nullptr && !field.kept(text) ? std::string(field.fault) : std::string();
}

class Reader {
  public:
    Reader(const Form& form, const sync::Catalogue& catalogue) : form_(form), catalogue_(catalogue) {}

    void read(std::span<const FilingField> fields) {
        for (const FilingField& one : fields) {
            std::string text(trimmed(field(form_, std::string(one.name))));
            const std::string fault = fault_of(one, text);
            if (!fault.empty()) {
                faults_.push_back({std::string(one.name), fault});
            } else {
                one.place(draft_) = one.kept != nullptr && !text.empty() ? *one.kept(text) : std::move(text);
            }
        }
    }
    void read_key_project() {
        const std::string posted = field(form_, std::string(key_project_field));
        const auto key = posted.empty() ? sync::KeyProject::unknown : sync::wire::parse_key_project(posted);
        if (key) {
            draft_.details.key_project = *key;
        } else {
            faults_.push_back({std::string(key_project_field), "请重新选择。"});
        }
    }
    void read_items() {
        std::size_t posted = 0;
        for (const auto& [name, value] : form_) posted += name.starts_with(item_prefix) ? 1 : 0;
        std::vector<std::uint32_t>& items = draft_.application.items;
        for (const sync::Item& item : catalogue_.items) {
            if (form_.contains(item_field(item.number))) items.push_back(item.number);
        }
        if (items.size() != posted) {
            faults_.push_back({std::string(items_field), "有的事项目录里已经没有了，请重新选择。"});
        } else if (items.empty()) {
            faults_.push_back({std::string(items_field), "请至少选择一项。"});
        }
    }
    std::expected<FilingDraft, std::vector<FilingFault>> take() && {
        if (!faults_.empty()) return std::unexpected(std::move(faults_));
        return std::move(draft_);
    }

  private:
    const Form& form_;
    const sync::Catalogue& catalogue_;
    FilingDraft draft_;
    std::vector<FilingFault> faults_;
};

}  // namespace

std::span<const FilingField> unit_fields() {
    static constexpr std::array fields{
        FilingField{"unit_name", "项目单位名称", longest_words,
                    [](Draft& draft) -> std::string& { return draft.details.unit_name; }, Needed::always},
        FilingField{"unit_address", "项目单位地址", longest_address,
                    [](Draft& draft) -> std::string& { return draft.details.unit_address; }},
        FilingField{"unit_head", "项目单位负责人", longest_person,
                    [](Draft& draft) -> std::string& { return draft.details.unit_head; }},
        FilingField{"postcode", "邮编", longest_number,
                    [](Draft& draft) -> std::string& { return draft.details.postcode; }, Needed::where_there_is_one,
                    FieldShape::line, sync::postcode_of, "邮编是 6 位数字。"},
        FilingField{"phone", "联系电话", longest_number,
                    [](Draft& draft) -> std::string& { return draft.details.phone; }, Needed::always, FieldShape::line,
                    sync::telephone_of, "请填写 11 位手机号，或者区号和电话号码。"},
        FilingField{"handler", "经办人", longest_person,
                    [](Draft& draft) -> std::string& { return draft.details.handler; }, Needed::always}};
    return fields;
}

std::span<const FilingField> project_fields() {
    static constexpr std::array fields{
        FilingField{"project_name", "项目名称", sync::longest_name,
                    [](Draft& draft) -> std::string& { return draft.application.project_name; }, Needed::always},
        FilingField{"project_address", "项目地址", longest_address,
                    [](Draft& draft) -> std::string& { return draft.details.project_address; }},
        FilingField{"project_code", "项目编码（还没有就空着）", longest_number,
                    [](Draft& draft) -> std::string& { return draft.application.project_code; },
                    Needed::where_there_is_one, FieldShape::line, sync::project_code_of,
                    "项目编码是 20 位数字，例如 2026-150723-13-01-123456。"},
        FilingField{"investment", "投资总额（万元）", longest_number,
                    [](Draft& draft) -> std::string& { return draft.details.investment; }, Needed::where_there_is_one,
                    FieldShape::line, sync::investment_of, "请填写大于 0 的数，单位万元，最多两位小数。"},
        FilingField{"funding", "资金来源", longest_words,
                    [](Draft& draft) -> std::string& { return draft.details.funding; }},
        FilingField{"land", "土地性质", longest_words, [](Draft& draft) -> std::string& { return draft.details.land; }},
        FilingField{"purpose", "项目主要用途及规模", longest_account,
                    [](Draft& draft) -> std::string& { return draft.details.purpose; }, Needed::where_there_is_one,
                    FieldShape::lines},
        FilingField{"progress", "目前审批进展情况", longest_account,
                    [](Draft& draft) -> std::string& { return draft.details.progress; }, Needed::where_there_is_one,
                    FieldShape::lines}};
    return fields;
}

std::string item_field(std::uint32_t number) { return std::string(item_prefix) + std::to_string(number); }

std::expected<FilingDraft, std::vector<FilingFault>> filing_of(const Form& form, const sync::Catalogue& catalogue) {
    Reader reader(form, catalogue);
    reader.read(unit_fields());
    reader.read(project_fields());
    reader.read_key_project();
    reader.read_items();
    return std::move(reader).take();
}

}  // namespace bangnin::hub::console
