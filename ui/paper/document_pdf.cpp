#include <cairo-pdf.h>

#include <algorithm>
#include <memory>

#include "ui/paper/document_layout.h"

namespace bangnin::paper {
namespace {

constexpr double pt_per_mm = 72 / 25.4;
constexpr std::size_t largest_png = 4 * 1024 * 1024;
constexpr int largest_picture_px = 8192;

struct SurfaceRelease {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using SurfacePointer = std::unique_ptr<cairo_surface_t, SurfaceRelease>;
struct PainterRelease {
    void operator()(cairo_t* painter) const { cairo_destroy(painter); }
};
using PainterPointer = std::unique_ptr<cairo_t, PainterRelease>;

cairo_status_t append(void* target, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

cairo_status_t take(void* source, unsigned char* data, unsigned int length) {
    auto& rest = *static_cast<std::string_view*>(source);
    if (length > rest.size()) return CAIRO_STATUS_READ_ERROR;
    std::copy_n(rest.begin(), length, data);
    rest.remove_prefix(length);
    return CAIRO_STATUS_SUCCESS;
}

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char byte : bytes) value = value << 8U | static_cast<unsigned char>(byte);
    return value;
}

// Its sides, which its first chunk tells, are looked at before memory is taken for them.
SurfacePointer read_png(std::string_view png) {
    constexpr std::size_t header = 24;
    if (png.size() < header || png.size() > largest_png) return nullptr;
    const auto side_fits = [](std::uint32_t side) { return side >= 1 && side <= largest_picture_px; };
    if (!side_fits(big_endian(png.substr(16, 4))) || !side_fits(big_endian(png.substr(20, 4)))) return nullptr;
    SurfacePointer picture(cairo_image_surface_create_from_png_stream(take, &png));
    return cairo_surface_status(picture.get()) == CAIRO_STATUS_SUCCESS ? std::move(picture) : nullptr;
}

enum class Drawn { done, bad_picture };

Drawn draw(cairo_t* painter, const PlacedPicture& placed) {
    const auto picture = read_png(placed.picture.png);
    if (!picture) return Drawn::bad_picture;
    const double width = cairo_image_surface_get_width(picture.get());
    const double height = cairo_image_surface_get_height(picture.get());
    const double scale = px_per_mm * std::min(placed.picture.width_mm / width, placed.picture.height_mm / height);
    cairo_save(painter);
    cairo_translate(painter, placed.x_mm * px_per_mm, placed.y_mm * px_per_mm);
    cairo_scale(painter, scale, scale);
    cairo_set_source_surface(painter, picture.get(), 0, 0);
    cairo_paint(painter);
    cairo_restore(painter);
    return Drawn::done;
}

void draw(cairo_t* painter, text::Engine& engine, const PlacedWords& placed) {
    cairo_save(painter);
    cairo_translate(painter, placed.x_mm * px_per_mm, placed.y_mm * px_per_mm);
    engine.paint(painter, placed.words.text, style_of(placed.words), placed.extent_px, placed.words.underlined);
    cairo_restore(painter);
}

Drawn draw(cairo_t* painter, text::Engine& engine, const Page& page) {
    // A scanned signature's white ground must not hide the letters beside it.
    for (const PlacedPicture& picture : page.pictures) {
        if (draw(painter, picture) == Drawn::bad_picture) return Drawn::bad_picture;
    }
    cairo_set_source_rgb(painter, 0, 0, 0);
    for (const PlacedRule& rule : page.rules) {
        cairo_rectangle(painter, rule.x_mm * px_per_mm, rule.y_mm * px_per_mm, rule.width_mm * px_per_mm,
                        rule.height_mm * px_per_mm);
    }
    cairo_fill(painter);
    for (const PlacedWords& words : page.words) draw(painter, engine, words);
    return Drawn::done;
}

void describe(cairo_surface_t* surface, const Document& document) {
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Bangnin");
    if (!document.created.empty()) {
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, document.created.c_str());
    }
}

}  // namespace

std::expected<Pdf, PdfFault> make_pdf(text::Engine& engine, const Document& document) {
    const auto layout = lay_out(engine, document);
    if (!layout) return std::unexpected(layout.error());
    Pdf pdf;
    pdf.pages = static_cast<int>(layout->pages.size());
    pdf.unknown_glyphs = layout->unknown_glyphs;
    const SurfacePointer surface(
        cairo_pdf_surface_create_for_stream(append, &pdf.bytes, page_width_mm * pt_per_mm, page_height_mm * pt_per_mm));
    describe(surface.get(), document);
    const PainterPointer painter(cairo_create(surface.get()));
    cairo_scale(painter.get(), pt_per_mm / px_per_mm, pt_per_mm / px_per_mm);
    for (const Page& page : layout->pages) {
        if (draw(painter.get(), engine, page) == Drawn::bad_picture) return std::unexpected(PdfFault::bad_picture);
        cairo_show_page(painter.get());
    }
    cairo_surface_finish(surface.get());
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS ||
        cairo_status(painter.get()) != CAIRO_STATUS_SUCCESS) {
        return std::unexpected(PdfFault::not_written);
    }
    return pdf;
}

}  // namespace bangnin::paper
