#define PCRE2_CODE_UNIT_WIDTH 8

#include "rules/pattern.h"

#include "parser/memory.h"
#include "rules/pattern_start.h"
#include "rules/phrase.h"

#include <pcre2.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MATCH_LIMIT 200000u
#define DEPTH_LIMIT 2000u
#define HEAP_LIMIT 4096u /* kibibytes */

/* Bytes of subjects that a pattern is interpreted over before it is compiled
   to machine code, for each byte of its code. In instructions that would pay at
   5; but the code needs pages of its own, which are mapped, cleared and made
   executable, and is cold when it first runs. */
#define BYTES_BEFORE_JIT 40u
/* What trying at one place counts for. */
#define BYTES_OF_START 64u
/* Steps after which a match that is interpreted is a long one, and what that
   counts for: some take as long as a hundred others. Nothing else tells it. A
   pattern is weighed so once it was tried for a while. */
#define LONG_MATCH 100u
#define BYTES_OF_LONG_MATCH 1500u
#define BUCKETS 256u

/* Bytes before an encoded pattern that tell which PCRE2 it is for. */
#define ENGINE_SIZE 64u

enum pattern_state {
    PATTERN_NEW,
    PATTERN_INTERPRETED,
    PATTERN_JIT,     /* compiled to machine code */
    PATTERN_NO_JIT,  /* there is no compiling it, or not on this machine */
    PATTERN_INVALID, /* never matches */
};

struct pattern {
    struct pattern_source source;
    struct pattern *next; /* in its bucket */
    const struct pattern_starts *starts;
    enum pattern_state state;
    bool is_tried_once; /* a match at one place: it has starts, or ^ */
    size_t size;        /* of its code, in bytes */
    size_t bytes;       /* of subjects that were looked at */
    pcre2_code *code;
    struct pattern_cache *cache;
    int mark_group; /* negative: none */
};

struct pattern_cache {
    struct arena *arena;
    pcre2_general_context *memory;
    pcre2_match_context *context;
    pcre2_match_context *brief; /* gives up at LONG_MATCH */
    pcre2_match_data *match;    /* of any pattern, one after the other: PCRE2
                                   keeps its stack there */
    uint32_t group_count;       /* that it has room for */
    char engine[ENGINE_SIZE];
    struct pattern *buckets[BUCKETS];
};

static void *take(size_t size, void *context)
{
    (void)context;
    return memory_take(size);
}

static void *take_zeroed(size_t size, void *context)
{
    (void)context;
    return memory_take_zeroed(1, size);
}

static void give_back(void *block, void *context)
{
    (void)context;
    free(block);
}

/* To be freed. PCRE2 would take the want of memory for a pattern that does not
   match. */
static pcre2_general_context *memory_of_ours(void)
{
    pcre2_general_context *memory =
        pcre2_general_context_create(take, give_back, NULL);
    if (!memory) {
        memory_fail();
    }
    return memory;
}

static pcre2_code *compile_in(pcre2_general_context *memory, struct slice text,
    uint32_t how, int *ret_code, size_t *ret_offset)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | how;
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)text.bytes, text.len, options,
        ret_code, ret_offset, context);
    pcre2_compile_context_free(context);
    return code;
}

static pcre2_code *compile(
    struct slice text, uint32_t how, int *ret_code, size_t *ret_offset)
{
    pcre2_general_context *memory = memory_of_ours();
    pcre2_code *code = compile_in(memory, text, how, ret_code, ret_offset);
    pcre2_general_context_free(memory);
    return code;
}

bool pattern_check(
    struct slice text, size_t *ret_offset, struct error *ret_error)
{
    *ret_offset = 0;
    if (text.len == 0 || text.len > PHRASE_PATTERN_LIMIT) {
        return error_set(ret_error, "после «re:» нужен шаблон, до %d байт",
            "a pattern of up to %d bytes must follow \"re:\"",
            PHRASE_PATTERN_LIMIT);
    }
    int error_code;
    size_t offset;
    pcre2_code *code = compile(text, 0, &error_code, &offset);
    if (code) {
        pcre2_code_free(code);
        return true;
    }
    PCRE2_UCHAR message[256];
    pcre2_get_error_message(error_code, message, sizeof(message));
    *ret_offset = offset < text.len ? offset : text.len;
    return error_set(ret_error, "ошибка в шаблоне: %s",
        "the pattern is wrong: %s", (const char *)message);
}

/* A pattern with starts is tried at them only. */
static uint32_t how_to_match(const struct pattern_starts *starts)
{
    return starts->count > 0 ? PCRE2_ANCHORED : 0;
}

/* Which PCRE2 this is: its version, and the sizes of what it writes. */
static void name_engine(char ret_engine[ENGINE_SIZE])
{
    char version[ENGINE_SIZE] = "";
    uint32_t link_size = 0;
    if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) < (int)sizeof(version)) {
        pcre2_config(PCRE2_CONFIG_VERSION, version);
    }
    pcre2_config(PCRE2_CONFIG_LINKSIZE, &link_size);
    memset(ret_engine, 0, ENGINE_SIZE);
    snprintf(ret_engine, ENGINE_SIZE, "%.40s %u %zu", version, link_size,
        sizeof(void *));
}

/* Bytes of the starts before the code, which stands at an address that 8
   divides. */
static size_t encoded_starts_size(const struct pattern_starts *starts)
{
    return (pattern_starts_size(starts) + 7) / 8 * 8;
}

/* Starts, engine and code. */
static struct slice join(
    struct arena *arena, const struct pattern_starts *starts, struct slice code)
{
    size_t before = encoded_starts_size(starts);
    char *joined = arena_alloc(arena, before + ENGINE_SIZE + code.len);
    memcpy(joined, starts, pattern_starts_size(starts));
    name_engine(joined + before);
    memcpy(joined + before + ENGINE_SIZE, code.bytes, code.len);
    return (struct slice){joined, before + ENGINE_SIZE + code.len};
}

struct slice pattern_encode(struct arena *arena, struct slice text)
{
    const struct pattern_starts *starts = pattern_starts(arena, text);
    /* What the code leaves unwritten is the same each time. */
    pcre2_general_context *memory =
        pcre2_general_context_create(take_zeroed, give_back, NULL);
    int error_code;
    size_t offset;
    pcre2_code *code =
        compile_in(memory, text, how_to_match(starts), &error_code, &offset);
    struct slice encoded = {0};
    uint8_t *bytes;
    size_t size;
    const pcre2_code *codes[] = {code};
    if (code && pcre2_serialize_encode(codes, 1, &bytes, &size, memory) == 1) {
        encoded = join(arena, starts, (struct slice){(char *)bytes, size});
        pcre2_serialize_free(bytes);
    }
    pcre2_code_free(code);
    pcre2_general_context_free(memory);
    return encoded;
}

struct pattern_cache *pattern_cache_new(void)
{
    struct arena *arena = arena_new();
    struct pattern_cache *cache = arena_alloc(arena, sizeof(*cache));
    cache->arena = arena;
    cache->memory = memory_of_ours();
    cache->context = pcre2_match_context_create(cache->memory);
    pcre2_set_match_limit(cache->context, MATCH_LIMIT);
    pcre2_set_depth_limit(cache->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(cache->context, HEAP_LIMIT);
    cache->brief = pcre2_match_context_copy(cache->context);
    pcre2_set_match_limit(cache->brief, LONG_MATCH);
    name_engine(cache->engine);
    return cache;
}

void pattern_cache_free(struct pattern_cache *cache)
{
    if (!cache) {
        return;
    }
    for (size_t i = 0; i < BUCKETS; i++) {
        for (struct pattern *at = cache->buckets[i]; at; at = at->next) {
            pcre2_code_free(at->code);
        }
    }
    pcre2_match_data_free(cache->match);
    pcre2_match_context_free(cache->brief);
    pcre2_match_context_free(cache->context);
    pcre2_general_context_free(cache->memory);
    arena_free(cache->arena);
}

static const struct pattern_starts *starts_of(
    struct arena *arena, const struct pattern_source *source)
{
    return source->code.len > 0
               ? (const struct pattern_starts *)source->code.bytes
               : pattern_starts(arena, source->text);
}

struct pattern *pattern_cache_get(
    struct pattern_cache *cache, const struct pattern_source *source)
{
    size_t bucket = (uintptr_t)source->text.bytes / 8 % BUCKETS;
    struct pattern *at = cache->buckets[bucket];
    while (at && at->source.text.bytes != source->text.bytes) {
        at = at->next;
    }
    if (!at) {
        at = arena_alloc(cache->arena, sizeof(*at));
        at->source = *source;
        at->starts = starts_of(cache->arena, source);
        at->cache = cache;
        at->next = cache->buckets[bucket];
        cache->buckets[bucket] = at;
    }
    return at;
}

/* What was compiled when the program was built; NULL where another PCRE2 did
   that. */
static pcre2_code *decode(const struct pattern *pattern)
{
    const struct pattern_cache *cache = pattern->cache;
    struct slice encoded = pattern->source.code;
    size_t begin = encoded_starts_size(pattern->starts);
    pcre2_code *code = NULL;
    if (encoded.len <= begin + ENGINE_SIZE ||
        memcmp(encoded.bytes + begin, cache->engine, ENGINE_SIZE) != 0) {
        return NULL;
    }
    const uint8_t *bytes = (const uint8_t *)encoded.bytes + begin + ENGINE_SIZE;
    return pcre2_serialize_decode(&code, 1, bytes, cache->memory) == 1 ? code
                                                                       : NULL;
}

/* Make room for the groups of a pattern. */
static void reserve_groups(struct pattern_cache *cache, const pcre2_code *code)
{
    uint32_t count = 0;
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &count);
    if (!cache->match || count > cache->group_count) {
        pcre2_match_data_free(cache->match);
        cache->match = pcre2_match_data_create(count + 1, cache->memory);
        cache->group_count = count;
    }
}

static void interpret(struct pattern *pattern)
{
    int error_code;
    size_t offset;
    pattern->code = decode(pattern);
    if (!pattern->code) {
        pattern->code = compile(pattern->source.text,
            how_to_match(pattern->starts), &error_code, &offset);
    }
    if (!pattern->code) {
        pattern->state = PATTERN_INVALID;
        return;
    }
    reserve_groups(pattern->cache, pattern->code);
    pattern->mark_group =
        pcre2_substring_number_from_name(pattern->code, (PCRE2_SPTR) "mark");
    pcre2_pattern_info(pattern->code, PCRE2_INFO_SIZE, &pattern->size);
    uint32_t options = 0;
    pcre2_pattern_info(pattern->code, PCRE2_INFO_ALLOPTIONS, &options);
    pattern->is_tried_once = options & PCRE2_ANCHORED;
    pattern->state = PATTERN_INTERPRETED;
}

static void translate(struct pattern *pattern)
{
    bool is_done = pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) == 0;
    pattern->state = is_done ? PATTERN_JIT : PATTERN_NO_JIT;
}

static int match(struct pattern *pattern, struct slice subject, size_t from,
    uint32_t how, pcre2_match_context *context)
{
    return pcre2_match(pattern->code, (PCRE2_SPTR)subject.bytes, subject.len,
        from, PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK | how, pattern->cache->match,
        context);
}

static bool is_told(int count)
{
    return count >= 0 || count == PCRE2_ERROR_NOMATCH;
}

/* Match the pattern, and if it exceeds a limit the other way as well: what is
   found may not depend on which way came first. */
static int match_either(
    struct pattern *pattern, struct slice subject, size_t from)
{
    pcre2_match_context *context = pattern->cache->context;
    int count = match(pattern, subject, from, 0, context);
    if (is_told(count)) {
        return count;
    }
    if (pattern->state == PATTERN_INTERPRETED) {
        translate(pattern);
        return pattern->state == PATTERN_JIT
                   ? match(pattern, subject, from, 0, context)
                   : count;
    }
    return pattern->state == PATTERN_JIT
               ? match(pattern, subject, from, PCRE2_NO_JIT, context)
               : count;
}

static struct span span_of(const size_t *offsets, int group)
{
    return (struct span){
        (uint32_t)offsets[2 * group], (uint32_t)offsets[2 * group + 1]};
}

/* Interpret it, unless that is long: see LONG_MATCH. */
static int match_briefly(
    struct pattern *pattern, struct slice subject, size_t from)
{
    int count = match(pattern, subject, from, 0, pattern->cache->brief);
    if (!is_told(count)) {
        pattern->bytes += BYTES_OF_LONG_MATCH;
    }
    return count;
}

/* Match it once, the fastest way that is worth its while: at the byte from, if
   the pattern has starts, else from there on. Returns what pcre2_match()
   does. */
static int try(struct pattern *pattern, struct slice subject, size_t from)
{
    if (pattern->state == PATTERN_NEW) {
        interpret(pattern);
    }
    if (pattern->state == PATTERN_INVALID) {
        return 0;
    }
    pattern->bytes +=
        pattern->is_tried_once ? BYTES_OF_START : subject.len - from;
    bool is_weighed =
        pattern->state == PATTERN_INTERPRETED && pattern->bytes > pattern->size;
    if (is_weighed && pattern->bytes > BYTES_BEFORE_JIT * pattern->size) {
        translate(pattern);
    } else if (is_weighed) {
        int count = match_briefly(pattern, subject, from);
        if (is_told(count)) {
            return count;
        }
    }
    return match_either(pattern, subject, from);
}

/* Match it at each byte that it can begin at until it does. */
static int try_starts(
    struct pattern *pattern, const struct pattern_subject *subject, size_t from)
{
    size_t last = pattern_last_start(subject, pattern->source.signs);
    int count = PCRE2_ERROR_NOMATCH;
    for (; count == PCRE2_ERROR_NOMATCH; from++) {
        from = pattern_next_start(pattern->starts, subject, from, last);
        if (from == SLICE_NOT_FOUND) {
            return PCRE2_ERROR_NOMATCH;
        }
        count = try(pattern, subject->text, from);
    }
    return count;
}

bool pattern_find(struct pattern *pattern,
    const struct pattern_subject *subject, size_t from, struct span *ret_whole,
    struct span *ret_mark)
{
    if (from > pattern_last_start(subject, pattern->source.signs)) {
        return false;
    }
    int count = pattern->starts->count > 0 ? try_starts(pattern, subject, from)
                                           : try(pattern, subject->text, from);
    if (count <= 0) {
        return false;
    }
    const size_t *offsets = pcre2_get_ovector_pointer(pattern->cache->match);
    struct span mark = span_of(offsets, 0);
    if (mark.begin >= mark.end) {
        return false; /* \K inside a lookahead */
    }
    struct span whole = mark;
    size_t start = pcre2_get_startchar(pattern->cache->match);
    if (start < whole.begin) {
        whole.begin = (uint32_t)start;
    }
    int group = pattern->mark_group;
    if (group > 0 && group < count && offsets[2 * group] != PCRE2_UNSET &&
        offsets[2 * group] < offsets[2 * group + 1]) {
        mark = span_of(offsets, group);
    }
    *ret_whole = whole;
    *ret_mark = mark;
    return true;
}
