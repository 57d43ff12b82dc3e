#include "parser/block.h"

#include "parser/map_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmark.h>
#include <cmocka.h>

static struct block_list read_named(
    struct arena *arena, const char *name, struct slice markdown)
{
    struct source source;
    struct error error;
    assert_true(
        source_read(arena, slice_from(name), markdown, &source, &error));
    struct block_list list = {.arena = arena};
    if (!markdown_read(&source, &list, &error)) {
        fail_msg("%s", error.en);
    }
    map_check_all(&list, &source);
    return list;
}

static struct block_list read_markdown(
    struct arena *arena, const char *markdown)
{
    return read_named(arena, "a.md", slice_from(markdown));
}

/* Block by block: kind, marker, text. */
static void assert_blocks(const char *markdown, const char *expected)
{
    static const char *const kinds[] = {
        [BLOCK_HEADING] = "heading",
        [BLOCK_PARAGRAPH] = "paragraph",
        [BLOCK_ITEM] = "item",
        [BLOCK_CELL] = "cell",
        [BLOCK_CODE] = "code",
    };
    struct arena *arena = arena_new();
    struct block_list list = read_markdown(arena, markdown);
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < list.count; i++) {
        const struct block *block = &list.items[i];
        buffer_append(&buffer, slice_from(kinds[block->kind]));
        buffer_append_byte(&buffer, ' ');
        if (block->marker.len) {
            buffer_append(&buffer, block->marker);
            buffer_append_byte(&buffer, ' ');
        }
        buffer_append(&buffer, SLICE("["));
        buffer_append(&buffer, block->text.bytes);
        buffer_append(&buffer, SLICE("]\n"));
    }
    assert_string_equal(arena_string(arena, buffer_slice(&buffer)), expected);
    arena_free(arena);
}

static void emphasis_inside_a_word_does_not_cut_it(void **state)
{
    (void)state;
    assert_blocks(
        "Поли**тик**а *обра*ботки", "paragraph [Политика обработки]\n");
}

static void a_link_shows_its_text_and_an_image_nothing(void **state)
{
    (void)state;
    assert_blocks("см. [Правила](http://a.b/c \"[d](e)\") и "
                  "![схема [1]](x.png) <http://w.by/> далее",
        "paragraph [см. Правила и  http://w.by/ далее]\n");
}

static void entities_and_escapes_are_read(void **state)
{
    (void)state;
    assert_blocks("п.&nbsp;2 \\* &laquo;А&raquo; &#1071; &#x44F; &foo; "
                  "&hearts; пер&shy;сона",
        "paragraph [п.\u00A0"
        "2 * «А» Я я &foo; ♥ персона]\n");
}

static void inline_code_is_read_and_a_comment_is_not(void **state)
{
    (void)state;
    assert_blocks("Файлы `cookie` <!-- нет --> и ``a`b`` <b>да</b>",
        "paragraph [Файлы cookie  и a`b да]\n");
}

static void an_ordered_list_is_counted_as_it_is_rendered(void **state)
{
    (void)state;
    assert_blocks("3. раз\n3. два\n\n   ещё\n3. три\n\n- 1.1. четыре\n",
        "item 3. [раз]\nitem 4. [два]\nparagraph [ещё]\nitem 5. [три]\n"
        "item - [1.1. четыре]\n");
}

static void a_list_item_knows_where_it_stands(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct block_list list =
        read_markdown(arena, "1. раз\n   - внутри\n\n   абзац\n2. два\n");
    assert_int_equal(list.count, 4);
    assert_int_equal(list.items[1].list_depth, 2);
    assert_int_equal(list.items[2].kind, BLOCK_PARAGRAPH);
    assert_int_equal(list.items[2].item, list.items[0].item);
    assert_int_equal(list.items[3].list, list.items[0].list);
    assert_int_not_equal(list.items[3].item, list.items[0].item);
    assert_int_equal(
        list.items[3].marker_span.end - list.items[3].marker_span.begin, 2);
    assert_true(list.items[3].is_ordered);
    arena_free(arena);
}

static void a_pipe_table_is_cells(void **state)
{
    (void)state;
    assert_blocks("Цели:\n\n| Цель | Срок |\n|:--|--:|\n| **связь** \\| иное "
                  "| 1 год |\n| заказ # | |\n",
        "paragraph [Цели:]\ncell [Цель]\ncell [Срок]\ncell [связь | иное]\n"
        "cell [1 год]\ncell [заказ #]\ncell []\n");
}

static void a_table_stands_below_the_lines_above_it(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct block_list list = read_markdown(
        arena, "> Перечень\n> А | Б\n> --- | ---\n> в | [г][x]\n\n[x]: y\n");
    assert_int_equal(list.count, 5);
    assert_int_equal(list.items[0].kind, BLOCK_PARAGRAPH);
    assert_true(list.items[1].is_header);
    assert_int_equal(list.items[4].row, 1);
    assert_int_equal(list.items[4].column, 1);
    assert_true(slice_equal(list.items[4].text.bytes, SLICE("г")));
    assert_int_equal(list.items[4].quote_depth, 1);
    arena_free(arena);
}

static void front_matter_is_metadata(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct block_list list = read_markdown(arena,
        "\uFEFF---\r\ntitle: \"Политика\"\r\nlang: ru\r\ntags:\r\n  - a\r\n"
        "---\r\n# Текст\r\n");
    assert_int_equal(list.count, 1);
    assert_true(slice_equal(list.title, SLICE("Политика")));
    assert_true(slice_equal(list.language, SLICE("ru")));
    assert_true(slice_equal(list.items[0].text.bytes, SLICE("Текст")));
    arena_free(arena);
}

static void a_rule_at_the_start_is_no_front_matter(void **state)
{
    (void)state;
    assert_blocks(
        "---\nНастоящая Политика\n\n---\n", "paragraph [Настоящая Политика]\n");
}

static void fenced_code_is_code_and_indented_prose_is_prose(void **state)
{
    (void)state;
    assert_blocks("```find\nпо*\n  да\n```\n\n    1.1. Оператор\n"
                  "    обязан\n    1.2. Субъект вправе\n",
        "code [по*\n  да]\n"
        "paragraph [1.1. Оператор обязан]\nparagraph [1.2. Субъект вправе]\n");
}

static void provisions_typed_one_a_line_are_told_apart(void **state)
{
    (void)state;
    assert_blocks("Цели обработки:\n• связь;  \n• договор.\n\n"
                  "1.1. Раз согласно\nп. 2.1. Политики.\n**1.2.** Два\n",
        "paragraph [Цели обработки:]\nitem • [связь;]\nitem • [договор.]\n"
        "paragraph [1.1. Раз согласно п. 2.1. Политики.]\n"
        "paragraph [1.2. Два]\n");
}

static void raw_html_is_read_among_the_markdown(void **state)
{
    (void)state;
    assert_blocks("# Политика\n\n<div>\n\n  <p>1.1. Оператор &mdash; "
                  "<b>ООО</b></p>\n</div>\n\nДалее\n\n<!-- нет -->\n\n"
                  "<table><tr><td>а<td>б</table>\n\nКонец\n",
        "heading [Политика]\nparagraph [1.1. Оператор — ООО]\n"
        "paragraph [Далее]\ncell [а]\ncell [б]\nparagraph [Конец]\n");
}

static void a_bold_line_is_a_title_above_its_text(void **state)
{
    (void)state;
    assert_blocks("<b>Политика</b>\nДействует с 1 мая.\n\n"
                  "**Оператор**\nи иные лица\n",
        "paragraph [Политика]\nparagraph [Действует с 1 мая.]\n"
        "paragraph [Оператор и иные лица]\n");
}

static void prose_above_a_drawn_line_is_no_heading(void **state)
{
    (void)state;
    assert_blocks("Термины\n---\n\nОператор обрабатывает данные:\n"
                  "•имя;\n— адрес.\n---\n",
        "heading [Термины]\nparagraph [Оператор обрабатывает данные:]\n"
        "item • [имя;]\nitem — [адрес.]\n");
}

static void a_line_below_a_full_one_goes_on_with_it(void **state)
{
    (void)state;
    assert_blocks("1.1. Оператор обрабатывает данные на основании\n"
                  "Федерального закона № 152-ФЗ.\n1.2. Срок\nОдин год\n",
        "paragraph [1.1. Оператор обрабатывает данные на основании "
        "Федерального закона № 152-ФЗ.]\nparagraph [1.2. Срок]\n"
        "paragraph [Один год]\n");
}

static void lazy_and_crooked_lines_keep_their_map(void **state)
{
    (void)state;
    assert_blocks("> 1. один\n>    два\nтри\n>\t- a *b\n   c* d\n",
        "item 1. [один два три]\nitem - [a b c d]\n");
}

static void quotes_are_numbered(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct block_list list = read_markdown(arena, "> а\n\n> б\n> > в\n\nг\n");
    assert_int_equal(list.count, 4);
    assert_int_equal(list.items[0].quote, 0);
    assert_int_equal(list.items[1].quote, 1);
    assert_int_equal(list.items[2].quote, 1);
    assert_int_equal(list.items[2].quote_depth, 2);
    assert_int_equal(list.items[3].quote, NONE);
    arena_free(arena);
}

/* That a text, repeated so often, is refused by the name of a limit. */
static void assert_refused(const char *text, size_t times, const char *limit)
{
    struct arena *arena = arena_new();
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < times; i++) {
        buffer_append(&buffer, slice_from(text));
    }
    buffer_append(&buffer, SLICE("a\n"));
    struct source source;
    struct error error;
    assert_true(source_read(
        arena, SLICE("a.md"), buffer_slice(&buffer), &source, &error));
    struct block_list list = {.arena = arena};
    assert_false(markdown_read(&source, &list, &error));
    assert_non_null(strstr(error.en, limit));
    assert_non_null(strstr(error.ru, limit));
    arena_free(arena);
}

static void nesting_over_the_limit_is_refused_by_its_name(void **state)
{
    (void)state;
    assert_refused("> ", BLOCK_NESTING_LIMIT + 1, "BLOCK_NESTING_LIMIT");
}

static void blocks_over_the_limit_are_refused_by_its_name(void **state)
{
    (void)state;
    assert_refused("- a\n", BLOCK_COUNT_LIMIT + 1, "BLOCK_COUNT_LIMIT");
}

static void images_over_the_limit_are_refused_by_its_name(void **state)
{
    (void)state;
    assert_refused("![[a](b)\n", BLOCK_IMAGE_LIMIT + 1, "BLOCK_IMAGE_LIMIT");
}

/* The text without white space and bullets: enough to tell what is lost or
   doubled. A typed bullet is text to cmark and a marker to us. */
static void append_dense(struct buffer *buffer, struct slice text)
{
    for (size_t offset = 0; offset < text.len;) {
        size_t begin = offset;
        uint32_t code_point = utf8_next(text, &offset);
        if (!utf8_is_space(code_point) && !utf8_is_invisible(code_point) &&
            code_point != '*' && code_point != '-') {
            buffer_append(buffer, slice_cut(text, begin, offset));
        }
    }
}

/* What cmark itself shows of a document; false when it has raw HTML. */
static bool expect_dense(struct slice markdown, struct buffer *buffer)
{
    cmark_node *document =
        cmark_parse_document(markdown.bytes, markdown.len, CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(document);
    cmark_event_type event;
    int images = 0;
    bool is_plain = true;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
            is_plain = false;
        }
        if (type == CMARK_NODE_IMAGE) {
            images += event == CMARK_EVENT_ENTER ? 1 : -1;
        }
        const char *literal = cmark_node_get_literal(node);
        if (type == CMARK_NODE_CODE_BLOCK && literal[0] == '<') {
            is_plain = false; /* read as HTML when it is indented */
        }
        if (literal && images == 0) {
            append_dense(buffer, slice_from(literal));
        }
    }
    cmark_iter_free(iter);
    cmark_node_free(document);
    return is_plain;
}

static void check_example(struct slice markdown)
{
    struct arena *arena = arena_new();
    struct block_list list = read_named(arena, "a.md", markdown);
    struct buffer expected = {.arena = arena};
    struct buffer got = {.arena = arena};
    for (size_t i = 0; i < list.count; i++) {
        append_dense(&got, list.items[i].text.bytes);
    }
    if (expect_dense(markdown, &expected)) {
        assert_string_equal(arena_string(arena, buffer_slice(&got)),
            arena_string(arena, buffer_slice(&expected)));
    }
    arena_free(arena);
}

/* Arrows of the specification stand for tabs. */
static struct slice with_tabs(struct arena *arena, struct slice text)
{
    struct buffer buffer = {.arena = arena};
    for (size_t offset = 0; offset < text.len;) {
        size_t begin = offset;
        if (utf8_next(text, &offset) == 0x2192) {
            buffer_append_byte(&buffer, '\t');
        } else {
            buffer_append(&buffer, slice_cut(text, begin, offset));
        }
    }
    return buffer_slice(&buffer);
}

static void every_example_of_the_specification_keeps_its_map(void **state)
{
    (void)state;
    map_check_need_shared();
    struct arena *arena = arena_new();
    struct slice rest = map_check_file(arena, "external/commonmark-spec.txt");
    struct slice line;
    const char *begin = NULL;
    int count = 0;
    while (slice_next_line(&rest, &line)) {
        if (slice_starts_with(line, SLICE("````````````````````````````````"
                                          " example"))) {
            begin = rest.bytes;
        } else if (begin && slice_equal(line, SLICE("."))) {
            struct slice example = {begin, (size_t)(line.bytes - begin)};
            check_example(with_tabs(arena, example));
            begin = NULL;
            count++;
        }
    }
    assert_in_range(count, 600, 700);
    arena_free(arena);
}

static void every_shared_document_keeps_its_map(void **state)
{
    (void)state;
    struct map_check_walk walk;
    size_t count = 0;
    map_check_open(&walk);
    const char *path;
    while ((path = map_check_next(&walk, ".md"))) {
        struct arena *arena = arena_new();
        read_named(arena, path, map_check_file(arena, path));
        arena_free(arena);
        count++;
    }
    map_check_close(&walk);
    assert_in_range(count, 5, 1000);
}

static void marks_without_end_are_read_in_good_time(void **state)
{
    (void)state;
    static const char *const seeds[] = {"[", "*", "_a", "**a ", "`", "\\", "&",
        "&amp;", "<", "a|", "](", "- ", "![", "[a](b", "<b>", "1. ", "a\n",
        "*a_ ", "|\n", "\t", "&#1;", "<!--", "\r", "[a]: b\n"};
    for (size_t i = 0; i < COUNT_OF(seeds); i++) {
        struct arena *arena = arena_new();
        struct buffer buffer = {.arena = arena};
        for (int k = 0; k < 20000; k++) {
            buffer_append(&buffer, slice_from(seeds[i]));
        }
        struct source source;
        struct error error;
        struct block_list list = {.arena = arena};
        assert_true(source_read(
            arena, SLICE("a.md"), buffer_slice(&buffer), &source, &error));
        if (markdown_read(&source, &list, &error)) {
            map_check_all(&list, &source);
        }
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(emphasis_inside_a_word_does_not_cut_it),
        cmocka_unit_test(a_link_shows_its_text_and_an_image_nothing),
        cmocka_unit_test(entities_and_escapes_are_read),
        cmocka_unit_test(inline_code_is_read_and_a_comment_is_not),
        cmocka_unit_test(an_ordered_list_is_counted_as_it_is_rendered),
        cmocka_unit_test(a_list_item_knows_where_it_stands),
        cmocka_unit_test(a_pipe_table_is_cells),
        cmocka_unit_test(a_table_stands_below_the_lines_above_it),
        cmocka_unit_test(front_matter_is_metadata),
        cmocka_unit_test(a_rule_at_the_start_is_no_front_matter),
        cmocka_unit_test(fenced_code_is_code_and_indented_prose_is_prose),
        cmocka_unit_test(provisions_typed_one_a_line_are_told_apart),
        cmocka_unit_test(raw_html_is_read_among_the_markdown),
        cmocka_unit_test(a_bold_line_is_a_title_above_its_text),
        cmocka_unit_test(prose_above_a_drawn_line_is_no_heading),
        cmocka_unit_test(a_line_below_a_full_one_goes_on_with_it),
        cmocka_unit_test(lazy_and_crooked_lines_keep_their_map),
        cmocka_unit_test(quotes_are_numbered),
        cmocka_unit_test(nesting_over_the_limit_is_refused_by_its_name),
        cmocka_unit_test(blocks_over_the_limit_are_refused_by_its_name),
        cmocka_unit_test(images_over_the_limit_are_refused_by_its_name),
        cmocka_unit_test(every_example_of_the_specification_keeps_its_map),
        cmocka_unit_test(every_shared_document_keeps_its_map),
        cmocka_unit_test(marks_without_end_are_read_in_good_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
