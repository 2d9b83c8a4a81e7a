bangnin_fuzzer(fuzz_kiosk_scanned_code ${CMAKE_CURRENT_LIST_DIR}/kiosk_scanned_code_fuzz.cpp
  DEPS bangnin_kiosk_journeys)
bangnin_fuzzer(fuzz_kiosk_config ${CMAKE_CURRENT_LIST_DIR}/kiosk_config_fuzz.cpp
  DEPS bangnin_kiosk_config)
bangnin_fuzzer(fuzz_kiosk_automation ${CMAKE_CURRENT_LIST_DIR}/kiosk_automation_fuzz.cpp
  DEPS bangnin_kiosk_automation)
