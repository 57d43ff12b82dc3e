#include "cmd/rule_words.h"

#include "cmd/names.h"
#include "rules/guard.h"

/* A list in words: what stands before its first and its other members. */
struct listing {
    struct buffer *text;
    const char *first;
    const char *other;
    bool has_first;
};

static void list_next(struct listing *listing, struct slice word)
{
    const char *before = listing->has_first ? listing->other : listing->first;
    buffer_append(listing->text, slice_from(before));
    buffer_append(listing->text, word);
    listing->has_first = true;
}

static const char *or_words(enum language language)
{
    return language_pick(language, " или ", " or ");
}

static void list_operators(struct buffer *text, uint32_t types,
    const char *first, enum language language)
{
    struct listing listing = {text, first, or_words(language), false};
    for (uint32_t bit = 1; bit <= OPERATOR_PERSON; bit <<= 1) {
        if (types & bit) {
            list_next(&listing, slice_from(operator_type_words(
                                    (enum operator_type)bit, language)));
        }
    }
}

static void list_documents(struct buffer *text, uint32_t types,
    const char *first, enum language language)
{
    struct listing listing = {text, first, or_words(language), false};
    for (uint32_t bit = 1; bit <= DOCUMENT_OTHER; bit <<= 1) {
        if (types & bit) {
            list_next(&listing, slice_from(document_type_words(
                                    (enum document_type)bit, language)));
        }
    }
}

static void list_ids(struct buffer *text, const struct slice *ids, size_t count,
    const char *first, enum language language)
{
    struct listing listing = {text, first, or_words(language), false};
    for (size_t i = 0; i < count; i++) {
        list_next(&listing, ids[i]);
    }
}

void rule_words_period(
    struct buffer *text, const struct period *period, enum language language)
{
    char day[DATE_WORDS_SIZE];
    const char *before = " (";
    if (date_is_set(period->from)) {
        date_words(period->from, language, day);
        buffer_format(text, "%s%s%s", before,
            language_pick(language, "с ", "from "), day);
        before = " ";
    }
    if (date_is_set(period->to)) {
        date_words(period->to, language, day);
        buffer_format(
            text, "%s%s%s", before, language_pick(language, "по ", "to "), day);
    }
    if (date_is_set(period->from) || date_is_set(period->to)) {
        buffer_append_byte(text, ')');
    }
}

void rule_words_level(struct buffer *text, const struct severity_case *one,
    enum language language)
{
    buffer_append(text,
        slice_from(
            one->severity == SEVERITY_NONE
                ? language_pick(language, "не сообщается", "not reported")
                : language_noun(language, 1, severity_noun(one->severity))));
    list_operators(text, one->operator_types,
        language_pick(
            language, ", если оператор — ", ", when the operator is a "),
        language);
    list_documents(text, one->document_types,
        language_pick(
            language, ", если документ — ", ", when the document is a "),
        language);
    list_ids(text, one->when, one->when_count,
        language_pick(
            language, ", если в документе есть ", ", when the document has "),
        language);
    rule_words_period(text, &one->period, language);
}

void rule_words_scope(
    struct buffer *text, const struct rule *rule, enum language language)
{
    struct listing countries = {text, "", ", ", false};
    for (uint32_t bit = 1; bit <= JURISDICTION_UNKNOWN; bit <<= 1) {
        if (rule->jurisdictions & bit) {
            list_next(
                &countries, slice_from(jurisdiction_words(bit, language)));
        }
    }
    if (text->len == 0) {
        buffer_append(text,
            slice_from(language_pick(language, "любое право", "any law")));
    }
    rule_words_period(text, &rule->period, language);
    list_documents(text, rule->document_types,
        language_pick(language, "; документ — ", "; the document is a "),
        language);
    list_operators(text, rule->operator_types,
        language_pick(language, "; оператор — ", "; the operator is a "),
        language);
    list_ids(text, rule->only_when, rule->only_when_count,
        language_pick(language, "; только если в документе есть ",
            "; only when the document has "),
        language);
    list_ids(text, rule->only_when_not, rule->only_when_not_count,
        language_pick(language, "; если в документе нет ",
            "; only when the document has no "),
        language);
}

void rule_words_silence(
    struct buffer *text, const struct rule *rule, enum language language)
{
    static const struct {
        uint32_t guard;
        const char *ru;
        const char *en;
    } silences[] = {
        {GUARD_NEGATION, "сказанное с отрицанием («не», «без», «запрещено»)",
            "what is negated («не», «без», «запрещено»)"},
        {GUARD_DEFINITION, "определения («X — это …»)",
            "definitions («X — это …»)"},
        {GUARD_HEADING, "заголовки и оглавление", "headings and contents"},
        {GUARD_STATUTE, "пересказ закона («в случаях, предусмотренных …»)",
            "the statute retold («в случаях, предусмотренных …»)"},
        {GUARD_THIRD_PARTY, "сказанное о другом лице",
            "what somebody else does"},
        {GUARD_PLACEHOLDER, "незаполненные места («___», «[Название]»)",
            "unfilled fields («___», «[Название]»)"},
        {GUARD_QUOTE, "названия документов в кавычках",
            "quoted titles of documents"},
    };
    struct listing list = {text, "", "; ", false};
    for (size_t i = 0; rule->find_count && i < COUNT_OF(silences); i++) {
        if (!(rule->unguarded & silences[i].guard)) {
            list_next(&list, slice_from(language_pick(
                                 language, silences[i].ru, silences[i].en)));
        }
    }
}

struct slice rule_fix(const struct rule *rule, enum language language)
{
    bool is_english = language == LANGUAGE_EN && rule->fix_english.len > 0;
    return is_english ? rule->fix_english : rule->fix;
}

struct slice finding_fix(const struct finding *finding, enum language language)
{
    bool is_own = !slice_equal(finding->fix, finding->rule->fix);
    return is_own ? finding->fix : rule_fix(finding->rule, language);
}
