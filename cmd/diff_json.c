#include "cmd/diff_report.h"
#include "cmd/finding_json.h"
#include "cmd/json_text.h"
#include "cmd/json_value.h"

static json_t *part_json(
    const struct diff_side *side, const struct diff_part *part)
{
    const struct clause *clause = &side->doc->clauses[part->passage.clause];
    json_t *object = json_object();
    json_object_set_new(object, "clause_id", json_slice(clause->id));
    json_object_set_new(object, "address", json_slice(clause->address));
    json_object_set_new(object, "span",
        json_source_span(
            &side->doc->source, doc_source_span(side->doc, part->passage)));
    json_object_set_new(
        object, "text", json_slice(doc_quote(side->doc, part->passage)));
    json_t *pieces = json_array();
    struct diff_piece piece;
    uint32_t at = part->passage.span.begin;
    while (diff_next_piece(side, part, &at, &piece)) {
        json_t *item = json_object();
        json_object_set_new(item, "text", json_slice(piece.text));
        json_object_set_new(item, "changed", json_boolean(piece.is_changed));
        json_array_append_new(pieces, item);
    }
    json_object_set_new(object, "pieces", pieces);
    return object;
}

static json_t *parts_json(
    const struct diff_side *side, const struct diff_part *parts, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(array, part_json(side, &parts[i]));
    }
    return array;
}

static json_t *reasons_json(const struct diff_change *change)
{
    json_t *array = json_array();
    for (size_t i = 0; i < change->reason_count; i++) {
        const struct diff_reason *reason = &change->reasons[i];
        json_t *object = json_object();
        json_object_set_new(object, "category",
            json_string(diff_category_name(reason->category)));
        json_object_set_new(
            object, "course", json_string(diff_course_name(reason->course)));
        json_object_set_new(object, "message", json_words(reason->message));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *change_json(const struct diff_report *report, size_t index)
{
    const struct diff *diff = report->diff;
    const struct diff_change *change = &diff->changes[index];
    const struct acknowledgement *agreed = report->agreed[index];
    json_t *object = json_object();
    json_object_set_new(object, "id", json_string(change->id));
    json_object_set_new(
        object, "category", json_string(diff_category_name(change->category)));
    json_object_set_new(
        object, "course", json_string(diff_course_name(change->course)));
    json_object_set_new(object, "fails",
        json_boolean(!agreed && diff_change_fails(report->options, change)));
    json_object_set_new(object, "acknowledged",
        agreed ? json_slice(agreed->reason) : json_null());
    json_object_set_new(object, "reasons", reasons_json(change));
    json_object_set_new(object, "old",
        parts_json(&diff->old_side, change->old_parts, change->old_count));
    json_object_set_new(object, "new",
        parts_json(&diff->new_side, change->new_parts, change->new_count));
    return object;
}

static json_t *moves_json(const struct diff *diff)
{
    json_t *array = json_array();
    for (size_t i = 0; i < diff->move_count; i++) {
        const struct diff_move *move = &diff->moves[i];
        json_t *object = json_object();
        json_object_set_new(object, "kind",
            json_string(move->is_moved ? "moved" : "renumbered"));
        json_object_set_new(object, "old",
            json_slice(diff_address(&diff->old_side, move->old_clause)));
        json_object_set_new(object, "new",
            json_slice(diff_address(&diff->new_side, move->new_clause)));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *findings_json(const struct diff_report *report,
    const struct diff_side *side, const struct finding *const *findings,
    size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        if (findings[i]->severity >= report->options->severity) {
            json_array_append_new(
                array, finding_json(report->options, side->doc, findings[i]));
        }
    }
    return array;
}

static json_t *counts_json(const struct diff *diff)
{
    json_t *object = json_object();
    for (int category = DIFF_RIGHTS; category >= 0; category--) {
        json_t *courses = json_object();
        for (int course = DIFF_WORSE; course >= 0; course--) {
            json_object_set_new(courses,
                diff_course_name((enum diff_course)course),
                json_integer((json_int_t)diff->counts[category][course]));
        }
        json_object_set_new(
            object, diff_category_name((enum diff_category)category), courses);
    }
    return object;
}

static json_t *unused_json(const struct diff_report *report)
{
    json_t *array = json_array();
    for (size_t i = 0; i < report->acknowledgements.count; i++) {
        if (!report->acknowledgements.items[i].is_used) {
            json_array_append_new(
                array, json_slice(report->acknowledgements.items[i].id));
        }
    }
    return array;
}

void diff_json(FILE *file, const struct diff_report *report)
{
    const struct diff *diff = report->diff;
    json_t *root = json_report();
    json_object_set_new(root, "as_of", json_date(report->options->as_of));
    json_object_set_new(root, "old", json_slice(report->old_name));
    json_object_set_new(root, "new", json_slice(report->new_name));
    json_object_set_new(root, "counts", counts_json(diff));
    json_object_set_new(
        root, "failing", json_integer((json_int_t)report->failing));
    json_t *changes = json_array();
    for (size_t i = 0; i < diff->change_count; i++) {
        json_array_append_new(changes, change_json(report, i));
    }
    json_object_set_new(root, "changes", changes);
    json_object_set_new(root, "moves", moves_json(diff));
    json_object_set_new(root, "findings_new",
        findings_json(report, &diff->new_side, diff->came, diff->came_count));
    json_object_set_new(root, "findings_gone",
        findings_json(report, &diff->old_side, diff->gone, diff->gone_count));
    json_object_set_new(root, "acknowledgements_unused", unused_json(report));
    json_write(file, root);
}
