// A day by which something has to be done, as the console shows it: with the working days that are left, marked where
// they are few. Pure.
#pragma once

#include "sync/hub/console/html.h"
#include "sync/model/workdays.h"

namespace bangnin::hub::console {

Html due_part(sync::LocalDay day, const sync::DueIn& due);

}  // namespace bangnin::hub::console
