/*
 * diff_term.c - terms as values: «3 года» against «5 лет», «бессрочно».
 */
#include "rules/diff_judge.h"

#include "rules/duration.h"

/* Words around a term in which what it is a term of is looked for. */
#define ROLE_REACH 14

enum role {
    ROLE_STORAGE, /* longer is worse: scope */
    ROLE_ANSWER,  /* longer is worse: rights */
    ROLE_DUTY,    /* longer is worse: obligations */
    ROLE_NOTICE,  /* «за 10 дней»: shorter is worse: obligations */
    ROLE_OTHER,   /* ages and the like: told, not judged */
};

struct term_value {
    uint64_t length; /* in fifths of an hour; FOREVER */
    enum role role;
    struct slice text;
};

#define FOREVER UINT64_MAX

struct term_list {
    struct arena *arena;
    struct term_value *items;
    size_t count;
    size_t capacity;
};

static const char store_words[] = "хран* обработк* срок сроки действ*";
static const char answer_words[] =
    "ответ* отвеч* запрос* обращен* рассмотр* рассматрив* требован* отзыв* "
    "отозв* заявлен* прекращ* предостав* жалоб*";
static const char duty_words[] =
    "уничтож* стира* удал* блокир* уведом* сообщ* исправ* уточн* устран* "
    "извещ* публик* утечк*";

static bool role_of_word(struct slice word, enum role *ret)
{
    if (diff_is_listed(answer_words, word)) {
        *ret = ROLE_ANSWER;
        return true;
    }
    if (diff_is_listed(duty_words, word)) {
        *ret = ROLE_DUTY;
        return true;
    }
    if (diff_is_listed(store_words, word)) {
        *ret = ROLE_STORAGE;
        return true;
    }
    return false;
}

/* A duty that is done because the subject asked is an answer to him. */
static bool is_asked(const struct word_list *words, size_t at)
{
    size_t from = at > ROLE_REACH ? at - ROLE_REACH : 0;
    for (size_t i = from; i < words->count && i < at + ROLE_REACH; i++) {
        if (diff_is_listed(answer_words, word_at(words, i))) {
            return true;
        }
    }
    return false;
}

static enum role role_at(const struct word_list *words, size_t at, size_t end)
{
    if (diff_is_listed("лет", word_at(words, end - 1)) && at > 0 &&
        diff_is_listed("старше младше моложе возраст* достиг* не",
            word_at(words, at - 1))) {
        return ROLE_OTHER;
    }
    if (at > 0 && word_is(words, at - 1, SLICE("за"))) {
        return ROLE_NOTICE;
    }
    enum role role;
    for (size_t i = at; i > 0 && at - i < ROLE_REACH; i--) {
        if (role_of_word(word_at(words, i - 1), &role)) {
            return role == ROLE_DUTY && is_asked(words, at) ? ROLE_ANSWER
                                                            : role;
        }
    }
    for (size_t i = end; i < words->count && i < end + ROLE_REACH; i++) {
        if (role_of_word(word_at(words, i), &role)) {
            return role;
        }
    }
    return ROLE_OTHER;
}

static void add_term(struct term_list *list, struct term_value value)
{
    list->items = arena_grow(
        list->arena, list->items, list->count, &list->capacity, sizeof(value));
    list->items[list->count++] = value;
}

static struct slice words_text(const struct clause *clause,
    const struct word_list *words, size_t first, size_t count, uint32_t begin)
{
    struct span span = {words->items[first].span.begin + begin,
        words->items[first + count - 1].span.end + begin};
    span = folded_to_text(&clause->folded, span);
    return slice_cut(clause->text.bytes, span.begin, span.end);
}

/* What the words of another unit are about. */
static enum role role_of_unit(const struct diff_edition *edition, uint32_t unit)
{
    enum role role = ROLE_OTHER;
    if (unit == NONE) {
        return role;
    }
    const struct diff_unit *other = &edition->units[unit];
    struct slice folded =
        edition->doc->clauses[other->passage.clause].folded.bytes;
    for (size_t i = 0;
         i < other->word_count && i < DIFF_HEAD_WORDS && role == ROLE_OTHER;
         i++) {
        struct span span = other->words[i].span;
        role_of_word(slice_cut(folded, span.begin, span.end), &role);
    }
    return role;
}

/* The column's header says what a cell is about; elsewhere the words around
   the term do, or the sentence that leads in. */
static enum role role_in(const struct diff_edition *edition,
    const struct diff_unit *unit, const struct word_list *words, struct span at)
{
    enum role role = role_of_unit(edition, unit->header);
    role = role == ROLE_OTHER ? role_at(words, at.begin, at.end) : role;
    return role == ROLE_OTHER && unit->header == NONE
               ? role_of_unit(edition, unit->lead)
               : role;
}

static void read_unit_terms(const struct diff_edition *edition,
    const struct diff_unit *unit, struct term_list *list)
{
    const struct clause *clause = &edition->doc->clauses[unit->passage.clause];
    struct span folded = edition->doc->sentences[unit->sentence].folded;
    struct word_list words = word_list_of(
        list->arena, slice_cut(clause->folded.bytes, folded.begin, folded.end));
    for (size_t i = 0; i < words.count; i++) {
        struct duration duration;
        if (duration_read(&words, i, &duration)) {
            add_term(list, (struct term_value){
                               duration_length(duration.unit, duration.value),
                               role_in(edition, unit, &words,
                                   (struct span){(uint32_t)i,
                                       (uint32_t)(i + duration.count)}),
                               words_text(clause, &words, i, duration.count,
                                   folded.begin)});
            i += duration.count - 1;
        } else if (diff_is_listed("бессрочн* неограниченн* неопределенн* вечно",
                       word_at(&words, i))) {
            enum role role = role_in(edition, unit, &words,
                (struct span){(uint32_t)i, (uint32_t)i + 1});
            role = role == ROLE_OTHER ? ROLE_STORAGE : role;
            add_term(list, (struct term_value){FOREVER, role,
                               words_text(clause, &words, i, 1, folded.begin)});
        }
    }
}

static struct term_list terms_of(
    struct arena *arena, const struct diff_half *half)
{
    struct term_list list = {.arena = arena};
    for (size_t i = 0; i < half->count; i++) {
        read_unit_terms(
            half->edition, &half->edition->units[half->units[i]], &list);
    }
    return list;
}

static enum diff_category category_of(enum role role)
{
    switch (role) {
    case ROLE_STORAGE:
        return DIFF_SCOPE;
    case ROLE_ANSWER:
        return DIFF_RIGHTS;
    case ROLE_DUTY:
    case ROLE_NOTICE:
        return DIFF_OBLIGATIONS;
    case ROLE_OTHER:
        break;
    }
    return DIFF_WORDING;
}

static struct words name_of(enum role role)
{
    switch (role) {
    case ROLE_STORAGE:
        return (struct words){
            SLICE("срок хранения или обработки"), SLICE("term of storage")};
    case ROLE_ANSWER:
        return (struct words){
            SLICE("срок ответа субъекту"), SLICE("term to answer the subject")};
    case ROLE_DUTY:
        return (struct words){
            SLICE("срок исполнения обязанности"), SLICE("term of a duty")};
    case ROLE_NOTICE:
        return (struct words){
            SLICE("срок предупреждения"), SLICE("term of notice")};
    case ROLE_OTHER:
        break;
    }
    return (struct words){SLICE("срок"), SLICE("term")};
}

/* What became of a term: its name, a verb, and the words of it. */
static void tell(struct diff_reason_list *list, enum role role,
    enum diff_course course, struct words verb, struct slice text)
{
    struct words name = name_of(role);
    struct words message = {
        arena_format(list->arena, "%.*s %.*s: %.*s", (int)name.ru.len,
            name.ru.bytes, (int)verb.ru.len, verb.ru.bytes, (int)text.len,
            text.bytes),
        arena_format(list->arena, "%.*s %.*s: %.*s", (int)name.en.len,
            name.en.bytes, (int)verb.en.len, verb.en.bytes, (int)text.len,
            text.bytes)};
    diff_reason_add(list, category_of(role),
        role == ROLE_OTHER ? DIFF_NEUTRAL : course, message);
}

static void tell_changed(struct diff_reason_list *list,
    const struct term_value *old_term, const struct term_value *new_term)
{
    static const struct words longer = {
        {"стал больше", 21}, {"became longer", 13}};
    static const struct words shorter = {
        {"стал меньше", 21}, {"became shorter", 14}};
    bool is_longer = new_term->length > old_term->length;
    bool is_worse = is_longer != (new_term->role == ROLE_NOTICE);
    struct slice text = arena_format(list->arena, "%.*s → %.*s",
        (int)old_term->text.len, old_term->text.bytes, (int)new_term->text.len,
        new_term->text.bytes);
    tell(list, new_term->role, is_worse ? DIFF_WORSE : DIFF_BETTER,
        is_longer ? longer : shorter, text);
}

/* A term that is named no longer, or now; a bound is always for the better,
   «бессрочно» is none. */
static void tell_alone(
    struct diff_reason_list *list, const struct term_value *term, bool is_new)
{
    static const struct words came = {{"теперь назван", 25}, {"is given", 8}};
    static const struct words went = {
        {"больше не назван", 30}, {"is given no longer", 18}};
    bool is_better = is_new == (term->length != FOREVER);
    tell(list, term->role, is_better ? DIFF_BETTER : DIFF_WORSE,
        is_new ? came : went, term->text);
}

static bool is_same(const struct term_value *a, const struct term_value *b)
{
    return a->length == b->length && a->role == b->role;
}

bool diff_terms_same(struct arena *arena, const struct diff_half *old_half,
    const struct diff_half *new_half)
{
    struct term_list olds = terms_of(arena, old_half);
    struct term_list news = terms_of(arena, new_half);
    bool is_alike = olds.count > 0 && olds.count == news.count;
    for (size_t i = 0; is_alike && i < olds.count; i++) {
        is_alike = is_same(&olds.items[i], &news.items[i]);
    }
    return is_alike;
}

void diff_judge_terms(const struct diff_half *old_half,
    const struct diff_half *new_half, struct diff_reason_list *list)
{
    if (old_half->count == 0 || new_half->count == 0) {
        return; /* it came or went with what it is a term of */
    }
    struct term_list olds = terms_of(list->arena, old_half);
    struct term_list news = terms_of(list->arena, new_half);
    size_t first = 0;
    while (first < olds.count && first < news.count &&
           is_same(&olds.items[first], &news.items[first])) {
        first++;
    }
    while (olds.count > first && news.count > first &&
           is_same(&olds.items[olds.count - 1], &news.items[news.count - 1])) {
        olds.count--;
        news.count--;
    }
    for (size_t i = first; i < olds.count || i < news.count; i++) {
        if (i >= olds.count || i >= news.count) {
            bool is_new = i >= olds.count;
            tell_alone(list, is_new ? &news.items[i] : &olds.items[i], is_new);
        } else if (olds.items[i].length != news.items[i].length) {
            tell_changed(list, &olds.items[i], &news.items[i]);
        }
    }
}
