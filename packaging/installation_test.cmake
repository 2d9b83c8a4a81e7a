# Installs into a folder of its own and sees that all is there which the programs look for beside themselves.
set(folder ${BUILD}/packaging/installed)
file(REMOVE_RECURSE ${folder})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${folder} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

set(wanted bin/bangnin-terminal bin/bangnin-hub)
foreach(asset fonts.conf calendar/2026.json catalogue/catalogue.json forms/paper/application.json icons/icons.json
              theme/tokens.json voice/zh/index.json voice/mn/index.json voice/en/index.json)
  list(APPEND wanted share/bangnin/assets/${asset})
endforeach()
foreach(schema bangnin_pinyin bangnin_stroke)
  foreach(part schema.yaml prism.bin reverse.bin table.bin)
    list(APPEND wanted share/bangnin/input/${schema}.${part})
  endforeach()
endforeach()
list(APPEND wanted share/bangnin/input/default.yaml share/bangnin/input/han.table share/bangnin/input/opencc/bangnin_t2s.json
                   share/bangnin/input/opencc/bangnin_t2s.txt)
foreach(file IN LISTS wanted)
  if(NOT EXISTS ${folder}/${file})
    message(SEND_ERROR "not installed: ${file}")
  endif()
endforeach()
file(REMOVE_RECURSE ${folder})
