bangnin_fuzzer(fuzz_sync_wire ${CMAKE_CURRENT_LIST_DIR}/sync_wire_fuzz.cpp DEPS bangnin_sync_wire)
bangnin_fuzzer(fuzz_sync_model ${CMAKE_CURRENT_LIST_DIR}/sync_model_fuzz.cpp DEPS bangnin_sync_wire bangnin_sync_store)
