/*
 * check_wording.c - a notion of the document's own in the statute's place.
 *
 * «Персональная информация» matters where it is defined, is in the document's
 * title, or is what the document says instead of «персональные данные»: one
 * mention in five. A single slip of the pen does not.
 */
#include "rules/checks.h"

/* Of a hundred mentions of personal data at least so many are by the notion
   that the law does not know. */
#define LEAST_SHARE 20
/* Words between the two in «персональных данных и личной информации», where
   they are kept apart. */
#define PAIR_REACH 4
#define FURTHER_LIMIT 20 /* related places */

struct mentions {
    size_t own;     /* «персональные данные», «ПДн» */
    size_t foreign; /* «персональная информация», «личные данные» */
    struct passage first; /* of the foreign ones, outside headings */
};

/* What a word can be of a notion; bits. */
enum notion_part {
    PART_STATUTORY = 1u << 0, /* «персональные» */
    PART_FOREIGN = 1u << 1,   /* «личные» */
    PART_DATA = 1u << 2,      /* «данные» */
    PART_INFORMATION = 1u << 3, /* «информация», «сведения» */
    PART_SHORT = 1u << 4,       /* «ПДн» */
};

/* By form: bits of enum notion_part. */
static uint32_t *parts_by_form(struct check_context *context)
{
    static const struct {
        const char *words;
        enum notion_part part;
    } lists[] = {
        {"персональн*", PART_STATUTORY},
        {"личная* личной* личную* личных* личные* личными*", PART_FOREIGN},
        {"данны* данне*", PART_DATA},
        {"информаци* сведени*", PART_INFORMATION},
        {"пдн*", PART_SHORT},
    };
    const struct doc *doc = check_document(context);
    uint32_t *parts =
        arena_array(check_arena(context), doc->form_count, sizeof(*parts));
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        doc_forms_mark(doc, slice_from(lists[i].words), lists[i].part, parts);
    }
    return parts;
}

/* parts: by form, bits of enum notion_part. */
static void count_clause(const struct doc *doc, const uint32_t *parts,
    uint32_t index, struct mentions *mentions)
{
    const struct clause *clause = &doc->clauses[index];
    struct word_list words = doc_clause_words(doc, index);
    size_t last_own = NONE;
    for (size_t i = 0; i < words.count; i++) {
        uint32_t own = parts[words.items[i].form];
        if (!(own & (PART_STATUTORY | PART_FOREIGN | PART_SHORT))) {
            continue;
        }
        uint32_t next =
            i + 1 < words.count ? parts[words.items[i + 1].form] : 0;
        bool is_statutory = own & PART_STATUTORY;
        if ((is_statutory && next & PART_DATA) || own & PART_SHORT) {
            mentions->own++;
            last_own = i;
        }
        bool is_beside = last_own != NONE && i - last_own <= PAIR_REACH;
        bool is_named =
            next & PART_INFORMATION || (next & PART_DATA && !is_statutory);
        if (own & PART_SHORT || !is_named || is_beside) {
            continue;
        }
        mentions->foreign++;
        if (mentions->first.clause == NONE && !clause->is_heading) {
            struct span folded = {
                words.items[i].span.begin, words.items[i + 1].span.end};
            mentions->first = (struct passage){
                index, folded_to_text(&clause->folded, folded)};
        }
    }
}

static struct mentions count_mentions(struct check_context *context)
{
    const struct doc *doc = check_document(context);
    struct mentions mentions = {.first = {.clause = NONE}};
    const uint32_t *parts = parts_by_form(context);
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->region == REGION_BODY && !clause->is_toc) {
            count_clause(doc, parts, i, &mentions);
        }
    }
    return mentions;
}

/* What the rule's phrases found: definitions and titles. The first is
   reported, the others are its related places. */
static bool report_defined(
    struct check_context *context, const struct rule *rule)
{
    size_t count;
    const struct fact *facts = check_facts(context, &count);
    struct finding *finding = NULL;
    for (size_t i = 0; i < count; i++) {
        if (facts[i].rule != rule || facts[i].polarity == POLARITY_DENIED) {
            continue;
        }
        if (!finding) {
            finding = check_report(context, rule, facts[i].passage, NULL);
        } else if (finding->related_count < FURTHER_LIMIT) {
            check_add_related(context, finding, facts[i].passage,
                (struct words){SLICE("и здесь"), SLICE("here too")});
        }
    }
    return finding != NULL;
}

void check_own_notion(struct check_context *context, const struct rule *rule)
{
    if (report_defined(context, rule)) {
        return;
    }
    struct mentions mentions = count_mentions(context);
    size_t all = mentions.own + mentions.foreign;
    if (mentions.first.clause != NONE &&
        mentions.foreign * 100 >= all * LEAST_SHARE) {
        check_report(context, rule, mentions.first, NULL);
    }
}
