#include "cmd/finding_words.h"
#include "cmd/rule_words.h"

#include "cmd/terminal.h"

void visible_append(struct buffer *buffer, struct slice text)
{
    for (size_t offset = 0; offset < text.len;) {
        size_t end = terminal_plain_run(text, offset, SIZE_MAX).end;
        if (end > offset) {
            buffer_append(buffer, slice_cut(text, offset, end));
            offset = end;
            continue;
        }
        uint32_t shown = terminal_visible(utf8_next(text, &offset));
        if (shown) {
            buffer_append_code_point(buffer, shown);
        }
    }
}

struct slice visible_text(struct arena *arena, struct slice text)
{
    struct buffer buffer = {.arena = arena};
    visible_append(&buffer, text);
    return buffer_slice(&buffer);
}

struct slice finding_message(struct arena *arena, const struct options *options,
    const struct finding *finding)
{
    return visible_text(
        arena, language_choose(options->language, finding->message));
}

struct slice finding_message_and_law(struct arena *arena,
    const struct options *options, const struct finding *finding)
{
    const struct rule *rule = finding->rule;
    struct slice law =
        basis_in_force(arena, rule->bases, rule->basis_count, options->as_of);
    struct buffer text = {.arena = arena};
    buffer_append(&text, finding_message(arena, options, finding));
    if (law.len > 0) {
        buffer_append(&text, SLICE(" ("));
        visible_append(&text, law);
        buffer_append(&text, SLICE(")"));
    }
    return buffer_slice(&text);
}

/* "label: text" on a line of its own; nothing for an empty text. */
static void add_line(struct buffer *lines, const char *label, struct slice text)
{
    if (text.len == 0) {
        return;
    }
    buffer_format(lines, "%s%s: ", lines->len > 0 ? "\n" : "", label);
    visible_append(lines, text);
}

static void add_related(struct buffer *lines, enum language language,
    const struct checked_file *file, const struct related *related)
{
    struct place place = source_place(&file->doc->source, related->span.begin);
    struct buffer text = {.arena = lines->arena};
    buffer_format(&text, "%s %u: ", language_pick(language, "строка", "line"),
        place.line);
    buffer_append(&text, language_choose(language, related->message));
    if (related->quote.len > 0) {
        buffer_append(&text, SLICE(" «"));
        buffer_append(&text, related->quote);
        buffer_append(&text, SLICE("»"));
    }
    add_line(lines, language_pick(language, "см. также", "see also"),
        buffer_slice(&text));
}

bool finding_has_no_place(const struct doc *doc, const struct finding *finding)
{
    uint32_t clause = finding->passage.clause;
    return finding->is_absence &&
           (clause == NONE || doc->clauses[clause].kind == CLAUSE_TITLE);
}

struct slice finding_details(struct arena *arena, const struct options *options,
    const struct checked_file *file, const struct finding *finding)
{
    enum language language = options->language;
    const struct rule *rule = finding->rule;
    struct buffer lines = {.arena = arena};
    if (!finding_has_no_place(file->doc, finding)) {
        add_line(&lines,
            finding->is_absence
                ? language_pick(language, "место для этого", "it belongs at")
                : language_pick(language, "место", "place"),
            passage_address(file->doc, &finding->passage));
    }
    add_line(&lines, language_pick(language, "основание", "law"),
        basis_in_force(arena, rule->bases, rule->basis_count, options->as_of));
    add_line(&lines, language_pick(language, "санкция", "sanction"),
        basis_in_force(
            arena, rule->sanctions, rule->sanction_count, options->as_of));
    add_line(&lines, language_pick(language, "исправление", "fix"),
        finding_fix(finding, language));
    for (size_t i = 0; i < finding->related_count; i++) {
        add_related(&lines, language, file, &finding->related[i]);
    }
    return buffer_slice(&lines);
}

struct finding_places finding_places(
    const struct doc *doc, const struct finding *finding)
{
    return (struct finding_places){
        source_place(&doc->source, finding->span.begin),
        source_place(&doc->source, finding->span.end),
    };
}
