// Who works with a hub's state folder: hubs may together, what replaces it only alone.
#pragma once

#include <filesystem>

namespace bangnin::hub {

class StateLock {
  public:
    enum class Use { together, alone };
    // Does not wait: held() says whether it was free. It ends with the object, or with the process however that ends.
    StateLock(const std::filesystem::path& folder, Use use);
    ~StateLock();
    StateLock(const StateLock&) = delete;
    StateLock& operator=(const StateLock&) = delete;
    bool held() const { return file_ >= 0; }

  private:
    int file_;
};

}  // namespace bangnin::hub
