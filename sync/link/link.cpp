#include "sync/link/link.h"

#include <sys/stat.h>

#include <system_error>

#include "sync/link/enrolment.h"
#include "sync/link/worker.h"
#include "sync/wire/limits.h"

namespace bangnin::sync {
namespace {

// "https://host" or "https://host:port", nothing after it.
bool plausible_url(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    if (!url.starts_with(scheme) || url.size() > 512) return false;
    url.remove_prefix(scheme.size());
    return !url.empty() && url.find_first_of("/?#@ \t\r\n") == std::string_view::npos;
}

bool make_private_folder(const std::filesystem::path& folder) {
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    if (!std::filesystem::is_directory(folder, fault)) return false;
    return chmod(folder.c_str(), S_IRWXU) == 0;
}

bool plausible(const LinkOptions& options) {
    return plausible_url(options.hub_url) && options.batch >= 1 && options.batch <= wire::max_events_per_request;
}

// A store made fresh after the old one was damaged, or left behind when an enrolment was interrupted, does not know its
// name yet; the files of enrolment do.
std::expected<void, StoreError> name_store(Store& store, const LinkFiles& files) {
    const auto given = wire::decode_enrol_response(read_small_file(files.device));
    const std::string authority = authority_name(read_small_file(files.ca));
    if (!given || authority.empty()) return {};
    return store.set_identity(given->device, authority, wall_clock_now());
}

}  // namespace

LinkFiles::LinkFiles(const std::filesystem::path& state_dir)
    : ca(state_dir / "ca.pem"),
      key(state_dir / "device.key"),
      certificate(state_dir / "device.pem"),
      sealing_certificate(state_dir / "sealing.pem"),
      device(state_dir / "device.json"),
      code(state_dir / "enrolment.sha256") {}

bool LinkFiles::enrolled() const {
    for (const auto* file : {&ca, &key, &certificate, &sealing_certificate, &device}) {
        std::error_code fault;
        if (!std::filesystem::is_regular_file(*file, fault)) return false;
    }
    return true;
}

struct Link::Impl {
    std::unique_ptr<Worker> worker;
};

std::expected<std::unique_ptr<Link>, LinkError> Link::create(const LinkOptions& options, Sink sink) {
    if (!plausible(options)) return std::unexpected(LinkError::bad_url);
    if (!make_private_folder(options.state_dir)) return std::unexpected(LinkError::state_dir);
    StoreOptions store_options = options.store;
    store_options.role = StoreRole::companion;
    auto store = Store::open(options.store_file, store_options, wall_clock_now());
    if (!store) return std::unexpected(LinkError::store);
    if (!adopt_identity(options.state_dir)) return std::unexpected(LinkError::state_dir);
    const LinkFiles files(options.state_dir);
    if (!name_store(*store, files)) return std::unexpected(LinkError::store);
    auto http = HttpClient::create({files.ca, files.certificate, files.key});
    if (!http) return std::unexpected(LinkError::curl);
    auto impl = std::make_unique<Impl>();
    impl->worker = std::make_unique<Worker>(options, std::move(sink), std::move(*store), std::move(http));
    impl->worker->start();
    return std::unique_ptr<Link>(new Link(std::move(impl)));
}

Link::Link(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Link::~Link() { stop(); }

void Link::notify_new_events() {
    impl_->worker->ask([](Inbox& inbox) { inbox.push = true; });
}

void Link::query_ticket(const Token& token, std::function<void(QueryAnswer)> answer) {
    const bool asked = impl_->worker->ask([&](Inbox& inbox) { inbox.queries.push_back({token, std::move(answer)}); });
    if (!asked) answer(std::unexpected(QueryFault::stopped));
}

void Link::try_now() {
    impl_->worker->ask([](Inbox& inbox) { inbox.try_now = true; });
}

void Link::enrol(std::string code) {
    impl_->worker->ask([&](Inbox& inbox) { inbox.enrolment_code = std::move(code); });
}

void Link::stop() { impl_->worker->stop(); }

}  // namespace bangnin::sync
