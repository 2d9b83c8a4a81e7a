# The simulator's printer, apart from the other devices: it alone draws.
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo)
bangnin_library(bangnin_devices_sim_printer
  ${CMAKE_CURRENT_LIST_DIR}/escpos_paper.cpp ${CMAKE_CURRENT_LIST_DIR}/escpos_interpreter.cpp
  ${CMAKE_CURRENT_LIST_DIR}/printer_machine.cpp ${CMAKE_CURRENT_LIST_DIR}/printer_control.cpp
  ${CMAKE_CURRENT_LIST_DIR}/printer_simulator.cpp ${CMAKE_CURRENT_LIST_DIR}/printed_jobs.cpp
  DEPS bangnin_devices_port PkgConfig::CAIRO)
