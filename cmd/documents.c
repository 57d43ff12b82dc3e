#include "cmd/documents.h"

#include "cmd/crew.h"
#include "cmd/html_page.h"
#include "cmd/path.h"
#include "cmd/progress.h"
#include "cmd/timing.h"

#include <stdlib.h>

/* Add the inputs that an operand names; a bad operand is said and passed. */
static void find_inputs(struct documents *documents, size_t first)
{
    const struct options *options = documents->options;
    for (size_t i = first; i < options->operands.count; i++) {
        struct error error;
        struct slice operand = options->operands.items[i];
        if (!input_find(
                &documents->inputs, operand, options->stdin_filename, &error)) {
            complain(options->language, operand, &error);
            documents->has_trouble = true;
        }
    }
}

/* A path, and where it stands among the inputs. */
struct seat {
    struct slice path; /* absolute */
    size_t index;
};

static int compare_seats(const void *a, const void *b)
{
    const struct seat *x = a;
    const struct seat *y = b;
    int order = slice_compare(x->path, y->path);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* What several operands name («docs docs/policy.md») is one document, and
   standard input can be read once. */
static void drop_repeated(struct input_list *inputs)
{
    size_t count = inputs->count;
    struct seat *seats = arena_array(inputs->arena, count, sizeof(*seats));
    bool *is_repeated = arena_array(inputs->arena, count, sizeof(bool));
    for (size_t i = 0; i < count; i++) {
        const struct input *input = &inputs->items[i];
        seats[i] = (struct seat){
            input->is_stdin ? SLICE("-")
                            : path_absolute(inputs->arena, input->path),
            i};
    }
    qsort(seats, count, sizeof(*seats), compare_seats);
    for (size_t i = 1; i < count; i++) {
        is_repeated[seats[i].index] =
            slice_equal(seats[i].path, seats[i - 1].path);
    }
    inputs->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_repeated[i]) {
            inputs->items[inputs->count++] = inputs->items[i];
        }
    }
}

/* Take out the inputs that a configuration says to skip. One that was named is
   said to be; when all in folders are, nothing of them was checked. */
static bool drop_skipped(struct documents *documents, struct trouble *trouble)
{
    struct input_list *inputs = &documents->inputs;
    enum language language = documents->options->language;
    size_t kept = 0;
    bool is_named = false;
    for (size_t i = 0; i < inputs->count; i++) {
        struct input input = inputs->items[i];
        struct settings settings;
        struct arena *own = arena_new();
        if (!checker_settings(
                documents->checker, own, input.path, &settings, trouble)) {
            trouble_in(trouble, arena_copy(inputs->arena, trouble->path));
            arena_free(own);
            return false;
        }
        struct error error;
        if (!settings.options.is_skipped) {
            inputs->items[kept++] = input;
        } else if (!input.is_found) {
            is_named = true;
            error_set(&error, "не проверяется: так велит ключ skip",
                "not checked: the key skip says so");
            complain(language, input.path, &error);
        }
        arena_free(own);
    }
    if (inputs->count > 0 && kept == 0 && !is_named) {
        return error_set(&trouble->error,
            "ключ skip велит пропустить все документы",
            "the key skip leaves out all documents");
    }
    inputs->count = kept;
    return true;
}

bool documents_find(struct documents *ret, struct arena *arena,
    const struct options *options, struct checker *checker, size_t first)
{
    struct trouble trouble = {0};
    struct documents documents = {.options = options,
        .checker = checker,
        .run = arena_alloc(arena, sizeof(*documents.run)),
        .inputs = {.arena = arena}};
    find_inputs(&documents, first);
    if (options->operands.count > first + 1 && documents.inputs.count > 1) {
        drop_repeated(&documents.inputs);
    }
    if (!drop_skipped(&documents, &trouble)) {
        complain_of(options->language, &trouble);
        return false;
    }
    size_t count = documents.inputs.count;
    struct slice *paths = arena_array(arena, count, sizeof(*paths));
    for (size_t i = 0; i < count; i++) {
        paths[i] = documents.inputs.items[i].path;
    }
    if (!checker_prepare(checker, paths, count, documents.run, &trouble)) {
        complain_of(options->language, &trouble);
        return false;
    }
    documents.options = &documents.run->options;
    *ret = documents;
    return true;
}

/* The documents on their way to the one who is told of them. */
struct telling {
    struct documents *documents;
    void (*tell)(void *context, const struct checked_file *file);
    void *context;
    struct progress progress;
};

/* One document, or why there is none. */
struct outcome {
    bool is_checked;
    bool is_left_out; /* a report of ours that was found in a folder */
    struct checked_file file;
    struct trouble trouble;
};

static bool check_input(struct checker *checker, struct arena *arena,
    const struct input *input, struct outcome *ret)
{
    struct slice bytes;
    uint64_t begun = timing_now();
    if (!input_read(arena, input, &bytes, &ret->trouble.error)) {
        return trouble_in(&ret->trouble, input->path);
    }
    if (input->is_found && html_page_is_ours(bytes)) {
        ret->is_left_out = true;
        return false;
    }
    uint64_t read = timing_now();
    ret->file = (struct checked_file){.path = input->path, .bytes = bytes};
    if (!checker_check(checker, arena, &ret->file, &ret->trouble)) {
        return false;
    }
    if (ret->file.timing) {
        ret->file.timing->read = read - begun;
    }
    return true;
}

/* In any thread: nothing of the run is changed. */
static void *make_outcome(void *context, size_t index, struct arena *arena)
{
    const struct telling *telling = context;
    const struct documents *documents = telling->documents;
    struct outcome *outcome = arena_alloc(arena, sizeof(*outcome));
    outcome->is_checked = check_input(
        documents->checker, arena, &documents->inputs.items[index], outcome);
    return outcome;
}

static void tell_outcome(void *context, void *piece)
{
    struct telling *telling = context;
    const struct outcome *outcome = piece;
    progress_hide(&telling->progress);
    if (outcome->is_checked) {
        telling->tell(telling->context, &outcome->file);
    } else if (!outcome->is_left_out) {
        complain_of(telling->documents->options->language, &outcome->trouble);
        telling->documents->has_trouble = true;
    }
    progress_step(&telling->progress);
}

void documents_check(struct documents *documents,
    void (*tell)(void *context, const struct checked_file *file), void *context)
{
    struct telling telling = {documents, tell, context, {0}};
    const struct options *options = documents->options;
    const struct crew_task task = {
        .count = documents->inputs.count,
        .make = make_outcome,
        .tell = tell_outcome,
        .context = &telling,
    };
    progress_begin(
        &telling.progress, task.count, options->is_quiet, options->language);
    crew_run(&task, options->jobs ? options->jobs : crew_size(task.count));
    progress_hide(&telling.progress);
}
