# What goes wrong at the kiosk itself: its process, its devices, its disk, its clock and impatient fingers.
find_package(SQLite3 REQUIRED)
bangnin_test(test_faults_kill kill_test.cpp store_reader.cpp
  DEPS bangnin_faults_hall SQLite::SQLite3 LABELS faults slow TIMEOUT 900)
bangnin_test(test_faults_fingers fingers_test.cpp DEPS bangnin_faults_hall LABELS faults TIMEOUT 300)
bangnin_test(test_faults_printer printer_test.cpp DEPS bangnin_faults_hall LABELS faults TIMEOUT 300)
bangnin_test(test_faults_id_reader id_reader_test.cpp DEPS bangnin_faults_hall LABELS faults TIMEOUT 300)
bangnin_test(test_faults_clock clock_test.cpp DEPS bangnin_faults_hall LABELS faults TIMEOUT 300)
bangnin_test(test_faults_store store_trouble_test.cpp damaged_store_test.cpp store_reader.cpp
  DEPS bangnin_faults_hall SQLite::SQLite3 LABELS faults TIMEOUT 300)
foreach(part kill fingers printer id_reader clock store)
  add_dependencies(test_faults_${part} bangnin-terminal bangnin-hub bangnin-sim)
endforeach()
