bangnin_fuzzer(fuzz_voice_wav ${CMAKE_CURRENT_LIST_DIR}/voice_wav_fuzz.cpp DEPS bangnin_ui_voice)
bangnin_fuzzer(fuzz_voice_text ${CMAKE_CURRENT_LIST_DIR}/voice_text_fuzz.cpp DEPS bangnin_ui_voice)
bangnin_fuzzer(fuzz_voice_phrasebook ${CMAKE_CURRENT_LIST_DIR}/voice_phrasebook_fuzz.cpp DEPS bangnin_ui_voice)
