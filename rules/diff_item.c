#include "rules/diff_item.h"

#include "parser/utf8.h"

/* Telling words of an item that are looked at. */
#define STEM_LIMIT 24
/* Code points of a word that tell it: endings differ. */
#define STEM_LENGTH 6
/* Thousandths of an item's telling words that the other edition must have in
   one item. Of a purpose less: «обработка заявок» is «рассмотрение заявок». */
#define SHARE_OF_PURPOSE 500
#define SHARE 600

static void add_item(struct diff_item_list *list, struct diff_item item)
{
    if (item.count == 0) {
        return;
    }
    list->items = arena_grow(
        list->arena, list->items, list->count, &list->capacity, sizeof(item));
    list->items[list->count++] = item;
}

/* Does a colon, rather than a comma, stand between this word and the one
   before it? Then what was read is a label. */
static bool is_behind_colon(
    const struct diff_edition *edition, const struct diff_unit *unit, size_t at)
{
    struct slice folded =
        edition->doc->clauses[unit->passage.clause].folded.bytes;
    uint32_t begin = at > 0 ? unit->words[at - 1].span.end : 0;
    struct slice between = slice_cut(folded, begin, unit->words[at].span.begin);
    return at > 0 && slice_find(between, SLICE(":"), 0) != SLICE_NOT_FOUND;
}

/* A unit that is being divided. */
struct divider {
    const struct diff_lexis *lexis;
    const struct diff_edition *edition;
    const struct diff_unit *unit;
    struct diff_item_list *list;
    struct diff_item item; /* topic: of the list that it is in */
};

static uint32_t bits_at(const struct divider *divider, uint32_t at)
{
    return divider->lexis->bits[divider->unit->words[at].form];
}

/* End the item before the word; «для …» is a purpose wherever it stands. */
static void end_item(struct divider *divider, uint32_t next)
{
    struct diff_item item = divider->item;
    if (item.count > 0 && item.topic != TOPIC_NONE &&
        bits_at(divider, item.first) & LEXIS_FOR) {
        item.topic = TOPIC_PURPOSE;
    }
    add_item(divider->list, item);
    divider->item.first = next;
    divider->item.count = 0;
}

/* What was read is a label: it may name another list. */
static void end_label(struct divider *divider, uint32_t next)
{
    struct diff_item *item = &divider->item;
    enum diff_topic topic = diff_topic_of_words(
        divider->lexis, &divider->unit->words[item->first], item->count);
    if (topic != TOPIC_NONE || item->first > 0) {
        item->topic = topic;
        item->is_labelled = true;
    }
    item->first = next;
    item->count = 0;
}

void diff_items_read(const struct diff_lexis *lexis,
    const struct diff_edition *edition, uint32_t index,
    struct diff_item_list *list)
{
    const struct diff_unit *unit = &edition->units[index];
    struct divider divider = {lexis, edition, unit, list,
        {.topic = diff_topic_of(lexis, edition, unit), .unit = index}};
    for (uint32_t i = 0; i < unit->word_count; i++) {
        bool is_parted = i > 0 && unit->words[i].before &
                                      (WORD_AFTER_STOP | WORD_AFTER_COMMA);
        uint32_t bits = bits_at(&divider, i);
        if (is_parted && is_behind_colon(edition, unit, i)) {
            end_label(&divider, i);
        } else if (bits & LEXIS_AND) {
            end_item(&divider, i + 1);
            continue;
        } else if (is_parted || bits & LEXIS_FOR) {
            end_item(&divider, i);
        }
        divider.item.count++;
    }
    end_item(&divider, (uint32_t)unit->word_count);
}

static uint64_t stem_of(const struct diff_lexis *lexis, uint32_t form)
{
    struct slice word = lexis->forms->items[form];
    size_t offset = 0;
    for (int i = 0; i < STEM_LENGTH && offset < word.len; i++) {
        utf8_next(word, &offset);
    }
    return diff_stir(diff_hash(DIFF_HASH_BEGIN, slice_cut(word, 0, offset)));
}

static bool tells(const struct diff_lexis *lexis, uint32_t form)
{
    return form != DIFF_FORM_REFERENCE && !(lexis->bits[form] & LEXIS_PLAIN) &&
           lexis->forms->items[form].len > 2;
}

static uint64_t feature_of(
    const struct diff_lexis *lexis, uint32_t form, enum diff_topic topic)
{
    uint64_t feature = diff_stir(stem_of(lexis, form) + (uint64_t)topic);
    return feature ? feature : 1;
}

void diff_item_set_make(struct arena *arena, const struct diff_lexis *lexis,
    const struct diff_edition *edition, const struct diff_item_list *list,
    struct diff_item_set *ret)
{
    size_t words = 0;
    for (size_t i = 0; i < list->count; i++) {
        words += list->items[i].count;
    }
    *ret = (struct diff_item_set){.lexis = lexis,
        .features = arena_array(arena, STEM_LIMIT, sizeof(uint64_t))};
    diff_index_init(&ret->index, arena, words, list->count);
    for (uint32_t i = 0; i < list->count; i++) {
        const struct diff_item *item = &list->items[i];
        const struct diff_unit *unit = &edition->units[item->unit];
        for (uint32_t w = item->first; w < item->first + item->count; w++) {
            uint32_t form = unit->words[w].form;
            if (item->topic != TOPIC_NONE && tells(lexis, form)) {
                diff_index_add(
                    &ret->index, feature_of(lexis, form, item->topic), i);
            }
        }
    }
}

bool diff_item_is_new(struct diff_item_set *set,
    const struct diff_edition *edition, const struct diff_item *item)
{
    const struct diff_unit *unit = &edition->units[item->unit];
    uint32_t count = 0;
    uint32_t common = 0; /* so frequent that many items have it */
    for (uint32_t w = item->first;
         w < item->first + item->count && count < STEM_LIMIT; w++) {
        uint32_t form = unit->words[w].form;
        if (!tells(set->lexis, form)) {
            continue;
        }
        uint64_t feature = feature_of(set->lexis, form, item->topic);
        const struct diff_posting *found =
            diff_index_find(&set->index, feature);
        if (!found && set->lexis->bits[form] & LEXIS_SENSITIVE) {
            return true;
        }
        common += found && found->count > DIFF_POSTINGS;
        set->features[count++] = feature;
    }
    diff_index_count(&set->index, set->features, count);
    uint32_t most = 0;
    for (size_t i = 0; i < set->index.touched_count; i++) {
        uint32_t shared = set->index.shared[set->index.touched[i]];
        most = shared > most ? shared : most;
    }
    uint32_t share = item->topic == TOPIC_PURPOSE ? SHARE_OF_PURPOSE : SHARE;
    return count > 0 && 1000 * (most + common) < share * count;
}

struct slice diff_item_text(
    const struct diff_edition *edition, const struct diff_item *item)
{
    const struct diff_unit *unit = &edition->units[item->unit];
    struct span first =
        diff_word_text(edition, unit, &unit->words[item->first]);
    struct span last = diff_word_text(
        edition, unit, &unit->words[item->first + item->count - 1]);
    return slice_cut(edition->doc->clauses[unit->passage.clause].text.bytes,
        first.begin, last.end);
}
