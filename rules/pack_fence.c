/*
 * pack_fence.c - the fenced blocks of a pack: phrases, and wording for repair.
 */
#include "rules/pack.h"

#include "parser/ascii.h"
#include "rules/pack_page.h"
#include "rules/suggest.h"

static const struct slice fence_names[] = {
    [ROLE_FIND] = {"find", 4},
    [ROLE_UNLESS] = {"unless", 6},
    [ROLE_DENY] = {"deny", 4},
    [ROLE_AGAINST] = {"against", 7},
    [ROLE_NEAR] = {"near", 4},
    {"fix", 3},
    {"find-note", 9},
    {"find-warning", 12},
};
#define FENCE_COUNT COUNT_OF(fence_names)
#define FENCE_FIX ((size_t)ROLE_NEAR + 1)

const struct slice *pack_fence_names(size_t *ret_count)
{
    *ret_count = FENCE_COUNT;
    return fence_names;
}

/* What a fence's phrases are for, and how high their findings go. */
struct fence {
    enum role role;
    enum severity at_most;
    struct date at_most_before;
    struct date from;
    bool is_here;
    uint32_t line; /* that is being read, from 1 */
};

/* Where its first line begins. */
static struct place fence_place(const struct pack_loader *loader)
{
    return source_place(&loader->text.source, loader->block->span.begin);
}

/* «before 2025-09-01» */
static bool read_fence_date(
    struct slice remark, struct slice name, struct date *ret)
{
    return slice_starts_with(remark, name) &&
           date_parse_iso(
               slice_trim(slice_cut(remark, name.len, remark.len)), ret);
}

/* «find-warning before 2025-09-01», «find from 2022-09-01», «unless here» */
static bool read_fence_kind(
    struct pack_loader *loader, size_t kind, struct fence *ret)
{
    *ret = (struct fence){.role = (enum role)kind, .at_most = SEVERITY_NONE};
    if (kind > FENCE_FIX) {
        ret->role = ROLE_FIND;
        ret->at_most = kind == FENCE_FIX + 1 ? SEVERITY_NOTE : SEVERITY_WARNING;
    }
    struct slice remark = loader->block->remark;
    ret->is_here = ret->role == ROLE_UNLESS && slice_is(remark, "here");
    if (remark.len == 0 || ret->is_here ||
        (kind > FENCE_FIX &&
            read_fence_date(remark, SLICE("before "), &ret->at_most_before)) ||
        (ret->role == ROLE_FIND &&
            read_fence_date(remark, SLICE("from "), &ret->from))) {
        return true;
    }
    error_set(&loader->error,
        "за именем блока бывает только «from ГГГГ-ММ-ДД», у find, find-note "
        "и find-warning, «before ГГГГ-ММ-ДД», у find-note и find-warning, и "
        "«here», у unless",
        "only \"from YYYY-MM-DD\" follows a fence's name, that of find, "
        "find-note and find-warning, \"before YYYY-MM-DD\", that of find-note "
        "and find-warning, or \"here\", that of unless");
    loader->error.place = fence_place(loader);
    return false;
}

static bool fail_fence(struct pack_loader *loader)
{
    struct slice name = loader->block->info;
    struct slice near = suggest_name(name, fence_names, FENCE_COUNT);
    if (near.len) {
        error_set(&loader->error, "нет блоков «%.*s»; может быть, «%.*s»?",
            "there are no \"%.*s\" fences; did you mean \"%.*s\"?",
            (int)name.len, name.bytes, (int)near.len, near.bytes);
    } else {
        error_set(&loader->error,
            "нет блоков «%.*s»; бывают find, find-note, find-warning, unless, "
            "deny, against, near, fix",
            "there are no \"%.*s\" fences; there are find, find-note, "
            "find-warning, unless, deny, against, near and fix",
            (int)name.len, name.bytes);
    }
    loader->error.place = fence_place(loader);
    return false;
}

static bool add_phrase(
    struct pack_loader *loader, enum role role, uint32_t phrase)
{
    struct rule *rule = loader->rule;
    if (!rule) {
        return lexicon_add_phrase(loader->ruleset, loader->class, phrase);
    }
    uint32_t **list = &rule->find;
    size_t *count = &rule->find_count;
    switch (role) {
    case ROLE_FIND:
        break;
    case ROLE_UNLESS:
        list = &rule->unless;
        count = &rule->unless_count;
        break;
    case ROLE_DENY:
        list = &rule->deny;
        count = &rule->deny_count;
        break;
    case ROLE_AGAINST:
        list = &rule->against;
        count = &rule->against_count;
        break;
    case ROLE_NEAR:
        list = &rule->near;
        count = &rule->near_count;
        break;
    }
    *list = list_grow(loader->arena, *list, *count, sizeof(phrase));
    (*list)[(*count)++] = phrase;
    return true;
}

const uint32_t *rule_phrases(
    const struct rule *rule, enum role role, size_t *ret_count)
{
    switch (role) {
    case ROLE_FIND:
        *ret_count = rule->find_count;
        return rule->find;
    case ROLE_UNLESS:
        *ret_count = rule->unless_count;
        return rule->unless;
    case ROLE_DENY:
        *ret_count = rule->deny_count;
        return rule->deny;
    case ROLE_AGAINST:
        *ret_count = rule->against_count;
        return rule->against;
    case ROLE_NEAR:
        *ret_count = rule->near_count;
        return rule->near;
    }
    *ret_count = 0;
    return NULL;
}

/* Where the first letter of a line of the pack stands. */
static struct place place_in_line(const struct source *source, uint32_t number)
{
    uint32_t begin = source->line_starts[number - 1];
    uint32_t at = begin;
    while (at < source->text.len && ascii_is_space(source->text.bytes[at])) {
        at++;
    }
    return (struct place){number, at - begin + 1};
}

/* Compile one line of a fence, at a byte of the block's text. */
static bool read_phrase(struct pack_loader *loader, const struct fence *fence,
    struct slice line, uint32_t offset)
{
    struct vocabulary *vocabulary = &loader->ruleset->vocabulary;
    uint32_t phrase;
    struct error error;
    size_t at;
    if (!phrase_compile(vocabulary, line, &phrase, &at, &error)) {
        return pack_fail(loader, offset + (uint32_t)at, error.ru, error.en);
    }
    struct phrase_line *kept = phrase_line(&vocabulary->phrases, phrase);
    kept->place = place_in_line(&loader->text.source, fence->line);
    kept->file = loader->pack->file;
    struct stored_phrase *stored = phrase_stored(&vocabulary->phrases, phrase);
    stored->at_most = fence->at_most;
    stored->at_most_before = fence->at_most_before;
    stored->from = fence->from;
    stored->is_here = fence->is_here;
    if (!add_phrase(loader, fence->role, phrase)) {
        return pack_fail(loader, offset,
            "в словаре нельзя «re:», «&», «^», «$» и разрыв «...»",
            "the lexicon has no \"re:\", \"&\", \"^\", \"$\" nor gaps "
            "\"...\"");
    }
    return true;
}

bool pack_fence(struct pack_loader *loader)
{
    struct slice text = loader->block->text.bytes;
    if (!loader->rule && loader->class == NONE) {
        return true; /* prose before the first rule */
    }
    size_t kind = 0;
    while (kind < FENCE_COUNT &&
           !slice_equal(loader->block->info, fence_names[kind])) {
        kind++;
    }
    if (kind == FENCE_COUNT || (!loader->rule && kind != ROLE_FIND)) {
        return fail_fence(loader);
    }
    if (kind == FENCE_FIX) {
        loader->rule->fix = slice_trim(text);
        return true;
    }
    struct fence fence;
    if (!read_fence_kind(loader, kind, &fence)) {
        return false;
    }
    struct slice rest = text;
    struct slice line;
    for (fence.line = loader->block->line + 1; slice_next_line(&rest, &line);
         fence.line++) {
        struct slice trimmed = slice_trim(line);
        if (trimmed.len == 0 ||
            (trimmed.bytes[0] == '#' &&
                (trimmed.len == 1 || trimmed.bytes[1] == ' '))) {
            continue;
        }
        uint32_t offset = (uint32_t)(trimmed.bytes - text.bytes);
        if (!read_phrase(loader, &fence, trimmed, offset) &&
            !pack_go_on(loader)) {
            return false;
        }
    }
    return true;
}
