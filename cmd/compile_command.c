#include "cmd/commands.h"

#include "cmd/doc_json.h"
#include "cmd/input.h"
#include "cmd/json_value.h"
#include "cmd/load.h"
#include "cmd/output.h"
#include "cmd/tree.h"

/* The one input that the operands name. */
static bool find_input(struct arena *arena, const struct options *options,
    struct input *ret, struct error *ret_error)
{
    if (options->operands.count != 1) {
        return error_set(ret_error, "compile: укажите один файл или «-»",
            "compile: name one file, or \"-\"");
    }
    struct input_list inputs = {.arena = arena};
    if (!input_find(&inputs, options->operands.items[0],
            options->stdin_filename, ret_error)) {
        return false;
    }
    if (inputs.count != 1) {
        return error_set(ret_error, "здесь несколько файлов, а нужен один",
            "there are several files here, one is needed");
    }
    *ret = inputs.items[0];
    return true;
}

static bool read_doc(struct arena *arena, const struct input *input,
    struct doc *ret, struct trouble *ret_trouble)
{
    struct slice bytes;
    return (input_read(arena, input, &bytes, &ret_trouble->error) &&
               doc_read(arena, input->path, bytes, ret, &ret_trouble->error)) ||
           trouble_in(ret_trouble, input->path);
}

static void print_json(const struct options *options, const struct doc *doc,
    const struct rules_loaded *rules, FILE *file)
{
    const struct check_options check_options = {
        .as_of = options->as_of,
        .jurisdictions = options->jurisdictions,
        .operator_types = options->operator_types,
        .document_types = options->document_types,
    };
    struct report report;
    check_doc(rules->ruleset, doc, &check_options, &report);
    struct json_text text;
    json_report_open(&text, file);
    json_add_date(&text, "as_of", options->as_of);
    doc_json(&text, doc, &report, options->language);
    json_report_close(&text);
}

static bool print_doc(const struct options *options, const struct doc *doc,
    FILE *file, struct arena *arena, struct trouble *ret_trouble)
{
    if (options->target == TARGET_TREE) {
        struct terminal terminal;
        terminal_init(&terminal, file, options->color, options->language);
        tree_print(&terminal, doc);
        return true;
    }
    struct rules_loaded rules;
    if (!rules_load(arena, options, &rules, ret_trouble)) {
        return false;
    }
    print_json(options, doc, &rules, file);
    rules_unload(&rules);
    return true;
}

/* With the options that hold for the document. */
static bool compile(struct arena *arena, const struct options *options,
    const struct input *input, struct trouble *ret_trouble)
{
    struct doc doc;
    struct output output;
    if (!read_doc(arena, input, &doc, ret_trouble)) {
        return false;
    }
    if (!output_open(&output, arena, options->output, &ret_trouble->error)) {
        return trouble_in(ret_trouble, options->output);
    }
    if (!print_doc(options, &doc, output.file, arena, ret_trouble)) {
        output_discard(&output);
        return false;
    }
    return output_close(&output, &ret_trouble->error) ||
           trouble_in(ret_trouble, options->output);
}

enum status compile_command(struct arena *arena, const struct options *options)
{
    struct input input = {0};
    struct settings settings;
    struct trouble trouble = {0};
    if (!find_input(arena, options, &input, &trouble.error)) {
        if (options->operands.count == 1) {
            trouble.path = options->operands.items[0];
        }
        complain_of(options->language, &trouble);
        return STATUS_TROUBLE;
    }
    struct config_cache *configs = config_cache_new(options);
    bool is_done =
        settings_find(configs, arena, input.path, &settings, &trouble) &&
        compile(arena, &settings.options, &input, &trouble);
    if (!is_done) {
        complain_of(options->language, &trouble);
    }
    config_cache_free(configs);
    return is_done ? STATUS_CLEAN : STATUS_TROUBLE;
}
