/*
 * completions.c - make a shell's completion from the table of options.
 *
 *     completions sh|fish TEMPLATE
 *
 * Run by the build: the template on standard output, and in place of its line
 * "@TABLE@" a function that answers with the words behind a key:
 *
 *     commands                  the commands
 *     verbs COMMAND             what its first operand may be
 *     operand COMMAND           KIND CHOICE...
 *     options COMMAND           the options
 *     value COMMAND OPTION      KIND CHOICE...
 *
 * So a template knows how its shell completes, and no option.
 */
#include "cmd/option.h"

#include <stdio.h>
#include <string.h>

#define LINE_LIMIT 1000

/* How a shell writes a function that chooses by its arguments. */
struct shell {
    const char *begin;
    const char *key_begin;
    const char *key_end;
    const char *entry_end;
    const char *end;
};

static const struct shell sh = {
    .begin = "_clauselint_table() {\n    case \"$*\" in\n",
    .key_begin = "    '",
    .key_end = "') echo",
    .entry_end = " ;;\n",
    .end = "    esac\n}\n",
};

static const struct shell fish = {
    .begin = "function __clauselint_table\n    switch \"$argv\"\n",
    .key_begin = "        case '",
    .key_end = "'\n            printf '%s\\n'",
    .entry_end = "\n",
    .end = "    end\nend\n",
};

/* "file", "choice" … */
static const char *kind_name(enum value_kind kind)
{
    switch (kind) {
    case VALUE_NONE:
        return "none";
    case VALUE_WORD:
        return "word";
    case VALUE_FILE:
        return "file";
    case VALUE_RULES:
        return "rules";
    case VALUE_LEVEL:
        return "level";
    case VALUE_CHOICE:
        return "choice";
    case VALUE_CHOICES:
        return "choices";
    case VALUE_REPORT:
        return "report";
    }
    return "";
}

static void begin_entry(const struct shell *shell, const char *what,
    const char *command, const char *option)
{
    printf("%s%s%s%s%s%s%s", shell->key_begin, what, command ? " " : "",
        command ? command : "", option ? " " : "", option ? option : "",
        shell->key_end);
}

static void print_commands(const struct shell *shell)
{
    begin_entry(shell, "commands", NULL, NULL);
    for (const struct command_entry *at = command_table; at->name; at++) {
        printf(" %s", at->name);
    }
    fputs(shell->entry_end, stdout);
}

static void print_operands(
    const struct shell *shell, const struct command_entry *command)
{
    begin_entry(shell, "operand", command->name, NULL);
    printf(" %s", kind_name(command->operands));
    fputs(shell->entry_end, stdout);
    if (command->verbs) {
        begin_entry(shell, "verbs", command->name, NULL);
        printf(" %s", command->verbs);
        fputs(shell->entry_end, stdout);
    }
}

static void print_options(
    const struct shell *shell, const struct command_entry *command)
{
    begin_entry(shell, "options", command->name, NULL);
    for (size_t i = 0; i < option_count; i++) {
        const struct option *option = &option_table[i];
        if (option->commands & command->command) {
            printf(" %s%s%s", option->name, option->short_name ? " " : "",
                option->short_name ? option->short_name : "");
        }
    }
    fputs(shell->entry_end, stdout);
}

static void print_value(const struct shell *shell,
    const struct command_entry *command, const struct value *value,
    const char *name)
{
    const struct choice *choice = value_choices(value, command->command);
    begin_entry(shell, "value", command->name, name);
    printf(" %s", kind_name(value->kind));
    for (; choice && choice->name; choice++) {
        printf(" %s", choice->name);
    }
    fputs(shell->entry_end, stdout);
}

static void print_values(
    const struct shell *shell, const struct command_entry *command)
{
    for (size_t i = 0; i < option_count; i++) {
        const struct option *option = &option_table[i];
        if (!(option->commands & command->command) || !option->value) {
            continue;
        }
        print_value(shell, command, option->value, option->name);
        if (option->short_name) {
            print_value(shell, command, option->value, option->short_name);
        }
    }
}

static void print_table(const struct shell *shell)
{
    fputs(shell->begin, stdout);
    print_commands(shell);
    for (const struct command_entry *at = command_table; at->name; at++) {
        print_operands(shell, at);
        print_options(shell, at);
        print_values(shell, at);
    }
    fputs(shell->end, stdout);
}

static bool fill(FILE *template, const struct shell *shell)
{
    char line[LINE_LIMIT];
    while (fgets(line, sizeof(line), template)) {
        if (strcmp(line, "@TABLE@\n") == 0) {
            print_table(shell);
        } else {
            fputs(line, stdout);
        }
    }
    return !ferror(template) && fflush(stdout) == 0;
}

int main(int argc, char **argv)
{
    const struct shell *shell =
        argc == 3 && strcmp(argv[1], "fish") == 0 ? &fish : &sh;
    FILE *template = argc == 3 ? fopen(argv[2], "r") : NULL;
    if (!template) {
        fputs("completions: sh|fish TEMPLATE\n", stderr);
        return 2;
    }
    bool is_filled = fill(template, shell);
    fclose(template);
    return is_filled ? 0 : 2;
}
