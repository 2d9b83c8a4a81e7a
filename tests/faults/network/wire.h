// A plain TCP relay between the kiosk and the hub that can be cut, stopped and taken away at any byte.
#pragma once

#include <cstddef>
#include <memory>

#include "tests/harness/rig.h"

namespace bangnin::faults {

enum class Toward { hub, kiosk };

class Wire {
  public:
    // Listens at the rig's relay port and connects to its hub's.
    static harness::Result<std::unique_ptr<Wire>> open(const harness::Rig& rig);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    // Everything goes through.
    void pass();
    // Lets this many more bytes through in that direction, counted over all connections, then closes every connection,
    // and each new one at once, until pass(). The byte that is one too many does not go out.
    void cut_after(Toward direction, std::size_t bytes);
    // Connections are taken and nothing goes through any more.
    void stall();
    // Connections are refused, and those that are open closed.
    void refuse();

    // How often a connection was closed by cut_after, and how many bytes a stall has held back.
    std::size_t cuts() const;
    std::size_t held_bytes() const;

  private:
    struct Impl;
    explicit Wire(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace bangnin::faults
