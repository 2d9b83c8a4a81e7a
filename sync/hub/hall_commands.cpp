#include "sync/hub/hall_commands.h"

#include <cstdio>

#include "sync/hub/commands.h"
#include "sync/hub/halls.h"
#include "sync/model/plain_text.h"

namespace bangnin::hub {
namespace {

int failed(std::string_view reason, int status = status_failed) {
    std::fprintf(stderr, "bangnin-hub: %.*s\n", static_cast<int>(reason.size()), reason.data());
    return status;
}

constexpr std::size_t longest_name = 100;  // code points

bool shown_text_valid(const std::string& text) {
    return text.find('\n') == std::string::npos && sync::plain_text_valid(text, longest_name);
}

// Why the order cannot be one, or nothing.
std::optional<std::string> wrong(const HallOrder& order) {
    if (!hall_id_valid(order.hall)) return "a hall's id is 1 to 32 small letters, digits and dashes";
    if (order.step == HallStep::add && order.name.value_or("").empty()) return "a new hall needs a name";
    for (const auto& text : {order.name, order.telephone}) {
        if (text && !shown_text_valid(*text)) return "names and telephones are one line of at most 100 characters";
    }
    return std::nullopt;
}

int list(Halls& halls) {
    const auto rows = halls.list();
    if (!rows) return failed(to_text(rows.error()));
    for (const HallRow& row : *rows) {
        std::printf("%s\t%s\t%s\n", row.hall.c_str(), row.name.c_str(), row.telephone.c_str());
    }
    return status_good;
}

int add(Halls& halls, const HallOrder& order) {
    const auto added =
        halls.add({order.hall, order.name.value_or(""), order.telephone.value_or("")}, sync::wall_clock_now());
    if (!added) return failed(to_text(added.error()));
    return *added ? status_good : failed("there is a hall with this id; `bangnin-hub halls` lists them");
}

int rename(Halls& halls, const HallOrder& order) {
    const auto renamed = halls.rename({order.hall, order.name, order.telephone});
    if (!renamed) return failed(to_text(renamed.error()));
    return *renamed ? status_good : failed("no hall has this id; `bangnin-hub halls` lists them");
}

}  // namespace

CLI::App* add_halls_command(CLI::App& app, HallOrder& order) {
    CLI::App* halls = app.add_subcommand("halls", "the halls that this hub serves: id, name, telephone");
    halls->require_subcommand(0, 1);
    halls->fallthrough();
    halls->add_subcommand("list", "every hall, as without a further word")->fallthrough();
    const auto step = [&](const char* name, const char* about, HallStep what) {
        CLI::App* command = halls->add_subcommand(name, about);
        command->fallthrough();
        command->add_option("--hall", order.hall, "its id: small letters, digits, dashes")->required();
        command->add_option("--name", order.name, "as its pages show it");
        command->add_option("--telephone", order.telephone, "on its phone pages");
        command->callback([&order, what] { order.step = what; });
    };
    step("add", "a further hall", HallStep::add);
    step("rename", "another name or telephone; \"\" for the first hall: the configuration's", HallStep::rename);
    return halls;
}

int run_halls(const Config& config, const HallOrder& order) {
    if (order.step != HallStep::list) {
        if (const auto fault = wrong(order)) return failed(*fault, status_usage);
    }
    auto database = Database::open(config.database);
    if (!database) return failed(to_text(database.error()));
    Halls halls(**database, config);
    switch (order.step) {
        case HallStep::list:
            return list(halls);
        case HallStep::add:
            return add(halls, order);
        case HallStep::rename:
            return rename(halls, order);
    }
    return status_usage;
}

}  // namespace bangnin::hub
