/*
 * rules_manual.c - make clauselint-rules(7) from the packs that the program
 * carries: rules_manual ru|en, mdoc on standard output. Run by the build.
 */
#include "cmd/names.h"
#include "cmd/rule_words.h"
#include "parser/utf8.h"
#include "rules/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_BYTES 78 /* of an input line, as preconv spells it */

struct manual {
    FILE *file;
    struct arena *arena;
    enum language language;
};

/* A word as roff reads it: no macro, no escape. */
static void print_word(FILE *file, struct slice word, bool is_first)
{
    if (is_first && (word.bytes[0] == '.' || word.bytes[0] == '\'')) {
        fputs("\\&", file);
    }
    for (size_t i = 0; i < word.len; i++) {
        if (word.bytes[i] == '\\') {
            fputs("\\e", file);
        } else {
            fputc(word.bytes[i], file);
        }
    }
}

/* Take the next word off the text, blanks being spaces and line ends. */
static bool next_word(struct slice *text, struct slice *ret)
{
    size_t begin = 0;
    while (begin < text->len && strchr(" \t\r\n", text->bytes[begin])) {
        begin++;
    }
    size_t end = begin;
    while (end < text->len && !strchr(" \t\r\n", text->bytes[end])) {
        end++;
    }
    *ret = slice_cut(*text, begin, end);
    *text = slice_cut(*text, end, text->len);
    return ret->len > 0;
}

/* A line that ends in «ст.» is no end of a sentence, and says so. */
static void end_line(FILE *file, struct slice last)
{
    char byte = last.len > 0 ? last.bytes[last.len - 1] : ' ';
    fputs(strchr(".!?:)", byte) ? "\\&\n" : "\n", file);
}

/* Bytes of a word once preconv has spelt it: "\\[u0431]". */
static size_t spelt_len(struct slice word)
{
    size_t len = 0;
    for (size_t i = 0; i < word.len; len++) {
        len += utf8_next(word, &i) >= 0x80 ? 7 : 0;
    }
    return len;
}

/* A paragraph of text in lines that are short enough. */
static void print_text(const struct manual *manual, struct slice text)
{
    struct slice word;
    struct slice last = {0};
    size_t used = 0;
    while (next_word(&text, &word)) {
        bool is_sentence_end =
            used > 0 && strchr(".!?", last.bytes[last.len - 1]);
        bool is_new =
            is_sentence_end && word.bytes[0] >= 'A' && word.bytes[0] <= 'Z';
        if (used > 0 && (is_new || used + 1 + spelt_len(word) > LINE_BYTES)) {
            end_line(manual->file, is_new ? (struct slice){0} : last);
            used = 0;
        }
        if (used > 0) {
            fputc(' ', manual->file);
            used++;
        }
        print_word(manual->file, word, used == 0);
        used += spelt_len(word);
        last = word;
    }
    if (used > 0) {
        end_line(manual->file, (struct slice){0});
    }
}

static void print_label(
    const struct manual *manual, const char *ru, const char *en)
{
    fprintf(manual->file, ".It %s\n", language_pick(manual->language, ru, en));
}

static void print_bases(const struct manual *manual, const struct basis *bases,
    size_t count, const char *ru, const char *en)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer text = {.arena = manual->arena};
        buffer_append(&text, bases[i].cite);
        rule_words_period(&text, &bases[i].period, manual->language);
        buffer_append(&text, i + 1 < count ? SLICE(";") : SLICE("."));
        if (i == 0) {
            print_label(manual, ru, en);
        } else {
            fputs(".br\n", manual->file);
        }
        print_text(manual, buffer_slice(&text));
    }
}

static void print_levels(const struct manual *manual, const struct rule *rule)
{
    struct buffer text = {.arena = manual->arena};
    for (size_t i = 0; i < rule->severity_count; i++) {
        buffer_append(&text, i > 0 ? SLICE("; ") : SLICE(""));
        rule_words_level(&text, &rule->severities[i], manual->language);
    }
    if (rule->is_off) {
        buffer_append(&text, slice_from(language_pick(manual->language,
                                 "; выключено, пока не названо в --select",
                                 "; off unless named in --select")));
    }
    print_label(manual, "Уровень", "Level");
    print_text(manual, buffer_slice(&text));
}

/* The first example of its kind; its lines stay lines. */
static void print_example(
    const struct manual *manual, const struct rule *rule, bool is_wrong)
{
    const struct example *example = NULL;
    for (size_t i = rule->example_count; i > 0; i--) {
        if (rule->examples[i - 1].is_wrong == is_wrong) {
            example = &rule->examples[i - 1];
        }
    }
    if (!example) {
        return;
    }
    if (is_wrong) {
        print_label(manual, "Неверно", "Wrong");
    } else {
        print_label(manual, "Верно", "Right");
    }
    struct slice rest =
        slice_trim(example_markdown(manual->arena, rule, example));
    struct slice line;
    bool is_first = true;
    while (slice_next_line(&rest, &line)) {
        if (slice_trim(line).len > 0) {
            fputs(is_first ? "" : ".br\n", manual->file);
            print_text(manual, line);
            is_first = false;
        }
    }
}

static void print_rationale(
    const struct manual *manual, const struct rule *rule)
{
    struct slice rest = rule->rationale;
    struct slice line;
    bool has_text = false;
    struct buffer paragraph = {.arena = manual->arena};
    while (slice_next_line(&rest, &line) || paragraph.len > 0) {
        if (slice_trim(line).len > 0) {
            buffer_append(&paragraph, line);
            buffer_append_byte(&paragraph, '\n');
            if (rest.len > 0) {
                continue;
            }
        }
        if (paragraph.len > 0) {
            if (has_text) {
                fputs(".Pp\n", manual->file);
            } else {
                print_label(manual, "Почему", "Why");
            }
            print_text(manual, buffer_slice(&paragraph));
            has_text = true;
        }
        paragraph.len = 0;
        line = SLICE("");
    }
}

static void print_rule(const struct manual *manual, const struct rule *rule)
{
    fprintf(manual->file, ".Ss %.*s\n", (int)rule->id.len, rule->id.bytes);
    print_text(manual, language_choose(manual->language, rule->message));
    fputs(".Bl -tag -width Sanction\n", manual->file);
    print_label(manual, "Вид", "Kind");
    print_text(
        manual, slice_from(rule_kind_words(rule->kind, manual->language)));
    print_levels(manual, rule);
    struct buffer scope = {.arena = manual->arena};
    rule_words_scope(&scope, rule, manual->language);
    print_label(manual, "Где", "Applies");
    print_text(manual, buffer_slice(&scope));
    print_bases(manual, rule->bases, rule->basis_count, "Основание", "Law");
    print_bases(
        manual, rule->sanctions, rule->sanction_count, "Санкция", "Sanction");
    print_rationale(manual, rule);
    print_example(manual, rule, true);
    print_example(manual, rule, false);
    if (rule->fix.len > 0) {
        print_label(manual, "Исправление", "Fix");
        print_text(manual, rule_fix(rule, manual->language));
    }
    fputs(".El\n", manual->file);
}

static void print_head(const struct manual *manual)
{
    fputs(".\\\" Made from the rule packs by rules_manual.c; do not edit.\n"
          ".Dd November 22, 2026\n"
          ".Dt CLAUSELINT-RULES 7\n"
          ".Os\n"
          ".Sh NAME\n"
          ".Nm clauselint-rules\n",
        manual->file);
    fputs(language_pick(manual->language,
              ".Nd правила clauselint\n"
              ".Sh ОПИСАНИЕ\\&\n"
              "Все правила, с которыми поставляется\n"
              ".Xr clauselint 1 ,\n"
              "как они описаны в его наборах\n"
              ".Pq Xr clauselint-pack 5 .\n"
              "То же об одном правиле, со всеми примерами:\n"
              ".Ic clauselint explain Ar правило .\n",
              ".Nd the rules of clauselint\n"
              ".Sh DESCRIPTION\n"
              "All the rules that\n"
              ".Xr clauselint 1\n"
              "carries, as its packs\n"
              ".Pq Xr clauselint-pack 5\n"
              "describe them.\n"
              "The same about one rule, with all examples:\n"
              ".Ic clauselint explain Ar rule .\n"
              "The law, the examples and the repairs are in Russian.\n"),
        manual->file);
}

static void print_manual(
    const struct manual *manual, const struct ruleset *ruleset)
{
    struct slice pack = {0};
    print_head(manual);
    for (size_t i = 0; i < ruleset_count(ruleset); i++) {
        const struct rule *rule = ruleset_rule(ruleset, i);
        if (rule->kind == RULE_CONCEPT) {
            continue;
        }
        if (!slice_equal(pack, rule->pack)) {
            pack = rule->pack;
            fprintf(manual->file, ".Sh %s %.*s\n",
                language_pick(manual->language, "НАБОР", "PACK"), (int)pack.len,
                pack.bytes);
        }
        print_rule(manual, rule);
    }
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: rules_manual ru|en\n", stderr);
        return EXIT_FAILURE;
    }
    struct error error;
    struct manual manual = {
        .file = stdout,
        .arena = arena_new(),
        .language = strcmp(argv[1], "en") == 0 ? LANGUAGE_EN : LANGUAGE_RU,
    };
    struct ruleset *ruleset = ruleset_new();
    bool is_loaded = ruleset_add_embedded(ruleset, &error) &&
                     ruleset_finish(ruleset, &error);
    if (is_loaded) {
        print_manual(&manual, ruleset);
    } else {
        fprintf(stderr, "rules_manual: %s\n", error.en);
    }
    ruleset_free(ruleset);
    arena_free(manual.arena);
    return is_loaded && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
