#include "sync/hub/database_place.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>

namespace bangnin::hub {
namespace {

struct OptionsDeleter {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

struct Setting {
    std::string_view keyword;
    std::string_view value;
};

// Where the URI does not say otherwise: a server that does not answer, or has gone without a word, must not hold the
// hub for longer than a device waits.
constexpr std::array<Setting, 7> habits{{{"connect_timeout", "4"},
                                         {"tcp_user_timeout", "20000"},
                                         {"client_encoding", "UTF8"},
                                         {"keepalives_idle", "20"},
                                         {"keepalives_interval", "5"},
                                         {"keepalives_count", "3"},
                                         {"application_name", "bangnin-hub"}}};

bool is_uri(std::string_view text) { return text.starts_with("postgresql://") || text.starts_with("postgres://"); }

std::string setting(std::string_view keyword, std::string_view value) {
    std::string text = std::string(keyword) + "='";
    for (const char letter : value) {
        if (letter == '\'' || letter == '\\') text += '\\';
        text += letter;
    }
    return text + "' ";
}

}  // namespace

std::expected<DatabasePlace, std::string> DatabasePlace::parse(std::string_view text) {
    if (!is_uri(text)) {
        // What was meant for a server must not become the name of a fresh file that devices are told is safe.
        const auto before_path = text.substr(0, text.find('/'));
        if (before_path.find_first_of(":=") != std::string_view::npos) {
            return std::unexpected("is neither a file's path nor postgresql://user@host:port/database");
        }
        return DatabasePlace(DatabaseKind::sqlite, std::string(text));
    }
    char* reason = nullptr;
    const std::unique_ptr<PQconninfoOption, OptionsDeleter> options(
        PQconninfoParse(std::string(text).c_str(), &reason));
    PQfreemem(reason);
    if (!options) return std::unexpected("is not a connection URI: postgresql://user@host:port/database?option=value");
    std::string connection;
    std::set<std::string_view> given;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val == nullptr) continue;
        connection += setting(option->keyword, option->val);
        given.insert(option->keyword);
    }
    for (const auto& [keyword, value] : habits) {
        if (!given.contains(keyword)) connection += setting(keyword, value);
    }
    return DatabasePlace(DatabaseKind::postgresql, connection);
}

}  // namespace bangnin::hub
