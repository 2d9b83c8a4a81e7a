#include "tests/faults/store_reader.h"

#include <sqlite3.h>

#include <algorithm>

#include "sync/model/token.h"

namespace bangnin::faults {
namespace {

std::string text_at(sqlite3_stmt* row, int column) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
}

std::string token_text(const std::string& bytes) {
    sync::Token::Bytes token{};
    if (bytes.size() != token.size()) return {};
    std::ranges::copy(bytes, token.begin());
    return sync::Token{token}.text();
}

std::expected<std::vector<StoredTicket>, std::string> read_all(sqlite3* database) {
    sqlite3_stmt* row = nullptr;
    std::vector<StoredTicket> tickets;
    int code =
        sqlite3_prepare_v2(database, "SELECT number, token, print_state FROM ticket ORDER BY id", -1, &row, nullptr);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(row);
        if (code == SQLITE_ROW) tickets.push_back({text_at(row, 0), token_text(text_at(row, 1)), text_at(row, 2)});
    }
    sqlite3_finalize(row);
    if (code != SQLITE_DONE) return std::unexpected(sqlite3_errmsg(database));
    return tickets;
}

}  // namespace

std::expected<std::vector<StoredTicket>, std::string> read_tickets(const std::filesystem::path& database,
                                                                   const std::filesystem::path& scratch) {
    std::error_code error;
    std::filesystem::remove_all(scratch, error);
    std::filesystem::create_directories(scratch, error);
    // Not the shared-memory file: it belongs to the process that died, and the log is read anew without it.
    for (const char* part : {"", "-wal"}) {
        const std::filesystem::path file = database.string() + part;
        if (!std::filesystem::exists(file, error)) continue;
        if (!std::filesystem::copy_file(file, scratch / file.filename(), error))
            return std::unexpected(error.message());
    }
    sqlite3* copy = nullptr;
    std::expected<std::vector<StoredTicket>, std::string> tickets = std::unexpected("the copy does not open");
    if (sqlite3_open((scratch / database.filename()).c_str(), &copy) == SQLITE_OK) tickets = read_all(copy);
    sqlite3_close(copy);
    return tickets;
}

}  // namespace bangnin::faults
