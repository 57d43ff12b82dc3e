#include "cmd/diff_report.h"

#include "cmd/finding_words.h"
#include "parser/buffer.h"

bool diff_change_fails(
    const struct options *options, const struct diff_change *change)
{
    static const uint32_t bits[] = {
        [DIFF_RIGHTS] = FAIL_ON_RIGHTS,
        [DIFF_SCOPE] = FAIL_ON_SCOPE,
        [DIFF_OBLIGATIONS] = FAIL_ON_OBLIGATIONS,
        [DIFF_WORDING] = FAIL_ON_WORDING,
        [DIFF_TYPOGRAPHY] = FAIL_ON_TYPOGRAPHY,
    };
    uint32_t wanted = options->fail_on_changes;
    return wanted & FAIL_ON_ANY ||
           (wanted & bits[change->category] && change->course != DIFF_BETTER);
}

void diff_report_settle(struct arena *arena, struct diff_report *report)
{
    const struct diff *diff = report->diff;
    struct acknowledgement_list *list = &report->acknowledgements;
    report->agreed =
        arena_array(arena, diff->change_count, sizeof(*report->agreed));
    enum severity level = report->options->fail_on_new;
    for (size_t i = 0; level != SEVERITY_NONE && i < diff->came_count; i++) {
        report->failing += diff->came[i]->severity >= level;
    }
    for (size_t i = 0; i < diff->change_count; i++) {
        struct acknowledgement *agreed =
            acknowledgement_find(list, slice_from(diff->changes[i].id));
        if (agreed) {
            agreed->is_used = true;
            report->agreed[i] = agreed;
        }
        report->failing +=
            !report->agreed[i] &&
            diff_change_fails(report->options, &diff->changes[i]);
    }
}

/* ---- names ---- */

const char *diff_category_name(enum diff_category category)
{
    static const char *const names[] = {
        [DIFF_TYPOGRAPHY] = "typography",
        [DIFF_WORDING] = "wording",
        [DIFF_OBLIGATIONS] = "obligations",
        [DIFF_SCOPE] = "scope",
        [DIFF_RIGHTS] = "rights",
    };
    return names[category];
}

const char *diff_course_name(enum diff_course course)
{
    static const char *const names[] = {
        [DIFF_NEUTRAL] = "neutral",
        [DIFF_BETTER] = "better",
        [DIFF_WORSE] = "worse",
    };
    return names[course];
}

const char *diff_title(enum diff_category category, enum diff_course course,
    enum language language)
{
    switch (category) {
    case DIFF_RIGHTS:
        return course == DIFF_WORSE
                   ? language_pick(language, "права сужены", "rights narrowed")
               : course == DIFF_BETTER
                   ? language_pick(
                         language, "права расширены", "rights widened")
                   : language_pick(language, "права", "rights");
    case DIFF_SCOPE:
        return course == DIFF_WORSE
                   ? language_pick(
                         language, "обработка расширена", "scope widened")
               : course == DIFF_BETTER
                   ? language_pick(
                         language, "обработка сужена", "scope narrowed")
                   : language_pick(language, "обработка", "scope");
    case DIFF_OBLIGATIONS:
        return course == DIFF_WORSE
                   ? language_pick(language, "обязанности изменены в ущерб",
                         "obligations changed for the worse")
               : course == DIFF_BETTER
                   ? language_pick(language, "обязанности изменены в пользу",
                         "obligations changed for the better")
                   : language_pick(language, "обязанности изменены",
                         "obligations changed");
    case DIFF_WORDING:
        return language_pick(language, "формулировки", "wording");
    case DIFF_TYPOGRAPHY:
        return language_pick(language, "оформление", "typography");
    case DIFF_CATEGORY_COUNT:
        break;
    }
    return "";
}

bool diff_is_shown(const struct diff_change *change)
{
    return change->category != DIFF_TYPOGRAPHY;
}

/* ---- places ---- */

struct slice diff_address(const struct diff_side *side, uint32_t clause)
{
    return side->doc->clauses[clause].address;
}

/* The addresses of the parts of one side, each once, with ", " between. */
static struct slice addresses(struct arena *arena, const struct diff_side *side,
    const struct diff_part *parts, size_t count)
{
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        uint32_t clause = parts[i].passage.clause;
        if (i > 0 && clause == parts[i - 1].passage.clause) {
            continue;
        }
        buffer_append(&buffer, i > 0 ? SLICE("; ") : SLICE(""));
        buffer_append(&buffer, diff_address(side, clause));
    }
    return buffer_slice(&buffer);
}

struct slice diff_place(struct arena *arena, const struct diff *diff,
    const struct diff_change *change)
{
    struct slice from =
        addresses(arena, &diff->old_side, change->old_parts, change->old_count);
    struct slice to =
        addresses(arena, &diff->new_side, change->new_parts, change->new_count);
    if (slice_equal(from, to) || change->old_count == 0) {
        return to;
    }
    if (change->new_count == 0) {
        return from;
    }
    return arena_format(
        arena, "%.*s → %.*s", (int)from.len, from.bytes, (int)to.len, to.bytes);
}

bool diff_next_piece(const struct diff_side *side, const struct diff_part *part,
    uint32_t *at, struct diff_piece *ret)
{
    struct slice text = side->doc->clauses[part->passage.clause].text.bytes;
    uint32_t end = part->passage.span.end;
    if (*at >= end) {
        return false;
    }
    size_t next = 0;
    while (next < part->mark_count && part->marks[next].end <= *at) {
        next++;
    }
    bool is_changed = next < part->mark_count && part->marks[next].begin <= *at;
    uint32_t stop = is_changed                ? part->marks[next].end
                    : next < part->mark_count ? part->marks[next].begin
                                              : end;
    stop = stop > end ? end : stop;
    *ret = (struct diff_piece){slice_cut(text, *at, stop), is_changed};
    *at = stop;
    return true;
}

struct slice diff_totals(struct arena *arena, const struct diff_report *report)
{
    struct buffer buffer = {.arena = arena};
    for (int category = DIFF_RIGHTS; category >= 0; category--) {
        for (int course = DIFF_WORSE; course >= 0; course--) {
            size_t count = report->diff->counts[category][course];
            if (count > 0) {
                buffer_format(&buffer, "%s%s: %zu", buffer.len ? ", " : "",
                    diff_title((enum diff_category)category,
                        (enum diff_course)course, report->options->language),
                    count);
            }
        }
    }
    return buffer_slice(&buffer);
}
