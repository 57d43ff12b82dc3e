/*
 * check_foreign_words.c - duties, wording, periods and notions that another
 * country's law has; registry numbers of two countries.
 */
#include "rules/check_jurisdiction.h"
#include "rules/deadline.h"
#include "rules/judge.h"

/* Is the mention of another country, in the body, and not kept apart? */
static bool is_foreign(const struct judge *judge, const struct mention *mention)
{
    uint32_t country = mention->signal->jurisdiction;
    return judge->own != 0 && country != judge->own &&
           mention_is_in_body(judge->doc, mention) &&
           (judge->apart & country) == 0;
}

/* Is the whole document under the other country's law, its own named nowhere?
   Then that is the mistake, and each word of it no further one. */
static bool is_wholly_foreign(const struct judge *judge, uint32_t country)
{
    return (judge->profile->applied & country) != 0 && !judge->is_own_law_named;
}

/* What a check looks for. */
struct quest {
    bool (*wants)(const struct judge *judge, const struct mention *mention);
    /* Asked once of a sentence that has what is wanted; NULL: any will do. */
    bool (*fits)(const struct doc *doc, const struct stretch *unit);
};

/* Report the foreign words that the check wants, those of one sentence as one
   finding from the first to the last. */
static void report_each(struct check_context *context, const struct rule *rule,
    const struct quest *quest, const char *const what[WORDING_PARTS])
{
    struct judge judge;
    judge_init(&judge, context);
    uint32_t asked = NONE;
    bool is_fit = true;
    for (size_t i = 0; i < judge.all->count; i++) {
        const struct mention *mention = &judge.all->items[i];
        uint32_t country = mention->signal->jurisdiction;
        if (!is_foreign(&judge, mention) || !quest->wants(&judge, mention)) {
            continue;
        }
        if (quest->fits && mention->unit != asked) {
            asked = mention->unit;
            is_fit = quest->fits(judge.doc, &judge.all->units[asked]);
        }
        if (!is_fit) {
            continue;
        }
        struct passage passage = mention->passage;
        uint32_t unit = mention->unit;
        while (
            i + 1 < judge.all->count && judge.all->items[i + 1].unit == unit) {
            const struct mention *next = &judge.all->items[++i];
            if (next->signal->jurisdiction == country &&
                quest->wants(&judge, next) &&
                next->passage.span.end > passage.span.end) {
                passage.span.end = next->passage.span.end;
            }
        }
        judge_report(&judge, rule, passage, country, what);
    }
}

static bool is_duty(const struct judge *judge, const struct mention *mention)
{
    (void)judge;
    return mention->signal->kind == SIGNAL_DUTY;
}

void check_duty_leftover(struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {
        "Описана обязанность, которая есть только в законе",
        "The duty described exists only in the law of", ""};
    report_each(context, rule, &(struct quest){is_duty, NULL}, what);
}

/* Wording of one law alone, or several weak signs of it. */
static bool is_wording(const struct judge *judge, const struct mention *mention)
{
    const struct signal *signal = mention->signal;
    size_t country = country_place(signal->jurisdiction);
    if (is_wholly_foreign(judge, signal->jurisdiction)) {
        return false;
    }
    return signal->kind == SIGNAL_PRINT ||
           (signal->kind == SIGNAL_HINT && signal->weight > 1 &&
               judge->hints[country] > 1);
}

void check_foreign_terminology(
    struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {
        "Формулировка взята из закона", "The wording is of the law of",
        "Используйте термины ст. 3 152-ФЗ."};
    report_each(context, rule, &(struct quest){is_wording, NULL}, what);
}

static bool has_stem(const struct doc *doc, const struct stretch *unit,
    const char *const stems[], size_t count)
{
    struct slice folded = doc->clauses[unit->clause].folded.bytes;
    for (uint32_t i = 0; i < unit->word_count; i++) {
        struct slice word = word_slice(folded, unit->words[i]);
        for (size_t k = 0; k < count; k++) {
            if (slice_begins(word, stems[k])) {
                return true;
            }
        }
    }
    return false;
}

/* Does the sentence speak of what an operator does at a request, and not of
   how long something, a cookie say, is kept, nor of a claim before court,
   whose term no data protection law sets? */
static bool is_of_requests(const struct doc *doc, const struct stretch *unit)
{
    static const char *const stems[] = {"отзыв", "заявлен", "запрос", "обращен",
        "уничтож", "прекра", "уточн", "сообщ", "ответ", "уведом"};
    static const char *const others[] = {"cookie", "куки", "претенз", "цена",
        "цены", "тариф", "визит", "бронь", "расторг", "гаранти", "возврат",
        "товар"};
    static const char *const data[] = {
        "персональн", "субъект", "запрос", "отзыв", "отозв", "согласи", "данн"};
    if (!has_stem(doc, unit, stems, COUNT_OF(stems)) ||
        has_stem(doc, unit, others, COUNT_OF(others))) {
        return false;
    }
    return unit->sentence == NONE ||
           has_stem(doc, unit, data, COUNT_OF(data)) ||
           !deadline_is_after_claim(doc, unit->sentence);
}

static bool is_period(const struct judge *judge, const struct mention *mention)
{
    return mention->signal->kind == SIGNAL_TERM &&
           !is_wholly_foreign(judge, mention->signal->jurisdiction);
}

void check_foreign_deadline(
    struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {
        "Срок взят из закона", "The period is that of the law of", ""};
    report_each(
        context, rule, &(struct quest){is_period, is_of_requests}, what);
}

static bool is_european(
    const struct judge *judge, const struct mention *mention)
{
    (void)judge;
    return mention->signal->kind == SIGNAL_SCHOOL;
}

void check_eu_leftover(struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {
        "Понятие взято из права", "The notion is of the law of", ""};
    report_each(context, rule, &(struct quest){is_european, NULL}, what);
}

/* A sign as strong as a registry number that the operator is of another
   country: a number of its register, or the site's own domain. */
static const struct mention *other_identity(
    const struct mentions *all, const struct mention *registered)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct mention *mention = &all->items[i];
        bool is_sign = mention->signal->kind == SIGNAL_REGISTRY ||
                       mention->signal->kind == SIGNAL_DOMAIN;
        if (mention->is_own && is_sign && mention->signal->weight >= 5 &&
            mention->signal->jurisdiction != registered->signal->jurisdiction &&
            mention->passage.clause != NONE) {
            return mention;
        }
    }
    return NULL;
}

void check_registry_id(struct check_context *context, const struct rule *rule)
{
    const struct mentions *all = check_profile(context)->mentions;
    for (size_t i = 0; i < all->count; i++) {
        const struct mention *mention = &all->items[i];
        if (mention->signal->kind != SIGNAL_REGISTRY || !mention->is_own) {
            continue;
        }
        const struct mention *other = other_identity(all, mention);
        if (other == NULL) {
            return;
        }
        struct words here = country_genitive(mention->signal->jurisdiction);
        struct words there = country_genitive(other->signal->jurisdiction);
        struct words kind =
            signal_kind_name((enum signal_kind)other->signal->kind);
        struct words message = {
            .ru = arena_format(check_arena(context),
                "Регистрационный номер оператора — %.*s, а %.*s — %.*s.",
                (int)here.ru.len, here.ru.bytes, (int)kind.ru.len,
                kind.ru.bytes, (int)there.ru.len, there.ru.bytes),
            .en = arena_format(check_arena(context),
                "The operator's registration number is of %.*s, but the %.*s "
                "is of %.*s.",
                (int)here.en.len, here.en.bytes, (int)kind.en.len,
                kind.en.bytes, (int)there.en.len, there.en.bytes),
        };
        struct finding *finding =
            check_report(context, rule, mention->passage, &message);
        check_add_related(context, finding, other->passage, kind);
        return;
    }
}
