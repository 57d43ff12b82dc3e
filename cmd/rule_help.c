#include "cmd/rule_help.h"

#include "cmd/finding_words.h"
#include "cmd/rule_words.h"

#include <string.h>

/* Packs hold many examples, for their tests; a reader wants a few. */
#define EXAMPLES_MOST 3

/* A page on its way: parts stand apart by a blank line. */
struct page {
    struct buffer text;
    enum language language;
    enum help_form form;
};

static void begin_part(struct page *page)
{
    buffer_append(&page->text, page->text.len > 0 ? SLICE("\n\n") : SLICE(""));
}

/* Words that are no Markdown: what would be markup in them is escaped. */
static void append_words(struct page *page, struct slice words)
{
    struct slice visible = visible_text(page->text.arena, words);
    for (size_t i = 0; i < visible.len; i++) {
        char byte = visible.bytes[i];
        if (page->form == HELP_MARKDOWN && byte && strchr("\\`*_[]<>", byte)) {
            buffer_append_byte(&page->text, '\\');
        }
        buffer_append_byte(&page->text, byte);
    }
}

/* Lines of Markdown, each behind a mark; as text without the stars that mark
   words. */
static void append_lines(
    struct page *page, const char *mark, struct slice lines)
{
    struct slice line;
    for (bool is_first = true; slice_next_line(&lines, &line);
         is_first = false) {
        buffer_format(&page->text, "%s%s", is_first ? "" : "\n", mark);
        size_t stars = page->form == HELP_TEXT
                           ? slice_find(line, SLICE("**"), 0)
                           : SLICE_NOT_FOUND;
        while (stars != SLICE_NOT_FOUND) {
            visible_append(&page->text, slice_cut(line, 0, stars));
            line = slice_cut(line, stars + 2, line.len);
            stars = slice_find(line, SLICE("**"), 0);
        }
        visible_append(&page->text, line);
    }
}

static void add_label(struct page *page, const char *ru, const char *en)
{
    const char *strong = page->form == HELP_MARKDOWN ? "**" : "";
    begin_part(page);
    buffer_format(&page->text, "%s%s:%s", strong,
        language_pick(page->language, ru, en), strong);
}

static void add_bases(
    struct page *page, const struct basis *bases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer basis = {.arena = page->text.arena};
        buffer_append(&basis, bases[i].cite);
        rule_words_period(&basis, &bases[i].period, page->language);
        buffer_append(&page->text, i == 0 ? SLICE(" ") : SLICE("; "));
        append_words(page, buffer_slice(&basis));
    }
}

static void add_examples(struct page *page, const struct rule *rule,
    bool is_wrong, const char *ru, const char *en)
{
    size_t count = 0;
    for (size_t i = 0; i < rule->example_count && count < EXAMPLES_MOST; i++) {
        const struct example *example = &rule->examples[i];
        if (example->is_wrong != is_wrong) {
            continue;
        }
        if (count++ == 0) {
            add_label(page, ru, en);
        }
        begin_part(page);
        struct slice markdown =
            example_markdown(page->text.arena, rule, example);
        append_lines(page, "> ", slice_trim(markdown));
    }
}

static void add_law(struct page *page, const struct rule *rule)
{
    if (rule->basis_count > 0) {
        add_label(page, "Основание", "Law");
        add_bases(page, rule->bases, rule->basis_count);
    }
    if (rule->sanction_count > 0) {
        add_label(page, "Санкция", "Sanction");
        add_bases(page, rule->sanctions, rule->sanction_count);
    }
    struct buffer scope = {.arena = page->text.arena};
    rule_words_scope(&scope, rule, page->language);
    add_label(page, "Применяется", "Applies");
    buffer_append(&page->text, SLICE(" "));
    append_words(page, buffer_slice(&scope));
}

struct slice rule_help(struct arena *arena, const struct rule *rule,
    enum language language, enum help_form form)
{
    struct page page = {{.arena = arena}, language, form};
    append_words(&page, language_choose(language, rule->message));
    if (rule->rationale.len > 0) {
        begin_part(&page);
        append_lines(&page, "", slice_trim(rule->rationale));
    }
    add_law(&page, rule);
    add_examples(&page, rule, true, "Неверно", "Wrong");
    add_examples(&page, rule, false, "Верно", "Right");
    if (rule->fix.len > 0) {
        add_label(&page, "Исправление", "Fix");
        begin_part(&page);
        buffer_append(&page.text, SLICE("> "));
        append_words(&page, rule_fix(rule, language));
    }
    return buffer_slice(&page.text);
}
