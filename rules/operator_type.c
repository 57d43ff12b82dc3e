/*
 * operator_type.c - of what legal form the operator is.
 *
 * A form of name («ООО «…»», «ИП Иванов») counts for more the nearer it
 * stands to the operator's introduction: in the sentence that defines the
 * operator, beside a registry number, in the title or preamble, in the footer.
 * A text that introduces nobody can tell by the way it speaks of a company
 * («сайт ООО «…»»), or give a person's name beside the operator's role.
 */
#include "rules/operator_type.h"

#include "parser/utf8.h"

/* Does a word begin with a capital in the text as it was written? */
static bool is_capitalised(const struct clause *clause, struct word word)
{
    struct span span = folded_to_text(&clause->folded, word.span);
    size_t offset = span.begin;
    uint32_t code_point = utf8_next(clause->text.bytes, &offset);
    return (code_point >= 'A' && code_point <= 'Z') ||
           (code_point >= 0x400 && code_point <= 0x42F);
}

static bool stems_follow(const struct stretch *unit, struct slice folded,
    uint32_t at, const char *const *stems, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (at + i >= unit->word_count ||
            !slice_starts_with(word_slice(folded, unit->words[at + i]),
                slice_from(stems[i]))) {
            return false;
        }
    }
    return true;
}

/* What a word may tell: an abbreviation of companies and institutions, or what
   else form_at() knows. */
enum mark { MARK_LEGAL = 1u << 0, MARK_OTHER = 1u << 1 };

static const char legal[] =
    "ооо зао оао пао ао одо чуп чтуп чптуп чтпуп уп руп иооо сооо тоо ано "
    "нко фгуп фгбу таа ooo осоо пгуп гуо куп муп гуп мбу мбуз мбоу мбдоу "
    "мбук маоу мадоу гбу гбуз гбоу гауз огбуз фгбоу фгаоу";
static const char others[] =
    "индивидуальн* обществ* акционерн* унитарн* унітарн* государственн* "
    "некоммерческ* налог* ип іп огрнип нпд самозанят* гражданка гражданин";

static const char *const full[][2] = {
    {"индивидуальн", "предпринимат"},
    {"обществ", "с"},
    {"акционерн", "обществ"},
    {"унитарн", "предприяти"},
    {"унітарн", "прадпрыемств"},
    {"государственн", "учреждени"},
    {"некоммерческ", "организаци"},
    {"налог", "на"},
};

/* «Гражданин Республики Беларусь Иванов Иван»: a citizen of somewhere with a
   name of two words. */
static bool is_named_citizen(
    const struct clause *clause, const struct stretch *unit, uint32_t at)
{
    enum { COUNTRY_WORDS = 2 };
    static const char *const countries[] = {"республик", "беларус", "рб", "рф",
        "российск", "федераци", "росси", "казахстан"};
    struct slice folded = clause->folded.bytes;
    uint32_t name = at + 1;
    while (name < unit->word_count && name <= at + COUNTRY_WORDS) {
        struct slice word = word_slice(folded, unit->words[name]);
        bool is_country = false;
        for (size_t i = 0; i < COUNT_OF(countries); i++) {
            is_country = is_country || slice_begins(word, countries[i]);
        }
        if (!is_country) {
            break;
        }
        name++;
    }
    return name + 1 < unit->word_count &&
           is_capitalised(clause, unit->words[name]) &&
           is_capitalised(clause, unit->words[name + 1]);
}

/* The form of the name that begins at a word of the unit, or 0. */
static uint32_t form_at(const struct clause *clause, const struct stretch *unit,
    uint32_t at, uint32_t mark)
{
    struct slice folded = clause->folded.bytes;
    struct slice word = word_slice(folded, unit->words[at]);
    bool has_name = at + 1 < unit->word_count &&
                    (is_capitalised(clause, unit->words[at + 1]) ||
                        (unit->words[at + 1].before & WORD_AFTER_QUOTE) != 0);
    if (mark & MARK_LEGAL) {
        return has_name && is_capitalised(clause, unit->words[at])
                   ? OPERATOR_LEGAL
                   : 0;
    }
    if (slice_equal(word, SLICE("ип")) || slice_equal(word, SLICE("іп"))) {
        return has_name ? OPERATOR_SOLE : 0;
    }
    if (slice_equal(word, SLICE("огрнип"))) {
        return OPERATOR_SOLE;
    }
    if (slice_equal(word, SLICE("гражданин"))) {
        return is_named_citizen(clause, unit, at) ? OPERATOR_PERSON : 0;
    }
    if (slice_starts_with(word, SLICE("самозанят")) ||
        slice_equal(word, SLICE("гражданка")) ||
        slice_equal(word, SLICE("нпд"))) {
        return OPERATOR_PERSON;
    }
    for (size_t i = 0; i < COUNT_OF(full); i++) {
        if (!stems_follow(unit, folded, at, full[i], 2)) {
            continue;
        }
        if (i == 7) {
            bool is_npd = stems_follow(unit, folded, at + 2,
                (const char *const[]){"профессиональн"}, 1);
            return is_npd ? OPERATOR_PERSON : 0;
        }
        bool is_named = at + 2 < unit->word_count &&
                        (is_capitalised(clause, unit->words[at + 2]) || i > 0);
        return i == 0 ? (is_named ? OPERATOR_SOLE : 0) : OPERATOR_LEGAL;
    }
    return 0;
}

/* How much the words of a sentence say that it introduces the operator. */
static unsigned introduction(const struct stretch *unit, struct slice folded)
{
    static const char *const strong[] = {"далее", "далей", "именуем",
        "принадлеж", "владел", "администраци", "собственник", "предпринимаем"};
    static const char *const weak[] = {
        "оператор", "продав", "исполнител", "аператар"};
    unsigned score = 0;
    for (uint32_t i = 0; i < unit->word_count; i++) {
        struct slice word = word_slice(folded, unit->words[i]);
        for (size_t k = 0; k < COUNT_OF(strong); k++) {
            if (slice_begins(word, strong[k])) {
                return 4;
            }
        }
        for (size_t k = 0; k < COUNT_OF(weak); k++) {
            if (slice_begins(word, weak[k])) {
                score = 3;
            }
        }
    }
    return score;
}

/* Does the clause stand under «Оператор», «Кто обрабатывает данные»,
   «Реквизиты»? */
static bool is_under_operator(
    const struct doc *doc, const struct clause *clause)
{
    enum { FEW_WORDS = 5 };
    static const char *const names[] = {
        "оператор", "кто обрабатывает", "реквизит", "продавец", "исполнитель"};
    if (clause->parent == NONE) {
        return false;
    }
    const struct clause *section = &doc->clauses[clause->parent];
    for (size_t i = 0; section->word_count <= FEW_WORDS && i < COUNT_OF(names);
         i++) {
        if (slice_find(section->folded.bytes, slice_from(names[i]), 0) !=
            SLICE_NOT_FOUND) {
            return true;
        }
    }
    return false;
}

/* Does the text speak of the company at the word as its own: «сайт ООО …»,
   «даю согласие ООО …», «Настоящая политика ООО …», or by beginning with it? */
static bool is_spoken_of(
    const struct stretch *unit, struct slice folded, uint32_t at)
{
    static const char *const owned[] = {
        "сайт", "согласи", "пациент", "клиент", "пользовател", "посетител"};
    enum { REACH = 2, OPENING = 5 }; /* «согласие на обработку ООО …» */
    for (uint32_t back = 1; back <= REACH && back <= at; back++) {
        struct slice word = word_slice(folded, unit->words[at - back]);
        for (size_t i = 0; i < COUNT_OF(owned); i++) {
            if (slice_begins(word, owned[i])) {
                return true;
            }
        }
    }
    struct slice first = word_slice(folded, unit->words[0]);
    return at == 0 || (at < OPENING && slice_begins(first, "настоящ"));
}

/* How near the sentence stands to the operator's introduction; 0: it is about
   somebody else. */
static unsigned nearness(const struct doc *doc, const struct mentions *mentions,
    const struct stretch *unit)
{
    const struct clause *clause = &doc->clauses[unit->clause];
    unsigned score = introduction(unit, clause->folded.bytes);
    for (uint32_t i = unit->first; i < unit->end; i++) {
        if (mentions->items[i].signal->kind == SIGNAL_REGISTRY) {
            score += 3;
            break;
        }
    }
    if (clause->kind == CLAUSE_TITLE || clause->kind == CLAUSE_PREAMBLE) {
        score += 2;
    }
    if (clause->region != REGION_BODY) {
        score += 1;
    }
    if (is_under_operator(doc, clause)) {
        score += 3;
    }
    return unit->is_not_own && score < 4 ? 0 : score;
}

/* Is the word a patronymic, in whatever case? */
static bool is_patronymic(struct slice word)
{
    static const char *const endings[] = {"ич", "ича", "ичу", "ичем", "вна",
        "вны", "вне", "вной", "вну", "чна", "чны", "чне", "чной", "чну"};
    return slice_ends_among(word, endings, COUNT_OF(endings));
}

/* Does somebody's full name stand in the unit, who acts for nobody else:
   «Оператор — Иванов Иван Иванович»? */
static bool has_person(const struct clause *clause, const struct stretch *unit)
{
    static const char *const officers[] = {"ответствен", "директор", "лице",
        "руководител", "председател", "представител", "заведующ", "ректор",
        "контактн", "менеджер"};
    struct slice folded = clause->folded.bytes;
    bool is_named = false;
    for (uint32_t i = 0; i < unit->word_count; i++) {
        struct slice word = word_slice(folded, unit->words[i]);
        for (size_t k = 0; k < COUNT_OF(officers); k++) {
            if (slice_begins(word, officers[k])) {
                return false;
            }
        }
        is_named |= i > 1 && is_patronymic(word) &&
                    is_capitalised(clause, unit->words[i - 2]) &&
                    is_capitalised(clause, unit->words[i - 1]) &&
                    is_capitalised(clause, unit->words[i]);
    }
    return is_named;
}

#define SPOKEN_OF 1u

/* How well a sentence tells the form of the operator, which is *ret_form; 0: it
   does not. What is only spoken of is told worst: SPOKEN_OF. */
static unsigned tell_form(const struct doc *doc,
    const struct mentions *mentions, const struct stretch *unit,
    const uint32_t *marks, uint32_t *ret_form)
{
    const struct clause *clause = &doc->clauses[unit->clause];
    for (uint32_t at = 0; at < unit->word_count; at++) {
        uint32_t mark = marks[unit->words[at].form];
        uint32_t form = mark ? form_at(clause, unit, at, mark) : 0;
        if (form == 0) {
            continue;
        }
        *ret_form = form;
        unsigned score = nearness(doc, mentions, unit);
        bool is_spoken =
            !unit->is_not_own && is_spoken_of(unit, clause->folded.bytes, at);
        return score ? score + SPOKEN_OF : is_spoken * SPOKEN_OF;
    }
    return 0;
}

/* Is somebody without a form introduced? */
static bool is_of_person(const struct doc *doc, const struct mentions *mentions)
{
    enum { INTRODUCED = 3 };
    for (size_t i = 0; i < mentions->unit_count; i++) {
        const struct stretch *unit = &mentions->units[i];
        if (has_person(&doc->clauses[unit->clause], unit) &&
            nearness(doc, mentions, unit) >= INTRODUCED) {
            return true;
        }
    }
    return false;
}

enum operator_type operator_type_infer(
    const struct doc *doc, const struct mentions *mentions)
{
    uint32_t *marks = arena_array(doc->arena, doc->form_count, sizeof(*marks));
    doc_forms_mark(doc, SLICE(legal), MARK_LEGAL, marks);
    doc_forms_mark(doc, SLICE(others), MARK_OTHER, marks);
    uint32_t type = OPERATOR_UNKNOWN;
    unsigned best = 0;
    for (size_t i = 0; i < mentions->unit_count; i++) {
        uint32_t form;
        unsigned score =
            tell_form(doc, mentions, &mentions->units[i], marks, &form);
        if (score > best) {
            best = score;
            type = form;
        }
    }
    bool is_person = best <= SPOKEN_OF && is_of_person(doc, mentions);
    return is_person ? OPERATOR_PERSON : (enum operator_type)type;
}
