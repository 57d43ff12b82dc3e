/*
 * option.h - what an option is: its name, where it may stand, what it sets.
 *
 * For the command line (options.c) and for the configuration (settings.c): a
 * key of .clauselint.ini is the name of an option without its dashes.
 */
#ifndef CMD_OPTION_H
#define CMD_OPTION_H

#include "cmd/options.h"

/* A value that an option may take. */
struct choice {
    const char *name; /* NULL ends a list of them */
    int value;
};

extern const struct choice option_languages[];

bool choice_find(const struct choice *choices, struct slice name, int *ret);

/* What an operand or the value of an option is: for those who complete it. */
enum value_kind {
    VALUE_NONE,
    VALUE_WORD,    /* a date, a number, a revision */
    VALUE_FILE,    /* or a folder */
    VALUE_RULES,   /* names of rules and packs, with commas */
    VALUE_LEVEL,   /* RULE=LEVEL, the levels being the choices */
    VALUE_CHOICE,  /* one of the choices */
    VALUE_CHOICES, /* some of them, with commas */
    VALUE_REPORT,  /* one of them, or CHOICE=FILE */
};

struct value {
    enum value_kind kind;
    const struct choice *choices; /* or NULL */
    /* Where they are others: of diff, and of the commands that list. */
    const struct choice *of_diff;
    const struct choice *of_lists;
};

/* A command, and what its operands are. */
struct command_entry {
    const char *name; /* NULL ends the list */
    enum command command;
    enum value_kind operands;
    const char *verbs; /* what the first operand is instead, or NULL */
};

extern const struct command_entry command_table[];

/* An option on its way into struct options. */
struct option_reading {
    struct arena *arena;
    struct options *options;
    const char *name; /* as the user wrote it, for messages */
};

enum key_kind {
    KEY_WORDS,
    KEY_PATH,      /* relative to the folder of the configuration */
    KEY_RULES,     /* words that must name rules */
    KEY_FILE_ONLY, /* not of the command line, nor of the environment */
};

/* What an option is as a key of the configuration. */
struct key {
    const char *fallback; /* its value where none is said, for people */
    enum key_kind kind;
    /* Forget all values, of a key that has several; else NULL. */
    void (*clear)(struct options *options);
    bool adds_up; /* those of a nearer layer do not replace the others */
    const char *overrides; /* an option that is forgotten, too; or NULL */
};

struct option {
    const char *name;
    const char *short_name;    /* or NULL */
    const struct value *value; /* or NULL: takes none */
    uint32_t commands;         /* bits of those it belongs to */
    bool (*set)(const struct option_reading *reading, struct slice value,
        struct error *ret_error);
    const struct key *key; /* NULL: on the command line only */
};

extern const struct option option_table[];
extern const size_t option_count;

/* NULL for a value that is no choice. */
const struct choice *value_choices(
    const struct value *value, enum command command);

/* By its long name or its short one; NULL when there is none. */
const struct option *option_find(struct slice name);

/* "as-of" of "--as-of". */
const char *option_key(const struct option *option);

/* The environment variable of a key: "CLAUSELINT_AS_OF". */
struct slice option_variable(struct arena *arena, const struct option *option);

/* "json" … */
const char *format_name_of(enum output_format format);

void option_add_report(
    struct arena *arena, struct options *options, struct report_wanted report);

/* Append one word as it stands: file names may hold commas. */
void option_add_word(
    struct arena *arena, struct option_list *list, struct slice word);

/* A level that a rule is given: "note", "warning", "error", "off". */
bool level_from_name(struct slice name, enum severity *ret);

#endif
