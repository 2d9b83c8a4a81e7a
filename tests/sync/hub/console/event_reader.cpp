#include "tests/sync/hub/console/event_reader.h"

#include <curl/curl.h>
#include <gtest/gtest.h>

#include "tests/harness/exchanges.h"

namespace bangnin::hub::test {

EventReader::EventReader(const HubRig& hub, std::string cookies, std::string path)
    : target_(path), url_(hub.url() + path), ca_(hub.stranger().ca), cookies_(std::move(cookies)), thread_([this] {
          read();
      }) {}

EventReader::~EventReader() {
    {
        const std::lock_guard lock(mutex_);
        leaving_ = true;
    }
    thread_.join();
}

std::size_t EventReader::take(char* bytes, std::size_t size, std::size_t count, void* reader) {
    auto* self = static_cast<EventReader*>(reader);
    const std::lock_guard lock(self->mutex_);
    self->buffer_.append(bytes, size * count);
    self->take_events();
    self->news_.notify_all();
    return self->leaving_ ? 0 : size * count;
}

int EventReader::progress(void* reader, long, long, long, long) {
    auto* self = static_cast<EventReader*>(reader);
    const std::lock_guard lock(self->mutex_);
    return self->leaving_ ? 1 : 0;
}

void EventReader::take_events() {
    for (std::size_t end = buffer_.find("\n\n"); end != std::string::npos; end = buffer_.find("\n\n")) {
        Event event;
        std::string_view lines = std::string_view(buffer_).substr(0, end);
        while (!lines.empty()) {
            const std::string_view line = lines.substr(0, lines.find('\n'));
            lines.remove_prefix(std::min(lines.size(), line.size() + 1));
            if (line.starts_with("event: ")) event.name = line.substr(7);
            if (line.starts_with("data: ")) event.data += std::string(line.substr(6)) + "\n";
        }
        events_.push_back(std::move(event));
        buffer_.erase(0, end + 2);
    }
}

void EventReader::read() {
    CURL* curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, url_.c_str());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CAINFO, ca_.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(curl, CURLOPT_COOKIE, cookies_.c_str());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &EventReader::take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &EventReader::progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, this);
    curl_easy_perform(curl);
    long status = 0;
    const char* type = nullptr;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    harness::keep({.method = "GET",
                   .target = target_,
                   .request_type = {},
                   .request_body = {},
                   .status = status,
                   .type = type != nullptr ? type : "",
                   .location = {},
                   .body = {}});
    curl_easy_cleanup(curl);
    const std::lock_guard lock(mutex_);
    over_ = true;
    news_.notify_all();
}

Event EventReader::next(const std::string& name) {
    std::unique_lock lock(mutex_);
    while (true) {
        const bool came = news_.wait_for(lock, harness::patience, [&] { return !events_.empty() || over_; });
        if (!came || events_.empty()) {
            ADD_FAILURE() << "no event " << name;
            return {};
        }
        Event event = std::move(events_.front());
        events_.pop_front();
        if (event.name == name) return event;
    }
}

bool EventReader::ended() {
    std::unique_lock lock(mutex_);
    return news_.wait_for(lock, harness::patience, [&] { return over_; });
}

}  // namespace bangnin::hub::test
