bangnin_bench(bench_kiosk ${CMAKE_CURRENT_LIST_DIR}/kiosk_bench.cpp ${CMAKE_CURRENT_LIST_DIR}/kiosk_rounds.cpp
  ${CMAKE_CURRENT_LIST_DIR}/kiosk_store_fill.cpp ${CMAKE_CURRENT_LIST_DIR}/bench_report.cpp
  DEPS bangnin_harness bangnin_devices_id_card bangnin_sync_link bangnin_sync_store)
if(TARGET bench_kiosk)
  add_dependencies(bench_kiosk bangnin-terminal bangnin-hub bangnin-sim)
endif()
