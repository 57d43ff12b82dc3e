/* What can be typed next: rule ids in an allowance, clause numbers behind
   «п. ». */
#include "cmd/lsp_features.h"

#include "cmd/json_value.h"
#include "cmd/lsp_target.h"
#include "parser/ascii.h"
#include "parser/unit.h"
#include "parser/utf8.h"

#define ALLOWANCE "clauselint-allow"
#define HEAD_LENGTH 60 /* code points of a clause beside its number */

/* The line up to the cursor, and where the word that is typed begins. */
struct typed {
    struct slice before; /* the line's bytes before that word */
    struct span word;    /* bytes of the text; may be empty */
};

static bool is_part_of_word(char byte)
{
    return ascii_is_alphanumeric(byte) || byte == '/' || byte == '-' ||
           byte == '.';
}

static struct typed typed_at(const struct lsp_text *text, uint32_t offset)
{
    struct slice bytes = lsp_text_slice(text);
    uint32_t number = lsp_text_position(text, offset).line;
    uint32_t line = lsp_text_line(text, number).begin;
    uint32_t begin = offset;
    while (begin > line && is_part_of_word(bytes.bytes[begin - 1])) {
        begin--;
    }
    return (struct typed){slice_cut(bytes, line, begin), {begin, offset}};
}

/* Is the word inside «<!-- clauselint-allow … :», before the colon? */
static bool is_in_allowance(struct slice before)
{
    size_t found = SLICE_NOT_FOUND;
    for (size_t at = slice_find(before, SLICE(ALLOWANCE), 0);
         at != SLICE_NOT_FOUND;
         at = slice_find(before, SLICE(ALLOWANCE), at + 1)) {
        found = at;
    }
    if (found == SLICE_NOT_FOUND) {
        return false;
    }
    struct slice rest = slice_cut(before, found, before.len);
    return slice_find(rest, SLICE(":"), 0) == SLICE_NOT_FOUND &&
           slice_find(rest, SLICE("-->"), 0) == SLICE_NOT_FOUND &&
           slice_find(rest, SLICE(" "), 0) != SLICE_NOT_FOUND;
}

static void add_item(json_t *items, const struct lsp_query *query,
    struct span word, struct slice label, struct slice detail)
{
    json_t *item = json_object();
    json_object_set_new(item, "label", json_slice(label));
    json_object_set_new(item, "detail", json_slice(detail));
    json_object_set_new(
        item, "kind", json_integer(18)); /* CompletionItemKind: Reference */
    json_object_set_new(
        item, "textEdit", lsp_edit(&query->document->text, word, label));
    json_array_append_new(items, item);
}

static void add_rules(
    json_t *items, const struct lsp_query *query, struct span word)
{
    const struct ruleset *ruleset =
        checker_rules(query->server->rules.checker)->ruleset;
    for (size_t i = 0; i < ruleset_count(ruleset); i++) {
        const struct rule *rule = ruleset_rule(ruleset, i);
        if (rule->kind != RULE_CONCEPT) {
            add_item(items, query, word, rule->id,
                language_choose(
                    query->server->options->language, rule->message));
        }
    }
}

/* The unit word («п.», «разделом») right before the word that is typed;
   UNIT_COUNT when there is none. */
static enum unit unit_before(struct arena *arena, struct slice before)
{
    size_t end = before.len;
    bool has_space = false;
    while (end > 0) {
        size_t at = end;
        uint32_t code_point = utf8_previous(before, &at);
        if (!utf8_is_space(code_point) && code_point != '.') {
            break;
        }
        has_space |= utf8_is_space(code_point);
        end = at;
    }
    size_t begin = end;
    while (begin > 0) {
        size_t at = begin;
        if (!utf8_is_letter(utf8_previous(before, &at))) {
            break;
        }
        begin = at;
    }
    bool is_plural;
    struct slice word = fold_slice(arena, slice_cut(before, begin, end));
    return has_space && word.len > 0 ? unit_of_word(word, &is_plural)
                                     : UNIT_COUNT;
}

static bool is_of_unit(const struct clause *clause, enum unit unit)
{
    switch (unit) {
    case UNIT_SECTION:
    case UNIT_ARTICLE:
        return clause->kind == CLAUSE_SECTION;
    case UNIT_APPENDIX:
        return clause->kind == CLAUSE_APPENDIX;
    case UNIT_POINT:
    case UNIT_SUBPOINT:
        return clause->kind == CLAUSE_CLAUSE || clause->kind == CLAUSE_ITEM ||
               clause->kind == CLAUSE_SECTION;
    case UNIT_PARAGRAPH:
    case UNIT_PART:
    case UNIT_COUNT:
        break;
    }
    return false;
}

static void add_numbers(json_t *items, const struct lsp_query *query,
    struct span word, enum unit unit)
{
    const struct doc *doc =
        lsp_document_check(query->document, &query->server->rules)->file.doc;
    for (size_t i = 0; doc && i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->number.len > 0 && lsp_is_outlined(clause) &&
            is_of_unit(clause, unit)) {
            add_item(items, query, word, clause->number,
                lsp_clause_head(clause, HEAD_LENGTH));
        }
    }
}

json_t *lsp_completion(struct lsp_query *query)
{
    struct pack_front front;
    if (pack_front_read(lsp_text_slice(&query->document->text), &front)) {
        const struct lsp_checked *checked =
            lsp_document_check(query->document, &query->server->rules);
        query->file = &checked->file;
        query->pack = checked->pack;
        return query->pack ? lsp_pack_completion(query) : NULL;
    }
    struct typed typed = typed_at(&query->document->text, query->offset);
    json_t *items = json_array();
    if (is_in_allowance(typed.before)) {
        add_rules(items, query, typed.word);
        return items;
    }
    enum unit unit = unit_before(query->arena, typed.before);
    if (unit != UNIT_COUNT) {
        add_numbers(items, query, typed.word, unit);
    }
    return items;
}
