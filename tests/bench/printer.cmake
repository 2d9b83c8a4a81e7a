bangnin_bench(bench_printer ${CMAKE_CURRENT_LIST_DIR}/printer_bench.cpp
  DEPS bangnin_devices_printer bangnin_devices_sim_printer)
