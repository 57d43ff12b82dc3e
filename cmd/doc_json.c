#include "cmd/doc_json.h"

#include "cmd/json_value.h"
#include "cmd/names.h"
#include "cmd/profile_json.h"

static json_t *clause_id_json(const struct doc *doc, uint32_t clause)
{
    return clause == NONE ? json_null() : json_slice(doc->clauses[clause].id);
}

/* The source span and the visible words of a passage, and its clause. */
static void set_passage(
    json_t *object, const struct doc *doc, struct passage passage)
{
    json_object_set_new(
        object, "clause_id", clause_id_json(doc, passage.clause));
    json_object_set_new(object, "span",
        json_source_span(&doc->source, doc_source_span(doc, passage)));
    json_object_set_new(object, "quote", json_slice(doc_quote(doc, passage)));
}

static json_t *map_json(const struct text *text)
{
    json_t *array = json_array();
    for (size_t i = 0; i < text->piece_count; i++) {
        const struct piece *piece = &text->pieces[i];
        json_t *object = json_object();
        json_object_set_new(
            object, "text_begin", json_integer(piece->text.begin));
        json_object_set_new(object, "text_end", json_integer(piece->text.end));
        json_object_set_new(
            object, "source_begin", json_integer(piece->source.begin));
        json_object_set_new(
            object, "source_end", json_integer(piece->source.end));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *cells_json(const struct clause *clause)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < clause->cell_count; i++) {
        json_t *object = json_object();
        json_object_set_new(
            object, "column", json_integer(clause->cells[i].column));
        json_object_set_new(
            object, "text_span", json_span(clause->cells[i].span));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *clause_json(const struct doc *doc, const struct clause *clause)
{
    json_t *object = json_object();
    json_object_set_new(object, "id", json_slice(clause->id));
    json_object_set_new(object, "address", json_slice(clause->address));
    json_object_set_new(
        object, "kind", json_string(clause_kind_name(clause->kind)));
    json_object_set_new(
        object, "region", json_string(region_name(clause->region)));
    json_object_set_new(object, "number", json_slice_or_null(clause->number));
    json_object_set_new(object, "parent", clause_id_json(doc, clause->parent));
    json_object_set_new(
        object, "span", json_source_span(&doc->source, clause->span));
    json_object_set_new(object, "text", json_slice(clause->text.bytes));
    json_object_set_new(object, "map", map_json(&clause->text));
    if (clause->kind == CLAUSE_ROW) {
        json_object_set_new(object, "cells", cells_json(clause));
    }
    return object;
}

static json_t *clauses_json(const struct doc *doc)
{
    json_t *array = json_array();
    for (size_t i = 0; i < doc->clause_count; i++) {
        json_array_append_new(array, clause_json(doc, &doc->clauses[i]));
    }
    return array;
}

static json_t *sentences_json(const struct doc *doc)
{
    json_t *array = json_array();
    for (size_t i = 0; i < doc->sentence_count; i++) {
        const struct sentence *sentence = &doc->sentences[i];
        json_t *object = json_object();
        set_passage(
            object, doc, (struct passage){sentence->clause, sentence->span});
        json_object_set_new(object, "text_span", json_span(sentence->span));
        json_object_set_new(object, "lead",
            sentence->lead == NONE ? json_null()
                                   : json_integer(sentence->lead));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *uses_json(const struct doc *doc, const struct term *term)
{
    json_t *array = json_array();
    for (size_t i = 0; i < term->use_count; i++) {
        json_t *object = json_object();
        set_passage(object, doc, term->uses[i].passage);
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *terms_json(const struct doc *doc)
{
    json_t *array = json_array();
    for (size_t i = 0; i < doc->term_count; i++) {
        const struct term *term = &doc->terms[i];
        json_t *object = json_object();
        json_object_set_new(object, "name", json_slice(term->name));
        json_object_set_new(
            object, "party", json_string(party_name(term->party)));
        json_object_set_new(object, "is_alias", json_boolean(term->is_alias));
        set_passage(object, doc, term->name_at);
        json_object_set_new(
            object, "definition", json_slice(doc_quote(doc, term->definition)));
        json_object_set_new(object, "uses", uses_json(doc, term));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *references_json(const struct doc *doc)
{
    json_t *array = json_array();
    for (size_t i = 0; i < doc->reference_count; i++) {
        const struct reference *reference = &doc->references[i];
        json_t *object = json_object();
        set_passage(object, doc, reference->passage);
        json_object_set_new(
            object, "number", json_slice_or_null(reference->number));
        json_object_set_new(
            object, "last", json_slice_or_null(reference->last));
        json_object_set_new(
            object, "target", clause_id_json(doc, reference->target));
        json_object_set_new(
            object, "is_self", json_boolean(reference->is_self));
        json_object_set_new(
            object, "is_external", json_boolean(reference->is_external));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *citations_json(const struct doc *doc)
{
    json_t *array = json_array();
    for (size_t i = 0; i < doc->citation_count; i++) {
        const struct citation *citation = &doc->citations[i];
        json_t *object = json_object();
        set_passage(object, doc, citation->passage);
        json_object_set_new(
            object, "act", json_slice_or_null(citation->number));
        json_object_set_new(
            object, "title", json_slice_or_null(citation->title));
        json_object_set_new(object, "kind", json_slice_or_null(citation->kind));
        json_object_set_new(object, "date", json_date(citation->date));
        json_object_set_new(
            object, "article", json_slice_or_null(citation->article));
        json_object_set_new(object, "part", json_slice_or_null(citation->part));
        json_object_set_new(
            object, "point", json_slice_or_null(citation->point));
        json_object_set_new(
            object, "subpoint", json_slice_or_null(citation->subpoint));
        json_object_set_new(
            object, "paragraph", json_slice_or_null(citation->paragraph));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *facts_json(const struct doc *doc, const struct report *report)
{
    json_t *array = json_array();
    for (size_t i = 0; i < report->fact_count; i++) {
        const struct fact *fact = &report->facts[i];
        json_t *object = json_object();
        json_object_set_new(object, "rule", json_slice(fact->rule->id));
        json_object_set_new(
            object, "polarity", json_string(polarity_name(fact->polarity)));
        json_object_set_new(
            object, "modality", json_string(modality_name(fact->modality)));
        json_object_set_new(
            object, "actor", json_string(actor_name(fact->actor)));
        set_passage(object, doc, fact->passage);
        json_array_append_new(array, object);
    }
    return array;
}

void doc_json(json_t *object, const struct doc *doc,
    const struct report *report, enum language language)
{
    document_head_json(object, doc, &report->profile, language);
    json_object_set_new(object, "clauses", clauses_json(doc));
    json_object_set_new(object, "sentences", sentences_json(doc));
    json_object_set_new(object, "terms", terms_json(doc));
    json_object_set_new(object, "references", references_json(doc));
    json_object_set_new(object, "citations", citations_json(doc));
    json_object_set_new(object, "facts", facts_json(doc, report));
}
