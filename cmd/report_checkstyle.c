/*
 * report_checkstyle.c - XML as the Checkstyle program writes it, which many
 * continuous integration servers read: a <file> with its <error> elements.
 */
#include "cmd/finding_words.h"
#include "cmd/report_xml.h"

static void *begin(const struct run *run, FILE *out)
{
    struct xml_report *report = xml_report_begin(run, out, "checkstyle");
    xml_attribute(report->xml, "version", SLICE("8.0")); /* of the format */
    return report;
}

static struct slice level_of(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return SLICE("error");
    case SEVERITY_WARNING:
        return SLICE("warning");
    case SEVERITY_NOTE:
    case SEVERITY_NONE:
        return SLICE("info");
    }
    return SLICE("info");
}

static void add_finding(struct xml_report *report, struct arena *arena,
    const struct checked_file *file, const struct finding *finding)
{
    struct place place = finding_places(file->doc, finding).start;
    xml_begin(report->xml, "error");
    xml_number(report->xml, "line", place.line);
    xml_number(report->xml, "column", place.column);
    xml_attribute(report->xml, "severity", level_of(finding->severity));
    xml_attribute(report->xml, "message",
        finding_message_and_law(arena, report->run->options, finding));
    xml_attribute(report->xml, "source", finding->rule->id);
    xml_end(report->xml);
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct xml_report *report = opaque;
    struct arena *arena = arena_new();
    xml_begin(report->xml, "file");
    xml_attribute(report->xml, "name", file->path);
    for (size_t i = 0; i < file->finding_count; i++) {
        add_finding(report, arena, file, file->findings[i]);
    }
    xml_end(report->xml);
    xml_report_flush(report);
    arena_free(arena);
}

const struct report_writer report_checkstyle = {
    begin, add_file, xml_report_finish};
