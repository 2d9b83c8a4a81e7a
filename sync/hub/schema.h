// The records' schema, one script a version, for both kinds of database.
#pragma once

#include <string>

namespace bangnin::hub {

enum class DatabaseKind {
    sqlite,
    postgresql,
};

// The newest version that this program knows.
int newest_schema();
// What makes version `version` (from 1) of the one before it; statements end with ';', none holds one inside.
std::string schema_script(int version, DatabaseKind kind);

}  // namespace bangnin::hub
