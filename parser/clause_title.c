/*
 * Which lines are titles. A numbered line is one by its look or by what is
 * numbered below it; other lines only by their look: a heading, bold or
 * centred type, capitals, and in documents with nothing of the kind a short
 * line over a longer one.
 */
#include "parser/clause_line.h"

#include "parser/ascii.h"
#include "parser/hash.h"
#include "parser/utf8.h"

#include <string.h>

#define SHORT_LINE 160     /* bytes: some 80 Cyrillic letters */
#define LONG_PARAGRAPH 300 /* bytes */
/* The document's title stands among so many first lines. */
#define TITLE_WITHIN 40
#define TITLE_PARTS_MOST 4
/* A title that is no heading stands over a document, not over a sentence: the
   least number of lines with it. */
#define TYPED_TITLE_OVER 4
#define BOLD_PHRASES_LEAST 3
/* A table of contents has at least so many lines. */
#define CONTENTS_LEAST 3
#define CONTENTS_MISSES 3

/* What a document calls itself; folded. */
static const char *const document_words[] = {"политик", "соглашени", "согласи",
    "положени", "оферт", "правил", "услови", "уведомлени", "договор", "privacy",
    "policy", "terms", "agreement", "consent", "палiтык", "палітык",
    "пагадненн", "згод", "регламент"};

/* What may stand before that name in a title. */
static const char *const name_adjectives[] = {"пользовательск", "публичн",
    "лицензионн", "общие", "единые", "добровольн", "информированн"};

static const char *const contents_words[] = {"содержание", "оглавление",
    "contents", "table of contents", "змест", "содержание документа",
    "содержание политики"};

/* Over a signature or a date, and no title of anything. */
static const char *const stamp_words[] = {"утверждаю", "утверждено",
    "утверждена", "утвержден", "согласовано", "зацвярджаю", "approved", "ооо ",
    "оао ", "зао ", "пао ", "ао ", "ип ", "уп ", "чуп ", "одо ",
    "общество с ограниченной", "индивидуальный предприниматель"};

/* Capitals that are requisites. */
static const char *const label_words[] = {
    "инн", "огрн", "унп", "кпп", "бик", "окпо", "р/с"};

static bool is_prose(const struct line *line)
{
    return line->form == LINE_PARAGRAPH || line->form == LINE_HEADING ||
           (line->form == LINE_ITEM && line_is_numbered(line));
}

static bool is_all_capitals(struct slice text)
{
    size_t letters = 0;
    for (size_t next = 0; next < text.len;) {
        uint32_t code_point = utf8_next(text, &next);
        if (utf8_is_lower(code_point)) {
            return false;
        }
        letters += utf8_is_upper(code_point);
    }
    return letters > 3;
}

static size_t count_digits(struct slice text)
{
    size_t digits = 0;
    for (size_t i = 0; i < text.len; i++) {
        digits += ascii_is_digit(text.bytes[i]);
    }
    return digits;
}

static bool contains_one_of(
    struct slice text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (slice_find(text, slice_from(words[i]), 0) != SLICE_NOT_FOUND) {
            return true;
        }
    }
    return false;
}

/* «УТВЕРЖДАЮ», «ОГРНИП ИНН» */
static bool is_stamp(struct arena *arena, const struct line *line)
{
    if (line->text.bytes.len > SHORT_LINE) {
        return false;
    }
    struct slice words = fold_slice(arena, line->text.bytes);
    for (size_t i = 0; i < COUNT_OF(stamp_words); i++) {
        if (slice_begins(words, stamp_words[i])) {
            return true;
        }
    }
    return is_all_capitals(line->text.bytes) &&
           contains_one_of(words, label_words, COUNT_OF(label_words));
}

/* Could the words be a title: short, no sentence, no «ИНН: 123…»? */
static bool reads_as_title(const struct line *line, size_t longest)
{
    struct slice text = line->text.bytes;
    uint32_t last = line_last_sign(line);
    bool goes_on = last == '.' || last == ';' || last == ':' || last == ',' ||
                   last == 0x2013 || last == 0x2014;
    uint32_t first = line_first_letter(line);
    bool has_link = slice_find(text, SLICE("://"), 0) != SLICE_NOT_FOUND;
    return text.len > 0 && text.len <= longest && !goes_on && !has_link &&
           !utf8_is_lower(first) && count_digits(text) < 6;
}

/* The next line of the body, or NULL. Asked for lines of the body only, it
   passes each line of furniture once. */
static const struct line *line_after(const struct line_list *lines, size_t i)
{
    for (size_t k = i + 1; k < lines->count; k++) {
        if (line_is_body(&lines->items[k])) {
            return &lines->items[k];
        }
    }
    return NULL;
}

static bool is_single_number(const struct number *number)
{
    return number->depth == 1 && !number->is_bracketed &&
           number->style != NUMBER_NONE;
}

static bool has_below(const struct line *line, const struct line *next)
{
    return next && line_is_numbered(line) &&
           number_is_below(&next->number, &line->number);
}

/* A numbered line: «1. Общие положения» over text, against «1. Я согласен.» */
static uint8_t numbered_look(const struct line *line, const struct line *next)
{
    if (has_below(line, next) && line->text.bytes.len <= TITLE_LONGEST &&
        !line_introduces(line)) {
        bool is_long =
            line->text.bytes.len > SHORT_LINE * 2 || line->number.depth > 1;
        bool is_sentence = is_long && line_is_ended(line);
        if (line->look < LOOK_PLAIN || !is_sentence) {
            return line->look < LOOK_SHORT ? line->look : LOOK_SHORT;
        }
    }
    if (line->form == LINE_HEADING || line->number.word) {
        return line->look < LOOK_SHORT ? line->look : LOOK_SHORT;
    }
    bool is_over_text = next && !has_below(next, line) &&
                        next->number.depth >= line->number.depth;
    if (next && !line_is_numbered(next)) {
        is_over_text = true;
    }
    if (!is_over_text || !reads_as_title(line, SHORT_LINE * 2)) {
        return LOOK_PLAIN;
    }
    if (line->look == LOOK_STRONG || is_all_capitals(line->text.bytes)) {
        return LOOK_STRONG;
    }
    return is_single_number(&line->number) ? LOOK_SHORT : LOOK_PLAIN;
}

static uint8_t heading_look(const struct line *line)
{
    uint32_t last = line_last_sign(line);
    bool is_text = line->text.bytes.len > TITLE_LONGEST || last == ';' ||
                   last == ',' ||
                   (last == '.' && line->text.bytes.len > SHORT_LINE * 3 / 2);
    return is_text ? LOOK_PLAIN : line->look;
}

/* An unnumbered line. */
static uint8_t plain_look(const struct line *line, const struct line *next)
{
    if (line->form == LINE_HEADING) {
        return heading_look(line);
    }
    if (!next || line->form != LINE_PARAGRAPH || line->item != NONE ||
        !reads_as_title(line, SHORT_LINE * 2)) {
        return LOOK_PLAIN;
    }
    if (line->look == LOOK_STRONG || is_all_capitals(line->text.bytes)) {
        return LOOK_STRONG;
    }
    bool begins_sequence = next->number.depth > 1 &&
                           number_last(&next->number) == 1 &&
                           next->number.style == NUMBER_DECIMAL;
    return begins_sequence ? LOOK_SHORT : LOOK_PLAIN;
}

/* Counters of a list of several plain items number no sections. */
static bool is_counted_item(const struct line_list *lines,
    const uint32_t *sizes, const struct line *line)
{
    return line->is_counter && line->list < lines->list_count &&
           sizes[line->list] > 1 && line->look >= LOOK_STRONG;
}

static void find_looks(struct line_list *lines)
{
    uint32_t *sizes =
        arena_array(lines->doc->arena, lines->list_count + 1, sizeof(uint32_t));
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        if (line->form == LINE_ITEM && line->list < lines->list_count) {
            sizes[line->list]++;
        }
    }
    for (size_t i = 0; i < lines->count; i++) {
        struct line *line = &lines->items[i];
        if (!is_prose(line)) {
            line->look = LOOK_PLAIN;
            continue;
        }
        const struct line *next = line_after(lines, i);
        uint8_t look = line_is_numbered(line) ? numbered_look(line, next)
                                              : plain_look(line, next);
        if (is_counted_item(lines, sizes, line) && !has_below(line, next) &&
            look == LOOK_SHORT) {
            bool is_nested = next && next->form == LINE_ITEM &&
                             line->list_depth == 1 && next->list_depth > 1;
            bool holds = is_nested ||
                         (next && next->form != LINE_ITEM &&
                             next->item != NONE && next->item == line->item);
            look = holds ? look : LOOK_PLAIN;
        }
        bool is_signed = look < LOOK_PLAIN && !line_is_numbered(line) &&
                         is_stamp(lines->doc->arena, line);
        line->look = is_signed ? LOOK_PLAIN : look;
        line->is_section = line->look < LOOK_PLAIN;
    }
}

/* «Состав данных.» in bold over a paragraph; one such line may be a sentence
   that matters, several are the titles of the document. */
static bool is_bold_phrase(const struct line_list *lines, size_t index)
{
    const struct line *line = &lines->items[index];
    if (line->form != LINE_PARAGRAPH || line->item != NONE || !line->is_bold ||
        line_is_numbered(line) || line->text.bytes.len > SHORT_LINE ||
        line_last_sign(line) != '.') {
        return false;
    }
    const struct line *next = line_after(lines, index);
    return next && next->form == LINE_PARAGRAPH && !next->is_bold &&
           next->text.bytes.len > SHORT_LINE;
}

static void find_bold_phrases(struct line_list *lines)
{
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++) {
        count += is_bold_phrase(lines, i);
    }
    for (size_t i = 0; count >= BOLD_PHRASES_LEAST && i < lines->count; i++) {
        if (is_bold_phrase(lines, i)) {
            lines->items[i].look = LOOK_STRONG;
            lines->items[i].is_section = true;
        }
    }
}

/* A document without numbers, headings or bold lines: short lines over longer
   ones are its headings. */
static void find_short_titles(struct line_list *lines)
{
    size_t titles = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        bool is_provision = line_is_numbered(line) && !line->is_counter;
        titles += line_is_body(line) && (is_provision || line->is_section);
    }
    for (size_t i = 1; titles < 4 && i + 1 < lines->count; i++) {
        struct line *line = &lines->items[i];
        const struct line *before = &lines->items[i - 1];
        if (line->form != LINE_PARAGRAPH || line_is_numbered(line) ||
            line->item != NONE || !reads_as_title(line, SHORT_LINE * 3 / 4) ||
            count_digits(line->text.bytes) ||
            slice_find(line->text.bytes, SLICE(":"), 0) != SLICE_NOT_FOUND) {
            continue;
        }
        const struct line *next = line_after(lines, i);
        bool is_over_text = next && next->form == LINE_PARAGRAPH &&
                            line_is_ended(next) &&
                            next->text.bytes.len > SHORT_LINE;
        if (is_over_text && (line_is_ended(before) || before->is_title ||
                                before->form == LINE_ITEM)) {
            line->look = LOOK_SHORT;
            line->is_section = true;
        }
    }
}

/* The words of a title as they are compared: folded, without the dots and the
   page number of a table of contents. */
static struct slice title_key(const struct doc *doc, struct line *line)
{
    struct slice key = line_folded(doc, line).bytes;
    size_t begin = 0;
    for (size_t next = 0; next < key.len; begin = next) { /* «📋 Содержание» */
        if (utf8_is_letter(utf8_next(key, &next))) {
            break;
        }
    }
    key = slice_cut(key, begin, key.len);
    while (key.len && strchr(" .0123456789:", key.bytes[key.len - 1])) {
        key.len--;
    }
    return key;
}

/* Where a title stands for the last time: a table from words to line. */
struct title_table {
    struct slice *keys;
    uint32_t *last; /* index of the line + 1; 0: free */
    size_t mask;
};

static size_t title_slot(const struct title_table *table, struct slice key)
{
    size_t slot = hash_bytes(key, table->keys) & table->mask;
    while (table->last[slot] && !slice_equal(table->keys[slot], key)) {
        slot = (slot + 1) & table->mask;
    }
    return slot;
}

/* The words of the lines that a table of contents may hold or repeat, else
   empty slices. */
static struct slice *read_keys(struct line_list *lines)
{
    struct arena *arena = lines->doc->arena;
    struct slice *keys = arena_array(arena, lines->count, sizeof(struct slice));
    size_t longest = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        if (line->is_section && longest < line->text.bytes.len) {
            longest = line->text.bytes.len;
        }
    }
    for (size_t i = 0; i < lines->count; i++) {
        struct line *line = &lines->items[i];
        uint32_t last = line_last_sign(line);
        bool is_sentence = last == ';' || last == ',' ||
                           (last == '.' && !line->is_section &&
                               line->form == LINE_PARAGRAPH && !line->is_link);
        bool may_repeat =
            line->text.bytes.len <= longest + SHORT_LINE && !is_sentence;
        if (line_is_body(line) && line->text.bytes.len <= TITLE_LONGEST &&
            may_repeat) {
            keys[i] = title_key(lines->doc, line);
        }
    }
    return keys;
}

/* Each line's later twin: the last title with the same words, as index + 1. */
static uint32_t *find_twins(struct line_list *lines, const struct slice *keys)
{
    struct arena *arena = lines->doc->arena;
    size_t size = 16;
    while (size < lines->count * 2) {
        size *= 2;
    }
    struct title_table table = {
        .keys = arena_array(arena, size, sizeof(struct slice)),
        .last = arena_array(arena, size, sizeof(uint32_t)),
        .mask = size - 1,
    };
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        if (keys[i].len && line->is_section) {
            size_t slot = title_slot(&table, keys[i]);
            table.keys[slot] = keys[i];
            table.last[slot] = (uint32_t)i + 1;
        }
    }
    uint32_t *twins = arena_array(arena, lines->count, sizeof(uint32_t));
    for (size_t i = 0; i < lines->count; i++) {
        if (keys[i].len) {
            twins[i] = table.last[title_slot(&table, keys[i])];
        }
    }
    return twins;
}

static bool is_contents_title(struct slice key)
{
    for (size_t i = 0; i < COUNT_OF(contents_words); i++) {
        if (slice_is(key, contents_words[i])) {
            return true;
        }
    }
    return false;
}

/* The end of the run of lines from first on that repeat later titles; a few
   links or list items that do not are borne between those that do. */
static size_t contents_end(
    const struct line_list *lines, const uint32_t *twins, size_t first)
{
    size_t end = first;
    for (size_t i = first; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        if (twins[i] > i + 1 && line_last_sign(line) != ';') {
            end = i + 1;
        } else if (i > end + CONTENTS_MISSES ||
                   !(line->is_link || line->form == LINE_ITEM)) {
            break;
        }
    }
    while (end > first && end < lines->count &&
           lines->items[end].form == LINE_ITEM &&
           lines->items[end].list == lines->items[end - 1].list) {
        end++; /* the rest of the list */
    }
    return end;
}

static void find_contents(struct line_list *lines)
{
    const struct slice *keys = read_keys(lines);
    const uint32_t *twins = find_twins(lines, keys);
    for (size_t i = 0; i < lines->count; i++) {
        bool has_title = is_contents_title(keys[i]);
        size_t first = has_title ? i + 1 : i;
        size_t end =
            first < lines->count ? contents_end(lines, twins, first) : first;
        size_t least = has_title ? 2 : CONTENTS_LEAST;
        if (end - first < least) {
            continue;
        }
        for (size_t k = i; k < end; k++) {
            lines->items[k].is_toc = line_is_body(&lines->items[k]);
            lines->items[k].is_section = false;
        }
        i = end - 1;
    }
}

/* How good a document's title the line makes: 0 for none. */
static int title_rank(struct arena *arena, const struct line *line)
{
    bool is_typed = line->form == LINE_PARAGRAPH || line->form == LINE_HEADING;
    if (!is_typed || line_is_numbered(line) || line->is_toc ||
        line->item != NONE || line->text.bytes.len > TITLE_LONGEST) {
        return 0;
    }
    bool is_heading = line->form == LINE_HEADING && line->look < LOOK_PLAIN;
    bool is_title = is_heading || reads_as_title(line, SHORT_LINE * 2);
    if (is_title && contains_one_of(fold_slice(arena, line->text.bytes),
                        document_words, COUNT_OF(document_words))) {
        return is_heading && line->look == 1 ? 4 : 3;
    }
    if (is_heading && line->look == 1) {
        return 2;
    }
    return is_heading || line->look == LOOK_STRONG ? 1 : 0;
}

/* Does the line begin with the name of a document? «Исполнение договора» has
   such a word and is a section. */
static bool is_named_first(const struct doc *doc, struct line *line)
{
    struct slice key = title_key(doc, line);
    for (size_t i = 0; i < COUNT_OF(document_words); i++) {
        if (slice_begins(key, document_words[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < COUNT_OF(name_adjectives); i++) {
        if (slice_begins(key, name_adjectives[i])) {
            return true;
        }
    }
    return false;
}

/* A first line without a document's name is its title only when it stands over
   weaker ones; else it is a section, or words in bold. */
static bool is_over_sections(const struct line_list *lines, size_t index)
{
    bool has_weaker = false;
    for (size_t i = index + 1; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        if (line->is_section && line->look <= lines->items[index].look &&
            !line_is_numbered(line)) {
            return false;
        }
        has_weaker |= line->is_section;
    }
    return has_weaker;
}

/* «ПОЛИТИКА» over «обработки персональных данных»: the lines behind the title
   that go on with it are one with it. */
static size_t title_end(const struct line_list *lines, size_t title)
{
    size_t end = title + 1;
    while (end < lines->count && end - title < TITLE_PARTS_MOST) {
        const struct line *next = &lines->items[end];
        struct slice text = next->text.bytes;
        size_t at = 0;
        uint32_t first = text.len ? utf8_next(text, &at) : 0;
        bool may_go_on = next->form == LINE_HEADING ||
                         (next->form == LINE_PARAGRAPH && next->item == NONE);
        bool is_lower = utf8_is_lower(first) && utf8_is_cyrillic(first);
        /* Two bold lines over a title: both are the document's. */
        bool is_alike = next->is_section && next->look == LOOK_STRONG &&
                        lines->items[title].look == LOOK_STRONG &&
                        end + 1 < lines->count &&
                        lines->items[end + 1].is_section;
        if (!may_go_on || line_is_numbered(next) || line_is_ended(next) ||
            text.len > TITLE_LONGEST || !(is_lower || is_alike)) {
            break;
        }
        end++;
    }
    return end;
}

static void join_title(struct line_list *lines, size_t title)
{
    struct line *line = &lines->items[title];
    size_t end = title_end(lines, title);
    for (size_t i = title + 1; i < end; i++) {
        const struct line *next = &lines->items[i];
        line->text = text_join(lines->doc->arena, &line->text, &next->text);
        line->folded = (struct folded){.origin = NULL};
        line->span.end = next->span.end;
    }
    size_t removed = end - title - 1;
    for (size_t i = end; removed && i < lines->count; i++) {
        lines->items[i - removed] = lines->items[i];
    }
    lines->count -= removed;
    for (size_t i = 0; i < lines->joint_count; i++) {
        if (lines->joints[i].clause > title) {
            lines->joints[i].clause -= (uint32_t)removed;
        }
    }
}

/* What stands above a line that may be the title. */
struct above {
    bool has_look[LOOK_PLAIN + 1]; /* a heading of this look */
    bool has_text;                 /* a sentence */
};

/* Is the line rather one of the sections than the title? It stands behind text
   or others like it, and the document's name is not its first word. */
static bool is_one_of_many(
    const struct doc *doc, struct line *line, const struct above *above)
{
    bool is_heading = line->form == LINE_HEADING;
    bool is_behind =
        above->has_text || (is_heading && above->has_look[line->look]);
    return is_behind && !(is_heading && line->look == 1) &&
           !is_named_first(doc, line);
}

static void note_above(struct above *above, const struct line *line)
{
    if (line->form == LINE_HEADING) {
        above->has_look[line->look] = true;
    }
    above->has_text |= line->form == LINE_PARAGRAPH && line_is_ended(line);
}

/* Where no heading follows, a first heading without a document's name is a
   section. */
static void find_title(struct line_list *lines)
{
    struct line *best = NULL;
    struct above above = {0};
    int best_rank = 0;
    size_t seen = 0;
    size_t body = 0;
    for (size_t i = 0; i < lines->count; i++) {
        body += line_is_body(&lines->items[i]);
    }
    for (size_t i = 0; i < lines->count && seen < TITLE_WITHIN; i++) {
        struct line *line = &lines->items[i];
        if (!line_is_body(line) || line->is_toc) {
            continue;
        }
        seen++;
        if (line_is_numbered(line) && !line->is_counter) {
            break;
        }
        bool may_be = line->form == LINE_HEADING || body >= TYPED_TITLE_OVER;
        may_be &= !is_one_of_many(lines->doc, line, &above);
        note_above(&above, line);
        int rank = may_be ? title_rank(lines->doc->arena, line) : 0;
        bool is_first =
            rank > 1 || (rank && seen == 1 && is_over_sections(lines, i));
        if (rank > best_rank && is_first && line_after(lines, i)) {
            best = line;
            best_rank = rank;
        }
        if (line->form == LINE_ROW ||
            (line->text.bytes.len > LONG_PARAGRAPH && line_is_ended(line))) {
            break;
        }
    }
    if (best) {
        best->is_title = true;
        for (struct line *line = lines->items; line <= best; line++) {
            line->is_section = false; /* a stamp, a site's name */
        }
        join_title(lines, (size_t)(best - lines->items));
    }
}

void lines_find_titles(struct line_list *lines)
{
    find_looks(lines);
    find_bold_phrases(lines);
    find_contents(lines);
    find_title(lines);
    find_short_titles(lines);
}
