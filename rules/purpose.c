#include "rules/purpose.h"

#include "parser/buffer.h"
#include "parser/word.h"
#include "rules/duration.h"

#include <string.h>

#define LABEL_BYTES 160 /* of a label before its colon */
#define LABEL_WORDS 12
#define BELOW_LIMIT 6    /* clauses read below a label */
#define LEAST_ELEMENTS 2 /* beside the purpose, to make a matrix */

/* Does the word begin with one of the stems, which blanks separate? */
static bool begins_so(struct slice word, const char *stems)
{
    for (const char *at = stems; *at; at += *at == ' ') {
        size_t len = 0;
        while (len < word.len && at[len] == word.bytes[len]) {
            len++;
        }
        at += len;
        if (len && (*at == ' ' || *at == '\0')) {
            return true;
        }
        at += strcspn(at, " ");
    }
    return false;
}

static bool has_word(const struct word_list *words, const char *stems)
{
    for (size_t i = 0; i < words->count; i++) {
        if (begins_so(word_at(words, i), stems)) {
            return true;
        }
    }
    return false;
}

static unsigned bit_count(uint32_t bits)
{
    unsigned count = 0;
    for (; bits; bits &= bits - 1) {
        count++;
    }
    return count;
}

static struct word_list words_of(struct arena *arena, struct slice text)
{
    return word_list_of(arena, fold_slice(arena, text));
}

static uint32_t elements_of(const struct word_list *words)
{
    static const struct {
        uint32_t element;
        const char *stems;
    } named[] = {
        {ELEMENT_DESTRUCTION, "уничтожен удален выдален"},
        {ELEMENT_TERM, "срок период тэрмін длительност"},
        {ELEMENT_BASIS, "основани падстав"},
        {ELEMENT_METHODS, "способ действи операци дзеянн спосаб"},
        {ELEMENT_SUBJECTS, "субъект суб чьи"},
        {ELEMENT_PURPOSE, "цель цели целей мэта мэты"},
    };
    uint32_t found = 0;
    for (size_t i = 0; i < COUNT_OF(named); i++) {
        found |= has_word(words, named[i].stems) ? named[i].element : 0;
    }
    if (!found && has_word(words, "вид") && has_word(words, "обработки")) {
        found = ELEMENT_METHODS;
    }
    bool names_data = has_word(words, "данны сведени персональн пдн дадзен "
                                      "даных персанальн информаци");
    bool lists = has_word(words, "перечень состав пералік");
    if ((!found && (names_data || lists)) ||
        (found == ELEMENT_SUBJECTS && lists)) {
        found |= ELEMENT_DATA;
    }
    return found;
}

uint32_t purpose_elements_of(struct arena *arena, struct slice label)
{
    struct word_list words = words_of(arena, label);
    return words.count <= LABEL_WORDS ? elements_of(&words) : 0;
}

/* Does the value say anything? A dash does not, nor does a term that only
   repeats the statute. */
static bool says(struct arena *arena, struct slice value, uint32_t element)
{
    struct word_list words = words_of(arena, value);
    if (words.count == 0) {
        return false;
    }
    if (element != ELEMENT_TERM) {
        return true;
    }
    struct duration duration;
    for (size_t i = 0; i < words.count; i++) {
        if (duration_read(&words, i, &duration)) {
            return true;
        }
    }
    return !has_word(&words, "достижени законодательств необходим") ||
           has_word(&words, "отзыв договор удалени расторжени увольнени закры");
}

static struct purpose *add_purpose(
    const struct doc *doc, struct purpose_matrix *matrix, struct passage name)
{
    matrix->purposes = arena_grow(doc->arena, matrix->purposes, matrix->count,
        &matrix->capacity, sizeof(*matrix->purposes));
    struct purpose *purpose = &matrix->purposes[matrix->count++];
    *purpose = (struct purpose){.name = name};
    return purpose;
}

/* Put the value of each element of the bits into the purpose. */
static void give(const struct doc *doc, struct purpose *purpose, uint32_t bits,
    struct slice value)
{
    for (uint32_t bit = 1; bit <= ELEMENT_BASIS; bit <<= 1) {
        if (!(bits & bit)) {
            continue;
        }
        if (says(doc->arena, value, bit)) {
            purpose->given |= bit;
        } else if (value.len <= 4) { /* empty, or a dash */
            purpose->blank |= bit;
        }
    }
}

static struct slice cell_text(const struct clause *row, size_t cell)
{
    struct span span = row->cells[cell].span;
    return slice_trim(slice_cut(row->text.bytes, span.begin, span.end));
}

static bool is_row(const struct clause *clause)
{
    return clause->kind == CLAUSE_ROW && clause->region == REGION_BODY &&
           clause->cell_count > 0;
}

/* The elements of a row that reads as the header of a purpose table. */
static uint32_t header_elements(const struct doc *doc, const struct clause *row)
{
    uint32_t found = 0;
    for (size_t i = 0; i < row->cell_count; i++) {
        found |= purpose_elements_of(doc->arena, cell_text(row, i));
    }
    bool is_header =
        found & ELEMENT_PURPOSE && row->cell_count > LEAST_ELEMENTS &&
        bit_count(found & ~(uint32_t)ELEMENT_PURPOSE) >= LEAST_ELEMENTS;
    return is_header ? found : 0;
}

/* Bits of the header cell in the column; 0 when it has none. */
static uint32_t column_elements(
    const struct doc *doc, const struct clause *header, uint32_t column)
{
    for (size_t i = 0; i < header->cell_count; i++) {
        if (header->cells[i].column == column) {
            return purpose_elements_of(doc->arena, cell_text(header, i));
        }
    }
    return 0;
}

static void read_row(const struct doc *doc, struct purpose_matrix *matrix,
    const struct clause *header, uint32_t index)
{
    const struct clause *row = &doc->clauses[index];
    struct purpose *purpose = NULL;
    for (size_t i = 0; i < row->cell_count && !purpose; i++) {
        uint32_t bits = column_elements(doc, header, row->cells[i].column);
        if (bits & ELEMENT_PURPOSE && cell_text(row, i).len) {
            purpose = add_purpose(
                doc, matrix, (struct passage){index, row->cells[i].span});
        }
    }
    for (size_t i = 0; i < row->cell_count && purpose; i++) {
        give(doc, purpose, column_elements(doc, header, row->cells[i].column),
            cell_text(row, i));
    }
}

static void find_tables(const struct doc *doc, struct purpose_matrix *matrix)
{
    uint32_t header = NONE;
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (!is_row(clause)) {
            continue;
        }
        if (header != NONE && doc->clauses[header].table != clause->table) {
            header = NONE;
        }
        uint32_t elements = header == NONE ? header_elements(doc, clause) : 0;
        if (elements) {
            header = i;
            matrix->elements |= elements;
            matrix->clause = matrix->clause == NONE ? i : matrix->clause;
            matrix->is_table = true;
        } else if (header != NONE) {
            read_row(doc, matrix, &doc->clauses[header], i);
        }
    }
}

/* A line that begins with a label: «Срок: 1 год», or a row of two cells. */
struct line {
    uint32_t elements; /* 0: no label */
    bool is_purpose;   /* it opens a purpose */
    struct slice value;
};

/* The length of the label before ":" or a dash between spaces; 0: none. */
static size_t label_end(struct slice text, size_t *ret_value)
{
    static const char *const signs[] = {":", " — ", " – ", " - "};
    size_t best = SLICE_NOT_FOUND;
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        size_t at = slice_find(
            slice_cut(text, 0, LABEL_BYTES), slice_from(signs[i]), 0);
        if (at < best) {
            best = at;
            *ret_value = at + slice_from(signs[i]).len;
        }
    }
    return best == SLICE_NOT_FOUND ? 0 : best;
}

/* «Цель», «Цель 1», «Цель № 2 обработки персональных данных»; the purpose of
   something else («цель передачи») is none. */
static bool opens_purpose(const struct word_list *words)
{
    if (!word_has_form(word_at(words, 0), "", "цель|мэта")) {
        return false;
    }
    size_t next = 1;
    if (words->count > 1 && words->items[1].kind == WORD_NUMBER) {
        next = 2;
    }
    return next == words->count ||
           word_has_form(
               word_at(words, next), "", "обработки|сбора|использования") ||
           word_has_form(word_at(words, next), "", "апрацоўкі");
}

static struct line read_line(const struct doc *doc, uint32_t index)
{
    const struct clause *clause = &doc->clauses[index];
    struct line line = {.elements = 0};
    struct slice label;
    if (is_row(clause) && clause->cell_count == 2) {
        label = cell_text(clause, 0);
        line.value = cell_text(clause, 1);
    } else {
        struct slice text = clause->text.bytes;
        size_t value = text.len;
        size_t end = label_end(text, &value);
        label = slice_cut(text, 0, end ? end : text.len);
        line.value = slice_trim(slice_cut(text, value, text.len));
        if (!end && !clause->is_heading) {
            return line;
        }
    }
    struct word_list words = words_of(doc->arena, label);
    if (words.count == 0 || words.count > LABEL_WORDS) {
        return line;
    }
    line.elements = elements_of(&words);
    line.is_purpose = opens_purpose(&words);
    return line;
}

/* What stands below a label without a value, up to the next label. */
static struct slice value_below(const struct doc *doc, uint32_t index)
{
    struct buffer value = {.arena = doc->arena};
    for (uint32_t i = index + 1;
         i < doc->clause_count && i <= index + BELOW_LIMIT; i++) {
        if (read_line(doc, i).elements) {
            break;
        }
        buffer_append(&value, doc->clauses[i].text.bytes);
        buffer_append_byte(&value, ' ');
    }
    return slice_trim(buffer_slice(&value));
}

static struct passage whole_text(const struct doc *doc, uint32_t index)
{
    uint32_t length = (uint32_t)doc->clauses[index].text.bytes.len;
    return (struct passage){index, {0, length}};
}

/* The name of the purpose that a line opens: all of it, or what stands below
   a bare label. */
static struct passage name_of(
    const struct doc *doc, uint32_t index, const struct line *line)
{
    uint32_t at = index + (line->value.len == 0 &&
                              doc->clauses[index].kind != CLAUSE_ROW &&
                              index + 1 < doc->clause_count);
    if (at != index && read_line(doc, at).elements) {
        at = index;
    }
    return whole_text(doc, at);
}

/* The elements that the first lines below a clause are labelled with. */
static uint32_t labelled_below(const struct doc *doc, uint32_t index)
{
    uint32_t found = 0;
    for (uint32_t i = index + 1;
         i < doc->clauses[index].end && i <= index + BELOW_LIMIT; i++) {
        found |= read_line(doc, i).elements;
    }
    return found;
}

/* «Для исполнения договора:» over a list of labelled lines, or any name over
   lines with a ground or a term and two elements more. */
static bool leads_purpose(const struct doc *doc, uint32_t index)
{
    const struct clause *clause = &doc->clauses[index];
    struct slice text = slice_trim(clause->text.bytes);
    if (!slice_ends_with(text, SLICE(":")) || clause->end < index + 3) {
        return false;
    }
    struct word_list words =
        words_of(doc->arena, slice_cut(text, 0, LABEL_BYTES));
    uint32_t below = words.count <= LABEL_WORDS && !elements_of(&words)
                         ? labelled_below(doc, index)
                         : 0;
    if (below & (ELEMENT_BASIS | ELEMENT_TERM) &&
        bit_count(below & ~(uint32_t)ELEMENT_PURPOSE) > LEAST_ELEMENTS) {
        return true;
    }
    bool is_purpose =
        words.count > 1 &&
        (word_has_form(word_at(&words, 0), "", "для") ||
            (word_has_form(word_at(&words, 0), "", "в|с") &&
                word_has_form(word_at(&words, 1), "", "целях|целью")));
    return is_purpose && read_line(doc, index + 1).elements &&
           read_line(doc, index + 2).elements;
}

/* Sections of purposes, each with labelled lines. */
static void find_sections(const struct doc *doc, struct purpose_matrix *matrix)
{
    uint32_t opened = NONE;
    uint32_t until = NONE; /* where the opened one ends, if it is known */
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->region != REGION_BODY || clause->is_toc) {
            continue;
        }
        struct line line = read_line(doc, i);
        if (opened != NONE && i >= until) {
            opened = NONE;
        }
        bool is_lead = !line.is_purpose && leads_purpose(doc, i);
        if (line.is_purpose || is_lead) {
            opened = i;
            until = is_lead ? clause->end : NONE;
            matrix->clause = matrix->clause == NONE ? i : matrix->clause;
            add_purpose(doc, matrix,
                is_lead ? whole_text(doc, i) : name_of(doc, i, &line));
        } else if (opened != NONE && clause->kind == CLAUSE_SECTION &&
                   clause->depth <= doc->clauses[opened].depth) {
            opened = NONE;
        }
        if (opened != NONE && opened != i && line.elements) {
            line.value = line.value.len ? line.value : value_below(doc, i);
            give(doc, &matrix->purposes[matrix->count - 1], line.elements,
                line.value);
        }
    }
    for (size_t i = 0; i < matrix->count; i++) {
        matrix->elements |= matrix->purposes[i].given;
    }
}

void purposes_find(const struct doc *doc, struct purpose_matrix *ret)
{
    *ret = (struct purpose_matrix){.clause = NONE};
    find_tables(doc, ret);
    if (ret->count) {
        return;
    }
    *ret = (struct purpose_matrix){.clause = NONE};
    find_sections(doc, ret);
    if (bit_count(ret->elements & ~(uint32_t)ELEMENT_PURPOSE) <
        LEAST_ELEMENTS) {
        *ret = (struct purpose_matrix){.clause = NONE};
    }
}
