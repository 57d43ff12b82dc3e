/*
 * check_undefined.c - words written as defined terms that are defined nowhere.
 *
 * Which words can be terms is a list: any capitalised noun would be too many
 * names. A role that is said to be somebody («Исполнитель — ИП Иванов»,
 * «Компания «Вектор»») is told, though not defined in form. A word counts only
 * when it is capitalised inside a sentence somewhere; it is then reported at
 * its first use, wherever that stands.
 */
#include "rules/checks.h"

#include "parser/ascii.h"
#include "parser/utf8.h"
#include "parser/word.h"

/* A role or a thing that a policy defines before it uses it: the beginning of
   its folded word, and of the word that must follow it, or NULL. */
struct role {
    const char *stem;
    const char *noun;
};

/* What they may end in is not looked at. Words that are names or titles as
   often («Администрация города») are judged by their context. */
static const struct role role_list[] = {
    {"оператор", NULL},
    {"компани", NULL},
    {"исполнител", NULL},
    {"заказчик", NULL},
    {"покупател", NULL},
    {"продав", NULL}, /* «Продавец», «Продавца» */
    {"клиент", NULL},
    {"посетител", NULL},
    {"администраци", NULL},
    {"правообладател", NULL},
    {"лицензиат", NULL},
    {"лицензиар", NULL},
    {"подписчик", NULL},
    {"услуг", NULL},
    {"сервис", NULL},
    {"товар", NULL},
    {"подписк", NULL},
    {"продукт", NULL},
    {"заказ", NULL},
    {"контент", NULL},
    {"ресурс", NULL},
    {"приложени", NULL},
    {"учреждени", NULL},
    {"организаци", NULL},
    {"регулятор", NULL},
    {"плательщик", NULL},
    {"агент", NULL},
    {"поставщик", NULL},
    {"пользовател", NULL},
    {"платформ", NULL},
    {"конфиденциальн", "информаци"},
    {"личн", "данн"},
    {"персональн", "информаци"},
};
#define ROLE_COUNT COUNT_OF(role_list)

/* Words of one clause from one of them on. */
struct words_from {
    const struct clause *clause;
    const struct word *items;
    size_t count;
    const uint8_t *roles; /* by form: see roles_by_form() */
};

static struct slice nth(const struct words_from *words, size_t index)
{
    return index < words->count
               ? word_slice(words->clause->folded.bytes, words->items[index])
               : (struct slice){0};
}

/* Does the word stand right behind the one before it, with no sign between? */
static bool follows(const struct words_from *words, size_t index)
{
    return index < words->count && !words->items[index].before;
}

/* For each form the role that its first letters are of: an index, or
   ROLE_COUNT. An ending adds at most three letters (six bytes) to them; of two
   roles («заказчик» is «заказ» with an ending) the first has it. */
static uint8_t *roles_by_form(const struct doc *doc, struct arena *arena)
{
    uint8_t *roles = arena_array(arena, doc->form_count, sizeof(*roles));
    memset(roles, ROLE_COUNT, doc->form_count);
    for (uint8_t i = ROLE_COUNT; i-- > 0;) {
        struct slice stem = slice_from(role_list[i].stem);
        struct form_walk walk = doc_forms_from(doc, stem);
        uint32_t form;
        while (form_walk_next(&walk, &form)) {
            bool is_role = doc->forms[form].bytes.len - stem.len <= 6;
            roles[form] = is_role ? i : roles[form];
        }
    }
    return roles;
}

/* Index of the role that the words name, or ROLE_COUNT. */
static size_t role_of(const struct words_from *words)
{
    size_t role =
        words->count ? words->roles[words->items[0].form] : ROLE_COUNT;
    const char *noun = role < ROLE_COUNT ? role_list[role].noun : NULL;
    bool has_noun =
        !noun || (follows(words, 1) && slice_begins(nth(words, 1), noun));
    return has_noun ? role : ROLE_COUNT;
}

/* «Оператором персональных данных является»: the telling word is this near. */
#define WORDS_TO_TELLING 3
#define WORDS_OF_PARTY_HEAD 2 /* «Реквизиты Исполнителя» */
#define CLAUSES_OF_REQUISITES 3 /* below such a heading */

static bool has_word(struct slice name, const char *stem)
{
    struct slice word;
    while (slice_next_part(&name, ' ', &word)) {
        if (slice_starts_with(word, slice_from(stem))) {
            return true;
        }
    }
    return false;
}

/* Does the document define the role, under any name that holds its word?
   «Персональные данные Пользователя» define no user. */
static bool is_defined(const struct doc *doc, const struct role *role)
{
    for (size_t i = 0; i < doc->term_count; i++) {
        struct slice name = doc->terms[i].folded;
        bool is_of_data = doc->terms[i].party == PARTY_DATA && !role->noun;
        if (!is_of_data && has_word(name, role->stem) &&
            (!role->noun || has_word(name, role->noun))) {
            return true;
        }
    }
    return false;
}

/* A word with a capital first letter and small ones behind it, as a defined
   term is written inside a sentence. */
static bool is_capitalised(const struct clause *clause, struct word word)
{
    struct span span = folded_to_text(&clause->folded, word.span);
    struct slice visible = slice_cut(clause->text.bytes, span.begin, span.end);
    size_t offset = 0;
    if (!utf8_is_upper(utf8_next(visible, &offset)) || offset == visible.len) {
        return false;
    }
    return utf8_is_lower(utf8_next(visible, &offset));
}

/* The first word of a table cell is written like that of a sentence. */
static bool starts_cell(const struct clause *clause, struct word word)
{
    uint32_t begin = folded_to_text(&clause->folded, word.span).begin;
    const struct cell *cell = clause_cell_at(clause, begin);
    return cell && cell->span.begin == begin;
}

/* What is known of the roles so far. */
struct roles {
    const uint8_t *by_form;
    bool is_settled[ROLE_COUNT]; /* unused, defined, said to be somebody, or
                                    reported */
    bool is_used[ROLE_COUNT];    /* inside a sentence with a capital letter */
};

/* «Сайта» in «Администрация Сайта»: whose role it is, part of its name. */
static bool names_owner(struct slice word)
{
    static const char *const owners[] = {
        "сайта", "сервиса", "ресурса", "портала", "приложения", "магазина"};
    return slice_is_among(word, owners, COUNT_OF(owners));
}

/* «Исполнителем ИП Иванова»: the name behind the role says who it is. */
static bool names_party(struct slice word)
{
    static const char *const forms[] = {
        "ип", "ооо", "ао", "пао", "зао", "оао", "одо", "чуп", "ано"};
    return slice_is_among(word, forms, COUNT_OF(forms));
}

/* The first word of a sentence or a cell has its capital anyway. */
static bool is_first(const struct words_from *words)
{
    const uint8_t breaks = WORD_AFTER_STOP | WORD_AFTER_QUOTE |
                           WORD_AFTER_DASH | WORD_AFTER_OTHER | WORD_AFTER_OPEN;
    return (words->items[0].before & breaks) ||
           words->items[0].span.begin == 0 ||
           starts_cell(words->clause, words->items[0]);
}

static bool begins_sentence(const struct words_from *words)
{
    struct slice folded = words->clause->folded.bytes;
    uint32_t begin = words->items[0].span.begin;
    return begin == 0 ||
           slice_ends_with(slice_cut(folded, 0, begin), SLICE(". "));
}

/* «Свой Сервис», «Оформить Заказ»: a later word of something in quotation
   marks that begins with a capital is part of a name or of a button. */
static bool is_in_name(const struct words_from *words)
{
    enum { NAME_LONGEST = 80 }; /* bytes */
    const struct clause *clause = words->clause;
    struct slice folded = clause->folded.bytes;
    uint32_t begin = words->items[0].span.begin;
    uint32_t at = begin;
    while (at > 0 && begin - at < NAME_LONGEST && folded.bytes[at - 1] != '"') {
        at--;
    }
    bool is_opened =
        at > 0 && at < begin && folded.bytes[at - 1] == '"' &&
        (at == 1 || folded.bytes[at - 2] == ' ' || folded.bytes[at - 2] == '(');
    if (!is_opened) {
        return false;
    }
    struct span name =
        folded_to_text(&clause->folded, (struct span){at, begin});
    size_t offset = name.begin;
    return utf8_is_upper(utf8_next(clause->text.bytes, &offset));
}

/* How a role is written where it stands. */
struct role_use {
    size_t role;  /* ROLE_COUNT: it is no term here */
    size_t count; /* words */
    bool is_sure; /* the capital can only be that of a term */
    bool is_open; /* it stands behind a colon, a dash, a bracket: perhaps a
                     label or a name */
};

/* Is the word written as a term? With another capitalised word behind it, it
   is a name («Администрация Тверской области»), unless that is its owner. */
static struct role_use read_use(const struct words_from *words)
{
    struct role_use use = {.role = role_of(words)};
    if (use.role == ROLE_COUNT ||
        !is_capitalised(words->clause, words->items[0]) || is_in_name(words)) {
        use.role = ROLE_COUNT;
        return use;
    }
    bool has_next =
        follows(words, 1) && is_capitalised(words->clause, words->items[1]);
    bool has_owner = has_next && names_owner(nth(words, 1));
    bool has_noun = role_list[use.role].noun != NULL;
    struct words_from rest = {
        words->clause, words->items + 1, words->count - 1, words->roles};
    bool is_name =
        has_next && !has_owner && !has_noun && role_of(&rest) == ROLE_COUNT;
    if (is_name || (follows(words, 1) && names_party(nth(words, 1)))) {
        use.role = ROLE_COUNT;
    }
    /* «Пользователей Сервиса»: two roles, each told by itself */
    bool is_pair = has_owner && role_of(&rest) == ROLE_COUNT;
    use.count = is_pair || has_noun ? 2 : 1;
    use.is_sure = has_owner || !is_first(words);
    use.is_open = !use.is_sure && !begins_sentence(words);
    return use;
}

static bool introduces(const struct words_from *words, size_t index)
{
    static const char *const introducing[] = {"является", "являются",
        "выступает", "выступают", "именуется", "именуемый", "именуемая",
        "именуемое"};
    struct slice word = nth(words, index);
    uint8_t before =
        index < words->count ? words->items[index].before : WORD_AFTER_STOP;
    bool is_alias = slice_is(word, "далее") && (before & WORD_AFTER_OPEN);
    bool is_this = slice_is(word, "это") && (before & WORD_AFTER_DASH);
    return is_alias || is_this ||
           slice_is_among(word, introducing, COUNT_OF(introducing));
}

/* Can a label begin behind these words? It stands first, or behind the number
   or date that ends the line before; «имя Пользователя:» is none. */
static bool label_may_follow(const struct words_from *before)
{
    if (before->count == 0) {
        return true;
    }
    struct slice last = nth(before, before->count - 1);
    return last.len > 0 && ascii_is_digit(last.bytes[0]);
}

/* A bracket behind a label is no longer than this, in bytes. */
#define LABEL_BRACKET 100

/* Where the bracket that opens right at a place ends: «Продавец (оператор
   данных): …»; the place itself if there is none. */
static uint32_t past_bracket(struct slice folded, uint32_t at)
{
    struct slice behind = slice_cut(folded, at, at + LABEL_BRACKET);
    size_t close = slice_find(behind, SLICE(")"), 0);
    bool has_bracket =
        slice_starts_with(behind, SLICE(" (")) && close != SLICE_NOT_FOUND;
    return has_bracket ? at + (uint32_t)close + 1 : at;
}

/* «Оператор: …», «Оператор персональных данных: …» */
static bool is_label(const struct words_from *words)
{
    size_t last = 0;
    while (follows(words, last + 1) && last < WORDS_TO_TELLING &&
           (slice_is(nth(words, last + 1), "персональных") ||
               slice_is(nth(words, last + 1), "данных"))) {
        last++;
    }
    struct slice folded = words->clause->folded.bytes;
    uint32_t end = past_bracket(folded, words->items[last].span.end);
    return end < folded.len && folded.bytes[end] == ':';
}

/* «(«мы» или «Приложение»)»: a name in quotation marks that ends a bracket. */
static bool ends_bracket(const struct words_from *words)
{
    struct slice folded = words->clause->folded.bytes;
    uint32_t end = words->items[0].span.end;
    return (words->items[0].before & WORD_AFTER_QUOTE) &&
           slice_find(folded, SLICE("\")"), end) == end;
}

/* «Субъект персональных данных (Пользователь) —»: alone in a bracket, the word
   is another name of what stands before. */
static bool fills_bracket(const struct words_from *words, size_t i)
{
    struct slice folded = words->clause->folded.bytes;
    uint32_t end = words->items[i].span.end;
    return (words->items[i].before & WORD_AFTER_OPEN) && end < folded.len &&
           folded.bytes[end] == ')';
}

/* «Оператору (Vektor)»: a Latin name alone in a bracket. */
static bool is_latin_in_bracket(const struct words_from *words, size_t i)
{
    struct slice folded = words->clause->folded.bytes;
    return fills_bracket(words, i) &&
           ascii_is_letter(folded.bytes[words->items[i].span.begin]);
}

/* «Компания «Вектор»»: does the next word open a quotation? In «персональной
   информацией Пользователя» понимаются» it stands behind one that closes. */
static bool opens_quote(const struct words_from *words)
{
    if (words->count < 2 || words->items[1].before != WORD_AFTER_QUOTE) {
        return false;
    }
    struct slice folded = words->clause->folded.bytes;
    return folded.bytes[words->items[0].span.end] == ' ';
}

/* «Оператором персональных данных является ООО …», «Исполнитель — ИП Иванов»,
   «Оператору (ООО …)», «Компания «Вектор»»: do the words after a role say who
   it is? */
static bool is_told_after(const struct words_from *words, bool begins_clause)
{
    const uint8_t equals = WORD_AFTER_DASH | WORD_AFTER_STOP;
    for (size_t i = 1; i < words->count && i <= WORDS_TO_TELLING; i++) {
        if (i > 1 && words->items[i].before & WORD_AFTER_COMMA) {
            break; /* «с Администрацией, обязательным является …» */
        }
        uint8_t before = words->items[i].before;
        if ((begins_clause && (before & equals)) || introduces(words, i) ||
            ((before & (WORD_AFTER_DASH | WORD_AFTER_OPEN)) &&
                names_party(nth(words, i)))) {
            return true;
        }
    }
    return opens_quote(words) ||
           (words->count > 1 && is_latin_in_bracket(words, 1));
}

/* A word that may name a role. */
struct mention {
    uint32_t clause;
    uint32_t word; /* of the clause */
};

struct mention_list {
    struct mention *items; /* in reading order */
    size_t count;
    size_t capacity;
};

static struct mention_list find_mentions(
    const struct doc *doc, struct arena *arena, const uint8_t *roles)
{
    struct mention_list found = {0};
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct word *words = doc->words + doc->clauses[i].first_word;
        for (uint32_t k = 0; k < doc->clauses[i].word_count; k++) {
            if (roles[words[k].form] < ROLE_COUNT) {
                found.items = arena_grow(arena, found.items, found.count,
                    &found.capacity, sizeof(*found.items));
                found.items[found.count++] = (struct mention){i, k};
            }
        }
    }
    return found;
}

/* The words of the clause from the mention on. */
static struct words_from words_at(const struct doc *doc,
    const struct roles *roles, const struct mention *mention)
{
    const struct clause *clause = &doc->clauses[mention->clause];
    return (struct words_from){
        .clause = clause,
        .items = doc->words + clause->first_word + mention->word,
        .count = clause->word_count - mention->word,
        .roles = roles->by_form,
    };
}

/* «Продавец» or «Реквизиты Исполнителя» as a heading, with who that is below:
   «ФИО: …», «ИНН …», «ООО «Ромашка»». */
static bool heads_requisites(
    const struct doc *doc, const struct words_from *words, uint32_t heading)
{
    static const char *const requisites[] = {
        "фио", "ф", "инн", "огрн", "огрнип", "унп", "наименование"};
    const struct clause *clause = &doc->clauses[heading];
    if ((!clause->is_heading && clause->kind != CLAUSE_SECTION) ||
        words->count != 1 || clause->word_count > WORDS_OF_PARTY_HEAD) {
        return false;
    }
    for (uint32_t i = heading + 1;
         i < doc->clause_count && i <= heading + CLAUSES_OF_REQUISITES; i++) {
        struct words_from below = {&doc->clauses[i],
            doc->words + doc->clauses[i].first_word, doc->clauses[i].word_count,
            words->roles};
        if (below.count > 0 && (names_party(nth(&below, 0)) ||
                                   slice_is_among(nth(&below, 0), requisites,
                                       COUNT_OF(requisites)))) {
            return true;
        }
    }
    return false;
}

/* Settle a role that is said to be somebody, though not in the form of a
   definition. */
static void settle_introduced(
    const struct doc *doc, const struct mention *mention, struct roles *roles)
{
    struct words_from words = words_at(doc, roles, mention);
    struct words_from before = {words.clause, words.items - mention->word,
        mention->word, roles->by_form};
    size_t role = role_of(&words);
    if (role < ROLE_COUNT && !roles->is_settled[role]) {
        roles->is_settled[role] =
            (before.count > 0 && introduces(&before, before.count - 1)) ||
            is_told_after(&words, before.count == 0) ||
            ((is_first(&words) || label_may_follow(&before)) &&
                is_label(&words)) ||
            ends_bracket(&words) || fills_bracket(&words, 0) ||
            heads_requisites(doc, &words, mention->clause);
    }
}

/* Is it text of the document in which a term would be used? */
static bool uses_terms(const struct clause *clause)
{
    return check_is_read(clause) && !clause->is_heading &&
           clause->kind != CLAUSE_TITLE;
}

/* How the role is used; no term is used outside such text. */
static struct role_use use_of(const struct doc *doc, const struct roles *roles,
    const struct mention *mention)
{
    struct words_from words = words_at(doc, roles, mention);
    if (!uses_terms(words.clause)) {
        return (struct role_use){.role = ROLE_COUNT};
    }
    return read_use(&words);
}

/* Report the first use of each role that is used and nowhere defined. */
static void report_undefined(struct check_context *context,
    const struct rule *rule, const struct mention *mention, struct roles *roles)
{
    const struct doc *doc = check_document(context);
    struct role_use use = use_of(doc, roles, mention);
    if (use.role == ROLE_COUNT || roles->is_settled[use.role] || use.is_open) {
        return;
    }
    roles->is_settled[use.role] = true;
    const struct word *first = words_at(doc, roles, mention).items;
    struct passage passage = doc_passage(doc, mention->clause,
        (struct span){first->span.begin, first[use.count - 1].span.end});
    struct slice quote = doc_quote(doc, passage);
    struct words message = words_format(check_arena(context),
        "Слово «%.*s» пишется с прописной буквы как термин, но нигде в "
        "документе не определено.",
        "«%.*s» is capitalised as a defined term, but the document defines "
        "it nowhere.",
        (int)quote.len, quote.bytes);
    check_report(context, rule, passage, &message);
}

void check_undefined_term(
    struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    struct arena *arena = check_arena(context);
    struct roles roles = {.by_form = roles_by_form(doc, arena)};
    struct mention_list mentions = find_mentions(doc, arena, roles.by_form);
    for (size_t i = 0; i < mentions.count; i++) {
        struct role_use use = use_of(doc, &roles, &mentions.items[i]);
        if (use.role < ROLE_COUNT && use.is_sure) {
            roles.is_used[use.role] = true;
        }
    }
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        roles.is_settled[i] =
            !roles.is_used[i] || is_defined(doc, &role_list[i]);
    }
    for (size_t i = 0; i < mentions.count; i++) {
        settle_introduced(doc, &mentions.items[i], &roles);
    }
    for (size_t i = 0; i < mentions.count; i++) {
        report_undefined(context, rule, &mentions.items[i], &roles);
    }
}
