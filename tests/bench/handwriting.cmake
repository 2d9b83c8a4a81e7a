bangnin_bench(bench_handwriting ${CMAKE_CURRENT_LIST_DIR}/handwriting_bench.cpp ${CMAKE_CURRENT_LIST_DIR}/handwriting_ink.cpp
  ${CMAKE_CURRENT_LIST_DIR}/handwriting_reference.cpp
  ${CMAKE_CURRENT_LIST_DIR}/bench_report.cpp DEPS bangnin_ui_input_handwriting)
