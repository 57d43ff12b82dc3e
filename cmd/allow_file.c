#include "cmd/allow_file.h"

#include "cmd/ini_file.h"
#include "cmd/path.h"
#include "parser/buffer.h"
#include "rules/suggest.h"

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

/* A reason may go on over lines. */
static struct slice joined(
    struct arena *arena, struct slice before, struct slice more)
{
    struct buffer text = {.arena = arena};
    buffer_append(&text, before);
    buffer_append(&text, before.len > 0 ? SLICE(" ") : SLICE(""));
    buffer_append(&text, more);
    return buffer_slice(&text);
}

static bool set_key(struct arena *arena, struct allow_entry *entry,
    const struct ini_entry *line, struct error *ret_error)
{
    if (slice_equal(line->key, SLICE("rule"))) {
        entry->rule = line->value;
    } else if (slice_equal(line->key, SLICE("path"))) {
        entry->path = line->value;
    } else if (slice_equal(line->key, SLICE("reason"))) {
        entry->reason = joined(arena, entry->reason, line->value);
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
    struct arena *arena, struct allow_file *file, const struct ini_entry *line)
{
    struct allow_entry *last =
        file->count > 0 ? &file->entries[file->count - 1] : NULL;
    if (last && last->place.line == line->section_place.line) {
        return last;
    }
    file->entries = arena_grow(arena, file->entries, file->count,
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
    struct allow_file file = {.path = path,
        .folder = path_folder(path_absolute(arena, path)),
        .bytes = bytes};
    if (!ini_read(arena, bytes, &ini, ret_error)) {
        return false;
    }
    for (size_t i = 0; i < ini.count; i++) {
        struct allow_entry *entry = entry_of(arena, &file, &ini.entries[i]);
        if (!set_key(arena, entry, &ini.entries[i], ret_error)) {
            return false;
        }
    }
    for (size_t i = 0; i < file.count; i++) {
        if (!check_entry(&file.entries[i], ret_error)) {
            return false;
        }
    }
    *ret = file;
    return true;
}

bool allow_entry_is_expired(
    const struct allow_entry *entry, const struct allow_wish *wish)
{
    return date_is_set(entry->until) &&
           date_compare(entry->until, wish->as_of) < 0;
}

static bool is_same(
    const struct allow_entry *entry, const struct finding *finding)
{
    return slice_equal(entry->fingerprint, slice_from(finding->fingerprint)) &&
           slice_equal(entry->rule, finding->rule->id);
}

static void suppress(struct arena *arena, const struct allow_entry *entry,
    struct finding *finding)
{
    struct suppression *suppression = arena_alloc(arena, sizeof(*suppression));
    *suppression =
        (struct suppression){SUPPRESSED_IN_FILE, entry->reason, entry->until};
    finding->suppression = suppression;
}

static void apply_entry(
    struct allow_entry *entry, struct arena *arena, const struct report *report)
{
    for (size_t i = 0; i < report->finding_count; i++) {
        struct finding *finding = &report->findings[i];
        if (!is_same(entry, finding)) {
            continue;
        }
        entry->is_used = true;
        if (!finding->suppression) {
            suppress(arena, entry, finding);
        }
    }
}

void allow_file_apply(struct allow_file *file, struct arena *arena,
    struct slice path, const struct allow_wish *wish,
    const struct report *report)
{
    struct slice below = path_below(path, file->folder);
    for (size_t i = 0; i < file->count; i++) {
        struct allow_entry *entry = &file->entries[i];
        if (!path_matches(below, entry->path)) {
            continue;
        }
        entry->is_met = true;
        if (!allow_entry_is_expired(entry, wish) &&
            (!wish->requires_reason || entry->reason.len > 0)) {
            apply_entry(entry, arena, report);
        }
    }
}
