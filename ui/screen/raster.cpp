#include "ui/screen/raster.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace bangnin::screen {
namespace {

ImU32 packed(Rgba colour) { return IM_COL32(colour.r, colour.g, colour.b, colour.a); }

ImDrawFlags rounded(Corners corners) {
    switch (corners) {
        case Corners::top:
            return ImDrawFlags_RoundCornersTop;
        case Corners::bottom:
            return ImDrawFlags_RoundCornersBottom;
        case Corners::all:
            break;
    }
    return ImDrawFlags_RoundCornersAll;
}

void emit_outline(const Item& item, ImDrawList& triangles) {
    const Rect line = item.box.grown(-item.line_width / 2);
    triangles.PathRect({line.x, line.y}, {line.right(), line.bottom()},
                       std::max(0.0F, item.radius - item.line_width / 2), rounded(item.corners));
    triangles.PathStroke(packed(item.colour), ImDrawFlags_Closed, item.line_width);
}

void emit_polygon(const Item& item, const DisplayList& list, ImDrawList& triangles) {
    triangles.PathClear();
    for (const Point& point : list.points(item)) {
        triangles.PathLineTo({point.x, point.y});
    }
    triangles.PathFillConvex(packed(item.colour));
}

void emit_frame9(const Item& item, ImDrawList& triangles) {
    const Rect& box = item.box;
    // A surface smaller than two corners shows only their outer parts.
    const float across = std::min(static_cast<float>(item.slice), box.w / 2);
    const float down = std::min(static_cast<float>(item.slice), box.h / 2);
    const float u = across / static_cast<float>(item.texture->width());
    const float v = down / static_cast<float>(item.texture->height());
    const std::array<float, 4> x = {box.x, box.x + across, box.right() - across, box.right()};
    const std::array<float, 4> y = {box.y, box.y + down, box.bottom() - down, box.bottom()};
    const std::array<float, 4> us = {0, u, 1 - u, 1};
    const std::array<float, 4> vs = {0, v, 1 - v, 1};
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column) {
            if (row == 1 && column == 1) {
                continue;  // the surface itself covers the middle
            }
            triangles.AddImage(tag_of(item.texture.get()), {x.at(column), y.at(row)}, {x.at(column + 1), y.at(row + 1)},
                               {us.at(column), vs.at(row)}, {us.at(column + 1), vs.at(row + 1)}, packed(item.colour));
        }
    }
}

}  // namespace

// GL names are small numbers: one bit more tells the kind. ImTextureID is a pointer in older ImGuis and an integer in
// newer ones; the C cast fits both.
ImTextureID tag_of(const GlTexture* texture) {
    if (texture == nullptr) {
        return ImTextureID{};
    }
    const auto bits =
        static_cast<std::intptr_t>(texture->name()) * 2 + (texture->kind() == GlTexture::Kind::colour ? 1 : 0);
    return (ImTextureID)bits;  // NOLINT
}

TextureTag read_tag(ImTextureID tag) {
    const auto bits = (std::intptr_t)tag;  // NOLINT
    return {static_cast<unsigned>(bits / 2), bits % 2 == 1 ? GlTexture::Kind::colour : GlTexture::Kind::mask};
}

void emit(const Item& item, const DisplayList& list, ImDrawList& triangles) {
    const Rect& box = item.box;
    switch (item.kind) {
        case Item::Kind::fill:
            triangles.AddRectFilled({box.x, box.y}, {box.right(), box.bottom()}, packed(item.colour), item.radius,
                                    rounded(item.corners));
            break;
        case Item::Kind::outline:
            emit_outline(item, triangles);
            break;
        case Item::Kind::stroke:
            triangles.PathLineTo({box.x, box.y});
            triangles.PathLineTo({box.right(), box.bottom()});
            triangles.PathStroke(packed(item.colour), ImDrawFlags_None, item.line_width);
            break;
        case Item::Kind::polygon:
            emit_polygon(item, list, triangles);
            break;
        case Item::Kind::picture:
            triangles.AddImage(tag_of(item.texture.get()), {box.x, box.y}, {box.right(), box.bottom()}, {0, 0}, {1, 1},
                               packed(item.colour));
            break;
        case Item::Kind::frame9:
            emit_frame9(item, triangles);
            break;
    }
}

void premultiply(ImDrawList& triangles) {
    for (ImDrawVert& vertex : triangles.VtxBuffer) {
        const ImU32 alpha = (vertex.col >> IM_COL32_A_SHIFT) & 0xFFU;
        if (alpha == 255) {
            continue;
        }
        const auto part = [&](unsigned shift) {
            return (((vertex.col >> shift) & 0xFFU) * alpha + 127) / 255 << shift;
        };
        vertex.col =
            part(IM_COL32_R_SHIFT) | part(IM_COL32_G_SHIFT) | part(IM_COL32_B_SHIFT) | (alpha << IM_COL32_A_SHIFT);
    }
}

}  // namespace bangnin::screen
