#include "ui/screen/gl_texture.h"

#include <GLES2/gl2.h>

namespace bangnin::screen {

std::shared_ptr<const GlTexture> GlTexture::upload(Kind kind, int width, int height,
                                                   std::span<const std::uint8_t> pixels) {
    const std::size_t wanted =
        static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * (kind == Kind::mask ? 1U : 4U);
    if (width <= 0 || height <= 0 || pixels.size() < wanted) {
        return nullptr;
    }
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    // Everything is drawn pixel for pixel or in whole multiples: no filter, which is also twice as fast in software.
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    const GLint format = kind == Kind::mask ? GL_ALPHA : GL_RGBA;
    glTexImage2D(GL_TEXTURE_2D, 0, format, width, height, 0, static_cast<GLenum>(format), GL_UNSIGNED_BYTE,
                 pixels.data());
    return std::shared_ptr<const GlTexture>(new GlTexture(kind, width, height, name));
}

GlTexture::~GlTexture() { glDeleteTextures(1, &name_); }

}  // namespace bangnin::screen
