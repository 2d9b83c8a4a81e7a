#pragma once
// A sheet of thermal paper: fixed in width, as long as what is put on it.

#include "ui/paper/qr_code.h"
#include "ui/paper/raster.h"
#include "ui/paper/text_stamps.h"

namespace bangnin::paper {

// Places are dots from the sheet's top left corner. What leaves the sheet to the left, right or top is cut; downwards
// the sheet grows, to max_height at most.
class Sheet {
  public:
    static constexpr int max_height = 8192;

    // width_dots: 8…1024, a multiple of 8; other values are brought there.
    explicit Sheet(int width_dots);

    void put(int x, int y, const Stamp& stamp);
    void rule(int x, int y, int width, int height);
    // A straight line with round ends.
    void stroke(double from_x, double from_y, double to_x, double to_y, double thickness, Dots dots = Dots::fine);
    // module_dots: 1…32, whole dots a module; even ones double cleanly at even places. The quiet zone of 4 modules is
    // the caller's to keep free.
    void qr(int x, int y, const QrMatrix& code, int module_dots);
    // Adds white below, down to this height.
    void extend_to(int height);

    [[nodiscard]] int width() const { return raster_.width_dots; }
    [[nodiscard]] int height() const { return raster_.height; }
    [[nodiscard]] const Raster& raster() const { return raster_; }
    [[nodiscard]] Raster take() && { return std::move(raster_); }

  private:
    Raster raster_;
};

}  // namespace bangnin::paper
