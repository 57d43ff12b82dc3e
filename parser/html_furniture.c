/*
 * html_furniture.c - which blocks are the document, and which the page
 * around it.
 *
 * Names mislead: policies stand in <div class="popup"> and in <section
 * id="footer-policy">, titles in <header>. So what the mark-up calls furniture
 * is held against what stands in it: a part that holds most of the page's
 * prose, or a pop-up that reads as a document, is the body.
 */
#include "parser/ascii.h"
#include "parser/html_page.h"
#include "parser/utf8.h"

/* A paragraph this long, and of this many words, is prose. */
#define PROSE_LENGTH 80 /* code points */
#define PROSE_WORDS 8

#define CAPTION_LONGEST 300 /* bytes */

/* A pop-up with this much prose is a document. */
#define DOCUMENT_PROSE 5 /* blocks */

/* What stands in a zone, its inner zones included. */
struct weight {
    size_t prose; /* bytes */
    uint32_t prose_count;
    bool has_title;   /* a heading that names a policy or its like */
    bool has_caption; /* a paragraph that does */
    size_t count;     /* blocks */
    size_t first;     /* indices of the first and the last of them */
    size_t last;
};

/* Prose of all zones of a kind together: a document may be cut into many. */
struct share {
    size_t of_region[REGION_FOOTER + 1]; /* bytes */
    size_t of_hidden;                    /* bytes */
};

/* Stems of words in the titles of such documents, lower case. */
static const char *const title_stems[] = {"политик", "положени", "соглас",
    "соглаш", "правил", "оферт", "услови", "конфиденц", "персональн", "палітык",
    "канфідэнц", "privacy", "policy", "terms", "consent", "agreement"};

static struct slice lower(struct arena *arena, struct slice text)
{
    struct buffer buffer = {.arena = arena};
    (void)buffer_room(&buffer, text.len + UTF8_LONGEST);
    for (size_t offset = 0; offset < text.len;) {
        uint32_t letter = utf8_lower(utf8_next(text, &offset));
        buffer.len += utf8_encode(letter, buffer_room(&buffer, UTF8_LONGEST));
    }
    return buffer_slice(&buffer);
}

static bool names_document(struct arena *arena, struct slice text)
{
    text = lower(arena, text);
    for (size_t i = 0; i < COUNT_OF(title_stems); i++) {
        if (slice_find(text, slice_from(title_stems[i]), 0) !=
            SLICE_NOT_FOUND) {
            return true;
        }
    }
    return false;
}

static bool is_title(const struct html_page *page, const struct block *block)
{
    return block->level > 0 && block->level <= 2 &&
           names_document(page->arena, block->text.bytes);
}

/* A title that is no heading: «ПОЛИТИКА ...» in a <div>. */
static bool is_caption(const struct html_page *page, const struct block *block)
{
    size_t at = 0;
    return block->kind == BLOCK_PARAGRAPH && !block->is_link &&
           block->text.bytes.len < CAPTION_LONGEST &&
           utf8_is_upper(utf8_next(block->text.bytes, &at)) &&
           names_document(page->arena, block->text.bytes);
}

static bool is_prose(const struct block *block)
{
    if (block->is_link || block->kind == BLOCK_HEADING) {
        return false;
    }
    struct slice rest = block->text.bytes;
    struct slice word;
    size_t words = 0;
    bool is_long = rest.len >= PROSE_LENGTH * UTF8_LONGEST;
    if (!is_long && utf8_count(rest) < PROSE_LENGTH) {
        return false;
    }
    while (words < PROSE_WORDS && slice_next_part(&rest, ' ', &word)) {
        words++;
    }
    return words >= PROSE_WORDS;
}

/* Add the weight of a part, which may begin anywhere. */
static void add_weight(struct weight *whole, const struct weight *part)
{
    if (part->count) {
        if (whole->count == 0 || part->first < whole->first) {
            whole->first = part->first;
        }
        if (whole->count == 0 || part->last > whole->last) {
            whole->last = part->last;
        }
    }
    whole->count += part->count;
    whole->prose += part->prose;
    whole->prose_count += part->prose_count;
    whole->has_title = whole->has_title || part->has_title;
    whole->has_caption = whole->has_caption || part->has_caption;
}

/* Weigh every zone; inner zones come after outer ones. */
static struct weight *weigh(const struct html_page *page)
{
    struct weight *weights =
        arena_array(page->arena, page->zone_count, sizeof(*weights));
    for (size_t i = 0; i < page->list->count; i++) {
        const struct block *block = &page->list->items[i];
        bool has_prose = page->notes[i].is_prose;
        struct weight weight = {
            .prose = has_prose ? block->text.bytes.len : 0,
            .prose_count = has_prose,
            .has_title = is_title(page, block),
            .has_caption = is_caption(page, block),
            .count = 1,
            .first = i,
            .last = i,
        };
        add_weight(&weights[page->notes[i].zone], &weight);
    }
    for (size_t i = page->zone_count - 1; i > 0; i--) {
        add_weight(&weights[page->zones[i].parent], &weights[i]);
    }
    return weights;
}

static struct share weigh_kinds(const struct html_page *page)
{
    struct share share = {.of_hidden = 0};
    for (size_t i = 0; i < page->list->count; i++) {
        const struct block *block = &page->list->items[i];
        if (!page->notes[i].is_prose) {
            continue;
        }
        const struct html_zone *zone = &page->zones[page->notes[i].zone];
        bool is_hidden = zone->is_hidden;
        enum region region = zone->place.region;
        while (zone != page->zones) {
            zone = &page->zones[zone->parent];
            region = region == REGION_BODY ? zone->place.region : region;
            is_hidden = is_hidden || zone->is_hidden;
        }
        share.of_region[region] += block->text.bytes.len;
        share.of_hidden += is_hidden ? block->text.bytes.len : 0;
    }
    return share;
}

/* Is the zone the document, or a part of it, whatever it is called? */
static bool is_document(const struct html_zone *zone,
    const struct weight *weight, const struct weight *whole,
    const struct share *share)
{
    size_t kind = zone->is_hidden ? share->of_hidden
                                  : share->of_region[zone->place.region];
    if (weight->prose > 0 &&
        (weight->prose * 2 >= whole->prose || kind * 2 >= whole->prose)) {
        return true;
    }
    if (zone->is_hidden) {
        return false;
    }
    if (zone->place.is_overlay) {
        return weight->prose_count >= DOCUMENT_PROSE;
    }
    /* The page header's title is that of the document. */
    return zone->place.region == REGION_HEADER &&
           (weight->has_title || (weight->has_caption && !whole->has_title));
}

/* The decision on each zone: its region, and whether it is shown. */
static void decide(struct html_page *page, const struct weight *weights)
{
    struct share share = weigh_kinds(page);
    for (size_t i = 1; i < page->zone_count; i++) {
        struct html_zone *zone = &page->zones[i];
        const struct html_zone *outer = &page->zones[zone->parent];
        if (is_document(zone, &weights[i], &weights[0], &share)) {
            zone->place.region = outer->place.region;
            zone->is_hidden = outer->is_hidden;
            continue;
        }
        zone->is_hidden = zone->is_hidden || outer->is_hidden;
        if (zone->place.region == REGION_BODY) {
            zone->place.region = outer->place.region;
        }
    }
}

/* What sounds like an aside («cookie-notice», <label>) in the midst of the
   document's prose is a part of it; a banner would stand at an end, a label in
   a form. */
static void keep_sections(struct html_page *page, const struct weight *weights)
{
    struct weight prose = {.count = 0};
    for (size_t i = 0; i < page->list->count; i++) {
        const struct html_zone *zone = &page->zones[page->notes[i].zone];
        if (zone->place.region == REGION_BODY && !zone->is_hidden &&
            page->notes[i].is_prose) {
            struct weight weight = {.count = 1, .first = i, .last = i};
            add_weight(&prose, &weight);
        }
    }
    for (size_t i = 1; i < page->zone_count; i++) {
        struct html_zone *zone = &page->zones[i];
        enum region outer = page->zones[zone->parent].place.region;
        bool may_be_text = zone->place.region == REGION_ASIDE &&
                           zone->place.is_guess && outer == REGION_BODY &&
                           (weights[i].prose || !zone->place.is_overlay);
        if (may_be_text && weights[i].count && weights[i].first > prose.first &&
            weights[i].last < prose.last) {
            zone->place.region = REGION_BODY;
        }
    }
}

static bool has_region(const struct block_list *list, enum region region)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].region == region) {
            return true;
        }
    }
    return false;
}

/* On a page that is all furniture by its names, forms and pop-ups are the
   document; where it has none, all but the links is. */
static void never_empty(struct html_page *page)
{
    struct block_list *list = page->list;
    if (has_region(list, REGION_BODY)) {
        return;
    }
    bool has_aside = has_region(list, REGION_ASIDE);
    for (size_t i = 0; i < list->count; i++) {
        struct block *block = &list->items[i];
        bool is_aside = block->region == REGION_ASIDE;
        if (is_aside || (!has_aside && !page->notes[i].is_navigation)) {
            block->region = REGION_BODY;
        }
    }
}

/* What a template leaves in the page, where it is all of a block. */
struct brackets {
    const char *open;
    const char *close;
};

static const struct brackets template_brackets[] = {
    {"{{", "}}"},
    {"{", "}"},
    {"[[", "]]"},
    {"#", "#"},
    {"@", ")"},
    {")", ";"},
};

/* Only signs and Latin letters: no text of a Russian document. */
static bool is_code_text(struct slice text)
{
    for (size_t at = 0; at < text.len; at++) {
        if (text.bytes[at] < ' ' || text.bytes[at] == '\x7f') {
            return false;
        }
    }
    return true;
}

/* Only signs, and among them one that no prose has. */
static bool is_signs(struct slice text)
{
    bool has_code = false;
    for (size_t offset = 0; offset < text.len;) {
        uint32_t code_point = utf8_next(text, &offset);
        if (utf8_is_letter(code_point) || utf8_is_digit(code_point)) {
            return false;
        }
        has_code = has_code || code_point == '}' || code_point == '{' ||
                   code_point == '<' || code_point == '>';
    }
    return has_code;
}

/* «#WORK_AREA#», «{{ name }}», «[[*content]]», «{menu}», «@yield('x')»,
   «); };», «</>». */
static bool is_template_remains(struct slice text)
{
    size_t count = COUNT_OF(template_brackets);
    for (size_t i = 0; i < count && is_code_text(text); i++) {
        struct slice open = slice_from(template_brackets[i].open);
        struct slice close = slice_from(template_brackets[i].close);
        if (text.len > open.len + close.len && slice_starts_with(text, open) &&
            slice_ends_with(text, close)) {
            return true;
        }
    }
    return is_signs(text);
}

/* «5.», «3.4» at the start: a clause, however short. */
static bool is_numbered(const struct block *block)
{
    struct slice text = block->text.bytes;
    size_t at = 0;
    while (at < text.len && ascii_is_digit(text.bytes[at])) {
        at++;
    }
    return at > 0 && at < 3 && at < text.len &&
           (text.bytes[at] == '.' || text.bytes[at] == ')');
}

/* «×», «↑», «На главную»: the label of a button or a bare link. */
static bool is_button(const struct block *block)
{
    static const char *const labels[] = {"×", "✕", "✖", "✗", "X", "x", "↑", "⇧",
        "☰", "≡", "На главную", "← На главную", "Вернуться на главную",
        "Наверх", "Назад", "← Назад", "Закрыть", "Скачать PDF"};
    for (size_t i = 0; i < COUNT_OF(labels); i++) {
        if (slice_is(block->text.bytes, labels[i])) {
            return block->kind == BLOCK_PARAGRAPH && block->table == NONE;
        }
    }
    return false;
}

static bool is_body(const struct block *block)
{
    return block->region == REGION_BODY;
}

/* The line that ends a page, and what follows it. */
static bool is_copyright(struct slice text)
{
    return slice_starts_with(text, SLICE("©")) ||
           slice_starts_with(text, SLICE("(c) ")) ||
           slice_starts_with(text, SLICE("Copyright ")) ||
           slice_starts_with(text, SLICE("Все права защищены"));
}

/* Where the document stands among the blocks: from its first to its last. */
struct extent {
    size_t first;
    size_t last;
    bool is_empty;
};

static struct extent find_extent(const struct html_page *page)
{
    struct extent extent = {.is_empty = true};
    for (size_t i = 0; i < page->list->count; i++) {
        const struct block *block = &page->list->items[i];
        bool is_sure = page->notes[i].is_prose || is_title(page, block) ||
                       (is_numbered(block) && !block->is_link);
        if (is_body(block) && is_sure) {
            extent.first = extent.is_empty ? i : extent.first;
            extent.last = i;
            extent.is_empty = false;
        }
    }
    return extent;
}

/* Before the document begins and after it ends links to other pages are a
   menu, and so is the page's what stands beyond a header or a form there.
   Among its clauses all is its own. */
static void mark_edges(struct html_page *page)
{
    struct extent extent = find_extent(page);
    struct block *blocks = page->list->items;
    size_t count = extent.is_empty ? 0 : page->list->count;
    bool is_beyond = false;
    for (size_t i = count; i-- > 0;) {
        struct block *block = &blocks[i];
        if (!is_body(block)) {
            is_beyond = is_beyond || i < extent.first;
        } else if (i < extent.first && page->notes[i].is_navigation) {
            block->region = REGION_MENU;
        } else if (i < extent.first && is_beyond && block->level == 0) {
            block->region = REGION_HEADER;
        }
    }
    is_beyond = false;
    for (size_t i = extent.last + 1; i < count; i++) {
        struct block *block = &blocks[i];
        is_beyond = is_beyond || is_copyright(block->text.bytes);
        if (!is_body(block)) {
            /* A button's label is not yet the page's end. */
            is_beyond = is_beyond || !is_button(block);
        } else if (page->notes[i].is_navigation) {
            block->region = REGION_MENU;
        } else if (is_beyond) {
            block->region = REGION_FOOTER;
        }
    }
}

/* Where a pop-up is the document, the page behind it is not. */
static uint32_t find_overlay(
    const struct html_page *page, const struct weight *weights)
{
    for (size_t i = 1; i < page->zone_count; i++) {
        if (page->zones[i].place.is_overlay && !page->zones[i].is_hidden &&
            weights[i].has_title && weights[i].prose * 2 >= weights[0].prose) {
            return (uint32_t)i;
        }
    }
    return NONE;
}

static bool is_inside(
    const struct html_page *page, uint32_t zone, uint32_t outer)
{
    while (zone > outer) {
        zone = page->zones[zone].parent;
    }
    return zone == outer;
}

static enum region region_of(
    const struct html_page *page, size_t index, uint32_t overlay)
{
    uint32_t zone = page->notes[index].zone;
    enum region region = page->zones[zone].place.region;
    if (region == REGION_BODY) {
        bool is_behind = overlay != NONE && !is_inside(page, zone, overlay);
        return is_behind || (is_button(&page->list->items[index]) &&
                                !page->notes[index].is_navigation)
                   ? REGION_ASIDE
                   : REGION_BODY;
    }
    return page->notes[index].is_navigation ? REGION_MENU : region;
}

void html_furniture(struct html_page *page)
{
    struct block_list *list = page->list;
    for (size_t i = 0; i < list->count; i++) {
        page->notes[i].is_prose = is_prose(&list->items[i]);
    }
    struct weight *weights = weigh(page);
    size_t count = 0;
    decide(page, weights);
    keep_sections(page, weights);
    uint32_t overlay = find_overlay(page, weights);
    for (size_t i = 0; i < list->count; i++) {
        const struct html_zone *zone = &page->zones[page->notes[i].zone];
        if (zone->is_hidden || is_template_remains(list->items[i].text.bytes)) {
            continue;
        }
        list->items[i].region = region_of(page, i, overlay);
        list->items[count] = list->items[i];
        page->notes[count++] = page->notes[i];
    }
    list->count = count;
    mark_edges(page);
    never_empty(page);
}
