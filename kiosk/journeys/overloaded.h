// Visits a variant with one lambda for each alternative; a forgotten alternative does not compile.
#pragma once

namespace bangnin::kiosk {

template <typename... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace bangnin::kiosk
