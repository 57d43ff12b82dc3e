#include "parser/text.h"

#include "parser/utf8.h"

#include <assert.h>
#include <string.h>

bool piece_is_verbatim(const struct piece *piece)
{
    /* A decoded unit may have the length of its source (a tab that became a
       space), but then it maps the same way. */
    return piece->text.end - piece->text.begin ==
           piece->source.end - piece->source.begin;
}

/* Index of the first piece that ends behind the text offset. */
static size_t piece_at(const struct text *text, uint32_t offset)
{
    size_t low = 0;
    size_t high = text->piece_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->pieces[middle].text.end > offset) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

struct span text_to_source(const struct text *text, struct span span)
{
    if (text->piece_count == 0) {
        return (struct span){0, 0};
    }
    size_t first = piece_at(text, span.begin);
    if (first == text->piece_count) {
        uint32_t end = text->pieces[first - 1].source.end;
        return (struct span){end, end};
    }
    const struct piece *piece = &text->pieces[first];
    uint32_t begin = piece->source.begin;
    if (piece_is_verbatim(piece) && span.begin > piece->text.begin) {
        begin += span.begin - piece->text.begin;
    }
    if (span.end <= span.begin) {
        return (struct span){begin, begin};
    }
    size_t last = piece_at(text, span.end - 1);
    if (last == text->piece_count) {
        last--;
    }
    piece = &text->pieces[last];
    uint32_t end = piece->source.end;
    if (piece_is_verbatim(piece) && span.end < piece->text.end) {
        end = piece->source.begin + (span.end - piece->text.begin);
    }
    return (struct span){begin, end};
}

uint32_t text_from_source(const struct text *text, uint32_t source_offset)
{
    size_t low = 0;
    size_t high = text->piece_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->pieces[middle].source.end > source_offset) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    if (low == text->piece_count) {
        return (uint32_t)text->bytes.len;
    }
    const struct piece *piece = &text->pieces[low];
    if (piece_is_verbatim(piece) && source_offset > piece->source.begin) {
        return piece->text.begin + (source_offset - piece->source.begin);
    }
    return piece->text.begin;
}

static void add_piece(struct text_builder *builder, struct piece piece)
{
    builder->pieces = arena_grow(builder->arena, builder->pieces,
        builder->piece_count, &builder->piece_capacity, sizeof(piece));
    builder->pieces[builder->piece_count++] = piece;
}

static uint32_t text_end(const struct text_builder *builder)
{
    return (uint32_t)builder->bytes.len;
}

static void append(struct text_builder *builder, struct slice bytes)
{
    builder->bytes.arena = builder->arena;
    buffer_append(&builder->bytes, bytes);
}

/* One run without invisible code points. */
static void add_run(
    struct text_builder *builder, struct slice run, uint32_t begin)
{
    if (run.len == 0) {
        return;
    }
    uint32_t from = text_end(builder);
    append(builder, run);
    struct span source = {begin, begin + (uint32_t)run.len};
    if (builder->piece_count) {
        struct piece *last = &builder->pieces[builder->piece_count - 1];
        if (last->source.end == begin && piece_is_verbatim(last) &&
            last->text.end - last->text.begin > 1) {
            last->text.end = text_end(builder);
            last->source.end = source.end;
            return;
        }
    }
    add_piece(builder, (struct piece){{from, text_end(builder)}, source});
}

void text_add(struct text_builder *builder, struct slice source, uint32_t begin)
{
    /* What an invisible code point may begin with. */
    struct slice openings = SLICE("\xC2\xE2\xEF");
    size_t run = 0;
    size_t offset = slice_find_any(source, openings, 0);
    while (offset < source.len) {
        size_t at = offset;
        if (utf8_is_invisible(utf8_next(source, &offset))) {
            add_run(builder, slice_cut(source, run, at), begin + (uint32_t)run);
            run = offset;
        }
        offset = slice_find_any(source, openings, offset);
    }
    add_run(builder, slice_cut(source, run, source.len), begin + (uint32_t)run);
}

void text_add_decoded(
    struct text_builder *builder, struct slice decoded, struct span source)
{
    size_t offset = 0;
    if (decoded.len == 0 || utf8_is_invisible(utf8_next(decoded, &offset))) {
        return;
    }
    uint32_t from = text_end(builder);
    append(builder, decoded);
    add_piece(builder, (struct piece){{from, text_end(builder)}, source});
}

static bool ends_in_space(const struct text_builder *builder)
{
    struct slice written = buffer_slice(&builder->bytes);
    if (written.len == 0) {
        return true;
    }
    size_t offset = written.len;
    return utf8_is_space(utf8_previous(written, &offset));
}

void text_add_space(struct text_builder *builder, struct span source)
{
    if (!ends_in_space(builder)) {
        text_add_decoded(builder, SLICE(" "), source);
    }
}

void text_begin_strong(struct text_builder *builder)
{
    if (builder->strong_depth++ > 0) {
        return;
    }
    uint32_t from = text_end(builder);
    if (builder->strong_count &&
        builder->strong[builder->strong_count - 1].end == from) {
        builder->strong[builder->strong_count - 1].end = NONE;
        return; /* <b>one</b><b>more</b>: one run */
    }
    builder->strong = arena_grow(builder->arena, builder->strong,
        builder->strong_count, &builder->strong_capacity, sizeof(struct span));
    builder->strong[builder->strong_count++] = (struct span){from, NONE};
}

void text_end_strong(struct text_builder *builder)
{
    if (builder->strong_depth == 0 || --builder->strong_depth > 0) {
        return;
    }
    struct span *run = &builder->strong[builder->strong_count - 1];
    run->end = text_end(builder);
    if (run->begin == run->end) {
        builder->strong_count--;
    }
}

struct text text_finish(struct text_builder *builder)
{
    while (builder->strong_depth) {
        text_end_strong(builder);
    }
    struct text whole = {
        .bytes = buffer_slice(&builder->bytes),
        .pieces = builder->pieces,
        .piece_count = builder->piece_count,
        .strong = builder->strong,
        .strong_count = builder->strong_count,
    };
    return text_part(
        builder->arena, &whole, (struct span){0, (uint32_t)whole.bytes.len});
}

/* The span without white space at its ends. */
static struct span trim(struct slice bytes, struct span span)
{
    while (span.begin < span.end) {
        size_t next = span.begin;
        if (!utf8_is_space(utf8_next(bytes, &next))) {
            break;
        }
        span.begin = (uint32_t)next;
    }
    while (span.begin < span.end) {
        size_t previous = span.end;
        if (!utf8_is_space(utf8_previous(bytes, &previous))) {
            break;
        }
        span.end = (uint32_t)previous;
    }
    return span;
}

/* The part of piece inside span, with the text counted from span.begin. */
static struct piece cut_piece(const struct piece *piece, struct span span)
{
    struct piece part = *piece;
    if (part.text.begin < span.begin) {
        part.source.begin += span.begin - part.text.begin;
        part.text.begin = span.begin;
    }
    if (part.text.end > span.end) {
        part.source.end -= part.text.end - span.end;
        part.text.end = span.end;
    }
    part.text.begin -= span.begin;
    part.text.end -= span.begin;
    return part;
}

/* Index of the first bold run that ends behind the text offset. */
static size_t strong_at(const struct text *text, uint32_t offset)
{
    size_t low = 0;
    size_t high = text->strong_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->strong[middle].end > offset) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

static void cut_strong(struct arena *arena, const struct text *text,
    struct span span, struct text *part)
{
    size_t first = strong_at(text, span.begin);
    size_t last = first;
    while (last < text->strong_count && text->strong[last].begin < span.end) {
        last++;
    }
    part->strong = arena_array(arena, last - first, sizeof(struct span));
    for (size_t i = first; i < last; i++) {
        struct span run = text->strong[i];
        run.begin = run.begin < span.begin ? span.begin : run.begin;
        run.end = run.end > span.end ? span.end : run.end;
        if (run.begin < run.end) {
            part->strong[part->strong_count++] =
                (struct span){run.begin - span.begin, run.end - span.begin};
        }
    }
}

struct text text_part(
    struct arena *arena, const struct text *text, struct span span)
{
    assert(span.begin <= span.end && span.end <= text->bytes.len);
    span = trim(text->bytes, span);
    if (span.end - span.begin == text->bytes.len) {
        return *text;
    }
    struct text part = {.bytes = slice_cut(text->bytes, span.begin, span.end)};
    size_t first = piece_at(text, span.begin);
    size_t last = first;
    while (
        last < text->piece_count && text->pieces[last].text.begin < span.end) {
        last++;
    }
    part.pieces = arena_array(arena, last - first, sizeof(struct piece));
    for (size_t i = first; i < last; i++) {
        part.pieces[part.piece_count++] = cut_piece(&text->pieces[i], span);
    }
    cut_strong(arena, text, span, &part);
    return part;
}

/* Add a bold run; one that goes on behind a space is the same run, as where a
   bold sentence was cut in two. */
static void add_strong(struct text_builder *builder, struct span run)
{
    if (builder->strong_count) {
        struct span *last = &builder->strong[builder->strong_count - 1];
        struct slice between =
            slice_cut(buffer_slice(&builder->bytes), last->end, run.begin);
        if (slice_equal(between, SLICE(" "))) {
            last->end = run.end;
            return;
        }
    }
    builder->strong = arena_grow(builder->arena, builder->strong,
        builder->strong_count, &builder->strong_capacity, sizeof(run));
    builder->strong[builder->strong_count++] = run;
}

void text_append(struct text_builder *builder, const struct text *text)
{
    uint32_t shift = text_end(builder);
    append(builder, text->bytes);
    for (size_t i = 0; i < text->piece_count; i++) {
        struct piece piece = text->pieces[i];
        piece.text.begin += shift;
        piece.text.end += shift;
        add_piece(builder, piece);
    }
    for (size_t i = 0; i < text->strong_count; i++) {
        add_strong(builder, (struct span){text->strong[i].begin + shift,
                                text->strong[i].end + shift});
    }
}

struct text text_join(
    struct arena *arena, const struct text *first, const struct text *second)
{
    struct text_builder builder = {.arena = arena};
    text_append(&builder, first);
    uint32_t end = first->piece_count
                       ? first->pieces[first->piece_count - 1].source.end
                       : 0;
    text_add_space(&builder, (struct span){end, end});
    text_append(&builder, second);
    return text_finish(&builder);
}
