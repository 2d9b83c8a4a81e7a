// bangnin-hub document put|get|log: what an operator does with the documents that the devices pull.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

#include "sync/hub/config.h"

namespace bangnin::hub {

enum class DocumentStep { put, get, log };

struct DocumentRequest {
    DocumentStep step = DocumentStep::log;
    std::string name;
    std::string file;           // put: "-" is standard input
    std::uint64_t base = 0;     // put: the version that was edited
    std::uint64_t version = 0;  // get: 0 is the newest
    std::string author;         // put: whoever runs the command when not given
    std::string comment;
};

// The command line of it; `request` is filled in by parsing and must outlive the app.
CLI::App* add_document_command(CLI::App& app, DocumentRequest& request);
// Gives the program's exit status; says what went wrong on standard error.
int run_document(const Config& config, const DocumentRequest& request);

}  // namespace bangnin::hub
