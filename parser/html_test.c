/*
 * html_test.c - pages as blocks: what is read, as what, and from where.
 */
#include "parser/block.h"
#include "parser/html_decode.h"
#include "parser/map_check.h"
#include "parser/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct page {
    struct arena *arena;
    struct source source;
    struct block_list list;
    struct error error;
    bool is_read;
};

static struct page read_bytes(struct slice bytes)
{
    struct page page = {.arena = arena_new()};
    page.list.arena = page.arena;
    struct error error;
    if (source_read(
            page.arena, SLICE("page.html"), bytes, &page.source, &error)) {
        page.is_read = html_read(&page.source, &page.list, &page.error);
    }
    return page;
}

static struct page read_page(const char *html)
{
    struct page page = read_bytes(slice_from(html));
    assert_true(page.is_read);
    return page;
}

static bool has_space_only(struct slice bytes)
{
    return slice_trim(bytes).len == 0; /* also none at all: <br> */
}

/* Does the piece's source, decoded, read as its text? */
static bool is_right(struct slice source, struct slice text)
{
    if (slice_equal(source, text)) {
        return true;
    }
    if (has_space_only(source)) {
        return slice_equal(text, SLICE(" "));
    }
    struct html_reference reference = html_reference_at(source, 0);
    char bytes[UTF8_LONGEST];
    struct slice decoded = {bytes, utf8_encode(reference.code_point, bytes)};
    return reference.len == source.len &&
           (slice_equal(decoded, text) ||
               (has_space_only(decoded) && slice_equal(text, SLICE(" "))));
}

/* The property of the map: each piece, cut from the source and decoded, is
   its part of the text; pieces follow each other without gaps in the text and
   go forward in the source, as blocks do. */
static bool has_right_map(const struct page *page)
{
    uint32_t source_end = 0;
    for (size_t i = 0; i < page->list.count; i++) {
        const struct text *text = &page->list.items[i].text;
        uint32_t text_end = 0;
        for (size_t k = 0; k < text->piece_count; k++) {
            const struct piece *piece = &text->pieces[k];
            struct slice source = slice_cut(
                page->source.text, piece->source.begin, piece->source.end);
            struct slice part =
                slice_cut(text->bytes, piece->text.begin, piece->text.end);
            if (piece->text.begin != text_end ||
                piece->source.begin < source_end || !is_right(source, part)) {
                return false;
            }
            text_end = piece->text.end;
            source_end = piece->source.end;
        }
        if (text_end != text->bytes.len || text->bytes.len == 0) {
            return false;
        }
    }
    return true;
}

/* ---- Real pages ---- */

static void every_shared_page_has_a_right_map(void **state)
{
    (void)state;
    struct map_check_walk walk;
    const char *path;
    size_t pages = 0;
    map_check_open(&walk);
    while ((path = map_check_next(&walk, ".html"))) {
        struct arena *arena = arena_new();
        struct page page = read_bytes(map_check_file(arena, path));
        if (!page.is_read || !has_right_map(&page)) {
            fail_msg("%s", path);
        }
        map_check_all(&page.list, &page.source);
        arena_free(page.arena);
        arena_free(arena);
        pages++;
    }
    map_check_close(&walk);
    assert_true(pages > 0);
}

/* ---- Blocks ---- */

static const char *kind_name(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_HEADING:
        return "heading";
    case BLOCK_PARAGRAPH:
        return "paragraph";
    case BLOCK_ITEM:
        return "item";
    case BLOCK_CELL:
        return "cell";
    case BLOCK_CODE:
        return "code";
    }
    return "";
}

static const char *region_name(enum region region)
{
    switch (region) {
    case REGION_BODY:
        return "";
    case REGION_HEADER:
        return "header ";
    case REGION_MENU:
        return "menu ";
    case REGION_ASIDE:
        return "aside ";
    case REGION_FOOTER:
        return "footer ";
    }
    return "";
}

/* The page's blocks, a line each: "item(3.) text" "menu paragraph Главная". */
static struct slice outline(const struct page *page)
{
    struct buffer buffer = {.arena = page->arena};
    for (size_t i = 0; i < page->list.count; i++) {
        const struct block *block = &page->list.items[i];
        buffer_format(&buffer, "%s%s", region_name(block->region),
            kind_name(block->kind));
        if (block->kind == BLOCK_ITEM) {
            buffer_format(
                &buffer, "(%.*s)", (int)block->marker.len, block->marker.bytes);
        } else if (block->kind == BLOCK_HEADING) {
            buffer_format(&buffer, "%d", block->level);
        } else if (block->kind == BLOCK_CELL) {
            buffer_format(&buffer, "[%d,%d]%s", (int)block->row,
                (int)block->column, block->is_header ? "*" : "");
        }
        buffer_append(&buffer, SLICE(" "));
        buffer_append(&buffer, block->text.bytes);
        buffer_append(&buffer, SLICE("\n"));
    }
    return buffer_slice(&buffer);
}

static void assert_blocks(const char *html, const char *expected)
{
    struct page page = read_page(html);
    assert_true(has_right_map(&page));
    struct slice found = outline(&page);
    if (!slice_is(found, expected)) {
        fail_msg("found:\n%.*s\nexpected:\n%s", (int)found.len, found.bytes,
            expected);
    }
    arena_free(page.arena);
}

static void headings_and_paragraphs_are_blocks(void **state)
{
    (void)state;
    assert_blocks("<h1>Поли<b>тика</b></h1><p>Один\n  и <i>тот</i> же<div>Два",
        "heading1 Политика\nparagraph Один и тот же\nparagraph Два\n");
}

static void references_are_decoded_as_browsers_do(void **state)
{
    (void)state;
    assert_blocks(
        "<p>&laquo;А&raquo; &#1055;&#x41f;&amp;&copy 1&numero;2 &lt;b> "
        "R&D &nosuch; &#151; пер&shy;сона",
        "paragraph «А» ПП&© 1№2 <b> R&D &nosuch; — персона\n");
}

static void lists_carry_the_markers_a_reader_sees(void **state)
{
    (void)state;
    assert_blocks("<ol start=3><li>раз<li>два<p>ещё<ul><li>точка</ul></ol>"
                  "<ol type=a><li value=3>в</ol><ol reversed><li>x<li>y</ol>"
                  "<ul style='list-style: none'><li>голый</ul>",
        "item(3.) раз\nitem(4.) два\nparagraph ещё\nitem(•) точка\n"
        "item(c.) в\nitem(2.) x\nitem(1.) y\nitem() голый\n");
}

static void two_line_breaks_end_a_paragraph(void **state)
{
    (void)state;
    assert_blocks("<p>Один<br>и тот же<br><br>Другой<br>1.2. Третий<br>- пункт",
        "paragraph Один и тот же\nparagraph Другой\nparagraph 1.2. Третий\n"
        "paragraph - пункт\n");
}

static void a_single_line_break_inside_a_title_is_a_space(void **state)
{
    (void)state;
    assert_blocks(
        "<h1>ПОЛИТИКА<br>в отношении<br>Данных</h1><p><b>ПРАВИЛА</b>"
        "<br>обработки<p>ОБЩЕЕ<br>Текст. Другой.<br>&laquo;Закон&raquo;"
        "<br>Адрес: Минск<p><b>Цели</b><br>Оператор <b>вправе</b>",
        "heading1 ПОЛИТИКА в отношении Данных\nparagraph ПРАВИЛА обработки\n"
        "paragraph ОБЩЕЕ\nparagraph Текст. Другой.\nparagraph «Закон»\n"
        "paragraph Адрес: Минск\nparagraph Цели\nparagraph Оператор вправе\n");
}

static void an_item_in_a_heading_is_an_item_with_a_level(void **state)
{
    (void)state;
    struct page page = read_page("<ol><li><h2>Цели</h2><p>Текст</ol>");
    assert_int_equal(page.list.items[0].kind, BLOCK_ITEM);
    assert_int_equal(page.list.items[0].level, 2);
    assert_int_equal(page.list.items[1].kind, BLOCK_PARAGRAPH);
    assert_int_equal(page.list.items[1].level, 0);
    arena_free(page.arena);
}

static void a_button_is_text_only_as_the_heading_of_an_accordion(void **state)
{
    (void)state;
    assert_blocks("<h2><button>Цели</button></h2><div>Текст <button>Да</button>"
                  "</div><button class=accordion>Сроки</button><p>Год",
        "heading2 Цели\nparagraph Текст\nparagraph Сроки\nparagraph Год\n");
}

static void a_table_gives_cells_and_a_layout_table_does_not(void **state)
{
    (void)state;
    assert_blocks("<table><tr><th>Цель<th>Срок<tr><td rowspan=2>А<td><p>1<p>2"
                  "<tr><td>3</table>"
                  "<table><tr><td><h2>Раздел</h2><p>Текст<td>Бок</table>",
        "cell[0,0]* Цель\ncell[0,1]* Срок\ncell[1,0] А\ncell[1,1] 1 2\n"
        "cell[2,1] 3\nheading2 Раздел\nparagraph Текст\nparagraph Бок\n");
}

static void code_of_servers_and_browsers_is_no_text(void **state)
{
    (void)state;
    assert_blocks("\xEF\xBB\xBF<?php if ($a->b > 1) { echo '<p>'; } ?><p>Раз "
                  "<?= $x ?>два<!-- три --><script>var a = '</div>';</script>"
                  "<style>p { color: red }</style><a href='<?=$u?>'>ссылка</a>"
                  "<![if !supportLists]>1.<![endif]> {% if x %}и{% endif %}"
                  "<p>#WORK_AREA#</p>",
        "paragraph Раз двассылка1. и\n");
}

static void broken_markup_loses_no_text(void **state)
{
    (void)state;
    assert_blocks("<p>а < б <5 </i></b>в</span><div>г</p>д</html>е<p>ж<",
        "paragraph а < б <5 в\nparagraph г\nparagraph д\nparagraph е\n"
        "paragraph ж<\n");
}

static void a_fragment_without_html_and_body_is_read_whole(void **state)
{
    (void)state;
    assert_blocks("Слово <b>дела</b> &laquo;и&raquo; ночи<p>ещё",
        "paragraph Слово дела «и» ночи\nparagraph ещё\n");
    assert_blocks("<html><head><title>Т</title>Слово <b>дела</b> тут",
        "paragraph Слово дела тут\n");
    assert_blocks("<p title= \"a > b\" x='>'>раз</body></html>два <i>три</i>",
        "paragraph раз\nparagraph два три\n");
}

static void an_attribute_without_end_does_not_swallow_the_page(void **state)
{
    (void)state;
    assert_blocks("<p>раз <a href=\"x>два</a><p>три",
        "paragraph раз два\nparagraph три\n");
    assert_blocks(
        "<div class='x <h1>раз</h1><p>два", "heading1 раз\nparagraph два\n");
}

static void word_saves_its_numbers_as_text(void **state)
{
    (void)state;
    assert_blocks(
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head>"
        "<!--[if gte mso 9]><xml><o:x>нет</o:x></xml><![endif]--><style><!-- p "
        "{mso-x:y} --></style></head><body lang=RU><div class=WordSection1>"
        "<p class=MsoNormal align=center><b><span style='font-size:14.0pt'>"
        "Политика<o:p></o:p></span></b></p><p class=MsoNormal><o:p>&nbsp;</o:p>"
        "</p><p class=MsoListParagraph style='mso-list:l0 level1'>"
        "<![if !supportLists]><span style='mso-list:Ignore'>1.<span "
        "style='font:7.0pt'>&nbsp;&nbsp; </span></span><![endif]>Общие\n"
        "положения</p><?xml:namespace prefix = o /><p class=MsoListBullet>"
        "<span style='font-family:Symbol'>&middot;<span>&nbsp; </span></span>"
        "имя;</p></div>",
        "paragraph Политика\nparagraph 1.\u00A0\u00A0Общие положения\n"
        "paragraph ·\u00A0имя;\n");
}

static void a_foreign_meta_charset_changes_nothing(void **state)
{
    (void)state;
    assert_blocks("<meta http-equiv=Content-Type content='text/html; "
                  "charset=windows-1251'><meta charset=koi8-r><p>Да, «так»",
        "paragraph Да, «так»\n");
}

/* ---- Furniture ---- */

#define PROSE                                                                                                                           \
    "Настоящий документ определяет порядок обработки персональных данных " \
    "посетителей сайта и меры по обеспечению их безопасности."

static void what_surrounds_the_document_is_told_apart(void **state)
{
    (void)state;
    assert_blocks(
        "<header><a href=/>Вектор</a> +375 17 000-00-00</header>"
        "<nav><ul><li><a href=/a>Услуги</a></ul></nav>"
        "<h1>Политика</h1><p>" PROSE "</p><p>1. Кратко.</p>"
        "<form><label><input type=checkbox>Согласен</label>"
        "<button>Отправить</button></form>"
        "<div class=footer__box>© Вектор <p><a href=/b>Карта</a></div>",
        "header paragraph Вектор +375 17 000-00-00\nmenu item(•) Услуги\n"
        "heading1 Политика\nparagraph " PROSE "\nparagraph 1. Кратко.\n"
        "aside paragraph Согласен\nfooter paragraph © Вектор\n"
        "menu paragraph Карта\n");
}

static void a_document_in_a_popup_or_a_footer_is_the_body(void **state)
{
    (void)state;
    assert_blocks("<div class=popup><h2>Политика</h2><p>" PROSE "</div>",
        "heading2 Политика\nparagraph " PROSE "\n");
    assert_blocks("<section id=footer-policy><p>" PROSE "</section>",
        "paragraph " PROSE "\n");
    assert_blocks(
        "<form id=form1><p>" PROSE "</form>", "paragraph " PROSE "\n");
}

static void the_title_in_a_page_header_is_the_documents(void **state)
{
    (void)state;
    assert_blocks("<article><header><h1>Согласие</h1><p>Редакция 2</header>"
                  "<p>" PROSE "</article>",
        "heading1 Согласие\nparagraph Редакция 2\nparagraph " PROSE "\n");
}

static void what_templates_leave_is_no_text(void **state)
{
    (void)state;
    assert_blocks("<>@extends('site')<p>{{ menu }}<p>[[*content]]<p>" PROSE
                  "<p>Оператор: {{ name }}, @romashka<p>[Название]<p>@romashka"
                  "<p>); };",
        "paragraph " PROSE "\nparagraph Оператор: {{ name }}, @romashka\n"
        "paragraph [Название]\nparagraph @romashka\n");
}

static void what_follows_the_copyright_line_is_the_footer(void **state)
{
    (void)state;
    assert_blocks("<table><tr><td><a href=/a>Услуги</a><td><p>" PROSE "</table>"
                  "<p>г. Минск, УНП 100000000<p>© ООО «Вектор»<p>тел. 100",
        "menu paragraph Услуги\nparagraph " PROSE
        "\nparagraph г. Минск, УНП 100000000\nfooter paragraph © ООО «Вектор»\n"
        "footer paragraph тел. 100\n");
}

static void links_among_the_clauses_are_no_menu(void **state)
{
    (void)state;
    assert_blocks(
        "<a href=/>На главную</a><p>" PROSE
        "<ul><li><a href='http://a.example/'>Счётчик А</a></ul><p>" PROSE
        "<p><a href='mailto:a@b.example'>a@b.example</a>"
        "<p><a href=/>Наверх</a>",
        "menu paragraph На главную\nparagraph " PROSE
        "\nitem(•) Счётчик А\nparagraph " PROSE
        "\nparagraph a@b.example\nmenu paragraph Наверх\n");
}

static void a_document_cut_into_many_parts_with_misleading_names_is_kept(
    void **state)
{
    (void)state;
    assert_blocks("<div class=widget><p>" PROSE
                  "</div><div class=widget><p>" PROSE
                  "</div><div class=widget><p>" PROSE "</div>",
        "paragraph " PROSE "\nparagraph " PROSE "\nparagraph " PROSE "\n");
    assert_blocks("<p>" PROSE "<p>" PROSE "<div class=cookie-notice><p>" PROSE
                  "</div><p>" PROSE "<div class=cookie-notice><p>" PROSE
                  "</div>",
        "paragraph " PROSE "\nparagraph " PROSE "\nparagraph " PROSE
        "\nparagraph " PROSE "\naside paragraph " PROSE "\n");
    assert_blocks("<p>" PROSE
                  "<input type=checkbox><label>2. Цели</label><p>" PROSE
                  "<label><input type=checkbox>Согласен</label>",
        "paragraph " PROSE "\nparagraph 2. Цели\nparagraph " PROSE
        "\naside paragraph Согласен\n");
    assert_blocks("<form><p>Согласен на обработку данных.</form>",
        "paragraph Согласен на обработку данных.\n");
}

static void a_page_is_never_all_furniture(void **state)
{
    (void)state;
    assert_blocks("<body class='menu-open'><div class=footer><p>Кратко "
                  "<a href=/>Сюда</a></div>",
        "paragraph Кратко Сюда\n");
    assert_blocks("<header>Согласие<nav><a href=/>Дом</a></nav></header>",
        "paragraph Согласие\nmenu paragraph Дом\n");
}

static void hidden_parts_are_no_text_unless_they_are_the_document(void **state)
{
    (void)state;
    assert_blocks("<div style='display: none'>Спасибо!</div><p>" PROSE,
        "paragraph " PROSE "\n");
    assert_blocks("<p>Кратко<div style='display:none' id=full><p>" PROSE
                  "</div>",
        "paragraph Кратко\nparagraph " PROSE "\n");
}

/* ---- Hostile pages ---- */

/* A page with a bit of everything. */
static const char sample[] =
    "\xEF\xBB\xBF<!DOCTYPE html><html lang=ru><head><meta charset=\"koi8-r\">"
    "<title>Политика &amp; согласие</title><style>p{}</style></head><body>"
    "<?php if ($a->b) { ?><header class='header'><nav><a href='/'>Главная</a>"
    "</nav></header><main><h1>По<b>лит</b>ика</h1><ol start=3><li>пер&shy;вый"
    "<ul><li>&laquo;а&raquo;</ul><li value=9>вто&#1088;ой &copy и &nosuch; ещё"
    "</ol><p>Раз<br>два<br><br>1.2. три\r\n\t и   четыре<blockquote>цитата"
    "</blockquote><table><tr><th>А<th>Б<tr><td rowspan=2><p>в<p>г<td>д<tr><td>"
    "е</table><pre>строка\n\n  другая</pre><pre><code>код "
    "&lt;1&gt;</code></pre>"
    "a < b && c <5 </i> </p> <![if !x]>1.<![endif]> <script>if(a<b)'</p>'"
    "</script><div hidden>нет</div><a href=\"http://x/?a=1&copy=2\">ссылка</a>"
    "{% if x %}{{ имя }}<svg><text>x</text></svg></main><footer>© Ромашка"
    "</footer></body></html>";

static void assert_harmless(struct slice bytes)
{
    struct page page = read_bytes(bytes);
    if (page.is_read && !has_right_map(&page)) {
        fail_msg("%.*s", (int)bytes.len, bytes.bytes);
    }
    arena_free(page.arena);
}

static void a_page_cut_at_any_byte_has_a_right_map(void **state)
{
    (void)state;
    for (size_t len = 0; len < sizeof(sample); len++) {
        assert_harmless((struct slice){sample, len});
        assert_harmless((struct slice){sample + len, sizeof(sample) - 1 - len});
    }
}

/* Numbers that are the same on every machine. */
static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void a_page_with_changed_bytes_has_a_right_map(void **state)
{
    (void)state;
    static const char bytes[] = "<>/&;#\"'=! -?%{}x\n\x01\x80\xD0";
    uint32_t random = 20261122;
    char page[sizeof(sample)];
    for (size_t round = 0; round < 3000; round++) {
        memcpy(page, sample, sizeof(sample));
        for (size_t i = 0; i < 1 + round % 8; i++) {
            page[next_random(&random) % (sizeof(sample) - 1)] =
                bytes[next_random(&random) % (sizeof(bytes) - 1)];
        }
        assert_harmless((struct slice){page, sizeof(sample) - 1});
    }
}

/* Pages of one string, many times over. */
static void long_runs_of_broken_markup_are_read(void **state)
{
    (void)state;
    static const char *const parts[] = {"<", "&", "< ", "</", "<!", "<!--",
        "<?", "<?xml", "{%", "<p>", "</p>", "</i>", "<a href=\"", "&nbsp;",
        "<li>", "<td>", "<br>", "<p a=b ", "<script>", "<p style='", "a<b/>",
        "<p>а"};
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
        struct arena *arena = arena_new();
        struct buffer buffer = {.arena = arena};
        for (size_t k = 0; k < 100000; k++) {
            buffer_append(&buffer, slice_from(parts[i]));
        }
        assert_harmless(buffer_slice(&buffer));
        arena_free(arena);
    }
}

static void too_deep_a_page_is_refused_by_the_name_of_the_limit(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < 100000; i++) {
        buffer_append(&buffer, SLICE("<div>x"));
    }
    struct page page = read_bytes(buffer_slice(&buffer));
    assert_false(page.is_read);
    assert_non_null(strstr(page.error.en, "BLOCK_NESTING_LIMIT"));
    arena_free(page.arena);
    arena_free(arena);
}

static void too_long_a_page_is_refused_by_the_name_of_the_limit(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i <= BLOCK_COUNT_LIMIT; i++) {
        buffer_append(&buffer, SLICE("<p>x"));
    }
    struct page page = read_bytes(buffer_slice(&buffer));
    assert_false(page.is_read);
    assert_non_null(strstr(page.error.en, "BLOCK_COUNT_LIMIT"));
    arena_free(page.arena);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shared_page_has_a_right_map),
        cmocka_unit_test(headings_and_paragraphs_are_blocks),
        cmocka_unit_test(references_are_decoded_as_browsers_do),
        cmocka_unit_test(lists_carry_the_markers_a_reader_sees),
        cmocka_unit_test(two_line_breaks_end_a_paragraph),
        cmocka_unit_test(a_single_line_break_inside_a_title_is_a_space),
        cmocka_unit_test(an_item_in_a_heading_is_an_item_with_a_level),
        cmocka_unit_test(a_button_is_text_only_as_the_heading_of_an_accordion),
        cmocka_unit_test(a_table_gives_cells_and_a_layout_table_does_not),
        cmocka_unit_test(code_of_servers_and_browsers_is_no_text),
        cmocka_unit_test(broken_markup_loses_no_text),
        cmocka_unit_test(a_fragment_without_html_and_body_is_read_whole),
        cmocka_unit_test(an_attribute_without_end_does_not_swallow_the_page),
        cmocka_unit_test(word_saves_its_numbers_as_text),
        cmocka_unit_test(a_foreign_meta_charset_changes_nothing),
        cmocka_unit_test(what_surrounds_the_document_is_told_apart),
        cmocka_unit_test(a_document_in_a_popup_or_a_footer_is_the_body),
        cmocka_unit_test(the_title_in_a_page_header_is_the_documents),
        cmocka_unit_test(what_templates_leave_is_no_text),
        cmocka_unit_test(what_follows_the_copyright_line_is_the_footer),
        cmocka_unit_test(links_among_the_clauses_are_no_menu),
        cmocka_unit_test(
            a_document_cut_into_many_parts_with_misleading_names_is_kept),
        cmocka_unit_test(a_page_is_never_all_furniture),
        cmocka_unit_test(hidden_parts_are_no_text_unless_they_are_the_document),
        cmocka_unit_test(a_page_cut_at_any_byte_has_a_right_map),
        cmocka_unit_test(a_page_with_changed_bytes_has_a_right_map),
        cmocka_unit_test(long_runs_of_broken_markup_are_read),
        cmocka_unit_test(too_deep_a_page_is_refused_by_the_name_of_the_limit),
        cmocka_unit_test(too_long_a_page_is_refused_by_the_name_of_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
