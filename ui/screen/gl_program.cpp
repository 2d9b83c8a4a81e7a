#include "ui/screen/gl_program.h"

#include <array>
#include <utility>

namespace bangnin::screen {
namespace {

constexpr const char* vertex_source = R"(
attribute vec2 place;
attribute vec2 place_in_texture;
attribute vec4 colour;
uniform vec2 scale;
varying vec2 at;
varying vec4 tint;
void main() {
    at = place_in_texture;
    tint = colour;
    gl_Position = vec4(place * scale + vec2(-1.0, 1.0), 0.0, 1.0);
})";

// High precision where there is one: half floats cannot name every texel of a large picture.
constexpr const char* precision_source = R"(
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif
varying vec2 at;
varying vec4 tint;
uniform sampler2D picture;
)";

// At most one multiplication each, and none of the tint with itself: Mesa 22's software renderer has a fast path for
// such programs, which gets longer ones wrong (it squares the colour in some tiles).
const char* body(GlProgram::Source source) {
    switch (source) {
        case GlProgram::Source::plain:
            return "void main() { gl_FragColor = tint; }";
        case GlProgram::Source::mask:
            return "void main() { gl_FragColor = tint * texture2D(picture, at).a; }";
        case GlProgram::Source::picture:
            break;
    }
    return "void main() { gl_FragColor = tint * texture2D(picture, at); }";
}

std::expected<GLuint, std::string> compile(GLenum kind, std::array<const char*, 2> sources) {
    const GLuint shader = glCreateShader(kind);
    glShaderSource(shader, static_cast<GLsizei>(sources.size()), sources.data(), nullptr);
    glCompileShader(shader);
    GLint good = GL_FALSE;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
    if (good == GL_TRUE) {
        return shader;
    }
    std::array<char, 512> log{};
    glGetShaderInfoLog(shader, static_cast<GLsizei>(log.size()), nullptr, log.data());
    glDeleteShader(shader);
    return std::unexpected(std::string("shader: ") + log.data());
}

}  // namespace

std::expected<GlProgram, std::string> GlProgram::create(Source source) {
    const auto vertex = compile(GL_VERTEX_SHADER, {"", vertex_source});
    if (!vertex) {
        return std::unexpected(vertex.error());
    }
    const auto fragment = compile(GL_FRAGMENT_SHADER, {precision_source, body(source)});
    if (!fragment) {
        glDeleteShader(*vertex);
        return std::unexpected(fragment.error());
    }
    const GLuint name = glCreateProgram();
    glAttachShader(name, *vertex);
    glAttachShader(name, *fragment);
    glBindAttribLocation(name, 0, "place");
    glBindAttribLocation(name, 1, "place_in_texture");
    glBindAttribLocation(name, 2, "colour");
    glLinkProgram(name);
    glDeleteShader(*vertex);
    glDeleteShader(*fragment);
    GLint good = GL_FALSE;
    glGetProgramiv(name, GL_LINK_STATUS, &good);
    if (good != GL_TRUE) {
        glDeleteProgram(name);
        return std::unexpected(std::string("shader program does not link"));
    }
    return GlProgram(name);
}

GlProgram::GlProgram(GlProgram&& other) noexcept : name_(std::exchange(other.name_, 0)), scale_(other.scale_) {}

GlProgram& GlProgram::operator=(GlProgram&& other) noexcept {
    std::swap(name_, other.name_);
    std::swap(scale_, other.scale_);
    return *this;
}

GlProgram::~GlProgram() {
    if (name_ != 0) {
        glDeleteProgram(name_);
    }
}

void GlProgram::use(int width, int height) const {
    glUseProgram(name_);
    glUniform2f(scale_, 2.0F / static_cast<float>(width), -2.0F / static_cast<float>(height));
}

}  // namespace bangnin::screen
