/*
 * document_fuzz.c - a document of any kind: read, checked, reported.
 *
 * The first byte says under which name and in which language; the rest is the
 * file. What an HTML file or the statistics of its bytes say of the encoding
 * is found there as it is in the program.
 */
#include "cmd/doc_json.h"
#include "cmd/json_value.h"
#include "cmd/tree.h"
#include "fuzz.h"

static const char *const names[] = {
    "policy.md", "policy.html", "policy.txt", "policy"};

static void compile(
    const struct checked_file *file, const struct options *options)
{
    FILE *nowhere = fuzz_nowhere();
    struct terminal terminal;
    terminal_init(&terminal, nowhere, options->color, options->language);
    tree_print(&terminal, file->doc);
    struct json_text text;
    json_report_open(&text, nowhere);
    doc_json(&text, file->doc, file->report, options->language);
    json_report_close(&text);
    fclose(nowhere);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0) {
        return 0;
    }
    struct arena *arena = arena_new();
    struct options options = fuzz_options(
        arena, bytes[0] & 4 ? "check --severity=note --lang=ru x"
                            : "check --matrix --color=always --lang=en x");
    struct checker *checker = fuzz_checker(arena, &options);
    struct checked_file file = {.path = slice_from(names[bytes[0] & 3]),
        .bytes = fuzz_slice(bytes + 1, size - 1)};
    struct trouble trouble;
    if (checker_check(checker, arena, &file, &trouble)) {
        fuzz_report(arena, checker, &file, size);
        if (size % 4 == 0) {
            compile(&file, &options);
        }
    } else {
        fuzz_see_error(&trouble.error);
    }
    checker_close(checker);
    arena_free(arena);
    return 0;
}
