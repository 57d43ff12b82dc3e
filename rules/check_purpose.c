/*
 * check_purpose.c - what must be said for each purpose, and is not.
 *
 * п. 2 ч. 1 ст. 18.1 152-ФЗ asks for data, subjects, methods, terms and the
 * order of destruction of each purpose, п. 11 of the Belarusian
 * clarifications for data, subjects, grounds and terms. What the document
 * says once for all purposes counts as said; phrases of the rule's pack find
 * that. What it says for some purposes and leaves out for others is reported
 * at those.
 */
#include "rules/checks.h"
#include "rules/deadline.h"
#include "rules/purpose.h"

#include "parser/buffer.h"

struct element_name {
    uint32_t element;
    const char *ru;
    const char *en;
};

static const struct element_name names[] = {
    {ELEMENT_DATA, "перечень данных", "the list of data"},
    {ELEMENT_SUBJECTS, "категории субъектов", "categories of subjects"},
    {ELEMENT_METHODS, "способы обработки", "methods of processing"},
    {ELEMENT_TERM, "срок обработки и хранения", "the term of storage"},
    {ELEMENT_DESTRUCTION, "порядок уничтожения", "the order of destruction"},
    {ELEMENT_BASIS, "правовое основание", "the legal ground"},
};
#define NAME_COUNT (sizeof(names) / sizeof(*names))

/* «категории субъектов, срок обработки и хранения». */
static struct words names_of(struct arena *arena, uint32_t elements)
{
    struct buffer ru = {.arena = arena};
    struct buffer en = {.arena = arena};
    for (size_t i = 0; i < NAME_COUNT; i++) {
        if (elements & names[i].element) {
            buffer_append(&ru, ru.len ? SLICE(", ") : SLICE(""));
            buffer_append(&ru, slice_from(names[i].ru));
            buffer_append(&en, en.len ? SLICE(", ") : SLICE(""));
            buffer_append(&en, slice_from(names[i].en));
        }
    }
    return (struct words){buffer_slice(&ru), buffer_slice(&en)};
}

static struct words message_of(
    struct arena *arena, const struct words *what, bool is_column)
{
    struct words message;
    if (is_column) {
        message.ru = arena_format(arena,
            "В таблице целей нет столбца: %.*s. Закон требует этого для "
            "каждой цели.",
            (int)what->ru.len, what->ru.bytes);
        message.en = arena_format(arena,
            "The table of purposes has no column for %.*s, which the law "
            "wants for each purpose.",
            (int)what->en.len, what->en.bytes);
    } else {
        message.ru = arena_format(arena, "Для этой цели не указано: %.*s.",
            (int)what->ru.len, what->ru.bytes);
        message.en = arena_format(arena, "Not given for this purpose: %.*s.",
            (int)what->en.len, what->en.bytes);
    }
    return message;
}

/* The first fact of the rule with the polarity, or NULL. */
static const struct fact *fact_of(const struct check_context *context,
    const struct rule *rule, enum polarity polarity)
{
    size_t count;
    const struct fact *facts = check_facts(context, &count);
    for (size_t i = 0; i < count; i++) {
        if (facts[i].rule == rule && facts[i].polarity == polarity) {
            return &facts[i];
        }
    }
    return NULL;
}

/* Purposes whose place for the element is empty: one finding, the others
   related. In sections, which have no places, those that lack what most
   have. */
static void report_blanks(struct check_context *context,
    const struct rule *rule, const struct purpose_matrix *matrix,
    uint32_t element)
{
    size_t given = 0;
    for (size_t i = 0; i < matrix->count; i++) {
        given += (matrix->purposes[i].given & element) != 0;
    }
    bool counts_missing = !matrix->is_table && given * 2 > matrix->count;
    struct words what = names_of(check_arena(context), element);
    struct words message = message_of(check_arena(context), &what, false);
    struct finding *finding = NULL;
    for (size_t i = 0; i < matrix->count; i++) {
        const struct purpose *purpose = &matrix->purposes[i];
        bool is_blank = purpose->blank & element ||
                        (counts_missing && !(purpose->given & element));
        if (!is_blank || purpose->given & element) {
            continue;
        }
        if (finding) {
            check_add_related(context, finding, purpose->name, message);
        } else {
            finding = check_report(context, rule, purpose->name, &message);
            finding->severity = SEVERITY_WARNING;
        }
    }
}

/* Is all that the rule's phrases found about consent withdrawn? Then nothing
   is said of the purposes being reached. */
static bool is_about_withdrawal(
    struct check_context *context, const struct rule *rule)
{
    size_t count;
    const struct fact *facts = check_facts(context, &count);
    for (size_t i = 0; i < count; i++) {
        if (facts[i].rule != rule || facts[i].polarity != POLARITY_AFFIRMED) {
            continue;
        }
        uint32_t index =
            deadline_sentence_at(check_document(context), facts[i].passage);
        if (index == NONE) {
            return false;
        }
        struct deadline sentence = deadline_sentence(context, index);
        if (!deadline_has(context, &sentence, "отзыв* отозва* отозве*") ||
            deadline_has(context, &sentence,
                "цели целей цель истечени* окончани* "
                "срока акт акта актом комисси*")) {
            return false;
        }
    }
    return true;
}

static void check_element(
    struct check_context *context, const struct rule *rule, uint32_t element)
{
    const struct purpose_matrix *matrix = check_purposes(context);
    bool is_given = false;
    for (size_t i = 0; i < matrix->count; i++) {
        is_given |= (matrix->purposes[i].given & element) != 0;
    }
    if (is_given) {
        report_blanks(context, rule, matrix, element);
        return;
    }
    const struct fact *denial = fact_of(context, rule, POLARITY_DENIED);
    bool is_apart = element == ELEMENT_DESTRUCTION && matrix->count > 0 &&
                    is_about_withdrawal(context, rule);
    if (fact_of(context, rule, POLARITY_AFFIRMED) && !is_apart) {
        return;
    }
    if (denial) {
        check_report(context, rule, denial->passage, NULL);
        return;
    }
    struct words what = names_of(check_arena(context), element);
    struct words message = message_of(check_arena(context), &what, true);
    check_report_absence(context, rule, matrix->count ? matrix->clause : NONE,
        matrix->is_table ? &message : NULL);
}

void check_purpose_data(struct check_context *context, const struct rule *rule)
{
    check_element(context, rule, ELEMENT_DATA);
}

void check_purpose_subjects(
    struct check_context *context, const struct rule *rule)
{
    check_element(context, rule, ELEMENT_SUBJECTS);
}

void check_purpose_methods(
    struct check_context *context, const struct rule *rule)
{
    check_element(context, rule, ELEMENT_METHODS);
}

void check_purpose_terms(struct check_context *context, const struct rule *rule)
{
    check_element(context, rule, ELEMENT_TERM);
}

void check_purpose_destruction(
    struct check_context *context, const struct rule *rule)
{
    check_element(context, rule, ELEMENT_DESTRUCTION);
}

/* One element left out of the table is a warning, two are an error. */
void check_by_purpose_matrix(
    struct check_context *context, const struct rule *rule)
{
    const uint32_t wanted =
        ELEMENT_DATA | ELEMENT_SUBJECTS | ELEMENT_TERM | ELEMENT_BASIS;
    const struct purpose_matrix *matrix = check_purposes(context);
    if (matrix->count == 0) {
        if (!fact_of(context, rule, POLARITY_AFFIRMED)) {
            check_report_absence(context, rule, NONE, NULL);
        }
        return;
    }
    uint32_t missing = wanted & ~matrix->elements;
    if (missing) {
        struct words what = names_of(check_arena(context), missing);
        struct words message = {
            arena_format(check_arena(context),
                "Цели не соотнесены с остальным: не указано %.*s.",
                (int)what.ru.len, what.ru.bytes),
            arena_format(check_arena(context),
                "Not tied to the purposes: %.*s.", (int)what.en.len,
                what.en.bytes),
        };
        struct finding *finding =
            check_report_absence(context, rule, matrix->clause, &message);
        if ((missing & (missing - 1)) == 0) {
            finding->severity = SEVERITY_WARNING;
        }
    }
    for (size_t i = 0; i < NAME_COUNT; i++) {
        if (names[i].element & wanted & ~missing) {
            report_blanks(context, rule, matrix, names[i].element);
        }
    }
}
