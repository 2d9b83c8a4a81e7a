bangnin_fuzzer(fuzz_hub_api ${CMAKE_CURRENT_LIST_DIR}/hub_api_fuzz.cpp DEPS bangnin_sync_hub_server)
bangnin_fuzzer(fuzz_hub_certificate ${CMAKE_CURRENT_LIST_DIR}/hub_certificate_fuzz.cpp
  DEPS bangnin_sync_hub bangnin_sync_link)
bangnin_fuzzer(fuzz_hub_config ${CMAKE_CURRENT_LIST_DIR}/hub_config_fuzz.cpp DEPS bangnin_sync_hub)
bangnin_fuzzer(fuzz_hub_form ${CMAKE_CURRENT_LIST_DIR}/hub_form_fuzz.cpp DEPS bangnin_sync_hub)
bangnin_fuzzer(fuzz_hub_proxy ${CMAKE_CURRENT_LIST_DIR}/hub_proxy_fuzz.cpp DEPS bangnin_sync_hub)
bangnin_fuzzer(fuzz_hub_request ${CMAKE_CURRENT_LIST_DIR}/hub_request_fuzz.cpp DEPS bangnin_sync_hub)
