/*
 * term_use.c - where terms are used.
 *
 * A hash table holds, under the stem of its first word, the terms that begin
 * with it. Each word of the document is stemmed once and looked up; then the
 * words of the candidates are compared. A stem alone says too much («законный»
 * and «Закон» have one), so the endings must be of one paradigm as well.
 */
#include "parser/term_use.h"

#include "parser/hash.h"
#include "parser/memory.h"
#include "parser/utf8.h"
#include "parser/word.h"

#include <libstemmer.h>
#include <string.h>

/* Words of a term; longer ones are not looked for. */
#define TERM_WORDS_LIMIT 12
/* Terms that begin with the same stem; the table is told of no more, which
   keeps the time linear on hostile input. */
#define CHAIN_LIMIT 32
#define USES_LIMIT 100000 /* of one term */
#define STEM_LONGEST 256  /* bytes; no word of a language has more */

struct pattern_word {
    struct slice raw;  /* as in the term, folded */
    struct slice stem; /* Snowball's */
    struct slice base; /* raw without its last vowel: «отзыв», «сайт» */
    struct slice oblique; /* «продавц» of «продавец», else empty */
};

struct pattern {
    uint32_t term;
    struct pattern_word words[TERM_WORDS_LIMIT];
    size_t count;
};

/* One key of the table: a stem and the patterns that begin with it. */
struct bucket {
    struct slice key;             /* empty: the bucket is free */
    const struct pattern **chain; /* the longest first */
    size_t count;                 /* CHAIN_LIMIT at most */
    size_t capacity;
};

/* The patterns whose first word a form is. */
struct candidates {
    const struct pattern **items;
    size_t count;
    bool is_known; /* they have been looked for */
};

struct matcher {
    struct doc *doc;
    struct arena *scratch; /* patterns, table and words; freed at the end */
    struct sb_stemmer *stemmer;
    struct bucket *buckets;
    size_t bucket_count; /* a power of two */
    uint8_t *starts; /* by form: 1 and the bytes that it has in common with the
                        first word of a term; 0: it begins none */
    struct slice *stems;           /* by form; empty: not asked for yet */
    struct candidates *candidates; /* by form */
};

/* The stem; it lives until the next call. */
static struct slice stem_of(struct matcher *matcher, struct slice word)
{
    const sb_symbol *stem = sb_stemmer_stem(
        matcher->stemmer, (const sb_symbol *)word.bytes, (int)word.len);
    if (!stem) {
        return word;
    }
    return (struct slice){
        (const char *)stem, (size_t)sb_stemmer_length(matcher->stemmer)};
}

/* The stem of a word of the document. */
static struct slice form_stem(struct matcher *matcher, uint32_t form)
{
    struct slice *stem = &matcher->stems[form];
    if (stem->len == 0) {
        struct slice word = matcher->doc->forms[form].bytes;
        *stem = arena_copy(matcher->scratch, stem_of(matcher, word));
    }
    return *stem;
}

/* ---- endings ---- */

static const char noun_endings[] =
    "|а|у|ом|е|ы|и|ов|ам|ами|ах|ой|ою|ей|ею|ем|ь|ью|ю|я|ям|ями|ях|ия|ию|ием|"
    "ии|ий|иям|иями|иях|ие|ев|ье|ья|ью|ьем|ьев|ьям|ьями|ьях|й|ў|аў|м|мі|і|х";
static const char adjective_endings[] =
    "ый|ий|ой|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ей|ую|юю|ое|ее|ые|ие|ых|их|"
    "ыми|ими|ою|ею";
static const char plural_endings[] = "ые|ие|ых|их|ым|им|ыми|ими";

/* Is the ending that of an adjective, or of a noun declined like one, and
   which endings can stand for it? */
static const char *paradigm_of(struct slice raw)
{
    static const char *const plural[] = {"ые", "ие", "ых", "ыми"};
    static const char *const adjective[] = {
        "ый", "ий", "ая", "яя", "ое", "ее", "ого", "ым"};
    for (size_t i = 0; i < COUNT_OF(plural); i++) {
        bool is_noun = slice_ends_with(raw, SLICE("ние")) ||
                       slice_ends_with(raw, SLICE("тие")) ||
                       slice_ends_with(raw, SLICE("вие"));
        if (!is_noun && slice_ends_with(raw, slice_from(plural[i]))) {
            return plural_endings;
        }
    }
    for (size_t i = 0; i < COUNT_OF(adjective); i++) {
        if (slice_ends_with(raw, slice_from(adjective[i]))) {
            return adjective_endings;
        }
    }
    return noun_endings;
}

/* Is the word the base with an ending of the list? A doubled «н» that the
   stemmer cuts («данн-ые») may stand between. */
static bool has_ending(
    struct slice word, struct slice base, const char *endings)
{
    char stem[256];
    if (base.len == 0 || base.len + strlen("н") >= sizeof(stem)) {
        return false;
    }
    memcpy(stem, base.bytes, base.len);
    stem[base.len] = '\0';
    if (word_has_form(word, stem, endings)) {
        return true;
    }
    if (endings == noun_endings) {
        return false;
    }
    memcpy(stem + base.len, "н", sizeof("н"));
    return word_has_form(word, stem, endings);
}

/* No inflection changes the first letter: a quick no before stemming. */
static bool is_same_start(struct slice a, struct slice b)
{
    return slice_equal(slice_cut(a, 0, 2), slice_cut(b, 0, 2));
}

static bool is_same_word(
    const struct pattern_word *pattern, struct slice word, struct slice stem)
{
    if (slice_equal(word, pattern->raw)) {
        return true;
    }
    if (!slice_equal(stem, pattern->stem) && !slice_equal(stem, pattern->raw) &&
        !slice_equal(stem, pattern->base) &&
        !slice_equal(stem, pattern->oblique)) {
        return false;
    }
    const char *endings = paradigm_of(pattern->raw);
    return has_ending(word, pattern->stem, endings) ||
           has_ending(word, pattern->base, endings) ||
           has_ending(word, pattern->oblique, endings);
}

/* ---- the table ---- */

static size_t common_length(struct slice a, struct slice b)
{
    size_t len = 0;
    while (len < a.len && len < b.len && a.bytes[len] == b.bytes[len]) {
        len++;
    }
    return len;
}

/* Mark the forms that can be the first word of a term: they begin with what
   its stem, its base and its oblique have in common. Where as much of one has
   been marked before, all that begin so have been. */
static void mark_starts(
    struct matcher *matcher, const struct pattern_word *word)
{
    size_t len = common_length(word->raw, word->stem);
    size_t base = common_length(word->raw, word->base);
    size_t oblique = common_length(word->raw, word->oblique);
    len = base < len ? base : len;
    len = word->oblique.len && oblique < len ? oblique : len;
    len = len < UINT8_MAX ? len : UINT8_MAX - 1;
    struct form_walk walk =
        doc_forms_from(matcher->doc, slice_cut(word->raw, 0, len));
    uint32_t form;
    while (form_walk_next(&walk, &form)) {
        uint8_t *start = &matcher->starts[form];
        if (*start && *start <= len + 1) {
            break;
        }
        *start = (uint8_t)(len + 1);
    }
}

static struct bucket *bucket_of(struct matcher *matcher, struct slice key)
{
    size_t mask = matcher->bucket_count - 1;
    size_t index = hash_bytes(key, matcher->buckets) & mask;
    while (matcher->buckets[index].key.len &&
           !slice_equal(matcher->buckets[index].key, key)) {
        index = (index + 1) & mask;
    }
    return &matcher->buckets[index];
}

/* Terms are inserted from the longest to the shortest by the caller. */
static void insert(
    struct matcher *matcher, struct slice key, const struct pattern *pattern)
{
    if (key.len == 0) {
        return;
    }
    struct bucket *bucket = bucket_of(matcher, key);
    if (bucket->count == CHAIN_LIMIT ||
        (bucket->count && bucket->chain[bucket->count - 1] == pattern)) {
        return;
    }
    bucket->key = key;
    bucket->chain = arena_grow(matcher->scratch, bucket->chain, bucket->count,
        &bucket->capacity, sizeof(struct pattern *));
    bucket->chain[bucket->count++] = pattern;
}

/* The word without its last letter, if that is a vowel, «й» or «ь». */
static struct slice base_of(struct slice raw)
{
    static const char *const vowels[] = {
        "а", "е", "и", "о", "у", "ы", "ь", "ю", "я", "й"};
    for (size_t i = 0; i < COUNT_OF(vowels); i++) {
        if (slice_ends_with(raw, slice_from(vowels[i])) &&
            raw.len > 3 * strlen("а")) {
            return slice_cut(raw, 0, raw.len - strlen("а"));
        }
    }
    return raw;
}

/* What «-ец» becomes before an ending: «продавца», «владельца». */
static struct slice oblique_of(struct arena *arena, struct slice raw)
{
    if (!slice_ends_with(raw, SLICE("ец"))) {
        return (struct slice){0};
    }
    bool is_soft = slice_ends_with(raw, SLICE("лец"));
    size_t len = raw.len - strlen("ец");
    return arena_format(
        arena, "%.*s%s", (int)len, raw.bytes, is_soft ? "ьц" : "ц");
}

static bool make_pattern(
    struct matcher *matcher, uint32_t term, struct pattern *ret)
{
    struct arena *arena = matcher->scratch;
    struct slice folded = matcher->doc->terms[term].folded;
    struct word_list list = word_list_of(arena, folded);
    if (list.count == 0 || list.count > TERM_WORDS_LIMIT) {
        return false;
    }
    *ret = (struct pattern){.term = term, .count = list.count};
    for (size_t i = 0; i < list.count; i++) {
        struct pattern_word *word = &ret->words[i];
        word->raw = word_at(&list, i);
        word->stem = arena_copy(arena, stem_of(matcher, word->raw));
        word->base = base_of(word->raw);
        word->oblique = oblique_of(arena, word->raw);
    }
    return true;
}

static void insert_pattern(
    struct matcher *matcher, const struct pattern *pattern)
{
    const struct pattern_word *first = &pattern->words[0];
    insert(matcher, first->stem, pattern);
    insert(matcher, first->raw, pattern);
    insert(matcher, first->base, pattern);
    insert(matcher, first->oblique, pattern);
    mark_starts(matcher, first);
}

/* Is there a term of this name before? Its uses are then that one's. */
static bool is_repeated(struct matcher *matcher, const struct pattern *pattern)
{
    struct bucket *bucket = bucket_of(matcher, pattern->words[0].raw);
    struct slice name = matcher->doc->terms[pattern->term].folded;
    for (size_t i = 0; i < bucket->count; i++) {
        if (slice_equal(
                matcher->doc->terms[bucket->chain[i]->term].folded, name)) {
            return true;
        }
    }
    return false;
}

static void build(struct matcher *matcher)
{
    struct doc *doc = matcher->doc;
    struct pattern *patterns =
        arena_array(matcher->scratch, doc->term_count, sizeof(*patterns));
    size_t count = 0;
    for (uint32_t i = 0; i < doc->term_count; i++) {
        count += make_pattern(matcher, i, &patterns[count]);
    }
    matcher->bucket_count = 16;
    while (matcher->bucket_count < 8 * count) {
        matcher->bucket_count *= 2;
    }
    matcher->buckets = arena_array(
        matcher->scratch, matcher->bucket_count, sizeof(*matcher->buckets));
    for (size_t len = TERM_WORDS_LIMIT; len > 0; len--) {
        for (size_t i = 0; i < count; i++) {
            if (patterns[i].count == len &&
                !is_repeated(matcher, &patterns[i])) {
                insert_pattern(matcher, &patterns[i]);
            }
        }
    }
}

/* ---- the walk ---- */

/* Do the pattern's further words stand at the index? The first was compared
   by the caller. */
static bool matches_at(struct matcher *matcher, const struct word_list *list,
    size_t index, const struct pattern *pattern)
{
    if (index + pattern->count > list->count) {
        return false;
    }
    uint8_t barriers =
        WORD_AFTER_STOP | WORD_AFTER_COMMA | WORD_AFTER_OPEN | WORD_AFTER_CLOSE;
    for (size_t i = 1; i < pattern->count; i++) {
        struct slice word = word_at(list, index + i);
        if ((list->items[index + i].before & barriers) ||
            !is_same_start(pattern->words[i].raw, word) ||
            !is_same_word(&pattern->words[i], word,
                form_stem(matcher, list->items[index + i].form))) {
            return false;
        }
    }
    return true;
}

/* Spelt as the definition spells it; a capital letter that only begins a
   sentence does not count. */
static bool is_exact(const struct term *term, struct slice use, bool is_start)
{
    if (slice_equal(use, term->name)) {
        return true;
    }
    size_t a = 0;
    size_t b = 0;
    if (!is_start || use.len == 0 || term->name.len == 0) {
        return false;
    }
    uint32_t first = utf8_lower(utf8_next(use, &a));
    uint32_t other = utf8_lower(utf8_next(term->name, &b));
    return first == other && slice_equal(slice_cut(use, a, use.len),
                                 slice_cut(term->name, b, term->name.len));
}

static void add_use(struct matcher *matcher, uint32_t clause_index,
    const struct word_list *list, size_t index, const struct pattern *pattern)
{
    struct doc *doc = matcher->doc;
    const struct clause *clause = &doc->clauses[clause_index];
    struct term *term = &doc->terms[pattern->term];
    const struct word *words = list->items + index;
    struct span span = folded_to_text(&clause->folded,
        (struct span){words[0].span.begin, words[pattern->count - 1].span.end});
    if (term->name_at.clause == clause_index &&
        span.begin < term->name_at.span.end &&
        term->name_at.span.begin < span.end) {
        return;
    }
    if (term->use_count >= USES_LIMIT) {
        return;
    }
    bool is_start = index == 0 || (words[0].before & WORD_AFTER_STOP);
    struct term_use use = {
        .passage = {clause_index, span},
        .is_exact = is_exact(term,
            slice_cut(clause->text.bytes, span.begin, span.end), is_start),
    };
    term->uses = arena_grow(doc->arena, term->uses, term->use_count,
        &term->use_capacity, sizeof(use));
    term->uses[term->use_count++] = use;
}

/* Those of one stem or spelling are added, the longest first. */
static void add_candidates(struct matcher *matcher, uint32_t form,
    const struct bucket *bucket, struct candidates *candidates)
{
    struct slice word = matcher->doc->forms[form].bytes;
    for (size_t i = 0; i < bucket->count; i++) {
        const struct pattern *pattern = bucket->chain[i];
        if (is_same_word(&pattern->words[0], word, form_stem(matcher, form))) {
            candidates->items[candidates->count++] = pattern;
        }
    }
}

static const struct candidates *candidates_of(
    struct matcher *matcher, uint32_t form)
{
    struct candidates *candidates = &matcher->candidates[form];
    if (candidates->is_known) {
        return candidates;
    }
    candidates->is_known = true;
    struct slice stem = form_stem(matcher, form);
    if (stem.len <= STEM_LONGEST) {
        const struct bucket *of_stem = bucket_of(matcher, stem);
        const struct bucket *of_word =
            bucket_of(matcher, matcher->doc->forms[form].bytes);
        candidates->items = arena_array(matcher->scratch,
            of_stem->count + of_word->count, sizeof(*candidates->items));
        add_candidates(matcher, form, of_stem, candidates);
        add_candidates(matcher, form, of_word, candidates);
    }
    return candidates;
}

/* The longest pattern that stands at the word, or NULL. */
static const struct pattern *pattern_at(
    struct matcher *matcher, const struct word_list *list, size_t index)
{
    uint32_t form = list->items[index].form;
    if (!matcher->starts[form]) {
        return NULL;
    }
    const struct candidates *candidates = candidates_of(matcher, form);
    const struct pattern *best = NULL;
    for (size_t i = 0; i < candidates->count; i++) {
        const struct pattern *pattern = candidates->items[i];
        if ((!best || pattern->count > best->count) &&
            matches_at(matcher, list, index, pattern)) {
            best = pattern;
        }
    }
    return best;
}

void term_uses_find(struct doc *doc)
{
    if (doc->term_count == 0) {
        return;
    }
    struct matcher matcher = {.doc = doc, .scratch = arena_new()};
    matcher.stemmer = sb_stemmer_new("russian", "UTF_8");
    if (!matcher.stemmer) {
        memory_fail();
    }
    matcher.stems =
        arena_array(matcher.scratch, doc->form_count, sizeof(*matcher.stems));
    matcher.starts =
        arena_array(matcher.scratch, doc->form_count, sizeof(uint8_t));
    matcher.candidates = arena_array(
        matcher.scratch, doc->form_count, sizeof(*matcher.candidates));
    build(&matcher);
    for (uint32_t c = 0; c < doc->clause_count; c++) {
        if (doc->clauses[c].kind == CLAUSE_FURNITURE) {
            continue;
        }
        struct word_list list = doc_clause_words(doc, c);
        for (size_t i = 0; i < list.count;) {
            const struct pattern *pattern = pattern_at(&matcher, &list, i);
            if (pattern) {
                add_use(&matcher, c, &list, i, pattern);
            }
            i += pattern ? pattern->count : 1;
        }
    }
    sb_stemmer_delete(matcher.stemmer);
    arena_free(matcher.scratch);
}
