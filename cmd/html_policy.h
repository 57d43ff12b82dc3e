/*
 * html_policy.h - a checked policy as a page shows it: every clause, the words
 * of the findings marked in it, the findings explained beside it.
 *
 * Anchors, by which all parts of the page point to each other; D is the number
 * of the document on the page:
 *
 *     dD-ID    the clause with that id
 *     dD-mN    where the words of finding N begin (from 0, as in the file)
 *     dD-fN    the explanation of finding N
 *     ID       a rule, among the rules at the end of the page
 */
#ifndef CMD_HTML_POLICY_H
#define CMD_HTML_POLICY_H

#include "cmd/html_page.h"
#include "cmd/report.h"

/* One document on its way to the page. */
struct html_document {
    struct html html;
    const struct checked_file *file;
    size_t number;       /* of the document on the page, from 1 */
    struct arena *arena; /* of this page of it */
};

/* The address of a passage as a link to its clause; nothing for the document
   as a whole. */
void html_address(
    const struct html_document *document, const struct passage *passage);

/* A finding in full: message, law, sanction, repair, related places. */
void html_card(const struct html_document *document, size_t finding);

/* All clauses. */
void html_policy(const struct html_document *document);

#endif
