#include "ui/input/plain_keys.h"

namespace bangnin::input {
namespace {

class PlainMethod : public InputMethod {
  public:
    Answer press(const Key& key) override {
        Answer answer;
        if (key.kind == KeyKind::character) {
            answer.committed = key.text;
        } else if (key.kind == KeyKind::space) {
            answer.committed.assign(1, ' ');
        } else {
            answer.outcome = KeyOutcome::passed;
        }
        return answer;
    }

    Answer shown() override { return {}; }

    void reset() override {}
};

}  // namespace

std::unique_ptr<InputMethod> make_plain_method() { return std::make_unique<PlainMethod>(); }

}  // namespace bangnin::input
