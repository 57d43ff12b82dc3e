#include "cmd/complain.h"

#include "cmd/terminal.h"

void complain(
    enum language language, struct slice subject, const struct error *error)
{
    struct terminal terminal;
    terminal_init(&terminal, stderr, COLOR_NEVER, language);
    fputs("clauselint: ", stderr);
    if (subject.len > 0) {
        terminal_put(&terminal, subject);
        if (error->place.line > 0) {
            fprintf(stderr, ":%u:%u", error->place.line, error->place.column);
        }
        fputs(": ", stderr);
    }
    terminal_put(
        &terminal, slice_from(language_pick(language, error->ru, error->en)));
    fputc('\n', stderr);
}

bool trouble_in(struct trouble *trouble, struct slice path)
{
    trouble->path = path;
    return false;
}

void complain_of(enum language language, const struct trouble *trouble)
{
    complain(language, trouble->path, &trouble->error);
}
