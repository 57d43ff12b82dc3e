/*
 * check_party.c - one party under several names: a reader called «вы» here and
 * «Пользователь» there, an operator who is «мы» and «Оператор», «Компания» and
 * «Исполнитель».
 *
 * A stray «вы» in a text about «Пользователь» is no mixture: both ways must be
 * frequent.
 */
#include "rules/checks.h"

#include "parser/utf8.h"
#include "parser/word.h"

/* Each way of naming a party is met so often at least … */
#define MENTIONS_LEAST 4
/* … and is at least this part of all mentions. */
#define SHARE_LEAST 10

/* How a party is named. */
struct voice {
    const char *words;
    bool is_capitalised; /* with a capital letter only */
    const char *ru;      /* «на «вы»» */
    const char *en;
};

struct mentions {
    size_t count;
    struct passage first; /* where count is not 0 */
};

#define WE                                                                                                                        \
    "мы нас нам нами наш наша наше наши нашего нашей нашему нашим нашими " \
    "наших нашу нашем"

static const struct voice you = {
    "вы вас вам вами ваш ваша ваше ваши вашего вашей вашему вашим вашими "
    "ваших вашу вашем",
    false, "на «вы»", "«вы»"};
static const struct voice user = {
    "пользовател* заказчик* клиент* покупател* посетител* подписчик*", true,
    "в третьем лице", "the third person"};
static const struct voice we = {WE, false, "«мы»", "«мы»"};
static const struct voice operator_voice = {
    "оператор* компани* исполнител* администраци* продав*", true,
    "в третьем лице", "the third person"};

static bool starts_with_capital(
    const struct doc *doc, uint32_t index, struct span folded)
{
    size_t offset = doc_passage(doc, index, folded).span.begin;
    return utf8_is_upper(utf8_next(doc->clauses[index].text.bytes, &offset));
}

static struct mentions mentions_of(
    struct check_context *context, const struct voice *voice)
{
    const struct doc *doc = check_document(context);
    const bool *is_of_voice = check_listed(context, voice->words);
    struct mentions mentions = {.count = 0};
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (!check_is_read(clause) || clause->is_heading ||
            clause->kind == CLAUSE_TITLE) {
            continue;
        }
        struct word_list words = doc_clause_words(doc, i);
        for (size_t k = 0; k < words.count; k++) {
            struct span span = words.items[k].span;
            if (is_of_voice[words.items[k].form] &&
                (!voice->is_capitalised || starts_with_capital(doc, i, span))) {
                mentions.first =
                    mentions.count ? mentions.first : doc_passage(doc, i, span);
                mentions.count++;
            }
        }
    }
    return mentions;
}

static bool are_mixed(size_t a, size_t b)
{
    size_t rarer = a < b ? a : b;
    return rarer >= MENTIONS_LEAST && rarer * SHARE_LEAST >= a + b;
}

/* Report the rarer way at its first place, beside the other. */
static void compare_voices(struct check_context *context,
    const struct rule *rule, const struct voice *a, const struct voice *b)
{
    struct mentions of_a = mentions_of(context, a);
    struct mentions of_b = mentions_of(context, b);
    if (!are_mixed(of_a.count, of_b.count)) {
        return;
    }
    bool is_a_rarer = of_a.count <= of_b.count;
    const struct voice *rarer = is_a_rarer ? a : b;
    const struct voice *other = is_a_rarer ? b : a;
    const struct mentions *here = is_a_rarer ? &of_a : &of_b;
    const struct mentions *there = is_a_rarer ? &of_b : &of_a;
    struct arena *arena = check_arena(context);
    struct words message = {
        arena_format(arena,
            "%.*s Здесь — %s (всего %zu), в других местах — "
            "%s (%zu).",
            (int)rule->message.ru.len, rule->message.ru.bytes, rarer->ru,
            here->count, other->ru, there->count),
        arena_format(arena,
            "%.*s Here it is %s (%zu in all), elsewhere %s "
            "(%zu).",
            (int)rule->message.en.len, rule->message.en.bytes, rarer->en,
            here->count, other->en, there->count),
    };
    struct finding *finding =
        check_report(context, rule, here->first, &message);
    check_add_related(context, finding, there->first,
        (struct words){SLICE("а здесь иначе"), SLICE("and otherwise here")});
}

void check_mixed_address(struct check_context *context, const struct rule *rule)
{
    compare_voices(context, rule, &you, &user);
}

void check_mixed_voice(struct check_context *context, const struct rule *rule)
{
    compare_voices(context, rule, &we, &operator_voice);
}

/* ---- two short names for the operator ---- */

/* «мы» is a voice, no name. */
static bool is_name(const struct term *term)
{
    return term->party == PARTY_OPERATOR && term->is_alias &&
           !slice_is_listed(term->folded, SLICE(WE), ' ');
}

/* The words of a definition from its last quotation mark on, folded: «вектор»
   of «ООО «Вектор»»; empty when it has none. */
static struct slice quoted_name(const struct doc *doc, const struct term *term)
{
    struct word_list words = doc_words_at(doc, term->definition);
    struct span name = {0, 0};
    for (size_t i = 0; i < words.count; i++) {
        const struct word *word = &words.items[i];
        if (word->before & WORD_AFTER_QUOTE) {
            name.begin = word->span.begin;
        }
        name.end = word->span.end;
    }
    return name.begin ? slice_cut(words.folded, name.begin, name.end)
                      : (struct slice){0};
}

static bool name_one_party(
    const struct doc *doc, const struct term *a, const struct term *b)
{
    struct slice name = quoted_name(doc, a);
    return name.len && slice_equal(name, quoted_name(doc, b));
}

void check_two_names(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    const struct term *first = NULL;
    for (size_t i = 0; i < doc->term_count; i++) {
        const struct term *term = &doc->terms[i];
        if (!is_name(term)) {
            continue;
        }
        if (!first) {
            first = term;
        } else if (!slice_equal(first->folded, term->folded) &&
                   name_one_party(doc, first, term)) {
            struct finding *finding =
                check_report(context, rule, term->name_at, NULL);
            check_add_related(context, finding, first->name_at,
                (struct words){SLICE("другое имя"), SLICE("the other name")});
            return;
        }
    }
}
