bangnin_bench(bench_input ${CMAKE_CURRENT_LIST_DIR}/bench_input.cpp ${CMAKE_CURRENT_LIST_DIR}/bench_report.cpp
  DEPS bangnin_ui_input)
