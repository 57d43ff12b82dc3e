#include "cmd/names.h"

#include <stdio.h>

const char *severity_name(enum severity severity)
{
    switch (severity) {
    case SEVERITY_NONE:
        return "none";
    case SEVERITY_NOTE:
        return "note";
    case SEVERITY_WARNING:
        return "warning";
    case SEVERITY_ERROR:
        return "error";
    }
    return "";
}

const char *rule_kind_name(enum rule_kind kind)
{
    switch (kind) {
    case RULE_PRESENCE:
        return "presence";
    case RULE_PROHIBITION:
        return "prohibition";
    case RULE_CONSISTENCY:
        return "consistency";
    case RULE_TERMINOLOGY:
        return "terminology";
    case RULE_CONCEPT:
        return "concept";
    }
    return "";
}

const char *clause_kind_name(enum clause_kind kind)
{
    switch (kind) {
    case CLAUSE_TITLE:
        return "title";
    case CLAUSE_PREAMBLE:
        return "preamble";
    case CLAUSE_SECTION:
        return "section";
    case CLAUSE_CLAUSE:
        return "clause";
    case CLAUSE_ITEM:
        return "item";
    case CLAUSE_ROW:
        return "row";
    case CLAUSE_APPENDIX:
        return "appendix";
    case CLAUSE_FURNITURE:
        return "furniture";
    }
    return "";
}

const char *region_name(enum region region)
{
    switch (region) {
    case REGION_BODY:
        return "body";
    case REGION_HEADER:
        return "header";
    case REGION_MENU:
        return "menu";
    case REGION_ASIDE:
        return "aside";
    case REGION_FOOTER:
        return "footer";
    }
    return "";
}

const char *party_name(enum party party)
{
    switch (party) {
    case PARTY_OTHER:
        return "other";
    case PARTY_OPERATOR:
        return "operator";
    case PARTY_SUBJECT:
        return "subject";
    case PARTY_SITE:
        return "site";
    case PARTY_DATA:
        return "data";
    case PARTY_POLICY:
        return "policy";
    case PARTY_OFFER:
        return "offer";
    case PARTY_LAW:
        return "law";
    }
    return "";
}

const char *polarity_name(enum polarity polarity)
{
    return polarity == POLARITY_AFFIRMED ? "affirmed" : "denied";
}

const char *modality_name(enum modality modality)
{
    switch (modality) {
    case MODALITY_STATES:
        return "states";
    case MODALITY_MAY:
        return "may";
    case MODALITY_MUST:
        return "must";
    }
    return "";
}

const char *actor_name(enum actor actor)
{
    switch (actor) {
    case ACTOR_UNKNOWN:
        return "unknown";
    case ACTOR_OPERATOR:
        return "operator";
    case ACTOR_SUBJECT:
        return "subject";
    case ACTOR_THIRD:
        return "third";
    }
    return "";
}

const char *confidence_name(enum confidence confidence)
{
    switch (confidence) {
    case CONFIDENCE_NONE:
        return "none";
    case CONFIDENCE_PROBABLE:
        return "probable";
    case CONFIDENCE_KNOWN:
        return "known";
    }
    return "";
}

const char *suppression_name(enum suppression_kind kind)
{
    switch (kind) {
    case SUPPRESSED_IN_SOURCE:
        return "comment";
    case SUPPRESSED_IN_FILE:
        return "file";
    case SUPPRESSED_BY_BASELINE:
        return "baseline";
    }
    return "";
}

const char *statement_name(enum statement statement)
{
    switch (statement) {
    case STATEMENT_SILENT:
        return "silent";
    case STATEMENT_STATED:
        return "states";
    case STATEMENT_DENIED:
        return "denies";
    case STATEMENT_UNCLEAR:
        return "unclear";
    }
    return "";
}

const char *statement_words(enum statement statement, enum language language)
{
    switch (statement) {
    case STATEMENT_SILENT:
        return language_pick(language, "не сказано", "silent");
    case STATEMENT_STATED:
        return language_pick(language, "сказано", "stated");
    case STATEMENT_DENIED:
        return language_pick(language, "отрицается", "denied");
    case STATEMENT_UNCLEAR:
        return language_pick(language, "не могу определить", "cannot tell");
    }
    return "";
}

const struct noun *severity_noun(enum severity severity)
{
    static const struct noun nouns[] = {
        [SEVERITY_NOTE] = {"замечание", "замечания", "замечаний", "note",
            "notes"},
        [SEVERITY_WARNING] = {"предупреждение", "предупреждения",
            "предупреждений", "warning", "warnings"},
        [SEVERITY_ERROR] = {"ошибка", "ошибки", "ошибок", "error", "errors"},
    };
    return &nouns[severity];
}

const char *rule_kind_words(enum rule_kind kind, enum language language)
{
    switch (kind) {
    case RULE_PRESENCE:
        return language_pick(language, "должно быть сказано", "must be stated");
    case RULE_PROHIBITION:
        return language_pick(
            language, "не должно быть сказано", "must not be stated");
    case RULE_CONSISTENCY:
        return language_pick(
            language, "положения расходятся", "statements clash");
    case RULE_TERMINOLOGY:
        return language_pick(
            language, "слово или ссылка", "a word or a reference");
    case RULE_CONCEPT:
        return language_pick(
            language, "понятие для других правил", "a concept for other rules");
    }
    return "";
}

/* A value with its words. */
struct wording {
    uint32_t value;
    const char *ru;
    const char *en;
};

static const char *find_words(
    const struct wording *wordings, uint32_t value, enum language language)
{
    while (wordings->value != value && wordings->value != 0) {
        wordings++;
    }
    return language_pick(language, wordings->ru, wordings->en);
}

const char *jurisdiction_words(uint32_t jurisdiction, enum language language)
{
    static const struct wording wordings[] = {
        {JURISDICTION_RU, "Россия", "Russia"},
        {JURISDICTION_BY, "Беларусь", "Belarus"},
        {JURISDICTION_KZ, "Казахстан", "Kazakhstan"},
        {JURISDICTION_UA, "Украина", "Ukraine"},
        {JURISDICTION_UZ, "Узбекистан", "Uzbekistan"},
        {JURISDICTION_KG, "Кыргызстан", "Kyrgyzstan"},
        {JURISDICTION_MD, "Молдова", "Moldova"},
        {JURISDICTION_EU, "Европейский союз", "European Union"},
        {JURISDICTION_OTHER, "иная страна", "another country"},
        {0, "страна не определена", "country unknown"},
    };
    return find_words(wordings, jurisdiction, language);
}

const char *document_type_words(enum document_type type, enum language language)
{
    static const struct wording wordings[] = {
        {DOCUMENT_POLICY, "политика", "policy"},
        {DOCUMENT_CONSENT, "согласие", "consent form"},
        {DOCUMENT_AGREEMENT, "соглашение", "agreement"},
        {DOCUMENT_COOKIE, "политика cookie", "cookie policy"},
        {0, "иной документ", "other document"},
    };
    return find_words(wordings, type, language);
}

const char *operator_type_words(enum operator_type type, enum language language)
{
    static const struct wording wordings[] = {
        {OPERATOR_LEGAL, "юридическое лицо", "legal person"},
        {OPERATOR_SOLE, "индивидуальный предприниматель", "sole trader"},
        {OPERATOR_PERSON, "физическое лицо", "natural person"},
        {0, "вид лица не определён", "kind of person unknown"},
    };
    return find_words(wordings, type, language);
}

void date_iso(struct date date, char ret[DATE_WORDS_SIZE])
{
    snprintf(ret, DATE_WORDS_SIZE, "%04d-%02u-%02u", date.year,
        (unsigned)date.month, (unsigned)date.day);
}

void date_words(
    struct date date, enum language language, char ret[DATE_WORDS_SIZE])
{
    if (language == LANGUAGE_EN) {
        date_iso(date, ret);
        return;
    }
    snprintf(ret, DATE_WORDS_SIZE, "%02u.%02u.%04d", (unsigned)date.day,
        (unsigned)date.month, date.year);
}
