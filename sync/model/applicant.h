// What an applicant enters on the plan's appendix 3 beside the project's name, its code and the items: personal data,
// which is kept sealed.
#pragma once

#include <string>

namespace bangnin::sync {

enum class KeyProject { unknown, yes, no };

struct ApplicantDetails {
    std::string unit_name{};
    std::string unit_address{};
    std::string unit_head{};
    std::string postcode{};
    std::string phone{};
    std::string handler{};
    std::string project_address{};
    std::string investment{};  // in words as it is to be printed: "1200.00万元"
    std::string funding{};
    std::string land{};
    KeyProject key_project = KeyProject::unknown;
    std::string purpose{};
    std::string progress{};
    std::string signature{};  // PNG, base64; empty: signed on paper

    friend bool operator==(const ApplicantDetails&, const ApplicantDetails&) = default;
};

}  // namespace bangnin::sync
