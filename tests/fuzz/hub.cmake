bangnin_fuzzer(fuzz_hub_config ${CMAKE_CURRENT_LIST_DIR}/hub_config_fuzz.cpp DEPS bangnin_sync_hub)
bangnin_fuzzer(fuzz_hub_request ${CMAKE_CURRENT_LIST_DIR}/hub_request_fuzz.cpp DEPS bangnin_sync_hub)
