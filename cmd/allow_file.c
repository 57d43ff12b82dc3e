#include "cmd/allow_file.h"

#include "cmd/ini_file.h"
#include "cmd/path.h"
#include "parser/buffer.h"
#include "rules/suggest.h"

#include <stdlib.h>
#include <string.h>

#define FINGERPRINT_LEN 32

static bool is_fingerprint(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!strchr("0123456789abcdef", text.bytes[i])) {
            return false;
        }
    }
    return text.len == FINGERPRINT_LEN;
}

static bool refuse_key(struct slice key, struct error *ret_error)
{
    const struct slice keys[] = {
        SLICE("rule"), SLICE("path"), SLICE("reason"), SLICE("until")};
    struct slice nearest = suggest_name(key, keys, COUNT_OF(keys));
    nearest = nearest.len > 0 ? nearest : SLICE("rule, path, reason, until");
    return error_set(ret_error, "нет ключа «%.*s»; возможно, %.*s?",
        "no key \"%.*s\"; did you mean %.*s?", (int)key.len, key.bytes,
        (int)nearest.len, nearest.bytes);
}

/* A file on its way in. */
struct allow_reader {
    struct arena *arena;
    struct allow_file file;
    struct buffer reason; /* of the last entry */
};

/* A reason may go on over lines. */
static struct slice add_reason(struct allow_reader *reader, struct slice more)
{
    struct buffer *reason = &reader->reason;
    buffer_append(reason, reason->len > 0 ? SLICE(" ") : SLICE(""));
    buffer_append(reason, more);
    return buffer_slice(reason);
}

static bool set_key(struct allow_reader *reader, struct allow_entry *entry,
    const struct ini_entry *line, struct error *ret_error)
{
    if (slice_equal(line->key, SLICE("rule"))) {
        entry->rule = line->value;
    } else if (slice_equal(line->key, SLICE("path"))) {
        entry->path = line->value;
    } else if (slice_equal(line->key, SLICE("reason"))) {
        entry->reason = add_reason(reader, line->value);
    } else if (!slice_equal(line->key, SLICE("until"))) {
        refuse_key(line->key, ret_error);
        ret_error->place = line->key_place;
        return false;
    } else if (!date_parse_iso(line->value, &entry->until)) {
        error_set(ret_error, "until: «%.*s» — не дата вида 2026-11-21",
            "until: \"%.*s\" is no date like 2026-11-21", (int)line->value.len,
            line->value.bytes);
        ret_error->place = line->value_place;
        return false;
    }
    return true;
}

/* The entry of a line's section, begun with its first line. */
static struct allow_entry *entry_of(
    struct allow_reader *reader, const struct ini_entry *line)
{
    struct allow_file *file = &reader->file;
    struct allow_entry *last =
        file->count > 0 ? &file->entries[file->count - 1] : NULL;
    if (last && last->place.line == line->section_place.line) {
        return last;
    }
    reader->reason = (struct buffer){.arena = reader->arena};
    file->entries = arena_grow(reader->arena, file->entries, file->count,
        &file->capacity, sizeof(*file->entries));
    file->entries[file->count] = (struct allow_entry){
        .fingerprint = line->section, .place = line->section_place};
    return &file->entries[file->count++];
}

static bool check_entry(
    const struct allow_entry *entry, struct error *ret_error)
{
    bool is_good = false;
    if (!is_fingerprint(entry->fingerprint)) {
        error_set(ret_error,
            "раздел должен быть отпечатком находки: 32 цифры 0–9 и a–f",
            "the section must be the fingerprint of a finding: 32 digits of "
            "0-9 and a-f");
    } else if (entry->rule.len == 0) {
        error_set(ret_error, "не названо правило: rule = …",
            "the rule is missing: rule = ...");
    } else if (entry->path.len == 0) {
        error_set(ret_error, "не назван документ: path = …",
            "the document is missing: path = ...");
    } else {
        is_good = true;
    }
    if (!is_good) {
        ret_error->place = entry->place;
        ret_error->place.line += entry->place.line == 0;
        ret_error->place.column += entry->place.column == 0;
    }
    return is_good;
}

bool allow_file_read(struct arena *arena, struct slice path, struct slice bytes,
    struct allow_file *ret, struct error *ret_error)
{
    struct ini_file ini;
    struct allow_reader reader = {.arena = arena,
        .file = {.path = path,
            .folder = path_folder(path_absolute(arena, path)),
            .bytes = bytes}};
    if (!ini_read(arena, bytes, &ini, ret_error)) {
        return false;
    }
    for (size_t i = 0; i < ini.count; i++) {
        struct allow_entry *entry = entry_of(&reader, &ini.entries[i]);
        if (!set_key(&reader, entry, &ini.entries[i], ret_error)) {
            return false;
        }
    }
    for (size_t i = 0; i < reader.file.count; i++) {
        if (!check_entry(&reader.file.entries[i], ret_error)) {
            return false;
        }
    }
    *ret = reader.file;
    return true;
}

bool allow_entry_is_expired(
    const struct allow_entry *entry, const struct allow_wish *wish)
{
    return date_is_set(entry->until) &&
           date_compare(entry->until, wish->as_of) < 0;
}

static bool is_in_force(
    const struct allow_entry *entry, const struct allow_wish *wish)
{
    return !allow_entry_is_expired(entry, wish) &&
           (!wish->requires_reason || entry->reason.len > 0);
}

/* The entries of one finding: the first allows it, and all of them are used. */
struct allow_group {
    struct allow_entry **entries;
    size_t count;
    const struct suppression *suppression; /* NULL: it was not found yet */
};

/* By finding, and by place in the file. */
static int compare_entries(const void *a, const void *b)
{
    const struct allow_entry *x = *(struct allow_entry *const *)a;
    const struct allow_entry *y = *(struct allow_entry *const *)b;
    int order = slice_compare(x->fingerprint, y->fingerprint);
    order = order ? order : slice_compare(x->rule, y->rule);
    return order ? order : (x > y) - (x < y);
}

static int compare_to_finding(const void *key, const void *member)
{
    const struct finding *finding = key;
    const struct allow_entry *entry =
        ((const struct allow_group *)member)->entries[0];
    int order =
        slice_compare(slice_from(finding->fingerprint), entry->fingerprint);
    return order ? order : slice_compare(finding->rule->id, entry->rule);
}

/* The entries of a document that are in force, sorted. */
static size_t choose_entries(struct allow_file *file, struct slice path,
    const struct allow_wish *wish, struct allow_entry **entries)
{
    size_t count = 0;
    for (size_t i = 0; i < file->count; i++) {
        struct allow_entry *entry = &file->entries[i];
        if (path_matches(path, entry->path)) {
            entry->is_met = true;
            entries[count] = entry;
            count += is_in_force(entry, wish);
        }
    }
    if (count > 0) {
        qsort(entries, count, sizeof(struct allow_entry *), compare_entries);
    }
    return count;
}

/* Part sorted entries into groups, one or more; how many there are. */
static size_t make_groups(
    struct allow_entry **entries, size_t count, struct allow_group *groups)
{
    size_t group_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 ||
            !slice_equal(
                entries[i]->fingerprint, entries[i - 1]->fingerprint) ||
            !slice_equal(entries[i]->rule, entries[i - 1]->rule)) {
            groups[group_count++] =
                (struct allow_group){.entries = entries + i};
        }
        groups[group_count - 1].count++;
    }
    return group_count;
}

static void use(struct allow_group *group, struct arena *arena)
{
    struct suppression *suppression = arena_alloc(arena, sizeof(*suppression));
    *suppression = (struct suppression){SUPPRESSED_IN_FILE,
        group->entries[0]->reason, group->entries[0]->until};
    group->suppression = suppression;
    for (size_t i = 0; i < group->count; i++) {
        group->entries[i]->is_used = true;
    }
}

void allow_file_apply(struct allow_file *file, struct arena *arena,
    struct slice path, const struct allow_wish *wish,
    const struct report *report)
{
    struct allow_entry **entries =
        arena_array(arena, file->count, sizeof(*entries));
    size_t count =
        choose_entries(file, path_below(path, file->folder), wish, entries);
    struct allow_group *groups = arena_array(arena, count, sizeof(*groups));
    size_t group_count = make_groups(entries, count, groups);
    for (size_t i = 0; group_count > 0 && i < report->finding_count; i++) {
        struct finding *finding = &report->findings[i];
        struct allow_group *group = bsearch(
            finding, groups, group_count, sizeof(*groups), compare_to_finding);
        if (group && !group->suppression) {
            use(group, arena);
        }
        if (group && !finding->suppression) {
            finding->suppression = group->suppression;
        }
    }
}
