#pragma once

namespace bangnin::kiosk {

// Which of the hall's two languages stands first on paper: at the left, where columns of Mongolian begin too.
enum class PaperOrder { chinese_first, mongolian_first };

}  // namespace bangnin::kiosk
