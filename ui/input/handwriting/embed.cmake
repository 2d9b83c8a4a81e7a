# cmake -DINPUT=templates.bin -DOUTPUT=x.cpp -P embed.cmake: writes a C++ file whose object holds the bytes of INPUT. The assembler reads
# them: as a C++ array five megabytes would cost the compiler a minute.
file(SIZE "${INPUT}" size)
file(WRITE "${OUTPUT}" "#include \"ui/input/handwriting/templates.h\"

__asm__(
    \".section .rodata\\n\"
    \".balign 16\\n\"
    \"bangnin_handwriting_templates:\\n\"
    \".incbin \\\"${INPUT}\\\"\\n\"
    \".text\\n\");

extern \"C\" {
extern const std::byte bangnin_handwriting_templates[] __attribute__((visibility(\"hidden\")));
}

namespace bangnin::input {

std::span<const std::byte> embedded_templates() { return {bangnin_handwriting_templates, ${size}}; }

}  // namespace bangnin::input
")
