/*
 * options.h - the command line, read once.
 *
 *     clauselint COMMAND [OPTION]... [OPERAND]...
 *
 * Options and operands may stand in any order, options before the command,
 * too; "--" ends the options; "-" is an operand. A long option takes its value
 * after "=" or as the next word.
 */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include "cmd/terminal.h"
#include "parser/arena.h"
#include "parser/date.h"
#include "parser/error.h"
#include "rules/rule.h"

#include <stdbool.h>
#include <stdint.h>

/* One bit each, so that an option can name the commands it belongs to. */
enum command {
    COMMAND_CHECK = 1u << 0,
    COMMAND_COMPILE = 1u << 1,
    COMMAND_EXPLAIN = 1u << 2,
    COMMAND_RULES = 1u << 3,
    COMMAND_TEST = 1u << 4,
    COMMAND_HELP = 1u << 5,
    COMMAND_VERSION = 1u << 6,
    COMMAND_LSP = 1u << 7,
    COMMAND_CONFIG = 1u << 8,
    COMMAND_DIFF = 1u << 9,
    COMMAND_BASELINE = 1u << 10,
};

enum output_format {
    OUTPUT_TEXT,
    OUTPUT_JSON,
    OUTPUT_JSONL,
    OUTPUT_GCC,
    OUTPUT_GITHUB,
    OUTPUT_SARIF,
    OUTPUT_GITLAB,
    OUTPUT_CHECKSTYLE,
    OUTPUT_JUNIT,
    OUTPUT_HTML,
    OUTPUT_ALLOW,
    OUTPUT_MARKDOWN,
};

/* Which changes make diff exit with 1. */
enum fail_on_change {
    FAIL_ON_RIGHTS = 1u << 0,      /* narrowed */
    FAIL_ON_SCOPE = 1u << 1,       /* widened */
    FAIL_ON_OBLIGATIONS = 1u << 2, /* changed, but for the better */
    FAIL_ON_WORDING = 1u << 3,
    FAIL_ON_TYPOGRAPHY = 1u << 4,
    FAIL_ON_ANY = 1u << 5, /* also those for the better */
};

enum compile_target { TARGET_TREE, TARGET_JSON };

/* Words of one option that may be repeated and hold commas. */
struct option_list {
    struct slice *items;
    size_t count;
    size_t capacity;
};

/* One report that is asked for by --format FORMAT or --format FORMAT=FILE. */
struct report_wanted {
    enum output_format format;
    struct slice path; /* empty: standard output */
};

/* The level that the user gives to the rules of a name. */
struct rule_level {
    struct slice rule;   /* as for select: "ru/name", "ru/name-*", "ru" */
    enum severity level; /* SEVERITY_NONE: off */
};

struct option; /* option.h */

enum origin_kind {
    ORIGIN_DEFAULT,
    ORIGIN_FILE,
    ORIGIN_ENVIRONMENT,
    ORIGIN_COMMAND_LINE,
};

/* Where a value was said. */
struct origin {
    enum origin_kind kind;
    struct slice path;  /* of a configuration */
    struct place place; /* of the value in it */
};

/* A value given to an option that is a key of the configuration, too. */
struct setting {
    const struct option *option;
    struct slice value;
    struct origin origin;
};

struct setting_list {
    struct setting *items;
    size_t count;
    size_t capacity;
};

/* Lives in the arena it was parsed into; the slices point into argv. */
struct options {
    enum command command;
    enum language language;
    bool wants_help; /* --help after a command */
    struct option_list operands;
    enum output_format format; /* of the list of rules */
    /* What check writes: at least one, no two to the same place. */
    struct report_wanted *reports;
    size_t report_count;
    size_t report_capacity;
    enum compile_target target;
    struct slice output; /* file to write instead of standard output */
    struct option_list select;
    struct option_list extend_select; /* besides those that select leaves */
    struct option_list ignore;
    struct rule_level *levels; /* of those that name a rule the last holds */
    size_t level_count;
    size_t level_capacity;
    struct option_list packs;  /* files of the user's own rules */
    enum severity severity;    /* the least one shown */
    enum severity fail_on;     /* SEVERITY_NONE: never */
    uint32_t fail_on_changes;  /* bits of enum fail_on_change: of diff */
    enum severity fail_on_new; /* of diff: new findings; SEVERITY_NONE: none */
    struct slice git;          /* REV or REV..REV: of diff; or empty */
    struct slice acknowledged; /* file of changes that were agreed; or empty */
    struct date as_of;         /* not set: today */
    uint32_t jurisdictions;    /* bits; 0: infer, or any */
    uint32_t operator_types;   /* bits; 0: infer */
    uint32_t document_types;   /* bits; 0: infer */
    enum color_mode color;
    struct slice stdin_filename;
    struct slice config;     /* the configuration; empty: look for it */
    bool has_no_config;      /* read none */
    struct slice allow_file; /* empty: the one beside the configuration */
    struct slice baseline;   /* empty: none */
    bool has_no_baseline;    /* of no file: the command makes one */
    bool has_no_allow;       /* allowances count for nothing */
    bool requires_reason;    /* of an allowance */
    bool is_skipped;         /* the document is not to be checked */
    struct setting_list environment; /* what the environment says of keys */
    struct setting_list given;       /* the same of the command line */
    size_t jobs;         /* documents checked at once; 0: as the machine can */
    bool has_matrix;     /* what the law wants, whether stated or not */
    bool is_quiet;       /* no summary */
    bool has_statistics; /* counts only, no findings */
    bool has_timing;     /* where the time went, on standard error */
};

/* Read the command line into ret, whose language stays as it is unless --lang
   sets it. Fails on an unknown command, option or value, naming it and what
   it may have been meant as. */
bool options_parse(struct arena *arena, int argc, char **argv,
    struct options *ret, struct error *ret_error)
    __attribute__((warn_unused_result));

/* Read what the environment says of the keys of the configuration, to be
   applied where settings_make() does; and CLAUSELINT_CONFIG, at once. */
bool options_environment(struct arena *arena, struct options *options,
    struct error *ret_error) __attribute__((warn_unused_result));

void option_add_setting(
    struct arena *arena, struct setting_list *list, struct setting setting);

/* The language that --lang asks for, or fallback. Found before all else, so
   that complaints about the command line come in it. */
enum language options_language(int argc, char **argv, enum language fallback);

/* The bit of a command; 0 for an unknown name. */
uint32_t command_from_name(struct slice name);

#endif
