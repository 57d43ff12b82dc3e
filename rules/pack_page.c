#include "rules/pack_page.h"

#include "parser/fold.h"

/* A page that is being read. */
struct reader {
    struct arena *arena;
    struct pack_page *page;
    const struct pack_block *block;
    uint32_t section; /* indices of the parts that are open, or NONE */
    uint32_t entry;   /* the rule or lexicon entry */
};

static uint32_t add_part(struct reader *reader, struct pack_part part)
{
    struct pack_page *page = reader->page;
    page->parts = arena_grow(reader->arena, page->parts, page->part_count,
        &page->part_capacity, sizeof(part));
    page->parts[page->part_count] = part;
    return (uint32_t)page->part_count++;
}

static void add_name(struct reader *reader, struct pack_name name)
{
    struct pack_page *page = reader->page;
    page->names = arena_grow(reader->arena, page->names, page->name_count,
        &page->name_capacity, sizeof(name));
    page->names[page->name_count++] = name;
}

/* Source bytes of a part of the block's text. */
static struct span source_of(const struct reader *reader, struct slice part)
{
    const struct text *text = &reader->block->text;
    if (text->piece_count == 0) {
        return reader->block->span;
    }
    uint32_t begin = (uint32_t)(part.bytes - text->bytes.bytes);
    return text_to_source(
        text, (struct span){begin, begin + (uint32_t)part.len});
}

/* The source bytes without the line breaks at their end. */
static struct span without_end(const struct reader *reader, struct span span)
{
    const char *bytes = reader->page->text.source.text.bytes;
    while (span.end > span.begin &&
           (bytes[span.end - 1] == '\n' || bytes[span.end - 1] == '\r' ||
               bytes[span.end - 1] == ' ')) {
        span.end--;
    }
    return span;
}

/* End the part, if it is open, before the byte. */
static void end_part(struct reader *reader, uint32_t *index, uint32_t before)
{
    if (*index != NONE) {
        struct span *span = &reader->page->parts[*index].span;
        span->end = before;
        *span = without_end(reader, *span);
        *index = NONE;
    }
}

static void read_heading(struct reader *reader)
{
    const struct pack_block *block = reader->block;
    struct slice text = slice_trim(block->text.bytes);
    if (block->level > 2) {
        return;
    }
    struct pack_part part = {
        .kind = block->level == 1 ? PACK_SECTION : PACK_RULE,
        .name = text,
        .span = block->span,
        .name_span = source_of(reader, text)};
    end_part(reader, &reader->entry, block->span.begin);
    if (part.kind == PACK_SECTION) {
        end_part(reader, &reader->section, block->span.begin);
        reader->section = add_part(reader, part);
        return;
    }
    struct pack_name name = {.is_definition = true};
    if (text.len > 2 && text.bytes[0] == '<' &&
        text.bytes[text.len - 1] == '>') {
        part.kind = PACK_ENTRY;
        text = slice_cut(text, 1, text.len - 1);
        part.name = fold_slice(reader->arena, text);
    }
    name.is_entry = part.kind == PACK_ENTRY;
    name.name = part.name;
    name.span = source_of(reader, text);
    add_name(reader, name);
    reader->entry = add_part(reader, part);
}

/* Words with a slash are ids. */
static void read_ids(struct reader *reader, struct slice value)
{
    size_t begin = 0;
    for (size_t at = 0; at <= value.len; at++) {
        bool is_sign = at == value.len || value.bytes[at] == ' ' ||
                       value.bytes[at] == ',' || value.bytes[at] == ';';
        if (!is_sign) {
            continue;
        }
        struct slice word = slice_cut(value, begin, at);
        if (slice_find(word, SLICE("/"), 0) != SLICE_NOT_FOUND) {
            add_name(reader, (struct pack_name){.name = word,
                                 .span = source_of(reader, word)});
        }
        begin = at + 1;
    }
}

static void read_key(struct reader *reader)
{
    struct slice value = reader->block->text.bytes;
    struct slice key;
    if (reader->entry == NONE || !slice_next_part(&value, ':', &key)) {
        return;
    }
    key = slice_trim(key);
    add_part(reader, (struct pack_part){.kind = PACK_KEY,
                         .name = key,
                         .span = without_end(reader, reader->block->span),
                         .name_span = source_of(reader, key)});
    if (pack_key_is_of_ids(key)) {
        read_ids(reader, value);
    }
}

/* The entries that a line of phrases names. */
static void read_entries(struct reader *reader, struct slice line)
{
    for (size_t at = slice_find(line, SLICE("<"), 0); at != SLICE_NOT_FOUND;
         at = slice_find(line, SLICE("<"), at + 1)) {
        size_t end = slice_find(line, SLICE(">"), at);
        if (end == SLICE_NOT_FOUND) {
            return;
        }
        struct slice name = slice_cut(line, at + 1, end);
        if (name.len > 0) {
            add_name(reader,
                (struct pack_name){.name = fold_slice(reader->arena, name),
                    .is_entry = true,
                    .span = source_of(reader, name)});
        }
        at = end;
    }
}

static void read_fence(struct reader *reader)
{
    const struct pack_block *block = reader->block;
    if (reader->entry == NONE) {
        return;
    }
    struct span span = without_end(reader, block->span);
    add_part(reader, (struct pack_part){.kind = PACK_FENCE,
                         .name = block->info,
                         .span = span,
                         .name_span = {span.begin, span.begin}});
    struct slice rest = block->text.bytes;
    struct slice line;
    while (!slice_equal(block->info, SLICE("fix")) &&
           slice_next_line(&rest, &line)) {
        struct slice phrase = slice_trim(line);
        if (!slice_starts_with(phrase, SLICE("re:")) &&
            !slice_starts_with(phrase, SLICE("# "))) {
            read_entries(reader, phrase);
        }
    }
}

static void read_other(struct reader *reader, enum pack_part_kind kind)
{
    const struct pack_block *block = reader->block;
    struct span span = without_end(reader, block->span);
    add_part(reader, (struct pack_part){.kind = kind,
                         .name = block->text.bytes,
                         .span = span,
                         .name_span = {span.begin, span.begin}});
}

static void read_block(struct reader *reader)
{
    switch (reader->block->kind) {
    case PACK_BLOCK_HEADING:
        read_heading(reader);
        break;
    case PACK_BLOCK_PARAGRAPH:
        break;
    case PACK_BLOCK_ITEM:
        read_key(reader);
        break;
    case PACK_BLOCK_FENCE:
        read_fence(reader);
        break;
    case PACK_BLOCK_QUOTE:
        read_other(reader, PACK_EXAMPLE);
        break;
    case PACK_BLOCK_TABLE:
        read_other(reader, PACK_TABLE);
        break;
    }
}

bool pack_page_read(struct arena *arena, struct slice name,
    struct slice markdown, struct pack_page *ret, struct error *ret_error)
{
    struct reader reader = {
        .arena = arena,
        .page = ret,
        .section = NONE,
        .entry = NONE,
    };
    *ret = (struct pack_page){0};
    struct slice own = arena_copy(arena, markdown);
    if (!pack_text_open(arena, name, own, &ret->text, ret_error)) {
        *ret = (struct pack_page){0};
        return false;
    }
    struct pack_block block;
    reader.block = &block;
    while (pack_text_next(&ret->text, &block)) {
        read_block(&reader);
    }
    uint32_t end = (uint32_t)ret->text.source.text.len;
    end_part(&reader, &reader.entry, end);
    end_part(&reader, &reader.section, end);
    return true;
}

static bool holds(struct span span, uint32_t offset)
{
    return span.begin <= offset && offset <= span.end;
}

const struct pack_part *pack_page_part(
    const struct pack_page *page, enum pack_part_kind kind, uint32_t offset)
{
    for (size_t i = page->part_count; i-- > 0;) {
        const struct pack_part *part = &page->parts[i];
        if (part->kind == kind && holds(part->span, offset)) {
            return part;
        }
    }
    return NULL;
}

const struct pack_name *pack_page_name(
    const struct pack_page *page, uint32_t offset)
{
    for (size_t i = 0; i < page->name_count; i++) {
        if (holds(page->names[i].span, offset)) {
            return &page->names[i];
        }
    }
    return NULL;
}

const struct pack_part *pack_page_find(
    const struct pack_page *page, bool is_entry, struct slice name)
{
    enum pack_part_kind kind = is_entry ? PACK_ENTRY : PACK_RULE;
    for (size_t i = 0; i < page->part_count; i++) {
        const struct pack_part *part = &page->parts[i];
        if (part->kind == kind && slice_equal(part->name, name)) {
            return part;
        }
    }
    return NULL;
}
