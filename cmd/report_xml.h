/*
 * report_xml.h - what the XML reports have in common: a writer, and its text
 * handed on to the file at the end of each document.
 */
#ifndef CMD_REPORT_XML_H
#define CMD_REPORT_XML_H

#include "cmd/report.h"
#include "parser/xml_writer.h"

struct xml_report {
    const struct run *run;
    FILE *out;
    struct arena *arena; /* of the writer */
    struct buffer text;  /* written, but not yet handed on */
    struct xml_writer *xml;
};

/* Begin the report with its outermost element. */
struct xml_report *xml_report_begin(
    const struct run *run, FILE *out, const char *element);

/* Hand the text on. */
void xml_report_flush(struct xml_report *report);

/* End the report and free it. */
void xml_report_finish(void *report);

#endif
