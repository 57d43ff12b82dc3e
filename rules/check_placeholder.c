/*
 * check_placeholder.c - fields of a template that nobody filled in.
 *
 * Works on the folded text of every clause of the body, since a placeholder
 * is made of signs that are no words: «___», «[НАЗВАНИЕ]», «{{name}}»,
 * «(указать срок)», «XXX», «ООО «Название компании»», example.com.
 */
#include "rules/check_context.h"
#include "rules/checks.h"
#include "rules/literal.h"
#include "rules/profile.h"

#include "parser/utf8.h"
#include "parser/word.h"

/* A bracketed field is no longer than this; a longer one is a remark. */
#define FIELD_LONGEST 120

/* Words of a bracketed field among which one must be a template's. */
#define OPENING_WORDS 2

/* Words shown before a field that has none of its own. */
#define LABEL_WORDS 4
#define LABEL_WINDOW 200 /* bytes looked through for them */

/* What a template says where a detail is wanted. */
static const char *const field_words[] = {
    "название",
    "названия",
    "наименование",
    "наименования",
    "ваш",
    "ваша",
    "ваше",
    "ваши",
    "указать",
    "укажите",
    "указывается",
    "вставить",
    "вставьте",
    "впишите",
    "вписать",
    "заполнить",
    "заполните",
    "адрес",
    "телефон",
    "email",
    "e-mail",
    "фио",
    "дата",
    "номер",
    "инн",
    "огрн",
    "огрнип",
    "унп",
    "должность",
    "город",
    "срок",
    "имя",
    "домен",
    "сайт",
    "компания",
    "организация",
    "оператор",
    "реквизиты",
    "company",
    "name",
    "address",
    "date",
    "domain",
    "phone",
    "your",
    "insert",
};

/* Whole wordings that only a template has; folded. */
static const char *const stock_names[] = {
    "\"название компании\"",
    "\"название организации\"",
    "\"наименование организации\"",
    "\"наименование компании\"",
    "\"название\"",
    "\"наименование\"",
    "\"ваша компания\"",
    "название_компании",
    "имя_компании",
    "company_name",
    "example.com",
    "example.ru",
    "example.by",
    "yoursite",
    "your-site",
    "yourdomain",
    "your-domain",
    "вашсайт",
    "ваш-сайт",
    "вашдомен",
    "ваш-домен",
    "n лет",
    "n дней",
    "n месяцев",
    "lorem ipsum",
    "унп 000000000",
    "унп: 000000000",
    "инн 0000000000",
    "инн: 0000000000",
    "огрн 0000000000000",
    "огрн: 0000000000000",
    "огрнип 000000000000000",
    "огрнип: 000000000000000",
    /* a name taken out, its surroundings left */
    "ооо \"\"",
    "ооо инн",
    "ооо огрн",
    "ип инн",
    "ип огрнип",
    "ооо (далее",
    "ип (далее",
    "которую (далее",
    "доменном имени (",
    /* the words for a name, with no name behind them */
    "сайт название домена",
    "сайта название домена",
    "сайте название домена",
    "редакция от дата",
    "редакции от дата",
    /* a label with a dash for its number */
    "инн: -",
    "огрн: -",
    "огрнип: -",
    "кпп: -",
    "унп: -",
    /* telephone numbers that are nobody's */
    "000-00-00",
    "111-11-11",
    "999-99-99",
    /* what a template tells the one who fills it in */
    "перечислите нормативно-правовые акты",
    "это типовой шаблон",
    "это шаблон документа",
};

/* What a remark in round brackets begins with. */
static const char *const asking_words[] = {
    "указать ", "укажите ", "вписать ", "вставить "};

/* Signs of all other fields than those that begin with a word. */
#define FIELD_SIGNS "_[{<$"

/* What stands, in capitals, where the detail itself should: «Почта: EMAIL»,
   and how the last word of a label begins that it may follow. */
struct bare {
    const char *name;
    const char *labels;
};

static const char mail_labels[] = "почт email e-mail адрес контакт связи";

static const struct bare bare_names[] = {
    {"email", mail_labels},
    {"e-mail", mail_labels},
    {"телефон", "тел контакт связи"},
    {"адрес", "адрес нахождени"},
    {"фио", "лицо ответственн директор руководител"},
    {"дд.мм.гггг", "дата публикаци редакци версии обновлени утвержден"},
};

/* «Пишите на адрес EMAIL», «на EMAIL с темой»: how far back «на» stands, and
   what follows the address of one who reads: «на EMAIL, указанный …». */
#define SENT_WINDOW 100
static const char *const readers_own[] = {", указ", " указ", " пользовател",
    " клиент", " покупател", " заказчик", " субъект", " заявител", ", котор"};

static bool is_word_byte(char byte)
{
    return (unsigned char)byte >= 0x80 || (byte >= 'a' && byte <= 'z') ||
           (byte >= '0' && byte <= '9') || byte == '-';
}

static bool is_field_word(struct slice word)
{
    for (size_t i = 0; i < COUNT_OF(field_words); i++) {
        if (slice_is(word, field_words[i])) {
            return true;
        }
    }
    return false;
}

/* Is one of the first words of the text a template's: «название», «юридический
   адрес»? */
static bool opens_with_field_word(struct slice text)
{
    size_t end = 0;
    for (int word = 0; word < OPENING_WORDS; word++) {
        size_t begin = end;
        while (end < text.len && is_word_byte(text.bytes[end])) {
            end++;
        }
        if (is_field_word(slice_cut(text, begin, end))) {
            return true;
        }
        if (end == text.len || text.bytes[end] != ' ') {
            return false;
        }
        end++;
    }
    return false;
}

/* Are the letters of the visible text all capitals, and at least two? */
static bool is_all_capitals(struct slice text)
{
    size_t capitals = 0;
    for (size_t offset = 0; offset < text.len;) {
        uint32_t code_point = utf8_next(text, &offset);
        if (utf8_is_lower(code_point)) {
            return false;
        }
        capitals += utf8_is_upper(code_point);
    }
    return capitals >= 2;
}

/* What stands before a word: any signs or none. */
#define ANYTHING ((uint8_t)(WORD_AFTER_OTHER << 1))

/* The words that begin a field: by form the signs one of which must stand
   before it, bits of enum word_before, or ANYTHING. */
struct openings {
    const struct doc *doc;
    uint8_t *before;          /* by form */
    struct id_list addresses; /* forms; their parts are no words */
};

/* A field may begin with the word of this text, behind one of the signs. */
static void add_opening(
    const struct openings *openings, struct slice text, uint8_t before)
{
    size_t end = 0;
    while (end < text.len && is_word_byte(text.bytes[end])) {
        end++;
    }
    struct form_walk walk =
        doc_forms_from(openings->doc, slice_cut(text, 0, end));
    uint32_t form;
    while (form_walk_next(&walk, &form)) {
        openings->before[form] |= before;
    }
    for (size_t i = 0; i < openings->addresses.count; i++) {
        form = openings->addresses.items[i];
        struct slice address = openings->doc->forms[form].bytes;
        if (slice_find(address, walk.prefix, 0) != SLICE_NOT_FOUND) {
            openings->before[form] |= ANYTHING;
        }
    }
}

static struct openings find_openings(const struct doc *doc, struct arena *arena)
{
    struct openings openings = {
        doc,
        arena_array(arena, doc->form_count, sizeof(uint8_t)),
        {.arena = arena},
    };
    for (uint32_t i = 0; i < doc->form_count; i++) {
        if (doc->forms[i].kind == WORD_ADDRESS) {
            id_list_add(&openings.addresses, i);
        }
    }
    for (size_t i = 0; i < COUNT_OF(stock_names); i++) {
        struct slice name = slice_from(stock_names[i]);
        bool is_quoted = name.bytes[0] == '"';
        if (slice_find_any(name, SLICE(FIELD_SIGNS), 0) == name.len) {
            add_opening(&openings, slice_cut(name, is_quoted, name.len),
                is_quoted ? WORD_AFTER_QUOTE : ANYTHING);
        }
    }
    for (size_t i = 0; i < COUNT_OF(bare_names); i++) {
        /* «на адрес EMAIL» has no sign before it */
        bool is_mail = bare_names[i].labels == mail_labels;
        add_opening(&openings, slice_from(bare_names[i].name),
            is_mail ? ANYTHING : WORD_AFTER_STOP);
    }
    for (size_t i = 0; i < COUNT_OF(asking_words); i++) {
        add_opening(&openings, slice_from(asking_words[i]), WORD_AFTER_OPEN);
    }
    add_opening(&openings, SLICE("x"), ANYTHING);
    return openings;
}

static bool may_begin(const struct openings *openings, const struct word *word)
{
    return openings->before[word->form] & (word->before | ANYTHING);
}

/* Few clauses have a field: it takes a sign or one of the words. */
static bool may_have_field(
    const struct openings *openings, const struct clause *clause)
{
    struct slice folded = clause->folded.bytes;
    const struct word *words = openings->doc->words + clause->first_word;
    for (uint32_t i = 0; i < clause->word_count; i++) {
        if (may_begin(openings, &words[i])) {
            return true;
        }
    }
    return clause->signs & (WORD_AFTER_OPEN | WORD_AFTER_OTHER) &&
           slice_find_any(folded, SLICE(FIELD_SIGNS), 0) < folded.len;
}

/* The reader of one clause: where it is in the folded text. */
struct reader {
    const struct clause *clause;
    struct slice folded;
    size_t at;
    const struct openings *openings;
    struct word_list words; /* of the clause */
    size_t word;            /* no word before it begins at or behind `at` */
};

static char peek(const struct reader *reader, size_t ahead)
{
    size_t at = reader->at + ahead;
    return at < reader->folded.len ? reader->folded.bytes[at] : '\0';
}

/* A run of three underscores or more; a date «___» ____ 20__ is taken as one
   field with the signs between its runs. Returns its length, or 0. */
static size_t blank_length(const struct reader *reader)
{
    size_t underscores = 0;
    size_t length = 0;
    size_t other = 0;
    for (size_t i = 0; peek(reader, i); i++) {
        char byte = peek(reader, i);
        if (byte == '_') {
            underscores++;
            length = i + 1;
            other = 0;
            continue;
        }
        bool is_glue = byte == ' ' || byte == '"' || byte == '.' ||
                       byte == '/' || (byte >= '0' && byte <= '9');
        if (!is_glue || ++other > 5) {
            break;
        }
    }
    return underscores >= 3 && peek(reader, 0) == '_' ? length : 0;
}

/* Words of the folded text as the reader of the page sees them. */
static struct slice visible_of(const struct reader *reader, struct span folded)
{
    struct span text = folded_to_text(&reader->clause->folded, folded);
    return slice_cut(reader->clause->text.bytes, text.begin, text.end);
}

/* «[…]» or «(…)» with a template's words, or «[…]» in capitals: its length
   with both brackets, or 0. */
static size_t bracket_length(const struct reader *reader)
{
    char close = peek(reader, 0) == '[' ? ']' : ')';
    size_t end = 1;
    while (end < FIELD_LONGEST && peek(reader, end) &&
           peek(reader, end) != close) {
        end++;
    }
    if (peek(reader, end) != close) {
        return 0;
    }
    struct span field = {
        (uint32_t)reader->at + 1, (uint32_t)(reader->at + end)};
    struct slice inside = slice_cut(reader->folded, field.begin, field.end);
    if (close == ']') {
        struct slice visible = visible_of(reader, field);
        bool is_field = opens_with_field_word(inside) ||
                        is_all_capitals(visible) ||
                        slice_find(inside, SLICE("@"), 0) != SLICE_NOT_FOUND;
        return is_field ? end + 1 : 0;
    }
    for (size_t i = 0; i < COUNT_OF(asking_words); i++) {
        if (slice_begins(inside, asking_words[i])) {
            return end + 1;
        }
    }
    return 0;
}

/* «{{…}}», «{%…%}», «<%…%>», «${…}»: its length, or 0. */
static size_t template_length(const struct reader *reader)
{
    struct slice rest =
        slice_cut(reader->folded, reader->at, reader->folded.len);
    static const struct {
        const char *open;
        const char *close;
    } marks[] = {
        {"{{", "}}"},
        {"{%", "%}"},
        {"<%", "%>"},
        {"${", "}"},
    };
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        struct slice open = slice_from(marks[i].open);
        struct slice close = slice_from(marks[i].close);
        if (!slice_starts_with(rest, open)) {
            continue;
        }
        struct slice field = slice_cut(rest, 0, FIELD_LONGEST);
        size_t end = slice_find(field, close, open.len);
        return end == SLICE_NOT_FOUND ? 0 : end + close.len;
    }
    return 0;
}

/* Does a wording stand at the beginning of the rest whole? A dash is all of a
   label's value only when nothing follows it, a number ends with its digits. */
static bool stands_whole(struct slice rest, const char *wording)
{
    if (!slice_begins(rest, wording)) {
        return false;
    }
    size_t len = strlen(wording);
    char last = wording[len - 1];
    bool has_more = rest.len > len;
    bool is_number = last >= '0' && last <= '9';
    bool goes_on =
        has_more && (rest.bytes[len] == '-' ||
                        (rest.bytes[len] >= '0' && rest.bytes[len] <= '9'));
    return !(last == '-' && has_more) && !(is_number && goes_on);
}

static size_t stock_length(const struct reader *reader)
{
    struct slice rest =
        slice_cut(reader->folded, reader->at, reader->folded.len);
    for (size_t i = 0; i < COUNT_OF(stock_names); i++) {
        if (stands_whole(rest, stock_names[i])) {
            return strlen(stock_names[i]);
        }
    }
    return 0;
}

/* Is the word that ends before `end` a label of a detail, itself not written
   in capitals: a heading in capitals says nothing of what follows? */
static bool is_bare_label(
    const struct reader *reader, size_t end, const char *labels)
{
    size_t begin = end;
    while (begin > 0 && end - begin < FIELD_LONGEST &&
           is_word_byte(reader->folded.bytes[begin - 1])) {
        begin--;
    }
    struct slice word = slice_cut(reader->folded, begin, end);
    struct span span = {(uint32_t)begin, (uint32_t)end};
    if (is_all_capitals(visible_of(reader, span))) {
        return false;
    }
    while (*labels) {
        size_t length = strcspn(labels, " ");
        if (slice_starts_with(word, (struct slice){labels, length})) {
            return true;
        }
        labels += length + (labels[length] == ' ');
    }
    return false;
}

/* «Направьте запрос на адрес EMAIL», «на EMAIL с темой «Отзыв»»: does one
   write there, and is it not the reader's own address? */
static bool is_sent_to(const struct reader *reader, size_t length)
{
    size_t end = reader->at;
    struct slice before = slice_cut(
        reader->folded, end > SENT_WINDOW ? end - SENT_WINDOW : 0, end);
    struct slice rest =
        slice_cut(reader->folded, end + length, reader->folded.len);
    bool is_direct =
        slice_ends_with(before, SLICE(" на ")) &&
        (slice_begins(rest, " с темой") || slice_begins(rest, " с пометкой") ||
            slice_begins(rest, " с указанием"));
    size_t to = slice_find(before, SLICE(" на "), 0);
    bool is_address =
        to != SLICE_NOT_FOUND &&
        slice_find(before, SLICE("адрес"), to) != SLICE_NOT_FOUND &&
        (slice_ends_with(before, SLICE("адрес ")) ||
            slice_ends_with(before, SLICE("почты ")) ||
            slice_ends_with(before, SLICE("оператора ")));
    for (size_t i = 0; i < COUNT_OF(readers_own); i++) {
        if (slice_begins(rest, readers_own[i])) {
            return false;
        }
    }
    return is_direct || is_address;
}

/* Does the name, «email» or another, stand where the detail should? */
static bool is_in_its_place(
    const struct reader *reader, const struct bare *bare, size_t length)
{
    struct slice before = slice_cut(reader->folded, 0, reader->at);
    bool ends = strchr(".,;", peek(reader, length));
    /* the end of the text is a '\0', which strchr() finds */
    if (ends && slice_ends_with(before, SLICE(": "))) {
        return is_bare_label(reader, before.len - 2, bare->labels);
    }
    return bare->labels == mail_labels && !is_word_byte(peek(reader, length)) &&
           is_sent_to(reader, length);
}

/* «Почта: EMAIL», «Телефон: ТЕЛЕФОН.», «на адрес EMAIL»: the length of the
   name, or 0. */
static size_t bare_length(const struct reader *reader)
{
    struct slice rest =
        slice_cut(reader->folded, reader->at, reader->folded.len);
    for (size_t i = 0; i < COUNT_OF(bare_names); i++) {
        if (!slice_begins(rest, bare_names[i].name)) {
            continue;
        }
        size_t length = strlen(bare_names[i].name);
        struct span span = {
            (uint32_t)reader->at, (uint32_t)(reader->at + length)};
        if (is_in_its_place(reader, &bare_names[i], length) &&
            is_all_capitals(visible_of(reader, span))) {
            return length;
        }
    }
    return 0;
}

/* «XXX», «+375 (XX) XXX-XX-XX»: capitals X in the visible text, two or more
   at a time, in groups, as far as a field is long. Returns the length, or 0. */
static size_t crosses_length(const struct reader *reader)
{
    size_t crosses = 0;
    size_t length = 0;
    for (size_t i = 0; i < FIELD_LONGEST && peek(reader, i); i++) {
        char byte = peek(reader, i);
        if (byte == 'x') {
            crosses++;
            length = i + 1;
        } else if (byte != ' ' && byte != '-' && byte != '(' && byte != ')') {
            if (is_word_byte(byte)) {
                return 0;
            }
            break;
        }
    }
    return crosses >= 3 ? length : 0;
}

static bool is_inside_word(const struct reader *reader)
{
    return reader->at > 0 && is_word_byte(reader->folded.bytes[reader->at - 1]);
}

/* The word that begins here and that no field begins with, or NULL. */
static const struct word *other_word(struct reader *reader)
{
    const struct word_list *words = &reader->words;
    while (reader->word < words->count &&
           words->items[reader->word].span.begin < reader->at) {
        reader->word++;
    }
    const struct word *word = &words->items[reader->word];
    bool is_other = reader->word < words->count &&
                    word->span.begin == reader->at &&
                    !may_begin(reader->openings, word);
    return is_other ? word : NULL;
}

/* Go to the next place where a field may begin; false at the end. There may be
   a field inside an address, not inside another word. */
static bool next_begin(struct reader *reader)
{
    struct slice folded = reader->folded;
    while (reader->at < folded.len) {
        const struct word *other = other_word(reader);
        bool is_inside =
            is_word_byte(folded.bytes[reader->at]) && is_inside_word(reader);
        if (other && other->kind != WORD_ADDRESS) {
            reader->at = other->span.end;
        } else if (other || is_inside || folded.bytes[reader->at] == ' ') {
            reader->at++;
        } else {
            return true;
        }
    }
    return false;
}

/* Length of the placeholder that starts at the reader's place, or 0. */
static size_t field_length(const struct reader *reader)
{
    switch (peek(reader, 0)) {
    case '_':
        return blank_length(reader);
    case '[':
    case '(':
        return bracket_length(reader);
    case '{':
    case '<':
    case '$':
        return template_length(reader);
    case 'x':
        return is_inside_word(reader) ? 0 : crosses_length(reader);
    default:
        break;
    }
    char first = peek(reader, 0); /* of all wordings: a letter or a quotation */
    if (is_inside_word(reader) || (first != '"' && !is_word_byte(first))) {
        return 0;
    }
    size_t stock = stock_length(reader);
    return stock ? stock : bare_length(reader);
}

/* A field that is only signs («____») is shown with the words before it, which
   say what was to be filled in. */
static struct span with_label(
    struct arena *arena, const struct clause *clause, struct span field)
{
    struct slice folded = clause->folded.bytes;
    for (uint32_t i = field.begin; i < field.end; i++) {
        if (is_word_byte(folded.bytes[i]) && folded.bytes[i] != '-') {
            return field;
        }
    }
    /* A window keeps a clause of many fields linear; it starts at a word. */
    uint32_t begin =
        field.begin > LABEL_WINDOW ? field.begin - LABEL_WINDOW : 0;
    while (begin > 0 && begin < field.begin && folded.bytes[begin] != ' ') {
        begin++;
    }
    struct word *words;
    size_t count =
        words_split(arena, slice_cut(folded, begin, field.begin), &words);
    if (count) {
        size_t first = count > LABEL_WORDS ? count - LABEL_WORDS : 0;
        field.begin = begin + words[first].span.begin;
    }
    return field;
}

/* «"___" __________ 20__», with a blank or none: a date to be written by hand.
 */
static bool is_hand_date(const struct reader *reader, struct span field)
{
    struct slice text = slice_cut(reader->folded, field.begin, field.end);
    return slice_find(text, SLICE("_\" _"), 0) != SLICE_NOT_FOUND ||
           slice_find(text, SLICE("_\"_"), 0) != SLICE_NOT_FOUND;
}

/* In a form of consent the blanks are for the one who signs it: «Я, ____»,
   «паспорт ____», «Подпись ____». Only those of the operator's details are
   left from a template. */
static bool is_for_signer(const struct reader *reader, struct span field)
{
    enum { NEAR = 60 }; /* bytes before the blank */
    static const char *const own[] = {"ооо", "оао", " ао ", "ип ", "инн",
        "огрн", "унп", "оператор", "обществ", "компани", "сайт"};
    size_t from = field.begin > NEAR ? field.begin - NEAR : 0;
    struct slice before = slice_cut(reader->folded, from, field.begin);
    for (size_t i = 0; i < COUNT_OF(own); i++) {
        if (slice_find(before, slice_from(own[i]), 0) != SLICE_NOT_FOUND) {
            return false;
        }
    }
    return peek(reader, 0) == '_' && (!slice_ends_with(before, SLICE("\"")) ||
                                         is_hand_date(reader, field));
}

static void report_fields(struct check_context *context,
    const struct rule *rule, const struct openings *openings, uint32_t index)
{
    const struct doc *doc = check_document(context);
    const struct clause *clause = &doc->clauses[index];
    struct reader reader = {
        .clause = clause,
        .folded = clause->folded.bytes,
        .openings = openings,
        .words = doc_clause_words(doc, index),
    };
    bool is_form = check_profile(context)->document_type == DOCUMENT_CONSENT;
    while (next_begin(&reader)) {
        size_t length = field_length(&reader);
        if (length) {
            struct span field = {
                (uint32_t)reader.at, (uint32_t)(reader.at + length)};
            if (!is_form || !is_for_signer(&reader, field)) {
                field = with_label(check_arena(context), clause, field);
                check_report(context, rule,
                    (struct passage){
                        index, folded_to_text(&clause->folded, field)},
                    NULL);
            }
        }
        reader.at += length ? length : 1;
    }
}

void check_placeholder(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    struct openings openings = find_openings(doc, check_arena(context));
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->region == REGION_BODY &&
            may_have_field(&openings, clause)) {
            report_fields(context, rule, &openings, i);
        }
    }
}
