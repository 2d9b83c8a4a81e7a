// What the hub answers: one table of routes, each with who may call it. Described for others in sync/wire/openapi.yaml.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/hub/api/access.h"
#include "sync/hub/api/sink.h"
#include "sync/hub/authority.h"
#include "sync/hub/back_office.h"
#include "sync/hub/case_basis.h"
#include "sync/hub/case_forms.h"
#include "sync/hub/config.h"
#include "sync/hub/console/form.h"
#include "sync/hub/console/page_frame.h"
#include "sync/hub/console/password_thread.h"
#include "sync/hub/console/person_masks.h"
#include "sync/hub/console/sign_in_page.h"
#include "sync/hub/console/window_stream.h"
#include "sync/hub/form_room.h"
#include "sync/hub/metrics.h"
#include "sync/hub/page_parts.h"
#include "sync/hub/target.h"

namespace bangnin::hub {

struct ApiRequest {
    std::string method;
    Target target;
    std::string content_type;  // media type only, lower case
    std::string body;
    std::string device;     // the name in the client's certificate; empty: none was shown
    std::string key;        // x509::key_hash of that certificate's key
    std::string address;    // of the client's end of the connection
    std::string cookies;    // as the header has them
    std::string parameter;  // what stood for the first {…} in the route's path
    std::string second_parameter;
    Role role = Role::pad;  // of the device, where the route is for devices
    std::string hall;       // of the device, or the one that is looked at at the console
    // Where the route is the console's:
    std::optional<console::Session> session;
    std::string session_token;
    console::Form form;  // what was posted
};

struct ApiResponse {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    // In place of a body: sends parts until it ends; the connection ends with it.
    std::function<boost::asio::awaitable<void>(Sink)> stream{};
    std::string_view route = "none";  // the template, for the log: addresses carry tokens and are not logged
};

class Api {
  public:
    using Answer = boost::asio::awaitable<ApiResponse>;
    struct Route {
        std::string_view method;
        std::string_view path;  // at most two {…}, each for one part of the path or what stands before its ending
        Access access;
        Answer (Api::*handler)(const ApiRequest&);
    };

    Api(const Config& config, const Authority& authority, BackOffice& office);

    static std::span<const Route> routes();
    // Total: every request gets an answer.
    Answer answer(ApiRequest request);
    Metrics& metrics() { return metrics_; }
    // Whether connections from there begin by saying whose they are.
    bool is_proxy(std::string_view address) const;
    // From now on polls are answered at once: the program is ending.
    void begin_drain();
    // Returns when nothing works for a connection any more. For the end, before the network goes.
    void settle() {
        forms_.settle();
        passwords_.settle();
    }

  private:
    Answer certificate_authority(const ApiRequest& request);
    Answer enrol(const ApiRequest& request);
    Answer renew(const ApiRequest& request);
    Answer sealing_certificate(const ApiRequest& request);
    Answer events(const ApiRequest& request);
    Answer changes(const ApiRequest& request);
    Answer ticket(const ApiRequest& request);
    Answer document(const ApiRequest& request);
    Answer tickets(const ApiRequest& request);
    Answer devices(const ApiRequest& request);
    Answer rejected(const ApiRequest& request);
    Answer windows(const ApiRequest& request);
    Answer window(const ApiRequest& request);
    Answer desk(const ApiRequest& request);
    Answer calls(const ApiRequest& request);
    Answer answer_call(const ApiRequest& request);
    Answer submit_case(const ApiRequest& request);
    Answer cases(const ApiRequest& request);
    Answer case_file(const ApiRequest& request);
    Answer change_case(const ApiRequest& request);
    Answer case_form(const ApiRequest& request);
    Answer health(const ApiRequest& request);
    Answer metrics_text(const ApiRequest& request);
    Answer ticket_page(const ApiRequest& request);
    Answer rate_ticket(const ApiRequest& request);
    Answer case_page(const ApiRequest& request);
    Answer rate_case(const ApiRequest& request);
    // As pages show it; before it is known which one is asked about, the first.
    Hall hall() const { return hall_of(completed({}, config_)); }
    Hall hall_of(const HallRow& row) const;
    ApiResponse no_basis() const;
    // What to keep of the applicant's details: base64, or why not.
    std::expected<std::string, sync::SealError> sealed_of(const sync::ApplicantDetails& details) const;  // base64
    std::expected<std::string, ApiResponse> sealed_details(const sync::wire::CaseRequest& asked) const;
    std::optional<sync::ApplicantDetails> opened_details(const std::string& sealed) const;
    Answer console_home(const ApiRequest& request);
    Answer console_asset(const ApiRequest& request);
    Answer console_sign_in(const ApiRequest& request);
    Answer console_session(const ApiRequest& request);
    Answer console_sign_out(const ApiRequest& request);
    Answer console_window(const ApiRequest& request);
    Answer console_desk(const ApiRequest& request);
    Answer console_events(const ApiRequest& request);
    Answer console_audit(const ApiRequest& request);
    Answer console_devices(const ApiRequest& request);
    Answer console_statistics(const ApiRequest& request);
    Answer console_statistics_table(const ApiRequest& request);
    Answer console_statistics_workbook(const ApiRequest& request);
    struct SpreadsheetForm;
    Answer exported_statistics(const ApiRequest& request, const SpreadsheetForm& form);
    Answer console_halls(const ApiRequest& request);
    Answer console_look_at(const ApiRequest& request);
    Answer console_follow_ups(const ApiRequest& request);
    Answer console_follow_up(const ApiRequest& request);
    Answer console_follow_up_step(const ApiRequest& request);
    Answer console_cases(const ApiRequest& request);
    Answer console_new_case(const ApiRequest& request);
    Answer console_file_case(const ApiRequest& request);
    // The case lies open at the window from which it was filed, if that person is still there: the window's page; else
    // the case's.
    boost::asio::awaitable<std::string> place_of_filed(const ApiRequest& request, const sync::Token& token);
    Answer console_case(const ApiRequest& request);
    Answer console_case_act(const ApiRequest& request);
    Answer console_case_look(const ApiRequest& request);
    Answer console_window_case(const ApiRequest& request);
    Answer console_window_look(const ApiRequest& request);
    console::WindowSetting setting_of(const CallWindow& window) const;
    boost::asio::awaitable<std::expected<sync::QueuedTicket, ApiResponse>> present_at(const CallWindow& window,
                                                                                      const ApiRequest& request);
    Answer console_case_form(const ApiRequest& request);

    Answer console_documents(const ApiRequest& request);
    Answer console_document(const ApiRequest& request);
    Answer console_document_post(const ApiRequest& request);

    struct DocumentRead;
    boost::asio::awaitable<std::expected<DocumentRead, ApiResponse>> read_document(const ApiRequest& request,
                                                                                   std::uint64_t version);
    Answer publish_document(const ApiRequest& request, const std::string& body);
    struct CaseRead;
    boost::asio::awaitable<std::expected<CaseRead, ApiResponse>> read_case(const ApiRequest& request);
    ApiResponse case_response(int status, CaseRead read, std::string saying, const ApiRequest& request) const;
    ApiResponse unknown_case(const ApiRequest& request) const;
    console::PersonMasks masks_of_sealed(const std::string& sealed) const;
    // What was sealed, on record as looked at; nothing where there is nothing, or it cannot be opened. The error is the
    // answer to give instead.
    boost::asio::awaitable<std::expected<std::optional<sync::ApplicantDetails>, ApiResponse>> look_at_case(
        const ApiRequest& request, const CaseRead& read, std::string_view what);

    boost::asio::awaitable<DatabaseResult<std::optional<Enrolment>>> enrolment_of(const ApiRequest& request);
    // Whether the request may go on without the database being asked, and as what; else refuse() says. Thousands ask
    // for the changes at once, when there is one: what was true a moment ago is good enough for it.
    bool is_known(const Route& route, ApiRequest& request);
    // Also sets the request's hall, and its role, or its session and form.
    boost::asio::awaitable<std::optional<ApiResponse>> refuse(const Route& route, ApiRequest& request);
    boost::asio::awaitable<std::optional<ApiResponse>> refuse_device(const Route& route, ApiRequest& request);
    boost::asio::awaitable<std::optional<ApiResponse>> refuse_staff(const Route& route, ApiRequest& request);
    ApiResponse sign_in_page(console::SignInFault fault, const std::string& cookie, const console::Form& form) const;
    const CallWindow* window_of(const ApiRequest& request, const std::string& name) const;
    ApiResponse no_calendar(const ApiRequest& request) const;
    std::string hall_name(const ApiRequest& request) const;  // that the console's pages have
    ApiResponse console_unavailable(const ApiRequest& request) const;
    ApiResponse console_notice(int status, const std::string& title, const std::string& words,
                               const ApiRequest& request) const;

    const Config& config_;
    const Authority& authority_;
    BackOffice& office_;
    std::expected<CaseBasis, std::string> basis_;
    FormRoom forms_;
    console::PasswordThread passwords_;
    console::Streams streams_;
    Metrics metrics_;
    std::atomic<bool> draining_ = false;
};

// RFC 9457.
ApiResponse problem(int status, std::string code, std::string title, std::string detail = "");
ApiResponse unavailable();

}  // namespace bangnin::hub
