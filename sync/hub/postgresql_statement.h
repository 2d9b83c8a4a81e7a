// A statement of PostgreSQL that takes many rows at once: its parameters are arrays, in the server's binary form, so
// that nothing has to be quoted here or read there. SOCI has no arrays; the connection is SOCI's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/hub/database.h"

namespace bangnin::hub {

// One parameter, as its bytes go over the wire.
class PostgresqlParameter {
  public:
    static PostgresqlParameter text(std::string_view value);
    static PostgresqlParameter whole(std::int64_t value);
    static PostgresqlParameter texts();
    static PostgresqlParameter wholes();

    // To an array, one more element.
    void add(std::string_view value);
    void add(std::int64_t value);
    void add_null();

    unsigned type() const { return type_; }
    std::string_view bytes() const { return bytes_; }

  private:
    PostgresqlParameter(unsigned type, unsigned element) : type_(type) {
        if (element != 0) begin_array(element);
    }
    void begin_array(unsigned element);
    void count();

    unsigned type_;
    std::string bytes_;
    std::uint32_t elements_ = 0;
};

class PostgresqlStatement {
  public:
    // Prepared at the first execution, once for its connection. `name`: for whoever looks at the server.
    PostgresqlStatement(const char* name, const char* text);

    // How many rows were concerned. Throws SOCI's exceptions.
    long long execute(soci::session& sql, const std::vector<PostgresqlParameter>& parameters);

  private:
    enum class Preparation { needed, done };

    std::string name_;  // each statement's own
    const char* text_;
    Preparation preparation_ = Preparation::needed;
};

}  // namespace bangnin::hub
