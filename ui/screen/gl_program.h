#pragma once
// The three ways a pixel gets its colour: plain, through a mask, from a picture.

#include <GLES2/gl2.h>

#include <expected>
#include <string>

namespace bangnin::screen {

class GlProgram {
  public:
    enum class Source { plain, mask, picture };

    // Attributes: 0 place (px of the glass), 1 place in the texture (0…1), 2 colour,
    // multiplied by its alpha.
    [[nodiscard]] static std::expected<GlProgram, std::string> create(Source source);
    GlProgram(GlProgram&& other) noexcept;
    GlProgram& operator=(GlProgram&& other) noexcept;
    ~GlProgram();

    // For a surface of this size, (0,0) at its top left.
    void use(int width, int height) const;

  private:
    explicit GlProgram(GLuint name) : name_(name), scale_(glGetUniformLocation(name, "scale")) {}

    GLuint name_ = 0;
    GLint scale_ = -1;
};

}  // namespace bangnin::screen
