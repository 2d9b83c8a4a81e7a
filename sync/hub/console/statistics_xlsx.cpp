// The figures as a workbook, by libxlsxwriter. It writes into a file by name; the file here is memory.
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>

#include "sync/hub/console/statistics_table.h"

namespace bangnin::hub::console {
namespace {

constexpr double usual_width = 14;  // of a column, in digits of the usual font

class MemoryFile {
  public:
    MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
    ~MemoryFile() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    bool is_there() const { return descriptor_ >= 0; }
    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
    std::string content() const {
        const off_t size = lseek(descriptor_, 0, SEEK_END);
        if (size <= 0) return {};
        std::string bytes(static_cast<std::size_t>(size), '\0');
        const ssize_t count = pread(descriptor_, bytes.data(), bytes.size(), 0);
        return count == size ? bytes : std::string();
    }

  private:
    int descriptor_;
};

struct Formats {
    lxw_format* title = nullptr;
    lxw_format* heading = nullptr;
    lxw_format* decimal = nullptr;
    lxw_format* share = nullptr;
};

Formats formats_of(lxw_workbook* book) {
    Formats formats{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book),
                    workbook_add_format(book)};
    format_set_bold(formats.title);
    format_set_bold(formats.heading);
    format_set_bottom(formats.heading, LXW_BORDER_THIN);
    format_set_num_format(formats.decimal, "0.0");
    format_set_num_format(formats.share, "0.0%");
    return formats;
}

struct Place {
    lxw_worksheet* sheet;
    lxw_row_t row;
    lxw_col_t column;
};

// Text is text to a workbook, whatever it begins with.
struct CellWriter {
    const Place& at;
    const Formats& formats;
    void operator()(std::monostate) const {}
    void operator()(const std::string& text) const {
        worksheet_write_string(at.sheet, at.row, at.column, text.c_str(), nullptr);
    }
    void operator()(std::uint32_t number) const {
        worksheet_write_number(at.sheet, at.row, at.column, number, nullptr);
    }
    void operator()(Decimal number) const {
        worksheet_write_number(at.sheet, at.row, at.column, number.value, formats.decimal);
    }
    void operator()(Share share) const {
        worksheet_write_number(at.sheet, at.row, at.column, share.value, formats.share);
    }
};

void write_sheet(lxw_workbook* book, const Formats& formats, const Table& table, const std::string& title) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, table.name.c_str());
    worksheet_write_string(sheet, 0, 0, title.c_str(), formats.title);
    constexpr lxw_row_t head = 2;
    const auto columns = static_cast<lxw_col_t>(table.headings.size());
    worksheet_set_column(sheet, 0, static_cast<lxw_col_t>(std::max(columns - 1, 0)), usual_width, nullptr);
    for (lxw_col_t column = 0; column < columns; ++column) {
        worksheet_write_string(sheet, head, column, table.headings[column].c_str(), formats.heading);
    }
    lxw_row_t row = head;
    for (const Row& cells : table.rows) {
        ++row;
        lxw_col_t column = 0;
        for (const Cell& cell : cells) std::visit(CellWriter{{sheet, row, column++}, formats}, cell);
    }
    worksheet_freeze_panes(sheet, head + 1, 0);
}

}  // namespace

std::string statistics_xlsx(const Config& config, const Statistics& statistics) {
    const MemoryFile file;
    if (!file.is_there()) return {};
    lxw_workbook* book = workbook_new(file.path().c_str());
    if (book == nullptr) return {};
    const Formats formats = formats_of(book);
    const std::string title = statistics.hall.name + "　" + statistics.from.text() + " 至 " + statistics.to.text();
    write_sheet(book, formats, figures_table(config, statistics), title);
    write_sheet(book, formats, grades_table(statistics), title);
    write_sheet(book, formats, presence_table(statistics), title);
    write_sheet(book, formats, cases_table(statistics), title);
    // Frees the book, whether or not it could be written.
    if (workbook_close(book) != LXW_NO_ERROR) return {};
    return file.content();
}

}  // namespace bangnin::hub::console
