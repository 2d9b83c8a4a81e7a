bangnin_fuzzer(fuzz_text_engine ${CMAKE_CURRENT_LIST_DIR}/text_engine_fuzz.cpp DEPS bangnin_ui_paper)
