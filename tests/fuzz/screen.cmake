bangnin_fuzzer(fuzz_screen_assets ${CMAKE_CURRENT_LIST_DIR}/screen_fuzz.cpp DEPS bangnin_ui_screen)
