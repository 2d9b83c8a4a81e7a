// Giving back what only the start needed.
#pragma once

namespace bangnin::kiosk {

/// Few heaps, and blocks as large as pictures taken from the system and given back to it one by one. Before any thread.
void be_frugal_with_memory();

/// Freed heap, and the pages of large libraries' code (the software renderer's compiler, above all), which are needed
/// again only now and then and come back from the page cache by themselves. Some milliseconds; any thread.
void give_memory_back();

}  // namespace bangnin::kiosk
