/*
 * pack.c - load a pack: its Markdown as blocks, blocks as rules.
 *
 * The blocks are followed in order; what one means depends on the rule or
 * lexicon entry it stands in. The first thing that is not as
 * clauselint-pack(5) says ends the loading, with its line and column.
 */
#include "rules/pack.h"

#include "parser/fold.h"
#include "rules/suggest.h"

#include <string.h>

void *list_grow(
    struct arena *arena, void *items, size_t count, size_t item_size)
{
    size_t capacity = count ? 8 : 0;
    while (capacity < count) {
        capacity *= 2;
    }
    return arena_grow(arena, items, count, &capacity, item_size);
}

bool pack_fail(
    struct pack_loader *loader, uint32_t offset, const char *ru, const char *en)
{
    error_set(loader->error, "%s%.0s", "%.0s%s", ru, en);
    const struct text *text = &loader->block->text;
    uint32_t at = loader->block->span.begin;
    if (text->piece_count) {
        at = text_to_source(text, (struct span){offset, offset}).begin;
    }
    loader->error->place = source_place(&loader->source, at);
    return false;
}

/* Front matter: the lines between two "---". */
static bool read_front_matter(struct pack_loader *loader)
{
    struct slice rest = loader->source.text;
    struct slice line;
    if (!slice_next_line(&rest, &line) ||
        !slice_equal(slice_trim(line), SLICE("---"))) {
        return true;
    }
    for (uint32_t number = 2; slice_next_line(&rest, &line); number++) {
        line = slice_trim(line);
        struct slice value = line;
        struct slice key;
        if (slice_equal(line, SLICE("---"))) {
            break;
        }
        if (!slice_next_part(&value, ':', &key)) {
            continue;
        }
        value = slice_trim(value);
        if (slice_equal(key, SLICE("pack"))) {
            loader->pack->name = arena_copy(loader->arena, value);
        } else if (slice_equal(key, SLICE("title"))) {
            loader->pack->title = arena_copy(loader->arena, value);
        } else if (slice_equal(key, SLICE("edition")) &&
                   !date_parse_iso(value, &loader->pack->edition)) {
            error_set(loader->error, "«edition» — дата вида 2026-11-21",
                "\"edition\" is a date like 2026-11-21");
            loader->error->place = (struct place){number, 1};
            return false;
        }
    }
    return true;
}

static bool check_pack(struct pack_loader *loader)
{
    if (loader->pack->name.len == 0) {
        error_set(loader->error,
            "в начале файла нужно имя пакета: строки «---», «pack: имя», "
            "«---»",
            "the file must begin with the pack's name: lines \"---\", "
            "\"pack: NAME\", \"---\"");
        loader->error->place = (struct place){1, 1};
        return false;
    }
    return true;
}

/* Is the rule complete? Called when the next heading or the end comes; the
   fault stands at the rule's heading. */
static const char *missing_in(
    const struct pack_loader *loader, const char **ret_en)
{
    const struct rule *rule = loader->rule;
    bool is_concept = rule->kind == RULE_CONCEPT;
    bool has_check = rule->check.len > 0;
    if (rule->message.ru.len == 0) {
        *ret_en = "the rule needs a first paragraph: its message";
        return "правилу нужен первый абзац — его сообщение";
    }
    if (rule->message.en.len == 0) {
        *ret_en = "the rule needs \"English: …\"";
        return "правилу нужен ключ «English»";
    }
    if ((rule->element.ru.len == 0) != (rule->element.en.len == 0)) {
        *ret_en = "the rule needs \"Element\" and \"Element in English\"";
        return "правилу нужны оба ключа: «Element» и «Element in English»";
    }
    if (!loader->has_kind) {
        *ret_en = "the rule needs \"Kind: …\"";
        return "правилу нужен ключ «Kind»";
    }
    if (!is_concept && rule->severity_count == 0) {
        *ret_en = "the rule needs \"Severity: …\"";
        return "правилу нужен ключ «Severity»";
    }
    if (!is_concept && rule->basis_count == 0 &&
        !slice_equal(rule->pack, SLICE("drafting")) &&
        !slice_equal(rule->pack, SLICE("allow"))) {
        *ret_en = "the rule needs \"Basis: …\"";
        return "правилу нужен ключ «Basis»";
    }
    if (rule->find_count == 0 && !has_check) {
        *ret_en = "the rule needs a fence \"find\"";
        return "правилу нужен блок «find»";
    }
    if (rule->kind == RULE_CONSISTENCY && rule->against_count == 0 &&
        !has_check) {
        *ret_en = "a consistency rule needs a fence \"against\"";
        return "правилу вида consistency нужен блок «against»";
    }
    if (rule->deny_count && rule->kind != RULE_PRESENCE &&
        rule->kind != RULE_CONCEPT) {
        *ret_en = "only presence rules and concepts have a fence \"deny\"";
        return "блок «deny» бывает только у правил presence и concept";
    }
    return NULL;
}

static bool end_rule(struct pack_loader *loader)
{
    if (!loader->rule) {
        loader->class = NONE;
        return true;
    }
    const char *en = NULL;
    const char *ru = missing_in(loader, &en);
    if (ru) {
        struct slice id = loader->rule->id;
        error_set(loader->error, "%.*s: %s%.0s", "%.*s: %.0s%s", (int)id.len,
            id.bytes, ru, en);
        loader->error->place = (struct place){loader->rule->line, 1};
        return false;
    }
    loader->rule = NULL;
    return true;
}

static bool is_id(struct slice text)
{
    size_t slashes = 0;
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.bytes[i];
        slashes += byte == '/';
        if (byte != '/' && byte != '-' && !(byte >= 'a' && byte <= 'z') &&
            !(byte >= '0' && byte <= '9')) {
            return false;
        }
    }
    return slashes == 1 && text.bytes[0] != '/' &&
           text.bytes[text.len - 1] != '/';
}

static bool begin_rule(struct pack_loader *loader, struct slice id)
{
    struct ruleset *ruleset = loader->ruleset;
    if (!is_id(id)) {
        return pack_fail(loader, 0,
            "заголовок второго уровня — имя правила «пакет/имя» (латиница, "
            "цифры, дефис) или «<имя>» записи словаря",
            "a level-2 heading is a rule id, pack/name (a-z, 0-9, hyphen), or "
            "<name> of a lexicon entry");
    }
    struct slice name = loader->pack->name;
    if (!slice_starts_with(id, name) || id.bytes[name.len] != '/') {
        return pack_fail(loader, 0,
            "имя правила должно начинаться с имени своего пакета",
            "the id of a rule begins with the name of its pack");
    }
    if (ruleset_find(ruleset, id)) {
        return pack_fail(loader, 0, "такое правило уже есть",
            "there is such a rule already");
    }
    if (ruleset->rule_count == RULE_COUNT_LIMIT) {
        return pack_fail(loader, 0,
            "правил больше предела RULE_COUNT_LIMIT (5000)",
            "there are more rules than RULE_COUNT_LIMIT (5000)");
    }
    struct rule *rule = arena_alloc(loader->arena, sizeof(*rule));
    rule->id = arena_copy(loader->arena, id);
    rule->pack = loader->pack->name;
    rule->file = loader->pack->file;
    rule->index = (uint32_t)ruleset->rule_count;
    rule->line = source_place(&loader->source, loader->block->span.begin).line;
    ruleset->rules = arena_grow(ruleset->arena, ruleset->rules,
        ruleset->rule_count, &ruleset->rule_capacity, sizeof(rule));
    ruleset->rules[ruleset->rule_count++] = rule;
    loader->rule = rule;
    loader->has_kind = false;
    loader->is_example = false;
    loader->seen = 0;
    return true;
}

static bool begin_entry(struct pack_loader *loader, struct slice name)
{
    struct slice folded = fold_slice(loader->arena, name);
    uint32_t class = vocabulary_class(&loader->ruleset->vocabulary, folded);
    struct lexicon_entry *entry = lexicon_entry(loader->ruleset, class);
    if (entry->is_defined) {
        return pack_fail(loader, 0, "такая запись словаря уже есть",
            "there is such a lexicon entry already");
    }
    entry->is_defined = true;
    entry->file = loader->pack->file;
    entry->place = source_place(&loader->source, loader->block->span.begin);
    loader->class = class;
    return true;
}

static bool read_heading(struct pack_loader *loader)
{
    if (loader->block->level > 2) {
        return pack_fail(loader, 0,
            "заголовки в пакете — первого уровня (раздел) или второго "
            "(правило)",
            "headings of a pack are of level 1 (a part) or 2 (a rule)");
    }
    if (!end_rule(loader)) {
        return false;
    }
    struct slice text = slice_trim(loader->block->text.bytes);
    if (loader->block->level == 1) {
        return true;
    }
    if (slice_starts_with(text, SLICE("<")) &&
        slice_ends_with(text, SLICE(">")) && text.len > 2) {
        return begin_entry(loader, slice_cut(text, 1, text.len - 1));
    }
    return begin_rule(loader, text);
}

/* The first paragraph of a rule is its message, further ones the rationale,
   "Wrong:" and "Right:" announce examples. */
static bool read_paragraph(struct pack_loader *loader)
{
    struct rule *rule = loader->rule;
    struct slice text = loader->block->text.bytes;
    if (!rule) {
        return true;
    }
    if (slice_equal(text, SLICE("Wrong:")) ||
        slice_equal(text, SLICE("Right:"))) {
        loader->is_example = true;
        loader->is_wrong = slice_equal(text, SLICE("Wrong:"));
        return true;
    }
    if (loader->is_example) {
        return pack_fail(loader, 0,
            "здесь нужна цитата «> …», «Wrong:» или «Right:»",
            "a quote \"> …\", \"Wrong:\" or \"Right:\" is wanted here");
    }
    if (rule->message.ru.len == 0) {
        rule->message.ru = arena_copy(loader->arena, text);
        return true;
    }
    struct span span = loader->block->span;
    struct slice source =
        slice_trim(slice_cut(loader->source.text, span.begin, span.end));
    rule->rationale = rule->rationale.len
                          ? arena_format(loader->arena, "%.*s\n\n%.*s",
                                (int)rule->rationale.len, rule->rationale.bytes,
                                (int)source.len, source.bytes)
                          : arena_copy(loader->arena, source);
    return true;
}

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

/* What a fence's phrases are for, and how high their findings go. */
struct fence {
    enum role role;
    enum severity at_most;
    struct date at_most_before;
    struct date from;
};

/* What stands behind the name on the fence's first line. */
static struct slice fence_remark(const struct pack_loader *loader)
{
    struct span span = loader->block->span;
    struct slice rest = slice_cut(loader->source.text, span.begin, span.end);
    struct slice line;
    struct slice name = loader->block->info;
    if (!slice_next_line(&rest, &line)) {
        return (struct slice){0};
    }
    size_t at = slice_find(line, name, 0);
    return at == SLICE_NOT_FOUND
               ? (struct slice){0}
               : slice_trim(slice_cut(line, at + name.len, line.len));
}

/* «before 2025-09-01» */
static bool read_fence_date(
    struct slice remark, struct slice name, struct date *ret)
{
    return slice_starts_with(remark, name) &&
           date_parse_iso(
               slice_trim(slice_cut(remark, name.len, remark.len)), ret);
}

/* «find-warning before 2025-09-01», «find from 2022-09-01» */
static bool read_fence_kind(
    struct pack_loader *loader, size_t kind, struct fence *ret)
{
    *ret = (struct fence){.role = (enum role)kind, .at_most = SEVERITY_NONE};
    if (kind > FENCE_FIX) {
        ret->role = ROLE_FIND;
        ret->at_most = kind == FENCE_FIX + 1 ? SEVERITY_NOTE : SEVERITY_WARNING;
    }
    struct slice remark = fence_remark(loader);
    if (remark.len == 0 ||
        (kind > FENCE_FIX &&
            read_fence_date(remark, SLICE("before "), &ret->at_most_before)) ||
        (ret->role == ROLE_FIND &&
            read_fence_date(remark, SLICE("from "), &ret->from))) {
        return true;
    }
    pack_fail(loader, 0, "", "");
    struct place place =
        source_place(&loader->source, loader->block->span.begin);
    error_set(loader->error,
        "за именем блока бывает только «from ГГГГ-ММ-ДД», у find, find-note "
        "и find-warning, и «before ГГГГ-ММ-ДД», у find-note и find-warning",
        "only \"from YYYY-MM-DD\" follows a fence's name, that of find, "
        "find-note and find-warning, or \"before YYYY-MM-DD\", that of "
        "find-note and find-warning");
    loader->error->place = place;
    return false;
}

static bool fail_fence(struct pack_loader *loader)
{
    struct slice name = loader->block->info;
    struct slice near = suggest_name(name, fence_names, FENCE_COUNT);
    pack_fail(loader, 0, "", "");
    struct place place =
        source_place(&loader->source, loader->block->span.begin);
    if (near.len) {
        error_set(loader->error, "нет блоков «%.*s»; может быть, «%.*s»?",
            "there are no \"%.*s\" fences; did you mean \"%.*s\"?",
            (int)name.len, name.bytes, (int)near.len, near.bytes);
    } else {
        error_set(loader->error,
            "нет блоков «%.*s»; бывают find, find-note, find-warning, unless, "
            "deny, against, near, fix",
            "there are no \"%.*s\" fences; there are find, find-note, "
            "find-warning, unless, deny, against, near and fix",
            (int)name.len, name.bytes);
    }
    loader->error->place = place;
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

/* Compile one line of a fence, at a byte of the block's text. */
static bool read_phrase(struct pack_loader *loader, struct fence fence,
    struct slice line, uint32_t offset)
{
    struct vocabulary *vocabulary = &loader->ruleset->vocabulary;
    uint32_t phrase;
    struct error error;
    size_t at;
    if (!phrase_compile(vocabulary, line, &phrase, &at, &error)) {
        return pack_fail(loader, offset + (uint32_t)at, error.ru, error.en);
    }
    pack_fail(loader, offset, "", ""); /* for the place only */
    struct phrase_line *kept = phrase_line(&vocabulary->phrases, phrase);
    kept->place = loader->error->place;
    kept->file = loader->pack->file;
    struct stored_phrase *stored = &vocabulary->phrases.phrases[phrase];
    stored->at_most = fence.at_most;
    stored->at_most_before = fence.at_most_before;
    stored->from = fence.from;
    if (!add_phrase(loader, fence.role, phrase)) {
        return pack_fail(loader, offset,
            "в словаре нельзя «re:», «&», «^», «$» и разрыв «...»",
            "the lexicon has no \"re:\", \"&\", \"^\", \"$\" nor gaps "
            "\"...\"");
    }
    return true;
}

static bool read_fence(struct pack_loader *loader)
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
        loader->rule->fix = arena_copy(loader->arena, slice_trim(text));
        return true;
    }
    struct fence fence;
    if (!read_fence_kind(loader, kind, &fence)) {
        return false;
    }
    struct slice rest = text;
    struct slice line;
    while (slice_next_line(&rest, &line)) {
        struct slice trimmed = slice_trim(line);
        if (trimmed.len == 0 ||
            (trimmed.bytes[0] == '#' &&
                (trimmed.len == 1 || trimmed.bytes[1] == ' '))) {
            continue;
        }
        uint32_t offset = (uint32_t)(trimmed.bytes - text.bytes);
        if (!read_phrase(loader, fence, trimmed, offset)) {
            return false;
        }
    }
    return true;
}

/* Take the "> " off the lines of a block quote. */
static struct slice unquote(struct arena *arena, struct slice lines)
{
    struct buffer buffer = {.arena = arena};
    struct slice line;
    while (slice_next_line(&lines, &line)) {
        size_t at = 1;
        at += at < line.len && line.bytes[at] == ' ';
        buffer_append(&buffer, slice_cut(line, at, line.len));
        buffer_append_byte(&buffer, '\n');
    }
    return buffer_slice(&buffer);
}

static bool add_example(struct pack_loader *loader, struct span span)
{
    struct rule *rule = loader->rule;
    struct place place = source_place(&loader->source, span.begin);
    if (!rule) {
        return true; /* a quote in the prose */
    }
    if (!loader->is_example) {
        error_set(loader->error, "перед примером нужно «Wrong:» или «Right:»",
            "\"Wrong:\" or \"Right:\" is wanted before an example");
        loader->error->place = place;
        return false;
    }
    rule->examples = list_grow(loader->arena, rule->examples,
        rule->example_count, sizeof(struct example));
    rule->examples[rule->example_count++] = (struct example){
        .markdown = unquote(loader->arena,
            slice_cut(loader->source.text, span.begin, span.end)),
        .is_wrong = loader->is_wrong,
        .line = place.line,
    };
    return true;
}

/* Block quotes are policies of their own: their lines are kept from the
   reading of the pack. A line that begins with ">" belongs to a quote, and
   lines of one quote adjoin. */
static void hide_quotes(struct pack_loader *loader)
{
    struct slice text = loader->source.text;
    char *copy = arena_string(loader->arena, text);
    struct slice rest = text;
    struct slice line;
    uint32_t last_end = NONE;
    while (slice_next_line(&rest, &line)) {
        uint32_t begin = (uint32_t)(line.bytes - text.bytes);
        uint32_t end = (uint32_t)(text.len - rest.len);
        if (line.len == 0 || line.bytes[0] != '>') {
            continue;
        }
        memset(copy + begin, ' ', line.len);
        if (last_end == begin) {
            loader->quotes[loader->quote_count - 1].end = end;
        } else {
            loader->quotes = list_grow(loader->arena, loader->quotes,
                loader->quote_count, sizeof(struct span));
            loader->quotes[loader->quote_count++] = (struct span){begin, end};
        }
        last_end = end;
    }
    loader->visible = loader->source;
    loader->visible.text.bytes = copy;
}

/* The quotes that stand before the byte become examples. */
static bool add_examples(struct pack_loader *loader, uint32_t before)
{
    while (loader->next_quote < loader->quote_count &&
           loader->quotes[loader->next_quote].begin < before) {
        if (!add_example(loader, loader->quotes[loader->next_quote++])) {
            return false;
        }
    }
    return true;
}

static bool read_block(struct pack_loader *loader, const struct block *block)
{
    loader->block = block;
    if (!add_examples(loader, block->span.begin)) {
        return false;
    }
    switch (loader->block->kind) {
    case BLOCK_HEADING:
        return read_heading(loader);
    case BLOCK_PARAGRAPH:
        return read_paragraph(loader);
    case BLOCK_ITEM:
        if (!loader->rule && loader->class == NONE) {
            return true;
        }
        return pack_key(loader);
    case BLOCK_CELL:
        return true;
    case BLOCK_CODE:
        return read_fence(loader);
    }
    return true;
}

static bool read_blocks(struct pack_loader *loader)
{
    hide_quotes(loader);
    return markdown_read(&loader->visible, &loader->blocks, loader->error);
}

bool pack_load(struct ruleset *ruleset, struct slice name,
    struct slice markdown, struct error *ret_error)
{
    struct pack_loader loader = {
        .ruleset = ruleset,
        .arena = ruleset->arena,
        .class = NONE,
        .error = ret_error,
    };
    if (!source_read(loader.arena, name, markdown, &loader.source, ret_error)) {
        return false;
    }
    ruleset->packs = arena_grow(ruleset->arena, ruleset->packs,
        ruleset->pack_count, &ruleset->pack_capacity, sizeof(struct pack));
    loader.pack = &ruleset->packs[ruleset->pack_count++];
    *loader.pack = (struct pack){.file = arena_copy(loader.arena, name)};
    loader.blocks.arena = loader.arena;
    if (!read_front_matter(&loader) || !check_pack(&loader) ||
        !read_blocks(&loader)) {
        return false;
    }
    for (size_t i = 0; i < loader.blocks.count; i++) {
        if (!read_block(&loader, &loader.blocks.items[i])) {
            return false;
        }
    }
    return add_examples(&loader, NONE) && end_rule(&loader);
}
