/*
 * What a lawyer calls each clause, and its machine id.
 *
 * An *owner* is a clause that has an address of its own: a section, an
 * appendix, a numbered provision. The paragraphs, bullets and table rows below
 * it, at whatever depth of lists, are counted as its абзацы and строки. Inside
 * an appendix every address starts with the appendix.
 */
#include "parser/clause_line.h"

#include "parser/hash.h"
#include "parser/utf8.h"

#include <assert.h>
#include <string.h>

/* A title inside an address is cut to this. */
#define TITLE_IN_ADDRESS 60 /* code points */

struct name {
    struct slice address; /* without the appendix's */
    struct slice id;
    uint32_t owner;      /* clause index; NONE: preamble or document */
    uint32_t appendix;   /* clause index, or NONE */
    uint32_t paragraphs; /* an owner's, counted so far */
    uint32_t tables;
    uint32_t table; /* number of the latest table, as in struct block */
    uint32_t rows;  /* of the latest table */
};

struct naming {
    struct arena *arena;
    struct line_list *lines;
    struct clause *clauses;
    struct name *names;
    bool *is_unique; /* no two provisions have the same single number */
    struct name preamble;
    struct name body; /* of a document without sections */
    uint32_t unnumbered_sections;
    uint32_t contents;
    uint32_t furniture[REGION_FOOTER + 1];
    /* Ids given so far, and how often each was wanted. */
    struct slice *ids;
    uint32_t *wanted;
    size_t id_mask;
};

/* «абз. 3», "_3" */
static void add_counted(
    struct buffer *buffer, const char *what, uint32_t number)
{
    buffer_append(buffer, slice_from(what));
    buffer_append_number(buffer, number);
}

/* ---- Kinds ---- */

static enum clause_kind kind_of_parent(
    const struct naming *naming, const struct line *line)
{
    return line->parent == NONE ? CLAUSE_TITLE
                                : naming->clauses[line->parent].kind;
}

static bool is_section_kind(enum clause_kind kind)
{
    return kind == CLAUSE_SECTION || kind == CLAUSE_APPENDIX;
}

static enum clause_kind kind_of_number(
    const struct naming *naming, const struct line *line)
{
    if (line->number.word == NUMBER_WORD_APPENDIX) {
        return CLAUSE_APPENDIX;
    }
    if (line->number.word != NUMBER_WORD_NONE) {
        return CLAUSE_SECTION;
    }
    if (line->number.depth > 1) {
        bool is_title = line->is_section && line->has_children;
        return is_title ? CLAUSE_SECTION : CLAUSE_CLAUSE;
    }
    enum clause_kind parent = kind_of_parent(naming, line);
    if (line->parent != NONE && !is_section_kind(parent)) {
        return CLAUSE_ITEM;
    }
    bool is_title =
        line->is_section && (line->has_children || line->look <= LOOK_STRONG);
    bool is_provision = parent == CLAUSE_SECTION && !line->is_section;
    if (is_title || (line->has_numbered_below && !is_provision)) {
        return CLAUSE_SECTION;
    }
    bool is_letter = line->number.style == NUMBER_LETTER;
    return is_letter && line->parent != NONE ? CLAUSE_ITEM : CLAUSE_CLAUSE;
}

static enum clause_kind kind_of(const struct naming *naming, size_t index)
{
    const struct line *line = &naming->lines->items[index];
    if (!line_is_body(line)) {
        return CLAUSE_FURNITURE;
    }
    if (line->is_title) {
        return CLAUSE_TITLE;
    }
    if (line->form == LINE_ROW) {
        return CLAUSE_ROW;
    }
    bool is_before_body = index < naming->lines->body_begin &&
                          naming->lines->body_begin < naming->lines->count;
    if (line->parent == NONE && (is_before_body || line->is_toc)) {
        return CLAUSE_PREAMBLE;
    }
    if (line->is_toc) {
        return CLAUSE_ITEM;
    }
    if (line_is_numbered(line)) {
        return kind_of_number(naming, line);
    }
    if (line->is_section &&
        (line->has_children || line->form == LINE_HEADING)) {
        return CLAUSE_SECTION;
    }
    bool is_top =
        line->parent == NONE || is_section_kind(kind_of_parent(naming, line));
    return is_top && line->form != LINE_ITEM ? CLAUSE_CLAUSE : CLAUSE_ITEM;
}

/* ---- Numbers that need no section beside them ---- */

static bool is_single(const struct line *line)
{
    return line->number.depth == 1 && line->number.style == NUMBER_DECIMAL &&
           line->number.word == NUMBER_WORD_NONE && !line->is_toc;
}

/* All or none, so that neighbours are called alike. */
static void mark_unique(struct naming *naming, size_t begin, size_t end)
{
    uint32_t counts[NUMBER_LARGEST + 1] = {0};
    for (size_t i = begin; i < end; i++) {
        const struct line *line = &naming->lines->items[i];
        if (is_single(line) && naming->clauses[i].kind != CLAUSE_ITEM) {
            counts[number_last(&line->number)]++;
        }
    }
    bool is_repeated = false;
    for (size_t i = 0; i <= NUMBER_LARGEST; i++) {
        is_repeated |= counts[i] > 1;
    }
    for (size_t i = begin; i < end; i++) {
        naming->is_unique[i] =
            !is_repeated && is_single(&naming->lines->items[i]);
    }
}

/* The body and each appendix have numbers of their own. */
static void find_unique(struct naming *naming)
{
    size_t begin = 0;
    for (size_t i = 1; i < naming->lines->count; i++) {
        if (naming->clauses[i].kind == CLAUSE_APPENDIX) {
            mark_unique(naming, begin, i);
            begin = i;
        }
    }
    mark_unique(naming, begin, naming->lines->count);
}

/* ---- Addresses ---- */

/* The name that paragraphs below the line are counted in. */
static struct name *owner_of(struct naming *naming, const struct line *line)
{
    size_t index = (size_t)(line - naming->lines->items);
    if (line->parent != NONE) {
        uint32_t owner = naming->names[line->parent].owner;
        if (owner != NONE) {
            return &naming->names[owner];
        }
    }
    bool is_preamble = index < naming->lines->body_begin &&
                       naming->lines->body_begin < naming->lines->count;
    return is_preamble ? &naming->preamble : &naming->body;
}

static void add_number(struct buffer *buffer, const struct line *line)
{
    bool is_letter = line->number.style == NUMBER_LETTER;
    buffer_append(buffer, is_letter ? SLICE("«") : SLICE(""));
    buffer_append(buffer, line->printed);
    buffer_append(buffer, is_letter ? SLICE("»") : SLICE(""));
}

static const char *word_name(enum number_word word)
{
    switch (word) {
    case NUMBER_WORD_APPENDIX:
        return "приложение";
    case NUMBER_WORD_PART:
        return "часть";
    case NUMBER_WORD_CHAPTER:
        return "глава";
    case NUMBER_WORD_ARTICLE:
        return "ст.";
    case NUMBER_WORD_SIGN:
        return "§";
    case NUMBER_WORD_NONE:
    case NUMBER_WORD_SECTION:
    case NUMBER_WORD_CLAUSE:
        break;
    }
    return "раздел";
}

/* The first words of a title, without quotation marks. */
static void add_title(struct buffer *buffer, struct slice title)
{
    size_t end = 0;
    size_t last_space = 0;
    size_t count = 0;
    while (end < title.len && count < TITLE_IN_ADDRESS) {
        size_t at = end;
        uint32_t code_point = utf8_next(title, &end);
        last_space = code_point == ' ' ? at : last_space;
        count++;
    }
    bool is_cut = end < title.len;
    struct slice shown =
        slice_cut(title, 0, is_cut && last_space ? last_space : end);
    while (shown.len && strchr(" .,:", shown.bytes[shown.len - 1])) {
        shown.len--;
    }
    buffer_append(buffer, SLICE("«"));
    buffer_append(buffer, shown);
    buffer_append(buffer, is_cut ? SLICE("…»") : SLICE("»"));
}

static void add_owner(struct buffer *buffer, const struct name *owner)
{
    if (owner->address.len) {
        buffer_append(buffer, owner->address);
        buffer_append(buffer, SLICE(", "));
    }
}

static bool is_inside_section(
    const struct naming *naming, const struct line *line)
{
    return line->parent != NONE &&
           naming->clauses[line->parent].kind == CLAUSE_SECTION;
}

static void add_section(struct naming *naming, struct buffer *buffer,
    size_t index, const struct name *owner)
{
    const struct line *line = &naming->lines->items[index];
    bool is_inside = is_inside_section(naming, line);
    bool is_below_number =
        is_inside && line_is_numbered(&naming->lines->items[line->parent]);
    if (!line_is_numbered(line)) {
        if (is_below_number) {
            add_owner(buffer, owner);
        }
        buffer_append(
            buffer, is_below_number ? SLICE("подраздел ") : SLICE("раздел "));
        add_title(buffer, line->text.bytes);
        return;
    }
    if (is_inside && line->number.depth == 1 && !naming->is_unique[index] &&
        line->number.word == NUMBER_WORD_NONE) {
        add_owner(buffer, owner);
    }
    if (line->number.word == NUMBER_WORD_NONE &&
        (line->number.depth > 1 || is_below_number)) {
        buffer_append(buffer, SLICE("п. "));
    } else {
        buffer_append(buffer, slice_from(word_name(line->number.word)));
        buffer_append(buffer, slice_from(line->printed.len ? " " : ""));
    }
    add_number(buffer, line);
}

static void add_provision(struct naming *naming, struct buffer *buffer,
    size_t index, const struct name *owner)
{
    const struct line *line = &naming->lines->items[index];
    bool is_clear = line->number.depth > 1 || naming->is_unique[index] ||
                    line->parent == NONE;
    if (!is_clear) {
        add_owner(buffer, owner);
    }
    buffer_append(buffer, SLICE("п. "));
    add_number(buffer, line);
}

/* «подп. «а» п. 3.4»; below a section «раздел 3, подп. «а»» */
static void add_subpoint(
    struct buffer *buffer, const struct line *line, const struct name *owner)
{
    bool is_of_point = slice_starts_with(owner->address, SLICE("п. ")) ||
                       slice_starts_with(owner->address, SLICE("подп. "));
    if (!is_of_point) {
        add_owner(buffer, owner);
    }
    buffer_append(buffer, SLICE("подп. "));
    add_number(buffer, line);
    if (is_of_point) {
        buffer_append(buffer, SLICE(" "));
        buffer_append(buffer, owner->address);
    }
}

static const char *region_name(enum region region)
{
    switch (region) {
    case REGION_HEADER:
        return "шапка страницы";
    case REGION_MENU:
        return "меню";
    case REGION_ASIDE:
        return "врезка";
    case REGION_FOOTER:
        return "подвал страницы";
    case REGION_BODY:
        break;
    }
    return "страница";
}

static const char *region_token(enum region region)
{
    switch (region) {
    case REGION_HEADER:
        return "header";
    case REGION_MENU:
        return "menu";
    case REGION_ASIDE:
        return "aside";
    case REGION_FOOTER:
        return "footer";
    case REGION_BODY:
        break;
    }
    return "page";
}

/* ---- Ids ---- */

static const char *word_token(const struct line *line)
{
    switch (line->number.word) {
    case NUMBER_WORD_APPENDIX:
        return "app";
    case NUMBER_WORD_PART:
        return "part";
    case NUMBER_WORD_CHAPTER:
        return "chp";
    case NUMBER_WORD_ARTICLE:
        return "art";
    case NUMBER_WORD_SIGN:
        return "par";
    case NUMBER_WORD_NONE:
    case NUMBER_WORD_SECTION:
    case NUMBER_WORD_CLAUSE:
        break;
    }
    return "sec";
}

static void add_values(struct buffer *buffer, const struct line *line)
{
    for (size_t i = 0; i < line->number.depth; i++) {
        add_counted(buffer, i ? "-" : "_", line->number.values[i]);
    }
}

static void add_owner_id(struct buffer *buffer, const struct name *owner)
{
    if (owner->id.len) {
        buffer_append(buffer, owner->id);
        buffer_append(buffer, SLICE("__"));
    }
}

static size_t id_slot(const struct naming *naming, struct slice id)
{
    size_t slot = hash_bytes(id, naming->ids) & naming->id_mask;
    while (naming->wanted[slot] && !slice_equal(naming->ids[slot], id)) {
        slot = (slot + 1) & naming->id_mask;
    }
    return slot;
}

/* A second «sec_3» becomes "sec_3~2"; no other id has that sign. */
static struct slice unique_id(struct naming *naming, struct slice id)
{
    size_t slot = id_slot(naming, id);
    naming->ids[slot] = id;
    uint32_t wanted = ++naming->wanted[slot];
    return wanted == 1 ? id
                       : arena_format(naming->arena, "%.*s~%u", (int)id.len,
                             id.bytes, (unsigned)wanted);
}

/* ---- One clause ---- */

static void name_row(struct naming *naming, size_t index,
    struct buffer *address, struct buffer *id)
{
    const struct line *line = &naming->lines->items[index];
    struct name *owner = owner_of(naming, line);
    if (owner->table != line->table || owner->tables == 0) {
        owner->table = line->table;
        owner->tables++;
        owner->rows = 0;
    }
    add_owner(address, owner);
    add_owner_id(id, owner);
    add_counted(address, "таблица ", owner->tables);
    add_counted(id, "table_", owner->tables);
    if (line->is_header && owner->rows == 0) {
        buffer_append(address, SLICE(", шапка"));
        buffer_append(id, SLICE("__head"));
        return;
    }
    unsigned row = ++owner->rows;
    add_counted(address, ", строка ", row);
    add_counted(id, "__row_", row);
}

static void name_numbered(struct naming *naming, size_t index,
    struct buffer *address, struct buffer *id)
{
    const struct line *line = &naming->lines->items[index];
    const struct name *owner = owner_of(naming, line);
    enum clause_kind kind = naming->clauses[index].kind;
    const char *token = "point";
    add_owner_id(id, owner);
    if (is_section_kind(kind)) {
        add_section(naming, address, index, owner);
        token = word_token(line);
    } else if (kind == CLAUSE_ITEM) {
        add_subpoint(address, line, owner);
    } else {
        add_provision(naming, address, index, owner);
        token = "para";
    }
    buffer_append(id, slice_from(token));
    if (line_is_numbered(line)) {
        add_values(id, line);
    } else {
        add_counted(id, "_n", ++naming->unnumbered_sections);
    }
}

static void name_paragraph(struct naming *naming, size_t index,
    struct buffer *address, struct buffer *id)
{
    const struct line *line = &naming->lines->items[index];
    struct name *owner = owner_of(naming, line);
    unsigned number = ++owner->paragraphs;
    bool is_item = naming->clauses[index].kind == CLAUSE_ITEM;
    add_owner(address, owner);
    add_owner_id(id, owner);
    add_counted(address, "абз. ", number);
    add_counted(id, is_item ? "item_" : "p_", number);
}

static void name_contents(struct naming *naming, const struct line *line,
    struct buffer *address, struct buffer *id)
{
    bool is_title = naming->contents == 0 && !line_is_numbered(line) &&
                    line->form != LINE_ITEM && !line->is_link;
    buffer_append(address, SLICE("оглавление"));
    buffer_append(id, SLICE("toc"));
    if (!is_title) {
        unsigned number = ++naming->contents;
        add_counted(address, ", строка ", number);
        add_counted(id, "__line_", number);
    }
}

static void name_aside(struct naming *naming, const struct line *line,
    struct buffer *address, struct buffer *id)
{
    unsigned number = ++naming->furniture[line->region];
    buffer_append(address, slice_from(region_name(line->region)));
    add_counted(address, ", абз. ", number);
    buffer_append(id, slice_from(region_token(line->region)));
    add_counted(id, "__p_", number);
}

/* Is the clause one that others are counted below? */
static bool is_owner(const struct naming *naming, size_t index)
{
    const struct line *line = &naming->lines->items[index];
    enum clause_kind kind = naming->clauses[index].kind;
    return !line->is_toc &&
           (is_section_kind(kind) ||
               (line_is_numbered(line) &&
                   (kind == CLAUSE_CLAUSE || kind == CLAUSE_ITEM)));
}

static void write_name(struct naming *naming, size_t index,
    struct buffer *address, struct buffer *id)
{
    const struct line *line = &naming->lines->items[index];
    switch (naming->clauses[index].kind) {
    case CLAUSE_TITLE:
        buffer_append(address, SLICE("заголовок"));
        buffer_append(id, SLICE("title"));
        return;
    case CLAUSE_FURNITURE:
        name_aside(naming, line, address, id);
        return;
    case CLAUSE_ROW:
        name_row(naming, index, address, id);
        return;
    case CLAUSE_PREAMBLE:
    case CLAUSE_SECTION:
    case CLAUSE_CLAUSE:
    case CLAUSE_ITEM:
    case CLAUSE_APPENDIX:
        break;
    }
    if (line->is_toc) {
        name_contents(naming, line, address, id);
    } else if (is_owner(naming, index)) {
        name_numbered(naming, index, address, id);
    } else {
        name_paragraph(naming, index, address, id);
    }
}

static void name_clause(struct naming *naming, size_t index)
{
    const struct line *line = &naming->lines->items[index];
    struct clause *clause = &naming->clauses[index];
    struct name *name = &naming->names[index];
    struct buffer address = {.arena = naming->arena};
    struct buffer id = {.arena = naming->arena};
    name->appendix =
        line->parent == NONE ? NONE : naming->names[line->parent].appendix;
    write_name(naming, index, &address, &id);
    name->address = buffer_slice(&address);
    name->id = unique_id(naming, buffer_slice(&id));
    clause->id = name->id;
    clause->address = name->address;
    if (name->appendix != NONE && line_is_body(line)) {
        struct slice appendix = naming->names[name->appendix].address;
        bool is_said = slice_starts_with(name->address, appendix);
        clause->address =
            is_said ? name->address
                    : arena_format(naming->arena, "%.*s, %.*s",
                          (int)appendix.len, appendix.bytes,
                          (int)name->address.len, name->address.bytes);
    }
    name->owner =
        line->parent == NONE ? NONE : naming->names[line->parent].owner;
    if (is_owner(naming, index)) {
        name->owner = (uint32_t)index;
        name->paragraphs =
            clause->is_heading || !clause->text.bytes.len ? 0 : 1;
    }
    if (clause->kind == CLAUSE_APPENDIX) {
        name->appendix = (uint32_t)index;
    }
}

static bool is_heading(const struct line *line, enum clause_kind kind)
{
    return kind == CLAUSE_TITLE ||
           (is_section_kind(kind) && line->is_section) ||
           (kind == CLAUSE_PREAMBLE && line->form == LINE_HEADING &&
               line->look < LOOK_PLAIN);
}

void clauses_address(struct line_list *lines)
{
    struct arena *arena = lines->doc->arena;
    size_t size = 16;
    while (size < lines->count * 2) {
        size *= 2;
    }
    struct naming naming = {
        .arena = arena,
        .lines = lines,
        .clauses = lines->doc->clauses,
        .names = arena_array(arena, lines->count, sizeof(struct name)),
        .is_unique = arena_array(arena, lines->count, sizeof(bool)),
        .preamble = {.address = SLICE("преамбула"),
            .id = SLICE("preamble"),
            .owner = NONE,
            .appendix = NONE},
        .body = {.owner = NONE, .appendix = NONE},
        .ids = arena_array(arena, size, sizeof(struct slice)),
        .wanted = arena_array(arena, size, sizeof(uint32_t)),
        .id_mask = size - 1,
    };
    for (size_t i = 0; i < lines->count; i++) {
        struct clause *clause = &naming.clauses[i];
        clause->kind = kind_of(&naming, i);
        clause->is_heading = is_heading(&lines->items[i], clause->kind);
    }
    find_unique(&naming);
    for (size_t i = 0; i < lines->count; i++) {
        name_clause(&naming, i);
    }
}
