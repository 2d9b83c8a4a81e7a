# cmake -DINPUT=x.mo -DMSGFMT=msgfmt -DCATALOGUE=x.po -DFUNCTION=embedded_x -DOUTPUT=x.cpp -P embed.cmake: writes a C++
# file that holds the bytes of INPUT and the counts that msgfmt makes of CATALOGUE ("3 translated messages, 2 fuzzy
# translations, 1 untranslated message.").
execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C "${MSGFMT}" --statistics -o /dev/null "${CATALOGUE}"
  ERROR_VARIABLE counted RESULT_VARIABLE status)
if(NOT status EQUAL 0 OR NOT counted MATCHES "([0-9]+) translated message")
  message(FATAL_ERROR "${CATALOGUE}: ${counted}")
endif()
set(counts ".translated = ${CMAKE_MATCH_1}")
foreach(kind fuzzy untranslated)
  if(counted MATCHES "([0-9]+) ${kind}")
    string(APPEND counts ", .${kind} = ${CMAKE_MATCH_1}")
  endif()
endforeach()

file(READ "${INPUT}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(................................................................................)" "\\1\n    " bytes "${bytes}")
file(WRITE "${OUTPUT}" "#include \"ui/locale/embedded.h\"

namespace bangnin::locale {
namespace {
constexpr unsigned char bytes[] = {
    ${bytes}
};
}  // namespace

std::span<const std::byte> ${FUNCTION}() { return std::as_bytes(std::span(bytes)); }
Completeness ${FUNCTION}_counts() { return {${counts}}; }

}  // namespace bangnin::locale
")
