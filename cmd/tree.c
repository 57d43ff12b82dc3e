#include "cmd/tree.h"

#include "cmd/names.h"

#define ADDRESS_CELLS 26

/* How many words of a text are shown at its start and its end, and how long
   a text may be to be shown whole. The pieces of a text that was joined are
   shorter. */
struct extent {
    size_t first;
    size_t last;
    size_t whole;
};

static const struct extent whole_text = {5, 3, 9};
static const struct extent first_piece = {3, 2, 5};
static const struct extent later_piece = {2, 2, 4};

static size_t count_words(struct slice text)
{
    size_t count = 0;
    struct slice word;
    while (slice_next_part(&text, ' ', &word)) {
        count += word.len > 0;
    }
    return count;
}

/* The first words … the last words. */
static void print_words(const struct terminal *terminal, struct slice text,
    const struct extent *extent)
{
    size_t count = count_words(text);
    bool is_cut = count > extent->whole;
    size_t index = 0;
    struct slice word;
    while (slice_next_part(&text, ' ', &word)) {
        if (word.len == 0) {
            continue;
        }
        bool is_shown =
            !is_cut || index < extent->first || index >= count - extent->last;
        if (is_cut && index == extent->first) {
            terminal_print(terminal, " …");
        }
        if (is_shown) {
            terminal_print(terminal, index > 0 ? " " : "");
            terminal_put(terminal, word);
        }
        index++;
    }
}

static void print_text(const struct terminal *terminal, const struct doc *doc,
    uint32_t index, size_t *joint)
{
    struct slice text = doc->clauses[index].text.bytes;
    size_t begin = 0;
    while (*joint < doc->joint_count && doc->joints[*joint].clause < index) {
        ++*joint;
    }
    for (; *joint < doc->joint_count && doc->joints[*joint].clause == index;
         ++*joint) {
        size_t end = doc->joints[*joint].offset;
        print_words(terminal, slice_cut(text, begin, end),
            begin > 0 ? &later_piece : &first_piece);
        terminal_print(terminal, " ⏎ ");
        begin = end;
    }
    print_words(terminal, slice_cut(text, begin, text.len),
        begin > 0 ? &later_piece : &whole_text);
}

void tree_print(const struct terminal *terminal, const struct doc *doc)
{
    size_t joint = 0;
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        unsigned used = 2 * clause->depth + terminal_cells(clause->address);
        terminal_repeat(terminal, "  ", clause->depth);
        terminal_put(terminal, clause->address);
        terminal_repeat(
            terminal, " ", used < ADDRESS_CELLS ? ADDRESS_CELLS - used : 0);
        fprintf(terminal->file, " line %-4u %-9s ",
            source_line(&doc->source, clause->span.begin),
            clause_kind_name(clause->kind));
        print_text(terminal, doc, i, &joint);
        terminal_print(terminal, "\n");
    }
}
