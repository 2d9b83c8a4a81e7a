// The editor of documents, for admins.
#include <algorithm>
#include <array>

#include "sync/hub/console/document_page.h"
#include "sync/hub/console/responses.h"
#include "sync/hub/documents.h"
#include "sync/model/asset_file.h"
#include "sync/model/asset_folder.h"
#include "sync/model/plain_text.h"
#include "sync/settings/hall_settings.h"

namespace bangnin::hub {
namespace {

using namespace console;

constexpr std::size_t longest_comment = 200;

constexpr std::array document_names{sync::hall_document, catalogue_document};

// The catalogue is every hall's: whoever looks after one hall only has no business there.
bool known(const std::string& name, const StaffMember& staff) {
    if (name == catalogue_document) return staff.hall.empty();
    return name == sync::hall_document;
}

std::string path_of(const std::string& name) { return "/console/documents/" + name; }

std::string query_of(const ApiRequest& request, const std::string& name) {
    const auto found = request.target.query.find(name);
    return found == request.target.query.end() ? std::string() : found->second;
}

std::string saying_of(const ApiRequest& request) {
    const std::string said = query_of(request, "said");
    if (said == "published") return "已经发布，各设备正在收取。";
    if (said == "same") return "和现行的没有差别，没有发布。";
    return {};
}

// Where nothing was published yet, what one can begin with.
std::string first_body(const std::string& name, const Config& config, const ApiRequest& request) {
    if (name == "catalogue") {
        const auto assets = sync::find_assets(config.assets);
        const auto text = assets ? sync::read_asset((*assets / "catalogue/catalogue.json").string())
                                 : std::unexpected(sync::AssetError::unreadable);
        return text.value_or("");
    }
    console::Form form{{"hall.name.zh", request.session->hall.name}};
    std::size_t row = 0;
    for (const sync::Service& service : config.services_of(request.hall)) {
        const std::string begin = "service." + std::to_string(row++) + ".";
        form[begin + "letter"] = std::string(1, service.letter);
        form[begin + "department"] = service.department;
        form[begin + "window"] = service.window;
    }
    return body_of(name, form);
}

EditorView view_of(const std::string& as) { return as == "source" ? EditorView::source : EditorView::fields; }

std::string stale_words(std::uint64_t newest) {
    return "您改的时候，有人发布了版本 " + std::to_string(newest) + "。您的改动还在下面；请看看和它的差别，再发布。";
}

}  // namespace

struct Api::DocumentRead {
    DocumentPage page;
    std::string current;  // the newest version's text
};

// The document as it is, and as the draft the version that is asked for; 0: the newest.
boost::asio::awaitable<std::expected<Api::DocumentRead, ApiResponse>> Api::read_document(const ApiRequest& request,
                                                                                         std::uint64_t version) {
    const std::string& name = request.parameter;
    const std::string kept = kept_name(name, request.hall);
    if (!known(name, request.session->staff)) {
        co_return std::unexpected(
            console_notice(404, "没有这一页", "没有这个设置，或者它是各大厅共用的，由总管理员修改。", request));
    }
    DocumentRead read{DocumentPage{.hall = hall_name(request), .zone = config_.zone, .name = name, .body = {}}, {}};
    const auto found = co_await office_.read([&](Records& records) -> DatabaseResult<bool> {
        auto versions = records.documents.log(kept);
        if (!versions) return std::unexpected(versions.error());
        read.page.versions = std::move(*versions);
        if (read.page.versions.empty()) return version == 0;
        read.page.base = read.page.versions.front().version;
        const auto newest = records.documents.version(kept, read.page.base);
        if (!newest) return std::unexpected(newest.error());
        if (*newest) read.current = (*newest)->body;
        if (version == 0 || version == read.page.base) {
            read.page.body = read.current;
            return true;
        }
        const auto older = records.documents.version(kept, version);
        if (!older) return std::unexpected(older.error());
        if (!*older) return false;
        read.page.body = (*older)->body;
        read.page.from = version;
        return true;
    });
    if (!found) co_return std::unexpected(console_unavailable(request));
    if (!*found) co_return std::unexpected(console_notice(404, "没有这个版本", "请回到编辑页看历史版本。", request));
    if (read.page.base == 0) read.page.body = first_body(name, config_, request);
    co_return std::move(read);
}

Api::Answer Api::console_documents(const ApiRequest& request) {
    std::vector<DocumentSummary> list;
    const auto read = co_await office_.read([&](Records& records) -> DatabaseResult<bool> {
        for (const std::string_view known_name : document_names) {
            const std::string name(known_name);
            if (!known(name, request.session->staff)) continue;
            auto versions = records.documents.log(kept_name(name, request.hall));
            if (!versions) return std::unexpected(versions.error());
            list.push_back({name, versions->empty() ? std::nullopt : std::optional(versions->front())});
        }
        return true;
    });
    if (!read) co_return console_unavailable(request);
    co_return page_response(200, render_documents(hall_name(request), config_.zone, list, viewer_of(request)));
}

Api::Answer Api::console_document(const ApiRequest& request) {
    const std::string wanted = query_of(request, "version");
    const auto version = wanted.empty() ? std::optional<std::uint64_t>(0) : parse_whole(wanted, INT32_MAX);
    if (!version) co_return console_notice(400, "没有这个版本", "这个地址看不懂，请回到工作台。", request);
    auto read = co_await read_document(request, *version);
    if (!read) co_return std::move(read.error());
    read->page.view = view_of(query_of(request, "as"));
    read->page.saying = saying_of(request);
    co_return page_response(200, render_document(read->page, viewer_of(request)));
}

Api::Answer Api::console_document_post(const ApiRequest& request) {
    auto read = co_await read_document(request, 0);
    if (!read) co_return std::move(read.error());
    DocumentPage& page = read->page;
    const std::string act = field(request.form, "do");
    page.view = view_of(field(request.form, "as"));
    const bool whole = page.view == EditorView::source || act != "preview";
    page.body = whole ? field(request.form, "body") : body_of(page.name, request.form);
    const std::uint64_t newest = page.base;
    page.base = parse_whole(field(request.form, "base"), INT32_MAX).value_or(0);
    if (act == "edit") co_return page_response(200, render_document(page, viewer_of(request)));
    if (auto fault = document_fault(kept_name(page.name, request.hall), page.body, page.name, config_)) {
        page.fault = std::move(*fault);
        co_return page_response(400, render_document(page, viewer_of(request)));
    }
    if (page.base != newest) {
        page.base = newest;
        page.saying = stale_words(newest);
        co_return page_response(409, render_document(page, viewer_of(request)));
    }
    if (act != "publish") co_return page_response(200, render_preview(page, read->current, viewer_of(request)));
    if (page.body == read->current && newest != 0) co_return redirect(path_of(page.name) + "?said=same");
    co_return co_await publish_document(request, page.body);
}

Api::Answer Api::publish_document(const ApiRequest& request, const std::string& body) {
    const std::string& name = request.parameter;
    const std::string comment = field(request.form, "comment");
    const bool sayable = comment.find('\n') == std::string::npos && sync::plain_text_valid(comment, longest_comment);
    const DocumentDraft draft{kept_name(name, request.hall), body,
                              parse_whole(field(request.form, "base"), INT32_MAX).value_or(0),
                              request.session->staff.login, sayable ? comment : std::string()};
    const sync::Instant now = sync::wall_clock_now();
    using Put = std::expected<std::uint64_t, PutRefusal>;
    const auto put = co_await office_.run([&](Records& records) {
        return together(records.database, "publishing", [&]() -> DatabaseResult<Put> {
            auto done = records.documents.put(draft, authority_, now);
            if (!done || !*done) return done;
            const auto noted = records.audit.add({now, draft.author, "document",
                                                  std::string(document_words(name)) + " 版本 " + std::to_string(**done),
                                                  std::string(outcome_done), request.address, request.hall});
            if (!noted) return std::unexpected(noted.error());
            return done;
        });
    });
    if (!put) {
        co_return console_notice(503, "不知道发没发布", "数据库暂时不能用。请看历史版本，再决定。", request);
    }
    if (*put) {
        office_.changed();
        co_return redirect(path_of(name) + "?said=published");
    }
    if (put->error().fault == PutFault::crypto) {
        co_return console_notice(500, "没有发布", "签名没有做成，请看日志。", request);
    }
    auto read = co_await read_document(request, 0);
    if (!read) co_return std::move(read.error());
    read->page.body = body;
    read->page.saying = stale_words(put->error().newest);
    co_return page_response(409, render_document(read->page, viewer_of(request)));
}

}  // namespace bangnin::hub
