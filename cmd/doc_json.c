#include "cmd/doc_json.h"

#include "cmd/json_value.h"
#include "cmd/names.h"
#include "cmd/profile_json.h"

/* The source span and the visible words of a passage, and its clause. */
static void add_passage(
    struct json_text *text, const struct doc *doc, struct passage passage)
{
    json_add_clause_id(text, "clause_id", doc, passage.clause);
    json_add_source_span(
        text, "span", &doc->source, doc_source_span(doc, passage));
    json_add_slice(text, "quote", doc_quote(doc, passage));
}

static void add_map(struct json_text *text, const struct text *of)
{
    json_begin_array(text, "map");
    for (size_t i = 0; i < of->piece_count; i++) {
        const struct piece *piece = &of->pieces[i];
        json_begin_object(text, NULL);
        json_add_integer(text, "text_begin", piece->text.begin);
        json_add_integer(text, "text_end", piece->text.end);
        json_add_integer(text, "source_begin", piece->source.begin);
        json_add_integer(text, "source_end", piece->source.end);
        json_end(text);
    }
    json_end(text);
}

static void add_cells(struct json_text *text, const struct clause *clause)
{
    json_begin_array(text, "cells");
    for (uint32_t i = 0; i < clause->cell_count; i++) {
        json_begin_object(text, NULL);
        json_add_integer(text, "column", clause->cells[i].column);
        json_add_span(text, "text_span", clause->cells[i].span);
        json_end(text);
    }
    json_end(text);
}

static void add_clause(
    struct json_text *text, const struct doc *doc, const struct clause *clause)
{
    json_begin_object(text, NULL);
    json_add_slice(text, "id", clause->id);
    json_add_slice(text, "address", clause->address);
    json_add_string(text, "kind", clause_kind_name(clause->kind));
    json_add_string(text, "region", region_name(clause->region));
    json_add_slice_or_null(text, "number", clause->number);
    json_add_clause_id(text, "parent", doc, clause->parent);
    json_add_source_span(text, "span", &doc->source, clause->span);
    json_add_slice(text, "text", clause->text.bytes);
    add_map(text, &clause->text);
    if (clause->kind == CLAUSE_ROW) {
        add_cells(text, clause);
    }
    json_end(text);
}

static void add_clauses(struct json_text *text, const struct doc *doc)
{
    json_begin_array(text, "clauses");
    for (size_t i = 0; i < doc->clause_count; i++) {
        add_clause(text, doc, &doc->clauses[i]);
    }
    json_end(text);
}

static void add_sentences(struct json_text *text, const struct doc *doc)
{
    json_begin_array(text, "sentences");
    for (size_t i = 0; i < doc->sentence_count; i++) {
        const struct sentence *sentence = &doc->sentences[i];
        json_begin_object(text, NULL);
        add_passage(
            text, doc, (struct passage){sentence->clause, sentence->span});
        json_add_span(text, "text_span", sentence->span);
        if (sentence->lead == NONE) {
            json_add_null(text, "lead");
        } else {
            json_add_integer(text, "lead", sentence->lead);
        }
        json_end(text);
    }
    json_end(text);
}

static void add_uses(
    struct json_text *text, const struct doc *doc, const struct term *term)
{
    json_begin_array(text, "uses");
    for (size_t i = 0; i < term->use_count; i++) {
        json_begin_object(text, NULL);
        add_passage(text, doc, term->uses[i].passage);
        json_end(text);
    }
    json_end(text);
}

static void add_terms(struct json_text *text, const struct doc *doc)
{
    json_begin_array(text, "terms");
    for (size_t i = 0; i < doc->term_count; i++) {
        const struct term *term = &doc->terms[i];
        json_begin_object(text, NULL);
        json_add_slice(text, "name", term->name);
        json_add_string(text, "party", party_name(term->party));
        json_add_boolean(text, "is_alias", term->is_alias);
        add_passage(text, doc, term->name_at);
        json_add_slice(text, "definition", doc_quote(doc, term->definition));
        add_uses(text, doc, term);
        json_end(text);
    }
    json_end(text);
}

static void add_references(struct json_text *text, const struct doc *doc)
{
    json_begin_array(text, "references");
    for (size_t i = 0; i < doc->reference_count; i++) {
        const struct reference *reference = &doc->references[i];
        json_begin_object(text, NULL);
        add_passage(text, doc, reference->passage);
        json_add_slice_or_null(text, "number", reference->number);
        json_add_slice_or_null(text, "last", reference->last);
        json_add_clause_id(text, "target", doc, reference->target);
        json_add_boolean(text, "is_self", reference->is_self);
        json_add_boolean(text, "is_external", reference->is_external);
        json_end(text);
    }
    json_end(text);
}

static void add_citations(struct json_text *text, const struct doc *doc)
{
    json_begin_array(text, "citations");
    for (size_t i = 0; i < doc->citation_count; i++) {
        const struct citation *citation = &doc->citations[i];
        json_begin_object(text, NULL);
        add_passage(text, doc, citation->passage);
        json_add_slice_or_null(text, "act", citation->number);
        json_add_slice_or_null(text, "title", citation->title);
        json_add_slice_or_null(text, "kind", citation->kind);
        json_add_date(text, "date", citation->date);
        json_add_slice_or_null(text, "article", citation->article);
        json_add_slice_or_null(text, "part", citation->part);
        json_add_slice_or_null(text, "point", citation->point);
        json_add_slice_or_null(text, "subpoint", citation->subpoint);
        json_add_slice_or_null(text, "paragraph", citation->paragraph);
        json_end(text);
    }
    json_end(text);
}

static void add_facts(
    struct json_text *text, const struct doc *doc, const struct report *report)
{
    json_begin_array(text, "facts");
    for (size_t i = 0; i < report->fact_count; i++) {
        const struct fact *fact = &report->facts[i];
        json_begin_object(text, NULL);
        json_add_slice(text, "rule", fact->rule->id);
        json_add_string(text, "polarity", polarity_name(fact->polarity));
        json_add_string(text, "modality", modality_name(fact->modality));
        json_add_string(text, "actor", actor_name(fact->actor));
        add_passage(text, doc, fact->passage);
        json_end(text);
    }
    json_end(text);
}

void doc_json(struct json_text *text, const struct doc *doc,
    const struct report *report, enum language language)
{
    document_head_json(text, doc, &report->profile, language);
    add_clauses(text, doc);
    add_sentences(text, doc);
    add_terms(text, doc);
    add_references(text, doc);
    add_citations(text, doc);
    add_facts(text, doc, report);
}
