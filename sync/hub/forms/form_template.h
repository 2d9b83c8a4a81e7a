// A paper form's wording and layout, as assets/forms/paper has them: paragraphs and tables with places for values.
//
//   {"title": "…", "page_numbers": "…", "blocks": [
//     {"text": "…", "size": 10.5, "bold": true, "align": "centre", "spacing": 1.5, "before": 3, "after": 3},
//     {"columns": [20, 146], "edges": "open", "size": 10.5, "rows": [{"height": 9, "cells": [{"text": "…", "rows": 2,
//        "columns": 2, "vertical": "top", "picture": "handler", "picture_width": 40, "picture_height": 15}]}]},
//     {"items": "numbered", "size": 9.5}]}
//
// A row {"items": "pairs", "columns": 3, "labels": […]} becomes as many rows as the catalogue's items take, two in a
// row where they fit, behind labels that reach over all of them. Sizes are points, everything else millimetres. In a
// text {name} is a value, {name:8} the same or room to write for eight characters, {name:8_} the same on a line,
// {name:box} a box, ticked where there is a value.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ui/paper/document.h"

namespace bangnin::hub {

struct TemplateCell {
    paper::Cell cell;     // its text with places
    std::string picture;  // its name; empty: none
    double picture_width_mm = 40;
    double picture_height_mm = 15;
};

struct TemplateRow {
    double height_mm = 8;
    std::vector<TemplateCell> cells;
};

struct ItemPairs {
    double height_mm = 5;
    int columns = 1;  // of each of the two
    paper::Words look;
    std::vector<TemplateCell> labels;
};

struct TemplateTable {
    std::vector<double> columns_mm;
    paper::Edge edges = paper::Edge::ruled;
    std::vector<std::variant<TemplateRow, ItemPairs>> rows;
};

struct ItemList {
    paper::Words look;
};

struct FormTemplate {
    std::string title;
    std::string page_numbers;
    std::vector<std::variant<paper::Paragraph, TemplateTable, ItemList>> blocks;
};

struct TemplateError {
    std::string reason;  // for the log
};

// Total: any bytes give a template or an error.
std::expected<FormTemplate, TemplateError> parse_form_template(std::string_view json);

}  // namespace bangnin::hub
