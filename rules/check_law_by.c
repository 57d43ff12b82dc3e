/*
 * check_law_by.c - the Belarusian law under a wrong name: «ФЗ», «№ 99-ФЗ»,
 * «Закон РБ «О персональных данных»», another date, or the law it replaced.
 */
#include "rules/checks.h"
#include "rules/cited.h"
#include "rules/laws.h"

static const char own_name[] = "Закон Республики Беларусь от 07.05.2021 "
                               "№ 99-З «О защите персональных данных»";

static bool is_federal(const struct citation *citation)
{
    return slice_starts_with(citation->kind, SLICE("федеральный закон")) ||
           slice_ends_with(citation->number, SLICE("-ФЗ"));
}

static bool is_own_title(struct slice title)
{
    return slice_equal(title, SLICE("о защите персональных данных")) ||
           slice_equal(title, SLICE("аб абароне персанальных даных")) ||
           slice_equal(title, SLICE("аб абароне персанальных дадзеных"));
}

static bool is_data_title(struct slice title)
{
    return slice_equal(title, SLICE("о персональных данных")) ||
           slice_equal(title, SLICE("об обработке персональных данных"));
}

/* Does the sentence speak of Belarus, and of no law of Russia beside it? */
static bool is_belarusian(struct slice sentence)
{
    bool is_by = cited_mentions(sentence, "беларус") ||
                 cited_mentions(sentence, "рб ") ||
                 cited_mentions(sentence, "рб,");
    bool is_ru =
        cited_mentions(sentence, "росси") || cited_mentions(sentence, "рф");
    return is_by && !is_ru;
}

/* A law that Belarus does not have: any «федеральный закон». */
static bool is_foreign_form(
    const struct citation *citation, struct slice sentence)
{
    bool is_own_number = slice_equal(citation->number, SLICE("99-З"));
    if (!is_federal(citation)) {
        return false;
    }
    bool is_data =
        is_own_title(citation->title) || is_data_title(citation->title);
    return is_own_number ||
           (is_data && slice_equal(citation->number, SLICE("99-ФЗ"))) ||
           (is_data && is_belarusian(sentence));
}

/* Title, number and date that do not belong together. */
static bool is_mismatch(const struct citation *citation)
{
    bool is_own_number = slice_equal(citation->number, SLICE("99-З"));
    bool is_by = slice_ends_with(citation->kind, SLICE(" рб"));
    struct date own = {2021, 5, 7};
    if (is_own_number) {
        return (citation->title.len && !is_own_title(citation->title)) ||
               (date_is_set(citation->date) &&
                   date_compare(citation->date, own) != 0);
    }
    bool is_other_number =
        citation->number.len && is_own_title(citation->title) &&
        (is_by || slice_ends_with(citation->number, SLICE("-З")));
    return is_other_number || (is_by && is_data_title(citation->title));
}

/* «Закон «О персональных данных»», no number and no country: the title is the
   Russian law's, which a document that cites № 152-ФЗ may mean. */
static bool is_bare_title(const struct citation *citation, bool has_russian_law)
{
    return !has_russian_law && citation->number.len == 0 &&
           slice_equal(citation->kind, SLICE("закон")) &&
           slice_equal(citation->title, SLICE("о персональных данных"));
}

/* «нарушение закона о персональных данных»: a law called by what it is about,
   not by a title. */
static bool is_plain_speech(const struct doc *doc, struct passage law)
{
    struct slice text = slice_cut(
        doc->clauses[law.clause].text.bytes, law.span.begin, law.span.end);
    return slice_find(text, SLICE("«"), 0) == SLICE_NOT_FOUND &&
           slice_find(text, SLICE("\""), 0) == SLICE_NOT_FOUND &&
           slice_find(text, SLICE("“"), 0) == SLICE_NOT_FOUND &&
           slice_find(text, SLICE("„"), 0) == SLICE_NOT_FOUND;
}

/* № 455-З, whose rules on personal data № 99-З replaced. */
static bool is_stale(const struct check_context *context,
    const struct citation *citation, bool has_own)
{
    struct date since = {2021, 11, 15};
    return !has_own && slice_equal(citation->number, SLICE("455-З")) &&
           date_compare(check_options(context)->as_of, since) >= 0;
}

/* № 455-З under the title of a law on personal data. */
static bool is_misnamed_stale(const struct citation *citation)
{
    return slice_equal(citation->number, SLICE("455-З")) &&
           is_data_title(citation->title);
}

/* What is said, in Russian and English. */
static const char *const foreign[] = {
    "В Беларуси нет федеральных законов: здесь действует Закон от 07.05.2021 "
    "№ 99-З «О защите персональных данных».",
    "Belarus has no federal laws: its law is № 99-З of 2021-05-07."};
static const char *const mismatch[] = {
    "Закон назван неверно; правильно: Закон Республики Беларусь от 07.05.2021 "
    "№ 99-З «О защите персональных данных».",
    "The law is misnamed; it is № 99-З of 2021-05-07 «О защите персональных "
    "данных»."};
static const char *const stale[] = {
    "С 15.11.2021 персональные данные регулирует Закон № 99-З, а не № 455-З.",
    "Since 2021-11-15 personal data are governed by № 99-З, not by № 455-З."};
static const char *const renamed[] = {
    "Закон № 455-З называется «Об информации, информатизации и защите "
    "информации»; персональные данные регулирует Закон № 99-З.",
    "Law № 455-З is «Об информации, информатизации и защите информации»; "
    "personal data are governed by № 99-З."};

static void report(struct check_context *context, const struct rule *rule,
    const struct citation *citation, enum severity severity,
    const char *const words[2])
{
    struct words message = {slice_from(words[0]), slice_from(words[1])};
    struct finding *finding =
        check_report(context, rule, citation->law, &message);
    finding->severity = severity;
    finding->fix = slice_from(own_name);
}

static bool has_number(const struct doc *doc, struct slice number)
{
    for (size_t i = 0; i < doc->citation_count; i++) {
        if (slice_equal(doc->citations[i].number, number)) {
            return true;
        }
    }
    return false;
}

void check_by_law_reference(
    struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    bool has_own = has_number(doc, SLICE("99-З"));
    bool has_russian = has_number(doc, SLICE("152-ФЗ"));
    struct passage last = {NONE, {0, 0}};
    for (size_t i = 0; i < doc->citation_count; i++) {
        const struct citation *citation = &doc->citations[i];
        struct passage law = citation->law;
        bool is_new =
            law.span.end > law.span.begin &&
            (law.clause != last.clause || law.span.begin != last.span.begin);
        if (!is_new) {
            continue;
        }
        last = law;
        if (is_foreign_form(citation, cited_in(doc, law).sentence)) {
            report(context, rule, citation, SEVERITY_ERROR, foreign);
        } else if (is_misnamed_stale(citation)) {
            report(context, rule, citation, SEVERITY_WARNING, renamed);
        } else if (is_mismatch(citation) ||
                   (is_bare_title(citation, has_russian) &&
                       !(has_own && is_plain_speech(doc, law)))) {
            report(context, rule, citation, SEVERITY_WARNING, mismatch);
        } else if (is_stale(context, citation, has_own)) {
            report(context, rule, citation, SEVERITY_WARNING, stale);
        }
    }
}
