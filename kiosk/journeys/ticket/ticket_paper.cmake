bangnin_library(bangnin_kiosk_ticket_paper ${CMAKE_CURRENT_LIST_DIR}/ticket_paper.cpp ${CMAKE_CURRENT_LIST_DIR}/test_paper.cpp
  DEPS bangnin_ui_paper)
