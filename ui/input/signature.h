// A handwritten signature: what the person drew, stroke by stroke, with undo; kept as strokes in JSON. Pictures of it
// are made by ui/input/signature_picture.h. Pure: no clock, no screen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "ui/input/ink.h"

namespace bangnin::input {

struct SignatureField {
    float width_mm = 120;
    float height_mm = 50;

    bool operator==(const SignatureField&) const = default;
};

inline constexpr float least_side_mm = 10;
inline constexpr float greatest_side_mm = 500;
inline constexpr std::size_t max_signature_strokes = 64;
inline constexpr std::size_t max_signature_points = 8192;  // of all strokes together
inline constexpr float enough_ink_mm = 20;                 // a stroke this long is a signature's, not a slip's

enum class InkAmount : std::uint8_t { too_little, enough };

// The length of the way the pen went, in mm.
[[nodiscard]] float length_mm(const InkStroke& stroke);

class Signature {
  public:
    // Sides beyond the limits above are brought within them.
    explicit Signature(SignatureField field = {});

    // Touch down, moved, up. Points outside the field are brought to its edge, times that run backwards to the one
    // before; points that are no numbers and everything beyond the limits is dropped. A new stroke makes what was
    // undone unreachable.
    void begin_stroke(InkPoint point);
    void extend_stroke(InkPoint point);
    void end_stroke();

    void clear();  // also forgets what could be redone
    void undo();   // the last stroke; nothing where there is none
    void redo();   // the last undone one

    [[nodiscard]] const SignatureField& field() const { return field_; }
    [[nodiscard]] const Ink& ink() const { return ink_; }  // the last stroke may still be going on
    [[nodiscard]] InkAmount amount() const;
    [[nodiscard]] bool can_undo() const { return !ink_.strokes.empty(); }
    [[nodiscard]] bool can_redo() const { return !undone_.empty(); }

  private:
    void add(InkPoint point);

    SignatureField field_;
    Ink ink_;
    std::vector<InkStroke> undone_;
    std::size_t points_ = 0;
    enum class Pen : std::uint8_t { up, down } pen_ = Pen::up;
};

// {"v":1,"size":[w,h],"strokes":[[x,y,t,x,y,t,…],…]}, hundredths of a millimetre and milliseconds, all whole numbers.
[[nodiscard]] std::string to_json(const Signature& signature);

struct SignatureError {
    std::string reason;
};

inline constexpr std::size_t max_signature_json_bytes = 400'000;

// Any bytes. What it takes, to_json() gives back the same.
[[nodiscard]] std::expected<Signature, SignatureError> signature_from_json(std::string_view json);

}  // namespace bangnin::input
