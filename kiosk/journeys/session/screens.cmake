# What the journeys look like: one function a page, drawing a pure state with ui/screen.
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo)
set_property(TARGET PkgConfig::CAIRO PROPERTY INTERFACE_COMPILE_OPTIONS "")

set(session ${CMAKE_CURRENT_LIST_DIR})
set(layout ${CMAKE_CURRENT_LIST_DIR}/../layout)
set(ticket ${CMAKE_CURRENT_LIST_DIR}/../ticket)
set(progress ${CMAKE_CURRENT_LIST_DIR}/../progress)
set(entry ${CMAKE_CURRENT_LIST_DIR}/../entry)
set(signature ${CMAKE_CURRENT_LIST_DIR}/../signature)
set(rating ${CMAKE_CURRENT_LIST_DIR}/../rating)
set(staff ${CMAKE_CURRENT_LIST_DIR}/../staff)
bangnin_library(bangnin_kiosk_screens
  ${layout}/metrics.cpp ${layout}/stack.cpp ${layout}/arrange.cpp ${layout}/choice_grid.cpp ${layout}/ink.cpp ${layout}/keys.cpp ${layout}/sheet.cpp
  ${layout}/words.cpp ${layout}/rooms.cpp ${layout}/wide_page.cpp
  ${layout}/phone_keypad.cpp ${layout}/scanner_part.cpp
  ${session}/parts.cpp ${session}/scenery.cpp ${session}/qr_picture.cpp
  ${session}/frame_screen.cpp ${session}/frame_header.cpp ${session}/frame_footer.cpp ${session}/frame_words.cpp
  ${session}/toast_screen.cpp ${session}/attract_scene.cpp ${session}/attract_screen.cpp ${session}/overlay_screen.cpp
  ${session}/dialog_parts.cpp
  ${session}/card_screen.cpp ${session}/closed_screen.cpp
  ${session}/home_screen.cpp ${session}/home_choices.cpp
  ${ticket}/ticket_screen.cpp ${ticket}/department_page.cpp ${ticket}/identify_page.cpp ${ticket}/phone_page.cpp
  ${ticket}/issued_page.cpp ${ticket}/ticket_card.cpp ${ticket}/unprinted_screen.cpp
  ${progress}/progress_screen.cpp ${progress}/scan_page.cpp ${progress}/case_page.cpp
  ${entry}/text_entry_screen.cpp ${entry}/entry_words.cpp ${entry}/entry_field.cpp ${entry}/entry_keys.cpp
  ${entry}/entry_suggestions.cpp ${entry}/entry_pad.cpp ${entry}/entry_keyboards.cpp
  ${signature}/signature_screen.cpp ${signature}/signature_words.cpp
  ${rating}/rating_screen.cpp ${rating}/rating_words.cpp ${rating}/find_page.cpp ${rating}/grade_page.cpp
  ${rating}/reasons_page.cpp ${rating}/rating_options.cpp ${rating}/rating_end_page.cpp
  ${staff}/staff_screen.cpp ${staff}/pin_page.cpp ${staff}/desk_page.cpp ${staff}/part_rows.cpp ${staff}/part_list.cpp
  ${staff}/part_news.cpp ${staff}/part_page.cpp ${staff}/card_list.cpp ${staff}/staff_keys.cpp
  DEPS bangnin_kiosk_journeys bangnin_ui_screen bangnin_ui_paper bangnin_ui_locale
       bangnin_ui_input bangnin_ui_input_signature)
target_link_libraries(bangnin_kiosk_screens PRIVATE PkgConfig::CAIRO)
