/*
 * snapshot_write.c - a ruleset as C source.
 *
 * Objects of one type stand in one array («pool»), and pointers are written as
 * «AT(pool, index)». Every object is pointed at once, and pools are written in
 * one fixed order of walking the ruleset, so the number of an object is that
 * of the objects of its pool that were pointed at before.
 */
#include "rules/snapshot.h"

#include "rules/signal.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* An array of the source that is written. */
struct pool {
    const char *name;
    size_t used; /* elements that were pointed at */
};

struct writer {
    const struct ruleset *ruleset;
    const struct vocabulary *vocabulary;
    struct buffer out;
    struct pool ids;
    struct pool lists; /* of phrases, each by its number */
    struct pool severities;
    struct pool bases;
    struct pool examples;
};

static const enum role all_roles[] = {
    ROLE_FIND, ROLE_UNLESS, ROLE_DENY, ROLE_AGAINST, ROLE_NEAR};

/* Elements. */

static void put(struct writer *writer, const char *text)
{
    buffer_append(&writer->out, slice_from(text));
}

static void put_number(struct writer *writer, const char *name, uint64_t number)
{
    buffer_format(&writer->out, "%s%" PRIu64 ", ", name, number);
}

static void put_byte(struct buffer *out, char byte)
{
    if (byte == '"' || byte == '\\' || byte == '?') {
        buffer_append_byte(out, '\\');
        buffer_append_byte(out, byte);
    } else if ((unsigned char)byte < ' ' || byte == 0x7f) {
        buffer_format(out, "\\%03o", (unsigned)byte);
    } else {
        buffer_append_byte(out, byte);
    }
}

static void put_string(struct writer *writer, struct slice text)
{
    put(writer, "\"");
    for (size_t i = 0; i < text.len; i++) {
        put_byte(&writer->out, text.bytes[i]);
    }
    put(writer, "\"");
}

/* {"bytes", len}, */
static void put_slice(
    struct writer *writer, const char *name, struct slice text)
{
    if (text.len == 0) { /* no pointer, no relocation */
        buffer_format(&writer->out, "%s{0}, ", name);
        return;
    }
    buffer_format(&writer->out, "%s{", name);
    put_string(writer, text);
    buffer_format(&writer->out, ", %zu}, ", text.len);
}

static void put_words(
    struct writer *writer, const char *name, struct words words)
{
    put(writer, name);
    put(writer, "{");
    put_slice(writer, "", words.ru);
    put_slice(writer, "", words.en);
    put(writer, "}, ");
}

static void put_date(struct writer *writer, struct date date)
{
    buffer_format(
        &writer->out, "{%d, %d, %d}, ", date.year, date.month, date.day);
}

static void put_period(
    struct writer *writer, const char *name, struct period period)
{
    put(writer, name);
    put(writer, "{");
    put_date(writer, period.from);
    put_date(writer, period.to);
    put(writer, "}, ");
}

/* The next `count` elements of a pool, and their number: .items = …,
   .item_count = …, */
static void put_list(struct writer *writer, const char *items,
    const char *item_count, struct pool *pool, size_t count)
{
    if (count == 0) {
        return;
    }
    buffer_format(&writer->out, "%s = AT(%s, %zu), %s = %zu, ", items,
        pool->name, pool->used, item_count, count);
    pool->used += count;
}

static void begin_pool(
    struct writer *writer, const char *type, const char *name)
{
    buffer_format(&writer->out, "static const %s %s[] = {\n", type, name);
}

/* An array has one element at least. */
static void end_pool(struct writer *writer, const char *last)
{
    buffer_format(&writer->out, "%s};\n\n", last);
}

static void put_numbers(
    struct writer *writer, const uint32_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_format(&writer->out, "%" PRIu32 ",%s", numbers[i],
            i % 16 == 15 ? "\n" : " ");
    }
}

static void write_numbers(struct writer *writer, const char *name,
    const uint32_t *numbers, size_t count)
{
    begin_pool(writer, "uint32_t", name);
    put_numbers(writer, numbers, count);
    end_pool(writer, "0");
}

static void write_slices(
    struct writer *writer, const struct slice *slices, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_slice(writer, "", slices[i]);
        put(writer, "\n");
    }
}

/* Phrases. */

static void write_code(struct writer *writer)
{
    const struct phrase_table *table = &writer->vocabulary->phrases;
    begin_pool(writer, "struct instruction", "code");
    for (size_t i = 0; i < table->code_count; i++) {
        const struct instruction *at = &table->code[i];
        buffer_format(&writer->out, "{%u, %u, %u},%s", at->argument, at->target,
            at->op, at->op == OP_MATCH ? "\n" : " ");
    }
    end_pool(writer, "{0}");
}

static void write_sides(struct writer *writer)
{
    const struct phrase_table *table = &writer->vocabulary->phrases;
    begin_pool(writer, "struct stored_side", "sides");
    for (size_t i = 0; i < table->side_count; i++) {
        const struct stored_side *side = &table->sides[i];
        buffer_format(&writer->out,
            "{.code = %u, .code_count = %u, .has_mark = %d, .is_choice = %d, "
            ".width = %u, .firsts = UINT64_C(%" PRIu64 ")},\n",
            side->code, side->code_count, side->has_mark, side->is_choice,
            side->width, side->firsts);
    }
    end_pool(writer, "{0}");
}

/* Their code, as numbers of eight bytes, since it must stand at an address that
   8 divides. */
static void write_pattern_code(struct writer *writer, const struct slice *codes)
{
    const struct phrase_table *table = &writer->vocabulary->phrases;
    begin_pool(writer, "uint64_t", "pattern_code");
    for (size_t i = 0; i < table->pattern_count; i++) {
        for (size_t at = 0; at < codes[i].len; at += sizeof(uint64_t)) {
            struct slice part = slice_cut(codes[i], at, codes[i].len);
            uint64_t number = 0;
            memcpy(&number, part.bytes,
                part.len < sizeof(number) ? part.len : sizeof(number));
            buffer_format(&writer->out, "%#" PRIx64 ",%s", number,
                at / sizeof(number) % 8 == 7 ? "\n" : " ");
        }
        put(writer, "\n");
    }
    end_pool(writer, "0");
}

static void write_patterns(struct writer *writer)
{
    const struct phrase_table *table = &writer->vocabulary->phrases;
    struct arena *arena = writer->out.arena;
    struct slice *codes =
        arena_array(arena, table->pattern_count, sizeof(*codes));
    for (size_t i = 0; i < table->pattern_count; i++) {
        codes[i] = pattern_encode(arena, table->patterns[i].text);
    }
    write_pattern_code(writer, codes);
    begin_pool(writer, "struct pattern_source", "patterns");
    size_t first = 0;
    for (size_t i = 0; i < table->pattern_count; i++) {
        put_slice(writer, "{.text = ", table->patterns[i].text);
        buffer_format(&writer->out,
            ".code = {AT(pattern_code, %zu), %zu}, .signs = %u},\n", first,
            codes[i].len, table->patterns[i].signs);
        first += (codes[i].len + 7) / 8;
    }
    end_pool(writer, "{.text = {0}}");
}

static void write_phrases(struct writer *writer)
{
    const struct phrase_table *table = &writer->vocabulary->phrases;
    write_code(writer);
    write_sides(writer);
    write_numbers(writer, "needs", table->needs, table->need_count);
    write_patterns(writer);
    begin_pool(writer, "struct wording", "wordings");
    for (size_t i = 0; i < table->wording_count; i++) {
        const struct wording *wording = &table->own_wordings[i];
        buffer_format(&writer->out, "{%u, %u, %u},\n", wording->first,
            wording->needs, wording->side_count);
    }
    end_pool(writer, "{0}");
    begin_pool(writer, "struct stored_phrase", "phrases");
    for (size_t i = 0; i < table->phrase_count; i++) {
        const struct stored_phrase *phrase = &table->own_phrases[i];
        buffer_format(&writer->out, "{%u, %u, %d, ", phrase->wording,
            phrase->needs, (int)phrase->at_most);
        put_date(writer, phrase->at_most_before);
        put_date(writer, phrase->from);
        put(writer, phrase->is_here ? "true},\n" : "false},\n");
    }
    end_pool(writer, "{0}");
}

static void write_lists(struct writer *writer)
{
    begin_pool(writer, "uint32_t", "lists");
    for (size_t i = 0; i < writer->ruleset->rule_count; i++) {
        for (size_t r = 0; r < COUNT_OF(all_roles); r++) {
            size_t count;
            const uint32_t *list =
                rule_phrases(writer->ruleset->rules[i], all_roles[r], &count);
            put_numbers(writer, list, count);
        }
        const struct rule *rule = writer->ruleset->rules[i];
        put_numbers(writer, rule->needs, rule->need_count);
    }
    end_pool(writer, "0");
}

/* Pools of rules. */

/* Those that levels ask for, then those that rules do. */
static void write_ids(struct writer *writer)
{
    const struct ruleset *ruleset = writer->ruleset;
    begin_pool(writer, "struct slice", "ids");
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const struct rule *rule = ruleset->rules[i];
        for (size_t k = 0; k < rule->severity_count; k++) {
            write_slices(writer, rule->severities[k].when,
                rule->severities[k].when_count);
        }
    }
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const struct rule *rule = ruleset->rules[i];
        write_slices(writer, rule->only_when, rule->only_when_count);
        write_slices(writer, rule->only_when_not, rule->only_when_not_count);
        write_slices(writer, rule->yields_to, rule->yields_to_count);
    }
    end_pool(writer, "{0}");
}

static void write_severities(struct writer *writer)
{
    begin_pool(writer, "struct severity_case", "severities");
    for (size_t i = 0; i < writer->ruleset->rule_count; i++) {
        const struct rule *rule = writer->ruleset->rules[i];
        for (size_t k = 0; k < rule->severity_count; k++) {
            const struct severity_case *level = &rule->severities[k];
            put_number(writer, "{.severity = ", level->severity);
            put_period(writer, ".period = ", level->period);
            put_number(writer, ".operator_types = ", level->operator_types);
            put_number(writer, ".document_types = ", level->document_types);
            put_list(writer, ".when", ".when_count", &writer->ids,
                level->when_count);
            put(writer, "},\n");
        }
    }
    end_pool(writer, "{0}");
}

static void write_basis_list(
    struct writer *writer, const struct basis *bases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_slice(writer, "{", bases[i].cite);
        put_period(writer, "", bases[i].period);
        put(writer, "},\n");
    }
}

static void write_bases(struct writer *writer)
{
    begin_pool(writer, "struct basis", "bases");
    for (size_t i = 0; i < writer->ruleset->rule_count; i++) {
        const struct rule *rule = writer->ruleset->rules[i];
        write_basis_list(writer, rule->bases, rule->basis_count);
        write_basis_list(writer, rule->sanctions, rule->sanction_count);
    }
    end_pool(writer, "{0}");
}

/* Their lines as one string, and what of it each is. */
static void write_examples(struct writer *writer)
{
    put(writer, "static const char quotes[] =\n");
    for (size_t i = 0; i < writer->ruleset->rule_count; i++) {
        const struct rule *rule = writer->ruleset->rules[i];
        for (size_t k = 0; k < rule->example_count; k++) {
            const struct example *example = &rule->examples[k];
            put_string(writer,
                (struct slice){rule->quotes + example->begin, example->len});
            put(writer, "\n");
        }
    }
    put(writer, "\"\";\n\n");
    size_t begin = 0;
    begin_pool(writer, "struct example", "examples");
    for (size_t i = 0; i < writer->ruleset->rule_count; i++) {
        const struct rule *rule = writer->ruleset->rules[i];
        for (size_t k = 0; k < rule->example_count; k++) {
            const struct example *example = &rule->examples[k];
            buffer_format(&writer->out, "{%zu, %u, %d, %u},\n", begin,
                example->len, example->is_wrong, example->line);
            begin += example->len;
        }
    }
    end_pool(writer, "{0}");
}

static void put_head(struct writer *writer, const struct rule *rule)
{
    put_slice(writer, "{.id = ", rule->id);
    put_slice(writer, ".pack = ", rule->pack);
    put_slice(writer, ".file = ", rule->file);
    put_number(writer, ".line = ", rule->line);
    put_number(writer, ".index = ", rule->index);
    put_number(writer, ".kind = ", rule->kind);
    put_words(writer, ".message = ", rule->message);
    put_words(writer, ".element = ", rule->element);
    put_slice(writer, ".rationale = ", rule->rationale);
    put_number(writer, ".jurisdictions = ", rule->jurisdictions);
    put_number(writer, ".document_types = ", rule->document_types);
    put_number(writer, ".operator_types = ", rule->operator_types);
    put_period(writer, ".period = ", rule->period);
    put_number(writer, ".is_off = ", rule->is_off);
    put_slice(writer, ".fix = ", rule->fix);
    put_slice(writer, ".fix_english = ", rule->fix_english);
    put_number(writer, ".unguarded = ", rule->unguarded);
    put_number(writer, ".scope = ", rule->scope);
    put_number(writer, ".report = ", rule->report);
    put_slice(writer, ".check = ", rule->check);
    put_number(writer, ".check_number = ", rule->check_number);
}

static void write_rules(struct writer *writer)
{
    begin_pool(writer, "struct rule", "rules");
    for (size_t i = 0; i < writer->ruleset->rule_count; i++) {
        const struct rule *rule = writer->ruleset->rules[i];
        put_head(writer, rule);
        put_list(writer, ".severities", ".severity_count", &writer->severities,
            rule->severity_count);
        put_list(writer, ".bases", ".basis_count", &writer->bases,
            rule->basis_count);
        put_list(writer, ".sanctions", ".sanction_count", &writer->bases,
            rule->sanction_count);
        put_list(writer, ".only_when", ".only_when_count", &writer->ids,
            rule->only_when_count);
        put_list(writer, ".only_when_not", ".only_when_not_count", &writer->ids,
            rule->only_when_not_count);
        put_list(writer, ".yields_to", ".yields_to_count", &writer->ids,
            rule->yields_to_count);
        put_list(
            writer, ".find", ".find_count", &writer->lists, rule->find_count);
        put_list(writer, ".unless", ".unless_count", &writer->lists,
            rule->unless_count);
        put_list(
            writer, ".deny", ".deny_count", &writer->lists, rule->deny_count);
        put_list(writer, ".against", ".against_count", &writer->lists,
            rule->against_count);
        put_list(
            writer, ".near", ".near_count", &writer->lists, rule->near_count);
        put_list(
            writer, ".needs", ".need_count", &writer->lists, rule->need_count);
        put(writer, ".quotes = quotes, ");
        put_list(writer, ".examples", ".example_count", &writer->examples,
            rule->example_count);
        put(writer, "},\n");
    }
    end_pool(writer, "{0}");
    begin_pool(writer, "struct rule *const", "rule_list");
    for (size_t i = 0; i < writer->ruleset->rule_count; i++) {
        buffer_format(&writer->out, "AT(rules, %zu),\n", i);
    }
    end_pool(writer, "0");
}

/* Words and the lexicon. */

/* A pool of a table of literals: its name begins with that of the table. */
static const char *pool_of(
    struct writer *writer, const char *table, const char *name)
{
    struct slice both = arena_format(writer->out.arena, "%s_%s", table, name);
    return both.bytes;
}

/* What they say, one a line, as one string. */
static void write_text(
    struct writer *writer, const char *name, const struct literal_table *table)
{
    buffer_format(&writer->out, "static const char %s_text[] =\n", name);
    for (size_t i = 0; i < table->count; i++) {
        put_string(writer, literal_bytes(table, &table->items[i]));
        put(writer, "\n");
    }
    put(writer, "\"\";\n\n");
}

static void write_literals(
    struct writer *writer, const char *name, const struct literal_table *table)
{
    write_text(writer, name, table);
    begin_pool(writer, "struct literal", pool_of(writer, name, "items"));
    for (size_t i = 0; i < table->count; i++) {
        const struct literal *literal = &table->items[i];
        put_number(writer, "{.kind = ", literal->kind);
        buffer_format(&writer->out,
            ".begin = %u, .len = %u, "
            ".hash = UINT64_C(%" PRIu64 "), .next = %u, .next_infix = %u},\n",
            literal->begin, literal->len, literal->hash, literal->next,
            literal->next_infix);
    }
    end_pool(writer, "{0}");
    write_numbers(writer, pool_of(writer, name, "buckets"), table->buckets,
        table->bucket_count);
    write_numbers(writer, pool_of(writer, name, "short_infixes"),
        table->short_infixes, table->short_infix_count);
    write_numbers(writer, pool_of(writer, name, "infixes"), table->infixes,
        table->infixes ? INFIX_SLOTS : 0);
    write_numbers(writer, pool_of(writer, name, "known"), table->known,
        LITERAL_BITS / 32);
    write_numbers(
        writer, pool_of(writer, name, "runs"), table->runs, RUN_BITS / 32);
}

/* What entries say is in the index; without pointers they need no
   relocation. */
static void write_lexicon(struct writer *writer)
{
    const struct vocabulary *vocabulary = writer->vocabulary;
    begin_pool(writer, "struct slice", "classes");
    write_slices(writer, vocabulary->classes, vocabulary->class_count);
    end_pool(writer, "{0}");
    begin_pool(writer, "struct lexicon_entry", "lexicon");
    for (size_t i = 0; i < vocabulary->class_count; i++) {
        const struct lexicon_entry *entry = &writer->ruleset->lexicon[i];
        put_number(writer, "{.is_defined = ", entry->is_defined);
        put_number(writer, ".has_party = ", entry->has_party);
        put_number(writer, ".party = ", entry->party);
        put(writer, "},\n");
    }
    end_pool(writer, "{0}");
}

/* The ruleset. */

static void write_packs(struct writer *writer)
{
    begin_pool(writer, "struct pack", "packs");
    for (size_t i = 0; i < writer->ruleset->pack_count; i++) {
        const struct pack *pack = &writer->ruleset->packs[i];
        put_slice(writer, "{.name = ", pack->name);
        put_slice(writer, ".title = ", pack->title);
        put_slice(writer, ".file = ", pack->file);
        put(writer, ".edition = ");
        put_date(writer, pack->edition);
        put(writer, "},\n");
    }
    end_pool(writer, "{0}");
}

static void write_indexed(struct writer *writer, const char *name,
    const struct indexed_phrase *phrases, size_t count)
{
    begin_pool(writer, "struct indexed_phrase", name);
    for (size_t i = 0; i < count; i++) {
        const struct indexed_phrase *phrase = &phrases[i];
        buffer_format(&writer->out, "{%u, %u, %u, %u, %u, %d},\n",
            phrase->phrase, phrase->wording, phrase->rule, phrase->class,
            phrase->needs, (int)phrase->role);
    }
    end_pool(writer, "{0}");
}

static void write_calls(struct writer *writer, const struct phrase_index *index)
{
    write_numbers(writer, "call_rows", index->rows,
        index->token_count - index->first_token);
    write_numbers(writer, "calls", index->calls, index->call_size);
    begin_pool(writer, "struct sign_call", "sign_calls");
    for (size_t i = 0; i < index->sign_call_count; i++) {
        buffer_format(&writer->out, "{%u, %u},\n", index->sign_calls[i].wording,
            index->sign_calls[i].signs);
    }
    end_pool(writer, "{0}");
}

static void write_index(struct writer *writer)
{
    const struct phrase_index *index = writer->ruleset->indexes[0];
    write_indexed(writer, "indexed", index->phrases, index->phrase_end);
    write_indexed(
        writer, "indexed_lexicon", index->lexicon, index->lexicon_end);
    write_numbers(writer, "wording_starts", index->wording_starts,
        index->wording_end + 1);
    write_numbers(
        writer, "wording_phrases", index->wording_phrases, index->phrase_end);
    write_calls(writer, index);
    write_numbers(writer, "commonness", index->commonness, index->token_count);
    buffer_format(&writer->out,
        "static const struct phrase_index phrase_index = {\n"
        ".phrases = AT(indexed, 0), .phrase_end = %u,\n"
        ".lexicon = AT(indexed_lexicon, 0), .lexicon_end = %u,\n"
        ".wording_end = %u, .wording_starts = AT(wording_starts, 0),\n"
        ".wording_phrases = AT(wording_phrases, 0),\n"
        ".first_token = %u,\n"
        ".rows = AT(call_rows, 0),\n"
        ".calls = AT(calls, 0), .call_size = %zu,\n"
        ".commonness = AT(commonness, 0), .token_count = %zu,\n"
        ".sign_calls = AT(sign_calls, 0), .sign_call_count = %zu,\n};\n\n",
        index->phrase_end, index->lexicon_end, index->wording_end,
        index->first_token, index->call_size, index->token_count,
        index->sign_call_count);
}

static void write_orders(struct writer *writer)
{
    const struct ruleset *ruleset = writer->ruleset;
    write_numbers(writer, "rule_order", ruleset->order, ruleset->ordered_count);
    write_numbers(writer, "parties", ruleset->parties, ruleset->party_count);
}

/* An array that grows when a pack is added. It is full, so that the first
   thing added copies it. */
static void put_array(struct writer *writer, const char *items,
    const char *item, const char *pool, size_t count)
{
    buffer_format(&writer->out,
        ".%s = AT(%s, 0), .%s_count = %zu, .%s_capacity = %zu,\n", items, pool,
        item, count, item, count);
}

static void put_number_field(struct writer *writer, const char *field,
    const uint32_t *numbers, size_t count)
{
    buffer_format(&writer->out, ".%s = {", field);
    put_numbers(writer, numbers, count);
    put(writer, "},\n");
}

static void put_phrase_table(struct writer *writer)
{
    const struct phrase_table *table = &writer->vocabulary->phrases;
    put(writer, ".phrases = {\n");
    put_array(writer, "code", "code", "code", table->code_count);
    put_array(writer, "sides", "side", "sides", table->side_count);
    put_array(writer, "needs", "need", "needs", table->need_count);
    put_array(writer, "patterns", "pattern", "patterns", table->pattern_count);
    put_array(
        writer, "own_wordings", "wording", "wordings", table->wording_count);
    put_array(writer, "own_phrases", "phrase", "phrases", table->phrase_count);
    put(writer, "},\n");
}

/* A table whose pools were written. */
static void put_literals(
    struct writer *writer, const char *name, const struct literal_table *table)
{
    buffer_format(&writer->out,
        ".items = AT(%s_items, 0), .count = %zu, .capacity = %zu,\n"
        ".text = {.bytes = AT(%s_text, 0), .len = %zu, .capacity = %zu},\n"
        ".buckets = AT(%s_buckets, 0), .bucket_count = %zu,\n"
        ".infixes = AT(%s_infixes, 0), .known = AT(%s_known, 0),\n"
        ".runs = AT(%s_runs, 0),\n"
        ".longest_prefix = %zu, .longest_part = %zu,\n"
        ".number = %u,\n",
        name, table->count, table->count, name, table->text.len,
        table->text.len, name, table->bucket_count, name, name, name,
        table->longest_prefix, table->longest_part, table->number);
    put_array(writer, "short_infixes", "short_infix",
        pool_of(writer, name, "short_infixes"), table->short_infix_count);
}

static void put_vocabulary(struct writer *writer)
{
    const struct vocabulary *vocabulary = writer->vocabulary;
    put(writer, ".vocabulary = {\n.literals = {\n");
    put_literals(writer, "literal", &vocabulary->literals);
    put(writer, "},\n");
    put_phrase_table(writer);
    put_array(writer, "classes", "class", "classes", vocabulary->class_count);
    put(writer, "},\n");
}

static void write_ruleset(struct writer *writer)
{
    const struct ruleset *ruleset = writer->ruleset;
    put(writer, "static const struct ruleset ruleset = {\n");
    put_vocabulary(writer);
    put_array(writer, "rules", "rule", "rule_list", ruleset->rule_count);
    put_array(writer, "packs", "pack", "packs", ruleset->pack_count);
    buffer_format(&writer->out,
        ".order = AT(rule_order, 0), .ordered_count = %zu,\n"
        ".lexicon = AT(lexicon, 0), .lexicon_capacity = %zu,\n"
        ".parties = AT(parties, 0), .party_count = %zu,\n"
        ".indexes = {&phrase_index}, .index_count = 1,\n"
        ".lexicon_index_count = %zu,\n"
        ".phrase_count = %zu, .lexicon_count = %zu, .wording_count = %zu,\n"
        ".token_count = %zu, .code_limit = %zu,\n",
        ruleset->ordered_count, ruleset->vocabulary.class_count,
        ruleset->party_count, ruleset->lexicon_index_count,
        ruleset->phrase_count, ruleset->lexicon_count, ruleset->wording_count,
        ruleset->token_count, ruleset->code_limit);
    put_number_field(writer, "guard_classes", ruleset->guard_classes,
        COUNT_OF(ruleset->guard_classes));
    put(writer, ".is_finished = true,\n};\n\n");
    put(writer, "const struct ruleset *snapshot_ruleset(void)\n{\n"
                "    return &ruleset;\n}\n");
}

static void write_signal_parts(
    struct writer *writer, const struct signal_index *index)
{
    begin_pool(writer, "struct signal_part", "signal_parts");
    for (size_t i = 0; i < index->part_count; i++) {
        const struct signal_part *part = &index->parts[i];
        buffer_format(&writer->out, "{%u, %d, %d, %d},%s", part->signal,
            part->is_first, part->is_last, part->is_behind_gap,
            i % 8 == 7 ? "\n" : " ");
    }
    end_pool(writer, "{0}");
}

static void write_signals(struct writer *writer)
{
    const struct signal_index *index = signal_index_make(writer->out.arena);
    size_t words = index->words.count;
    write_literals(writer, "signal_word", &index->words);
    write_signal_parts(writer, index);
    write_numbers(writer, "signal_starts", index->starts, words + 1);
    write_numbers(
        writer, "signal_word_parts", index->word_parts, index->starts[words]);
    put(writer, "const struct signal_index *snapshot_signals(void)\n{\n"
                "    static const struct signal_index index = {\n"
                ".words = {\n");
    put_literals(writer, "signal_word", &index->words);
    put(writer, "},\n");
    put_number_field(
        writer, "beginnings", index->beginnings, COUNT_OF(index->beginnings));
    buffer_format(&writer->out,
        ".parts = AT(signal_parts, 0), .part_count = %zu,\n"
        ".starts = AT(signal_starts, 0),\n"
        ".word_parts = AT(signal_word_parts, 0),\n};\n    return &index;\n}\n",
        index->part_count);
}

struct slice snapshot_write(const struct ruleset *ruleset, struct arena *arena)
{
    assert(ruleset->is_finished && !ruleset->snapshot);
    struct writer writer = {
        .ruleset = ruleset,
        .vocabulary = &ruleset->vocabulary,
        .out = {.arena = arena},
        .ids = {"ids", 0},
        .lists = {"lists", 0},
        .severities = {"severities", 0},
        .bases = {"bases", 0},
        .examples = {"examples", 0},
    };
    put(&writer,
        "/* Made by make_snapshot from the packs; do not edit. */\n"
        "#include \"rules/snapshot.h\"\n\n"
        "/* A ruleset in the making can write to what it points at; a\n"
        "   finished one never does. */\n"
        "#define AT(pool, index) ((void *)&(pool)[index])\n\n");
    write_phrases(&writer);
    write_lists(&writer);
    write_ids(&writer);
    write_severities(&writer);
    write_bases(&writer);
    write_examples(&writer);
    write_rules(&writer);
    write_literals(&writer, "literal", &ruleset->vocabulary.literals);
    write_lexicon(&writer);
    write_packs(&writer);
    write_index(&writer);
    write_orders(&writer);
    write_ruleset(&writer);
    write_signals(&writer);
    return buffer_slice(&writer.out);
}
