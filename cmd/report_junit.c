/*
 * report_junit.c - XML as JUnit's runners write it: a file is a suite, a
 * finding is a test.
 *
 * A test fails when its finding is at or above --fail-on, so that the report
 * says what the exit status says; the other findings are tests that pass and
 * have something to tell. A file without findings is one test that passes.
 */
#include "cmd/finding_words.h"
#include "cmd/names.h"
#include "cmd/report_xml.h"

static void *begin(const struct run *run, FILE *out)
{
    struct xml_report *report = xml_report_begin(run, out, "testsuites");
    xml_attribute(report->xml, "name", SLICE("clauselint"));
    return report;
}

static bool is_failure(
    const struct checked_file *file, const struct finding *finding)
{
    return file->options->fail_on != SEVERITY_NONE &&
           finding->severity >= file->options->fail_on;
}

static size_t count_failures(const struct checked_file *file)
{
    size_t count = 0;
    for (size_t i = 0; i < file->finding_count; i++) {
        count += is_failure(file, file->findings[i]);
    }
    return count;
}

static void begin_case(struct xml_report *report,
    const struct checked_file *file, struct slice name)
{
    xml_begin(report->xml, "testcase");
    xml_attribute(report->xml, "classname", file->path);
    xml_attribute(report->xml, "name", name);
}

/* "ru/consent-irrevocable: п. 1.2": it stays when lines are added above. */
static struct slice case_name(struct arena *arena,
    const struct checked_file *file, const struct finding *finding)
{
    struct slice address = passage_address(file->doc, &finding->passage);
    struct buffer name = {.arena = arena};
    visible_append(&name, finding->rule->id);
    if (address.len > 0) {
        buffer_append(&name, SLICE(": "));
        visible_append(&name, address);
    }
    return buffer_slice(&name);
}

/* "policy.md:17:5: message", and what stands beside it. */
static struct slice case_text(struct xml_report *report, struct arena *arena,
    const struct checked_file *file, const struct finding *finding)
{
    const struct options *options = report->run->options;
    struct place place = finding_places(file->doc, finding).start;
    struct slice details = finding_details(arena, options, file, finding);
    struct buffer text = {.arena = arena};
    visible_append(&text, file->path);
    buffer_format(&text, ":%u:%u: ", place.line, place.column);
    buffer_append(&text, finding_message(arena, options, finding));
    buffer_append(&text, details.len > 0 ? SLICE("\n") : SLICE(""));
    buffer_append(&text, details);
    return buffer_slice(&text);
}

static void add_finding(struct xml_report *report, struct arena *arena,
    const struct checked_file *file, const struct finding *finding)
{
    begin_case(report, file, case_name(arena, file, finding));
    if (is_failure(file, finding)) {
        xml_begin(report->xml, "failure");
        xml_attribute(
            report->xml, "type", slice_from(severity_name(finding->severity)));
        xml_attribute(report->xml, "message",
            finding_message(arena, report->run->options, finding));
    } else {
        xml_begin(report->xml, "system-out");
    }
    xml_text(report->xml, case_text(report, arena, file, finding));
    xml_end(report->xml);
    xml_end(report->xml);
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct xml_report *report = opaque;
    struct arena *arena = arena_new();
    size_t count = file->finding_count;
    xml_begin(report->xml, "testsuite");
    xml_attribute(report->xml, "name", file->path);
    xml_number(report->xml, "tests", count > 0 ? count : 1);
    xml_number(report->xml, "failures", count_failures(file));
    xml_number(report->xml, "errors", 0);
    for (size_t i = 0; i < count; i++) {
        add_finding(report, arena, file, file->findings[i]);
    }
    if (count == 0) {
        begin_case(report, file, SLICE("clauselint"));
        xml_end(report->xml);
    }
    xml_end(report->xml);
    xml_report_flush(report);
    arena_free(arena);
}

const struct report_writer report_junit = {begin, add_file, xml_report_finish};
