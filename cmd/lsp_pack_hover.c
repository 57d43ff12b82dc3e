/* What an editor shows of a rule, a lexicon entry or a word of the format. */
#include "cmd/lsp_pack_view.h"

#include "cmd/finding_words.h"
#include "parser/utf8.h"

#define PHRASES_MOST 20 /* lines of an entry that are shown */

/* What stands before the phrases and examples of a rule or entry: prose and
   keys, as the pack has them. */
static struct slice head_of(
    const struct pack_page *page, const struct pack_part *part)
{
    struct slice source = page->text.source.text;
    uint32_t end = part->span.end;
    for (const struct pack_part *inner = part + 1;
         inner < page->parts + page->part_count &&
         inner->span.begin < part->span.end;
         inner++) {
        if (inner->kind == PACK_FENCE || inner->kind == PACK_EXAMPLE) {
            end = inner->span.begin;
            break;
        }
    }
    struct slice head = slice_cut(source, part->span.begin, end);
    struct slice heading;
    (void)slice_next_line(&head, &heading);
    head = slice_trim(head);
    if (slice_ends_with(head, SLICE("Wrong:")) ||
        slice_ends_with(head, SLICE("Right:"))) {
        head = slice_trim(slice_cut(head, 0, head.len - 6));
    }
    return head;
}

/* The first phrases of an entry, in a fence of their own. */
static void add_phrases(struct buffer *text, const struct pack_page *page,
    const struct pack_part *part)
{
    const struct pack_part *fence = part + 1;
    while (fence < page->parts + page->part_count &&
           fence->kind != PACK_FENCE && fence->span.begin < part->span.end) {
        fence++;
    }
    if (fence == page->parts + page->part_count || fence->kind != PACK_FENCE ||
        fence->span.begin >= part->span.end) {
        return;
    }
    struct slice rest =
        slice_cut(page->text.source.text, fence->span.begin, fence->span.end);
    struct slice line;
    buffer_append(text, SLICE("\n\n"));
    for (size_t count = 0; slice_next_line(&rest, &line); count++) {
        if (count > PHRASES_MOST && rest.len > 0) {
            buffer_append(text, SLICE("…\n```"));
            break;
        }
        visible_append(text, line);
        buffer_append(text, rest.len > 0 ? SLICE("\n") : SLICE(""));
    }
}

static void add_part(struct buffer *text, const struct pack_page *page,
    const struct pack_part *part)
{
    bool is_entry = part->kind == PACK_ENTRY;
    struct slice head = head_of(page, part);
    struct slice line;
    buffer_format(text, is_entry ? "`<%.*s>`" : "`%.*s`", (int)part->name.len,
        part->name.bytes);
    buffer_append(text, head.len > 0 ? SLICE("\n\n") : SLICE(""));
    while (slice_next_line(&head, &line)) {
        visible_append(text, line);
        buffer_append(text, head.len > 0 ? SLICE("\n") : SLICE(""));
    }
    if (is_entry) {
        add_phrases(text, page, part);
    }
}

/* A card on its way. */
struct card {
    struct buffer text;
    const struct pack_name *name;
};

/* Write the rule or entry of that name, if this pack has it. */
static bool look(const struct lsp_pack_view *view, void *context)
{
    struct card *card = context;
    const struct pack_part *part =
        pack_page_find(view->page, card->name->is_entry, card->name->name);
    if (part) {
        add_part(&card->text, view->page, part);
    }
    return !part;
}

static struct slice name_words(
    struct lsp_query *query, const struct pack_name *name)
{
    struct card card = {.text = {.arena = query->arena}, .name = name};
    struct pack_page page;
    const struct pack_part *part;
    lsp_pack_each(query, (struct lsp_pack_visit){look, &card});
    if (card.text.len == 0 &&
        lsp_pack_find_own(query->arena, name, &page, &part)) {
        add_part(&card.text, &page, part);
        buffer_format(&card.text, "\n\n%s",
            language_pick(query->file->options->language,
                "Есть в самой программе.", "Part of the program."));
    }
    return buffer_slice(&card.text);
}

static bool is_of_name(uint32_t code_point)
{
    return utf8_is_letter(code_point) || code_point == '-';
}

/* The sign of a phrase at the byte; a closing bracket is as its opening one. */
static struct slice sign_at(
    struct slice text, struct span line, uint32_t offset, struct span *ret)
{
    static const char *const signs[] = {"re:", "...", "..", "*", "(", "|", ")",
        "[", "]", "{", "}", "^", "$", "#", "&"};
    static const char *const same[] = {"re:", "...", "..", "*", "(", "(", "(",
        "[", "[", "{", "{", "^", "$", "#", "&"};
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        struct slice sign = slice_from(signs[i]);
        uint32_t len = (uint32_t)sign.len;
        uint32_t first = offset >= len ? offset - len + 1 : 0;
        for (uint32_t at = first > line.begin ? first : line.begin;
             at <= offset && at + len <= line.end; at++) {
            if (slice_equal(slice_cut(text, at, at + len), sign)) {
                *ret = (struct span){at, at + len};
                return slice_from(same[i]);
            }
        }
    }
    return SLICE("");
}

/* A word of the format under the cursor, and where it stands. */
static struct slice format_words(
    const struct lsp_query *query, enum language language, struct span *ret)
{
    const struct pack_page *page = &query->pack->page;
    const struct lsp_text *lines = &query->document->text;
    struct slice text = lsp_text_slice(lines);
    uint32_t offset = query->offset;
    struct span line =
        lsp_text_line(lines, lsp_text_position(lines, offset).line);
    const struct pack_part *key = pack_page_part(page, PACK_KEY, offset);
    const struct pack_part *fence = pack_page_part(page, PACK_FENCE, offset);
    *ret = lsp_text_word(lines, offset, is_of_name);
    struct slice word = slice_cut(text, ret->begin, ret->end);
    if (key && offset <= key->name_span.end) {
        *ret = key->name_span;
        return lsp_pack_meaning(LSP_WORD_KEY, key->name, language);
    }
    if (key) {
        return lsp_pack_meaning(LSP_WORD_VALUE, word, language);
    }
    if (fence && line.begin <= fence->span.begin) {
        return lsp_pack_meaning(LSP_WORD_FENCE, word, language);
    }
    if (fence && line.end < fence->span.end &&
        !slice_equal(fence->name, SLICE("fix"))) {
        return lsp_pack_meaning(
            LSP_WORD_SIGN, sign_at(text, line, offset, ret), language);
    }
    return SLICE("");
}

json_t *lsp_pack_hover(struct lsp_query *query)
{
    const struct pack_name *name =
        pack_page_name(&query->pack->page, query->offset);
    struct span span;
    struct slice words;
    if (name) {
        span = name->span;
        words = name_words(query, name);
    } else {
        words = format_words(query, query->file->options->language, &span);
    }
    if (words.len == 0) {
        return NULL;
    }
    json_t *json = json_object();
    json_object_set_new(json, "contents",
        lsp_markup(words, query->server->client.has_markdown));
    json_object_set_new(
        json, "range", lsp_range_json(&query->document->text, span));
    return json;
}
