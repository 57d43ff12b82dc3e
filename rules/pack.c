/*
 * pack.c - load a pack: its Markdown as blocks, blocks as rules.
 *
 * The blocks are followed in order; what one means depends on the rule or
 * lexicon entry it stands in. Whatever is not as clauselint-pack(5) says is an
 * error with its line and column; how many of them end the loading is for the
 * caller to say.
 */
#include "rules/pack.h"

#include "parser/fold.h"

void *list_grow(
    struct arena *arena, void *items, size_t count, size_t item_size)
{
    if (count == 0) { /* most lists have one */
        return arena_alloc(arena, item_size);
    }
    size_t capacity = 1;
    while (capacity < count) {
        capacity *= 2;
    }
    return arena_grow(arena, items, count, &capacity, item_size);
}

struct place pack_place(const struct pack_loader *loader, uint32_t offset)
{
    const struct text *text = &loader->block->text;
    uint32_t at = loader->block->span.begin;
    if (text->piece_count) {
        at = text_to_source(text, (struct span){offset, offset}).begin;
    }
    return source_place(&loader->text.source, at);
}

bool pack_fail(
    struct pack_loader *loader, uint32_t offset, const char *ru, const char *en)
{
    error_set(&loader->error, "%s%.0s", "%.0s%s", ru, en);
    loader->error.place = pack_place(loader, offset);
    return false;
}

bool pack_go_on(struct pack_loader *loader)
{
    if (loader->rule) {
        loader->rule->is_faulty = true;
    } else if (loader->class != NONE) {
        lexicon_entry(loader->ruleset, loader->class)->is_faulty = true;
    }
    return pack_errors_add(loader->errors, loader->pack->file, &loader->error);
}

/* Take what the front matter says. */
static bool read_front(struct pack_loader *loader)
{
    const struct pack_front *front = &loader->text.front;
    loader->pack->name = front->name;
    loader->pack->title = front->title;
    struct rule_range range = ruleset_of_pack(loader->ruleset, front->name);
    loader->has_namesakes = range.first < range.end || front->name.len == 0;
    if (front->edition_line > 0 &&
        !date_parse_iso(front->edition, &loader->pack->edition)) {
        error_set(&loader->error, "«edition» — дата вида 2026-11-21",
            "\"edition\" is a date like 2026-11-21");
        loader->error.place = (struct place){front->edition_line, 1};
        return false;
    }
    return true;
}

static bool check_name(struct pack_loader *loader)
{
    if (loader->pack->name.len == 0) {
        error_set(&loader->error,
            "в начале файла нужно имя пакета: строки «---», «pack: имя», "
            "«---»",
            "the file must begin with the pack's name: lines \"---\", "
            "\"pack: NAME\", \"---\"");
        loader->error.place = (struct place){1, 1};
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
    if (rule->fix_english.len > 0 && rule->fix.len == 0) {
        *ret_en = "\"Fix in English\" needs a fix in Russian";
        return "ключу «Fix in English» нужно исправление по-русски";
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

/* A rule with a fault is not asked for what it lacks: the fault may stand
   where that should. */
static bool end_rule(struct pack_loader *loader)
{
    const struct rule *rule = loader->rule;
    const char *en = NULL;
    const char *ru = rule && !rule->is_faulty ? missing_in(loader, &en) : NULL;
    bool goes_on = true;
    if (ru) {
        error_set(&loader->error, "%.*s: %s%.0s", "%.*s: %.0s%s",
            (int)rule->id.len, rule->id.bytes, ru, en);
        loader->error.place = (struct place){rule->line, 1};
        goes_on = pack_go_on(loader);
    }
    loader->rule = NULL;
    loader->class = NONE;
    return goes_on;
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
    if (name.len > 0 &&
        (!slice_starts_with(id, name) || id.bytes[name.len] != '/')) {
        return pack_fail(loader, 0,
            "имя правила должно начинаться с имени своего пакета",
            "the id of a rule begins with the name of its pack");
    }
    uint32_t *number = name_table_at(&ruleset->added_ids, id);
    if (*number != NONE ||
        (loader->has_namesakes && ruleset_find(ruleset, id))) {
        return pack_fail(loader, 0, "такое правило уже есть",
            "there is such a rule already");
    }
    if (ruleset->rule_count == RULE_COUNT_LIMIT) {
        return pack_fail(loader, 0,
            "правил больше предела RULE_COUNT_LIMIT (5000)",
            "there are more rules than RULE_COUNT_LIMIT (5000)");
    }
    struct rule *rule = arena_alloc(loader->arena, sizeof(*rule));
    rule->id = id;
    rule->pack = loader->pack->name;
    rule->file = loader->pack->file;
    rule->index = (uint32_t)ruleset->rule_count;
    rule->line = loader->block->line;
    ruleset->rules = arena_grow(ruleset->arena, ruleset->rules,
        ruleset->rule_count, &ruleset->rule_capacity, sizeof(rule));
    ruleset->rules[ruleset->rule_count++] = rule;
    *number = rule->index;
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
    if (class == NONE) {
        return pack_fail(loader, 0,
            "записей словаря больше предела ENTRY_COUNT_LIMIT (5000)",
            "there are more lexicon entries than ENTRY_COUNT_LIMIT (5000)");
    }
    struct lexicon_entry *entry = lexicon_entry(loader->ruleset, class);
    if (entry->is_defined) {
        return pack_fail(loader, 0, "такая запись словаря уже есть",
            "there is such a lexicon entry already");
    }
    entry->is_defined = true;
    entry->file = loader->pack->file;
    entry->place =
        source_place(&loader->text.source, loader->block->span.begin);
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
        rule->message.ru = text;
        return true;
    }
    struct span span = loader->block->span;
    struct slice source =
        slice_trim(slice_cut(loader->text.source.text, span.begin, span.end));
    rule->rationale = rule->rationale.len
                          ? arena_format(loader->arena, "%.*s\n\n%.*s",
                                (int)rule->rationale.len, rule->rationale.bytes,
                                (int)source.len, source.bytes)
                          : source;
    return true;
}

struct slice example_markdown(
    struct arena *arena, const struct rule *rule, const struct example *example)
{
    struct slice lines = {rule->quotes + example->begin, example->len};
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

static bool read_quote(struct pack_loader *loader)
{
    struct rule *rule = loader->rule;
    struct span span = loader->block->span;
    if (!rule) {
        return true; /* a quote in the prose */
    }
    if (!loader->is_example) {
        error_set(&loader->error, "перед примером нужно «Wrong:» или «Right:»",
            "\"Wrong:\" or \"Right:\" is wanted before an example");
        loader->error.place = (struct place){loader->block->line, 1};
        return false;
    }
    rule->quotes = loader->text.source.text.bytes;
    rule->examples = list_grow(loader->arena, rule->examples,
        rule->example_count, sizeof(struct example));
    rule->examples[rule->example_count++] = (struct example){
        .begin = span.begin,
        .len = span.end - span.begin,
        .is_wrong = loader->is_wrong,
        .line = loader->block->line,
    };
    return true;
}

static bool read_block(struct pack_loader *loader)
{
    switch (loader->block->kind) {
    case PACK_BLOCK_HEADING:
        return read_heading(loader);
    case PACK_BLOCK_PARAGRAPH:
        return read_paragraph(loader);
    case PACK_BLOCK_ITEM:
        if (!loader->rule && loader->class == NONE) {
            return true;
        }
        return pack_key(loader);
    case PACK_BLOCK_FENCE:
        return pack_fence(loader);
    case PACK_BLOCK_QUOTE:
        return read_quote(loader);
    case PACK_BLOCK_TABLE:
        return true;
    }
    return true;
}

/* Read all blocks; false when it ended before. */
static bool read_blocks(struct pack_loader *loader)
{
    struct pack_block block;
    loader->block = &block;
    while (pack_text_next(&loader->text, &block)) {
        bool is_end = block.kind == PACK_BLOCK_HEADING && block.level <= 2;
        if ((is_end && !end_rule(loader)) ||
            (!read_block(loader) && !pack_go_on(loader))) {
            return false;
        }
    }
    return end_rule(loader);
}

static bool load(
    struct pack_loader *loader, struct slice name, struct slice markdown)
{
    if (!pack_text_open(
            loader->arena, name, markdown, &loader->text, &loader->error)) {
        return pack_go_on(loader);
    }
    return (read_front(loader) || pack_go_on(loader)) &&
           (check_name(loader) || pack_go_on(loader)) && read_blocks(loader);
}

void pack_load(struct ruleset *ruleset, struct slice name,
    struct slice markdown, struct pack_errors *errors)
{
    struct pack_loader loader = {
        .ruleset = ruleset,
        .arena = ruleset->arena,
        .class = NONE,
        .errors = errors,
    };
    ruleset->packs = arena_grow(ruleset->arena, ruleset->packs,
        ruleset->pack_count, &ruleset->pack_capacity, sizeof(struct pack));
    loader.pack = &ruleset->packs[ruleset->pack_count++];
    *loader.pack = (struct pack){.file = arena_copy(loader.arena, name)};
    (void)load(&loader, name, markdown);
}
