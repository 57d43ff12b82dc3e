/*
 * main.c - clauselint: read the command line, run the command.
 */
#include "cmd/commands.h"

#include "cmd/output.h"
#include "cmd/sandbox.h"
#include "cmd/today.h"
#include "parser/memory.h"

#include <jansson.h>
#include <stdlib.h>

static enum status run_command(
    struct arena *arena, const struct options *options)
{
    if (options->wants_help) {
        return help_command(options);
    }
    switch (options->command) {
    case COMMAND_CHECK:
        return check_command(arena, options);
    case COMMAND_BASELINE:
        return baseline_command(arena, options);
    case COMMAND_COMPILE:
        return compile_command(arena, options);
    case COMMAND_CONFIG:
        return config_command(arena, options);
    case COMMAND_EXPLAIN:
        return explain_command(arena, options);
    case COMMAND_RULES:
        return rules_command(arena, options);
    case COMMAND_TEST:
        return test_command(arena, options);
    case COMMAND_LSP:
        return lsp_command(arena, options);
    case COMMAND_DIFF:
        return diff_command(arena, options);
    case COMMAND_HELP:
        return help_command(options);
    case COMMAND_VERSION:
        return version_command();
    }
    return STATUS_TROUBLE;
}

int main(int argc, char **argv)
{
    output_guard();
    /* A report that cannot be built is not to be written in part. */
    json_set_alloc_funcs(memory_take, free);
    struct arena *arena = arena_new();
    struct error error;
    struct options options = {
        .language = options_language(argc, argv, language_from_locale()),
    };
    enum status status = STATUS_TROUBLE;
    if (options_parse(arena, argc, argv, &options, &error) &&
        options_environment(arena, &options, &error)) {
        /* The server runs for days, and sees to it itself. */
        if (!date_is_set(options.as_of) && options.command != COMMAND_LSP) {
            options.as_of = today();
        }
        sandbox_for(arena, &options);
        status = run_command(arena, &options);
        if (status != STATUS_TROUBLE && !output_finish(&error)) {
            complain(options.language, SLICE(""), &error);
            status = STATUS_TROUBLE;
        }
    } else {
        complain(options.language, SLICE(""), &error);
    }
    arena_free(arena);
    return (int)status;
}
