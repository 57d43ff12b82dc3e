#include "cmd/baseline.h"

#include "cmd/json_value.h"
#include "cmd/path.h"
#include "cmd/report.h"
#include "parser/utf8.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define BASELINE_VERSION 1

/* As much of a quote as a person needs to know it again. */
#define QUOTE_LONGEST 160

static int compare_entries(const void *a, const void *b)
{
    const struct baseline_entry *x = a;
    const struct baseline_entry *y = b;
    int order = slice_compare(x->path, y->path);
    order = order ? order : slice_compare(x->rule, y->rule);
    return order ? order : slice_compare(x->fingerprint, y->fingerprint);
}

void baseline_sort(struct baseline *baseline)
{
    if (baseline->count > 0) {
        qsort(baseline->entries, baseline->count, sizeof(*baseline->entries),
            compare_entries);
    }
}

static void add_entry(struct baseline *baseline, struct baseline_entry entry)
{
    baseline->entries = arena_grow(baseline->arena, baseline->entries,
        baseline->count, &baseline->capacity, sizeof(entry));
    baseline->entries[baseline->count++] = entry;
}

struct baseline baseline_new(struct arena *arena, struct slice path)
{
    return (struct baseline){.arena = arena,
        .path = path,
        .folder = path_folder(path_absolute(arena, path))};
}

static struct slice text_of(
    struct arena *arena, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) {
        return SLICE("");
    }
    return arena_copy(arena,
        (struct slice){json_string_value(value), json_string_length(value)});
}

static bool read_findings(
    struct baseline *baseline, const json_t *findings, struct error *ret_error)
{
    for (size_t i = 0; i < json_array_size(findings); i++) {
        const json_t *object = json_array_get(findings, i);
        struct baseline_entry entry = {
            .path = text_of(baseline->arena, object, "path"),
            .rule = text_of(baseline->arena, object, "rule"),
            .fingerprint = text_of(baseline->arena, object, "fingerprint"),
            .address = text_of(baseline->arena, object, "address"),
            .quote = text_of(baseline->arena, object, "quote"),
        };
        if (entry.path.len == 0 || entry.rule.len == 0 ||
            entry.fingerprint.len == 0) {
            return error_set(ret_error,
                "находка № %zu без path, rule или fingerprint",
                "finding %zu has no path, rule or fingerprint", i + 1);
        }
        add_entry(baseline, entry);
    }
    return true;
}

bool baseline_read(struct arena *arena, struct slice path, struct slice bytes,
    struct baseline *ret, struct error *ret_error)
{
    json_error_t why;
    struct baseline baseline = baseline_new(arena, path);
    json_t *root = json_loadb(bytes.bytes ? bytes.bytes : "", bytes.len,
        JSON_REJECT_DUPLICATES, &why);
    if (!root) {
        error_set(ret_error, "файл — не JSON: %s", "the file is no JSON: %s",
            why.text);
        ret_error->place =
            (struct place){(uint32_t)(why.line > 0 ? why.line : 1),
                (uint32_t)(why.column > 0 ? why.column : 1)};
        return false;
    }
    const json_t *findings = json_object_get(root, "findings");
    const json_t *version = json_object_get(root, "schema_version");
    bool is_read = false;
    if (!json_is_array(findings) ||
        json_integer_value(version) != BASELINE_VERSION) {
        error_set(ret_error,
            "файл — не список известных находок: его пишет clauselint "
            "baseline write",
            "the file is no baseline: clauselint baseline write makes one");
    } else {
        is_read = read_findings(&baseline, findings, ret_error);
    }
    json_decref(root);
    baseline_sort(&baseline);
    *ret = is_read ? baseline : *ret;
    return is_read;
}

bool baseline_has(
    const struct baseline *baseline, const struct baseline_entry *entry)
{
    return baseline->count > 0 &&
           bsearch(entry, baseline->entries, baseline->count, sizeof(*entry),
               compare_entries);
}

/* The first entry of a document; the number of entries when it has none. */
static size_t first_of(const struct baseline *baseline, struct slice path)
{
    size_t low = 0;
    size_t high = baseline->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slice_compare(baseline->entries[middle].path, path) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct baseline_entry *find_entry(struct baseline_entry *entries,
    size_t count, struct slice path, const struct finding *finding)
{
    struct baseline_entry wanted = {.path = path,
        .rule = finding->rule->id,
        .fingerprint = slice_from(finding->fingerprint)};
    return count == 0 ? NULL
                      : bsearch(&wanted, entries, count, sizeof(wanted),
                            compare_entries);
}

void baseline_apply(struct baseline *baseline, struct slice path,
    struct finding *findings, size_t count)
{
    static const struct suppression known = {.kind = SUPPRESSED_BY_BASELINE};
    struct slice below = path_below(path, baseline->folder);
    size_t first = first_of(baseline, below);
    if (first == baseline->count) {
        return;
    }
    size_t end = first;
    while (end < baseline->count &&
           slice_equal(baseline->entries[end].path, below)) {
        baseline->entries[end++].is_met = true;
    }
    for (size_t i = 0; i < count; i++) {
        struct baseline_entry *entry = find_entry(
            baseline->entries + first, end - first, below, &findings[i]);
        if (entry) {
            entry->is_used = true;
            if (!findings[i].suppression) {
                findings[i].suppression = &known;
            }
        }
    }
}

void baseline_add(struct baseline *baseline, struct slice path,
    const struct doc *doc, const struct finding *finding)
{
    struct arena *arena = baseline->arena;
    add_entry(baseline,
        (struct baseline_entry){
            .path = arena_copy(arena, path_below(path, baseline->folder)),
            .rule = arena_copy(arena, finding->rule->id),
            .fingerprint = arena_copy(arena, slice_from(finding->fingerprint)),
            .address =
                arena_copy(arena, passage_address(doc, &finding->passage)),
            .quote = arena_copy(
                arena, utf8_beginning(finding->quote, QUOTE_LONGEST)),
        });
}

static json_t *entry_json(const struct baseline_entry *entry)
{
    json_t *object = json_object();
    json_object_set_new(object, "path", json_slice(entry->path));
    json_object_set_new(object, "rule", json_slice(entry->rule));
    json_object_set_new(object, "fingerprint", json_slice(entry->fingerprint));
    json_object_set_new(object, "address", json_slice(entry->address));
    json_object_set_new(object, "quote", json_slice(entry->quote));
    return object;
}

void baseline_write(const struct baseline *baseline, FILE *file)
{
    fprintf(file, "{\"schema_version\": %d, \"findings\": [", BASELINE_VERSION);
    for (size_t i = 0; i < baseline->count; i++) {
        json_t *object = entry_json(&baseline->entries[i]);
        fputs(i == 0 ? "\n" : ",\n", file);
        json_dumpf(object, file, 0);
        json_decref(object);
    }
    fputs("\n]}\n", file);
}
