bangnin_bench(bench_paper ${CMAKE_CURRENT_LIST_DIR}/bench_paper.cpp
  DEPS bangnin_kiosk_ticket_paper bangnin_devices_printer)
