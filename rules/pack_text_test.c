#include "rules/pack_text.h"

#include "parser/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define FRONT "---\npack: x\n---\n"

/* The blocks behind FRONT, a line for each: its kind, its text with the line
   and column where that begins, and whatever else it has. */
static struct slice blocks_of(struct arena *arena, const char *body)
{
    static const char *const names[] = {
        "heading", "paragraph", "item", "fence", "quote", "table"};
    struct slice markdown = arena_format(arena, FRONT "%s", body);
    struct pack_text text;
    struct pack_block block;
    struct error error;
    struct buffer out = {.arena = arena};
    assert_true(pack_text_open(arena, SLICE("x.md"), markdown, &text, &error));
    while (pack_text_next(&text, &block)) {
        uint32_t at =
            block.text.piece_count
                ? text_to_source(&block.text, (struct span){0, 0}).begin
                : block.span.begin;
        struct place place = source_place(&text.source, at);
        buffer_format(&out, "%s %u:%u «%.*s»", names[block.kind],
            place.line - 3, place.column, (int)block.text.bytes.len,
            block.text.bytes.bytes);
        if (block.level) {
            buffer_format(&out, " %u", block.level);
        }
        if (block.info.len) {
            buffer_format(&out, " %.*s", (int)block.info.len, block.info.bytes);
        }
        buffer_append_byte(&out, '\n');
    }
    return buffer_slice(&out);
}

static void assert_blocks(const char *body, const char *expected)
{
    struct arena *arena = arena_new();
    struct slice found = blocks_of(arena, body);
    if (!slice_equal(found, slice_from(expected))) {
        fail_msg("of\n%s\nthere are\n%.*s", body, (int)found.len, found.bytes);
    }
    arena_free(arena);
}

static void a_pack_is_read_block_by_block(void **state)
{
    (void)state;
    assert_blocks("\n# Часть\n\nПроза.\n\n## x/one ##\nПервое.\n- Kind: error\n"
                  "* Off: yes\n\n```find from 2022-09-01\nраз\n\nдва\n```\n"
                  "Wrong:\n> Раз.\n> Два.\n\n> Три.",
        "heading 2:3 «Часть» 1\nparagraph 4:1 «Проза.»\n"
        "heading 6:4 «x/one» 2\nparagraph 7:1 «Первое.»\n"
        "item 8:3 «Kind: error»\nitem 9:3 «Off: yes»\n"
        "fence 12:1 «раз\n\nдва» find\nparagraph 16:1 «Wrong:»\n"
        "quote 17:1 «»\nquote 20:1 «»\n");
    assert_blocks("", "");
}

static void a_paragraph_of_several_lines_is_one(void **state)
{
    (void)state;
    assert_blocks(
        "Лица, о которых сказано:\nСубъекты и\n  Операторы\n2. лица.\n"
        "- English: one\n  and two\nand three\n\n  further\n",
        "paragraph 1:1 «Лица, о которых сказано: Субъекты и Операторы 2. "
        "лица.»\n"
        "item 5:3 «English: one and two and three»\nparagraph 9:3 «further»\n");
}

static void what_is_marked_up_is_read_as_markdown(void **state)
{
    (void)state;
    assert_blocks(
        "Слова **«согласие»** и `x`\nс&nbsp;[адресом](http://x.by).\n\n"
        "## <Имя>\n\n## <b>x</b>\n\n- Kind: \\<a>\n\nпо\302\255лис\n",
        "paragraph 1:1 «Слова «согласие» и x с\302\240адресом.»\n"
        "heading 4:4 «<Имя>» 2\nheading 6:7 «x» 2\nitem 8:3 «Kind: <a>»\n"
        "paragraph 10:1 «полис»\n");
}

static void what_shows_nothing_is_no_block(void **state)
{
    (void)state;
    assert_blocks(
        "<!-- один\n\nдва -->\nРаз.\n***\nДва.\n====\n\n[a]: http://x\n"
        "-\n\n<!-- до конца\n## x/one\n",
        "paragraph 4:1 «Раз.»\nparagraph 6:1 «Два.»\n");
}

static void a_fence_holds_what_it_holds(void **state)
{
    (void)state;
    assert_blocks(
        "~~~ fix\n> раз\n## x/two\n```\n~~~~\n  ```find\r\n    раз\r\n"
        "  два\r\n  ```\r\n```\nбез конца\n",
        "fence 2:1 «> раз\n## x/two\n```» fix\n"
        "fence 7:5 «раз\nдва» find\nfence 11:1 «без конца»\n");
}

static void a_table_is_one_block(void **state)
{
    (void)state;
    assert_blocks("| Ключ | *x* |\n|---|:-:|\n| a | b |\n\nпо|ле\nне таблица\n",
        "table 1:3 «Ключ»\nparagraph 5:1 «по|ле не таблица»\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pack_is_read_block_by_block),
        cmocka_unit_test(a_paragraph_of_several_lines_is_one),
        cmocka_unit_test(what_is_marked_up_is_read_as_markdown),
        cmocka_unit_test(what_shows_nothing_is_no_block),
        cmocka_unit_test(a_fence_holds_what_it_holds),
        cmocka_unit_test(a_table_is_one_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
