#include "rules/matcher_parts.h"

struct view view_of(const struct unit *unit)
{
    const struct reading *reading = unit->reading;
    struct word_range range = unit->parts[unit->boundary ? 1 : 0];
    if (range.count == 0) {
        return (struct view){0};
    }
    uint32_t clause = reading->clauses[range.first];
    struct slice folded = reading->doc->clauses[clause].folded.bytes;
    struct word_range all = reading_clause(reading, clause);
    uint32_t last = range.first + range.count;
    size_t begin =
        range.first == all.first ? 0 : reading->words[range.first].span.begin;
    size_t end = last == all.first + all.count
                     ? folded.len
                     : reading->words[last].span.begin;
    return (struct view){
        clause, (uint32_t)begin, slice_cut(folded, begin, end)};
}

uint32_t matcher_signs(struct matcher *matcher, const struct unit *unit)
{
    pattern_subject_read(&matcher->subject, matcher->arena, view_of(unit).text);
    return matcher->subject.signs;
}

/* Words of the unit's last part that a folded span of its text touches,
   counted inside the unit. */
static struct word_range words_touched(
    const struct unit *unit, struct span folded)
{
    const struct reading *reading = unit->reading;
    struct word_range range = unit->parts[unit->boundary ? 1 : 0];
    uint32_t end = range.first + range.count;
    uint32_t first = range.first;
    while (first < end && reading->words[first].span.end <= folded.begin) {
        first++;
    }
    uint32_t last = first;
    while (last < end && reading->words[last].span.begin < folded.end) {
        last++;
    }
    return (struct word_range){
        unit->boundary + (first - range.first), last - first};
}

/* Both spans are of the view's text. */
static struct match match_of(const struct unit *unit, const struct view *view,
    struct span whole, struct span mark)
{
    struct word_range words = words_touched(unit,
        (struct span){whole.begin + view->begin, whole.end + view->begin});
    struct span marked = {mark.begin + view->begin, mark.end + view->begin};
    const struct clause *clause = &unit->reading->doc->clauses[view->clause];
    return (struct match){
        .begin = words.first,
        .end = words.first + words.count,
        .mark_begin = words.first,
        .mark_end = words.first + words.count,
        .consumed = UINT64_MAX,
        .passage = {view->clause, folded_to_text(&clause->folded, marked)},
    };
}

void matcher_run_pattern(struct matcher *matcher,
    const struct pattern_source *source, const struct unit *unit)
{
    struct view view = view_of(unit);
    struct pattern *pattern = pattern_cache_get(matcher->patterns, source);
    struct span whole;
    struct span mark;
    size_t from = 0;
    pattern_subject_read(&matcher->subject, matcher->arena, view.text);
    while (view.text.len && matcher_has_room(matcher) &&
           pattern_find(pattern, &matcher->subject, from, &whole, &mark)) {
        from = whole.end > from ? whole.end : from + 1;
        matcher_add(matcher, match_of(unit, &view, whole, mark));
        if (whole.end <= whole.begin) {
            break;
        }
    }
}
