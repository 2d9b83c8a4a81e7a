#include "tests/sync/hub/hub_rig.h"

#include <curl/curl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "sync/link/enrolment.h"
#include "sync/wire/enrolment_code.h"
#include "tests/harness/exchanges.h"

namespace bangnin::hub::test {

std::string hub_program() {
    const char* folder = std::getenv("BANGNIN_BIN_DIR");
    return std::string(folder != nullptr ? folder : "build/bin") + "/bangnin-hub";
}

namespace {

std::size_t append(char* bytes, std::size_t size, std::size_t count, void* target) {
    static_cast<std::string*>(target)->append(bytes, size * count);
    return size * count;
}

void write_file(const std::filesystem::path& file, const std::string& text) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << text;
}

}  // namespace

std::string Reply::problem_code() const {
    const auto problem = sync::wire::decode_problem(body);
    return problem && type == "application/problem+json" ? problem->code : "";
}

std::string location_of(const Reply& reply) {
    constexpr std::string_view name = "Location: ";
    const std::size_t begin = reply.headers.find(name);
    if (begin == std::string::npos) return {};
    return reply.headers.substr(begin + name.size(), reply.headers.find('\r', begin) - begin - name.size());
}

Client::Client(std::string base, harness::Identity identity)
    : base_(std::move(base)), identity_(std::move(identity)), handle_(curl_easy_init()) {}
Client::~Client() { curl_easy_cleanup(handle_); }

Reply Client::perform(const std::string& path, const std::string* body, const std::string& type, const char* method) {
    CURL* curl = handle_;
    curl_easy_reset(curl);
    Reply reply;
    const std::string url = base_ + path;
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(
        curl_slist_append(nullptr, ("Content-Type: " + type).c_str()), &curl_slist_free_all);
    curl_slist_append(headers.get(), "Expect:");
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CAINFO, identity_.ca.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &append);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply.body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &append);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &reply.headers);
    if (!identity_.certificate.empty()) {
        curl_easy_setopt(curl, CURLOPT_SSLCERT, identity_.certificate.c_str());
        curl_easy_setopt(curl, CURLOPT_SSLKEY, identity_.key.c_str());
    }
    if (body != nullptr) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body->data());
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    }
    if (std::string_view(method) == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply.status);
    long made = 0;
    curl_easy_getinfo(curl, CURLINFO_NUM_CONNECTS, &made);
    connections_ += made;
    const char* content = nullptr;
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &content);
    reply.type = content != nullptr ? content : "";
    harness::keep({.method = method,
                   .target = path,
                   .request_type = body != nullptr ? type : "",
                   .request_body = body != nullptr ? *body : "",
                   .status = reply.status,
                   .type = reply.type,
                   .location = location_of(reply),
                   .body = reply.body});
    return reply;
}

Reply Client::get(const std::string& path) { return perform(path, nullptr, "", "GET"); }
Reply Client::head(const std::string& path) { return perform(path, nullptr, "", "HEAD"); }
Reply Client::post(const std::string& path, const std::string& body, const std::string& type) {
    return perform(path, &body, type, "POST");
}

HubRig::HubRig(const std::string& server) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    EXPECT_EQ(ready, CURLE_OK);
    std::string pattern = (std::filesystem::temp_directory_path() / "bangnin-hub-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    std::filesystem::create_directory(folder_ / "state");
    database_ = std::make_shared<TestDatabase>(folder_ / "state", server);
    write_file(config(), configuration(folder_ / "state", 0, database_->text()));
}

HubRig::HubRig(const HubRig& first) : HubRig(std::string()) {
    database_ = first.database_;
    std::filesystem::copy(first.folder_ / "state", folder_ / "state", std::filesystem::copy_options::recursive);
    write_file(config(), configuration(folder_ / "state", 0, database_->text()));
}

HubRig::~HubRig() {
    process_.reset();
    database_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void HubRig::start(const std::string& log_level) {
    auto process = harness::Process::start({.arguments = {hub_program(), "serve", "--config", config().string()},
                                            .environment = {{"BANGNIN_LOG", log_level}},
                                            .log = folder_ / "log"});
    ASSERT_TRUE(process) << process.error();
    const auto line = process->read_line(harness::Milliseconds(20000));
    ASSERT_TRUE(line) << line.error() << log();
    const auto ready = nlohmann::json::parse(*line, nullptr, false);
    ASSERT_TRUE(ready.is_object()) << *line;
    port_ = ready["port"].get<int>();
    ASSERT_EQ(ready["listening"], url());
    process_ = std::move(*process);
}

void HubRig::stop() {
    process_->send_signal(SIGTERM);
    EXPECT_EQ(process_->wait_exit(harness::Milliseconds(10000)), 0) << log();
    process_.reset();
}

void HubRig::kill() {
    process_->send_signal(SIGKILL);
    EXPECT_EQ(process_->wait_exit(harness::Milliseconds(10000)), 128 + SIGKILL);
    process_.reset();
}

std::string HubRig::code_for(const std::string& device, const std::string& role, const std::string& hall) {
    const auto printed = harness::run_program(
        {hub_program(), "enrol", "--device", device, "--role", role, "--hall", hall, "--config", config().string()},
        harness::Milliseconds(20000));
    EXPECT_TRUE(printed) << printed.error();
    return printed ? printed->substr(0, printed->find('\n')) : "";
}

void HubRig::add_hall(const std::string& hall, const std::string& name) {
    const auto added = harness::run_program(
        {hub_program(), "halls", "add", "--hall", hall, "--name", name, "--config", config().string()},
        harness::Milliseconds(20000));
    EXPECT_TRUE(added) << added.error();
}

void HubRig::configure_also(const std::string& toml) { std::ofstream(config(), std::ios::app) << toml; }

Reply HubRig::enrol_with(const std::string& code_secret, const std::string& csr) {
    return client(stranger())->post("/v1/enrol", encode(sync::wire::EnrolRequest{code_secret, csr}));
}

harness::Identity HubRig::enrol(const std::string& device, const std::string& role, const std::string& hall) {
    const auto code = sync::wire::EnrolmentCode::parse(code_for(device, role, hall));
    const auto made = sync::make_request("");
    EXPECT_TRUE(code && made);
    if (!code || !made) return stranger();
    const Reply reply = enrol_with(code->secret_text(), made->csr_pem);
    const auto given = sync::wire::decode_enrol_response(reply.body);
    EXPECT_TRUE(given) << reply.status << reply.body;
    if (!given) return stranger();
    harness::Identity identity = stranger();
    identity.certificate = folder_ / (device + ".pem");
    identity.key = folder_ / (device + ".key");
    write_file(identity.certificate, given->certificate);
    write_file(identity.key, made->key_pem);
    return identity;
}

harness::Identity HubRig::stranger() const {
    return {.ca = folder_ / "state" / "ca.pem", .certificate = {}, .key = {}};
}

std::unique_ptr<Client> HubRig::client(const harness::Identity& identity) const {
    return std::make_unique<Client>(url(), identity);
}

std::string HubRig::log() const {
    std::ifstream stream(folder_ / "log", std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::string configuration(const std::filesystem::path& state, int port, const std::string& database) {
    return "[hall]\nname = \"鄂伦春自治旗政务服务大厅\"\ntelephone = \"0470-5621234\"\n[hub]\naddress = \"127.0.0.1\"\n"
           "port = " +
           std::to_string(port) + "\nstate_dir = \"" + state.string() + "\"\ndatabase = \"" + database +
           "\"\nlongest_poll_s = 20\nthreads = 2\n"
           "[[service]]\nletter = \"A\"\ndepartment = \"帮您办窗口\"\nwindow = \"1 楼 3 号窗口\"\nopen_windows = 2\n"
           "[[service]]\nletter = \"B\"\ndepartment = \"发改委\"\n";
}

sync::LocalDay today() { return sync::local_day(sync::wall_clock_now(), sync::HallZone{}); }

sync::Token token_of(char service, std::uint32_t kiosk, std::uint32_t sequence) {
    return sync::Token(sync::Token::Bytes{
        static_cast<std::uint8_t>(service), static_cast<std::uint8_t>(kiosk), static_cast<std::uint8_t>(sequence >> 16),
        static_cast<std::uint8_t>(sequence >> 8), static_cast<std::uint8_t>(sequence)});
}

std::vector<sync::Event> tickets(char service, std::uint32_t kiosk, std::uint32_t first, std::uint32_t last) {
    std::vector<sync::Event> events;
    const sync::Instant noon = sync::Instant{std::chrono::days{today().number()}} + std::chrono::hours(4);
    for (std::uint32_t sequence = first; sequence <= last; ++sequence) {
        sync::wire::TicketIssued body;
        body.token = token_of(service, kiosk, sequence).text();
        body.number = sync::Number{service, kiosk, sequence}.text();
        body.service = service;
        body.department = "帮您办窗口";
        body.day = today();
        body.sequence = sequence;
        body.issued_at = noon + std::chrono::milliseconds(sequence);
        events.push_back({sequence, sync::event_type::ticket_issued, body.issued_at, encode(body)});
    }
    return events;
}

std::string push_body(const std::string& device, const std::string& epoch, std::vector<sync::Event> events) {
    return encode(sync::wire::EventsRequest{device, epoch, std::move(events)});
}

}  // namespace bangnin::hub::test
