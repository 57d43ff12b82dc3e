/*
 * What the mark-up cut in two. A paragraph or an item that starts with a
 * lower-case letter goes on with the one before it when that one does not
 * end; but many lists have items that all start so and end in nothing. So a
 * list is judged by its own habit.
 */
#include "parser/clause_line.h"

#include "parser/utf8.h"

#include <string.h>

#define WORD_LONGEST 32 /* bytes */
/* No sentence is cut into more parts. */
#define PARTS_MOST 16

/* A text that ends in one of these is not over. */
static const char *const open_words[] = {"в", "во", "с", "со", "к", "ко", "о",
    "об", "обо", "от", "до", "для", "из", "на", "по", "под", "при", "про",
    "без", "за", "у", "через", "над", "и", "или", "либо", "а", "но", "что",
    "чтобы", "не", "ни", "как", "между", "перед", "о", "а также", "которые",
    "который", "которая", "которую", "этих", "этой", "своих", "своей",
    "настоящей", "настоящего", "і", "да", "ад", "пры", "або", "для"};

/* A text that starts with one of these goes on with another. */
static const char *const conjunctions[] = {"и", "или", "либо", "а", "но", "что",
    "чтобы", "который", "которая", "которое", "которые", "которых", "которым",
    "которого", "которой", "которую", "і", "або"};

/* The same, where the items of a list start with capitals. */
static const char *const joining_words[] = {"и", "или", "либо", "а", "но",
    "что", "чтобы", "который", "которая", "которое", "которые", "которых",
    "которым", "которого", "которой", "которую", "также", "в", "во", "с", "со",
    "к", "о", "об", "от", "до", "для", "из", "на", "по", "при", "без", "за",
    "не", "і", "або", "ў", "з", "у"};

/* Labels and addresses start so without going on with anything. */
static const char *const fresh_words[] = {"г", "ул", "д", "тел", "факс",
    "почта", "адрес", "р", "к", "инн", "кпп", "огрн", "унп", "далее", "далей",
    "именуемый", "именуемая", "именуемое", "именуемые", "пр", "просп", "пер",
    "обл", "т", "моб", "сайт", "п", "ст", "см", "эл", "стр"};

/* The first word, lower case; empty when it is long. ret_end is where it
   ends. */
static struct slice first_word(
    struct slice text, char ret[WORD_LONGEST * 2], size_t *ret_end)
{
    size_t len = 0;
    size_t end = 0;
    for (size_t next = 0; next < text.len; end = next) {
        uint32_t code_point = utf8_next(text, &next);
        if (!utf8_is_letter(code_point)) {
            break;
        }
        if (next > WORD_LONGEST) {
            return (struct slice){ret, 0};
        }
        len += utf8_encode(utf8_lower(code_point), ret + len);
    }
    *ret_end = end;
    return (struct slice){ret, len};
}

/* Does the text end in a word after which something must come? The word is
   taken as printed: «витамин С» ends in none. */
static bool ends_open(struct slice text)
{
    size_t begin = text.len;
    while (begin > 0 && text.len - begin <= WORD_LONGEST) {
        size_t previous = begin;
        uint32_t code_point = utf8_previous(text, &previous);
        if (!utf8_is_letter(code_point)) {
            break;
        }
        begin = previous;
    }
    bool is_whole = begin > 0 && text.bytes[begin - 1] == ' ';
    return is_whole && slice_is_among(slice_cut(text, begin, text.len),
                           open_words, COUNT_OF(open_words));
}

/* Cut the last word off the text, as printed. */
static struct slice cut_last_word(struct slice *text)
{
    struct slice rest = slice_trim(*text);
    size_t begin = rest.len;
    while (begin > 0 && rest.bytes[begin - 1] != ' ') {
        begin--;
    }
    *text = slice_cut(rest, 0, begin);
    return slice_cut(rest, begin, rest.len);
}

/* «…, либо» at the end of an item joins it to the next item whole. */
static bool ends_in_choice(struct slice text)
{
    struct slice last = cut_last_word(&text);
    struct slice before = slice_trim(text);
    bool is_parted = slice_ends_with(before, SLICE(",")) ||
                     slice_ends_with(before, SLICE(";"));
    return is_parted && (slice_equal(last, SLICE("либо")) ||
                            slice_equal(last, SLICE("или")) ||
                            slice_equal(last, SLICE("и")));
}

/* «☐ отказываюсь от»: a line of a form to tick. */
static bool has_box(const struct line *line)
{
    static const char *const boxes[] = {"☐", "☑", "☒", "□", "▢"};
    for (size_t i = 0; i < COUNT_OF(boxes); i++) {
        if (slice_starts_with(line->text.bytes, slice_from(boxes[i]))) {
            return true;
        }
    }
    return false;
}

/* Endings that only adjectives and participles have, in cases other than the
   dictionary's, and words that end so and are none, or stand for a noun. */
static const char *const adjective_endings[] = {
    "ых", "их", "ого", "его", "ому", "ему", "ыми", "ими"};
static const char *const nouns_by_ending[] = {"их", "его", "ему", "ими", "них",
    "него", "нему", "ними", "данных", "данными", "всего", "всех", "сего",
    "своих", "иных", "других", "прочих", "третьих", "таковых", "таких", "моих",
    "ваших", "наших", "каждого", "которого", "несовершеннолетних",
    "совершеннолетних", "близких", "служащих", "трудящихся", "обучающих",
    "животных", "больных", "кого", "чего", "никого", "ничего", "второго",
    "первого", "того", "этого", "такого", "одного", "самого"};

static bool is_adjective(struct slice word)
{
    if (slice_is_among(word, nouns_by_ending, COUNT_OF(nouns_by_ending))) {
        return false;
    }
    return slice_ends_among(
        word, adjective_endings, COUNT_OF(adjective_endings));
}

/* «сообщений о новых», «рассылки индивидуальных рекламных»: a preposition or
   an adjective and one more adjective, whose noun is missing. */
static bool ends_in_adjective(struct slice text)
{
    struct slice last = cut_last_word(&text);
    struct slice before = cut_last_word(&text);
    return is_adjective(last) &&
           (is_adjective(before) ||
               slice_is_among(before, open_words, COUNT_OF(open_words)));
}

static bool starts_lower(const struct line *line)
{
    uint32_t first = line_first_letter(line);
    return utf8_is_lower(first) && utf8_is_cyrillic(first);
}

static bool starts_joining(const struct line *line)
{
    char bytes[WORD_LONGEST * 2];
    size_t end = 0;
    struct slice word = first_word(line->text.bytes, bytes, &end);
    return slice_is_among(word, joining_words, COUNT_OF(joining_words));
}

static bool starts_with_conjunction(const struct line *line)
{
    char bytes[WORD_LONGEST * 2];
    size_t end = 0;
    struct slice word = first_word(line->text.bytes, bytes, &end);
    return slice_is_among(word, conjunctions, COUNT_OF(conjunctions));
}

/* «тел.: …», «г. Минск», «почта: …», «далее — Оператор» */
static bool starts_fresh(const struct line *line)
{
    char bytes[WORD_LONGEST * 2];
    size_t end = 0;
    struct slice text = line->text.bytes;
    struct slice word = first_word(text, bytes, &end);
    if (end < text.len && text.bytes[end] == ':') {
        return true;
    }
    bool is_short = end < text.len && memchr("./-", text.bytes[end], 3);
    bool is_alias = slice_starts_with(word, SLICE("дал")) ||
                    slice_starts_with(word, SLICE("именуем"));
    return (is_short || is_alias) &&
           slice_is_among(word, fresh_words, COUNT_OF(fresh_words));
}

/* How the items of one list start and end. */
struct habit {
    uint32_t items;
    uint32_t lower; /* start with a lower-case letter */
    uint32_t ended; /* end in . ; : ! ? … */
    uint32_t comma; /* end in "," */
};

static bool has_habit(const struct line_list *lines, const struct line *line)
{
    return line->form == LINE_ITEM && line->list < lines->list_count;
}

static struct habit *read_habits(const struct line_list *lines)
{
    struct habit *habits =
        arena_array(lines->doc->arena, lines->list_count, sizeof(struct habit));
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        if (has_habit(lines, line)) {
            struct habit *habit = &habits[line->list];
            habit->items++;
            habit->lower += starts_lower(line);
            habit->ended += line_is_ended(line);
            habit->comma += line_last_sign(line) == ',';
        }
    }
    return habits;
}

static struct habit without(struct habit habit, const struct line *line)
{
    habit.items--;
    habit.lower -= starts_lower(line);
    habit.ended -= line_is_ended(line);
    habit.comma -= line_last_sign(line) == ',';
    return habit;
}

/* «в письменной форме …» and «в виде электронного документа …» are two. */
static bool starts_alike(const struct line *line, const struct line *next)
{
    char bytes[WORD_LONGEST * 2];
    char next_bytes[WORD_LONGEST * 2];
    size_t end = 0;
    struct slice word = first_word(line->text.bytes, bytes, &end);
    return word.len > 0 &&
           slice_equal(word, first_word(next->text.bytes, next_bytes, &end));
}

/* Is `next`, an item of the same list as `line`, its second half? Neither is
   numbered; the line does not end, next starts with a small letter. */
static bool is_cut_item(
    const struct line *line, const struct line *next, struct habit habit)
{
    bool has_comma = line_last_sign(line) == ',';
    struct habit others = without(without(habit, line), next);
    if (has_comma && others.comma * 2 >= others.items && others.comma) {
        return false;
    }
    /* In a list of two the second half shows how its items end. */
    uint32_t ended = others.ended + (others.items == 0 && line_is_ended(next));
    bool items_end = others.items ? ended * 2 >= others.items
                                  : ended > 0 && !starts_alike(line, next);
    if (others.lower * 2 > others.items) {
        return items_end && !has_comma &&
               (starts_with_conjunction(next) ||
                   ends_in_adjective(line->text.bytes));
    }
    if (items_end) {
        return true;
    }
    return starts_joining(next) && !starts_lower(line) && !has_comma;
}

/* A paragraph behind a list item. */
static bool is_cut_before_paragraph(const struct line *line, struct habit habit)
{
    struct habit others = without(habit, line);
    bool has_comma = line_last_sign(line) == ',';
    if (has_comma) {
        return others.comma == 0 && !starts_lower(line);
    }
    bool items_end = others.ended * 2 > others.items;
    return others.items == 0 || (items_end && !starts_lower(line));
}

static bool may_join(const struct line *line, const struct line *next)
{
    bool is_text = line->form == LINE_PARAGRAPH || line->form == LINE_ITEM;
    bool goes_on = next->form == LINE_PARAGRAPH || next->form == LINE_ITEM;
    return is_text && goes_on && line->look == LOOK_PLAIN &&
           next->look == LOOK_PLAIN && !line_is_numbered(next) &&
           line->text.bytes.len > 0 && !line_is_ended(line) &&
           !line_introduces(line);
}

static bool is_cut(const struct line_list *lines, const struct habit *habits,
    const struct line *line, const struct line *next)
{
    if (!may_join(line, next) || has_box(line) || has_box(next)) {
        return false;
    }
    if (line_is_bullet(next) && ends_in_choice(line->text.bytes)) {
        return false;
    }
    if (ends_open(line->text.bytes)) {
        return true;
    }
    if (!starts_lower(next) || starts_fresh(next)) {
        return false;
    }
    bool is_item = has_habit(lines, line);
    if (line_is_bullet(next)) {
        if (is_item && line->list == next->list) {
            return is_cut_item(line, next, habits[line->list]);
        }
        return !is_item && has_habit(lines, next) &&
               habits[next->list].items == 1 && starts_joining(next);
    }
    return is_item ? is_cut_before_paragraph(line, habits[line->list])
                   : !starts_lower(line) || line_last_sign(line) == ',' ||
                         line_is_numbered(line);
}

static void join(
    struct line_list *lines, struct line *line, const struct line *next)
{
    struct arena *arena = lines->doc->arena;
    uint32_t offset = (uint32_t)line->text.bytes.len;
    struct span end = text_to_source(&line->text, (struct span){0, offset});
    struct span begin = text_to_source(
        &next->text, (struct span){0, (uint32_t)next->text.bytes.len});
    struct joint joint = {
        .clause = (uint32_t)(line - lines->items),
        .offset = offset,
        .source = {end.end, begin.begin},
    };
    lines->joints = arena_grow(arena, lines->joints, lines->joint_count,
        &lines->joint_capacity, sizeof(joint));
    lines->joints[lines->joint_count++] = joint;
    line->text = text_join(arena, &line->text, &next->text);
    line->span.end = next->span.end;
}

void lines_join(struct line_list *lines)
{
    struct habit *habits = read_habits(lines);
    struct line *items = lines->items;
    size_t kept = 0;
    size_t parts = 1;
    for (size_t i = 0; items && i < lines->count; i++) {
        struct line *line = kept ? &items[kept - 1] : NULL;
        const struct line *next = &items[i];
        if (line && parts < PARTS_MOST && is_cut(lines, habits, line, next)) {
            join(lines, line, next);
            parts++;
            continue;
        }
        parts = 1;
        items[kept++] = *next;
    }
    lines->count = kept;
}

/* Lines behind an introduction («… относятся:») that a reader takes for a
   list: each starts with a small letter or ends in ";". */
static size_t run_end(const struct line_list *lines, size_t first)
{
    size_t end = first;
    bool goes_on = true;
    while (end < lines->count && goes_on) {
        const struct line *line = &lines->items[end];
        uint32_t last = line_last_sign(line);
        bool is_last = end > first && line_last_sign(line - 1) == ';';
        if (line->form != LINE_PARAGRAPH || line_is_numbered(line) ||
            line->look != LOOK_PLAIN ||
            (last != ';' && !is_last && !starts_lower(line))) {
            break;
        }
        goes_on = last != '.' || (end == first && starts_lower(line));
        end++;
    }
    return end - first > 1 ? end : first;
}

/* Bullets typed in the text that follow each other are one list. */
static bool goes_on_with_bullets(
    const struct line *line, const struct line *previous)
{
    return previous->form == LINE_ITEM && line->list_depth == 1 &&
           previous->list_depth == 1 && !line_is_numbered(previous);
}

void lines_find_lists(struct line_list *lines)
{
    bool was_typed = false;
    for (size_t i = 0; i < lines->count; i++) {
        struct line *line = &lines->items[i];
        bool is_typed = line->form == LINE_ITEM && line->list == NONE - 1;
        if (is_typed) {
            bool goes_on = was_typed && goes_on_with_bullets(line, line - 1);
            lines->list_count += !goes_on;
            line->list = lines->list_count - 1;
        }
        was_typed = is_typed;
        if (i == 0 || !line_introduces(&lines->items[i - 1]) ||
            lines->items[i - 1].form == LINE_ROW) {
            continue;
        }
        size_t end = run_end(lines, i);
        for (size_t k = i; k < end; k++) {
            lines->items[k].form = LINE_ITEM;
            lines->items[k].list = lines->list_count;
            lines->items[k].list_depth++;
        }
        lines->list_count += end > i;
    }
}
