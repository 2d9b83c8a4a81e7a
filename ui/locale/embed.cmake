# cmake -DINPUT=x.mo -DFUNCTION=embedded_x -DOUTPUT=x.cpp -P embed.cmake: writes a C++ file that holds the bytes of INPUT.
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

}  // namespace bangnin::locale
")
