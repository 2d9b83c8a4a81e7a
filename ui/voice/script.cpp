#include "ui/voice/script.h"

#include "ui/voice/spoken_text.h"

namespace bangnin::voice {
namespace {

using locale::Language;

void append_speech(std::vector<ScriptPart>& script, std::string_view spoken, Language language,
                   const Phrasebook& book) {
    for (SpeechPart& part : speech_of(spoken, language, book)) script.emplace_back(std::move(part));
}

// Clause by clause: what is recorded from its recording, what stands between together to the synthesiser.
void append_sentence(std::vector<ScriptPart>& script, const std::string& sentence, Language language,
                     const Phrasebook& book) {
    std::string unrecorded;
    const auto synthesise = [&] {
        append_speech(script, unrecorded, language, book);
        unrecorded.clear();
    };
    for (const std::string& clause : clauses_of(sentence)) {
        auto files = book.recordings_of(clause);
        if (!files) {
            unrecorded += clause;
            continue;
        }
        synthesise();
        script.emplace_back(ClipPart{std::move(*files), clause});
    }
    synthesise();
}

}  // namespace

std::vector<SpeechPart> speech_of(std::string_view spoken, Language language, const Phrasebook& book) {
    std::vector<SpeechPart> parts;
    if (language == Language::mongolian) return parts;
    for (Run& run : voice_runs(spoken, language)) {
        if (bare(run.text).empty() || run.language == Language::mongolian) continue;
        if (run.language == Language::chinese) run.text = book.with_pinyin(run.text);
        parts.push_back({run.language, std::move(run.text)});
    }
    return parts;
}

std::vector<ScriptPart> script_of(const Utterance& utterance, const Phrasebook& book) {
    std::vector<ScriptPart> script;
    if (utterance.chime == Chime::before) script.emplace_back(ChimePart{});
    const std::string words = spoken_text(utterance.text, utterance.language);
    const bool own_source = utterance.source.empty();
    const std::string source = own_source && utterance.language == Language::chinese
                                   ? words
                                   : spoken_text(own_source ? utterance.text : utterance.source, Language::chinese);
    if (auto files = book.recordings_of(source)) {
        script.emplace_back(ClipPart{std::move(*files), utterance.language == Language::mongolian ? "" : words});
        return script;
    }
    if (utterance.language == Language::mongolian) {
        if (script.empty()) script.emplace_back(ChimePart{});
        return script;
    }
    for (const std::string& sentence : sentences_of(words)) {
        if (own_source && utterance.language == Language::chinese) {
            append_sentence(script, sentence, utterance.language, book);
        } else {
            append_speech(script, sentence, utterance.language, book);
        }
    }
    return script;
}

}  // namespace bangnin::voice
