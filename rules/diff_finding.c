#include "rules/diff_finding.h"

#include <stdlib.h>
#include <string.h>

static int order_fingerprints(const void *a, const void *b)
{
    const struct finding *const *x = a;
    const struct finding *const *y = b;
    return strcmp((*x)->fingerprint, (*y)->fingerprint);
}

/* Those that count, as they stand in the report. */
static const struct finding **findings_that_count(
    struct arena *arena, const struct report *report, size_t *ret_count)
{
    const struct finding **findings =
        arena_array(arena, report->finding_count, sizeof(*findings));
    size_t count = 0;
    for (size_t i = 0; i < report->finding_count; i++) {
        if (!report->findings[i].suppression) {
            findings[count++] = &report->findings[i];
        }
    }
    *ret_count = count;
    return findings;
}

/* The findings of one report that the other lacks, in reading order. */
static const struct finding **findings_lacking(struct arena *arena,
    const struct report *here, const struct report *there, size_t *ret_count)
{
    size_t own_count;
    size_t other_count;
    const struct finding **own = findings_that_count(arena, here, &own_count);
    const struct finding **others =
        findings_that_count(arena, there, &other_count);
    if (other_count > 0) {
        qsort(others, other_count, sizeof(*others), order_fingerprints);
    }
    size_t count = 0;
    for (size_t i = 0; i < own_count; i++) {
        if (other_count == 0 || !bsearch(&own[i], others, other_count,
                                    sizeof(*others), order_fingerprints)) {
            own[count++] = own[i];
        }
    }
    *ret_count = count;
    return own;
}

/* ---- those that were reworded ---- */

/* A finding of one edition, known in the other by its rule and its group. */
struct finding_place {
    uint32_t rule;  /* index */
    uint32_t group; /* NONE: its words are in no unit */
    size_t finding; /* index */
};

static int compare_keys(
    const struct finding_place *a, const struct finding_place *b)
{
    if (a->rule != b->rule) {
        return a->rule < b->rule ? -1 : 1;
    }
    return (a->group > b->group) - (a->group < b->group);
}

static int order_places(const void *a, const void *b)
{
    const struct finding_place *x = a;
    const struct finding_place *y = b;
    int order = compare_keys(x, y);
    return order ? order
                 : (x->finding > y->finding) - (x->finding < y->finding);
}

/* The unit that a passage begins in, or NONE: units stand in reading order. */
static uint32_t unit_at(
    const struct diff_edition *edition, struct passage passage)
{
    size_t low = 0;
    size_t high = edition->unit_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (!passage_begins_before(passage, edition->units[middle].passage)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0 || edition->units[low - 1].passage.clause != passage.clause) {
        return NONE;
    }
    return (uint32_t)(low - 1);
}

static struct finding_place *places_of(struct arena *arena,
    const struct diff_edition *edition, const uint32_t *groups,
    const struct finding **findings, size_t count)
{
    struct finding_place *places = arena_array(arena, count, sizeof(*places));
    for (size_t i = 0; i < count; i++) {
        const struct finding *finding = findings[i];
        uint32_t unit =
            finding->is_absence ? NONE : unit_at(edition, finding->passage);
        places[i] = (struct finding_place){
            finding->rule->index, unit == NONE ? NONE : groups[unit], i};
    }
    if (count > 0) {
        qsort(places, count, sizeof(*places), order_places);
    }
    return places;
}

/* Leave out the findings that are marked by NULL. */
static size_t keep(const struct finding **findings, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (findings[i]) {
            findings[kept++] = findings[i];
        }
    }
    return kept;
}

/* Take from both lists what stands in one group, one for one. */
static void drop_reworded(struct diff *diff, const struct finding_place *came,
    const struct finding_place *gone)
{
    size_t i = 0;
    size_t k = 0;
    while (i < diff->came_count && k < diff->gone_count) {
        int order = compare_keys(&came[i], &gone[k]);
        if (order == 0 && came[i].group != NONE) {
            diff->came[came[i].finding] = NULL;
            diff->gone[gone[k].finding] = NULL;
        }
        i += order <= 0;
        k += order >= 0;
    }
    diff->came_count = keep(diff->came, diff->came_count);
    diff->gone_count = keep(diff->gone, diff->gone_count);
}

void diff_findings(struct arena *arena, const struct diff_edition *old_edition,
    const struct diff_edition *new_edition,
    const struct diff_alignment *alignment, struct diff *ret)
{
    const struct report *old_report = old_edition->report;
    const struct report *new_report = new_edition->report;
    ret->came =
        findings_lacking(arena, new_report, old_report, &ret->came_count);
    ret->gone =
        findings_lacking(arena, old_report, new_report, &ret->gone_count);
    const struct finding_place *came = places_of(
        arena, new_edition, alignment->new_group, ret->came, ret->came_count);
    const struct finding_place *gone = places_of(
        arena, old_edition, alignment->old_group, ret->gone, ret->gone_count);
    drop_reworded(ret, came, gone);
}
