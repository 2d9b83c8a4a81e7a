// An answer that a test's server or proxy makes up.
#pragma once

#include <boost/beast/http.hpp>
#include <string>
#include <utility>

namespace bangnin::faults {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;
using HttpResponse = boost::beast::http::response<boost::beast::http::string_body>;

inline HttpResponse make_response(const HttpRequest& request, boost::beast::http::status status,
                                  const std::string& type, std::string body) {
    HttpResponse response(status, request.version());
    response.set(boost::beast::http::field::content_type, type);
    response.keep_alive(request.keep_alive());
    response.body() = std::move(body);
    response.prepare_payload();
    return response;
}

}  // namespace bangnin::faults
