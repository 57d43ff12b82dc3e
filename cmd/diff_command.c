#include "cmd/commands.h"

#include "cmd/checker.h"
#include "cmd/diff_report.h"
#include "cmd/input.h"
#include "cmd/output.h"
#include "cmd/revision.h"

/* One edition: where its bytes come from, and what it is called. */
struct edition {
    struct slice path;
    struct slice revision; /* empty: the file as it stands */
    struct slice name;
};

struct editions {
    struct edition old_edition;
    struct edition new_edition;
};

static struct slice name_at(
    struct arena *arena, struct slice path, struct slice revision)
{
    return revision.len == 0
               ? path
               : arena_format(arena, "%.*s@%.*s", (int)path.len, path.bytes,
                     (int)revision.len, revision.bytes);
}

static bool editions_of(struct arena *arena, const struct options *options,
    struct editions *ret, struct error *ret_error)
{
    const struct option_list *operands = &options->operands;
    if (options->git.len == 0) {
        if (operands->count != 2) {
            return error_set(ret_error,
                "diff: укажите старый и новый файл или --git РЕВИЗИЯ ФАЙЛ",
                "diff: name the old and the new file, or --git REV FILE");
        }
        ret->old_edition =
            (struct edition){operands->items[0], SLICE(""), operands->items[0]};
        ret->new_edition =
            (struct edition){operands->items[1], SLICE(""), operands->items[1]};
        return true;
    }
    if (operands->count != 1) {
        return error_set(ret_error, "diff: с --git укажите один файл",
            "diff: with --git name one file");
    }
    struct slice path = operands->items[0];
    struct edition *old_edition = &ret->old_edition;
    struct edition *new_edition = &ret->new_edition;
    old_edition->path = new_edition->path = path;
    if (!revision_split(options->git, &old_edition->revision,
            &new_edition->revision, ret_error)) {
        return false;
    }
    old_edition->name = name_at(arena, path, old_edition->revision);
    new_edition->name = name_at(arena, path, new_edition->revision);
    return true;
}

/* Read and check one edition. */
static bool check_edition(struct checker *checker, struct arena *arena,
    const struct edition *edition, const struct options *options,
    struct checked_file *ret)
{
    struct trouble trouble = {.path = edition->path};
    struct input input = {.path = edition->path,
        .is_stdin = slice_equal(edition->path, SLICE("-")) &&
                    edition->revision.len == 0};
    struct slice bytes = SLICE("");
    bool is_read = edition->revision.len > 0
                       ? revision_read(arena, edition->revision, edition->path,
                             &bytes, &trouble.error)
                       : input_read(arena, &input, &bytes, &trouble.error);
    struct slice path = input.is_stdin && options->stdin_filename.len > 0
                            ? options->stdin_filename
                            : edition->path;
    *ret = (struct checked_file){.path = path, .bytes = bytes};
    if (is_read && checker_check(checker, arena, ret, &trouble)) {
        return true;
    }
    complain_of(options->language, &trouble);
    return false;
}

static bool read_acknowledgements(struct arena *arena,
    const struct options *options, struct acknowledgement_list *ret)
{
    struct error error;
    struct slice bytes;
    struct input input = {.path = options->acknowledged};
    if (options->acknowledged.len == 0 ||
        (input_read(arena, &input, &bytes, &error) &&
            acknowledgements_read(arena, bytes, ret, &error))) {
        return true;
    }
    complain(options->language, options->acknowledged, &error);
    return false;
}

static void write_report(
    FILE *file, enum output_format format, const struct diff_report *report)
{
    if (format == OUTPUT_JSON) {
        diff_json(file, report);
    } else if (format == OUTPUT_MARKDOWN) {
        diff_markdown(file, report);
    } else if (format == OUTPUT_HTML) {
        diff_html(file, report);
    } else {
        diff_text(file, report);
    }
}

static bool write_reports(struct arena *arena, const struct diff_report *report)
{
    const struct options *options = report->options;
    bool is_written = true;
    for (size_t i = 0; i < options->report_count; i++) {
        struct error error;
        struct output output;
        struct slice path = options->reports[i].path;
        if (!output_open(&output, arena, path, &error)) {
            complain(options->language, path, &error);
            return false;
        }
        write_report(output.file, options->reports[i].format, report);
        if (!output_close(&output, &error)) {
            complain(options->language, path, &error);
            is_written = false;
        }
    }
    return is_written;
}

static enum status compare(struct arena *arena, const struct options *options,
    struct checker *checker, const struct editions *editions)
{
    struct checked_file old_file;
    struct checked_file new_file;
    struct diff_report report = {.options = options,
        .old_name = editions->old_edition.name,
        .new_name = editions->new_edition.name};
    if (!check_edition(
            checker, arena, &editions->old_edition, options, &old_file) ||
        !check_edition(
            checker, arena, &editions->new_edition, options, &new_file) ||
        !read_acknowledgements(arena, options, &report.acknowledgements)) {
        return STATUS_TROUBLE;
    }
    struct diff diff;
    diff_make(arena, &(struct diff_side){old_file.doc, old_file.report},
        &(struct diff_side){new_file.doc, new_file.report}, &diff);
    report.diff = &diff;
    diff_report_settle(arena, &report);
    if (!write_reports(arena, &report)) {
        return STATUS_TROUBLE;
    }
    return report.failing > 0 ? STATUS_FINDINGS : STATUS_CLEAN;
}

enum status diff_command(struct arena *arena, const struct options *options)
{
    struct error error;
    struct editions editions = {0};
    struct trouble trouble;
    struct checker *checker;
    if (!editions_of(arena, options, &editions, &error)) {
        complain(options->language, SLICE(""), &error);
        return STATUS_TROUBLE;
    }
    if (!checker_open(arena, options, &checker, &trouble)) {
        complain_of(options->language, &trouble);
        return STATUS_TROUBLE;
    }
    enum status status = compare(arena, options, checker, &editions);
    checker_close(checker);
    return status;
}
