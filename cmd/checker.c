#include "cmd/checker.h"

#include "cmd/allow_check.h"
#include "cmd/known.h"
#include "cmd/path.h"
#include "cmd/timing.h"

#include <pthread.h>
#include <stdatomic.h>

/* Threads that find a workspace ready; more of them make their own. */
#define SPARES 16

struct checker {
    struct arena *arena;
    const struct options *options;
    struct rules_loaded rules; /* as the command line wants them */
    bool remembers;            /* checker_remember() */
    uint32_t left_out;         /* checker_leave_out() */
    const struct options *run; /* of checker_prepare(), or NULL */
    _Atomic(struct workspace *) spares[SPARES]; /* in use by nobody */
    /* What documents share and the first of them makes: behind the lock. */
    pthread_mutex_t lock;
    struct config_cache *configs;
    struct packs_loaded *packs; /* sets of them; those loaded last are last */
    size_t packs_count;
    size_t packs_capacity;
    struct known known;
};

static bool add_packs(struct checker *checker, const struct option_list *files,
    struct trouble *ret_trouble)
{
    struct packs_loaded packs;
    if (!packs_load(checker->arena, files, &packs, ret_trouble)) {
        return false;
    }
    checker->packs = arena_grow(checker->arena, checker->packs,
        checker->packs_count, &checker->packs_capacity, sizeof(packs));
    checker->packs[checker->packs_count++] = packs;
    return true;
}

bool checker_open(struct arena *arena, const struct options *options,
    struct checker **ret, struct trouble *ret_trouble)
{
    struct checker *checker = arena_alloc(arena, sizeof(*checker));
    *checker = (struct checker){
        .arena = arena, .options = options, .known = {.arena = arena}};
    struct settings settings;
    settings_make_plain(arena, options, &settings);
    if (!add_packs(checker, &settings.options.packs, ret_trouble)) {
        return false;
    }
    if (!rules_choose(arena, &checker->packs[0], &settings, &checker->rules,
            ret_trouble)) {
        ruleset_free(checker->packs[0].ruleset);
        return false;
    }
    pthread_mutex_init(&checker->lock, NULL);
    checker->configs = config_cache_new(options);
    *ret = checker;
    return true;
}

void checker_remember(struct checker *checker)
{
    checker->remembers = true;
}

void checker_leave_out(struct checker *checker, uint32_t parts)
{
    checker->left_out = parts;
}

void checker_close(struct checker *checker)
{
    if (!checker) {
        return;
    }
    for (size_t i = 0; i < SPARES; i++) {
        workspace_free(checker->spares[i]);
    }
    for (size_t i = 0; i < checker->packs_count; i++) {
        ruleset_free(checker->packs[i].ruleset);
    }
    config_cache_free(checker->configs);
    pthread_mutex_destroy(&checker->lock);
}

const struct rules_loaded *checker_rules(const struct checker *checker)
{
    return &checker->rules;
}

bool checker_settings(struct checker *checker, struct arena *arena,
    struct slice path, struct settings *ret, struct trouble *ret_trouble)
{
    pthread_mutex_lock(&checker->lock);
    bool is_found =
        settings_find(checker->configs, arena, path, ret, ret_trouble);
    pthread_mutex_unlock(&checker->lock);
    if (!is_found) {
        return false;
    }
    if (checker->run) {
        ret->options.language = checker->run->language;
    }
    return true;
}

static bool has_file(const struct option_list *files, struct slice file)
{
    for (size_t i = 0; i < files->count; i++) {
        if (slice_equal(files->items[i], file)) {
            return true;
        }
    }
    return false;
}

static bool has_all(
    const struct option_list *files, const struct option_list *wanted)
{
    for (size_t i = 0; i < wanted->count; i++) {
        if (!has_file(files, wanted->items[i])) {
            return false;
        }
    }
    return true;
}

/* A copy of the packs that were loaded last and hold all those files; they
   are loaded when none do. */
static bool find_packs(struct checker *checker, const struct option_list *files,
    struct packs_loaded *ret, struct trouble *ret_trouble)
{
    for (size_t i = checker->packs_count; i-- > 0;) {
        if (has_all(&checker->packs[i].files, files)) {
            *ret = checker->packs[i];
            return true;
        }
    }
    struct option_list copy = {0};
    for (size_t i = 0; i < files->count; i++) {
        option_add_word(
            checker->arena, &copy, arena_copy(checker->arena, files->items[i]));
    }
    if (!add_packs(checker, &copy, ret_trouble)) {
        return false;
    }
    *ret = checker->packs[checker->packs_count - 1];
    return true;
}

static bool choose_rules(struct checker *checker, struct arena *arena,
    const struct settings *settings, struct rules_loaded *ret,
    struct trouble *ret_trouble)
{
    struct packs_loaded packs;
    pthread_mutex_lock(&checker->lock);
    bool is_found =
        find_packs(checker, &settings->options.packs, &packs, ret_trouble);
    /* without a configuration, what was chosen at first */
    bool is_plain = settings->folder.len == 0 && checker->packs_count == 1;
    pthread_mutex_unlock(&checker->lock);
    if (is_found && is_plain) {
        *ret = checker->rules;
        return true;
    }
    return is_found && rules_choose(arena, &packs, settings, ret, ret_trouble);
}

/* Add the packs of a document to those of all. */
static void gather_packs(struct checker *checker,
    const struct option_list *packs, struct option_list *files)
{
    for (size_t i = 0; i < packs->count; i++) {
        if (!has_file(files, packs->items[i])) {
            option_add_word(checker->arena, files,
                arena_copy(checker->arena, packs->items[i]));
        }
    }
}

/* Load the packs of all documents together. */
static bool load_together(struct checker *checker, const struct slice *paths,
    size_t count, struct packs_loaded *ret, struct trouble *ret_trouble)
{
    struct option_list files = {0};
    for (size_t i = 0; i < count; i++) {
        struct settings settings;
        struct arena *own = arena_new();
        bool is_made =
            checker_settings(checker, own, paths[i], &settings, ret_trouble);
        if (is_made) {
            gather_packs(checker, &settings.options.packs, &files);
        } else {
            trouble_in(
                ret_trouble, arena_copy(checker->arena, ret_trouble->path));
        }
        arena_free(own);
        if (!is_made) {
            return false;
        }
    }
    return find_packs(checker, &files, ret, ret_trouble);
}

/* A rule is disabled for the run when it is for each of its documents. */
static bool choose_together(struct checker *checker, const struct slice *paths,
    size_t count, struct rules_loaded *ret, struct trouble *ret_trouble)
{
    for (size_t i = 0; i < count; i++) {
        struct settings settings;
        struct rules_loaded rules;
        struct known_files known;
        struct arena *own = arena_new();
        bool is_chosen =
            checker_settings(checker, own, paths[i], &settings, ret_trouble) &&
            choose_rules(checker, own, &settings, &rules, ret_trouble) &&
            known_open(&checker->known, &settings, &known, ret_trouble);
        for (size_t k = 0; is_chosen && k < ruleset_count(ret->ruleset); k++) {
            ret->is_disabled[k] =
                (i == 0 || ret->is_disabled[k]) && rules.is_disabled[k];
        }
        if (!is_chosen) {
            trouble_in(
                ret_trouble, arena_copy(checker->arena, ret_trouble->path));
        }
        arena_free(own);
        if (!is_chosen) {
            return false;
        }
    }
    return true;
}

bool checker_prepare(struct checker *checker, const struct slice *paths,
    size_t count, struct checker_run *ret, struct trouble *ret_trouble)
{
    struct settings settings;
    struct packs_loaded packs;
    settings_make_plain(checker->arena, checker->options, &settings);
    if (count > 0 && !checker_settings(checker, checker->arena, paths[0],
                         &settings, ret_trouble)) {
        return false;
    }
    *ret = (struct checker_run){.options = settings.options};
    if (!load_together(checker, paths, count, &packs, ret_trouble) ||
        !rules_choose(
            checker->arena, &packs, &settings, &ret->rules, ret_trouble) ||
        !choose_together(checker, paths, count, &ret->rules, ret_trouble)) {
        return false;
    }
    checker->run = &ret->options;
    return true;
}

/* Part the findings at or above --severity into those to be shown and those
   that somebody allows. */
static void part_findings(struct arena *arena, struct checked_file *file)
{
    const struct report *report = file->report;
    file->findings =
        arena_array(arena, report->finding_count, sizeof(const void *));
    file->suppressed =
        arena_array(arena, report->finding_count, sizeof(const void *));
    for (size_t i = 0; i < report->finding_count; i++) {
        const struct finding *finding = &report->findings[i];
        if (finding->severity < file->options->severity) {
            continue;
        }
        if (finding->suppression) {
            file->suppressed[file->suppressed_count++] = finding;
        } else {
            file->findings[file->finding_count++] = finding;
        }
    }
}

/* Give findings the levels that the user wants for their rules. */
static void set_levels(struct report *report, const enum severity *levels)
{
    for (size_t i = 0; i < report->finding_count; i++) {
        struct finding *finding = &report->findings[i];
        enum severity level = levels[finding->rule->index];
        finding->severity = level != SEVERITY_NONE ? level : finding->severity;
    }
    for (size_t i = 0; i < report->requirement_count; i++) {
        struct requirement *requirement = &report->requirements[i];
        enum severity level = levels[requirement->rule->index];
        requirement->severity =
            level != SEVERITY_NONE ? level : requirement->severity;
    }
}

/* A workspace for one check; a new one when all are in use. */
static struct workspace *take_workspace(struct checker *checker)
{
    for (size_t i = 0; i < SPARES; i++) {
        struct workspace *spare = atomic_exchange(&checker->spares[i], NULL);
        if (spare) {
            return spare;
        }
    }
    struct workspace *workspace = workspace_new();
    if (checker->remembers) {
        workspace_remember(workspace);
    }
    return workspace;
}

static void put_workspace(struct checker *checker, struct workspace *workspace)
{
    for (size_t i = 0; i < SPARES && workspace; i++) {
        workspace = atomic_exchange(&checker->spares[i], workspace);
    }
    workspace_free(workspace);
}

/* What a check is given besides rules and document. */
struct check_means {
    struct workspace *workspace;
    struct stopwatch *watch; /* or NULL */
    uint32_t left_out;       /* bits of enum report_part */
};

static void check_with(const struct options *options,
    const struct rules_loaded *rules, const struct check_means *means,
    const struct doc *doc, struct report *ret)
{
    const struct check_options check_options = {
        .as_of = options->as_of,
        .jurisdictions = options->jurisdictions,
        .operator_types = options->operator_types,
        .document_types = options->document_types,
        .is_disabled = rules->is_disabled,
        .is_selected = rules->is_selected,
        .workspace = means->workspace,
        .watch = means->watch,
        .has_no_allow = options->has_no_allow,
        .requires_reason = options->requires_reason,
        .left_out = means->left_out,
    };
    check_doc(rules->ruleset, doc, &check_options, ret);
    set_levels(ret, rules->levels);
}

/* The files that say which findings do not count; all documents share them. */
static bool open_known(struct checker *checker, const struct settings *settings,
    struct known_files *ret, struct trouble *ret_trouble)
{
    pthread_mutex_lock(&checker->lock);
    bool is_open = known_open(&checker->known, settings, ret, ret_trouble);
    pthread_mutex_unlock(&checker->lock);
    return is_open;
}

static void apply_known(struct checker *checker,
    const struct known_files *known, struct arena *arena,
    const struct checked_file *file)
{
    struct slice path = path_absolute(arena, file->path);
    pthread_mutex_lock(&checker->lock);
    known_apply(known, arena, file->options, path, file->report);
    pthread_mutex_unlock(&checker->lock);
}

bool checker_check(struct checker *checker, struct arena *arena,
    struct checked_file *file, struct trouble *ret_trouble)
{
    struct settings *settings = arena_alloc(arena, sizeof(*settings));
    struct rules_loaded rules;
    struct file_timing *timing = file_timing_new(arena, checker->options);
    if (!checker_settings(checker, arena, file->path, settings, ret_trouble) ||
        !choose_rules(checker, arena, settings, &rules, ret_trouble)) {
        return false;
    }
    struct stopwatch *watch = file_timing_begin(timing, arena, rules.ruleset);
    struct doc *doc = arena_alloc(arena, sizeof(*doc));
    struct report *report = arena_alloc(arena, sizeof(*report));
    const struct doc_input input = {file->path, file->bytes, watch};
    if (!doc_read_timed(arena, &input, doc, &ret_trouble->error)) {
        return trouble_in(ret_trouble, file->path);
    }
    struct known_files known;
    if (!open_known(checker, settings, &known, ret_trouble)) {
        return false;
    }
    bool has_known = known.allow || known.baseline;
    struct check_means means = {
        .workspace = take_workspace(checker),
        .watch = watch,
        .left_out =
            checker->left_out & ~(has_known ? (uint32_t)PART_FINGERPRINTS : 0),
    };
    check_with(&settings->options, &rules, &means, doc, report);
    put_workspace(checker, means.workspace);
    file->options = &settings->options;
    file->allow_folder = known_allow_folder(arena, settings);
    file->doc = doc;
    file->report = report;
    file->timing = timing;
    apply_known(checker, &known, arena, file);
    part_findings(arena, file);
    return true;
}

size_t checker_allow_file_count(const struct checker *checker)
{
    return checker->known.allow_count;
}

static bool check_allow(struct checker *checker, struct arena *arena,
    const struct allow_file *file, struct checked_file *ret,
    struct trouble *ret_trouble)
{
    struct settings *settings = arena_alloc(arena, sizeof(*settings));
    struct rules_loaded rules;
    if (!checker_settings(checker, arena, file->path, settings, ret_trouble) ||
        !choose_rules(checker, arena, settings, &rules, ret_trouble)) {
        return false;
    }
    *ret = (struct checked_file){.options = &settings->options};
    if (!allow_file_check(file, arena, &rules, ret, &ret_trouble->error)) {
        return trouble_in(ret_trouble, file->path);
    }
    part_findings(arena, ret);
    return true;
}

bool checker_check_allow_file(struct checker *checker, size_t index,
    struct arena *arena, struct checked_file *ret, struct trouble *ret_trouble)
{
    return check_allow(
        checker, arena, checker->known.allow_files[index], ret, ret_trouble);
}

bool checker_check_allow_bytes(struct checker *checker, struct arena *arena,
    struct checked_file *file, struct trouble *ret_trouble)
{
    struct allow_file *read = arena_alloc(arena, sizeof(*read));
    if (!allow_file_read(
            arena, file->path, file->bytes, read, &ret_trouble->error)) {
        return trouble_in(ret_trouble, file->path);
    }
    return check_allow(checker, arena, read, file, ret_trouble);
}

struct known *checker_known(struct checker *checker)
{
    return &checker->known;
}
