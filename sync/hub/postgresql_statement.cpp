#include "sync/hub/postgresql_statement.h"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

#include <array>
#include <atomic>
#include <charconv>
#include <memory>

namespace bangnin::hub {
namespace {

// Object identifiers of types (pg_type.dat); they are the same on every server.
constexpr unsigned int8_type = 20;
constexpr unsigned text_type = 25;
constexpr unsigned texts_type = 1009;
constexpr unsigned int8s_type = 1016;

constexpr std::size_t flags_at = 4;
constexpr std::size_t count_at = 12;
constexpr std::uint32_t null_length = 0xffffffff;

template <typename Number>
void append(std::string& bytes, Number number) {
    for (int shift = 8 * (static_cast<int>(sizeof number) - 1); shift >= 0; shift -= 8) {
        bytes += static_cast<char>(static_cast<unsigned char>(number >> shift));
    }
}

void put(std::string& bytes, std::size_t at, std::uint32_t number) {
    std::string four;
    append(four, number);
    bytes.replace(at, four.size(), four);
}

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

// The server's words may repeat what was stored; they go no further than here.
void demand_success(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    throw soci::postgresql_soci_error("a statement for many rows failed", state != nullptr ? state : "08006");
}

}  // namespace

// array_recv: dimensions, whether there are nulls, the elements' type, and of the one dimension its length and its
// first index.
void PostgresqlParameter::begin_array(unsigned element) {
    append(bytes_, std::uint32_t{1});
    append(bytes_, std::uint32_t{0});
    append(bytes_, std::uint32_t{element});
    append(bytes_, std::uint32_t{0});
    append(bytes_, std::uint32_t{1});
}

PostgresqlParameter PostgresqlParameter::text(std::string_view value) {
    PostgresqlParameter parameter(text_type, 0);
    parameter.bytes_ = value;
    return parameter;
}

PostgresqlParameter PostgresqlParameter::whole(std::int64_t value) {
    PostgresqlParameter parameter(int8_type, 0);
    append(parameter.bytes_, static_cast<std::uint64_t>(value));
    return parameter;
}

PostgresqlParameter PostgresqlParameter::texts() { return {texts_type, text_type}; }
PostgresqlParameter PostgresqlParameter::wholes() { return {int8s_type, int8_type}; }

void PostgresqlParameter::count() { put(bytes_, count_at, ++elements_); }

void PostgresqlParameter::add(std::string_view value) {
    append(bytes_, static_cast<std::uint32_t>(value.size()));
    bytes_ += value;
    count();
}

void PostgresqlParameter::add(std::int64_t value) {
    append(bytes_, std::uint32_t{sizeof value});
    append(bytes_, static_cast<std::uint64_t>(value));
    count();
}

void PostgresqlParameter::add_null() {
    put(bytes_, flags_at, 1);
    append(bytes_, null_length);
    count();
}

PostgresqlStatement::PostgresqlStatement(const char* name, const char* text) : text_(text) {
    static std::atomic<std::uint64_t> made = 0;
    name_ = std::string(name) + "_" + std::to_string(++made);
}

long long PostgresqlStatement::execute(soci::session& sql, const std::vector<PostgresqlParameter>& parameters) {
    PGconn* connection = static_cast<soci::postgresql_session_backend*>(sql.get_backend())->conn_;
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<Oid> types;
    for (const PostgresqlParameter& parameter : parameters) {
        values.push_back(parameter.bytes().data());
        lengths.push_back(static_cast<int>(parameter.bytes().size()));
        types.push_back(parameter.type());
    }
    const int count = static_cast<int>(parameters.size());
    if (preparation_ == Preparation::needed) {
        const Result prepared(PQprepare(connection, name_.c_str(), text_, count, types.data()), &PQclear);
        demand_success(prepared.get());
        preparation_ = Preparation::done;
    }
    const std::vector<int> binary(parameters.size(), 1);
    const Result result(
        PQexecPrepared(connection, name_.c_str(), count, values.data(), lengths.data(), binary.data(), 0), &PQclear);
    demand_success(result.get());
    const std::string_view rows = PQcmdTuples(result.get());
    long long number = 0;
    std::from_chars(rows.data(), rows.data() + rows.size(), number);
    return number;
}

}  // namespace bangnin::hub
