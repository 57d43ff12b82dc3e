#include "cmd/matrix_words.h"

#include "cmd/names.h"
#include "parser/buffer.h"
#include "rules/guard.h"

struct slice requirement_element(
    const struct requirement *requirement, enum language language)
{
    const struct rule *rule = requirement->rule;
    return language_choose(
        language, rule->element.ru.len ? rule->element : rule->message);
}

struct slice requirement_bases(
    const struct requirement *requirement, struct date day, struct arena *arena)
{
    const struct rule *rule = requirement->rule;
    struct buffer text = {.arena = arena};
    for (size_t i = 0; i < rule->basis_count; i++) {
        if (period_holds(rule->bases[i].period, day)) {
            buffer_append(&text, text.len > 0 ? SLICE(";\n") : SLICE(""));
            buffer_append(&text, rule->bases[i].cite);
        }
    }
    return buffer_slice(&text);
}

struct slice requirement_verdict(const struct requirement *requirement,
    enum language language, struct arena *arena)
{
    const char *words = statement_words(requirement->statement, language);
    if (requirement->statement != STATEMENT_SILENT &&
        requirement->statement != STATEMENT_DENIED) {
        return slice_from(words);
    }
    return arena_format(arena, "%s (%s)", words,
        language_noun(language, 1, severity_noun(requirement->severity)));
}

struct slice requirement_words(
    const struct doc *doc, const struct requirement *requirement)
{
    const struct passage *passage = &requirement->passage;
    if (passage->clause == NONE) {
        return SLICE("");
    }
    const struct clause *clause = &doc->clauses[passage->clause];
    uint32_t end = passage->span.end;
    for (uint32_t i = 0; i < clause->sentence_count; i++) {
        struct span span = doc->sentences[clause->first_sentence + i].span;
        if (span.begin <= passage->span.begin && span.end > end) {
            end = span.end;
        }
    }
    return slice_cut(clause->text.bytes, passage->span.begin, end);
}

struct slice requirement_doubt(
    const struct requirement *requirement, enum language language)
{
    if (!requirement->guard) {
        return SLICE("");
    }
    if (requirement->guard == GUARD_STATUTE) {
        return slice_from(language_pick(
            language, "пересказ закона", "the statute is retold"));
    }
    if (requirement->guard == GUARD_THIRD_PARTY) {
        return slice_from(language_pick(
            language, "сказано о другом лице", "said of somebody else"));
    }
    return slice_from(
        language_pick(language, "место не заполнено", "left blank"));
}

struct slice matrix_heading(uint32_t jurisdiction, struct date day,
    enum language language, struct arena *arena)
{
    char words[DATE_WORDS_SIZE];
    date_words(day, language, words);
    const char *before = "";
    const char *law;
    if (jurisdiction == JURISDICTION_UNKNOWN) {
        law = language_pick(language,
            "Общие права субъекта (право не определено)",
            "Rights common to all laws (the law is unknown)");
    } else if (jurisdiction == 0) {
        law = language_pick(language, "Под любым правом", "Under any law");
    } else {
        before = language_pick(language, "Право: ", "Law: ");
        law = jurisdiction_words(jurisdiction, language);
    }
    return arena_format(arena, "%s%s%s%s", before, law,
        language_pick(language, ", на ", ", as of "), words);
}
