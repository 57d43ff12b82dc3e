#include "cmd/report_xml.h"

#include "parser/memory.h"

#include <stdlib.h>

struct xml_report *xml_report_begin(
    const struct run *run, FILE *out, const char *element)
{
    struct xml_report *report = memory_take(sizeof(*report));
    *report = (struct xml_report){run, out, arena_new(), {0}, NULL};
    report->text.arena = report->arena;
    report->xml = xml_writer_new(&report->text);
    xml_begin(report->xml, element);
    return report;
}

void xml_report_flush(struct xml_report *report)
{
    fwrite(report->text.bytes, 1, report->text.len, report->out);
    report->text.len = 0;
}

void xml_report_finish(void *opaque)
{
    struct xml_report *report = opaque;
    xml_writer_free(report->xml);
    xml_report_flush(report);
    arena_free(report->arena);
    free(report);
}
