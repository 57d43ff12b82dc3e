/* What can be typed next in a rule pack: entries of the lexicon in a phrase,
   keys and their values, ids of rules, names of fences. */
#include "cmd/lsp_pack_view.h"

#include "cmd/json_value.h"

/* CompletionItemKind */
enum item_kind { ITEM_FIELD = 5, ITEM_VALUE = 12, ITEM_REFERENCE = 18 };

/* Items on their way. */
struct offer {
    const struct lsp_query *query;
    struct span word;    /* bytes of the text that an item replaces */
    struct slice behind; /* put behind the word: ">" of an entry */
    bool is_entry;
    json_t *items;
    json_t *seen; /* {label: true} */
};

static void add_item(struct offer *offer, enum item_kind kind,
    struct slice label, struct slice detail)
{
    struct arena *arena = offer->query->arena;
    const char *key = arena_string(arena, label);
    if (json_object_get(offer->seen, key)) {
        return;
    }
    json_object_set_new(offer->seen, key, json_true());
    struct slice text = arena_format(arena, "%.*s%.*s", (int)label.len,
        label.bytes, (int)offer->behind.len, offer->behind.bytes);
    json_t *item = json_object();
    json_object_set_new(item, "label", json_slice(label));
    json_object_set_new(item, "kind", json_integer(kind));
    if (detail.len > 0) {
        json_object_set_new(item, "detail", json_slice(detail));
    }
    json_object_set_new(item, "textEdit",
        lsp_edit(&offer->query->document->text, offer->word, text));
    json_array_append_new(offer->items, item);
}

static bool add_names(const struct lsp_pack_view *view, void *context)
{
    struct offer *offer = context;
    for (size_t i = 0; i < view->page->name_count; i++) {
        const struct pack_name *name = &view->page->names[i];
        if (name->is_definition && name->is_entry == offer->is_entry) {
            add_item(
                offer, ITEM_REFERENCE, name->name, view->page->text.front.name);
        }
    }
    return true;
}

/* Rules or entries of this pack, of others, and of the program. */
static void offer_names(struct offer *offer, bool is_entry)
{
    struct lsp_pack_cursor cursor = {0};
    struct slice name;
    offer->is_entry = is_entry;
    lsp_pack_each(offer->query, (struct lsp_pack_visit){add_names, offer});
    while (lsp_pack_next_own(&cursor, is_entry, &name)) {
        add_item(offer, ITEM_REFERENCE, name, SLICE(""));
    }
}

/* Words of the format, each with what it means. */
static void offer_words(struct offer *offer, enum lsp_pack_word kind,
    const struct slice *words, size_t count)
{
    enum language language = offer->query->file->options->language;
    for (size_t i = 0; i < count; i++) {
        add_item(offer, kind == LSP_WORD_KEY ? ITEM_FIELD : ITEM_VALUE,
            words[i], lsp_pack_meaning(kind, words[i], language));
    }
}

/* Where the bytes of the set begin that end at the cursor. */
static size_t begin_of(struct slice before, const char *signs)
{
    size_t begin = before.len;
    while (begin > 0 &&
           slice_find(slice_from(signs), slice_cut(before, begin - 1, begin),
               0) == SLICE_NOT_FOUND) {
        begin--;
    }
    return begin;
}

/* An open "<" before the cursor: the name of an entry, in the place of the one
   that is there, or with ">" put behind it. */
static void offer_in_phrase(struct offer *offer, struct slice before)
{
    size_t begin = begin_of(before, "<>");
    if (begin == 0 || before.bytes[begin - 1] != '<') {
        return;
    }
    const struct pack_name *name =
        pack_page_name(&offer->query->pack->page, offer->word.end);
    if (name) {
        offer->word = name->span;
    } else {
        offer->word.begin = offer->word.end - (uint32_t)(before.len - begin);
        offer->behind = SLICE(">");
    }
    offer_names(offer, true);
}

/* «Kind: pro»: the last word of the value. */
static void offer_values(
    struct offer *offer, struct slice key, struct slice value)
{
    size_t count;
    const struct slice *values = pack_key_values(key, &count);
    size_t begin = begin_of(value, " ,;:");
    offer->word.begin = offer->word.end - (uint32_t)(value.len - begin);
    offer_words(offer, LSP_WORD_VALUE, values, count);
    if (pack_key_is_of_ids(key)) {
        offer_names(offer, false);
    }
}

/* Is the byte behind the heading of an entry, and not of a rule? */
static bool is_in_entry(const struct pack_page *page, uint32_t offset)
{
    bool is_in = false;
    for (size_t i = 0; i < page->part_count; i++) {
        const struct pack_part *part = &page->parts[i];
        if (part->span.begin <= offset &&
            (part->kind == PACK_RULE || part->kind == PACK_ENTRY)) {
            is_in = part->kind == PACK_ENTRY;
        }
    }
    return is_in;
}

/* «- Ki», «- Kind: pro». */
static void offer_in_item(struct offer *offer, struct slice item)
{
    struct slice value = item;
    struct slice key;
    size_t colon = slice_find(item, SLICE(":"), 0);
    if (colon != SLICE_NOT_FOUND && slice_next_part(&value, ':', &key)) {
        offer_values(offer, slice_trim(key), value);
        return;
    }
    const struct pack_page *page = &offer->query->pack->page;
    size_t count;
    const struct slice *names =
        pack_key_names(is_in_entry(page, offer->word.end), &count);
    offer->word.begin = offer->word.end - (uint32_t)item.len;
    offer->behind = SLICE(": ");
    offer_words(offer, LSP_WORD_KEY, names, count);
}

static void offer_at(struct offer *offer, struct slice before)
{
    const struct pack_page *page = &offer->query->pack->page;
    uint32_t line_begin = offer->word.end - (uint32_t)before.len;
    const struct pack_part *fence =
        pack_page_part(page, PACK_FENCE, offer->word.end);
    if (slice_starts_with(before, SLICE("```"))) {
        size_t count;
        const struct slice *names = pack_fence_names(&count);
        offer->word.begin = line_begin + 3;
        offer_words(offer, LSP_WORD_FENCE, names, count);
    } else if (fence) {
        offer_in_phrase(offer, before);
    } else if (slice_starts_with(before, SLICE("- "))) {
        offer_in_item(offer, slice_cut(before, 2, before.len));
    }
}

json_t *lsp_pack_completion(struct lsp_query *query)
{
    const struct lsp_text *text = &query->document->text;
    uint32_t number = lsp_text_position(text, query->offset).line;
    uint32_t line = lsp_text_line(text, number).begin;
    struct offer offer = {
        .query = query,
        .word = {query->offset, query->offset},
        .items = json_array(),
        .seen = json_object(),
    };
    offer_at(&offer, slice_cut(lsp_text_slice(text), line, query->offset));
    json_decref(offer.seen);
    return offer.items;
}
