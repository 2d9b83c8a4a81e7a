bangnin_bench(bench_screen ${CMAKE_CURRENT_LIST_DIR}/bench_screen.cpp DEPS bangnin_screen_rig)
