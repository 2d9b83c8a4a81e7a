bangnin_fuzzer(fuzz_sync_link ${CMAKE_CURRENT_LIST_DIR}/sync_link_fuzz.cpp DEPS bangnin_sync_link)
bangnin_fuzzer(fuzz_sync_model ${CMAKE_CURRENT_LIST_DIR}/sync_model_fuzz.cpp DEPS bangnin_sync_wire bangnin_sync_store)
bangnin_fuzzer(fuzz_sync_seal ${CMAKE_CURRENT_LIST_DIR}/sync_seal_fuzz.cpp DEPS bangnin_sync_hub bangnin_sync_seal)
bangnin_fuzzer(fuzz_sync_wire ${CMAKE_CURRENT_LIST_DIR}/sync_wire_fuzz.cpp DEPS bangnin_sync_wire)
