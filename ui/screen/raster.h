#pragma once
// Turns display items into Dear ImGui's triangles.

#include <imgui.h>

#include <cstdint>

#include "ui/screen/display_list.h"

namespace bangnin::screen {

// What ImGui's texture identifiers mean here: nothing (plain colour), a mask or a colour picture.
struct TextureTag {
    unsigned name = 0;
    GlTexture::Kind kind = GlTexture::Kind::mask;
};
[[nodiscard]] ImTextureID tag_of(const GlTexture* texture);
[[nodiscard]] TextureTag read_tag(ImTextureID tag);

void emit(const Item& item, const DisplayList& list, ImDrawList& triangles);

// ImGui's colours into those that the programs want: multiplied by their alpha. Once, after the last emit.
void premultiply(ImDrawList& triangles);

}  // namespace bangnin::screen
