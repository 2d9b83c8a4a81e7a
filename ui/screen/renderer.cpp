#include "ui/screen/renderer.h"

#include <GLES2/gl2.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "ui/screen/gl_program.h"
#include "ui/screen/raster.h"

namespace bangnin::screen {
namespace {

// ImGui lives as long as the renderer. One empty frame fills the tables that its draw lists read (how round a circle
// is).
class ImGuiHost {
  public:
    ImGuiHost() : context_(ImGui::CreateContext()) {
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.LogFilename = nullptr;
        io.DisplaySize = {64, 64};
        io.DeltaTime = 1;
        // ImGui insists on a font of its own; all our text comes from the text engine.
        io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
        io.Fonts->AddFontDefault();
        io.Fonts->Build();
        ImGui::GetStyle().CircleTessellationMaxError = 0.1F;
        ImGui::NewFrame();
        ImGui::EndFrame();
    }
    ~ImGuiHost() { ImGui::DestroyContext(context_); }
    ImGuiHost(const ImGuiHost&) = delete;
    ImGuiHost& operator=(const ImGuiHost&) = delete;

  private:
    ImGuiContext* context_;
};

bool is_software(std::string_view renderer) {
    return renderer.contains("llvmpipe") || renderer.contains("softpipe") || renderer.contains("swrast");
}

void push_cut(ImDrawList& triangles, const PixelRect& rect) {
    triangles.PushClipRect({static_cast<float>(rect.left), static_cast<float>(rect.top)},
                           {static_cast<float>(rect.right), static_cast<float>(rect.bottom)});
}

std::string renderer_name() {
    const GLubyte* name = glGetString(GL_RENDERER);
    std::string text;
    for (; name != nullptr && *name != 0; ++name) {
        text.push_back(static_cast<char>(*name));
    }
    return text;
}

}  // namespace

struct Renderer::State {
    int width = 0;
    int height = 0;
    std::function<void()> present;
    std::string name;
    ImGuiHost imgui;
    ImDrawList triangles{ImGui::GetDrawListSharedData()};
    std::vector<GlProgram> programs;  // by GlProgram::Source
    Retention retention = Retention::texture;
    GLuint frame_texture = 0;
    GLuint frame_buffer = 0;
    bool software = false;

    const GlProgram& program(GlProgram::Source source) { return programs[static_cast<std::size_t>(source)]; }
    bool window_keeps_pixels() const;
    void make_frame_texture();
    void drop_frame_texture();
    void bind_frame() const { glBindFramebuffer(GL_FRAMEBUFFER, retention == Retention::texture ? frame_buffer : 0); }
    void draw_rect(const DisplayList& list, const PixelRect& rect);
    void draw_triangles();
    void copy_to_window();
};

// Three presentations, each with a colour of its own that only a reader of pixels can tell from the others: a window
// with several buffers shows an older one afterwards.
bool Renderer::State::window_keeps_pixels() const {
    if (!software) {
        return false;
    }
    glDisable(GL_SCISSOR_TEST);
    for (int round = 1; round <= 3; ++round) {
        glClearColor(static_cast<float>(9 + round) / 255.0F, 47.0F / 255.0F, 51.0F / 255.0F, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        present();
        std::array<std::uint8_t, 4> pixel{};
        glReadPixels(width / 2, height / 2, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, pixel.data());
        if (pixel[0] != 9 + round) {
            return false;
        }
    }
    return true;
}

void Renderer::State::make_frame_texture() {
    glGenTextures(1, &frame_texture);
    glBindTexture(GL_TEXTURE_2D, frame_texture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glGenFramebuffers(1, &frame_buffer);
    glBindFramebuffer(GL_FRAMEBUFFER, frame_buffer);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, frame_texture, 0);
}

void Renderer::State::drop_frame_texture() {
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    if (frame_buffer != 0) {
        glDeleteFramebuffers(1, &frame_buffer);
        glDeleteTextures(1, &frame_texture);
        frame_buffer = 0;
        frame_texture = 0;
    }
}

std::expected<std::unique_ptr<Renderer>, std::string> Renderer::create(int width, int height,
                                                                       std::function<void()> present) {
    auto state = std::make_unique<State>();
    state->width = width;
    state->height = height;
    state->present = std::move(present);
    state->name = renderer_name();
    state->software = is_software(state->name);
    for (const auto source : {GlProgram::Source::plain, GlProgram::Source::mask, GlProgram::Source::picture}) {
        auto program = GlProgram::create(source);
        if (!program) {
            return std::unexpected(program.error());
        }
        state->programs.push_back(std::move(*program));
    }
    glViewport(0, 0, width, height);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    for (const GLuint attribute : {0U, 1U, 2U}) {
        glEnableVertexAttribArray(attribute);
    }
    const Retention retention = state->window_keeps_pixels() ? Retention::window : Retention::texture;
    std::unique_ptr<Renderer> renderer(new Renderer(std::move(state)));
    renderer->keep_in(retention);
    return renderer;
}

Renderer::Renderer(std::unique_ptr<State> state) : state_(std::move(state)) {}

Renderer::~Renderer() { state_->drop_frame_texture(); }

const std::string& Renderer::name() const { return state_->name; }

Retention Renderer::retention() const { return state_->retention; }

void Renderer::keep_in(Retention retention) {
    state_->drop_frame_texture();
    state_->retention = retention;
    if (retention == Retention::texture) {
        state_->make_frame_texture();
    }
}

void Renderer::resize(int width, int height) {
    state_->width = width;
    state_->height = height;
    glViewport(0, 0, width, height);
    keep_in(state_->retention);
}

void Renderer::State::draw_triangles() {
    for (const ImDrawCmd& command : triangles.CmdBuffer) {
        if (command.ElemCount == 0) {
            continue;
        }
        const TextureTag tag = read_tag(command.GetTexID());
        if (tag.name == 0) {
            program(GlProgram::Source::plain).use(width, height);
        } else {
            glBindTexture(GL_TEXTURE_2D, tag.name);
            program(tag.kind == GlTexture::Kind::mask ? GlProgram::Source::mask : GlProgram::Source::picture)
                .use(width, height);
        }
        const ImVec4& cut = command.ClipRect;
        glScissor(static_cast<GLint>(cut.x), height - static_cast<GLint>(cut.w), static_cast<GLsizei>(cut.z - cut.x),
                  static_cast<GLsizei>(cut.w - cut.y));
        const auto* vertices = reinterpret_cast<const char*>(triangles.VtxBuffer.Data + command.VtxOffset);
        glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), vertices + offsetof(ImDrawVert, pos));
        glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), vertices + offsetof(ImDrawVert, uv));
        glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(ImDrawVert),
                              vertices + offsetof(ImDrawVert, col));
        glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount),
                       sizeof(ImDrawIdx) == 2 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_INT,
                       triangles.IdxBuffer.Data + command.IdxOffset);
    }
}

void Renderer::State::draw_rect(const DisplayList& list, const PixelRect& rect) {
    const auto& items = list.items();
    const auto& traces = list.traces();
    // What an opaque rectangle hides need not be drawn, and the rectangle itself is a clear, which costs nothing.
    std::size_t first = 0;
    Rgba ground{0, 0, 0, 255};
    for (std::size_t i = items.size(); i-- > 0;) {
        if (items[i].opaque() && traces[i].bounds.covers(rect)) {
            ground = items[i].colour;
            first = i + 1;
            break;
        }
    }
    glScissor(rect.left, height - rect.bottom, rect.right - rect.left, rect.bottom - rect.top);
    glClearColor(static_cast<float>(ground.r) / 255.0F, static_cast<float>(ground.g) / 255.0F,
                 static_cast<float>(ground.b) / 255.0F, 1);
    glClear(GL_COLOR_BUFFER_BIT);

    triangles._ResetForNewFrame();
    triangles.Flags =
        ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill | ImDrawListFlags_AllowVtxOffset;
    push_cut(triangles, rect);
    for (std::size_t i = first; i < items.size(); ++i) {
        if (!traces[i].bounds.meets(rect)) {
            continue;
        }
        if (items[i].cut) {
            push_cut(triangles, intersection(*items[i].cut, rect));
            emit(items[i], list, triangles);
            triangles.PopClipRect();
        } else {
            emit(items[i], list, triangles);
        }
    }
    premultiply(triangles);
    draw_triangles();
}

void Renderer::State::copy_to_window() {
    struct Corner {
        float x, y, u, v;
        std::array<std::uint8_t, 4> colour;
    };
    const auto w = static_cast<float>(width);
    const auto h = static_cast<float>(height);
    constexpr std::array<std::uint8_t, 4> white = {255, 255, 255, 255};
    const std::array<Corner, 4> corners = {
        {{0, 0, 0, 1, white}, {w, 0, 1, 1, white}, {0, h, 0, 0, white}, {w, h, 1, 0, white}}};
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glDisable(GL_SCISSOR_TEST);
    glBindTexture(GL_TEXTURE_2D, frame_texture);
    program(GlProgram::Source::picture).use(width, height);
    const auto* bytes = reinterpret_cast<const char*>(corners.data());
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, sizeof(Corner), bytes);
    glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(Corner), bytes + offsetof(Corner, u));
    glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(Corner), bytes + offsetof(Corner, colour));
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

void Renderer::draw(const DisplayList& list, std::span<const PixelRect> damage) {
    state_->bind_frame();
    glEnable(GL_SCISSOR_TEST);
    for (const PixelRect& rect : damage) {
        state_->draw_rect(list, rect);
    }
    if (state_->retention == Retention::texture) {
        state_->copy_to_window();
    }
    state_->present();
    if (state_->software) {
        glFinish();  // so that what we say about times is about pixels, not about promises
    }
}

std::vector<std::uint8_t> Renderer::read_frame() {
    const auto row = static_cast<std::size_t>(state_->width) * 4;
    const auto rows = static_cast<std::size_t>(state_->height);
    std::vector<std::uint8_t> pixels(row * rows);
    state_->bind_frame();
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, state_->width, state_->height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    for (std::size_t y = 0; y < rows / 2; ++y) {  // OpenGL counts rows from the bottom
        std::swap_ranges(pixels.begin() + static_cast<std::ptrdiff_t>(y * row),
                         pixels.begin() + static_cast<std::ptrdiff_t>((y + 1) * row),
                         pixels.begin() + static_cast<std::ptrdiff_t>((rows - 1 - y) * row));
    }
    return pixels;
}

}  // namespace bangnin::screen
