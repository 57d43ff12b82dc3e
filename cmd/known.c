#include "cmd/known.h"

#include "cmd/input.h"
#include "cmd/path.h"

#include <unistd.h>

/* The allowance file of a document: the one that is named, else the one beside
   its nearest configuration; empty when there is none. */
static struct slice allow_path(
    struct arena *arena, const struct settings *settings)
{
    if (settings->options.allow_file.len > 0) {
        return settings->options.allow_file;
    }
    if (settings->folder.len == 0) {
        return SLICE("");
    }
    struct slice path =
        path_join(arena, settings->folder, SLICE(ALLOW_FILE_NAME));
    return access(arena_string(arena, path), F_OK) == 0 ? path : SLICE("");
}

struct slice known_allow_folder(
    struct arena *arena, const struct settings *settings)
{
    struct slice file = settings->options.allow_file;
    return file.len > 0 ? path_folder(path_absolute(arena, file))
                        : settings->folder;
}

static struct slice shown(struct arena *arena, struct slice path)
{
    return path_shown(arena, path_absolute(arena, path));
}

static bool open_allow_file(struct known *known, struct slice path,
    struct allow_file **ret, struct trouble *ret_trouble)
{
    for (size_t i = 0; i < known->allow_count; i++) {
        if (slice_equal(known->allow_files[i]->path, path)) {
            *ret = known->allow_files[i];
            return true;
        }
    }
    struct slice bytes;
    struct input input = {.path = path};
    struct allow_file *file = arena_alloc(known->arena, sizeof(*file));
    if (!input_read(known->arena, &input, &bytes, &ret_trouble->error) ||
        !allow_file_read(
            known->arena, path, bytes, file, &ret_trouble->error)) {
        return trouble_in(ret_trouble, path);
    }
    known->allow_files = arena_grow(known->arena, known->allow_files,
        known->allow_count, &known->allow_capacity, sizeof(file));
    known->allow_files[known->allow_count++] = file;
    *ret = file;
    return true;
}

static bool open_baseline(struct known *known, struct slice path,
    struct baseline **ret, struct trouble *ret_trouble)
{
    for (size_t i = 0; i < known->baseline_count; i++) {
        if (slice_equal(known->baselines[i]->path, path)) {
            *ret = known->baselines[i];
            return true;
        }
    }
    struct slice bytes;
    struct input input = {.path = path};
    struct baseline *baseline = arena_alloc(known->arena, sizeof(*baseline));
    if (access(arena_string(known->arena, path), F_OK) != 0) {
        error_set(&ret_trouble->error,
            "нет такого файла; список известных находок создаёт clauselint "
            "baseline write",
            "no such file; clauselint baseline write makes the list of known "
            "findings");
        return trouble_in(ret_trouble, path);
    }
    if (!input_read(known->arena, &input, &bytes, &ret_trouble->error) ||
        !baseline_read(
            known->arena, path, bytes, baseline, &ret_trouble->error)) {
        return trouble_in(ret_trouble, path);
    }
    known->baselines = arena_grow(known->arena, known->baselines,
        known->baseline_count, &known->baseline_capacity, sizeof(baseline));
    known->baselines[known->baseline_count++] = baseline;
    *ret = baseline;
    return true;
}

bool known_open(struct known *known, const struct settings *settings,
    struct known_files *ret, struct trouble *ret_trouble)
{
    struct known_files files = {0};
    const struct options *options = &settings->options;
    struct slice allow = allow_path(known->arena, settings);
    if (allow.len > 0 && !options->has_no_allow &&
        !open_allow_file(
            known, shown(known->arena, allow), &files.allow, ret_trouble)) {
        return false;
    }
    if (options->baseline.len > 0 && !options->has_no_baseline &&
        !open_baseline(known, shown(known->arena, options->baseline),
            &files.baseline, ret_trouble)) {
        return false;
    }
    *ret = files;
    return true;
}

void known_apply(const struct known_files *files, struct arena *arena,
    const struct options *options, struct slice path,
    const struct report *report)
{
    if (files->allow) {
        const struct allow_wish wish = {
            options->as_of, options->requires_reason};
        allow_file_apply(files->allow, arena, path, &wish, report);
    }
    if (files->baseline) {
        baseline_apply(
            files->baseline, path, report->findings, report->finding_count);
    }
}
