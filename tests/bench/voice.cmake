bangnin_bench(bench_voice ${CMAKE_CURRENT_LIST_DIR}/bench_voice.cpp ${CMAKE_CURRENT_LIST_DIR}/bench_report.cpp
  DEPS bangnin_ui_voice)
