#include "cmd/diff_report.h"
#include "cmd/finding_json.h"
#include "cmd/json_value.h"

static void add_part(struct json_text *text, const struct diff_side *side,
    const struct diff_part *part)
{
    const struct clause *clause = &side->doc->clauses[part->passage.clause];
    json_begin_object(text, NULL);
    json_add_slice(text, "clause_id", clause->id);
    json_add_slice(text, "address", clause->address);
    json_add_source_span(text, "span", &side->doc->source,
        doc_source_span(side->doc, part->passage));
    json_add_slice(text, "text", doc_quote(side->doc, part->passage));
    json_begin_array(text, "pieces");
    struct diff_piece piece;
    uint32_t at = part->passage.span.begin;
    while (diff_next_piece(side, part, &at, &piece)) {
        json_begin_object(text, NULL);
        json_add_slice(text, "text", piece.text);
        json_add_boolean(text, "changed", piece.is_changed);
        json_end(text);
    }
    json_end(text);
    json_end(text);
}

static void add_parts(struct json_text *text, const char *key,
    const struct diff_side *side, const struct diff_part *parts, size_t count)
{
    json_begin_array(text, key);
    for (size_t i = 0; i < count; i++) {
        add_part(text, side, &parts[i]);
    }
    json_end(text);
}

static void add_reasons(
    struct json_text *text, const struct diff_change *change)
{
    json_begin_array(text, "reasons");
    for (size_t i = 0; i < change->reason_count; i++) {
        const struct diff_reason *reason = &change->reasons[i];
        json_begin_object(text, NULL);
        json_add_string(text, "category", diff_category_name(reason->category));
        json_add_string(text, "course", diff_course_name(reason->course));
        json_add_words(text, "message", reason->message);
        json_end(text);
    }
    json_end(text);
}

static void add_change(
    struct json_text *text, const struct diff_report *report, size_t index)
{
    const struct diff *diff = report->diff;
    const struct diff_change *change = &diff->changes[index];
    const struct acknowledgement *agreed = report->agreed[index];
    json_begin_object(text, NULL);
    json_add_string(text, "id", change->id);
    json_add_string(text, "category", diff_category_name(change->category));
    json_add_string(text, "course", diff_course_name(change->course));
    json_add_boolean(
        text, "fails", !agreed && diff_change_fails(report->options, change));
    if (agreed) {
        json_add_slice(text, "acknowledged", agreed->reason);
    } else {
        json_add_null(text, "acknowledged");
    }
    add_reasons(text, change);
    add_parts(
        text, "old", &diff->old_side, change->old_parts, change->old_count);
    add_parts(
        text, "new", &diff->new_side, change->new_parts, change->new_count);
    json_end(text);
}

static void add_moves(struct json_text *text, const struct diff *diff)
{
    json_begin_array(text, "moves");
    for (size_t i = 0; i < diff->move_count; i++) {
        const struct diff_move *move = &diff->moves[i];
        json_begin_object(text, NULL);
        json_add_string(text, "kind", move->is_moved ? "moved" : "renumbered");
        json_add_slice(
            text, "old", diff_address(&diff->old_side, move->old_clause));
        json_add_slice(
            text, "new", diff_address(&diff->new_side, move->new_clause));
        json_end(text);
    }
    json_end(text);
}

static void add_findings(struct json_text *text,
    const struct diff_report *report, const struct diff_side *side,
    const struct finding *const *findings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (findings[i]->severity >= report->options->severity) {
            json_begin_object(text, NULL);
            finding_json(text, report->options, side->doc, findings[i]);
            json_end(text);
        }
    }
}

static void add_counts(struct json_text *text, const struct diff *diff)
{
    json_begin_object(text, "counts");
    for (int category = DIFF_RIGHTS; category >= 0; category--) {
        json_begin_object(
            text, diff_category_name((enum diff_category)category));
        for (int course = DIFF_WORSE; course >= 0; course--) {
            json_add_integer(text, diff_course_name((enum diff_course)course),
                (json_int_t)diff->counts[category][course]);
        }
        json_end(text);
    }
    json_end(text);
}

static void add_unused(struct json_text *text, const struct diff_report *report)
{
    json_begin_array(text, "acknowledgements_unused");
    for (size_t i = 0; i < report->acknowledgements.count; i++) {
        if (!report->acknowledgements.items[i].is_used) {
            json_add_slice(text, NULL, report->acknowledgements.items[i].id);
        }
    }
    json_end(text);
}

static void write_diff(struct json_text *text, const struct diff_report *report)
{
    const struct diff *diff = report->diff;
    json_add_date(text, "as_of", report->options->as_of);
    json_add_slice(text, "old", report->old_name);
    json_add_slice(text, "new", report->new_name);
    add_counts(text, diff);
    json_add_integer(text, "failing", (json_int_t)report->failing);
    json_begin_array(text, "changes");
    for (size_t i = 0; i < diff->change_count; i++) {
        add_change(text, report, i);
    }
    json_end(text);
    add_moves(text, diff);
    json_begin_array(text, "findings_new");
    add_findings(text, report, &diff->new_side, diff->came, diff->came_count);
    json_end(text);
    json_begin_array(text, "findings_gone");
    add_findings(text, report, &diff->old_side, diff->gone, diff->gone_count);
    json_end(text);
    add_unused(text, report);
}

void diff_json(FILE *file, const struct diff_report *report)
{
    struct json_text text;
    json_report_open(&text, file);
    write_diff(&text, report);
    json_report_close(&text);
}
