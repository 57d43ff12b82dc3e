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

static bool read_doc(
    struct arena *arena, const struct options *options, struct doc *ret)
{
    struct error error;
    struct input input = {0};
    struct slice bytes;
    if (find_input(arena, options, &input, &error) &&
        input_read(arena, &input, &bytes, &error) &&
        doc_read(arena, input.path, bytes, ret, &error)) {
        return true;
    }
    struct slice subject = input.path;
    if (subject.len == 0 && options->operands.count == 1) {
        subject = options->operands.items[0];
    }
    complain(options->language, subject, &error);
    return false;
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
    FILE *file, struct arena *arena)
{
    if (options->target == TARGET_TREE) {
        struct terminal terminal;
        terminal_init(&terminal, file, options->color, options->language);
        tree_print(&terminal, doc);
        return true;
    }
    struct rules_loaded rules;
    struct trouble trouble;
    if (!rules_load(arena, options, &rules, &trouble)) {
        complain_of(options->language, &trouble);
        return false;
    }
    print_json(options, doc, &rules, file);
    rules_unload(&rules);
    return true;
}

enum status compile_command(struct arena *arena, const struct options *options)
{
    struct doc doc;
    struct error error;
    struct output output;
    if (!read_doc(arena, options, &doc)) {
        return STATUS_TROUBLE;
    }
    if (!output_open(&output, arena, options->output, &error)) {
        complain(options->language, options->output, &error);
        return STATUS_TROUBLE;
    }
    bool is_printed = print_doc(options, &doc, output.file, arena);
    if (!is_printed) {
        output_discard(&output);
        return STATUS_TROUBLE;
    }
    if (!output_close(&output, &error)) {
        complain(options->language, options->output, &error);
        return STATUS_TROUBLE;
    }
    return STATUS_CLEAN;
}
