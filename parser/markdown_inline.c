#include "parser/markdown_inline.h"

#include "parser/markdown_entity.h"
#include "parser/markdown_link.h"
#include "parser/markdown_tag.h"
#include "parser/utf8.h"

#include <string.h>

/* Bytes of a line that are looked at to see how it begins. */
#define LINE_BEGINNING 256

/* The walk through one leaf. */
struct walk {
    const struct leaf *leaf;
    struct part_list *list;
    size_t at;         /* next leaf byte */
    size_t end;        /* leaf byte to stop at */
    size_t part_begin; /* leaf byte where the part being read began */
    size_t line_begin; /* leaf byte where the line being read began */
    struct provision_opening opening; /* of the part being read */
    size_t typed_width; /* bytes of the leaf's widest line if typed by lines,
                           else 0 */
    struct text_builder text; /* of the part being read */
    uint32_t link_depth;
    bool has_unlinked;     /* the part shows something outside links */
    uint32_t hidden_depth; /* open images, whose text is an attribute */
    bool is_autolink;      /* in <http://…>: a backslash is a backslash */
    struct slice raw_tag;  /* open <script> or <del>, else empty */
    bool has_strikes;      /* "~~" may strike out in the leaf */
    bool is_struck;        /* between two of them */
    bool is_plain;         /* no backslash and no "&" in all of the leaf */
    bool is_broken;        /* an inline did not fit */
};

static struct slice leaf_bytes(const struct walk *walk)
{
    return walk->leaf->bytes;
}

static bool is_at(const struct walk *walk, size_t at, char byte)
{
    return at < leaf_bytes(walk).len && leaf_bytes(walk).bytes[at] == byte;
}

/* An inline does not fit the leaf's bytes, which only a bug can bring about:
   what follows it is left out. */
static void misfit(struct walk *walk)
{
    walk->is_broken = true;
}

static bool is_hidden(const struct walk *walk)
{
    return walk->hidden_depth || walk->raw_tag.len || walk->is_struck;
}

static void note_visible(struct walk *walk, struct slice text)
{
    if (walk->link_depth == 0 && slice_trim(text).len) {
        walk->has_unlinked = true;
    }
}

/* Show leaf bytes that read as they stand; none of them is a line break. */
static void show(struct walk *walk, size_t begin, size_t end)
{
    if (is_hidden(walk)) {
        return;
    }
    struct slice run = slice_cut(leaf_bytes(walk), begin, end);
    note_visible(walk, run);
    /* Only a cell's escaped "|" begins a segment inside a line. */
    while (run.len) {
        uint32_t source = leaf_source(walk->leaf, begin);
        size_t len = run.len;
        const char *bar = memchr(run.bytes + 1, '|', run.len - 1);
        if (bar) {
            len = (size_t)(bar - run.bytes);
        }
        text_add(&walk->text, slice_cut(run, 0, len), source);
        begin += len;
        run = slice_cut(run, len, run.len);
    }
}

/* Show one decoded unit that the leaf bytes stand for. */
static void show_decoded(
    struct walk *walk, struct slice decoded, size_t begin, size_t end)
{
    if (is_hidden(walk)) {
        return;
    }
    note_visible(walk, decoded);
    struct span source = {
        leaf_source(walk->leaf, begin), leaf_source(walk->leaf, end - 1) + 1};
    text_add_decoded(&walk->text, decoded, source);
}

/* One code point of a text literal that is not spelt as it reads. Returns its
   bytes in the literal, 0 when the leaf has none here. */
static size_t take_decoded(struct walk *walk, struct slice literal)
{
    struct slice bytes = leaf_bytes(walk);
    size_t at = walk->at;
    if (is_at(walk, at, '\\') && !walk->is_autolink && at + 1 < bytes.len &&
        is_ascii_punctuation(bytes.bytes[at + 1]) &&
        literal.bytes[0] == bytes.bytes[at + 1]) {
        show_decoded(walk, slice_cut(literal, 0, 1), at, at + 2);
        walk->at += 2;
        return 1;
    }
    struct entity entity;
    if (!is_at(walk, at, '&') ||
        !entity_read(slice_cut(bytes, at, bytes.len), &entity)) {
        return 0;
    }
    struct slice decoded = {entity.decoded, entity.decoded_len};
    if (!slice_starts_with(literal, decoded)) {
        return 0;
    }
    show_decoded(
        walk, slice_cut(literal, 0, decoded.len), at, at + entity.source_len);
    walk->at += entity.source_len;
    return decoded.len;
}

/* The bytes of a text literal up to what differs from the leaf or may be spelt
   otherwise in it. */
static size_t same_length(const struct walk *walk, struct slice literal)
{
    struct slice leaf = slice_cut(leaf_bytes(walk), walk->at, SIZE_MAX);
    size_t room = literal.len < leaf.len ? literal.len : leaf.len;
    if (walk->is_plain && !memcmp(leaf.bytes, literal.bytes, room)) {
        return room;
    }
    size_t len = 0;
    while (len < room && leaf.bytes[len] == literal.bytes[len] &&
           leaf.bytes[len] != '\\' && leaf.bytes[len] != '&') {
        len++;
    }
    return len;
}

/* Does "~~" begin what is struck out: is a letter behind it, and another "~~"
   further on? */
static bool begins_strike(const struct walk *walk, size_t behind)
{
    struct slice rest = slice_cut(leaf_bytes(walk), behind, walk->end);
    return rest.len > 0 && !strchr(" \t\n~", rest.bytes[0]) &&
           slice_find(rest, SLICE("~~"), 0) != SLICE_NOT_FOUND;
}

/* Show leaf bytes of prose, but for what is struck out in them. */
static void show_prose(struct walk *walk, size_t begin, size_t end)
{
    while (walk->has_strikes && begin < end) {
        struct slice run = slice_cut(leaf_bytes(walk), begin, end);
        size_t found = slice_find(run, SLICE("~~"), 0);
        if (found == SLICE_NOT_FOUND) {
            break;
        }
        size_t behind = begin + found + 2;
        bool is_strike = walk->is_struck || begins_strike(walk, behind);
        show(walk, begin, is_strike ? begin + found : behind);
        walk->is_struck ^= is_strike;
        begin = behind;
    }
    if (begin < end) {
        show(walk, begin, end);
    }
}

static void take_text(struct walk *walk, struct slice literal)
{
    size_t run = walk->at;
    while (literal.len && !walk->is_broken) {
        size_t taken = same_length(walk, literal);
        if (taken) {
            walk->at += taken;
            literal = slice_cut(literal, taken, literal.len);
            continue;
        }
        size_t run_end = walk->at;
        bool is_special =
            is_at(walk, walk->at, '\\') || is_at(walk, walk->at, '&');
        if (is_special && run_end > run) {
            show_prose(walk, run, run_end);
            run = run_end;
        }
        taken = is_special ? take_decoded(walk, literal) : 0;
        if (taken) {
            run = walk->at;
        } else if (is_at(walk, walk->at, literal.bytes[0])) {
            walk->at++;
            taken = 1;
        } else {
            misfit(walk);
        }
        literal = slice_cut(literal, taken, literal.len);
    }
    show_prose(walk, run, walk->at);
}

/* Step over mark-up. */
static void skip(struct walk *walk, struct slice markup)
{
    struct slice rest =
        slice_cut(leaf_bytes(walk), walk->at, leaf_bytes(walk).len);
    if (slice_starts_with(rest, markup)) {
        walk->at += markup.len;
    } else {
        misfit(walk);
    }
}

static void skip_emphasis(struct walk *walk, size_t count)
{
    while (count-- && !walk->is_broken) {
        skip(walk, is_at(walk, walk->at, '_') ? SLICE("_") : SLICE("*"));
    }
}

static size_t run_end(const struct walk *walk, size_t at, char byte)
{
    while (is_at(walk, at, byte)) {
        at++;
    }
    return at;
}

/* The code between [begin, end): line breaks are spaces. */
static void show_code(struct walk *walk, size_t begin, size_t end)
{
    for (size_t at = begin; at <= end; at++) {
        if (at == end || is_at(walk, at, '\n')) {
            show(walk, begin, at);
            begin = at + 1;
        }
        if (at < end && is_at(walk, at, '\n')) {
            show_decoded(walk, SLICE(" "), at, at + 1);
        }
    }
}

static bool is_code_space(const struct walk *walk, size_t at)
{
    return is_at(walk, at, ' ') || is_at(walk, at, '\n');
}

static void take_code(struct walk *walk)
{
    size_t begin = run_end(walk, walk->at, '`');
    size_t ticks = begin - walk->at;
    size_t close = begin;
    size_t behind = begin;
    while (ticks && close < leaf_bytes(walk).len) {
        const char *tick = memchr(
            leaf_bytes(walk).bytes + close, '`', leaf_bytes(walk).len - close);
        if (!tick) {
            break;
        }
        close = (size_t)(tick - leaf_bytes(walk).bytes);
        behind = run_end(walk, close, '`');
        if (behind - close == ticks) {
            break;
        }
        close = behind;
    }
    if (ticks == 0 || behind - close != ticks) {
        misfit(walk);
        return;
    }
    walk->at = behind;
    size_t first = begin;
    while (first < close && is_code_space(walk, first)) {
        first++;
    }
    if (first < close && is_code_space(walk, begin) &&
        is_code_space(walk, close - 1)) {
        begin++;
        close--;
    }
    show_code(walk, begin, close);
}

/* End the part being read and begin the next. */
static void cut_part(struct walk *walk)
{
    uint32_t strong_depth = walk->text.strong_depth;
    if (strong_depth) {
        walk->text.strong_depth = 1; /* the rest is put back below */
    }
    struct part part = {.text = text_finish(&walk->text)};
    size_t end = walk->at < walk->end ? walk->at : walk->end;
    if (part.text.bytes.len) {
        struct part_list *list = walk->list;
        part.span.begin = leaf_source(walk->leaf, walk->part_begin);
        part.span.end = end > walk->part_begin
                            ? leaf_source(walk->leaf, end - 1) + 1
                            : part.span.begin;
        part.is_link = !walk->has_unlinked;
        list->items = arena_grow(list->arena, list->items, list->count,
            &list->capacity, sizeof(part));
        list->items[list->count++] = part;
    }
    walk->text = (struct text_builder){.arena = walk->list->arena};
    walk->has_unlinked = false;
    if (strong_depth) {
        text_begin_strong(&walk->text);
        walk->text.strong_depth = strong_depth;
    }
}

/* The line from the leaf byte on, as far as one looks to see how it begins:
   one line may hold any number of <br>. */
static struct slice line_from(const struct walk *walk, size_t at)
{
    struct slice line = slice_cut(leaf_bytes(walk), at, at + LINE_BEGINNING);
    const char *end = line.len ? memchr(line.bytes, '\n', line.len) : NULL;
    return slice_cut(line, 0, end ? (size_t)(end - line.bytes) : line.len);
}

/* Whether all that the part shows so far is bold: a title above the text. */
static bool is_title(const struct walk *walk)
{
    const struct text_builder *text = &walk->text;
    return text->strong_count == 1 && text->strong_depth == 0 &&
           text->strong[0].begin == 0 && text->strong[0].end == text->bytes.len;
}

/* Whether a line that opens no provision is yet not the rest of the sentence
   above it. */
static bool is_line_apart(
    const struct walk *walk, struct slice previous, struct slice line)
{
    if (!provision_begins_large(line)) {
        return walk->typed_width && provision_is_listing(previous);
    }
    return is_title(walk) ||
           (walk->typed_width &&
               (provision_is_closed(previous) ||
                   provision_had_room(previous, line, walk->typed_width)));
}

/* A break between what ends at end and what begins at walk->at: a new part,
   or a space that stands for the leaf bytes from end on. */
static void break_line(struct walk *walk, size_t end, bool is_hard)
{
    struct slice bytes = leaf_bytes(walk);
    struct slice previous = slice_cut(bytes, walk->line_begin, end);
    size_t behind = walk->at;
    struct slice line = line_from(walk, behind);
    bool is_new =
        !is_hidden(walk) && (provision_begins(previous, walk->opening, line) ||
                                (is_hard && provision_is_closed(previous)) ||
                                is_line_apart(walk, previous, line));
    walk->line_begin = behind;
    if (is_new) {
        walk->at = end;
        cut_part(walk);
        walk->at = behind;
        walk->part_begin = behind;
        walk->opening = provision_opening(line);
    } else if (!is_hidden(walk)) {
        struct span source = {leaf_source(walk->leaf, end),
            leaf_source(walk->leaf, behind - 1) + 1};
        text_add_space(&walk->text, source);
    }
}

static bool is_blank(const struct walk *walk, size_t at)
{
    return is_at(walk, at, ' ') || is_at(walk, at, '\t');
}

static void take_break(struct walk *walk, bool is_hard)
{
    bool has_backslash = is_hard && is_at(walk, walk->at, '\\');
    walk->at += has_backslash;
    size_t blank = walk->at;
    while (is_blank(walk, walk->at) || is_at(walk, walk->at, '\v') ||
           is_at(walk, walk->at, '\f')) {
        walk->at++; /* cmark takes all of these off the end of a line */
    }
    if (!is_at(walk, walk->at, '\n')) {
        misfit(walk);
        return;
    }
    walk->at++;
    while (!has_backslash && is_blank(walk, walk->at)) {
        walk->at++;
    }
    break_line(walk, blank, is_hard);
}

static void note_comment(
    const struct walk *walk, size_t begin, struct slice literal)
{
    if (slice_starts_with(literal, SLICE("<!--"))) {
        comment_add(walk->list->comments,
            (struct span){leaf_source(walk->leaf, begin),
                leaf_source(walk->leaf, begin + literal.len - 1) + 1});
    }
}

static void take_html(struct walk *walk, struct slice literal)
{
    size_t begin = walk->at;
    skip(walk, literal);
    struct tag tag = tag_read(literal);
    if (walk->is_broken) {
        return;
    }
    if (walk->raw_tag.len) {
        if (tag.is_end && slice_equal(tag.name, walk->raw_tag)) {
            walk->raw_tag = (struct slice){0};
        }
        return;
    }
    note_comment(walk, begin, literal);
    switch (tag.kind) {
    case TAG_STRONG:
        if (tag.is_end) {
            text_end_strong(&walk->text);
        } else {
            text_begin_strong(&walk->text);
        }
        break;
    case TAG_LINK:
        if (!tag.is_end) {
            walk->link_depth++;
        } else if (walk->link_depth) {
            walk->link_depth--;
        }
        break;
    case TAG_RAW:
        if (!tag.is_end) {
            walk->raw_tag = tag.name;
        }
        break;
    case TAG_BREAK:
        break_line(walk, begin, true);
        break;
    case TAG_OTHER:
        break;
    }
}

static void enter_link(struct walk *walk)
{
    walk->is_autolink = is_at(walk, walk->at, '<');
    skip(walk, walk->is_autolink ? SLICE("<") : SLICE("["));
    walk->link_depth++;
}

static void leave_link(struct walk *walk)
{
    if (walk->link_depth) {
        walk->link_depth--;
    }
    skip(walk, walk->is_autolink ? SLICE(">") : SLICE("]"));
    if (!walk->is_autolink && !walk->is_broken) {
        walk->at = link_tail_end(leaf_bytes(walk), walk->at);
    }
    walk->is_autolink = false;
}

static void leave_image(struct walk *walk)
{
    skip(walk, SLICE("]"));
    if (!walk->is_broken) {
        walk->at = link_tail_end(leaf_bytes(walk), walk->at);
    }
    walk->hidden_depth--;
}

static void take_strong(struct walk *walk, bool is_enter)
{
    skip_emphasis(walk, 2);
    if (is_hidden(walk)) {
        return;
    }
    if (is_enter) {
        text_begin_strong(&walk->text);
    } else {
        text_end_strong(&walk->text);
    }
}

/* One event of the tree; a flat switch over what there is. */
static void take(struct walk *walk, cmark_node *node, bool is_enter)
{
    const char *literal = cmark_node_get_literal(node);
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        take_text(walk, slice_from(literal));
        break;
    case CMARK_NODE_SOFTBREAK:
        take_break(walk, false);
        break;
    case CMARK_NODE_LINEBREAK:
        take_break(walk, true);
        break;
    case CMARK_NODE_CODE:
        take_code(walk);
        break;
    case CMARK_NODE_HTML_INLINE:
        take_html(walk, slice_from(literal));
        break;
    case CMARK_NODE_EMPH:
        skip_emphasis(walk, 1);
        break;
    case CMARK_NODE_STRONG:
        take_strong(walk, is_enter);
        break;
    case CMARK_NODE_LINK:
        if (is_enter) {
            enter_link(walk);
        } else {
            leave_link(walk);
        }
        break;
    case CMARK_NODE_IMAGE:
        if (is_enter) {
            skip(walk, SLICE("!["));
            walk->hidden_depth++;
        } else {
            leave_image(walk);
        }
        break;
    case CMARK_NODE_NONE:
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_LIST:
    case CMARK_NODE_ITEM:
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_CUSTOM_BLOCK:
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
    case CMARK_NODE_THEMATIC_BREAK:
    case CMARK_NODE_CUSTOM_INLINE:
        break; /* not made by cmark inside a leaf */
    }
}

static void take_inlines(struct walk *walk, cmark_node *node)
{
    cmark_iter *iter = cmark_iter_new(node);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *inline_node = cmark_iter_get_node(iter);
        if (inline_node == node) {
            continue;
        }
        take(walk, inline_node, event == CMARK_EVENT_ENTER);
        if (walk->is_broken || walk->at >= walk->end) {
            /* Marks that close at the end show nothing more. */
            break;
        }
    }
    cmark_iter_free(iter);
}

void inlines_read(const struct leaf *leaf, struct span span, cmark_node *node,
    struct part_list *list)
{
    struct walk walk = {
        .leaf = leaf,
        .list = list,
        .at = span.begin,
        .end = span.end,
        .part_begin = span.begin,
        .line_begin = span.begin,
        .text = {.arena = list->arena,
            .bytes = {.arena = list->arena,
                .bytes = arena_room(list->arena, span.end - span.begin),
                .capacity = span.end - span.begin}},
    };
    if (!list->items) { /* nearly all leaves are one part */
        list->capacity = 1;
        list->items = arena_room(list->arena, sizeof(*list->items));
    }
    walk.is_plain =
        slice_find(leaf->bytes, SLICE("\\"), span.begin) == SLICE_NOT_FOUND &&
        slice_find(leaf->bytes, SLICE("&"), span.begin) == SLICE_NOT_FOUND;
    /* Where code may hold "~~", it is not known which of them close. */
    struct slice bytes = slice_cut(leaf->bytes, span.begin, span.end);
    walk.has_strikes = slice_find(bytes, SLICE("~~"), 0) != SLICE_NOT_FOUND &&
                       slice_find(bytes, SLICE("`"), 0) == SLICE_NOT_FOUND;
    walk.opening = provision_opening(line_from(&walk, span.begin));
    walk.typed_width = provision_typed_width(bytes);
    if (node) {
        take_inlines(&walk, node);
    } else {
        take_text(&walk, bytes);
    }
    cut_part(&walk);
}
