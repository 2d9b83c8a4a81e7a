// The hall's sections as a terminal's file and the hub's document both write them.
#pragma once

#include "sync/settings/hall_settings.h"
#include "sync/settings/table_reader.h"

namespace bangnin::sync {

/// whole: what a hall must say must be there. parts: only the sections that are there are read.
enum class HallSections { whole, parts };
/// Each section that is there stands instead of what `settings` had of it.
void read_hall_sections(TableReader& root, HallSettings& settings, HallSections sections);

}  // namespace bangnin::sync
