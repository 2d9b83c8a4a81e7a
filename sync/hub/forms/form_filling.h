// A form's template and what is known become the document to print. What is not known stays room to write by hand.
#pragma once

#include <map>
#include <set>
#include <string>

#include "sync/hub/forms/form_template.h"
#include "sync/model/service.h"

namespace bangnin::hub {

struct FormValues {
    std::map<std::string, std::string, std::less<>> texts;
    std::map<std::string, std::string, std::less<>> pictures;  // PNG
    std::set<std::uint32_t> items;                             // those ticked
};

paper::Document fill_form(text::Engine& engine, const FormTemplate& form, const FormValues& values,
                          const sync::Catalogue& catalogue);

}  // namespace bangnin::hub
