#include "rules/purpose.h"

#include "rules/duration.h"

#define LABEL_BYTES 160 /* of a label before its colon */
#define LABEL_WORDS 12
#define BLANK_BYTES 4    /* of a value that is a dash */
#define BELOW_LIMIT 6    /* clauses read below a label */
#define LEAST_ELEMENTS 2 /* beside the purpose, to make a matrix */

/* What a word can be besides the name of an element (enum purpose_element);
   bits. */
enum word_part {
    PART_KIND = 1u << 8, /* «виды обработки» are its methods */
    PART_PROCESSING = 1u << 9,
    PART_DATA = 1u << 10,    /* «данные», «сведения» */
    PART_LIST = 1u << 11,    /* «перечень» */
    PART_STATUTE = 1u << 12, /* of a term: words of the law itself */
    PART_EVENT = 1u << 13,   /* of a term: what ends it */
};

static const struct {
    uint32_t part;
    const char *words;
} parts_named[] = {
    {ELEMENT_DESTRUCTION, "уничтожен* удален* выдален*"},
    {ELEMENT_TERM, "срок* период* тэрмін* длительност*"},
    {ELEMENT_BASIS, "основани* падстав*"},
    {ELEMENT_METHODS, "способ* действи* операци* дзеянн* спосаб*"},
    {ELEMENT_SUBJECTS, "субъект* суб* чьи*"},
    {ELEMENT_PURPOSE, "цель* цели* целей* мэта* мэты*"},
    {PART_KIND, "вид*"},
    {PART_PROCESSING, "обработки*"},
    {PART_DATA, "данны* сведени* персональн* пдн* дадзен* даных* информаци*"},
    {PART_LIST, "перечень* состав* пералік*"},
    {PART_STATUTE, "достижени* законодательств* необходим*"},
    {PART_EVENT, "отзыв* договор* удалени* расторжени* увольнени* закры*"},
};

#define ELEMENTS_NAMED                                                      \
    (ELEMENT_DESTRUCTION | ELEMENT_TERM | ELEMENT_BASIS | ELEMENT_METHODS | \
        ELEMENT_SUBJECTS | ELEMENT_PURPOSE)

struct finder {
    const struct doc *doc;
    const uint32_t *parts; /* by form: elements that it names, and parts */
    struct purpose_matrix *matrix;
};

static const uint32_t *parts_by_form(const struct doc *doc)
{
    uint32_t *parts = arena_array(doc->arena, doc->form_count, sizeof(*parts));
    for (size_t i = 0; i < COUNT_OF(parts_named); i++) {
        doc_forms_mark(
            doc, slice_from(parts_named[i].words), parts_named[i].part, parts);
    }
    return parts;
}

static uint32_t parts_of(
    const struct finder *finder, const struct word_list *words)
{
    uint32_t parts = 0;
    for (size_t i = 0; i < words->count; i++) {
        parts |= finder->parts[words->items[i].form];
    }
    return parts;
}

static unsigned bit_count(uint32_t bits)
{
    unsigned count = 0;
    for (; bits; bits &= bits - 1) {
        count++;
    }
    return count;
}

/* The elements that the words name, or what they are of one. */
static uint32_t elements_of(
    const struct finder *finder, const struct word_list *words)
{
    uint32_t parts = parts_of(finder, words);
    uint32_t found = parts & ELEMENTS_NAMED;
    if (!found && parts & PART_KIND && parts & PART_PROCESSING) {
        found = ELEMENT_METHODS;
    }
    bool lists = parts & PART_LIST;
    if ((!found && (parts & PART_DATA || lists)) ||
        (found == ELEMENT_SUBJECTS && lists)) {
        found |= ELEMENT_DATA;
    }
    return found;
}

/* The same of a heading of a column or a label before ":"; 0 for one that is
   too long. */
static uint32_t elements_labelled(
    const struct finder *finder, struct passage label)
{
    struct word_list words = doc_words_at(finder->doc, label);
    return words.count <= LABEL_WORDS ? elements_of(finder, &words) : 0;
}

/* The span of a clause's text without blanks at its ends. */
static struct passage trimmed(
    const struct doc *doc, uint32_t clause, struct span span)
{
    struct slice text = doc->clauses[clause].text.bytes;
    struct slice words = slice_trim(slice_cut(text, span.begin, span.end));
    uint32_t begin =
        words.len ? (uint32_t)(words.bytes - text.bytes) : span.begin;
    return (struct passage){clause, {begin, begin + (uint32_t)words.len}};
}

static struct passage whole_text(const struct doc *doc, uint32_t index)
{
    uint32_t length = (uint32_t)doc->clauses[index].text.bytes.len;
    return (struct passage){index, {0, length}};
}

static size_t length_of(struct passage passage)
{
    return passage.span.end - passage.span.begin;
}

/* ---- values ---- */

/* What stands behind or below a label. */
struct value {
    struct passage first;
    uint32_t end; /* the clause behind it: all text of those before is of it */
};

static struct value value_of(struct passage passage)
{
    return (struct value){passage, passage.clause + 1};
}

/* The part of the value that stands in one of its clauses. */
static struct passage value_in(
    const struct doc *doc, const struct value *value, uint32_t clause)
{
    return clause == value->first.clause ? value->first
                                         : whole_text(doc, clause);
}

static bool has_duration(const struct word_list *words)
{
    struct duration duration;
    for (size_t i = 0; i < words->count; i++) {
        if (duration_read(words, i, &duration)) {
            return true;
        }
    }
    return false;
}

/* Does the value say anything? A dash does not, nor does a term that only
   repeats the statute. */
static bool says(
    const struct finder *finder, const struct value *value, uint32_t element)
{
    size_t count = 0;
    uint32_t parts = 0;
    for (uint32_t i = value->first.clause; i < value->end; i++) {
        struct word_list words =
            doc_words_at(finder->doc, value_in(finder->doc, value, i));
        count += words.count;
        parts |= parts_of(finder, &words);
        if (element == ELEMENT_TERM && has_duration(&words)) {
            return true;
        }
    }
    return count && (element != ELEMENT_TERM || !(parts & PART_STATUTE) ||
                        parts & PART_EVENT);
}

/* Is it empty, or a dash? */
static bool is_blank(const struct doc *doc, const struct value *value)
{
    size_t length = 0;
    for (uint32_t i = value->first.clause; i < value->end; i++) {
        length += length_of(value_in(doc, value, i));
    }
    return length <= BLANK_BYTES;
}

static struct purpose *add_purpose(
    const struct finder *finder, struct passage name)
{
    struct purpose_matrix *matrix = finder->matrix;
    matrix->purposes = arena_grow(finder->doc->arena, matrix->purposes,
        matrix->count, &matrix->capacity, sizeof(*matrix->purposes));
    struct purpose *purpose = &matrix->purposes[matrix->count++];
    *purpose = (struct purpose){.name = name};
    return purpose;
}

/* Put the value of each element of the bits into the purpose. */
static void give(const struct finder *finder, struct purpose *purpose,
    uint32_t bits, const struct value *value)
{
    for (uint32_t bit = 1; bit <= ELEMENT_BASIS; bit <<= 1) {
        if (!(bits & bit)) {
            continue;
        }
        if (says(finder, value, bit)) {
            purpose->given |= bit;
        } else if (is_blank(finder->doc, value)) {
            purpose->blank |= bit;
        }
    }
}

/* ---- tables ---- */

static struct passage cell_text(
    const struct doc *doc, uint32_t row, size_t cell)
{
    return trimmed(doc, row, doc->clauses[row].cells[cell].span);
}

static bool is_row(const struct clause *clause)
{
    return clause->kind == CLAUSE_ROW && clause->region == REGION_BODY &&
           clause->cell_count > 0;
}

/* The elements of a row that reads as the header of a purpose table. */
static uint32_t header_elements(const struct finder *finder, uint32_t index)
{
    const struct clause *row = &finder->doc->clauses[index];
    uint32_t found = 0;
    for (size_t i = 0; i < row->cell_count; i++) {
        found |= elements_labelled(finder, cell_text(finder->doc, index, i));
    }
    bool is_header =
        found & ELEMENT_PURPOSE && row->cell_count > LEAST_ELEMENTS &&
        bit_count(found & ~(uint32_t)ELEMENT_PURPOSE) >= LEAST_ELEMENTS;
    return is_header ? found : 0;
}

/* Bits of the header cell in the column; 0 when it has none. */
static uint32_t column_elements(
    const struct finder *finder, uint32_t header, uint32_t column)
{
    const struct clause *row = &finder->doc->clauses[header];
    size_t low = 0;
    size_t high = row->cell_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (row->cells[middle].column < column) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < row->cell_count && row->cells[low].column == column
               ? elements_labelled(finder, cell_text(finder->doc, header, low))
               : 0;
}

static void read_row(
    const struct finder *finder, uint32_t header, uint32_t index)
{
    const struct doc *doc = finder->doc;
    const struct clause *row = &doc->clauses[index];
    struct purpose *purpose = NULL;
    for (size_t i = 0; i < row->cell_count && !purpose; i++) {
        uint32_t bits = column_elements(finder, header, row->cells[i].column);
        if (bits & ELEMENT_PURPOSE && length_of(cell_text(doc, index, i))) {
            purpose = add_purpose(
                finder, (struct passage){index, row->cells[i].span});
        }
    }
    for (size_t i = 0; i < row->cell_count && purpose; i++) {
        struct value value = value_of(cell_text(doc, index, i));
        give(finder, purpose,
            column_elements(finder, header, row->cells[i].column), &value);
    }
}

static void find_tables(const struct finder *finder)
{
    const struct doc *doc = finder->doc;
    struct purpose_matrix *matrix = finder->matrix;
    uint32_t header = NONE;
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (!is_row(clause)) {
            continue;
        }
        if (header != NONE && doc->clauses[header].table != clause->table) {
            header = NONE;
        }
        uint32_t elements = header == NONE ? header_elements(finder, i) : 0;
        if (elements) {
            header = i;
            matrix->elements |= elements;
            matrix->clause = matrix->clause == NONE ? i : matrix->clause;
            matrix->is_table = true;
        } else if (header != NONE) {
            read_row(finder, header, i);
        }
    }
}

/* ---- sections ---- */

/* A line that begins with a label: «Срок: 1 год», or a row of two cells. */
struct line {
    uint32_t elements; /* 0: no label */
    bool is_purpose;   /* it opens a purpose */
    struct passage value;
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

static struct line read_line(const struct finder *finder, uint32_t index)
{
    const struct doc *doc = finder->doc;
    const struct clause *clause = &doc->clauses[index];
    struct line line = {.elements = 0};
    struct passage label = whole_text(doc, index);
    if (is_row(clause) && clause->cell_count == 2) {
        label = cell_text(doc, index, 0);
        line.value = cell_text(doc, index, 1);
    } else {
        size_t value = clause->text.bytes.len;
        size_t end = label_end(clause->text.bytes, &value);
        line.value =
            trimmed(doc, index, (struct span){(uint32_t)value, label.span.end});
        label.span.end = end ? (uint32_t)end : label.span.end;
        if (!end && !clause->is_heading) {
            return line;
        }
    }
    struct word_list words = doc_words_at(doc, label);
    if (words.count == 0 || words.count > LABEL_WORDS) {
        return line;
    }
    line.elements = elements_of(finder, &words);
    line.is_purpose = opens_purpose(&words);
    return line;
}

/* What stands below a label without a value, up to the next label. */
static struct value value_below(const struct finder *finder, uint32_t index)
{
    const struct doc *doc = finder->doc;
    uint32_t end = index + 1;
    while (end < doc->clause_count && end <= index + BELOW_LIMIT &&
           !read_line(finder, end).elements) {
        end++;
    }
    struct span none = {0, 0};
    bool has_any = end > index + 1;
    return (struct value){
        has_any ? whole_text(doc, index + 1) : (struct passage){index, none},
        end};
}

/* The name of the purpose that a line opens: all of it, or what stands below
   a bare label. */
static struct passage name_of(
    const struct finder *finder, uint32_t index, const struct line *line)
{
    const struct doc *doc = finder->doc;
    uint32_t at = index + (length_of(line->value) == 0 &&
                              doc->clauses[index].kind != CLAUSE_ROW &&
                              index + 1 < doc->clause_count);
    if (at != index && read_line(finder, at).elements) {
        at = index;
    }
    return whole_text(doc, at);
}

/* The elements that the first lines below a clause are labelled with. */
static uint32_t labelled_below(const struct finder *finder, uint32_t index)
{
    uint32_t found = 0;
    for (uint32_t i = index + 1;
         i < finder->doc->clauses[index].end && i <= index + BELOW_LIMIT; i++) {
        found |= read_line(finder, i).elements;
    }
    return found;
}

/* «Для исполнения договора:» over a list of labelled lines, or any name over
   lines with a ground or a term and two elements more. */
static bool leads_purpose(const struct finder *finder, uint32_t index)
{
    const struct doc *doc = finder->doc;
    const struct clause *clause = &doc->clauses[index];
    struct passage lead = trimmed(doc, index, whole_text(doc, index).span);
    struct slice text = doc_quote(doc, lead);
    if (!slice_ends_with(text, SLICE(":")) || clause->end < index + 3) {
        return false;
    }
    lead.span.end =
        lead.span.begin + (uint32_t)slice_cut(text, 0, LABEL_BYTES).len;
    struct word_list words = doc_words_at(doc, lead);
    uint32_t below = words.count <= LABEL_WORDS && !elements_of(finder, &words)
                         ? labelled_below(finder, index)
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
    return is_purpose && read_line(finder, index + 1).elements &&
           read_line(finder, index + 2).elements;
}

/* Sections of purposes, each with labelled lines. */
static void find_sections(const struct finder *finder)
{
    const struct doc *doc = finder->doc;
    struct purpose_matrix *matrix = finder->matrix;
    uint32_t opened = NONE;
    uint32_t until = NONE; /* where the opened one ends, if it is known */
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->region != REGION_BODY || clause->is_toc) {
            continue;
        }
        struct line line = read_line(finder, i);
        if (opened != NONE && i >= until) {
            opened = NONE;
        }
        bool is_lead = !line.is_purpose && leads_purpose(finder, i);
        if (line.is_purpose || is_lead) {
            opened = i;
            until = is_lead ? clause->end : NONE;
            matrix->clause = matrix->clause == NONE ? i : matrix->clause;
            add_purpose(finder,
                is_lead ? whole_text(doc, i) : name_of(finder, i, &line));
        } else if (opened != NONE && clause->kind == CLAUSE_SECTION &&
                   clause->depth <= doc->clauses[opened].depth) {
            opened = NONE;
        }
        if (opened != NONE && opened != i && line.elements) {
            struct value value = length_of(line.value) ? value_of(line.value)
                                                       : value_below(finder, i);
            give(finder, &matrix->purposes[matrix->count - 1], line.elements,
                &value);
        }
    }
    for (size_t i = 0; i < matrix->count; i++) {
        matrix->elements |= matrix->purposes[i].given;
    }
}

void purposes_find(const struct doc *doc, struct purpose_matrix *ret)
{
    const struct finder finder = {doc, parts_by_form(doc), ret};
    *ret = (struct purpose_matrix){.clause = NONE};
    find_tables(&finder);
    if (ret->count) {
        return;
    }
    *ret = (struct purpose_matrix){.clause = NONE};
    find_sections(&finder);
    if (bit_count(ret->elements & ~(uint32_t)ELEMENT_PURPOSE) <
        LEAST_ELEMENTS) {
        *ret = (struct purpose_matrix){.clause = NONE};
    }
}
