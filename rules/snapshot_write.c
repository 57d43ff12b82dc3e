/*
 * snapshot_write.c - a ruleset as C source.
 *
 * Objects of one type stand in one array («pool»), and pointers are written as
 * «AT(pool, index)». Pools are written in one fixed order of walking the
 * ruleset. Nearly every object is pointed at once, so its number is that of
 * the objects of its type that were pointed at before: the cursor counts them.
 * Only programs are pointed at from several places, and have a table of
 * numbers.
 */
#include "rules/snapshot.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

/* An array of the source that is written. */
struct pool {
    const char *name;
    size_t used; /* elements that were pointed at */
};

struct numbered_program {
    const struct program *program;
    size_t number;
};

struct writer {
    const struct ruleset *ruleset;
    struct buffer out;
    struct pool ids;
    struct pool tokens;
    struct pool groups;
    struct pool code;
    struct pool sides;
    struct pool lists; /* of programs */
    struct pool severities;
    struct pool bases;
    struct pool examples;
    struct pool uses;                  /* of lexicon entries by others */
    struct numbered_program *programs; /* by address */
    const struct program **order;      /* by number */
    size_t program_count;
};

static const enum role all_roles[] = {
    ROLE_FIND, ROLE_UNLESS, ROLE_DENY, ROLE_AGAINST, ROLE_NEAR};

/* Programs. */

static int compare_addresses(const void *a, const void *b)
{
    uintptr_t left = (uintptr_t)((const struct numbered_program *)a)->program;
    uintptr_t right = (uintptr_t)((const struct numbered_program *)b)->program;
    return (left > right) - (left < right);
}

static size_t number_of(
    const struct writer *writer, const struct program *program)
{
    struct numbered_program key = {program, 0};
    const struct numbered_program *found = bsearch(&key, writer->programs,
        writer->program_count, sizeof(key), compare_addresses);
    return found->number;
}

static void add_programs(
    struct writer *writer, size_t *capacity, struct program **list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        writer->order = arena_grow(writer->out.arena, writer->order,
            writer->program_count, capacity, sizeof(*writer->order));
        writer->order[writer->program_count++] = list[i];
    }
}

static void number_programs(struct writer *writer)
{
    const struct ruleset *ruleset = writer->ruleset;
    size_t capacity = 0;
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        for (size_t r = 0; r < COUNT_OF(all_roles); r++) {
            size_t count;
            struct program **list =
                rule_phrases(ruleset->rules[i], all_roles[r], &count);
            add_programs(writer, &capacity, list, count);
        }
    }
    for (size_t i = 0; i < ruleset->vocabulary.class_count; i++) {
        const struct lexicon_entry *entry = &ruleset->lexicon[i];
        add_programs(writer, &capacity, entry->phrases, entry->phrase_count);
    }
    writer->programs = arena_array(
        writer->out.arena, writer->program_count, sizeof(*writer->programs));
    for (size_t i = 0; i < writer->program_count; i++) {
        writer->programs[i] = (struct numbered_program){writer->order[i], i};
    }
    qsort(writer->programs, writer->program_count, sizeof(*writer->programs),
        compare_addresses);
}

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

/* {"bytes", len}, */
static void put_slice(
    struct writer *writer, const char *name, struct slice text)
{
    put(writer, name);
    if (text.len == 0) {
        put(writer, "{\"\", 0}, ");
        return;
    }
    put(writer, "{\"");
    for (size_t i = 0; i < text.len; i++) {
        put_byte(&writer->out, text.bytes[i]);
    }
    buffer_format(&writer->out, "\", %zu}, ", text.len);
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

static void put_place(struct writer *writer, struct place place)
{
    buffer_format(
        &writer->out, ".place = {%u, %u}, ", place.line, place.column);
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

static void write_numbers(struct writer *writer, const char *name,
    const uint32_t *numbers, size_t count)
{
    begin_pool(writer, "uint32_t", name);
    for (size_t i = 0; i < count; i++) {
        buffer_format(&writer->out, "%" PRIu32 ",%s", numbers[i],
            i % 16 == 15 ? "\n" : "");
    }
    end_pool(writer, "0");
}

/* Pools of phrases. */

static void write_tokens(struct writer *writer)
{
    begin_pool(writer, "uint32_t", "tokens");
    for (size_t i = 0; i < writer->program_count; i++) {
        const struct program *program = writer->order[i];
        for (size_t g = 0; g < program->group_count; g++) {
            for (size_t k = 0; k < program->groups[g].count; k++) {
                put_number(writer, "", program->groups[g].tokens[k]);
            }
        }
        put(writer, "\n");
    }
    end_pool(writer, "0");
}

static void write_groups(struct writer *writer)
{
    begin_pool(writer, "struct token_group", "groups");
    for (size_t i = 0; i < writer->program_count; i++) {
        const struct program *program = writer->order[i];
        for (size_t g = 0; g < program->group_count; g++) {
            put(writer, "{");
            put_list(writer, ".tokens", ".count", &writer->tokens,
                program->groups[g].count);
            put(writer, "},\n");
        }
    }
    end_pool(writer, "{0}");
}

static void write_code(struct writer *writer)
{
    begin_pool(writer, "struct instruction", "code");
    for (size_t i = 0; i < writer->program_count; i++) {
        const struct program *program = writer->order[i];
        for (size_t s = 0; s < program->side_count; s++) {
            const struct side *side = &program->sides[s];
            for (size_t k = 0; k < side->code_count; k++) {
                buffer_format(&writer->out, "{%d,%u,%u},",
                    (int)side->code[k].op, side->code[k].argument,
                    side->code[k].target);
            }
        }
        put(writer, "\n");
    }
    end_pool(writer, "{0}");
}

static void write_sides(struct writer *writer)
{
    begin_pool(writer, "struct side", "sides");
    for (size_t i = 0; i < writer->program_count; i++) {
        const struct program *program = writer->order[i];
        for (size_t s = 0; s < program->side_count; s++) {
            const struct side *side = &program->sides[s];
            put(writer, "{");
            put_list(writer, ".code", ".code_count", &writer->code,
                side->code_count);
            put_number(writer, ".has_mark = ", side->has_mark);
            put(writer, "},\n");
        }
    }
    end_pool(writer, "{0}");
}

static void write_programs(struct writer *writer)
{
    begin_pool(writer, "struct program", "programs");
    for (size_t i = 0; i < writer->program_count; i++) {
        const struct program *program = writer->order[i];
        put_slice(writer, "{.text = ", program->text);
        put_slice(writer, ".file = ", program->file);
        put_place(writer, program->place);
        put_list(writer, ".sides", ".side_count", &writer->sides,
            program->side_count);
        put_list(writer, ".groups", ".group_count", &writer->groups,
            program->group_count);
        put_slice(writer, ".pattern = ", program->pattern);
        put_number(writer, ".at_most = ", program->at_most);
        put(writer, "},\n");
    }
    end_pool(writer, "{0}");
}

/* The lists of programs one after the other are the programs in their order:
   see number_programs(). */
static void write_lists(struct writer *writer)
{
    begin_pool(writer, "struct program *const", "lists");
    for (size_t i = 0; i < writer->program_count; i++) {
        buffer_format(&writer->out, "AT(programs, %zu),\n", i);
    }
    end_pool(writer, "0");
}

/* Pools of rules. */

static void write_id_list(
    struct writer *writer, const struct slice *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_slice(writer, "", ids[i]);
        put(writer, "\n");
    }
}

/* Those that levels ask for, then those that rules do. */
static void write_ids(struct writer *writer)
{
    const struct ruleset *ruleset = writer->ruleset;
    begin_pool(writer, "struct slice", "ids");
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const struct rule *rule = ruleset->rules[i];
        for (size_t k = 0; k < rule->severity_count; k++) {
            write_id_list(writer, rule->severities[k].when,
                rule->severities[k].when_count);
        }
    }
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const struct rule *rule = ruleset->rules[i];
        write_id_list(writer, rule->only_when, rule->only_when_count);
        write_id_list(writer, rule->only_when_not, rule->only_when_not_count);
        write_id_list(writer, rule->yields_to, rule->yields_to_count);
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

static void write_examples(struct writer *writer)
{
    begin_pool(writer, "struct example", "examples");
    for (size_t i = 0; i < writer->ruleset->rule_count; i++) {
        const struct rule *rule = writer->ruleset->rules[i];
        for (size_t k = 0; k < rule->example_count; k++) {
            const struct example *example = &rule->examples[k];
            put_slice(writer, "{", example->markdown);
            buffer_format(
                &writer->out, "%d, %u},\n", example->is_wrong, example->line);
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
    put_number(writer, ".unguarded = ", rule->unguarded);
    put_number(writer, ".scope = ", rule->scope);
    put_number(writer, ".report = ", rule->report);
    put_slice(writer, ".check = ", rule->check);
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

static void write_literals(struct writer *writer)
{
    const struct literal_table *table = &writer->ruleset->vocabulary.literals;
    begin_pool(writer, "struct literal", "literals");
    for (size_t i = 0; i < table->count; i++) {
        const struct literal *literal = &table->items[i];
        put_number(writer, "{.kind = ", literal->kind);
        put_slice(writer, ".bytes = ", literal->bytes);
        buffer_format(&writer->out,
            ".hash = UINT64_C(%" PRIu64 "), .next = %u, .next_infix = %u},\n",
            literal->hash, literal->next, literal->next_infix);
    }
    end_pool(writer, "{0}");
    write_numbers(writer, "buckets", table->buckets, table->bucket_count);
    write_numbers(writer, "short_infixes", table->short_infixes,
        table->short_infix_count);
}

static void write_lexicon(struct writer *writer)
{
    const struct vocabulary *vocabulary = &writer->ruleset->vocabulary;
    begin_pool(writer, "struct slice", "classes");
    write_id_list(writer, vocabulary->classes, vocabulary->class_count);
    end_pool(writer, "{0}");
    begin_pool(writer, "uint32_t", "uses");
    for (size_t i = 0; i < vocabulary->class_count; i++) {
        const struct id_list *uses = &writer->ruleset->lexicon[i].uses;
        for (size_t k = 0; k < uses->count; k++) {
            put_number(writer, "", uses->items[k]);
        }
    }
    end_pool(writer, "0");
    begin_pool(writer, "struct lexicon_entry", "lexicon");
    for (size_t i = 0; i < vocabulary->class_count; i++) {
        const struct lexicon_entry *entry = &writer->ruleset->lexicon[i];
        put_number(writer, "{.is_defined = ", entry->is_defined);
        put_number(writer, ".has_party = ", entry->has_party);
        put_number(writer, ".party = ", entry->party);
        put_list(writer, ".phrases", ".phrase_count", &writer->lists,
            entry->phrase_count);
        put_list(writer, ".uses.items", ".uses.count", &writer->uses,
            entry->uses.count);
        put_slice(writer, ".file = ", entry->file);
        put_place(writer, entry->place);
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

static void write_index(struct writer *writer)
{
    const struct ruleset *ruleset = writer->ruleset;
    begin_pool(writer, "struct indexed_phrase", "phrases");
    for (size_t i = 0; i < ruleset->phrase_count; i++) {
        const struct indexed_phrase *phrase = &ruleset->phrases[i];
        buffer_format(&writer->out, "{.program = &programs[%zu], ",
            number_of(writer, phrase->program));
        if (phrase->rule) {
            buffer_format(
                &writer->out, ".rule = &rules[%u], ", phrase->rule->index);
        }
        put_number(writer, ".class = ", phrase->class);
        put_number(writer, ".role = ", phrase->role);
        put(writer, "},\n");
    }
    end_pool(writer, "{0}");
    write_numbers(writer, "index_starts", ruleset->index_starts,
        ruleset->token_count + 1);
    write_numbers(writer, "phrase_index", ruleset->index,
        ruleset->index_starts[ruleset->token_count]);
    write_numbers(writer, "always", ruleset->always, ruleset->always_count);
    write_numbers(writer, "lexicon_order", ruleset->lexicon_order,
        ruleset->vocabulary.class_count);
    write_numbers(writer, "lexicon_rank", ruleset->lexicon_rank,
        ruleset->vocabulary.class_count);
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

static void put_numbers(struct writer *writer, const char *field,
    const uint32_t *numbers, size_t count)
{
    buffer_format(&writer->out, ".%s = {", field);
    for (size_t i = 0; i < count; i++) {
        put_number(writer, "", numbers[i]);
    }
    put(writer, "},\n");
}

static void put_vocabulary(struct writer *writer)
{
    const struct vocabulary *vocabulary = &writer->ruleset->vocabulary;
    const struct literal_table *table = &vocabulary->literals;
    buffer_format(&writer->out,
        ".vocabulary = {\n.literals = {\n"
        ".items = AT(literals, 0), .count = %zu, .capacity = %zu,\n"
        ".buckets = AT(buckets, 0), .bucket_count = %zu,\n"
        ".longest_prefix = %zu, .longest_suffix = %zu, .number = %u,\n",
        table->count, table->count, table->bucket_count, table->longest_prefix,
        table->longest_suffix, table->number);
    put_array(writer, "short_infixes", "short_infix", "short_infixes",
        table->short_infix_count);
    put_numbers(writer, "infixes", table->infixes, INFIX_SLOTS);
    put(writer, "},\n");
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
        ".lexicon = AT(lexicon, 0), .lexicon_capacity = %zu,\n"
        ".lexicon_order = AT(lexicon_order, 0),\n"
        ".lexicon_rank = AT(lexicon_rank, 0),\n"
        ".phrases = AT(phrases, 0), .phrase_count = %zu,\n"
        ".rule_phrase_count = %zu,\n"
        ".index_starts = AT(index_starts, 0),\n"
        ".index = AT(phrase_index, 0), .token_count = %zu,\n"
        ".always = AT(always, 0), .always_count = %zu,\n"
        ".code_limit = %zu,\n",
        ruleset->vocabulary.class_count, ruleset->phrase_count,
        ruleset->rule_phrase_count, ruleset->token_count, ruleset->always_count,
        ruleset->code_limit);
    put_numbers(writer, "guard_classes", ruleset->guard_classes,
        COUNT_OF(ruleset->guard_classes));
    put(writer, ".is_finished = true,\n};\n\n");
    put(writer, "const struct ruleset *snapshot_ruleset(void)\n{\n"
                "    return &ruleset;\n}\n");
}

struct slice snapshot_write(const struct ruleset *ruleset, struct arena *arena)
{
    assert(ruleset->is_finished);
    struct writer writer = {
        .ruleset = ruleset,
        .out = {.arena = arena},
        .ids = {"ids", 0},
        .tokens = {"tokens", 0},
        .groups = {"groups", 0},
        .code = {"code", 0},
        .sides = {"sides", 0},
        .lists = {"lists", 0},
        .severities = {"severities", 0},
        .bases = {"bases", 0},
        .examples = {"examples", 0},
        .uses = {"uses", 0},
    };
    number_programs(&writer);
    put(&writer,
        "/* Made by make_snapshot from the packs; do not edit. */\n"
        "#include \"rules/snapshot.h\"\n\n"
        "/* A ruleset in the making can write to what it points at; a\n"
        "   finished one never does. */\n"
        "#define AT(pool, index) ((void *)&(pool)[index])\n\n");
    write_tokens(&writer);
    write_groups(&writer);
    write_code(&writer);
    write_sides(&writer);
    write_programs(&writer);
    write_lists(&writer);
    write_ids(&writer);
    write_severities(&writer);
    write_bases(&writer);
    write_examples(&writer);
    write_rules(&writer);
    write_literals(&writer);
    write_lexicon(&writer);
    write_packs(&writer);
    write_index(&writer);
    write_ruleset(&writer);
    return buffer_slice(&writer.out);
}
