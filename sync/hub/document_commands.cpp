#include "sync/hub/document_commands.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include "sync/hub/authority.h"
#include "sync/hub/commands.h"
#include "sync/hub/documents.h"
#include "sync/wire/limits.h"

namespace bangnin::hub {
namespace {

int failed(std::string_view reason) {
    std::fprintf(stderr, "bangnin-hub: %.*s\n", static_cast<int>(reason.size()), reason.data());
    return status_failed;
}

std::optional<std::string> read_body(const std::string& file) {
    std::ifstream opened;
    if (file != "-") opened.open(file, std::ios::binary);
    std::istream& stream = file == "-" ? std::cin : opened;
    if (!stream) return std::nullopt;
    std::string body(sync::wire::max_document_bytes + 1, '\0');
    stream.read(body.data(), static_cast<std::streamsize>(body.size()));
    body.resize(static_cast<std::size_t>(stream.gcount()));
    return stream.bad() ? std::nullopt : std::optional(body);
}

std::string whoever_runs_this() {
    const passwd* entry = getpwuid(getuid());
    return entry != nullptr ? entry->pw_name : std::to_string(getuid());
}

int put(Database& database, const Config& config, const DocumentRequest& request) {
    const auto body = read_body(request.file);
    if (!body) return failed(request.file + " cannot be read");
    const std::string place = request.file == "-" ? request.name : request.file;
    if (const auto fault = document_fault(request.name, *body, place, config)) return failed(*fault);
    const auto authority = Authority::open(config.state_dir, config.hosts, sync::wall_clock_now());
    if (!authority) return failed(to_text(authority.error()));
    const DocumentDraft draft{request.name, *body, request.base,
                              request.author.empty() ? whoever_runs_this() : request.author, request.comment};
    const auto put = Documents(database).put(draft, *authority, sync::wall_clock_now());
    if (!put) return failed(to_text(put.error()));
    if (*put) {
        std::printf("%s is at version %llu\n", request.name.c_str(), static_cast<unsigned long long>(**put));
        return status_good;
    }
    const PutRefusal& refusal = put->error();
    if (refusal.fault == PutFault::crypto) return failed("it could not be signed");
    const std::string newest = std::to_string(refusal.newest);
    return failed("the newest version is " + newest + ", and this one was made of " + std::to_string(request.base) +
                  ": look at it (document get " + request.name + "), then put yours with --base " + newest);
}

int get(Database& database, const DocumentRequest& request) {
    Documents documents(database);
    const auto found =
        request.version == 0 ? documents.newest(request.name) : documents.version(request.name, request.version);
    if (!found) return failed(to_text(found.error()));
    if (!*found) return failed("there is no such version of " + request.name);
    std::fwrite((*found)->body.data(), 1, (*found)->body.size(), stdout);
    return status_good;
}

int log(Database& database, const DocumentRequest& request) {
    const auto versions = Documents(database).log(request.name);
    if (!versions) return failed(to_text(versions.error()));
    for (const DocumentVersion& one : *versions) {
        std::printf("%llu\t%s\t%s\t%s\n", static_cast<unsigned long long>(one.version), sync::to_text(one.at).c_str(),
                    one.author.c_str(), one.comment.c_str());
    }
    return status_good;
}

}  // namespace

CLI::App* add_document_command(CLI::App& app, DocumentRequest& request) {
    CLI::App* document = app.add_subcommand("document", "what the devices pull: hall (settings) and catalogue");
    document->require_subcommand(1);
    document->fallthrough();
    const auto step = [&](const char* name, const char* about, DocumentStep what) {
        CLI::App* command = document->add_subcommand(name, about);
        command->fallthrough();
        command->add_option("name", request.name, "hall or catalogue")->required();
        command->callback([&request, what] { request.step = what; });
        return command;
    };
    CLI::App* put = step("put", "sign a new version and have every device take it", DocumentStep::put);
    put->add_option("file", request.file, "the whole text; - reads standard input")->required();
    put->add_option("--base", request.base, "the version that was edited; it must still be the newest");
    put->add_option("--author", request.author, "who made it, if not who runs this");
    put->add_option("--comment", request.comment, "what it changes, for the log");
    CLI::App* get = step("get", "print a version, the newest when none is named", DocumentStep::get);
    get->add_option("--version", request.version, "which one");
    step("log", "list the versions, the latest first: version, time, author, comment", DocumentStep::log);
    return document;
}

int run_document(const Config& config, const DocumentRequest& request) {
    auto database = Database::open(config.database);
    if (!database) return failed(to_text(database.error()));
    switch (request.step) {
        case DocumentStep::put:
            return put(**database, config, request);
        case DocumentStep::get:
            return get(**database, request);
        case DocumentStep::log:
            return log(**database, request);
    }
    return status_usage;
}

}  // namespace bangnin::hub
