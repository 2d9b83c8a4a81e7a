// A browser's part of the console in tests: keeps cookies, posts forms with what the last page's forms carry.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {

inline constexpr const char* good_password = "yi-ge-hen-chang-de-mi-ma";

using Fields = std::map<std::string, std::string>;

class Browser {
  public:
    explicit Browser(const HubRig& hub);
    // At another address than the hub's own, to which its certificate belongs.
    Browser(const HubRig& hub, std::string url);
    ~Browser();
    Browser(const Browser&) = delete;
    Browser& operator=(const Browser&) = delete;

    // Neither follows where an answer leads.
    Reply get(const std::string& path);
    // With the token of the page that was got last, unless the fields have one.
    Reply post(const std::string& path, Fields fields);
    Reply post_raw(const std::string& path, const std::string& body, const std::string& type);
    Reply sign_in(const std::string& login, const std::string& password = good_password);

    // Of the page that was got last; empty where it had no form.
    const std::string& form_token() const { return form_token_; }
    // As the Cookie header would have them: a thief's.
    std::string cookies() const;
    void set_cookies(const std::string& header) { extra_cookies_ = header; }

  private:
    Reply perform(const std::string& path, const std::string* body, const std::string& type);

    std::string base_;
    std::string ca_;
    void* handle_;
    std::string form_token_;
    std::string extra_cookies_;
};

bool says(const Reply& reply, std::string_view words);

// By the hub's own command; gives what it printed, or why it failed.
std::expected<std::string, std::string> staff_command(const HubRig& hub, const std::vector<std::string>& arguments,
                                                      const std::string& input = good_password);
void add_staff(const HubRig& hub, const std::string& login, const std::string& role,
               const std::vector<std::string>& windows = {}, const std::string& hall = "");

}  // namespace bangnin::hub::test
