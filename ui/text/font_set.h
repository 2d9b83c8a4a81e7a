#pragma once
// The private set of fonts: a fontconfig configuration of our own and the Pango font map over it.

#include <pango/pango.h>

#include <memory>

#include "ui/text/text_engine.h"

namespace bangnin::text {

struct ObjectRelease {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T>
using ObjectPointer = std::unique_ptr<T, ObjectRelease>;

struct DescriptionRelease {
    void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
using DescriptionPointer = std::unique_ptr<PangoFontDescription, DescriptionRelease>;

// How far a font reaches above and below the baseline, in em.
struct Reach {
    double ascent = 0;
    double descent = 0;
};

class FontSet {
  public:
    [[nodiscard]] static std::expected<FontSet, Error> create(const Options& options);

    [[nodiscard]] PangoContext* context(Flow flow) const {
        return flow == Flow::horizontal ? horizontal_.get() : vertical_.get();
    }
    [[nodiscard]] Reach reach() const { return reach_; }
    [[nodiscard]] static DescriptionPointer description(Flow flow, Weight weight, double size_px);

  private:
    FontSet() = default;

    ObjectPointer<PangoFontMap> map_;
    ObjectPointer<PangoContext> horizontal_;
    ObjectPointer<PangoContext> vertical_;
    Reach reach_;
};

}  // namespace bangnin::text
