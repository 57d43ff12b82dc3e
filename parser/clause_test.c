#include "parser/doc.h"

#include "parser/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct doc read_doc(
    struct arena *arena, struct slice name, struct slice bytes)
{
    struct doc doc;
    struct error error;
    if (!doc_read(arena, name, bytes, &doc, &error)) {
        fail_msg("%.*s: %s", (int)name.len, name.bytes, error.en);
    }
    return doc;
}

static const char *kind_name(enum clause_kind kind)
{
    static const char *const names[] = {"title", "preamble", "section",
        "clause", "item", "row", "appendix", "furniture"};
    return names[kind];
}

/* The tree as lines of "depth address | kind | text". */
static struct slice print_tree(const struct doc *doc)
{
    struct buffer tree = {.arena = doc->arena};
    for (size_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        buffer_format(&tree, "%u %.*s | %s | %.*s\n", (unsigned)clause->depth,
            (int)clause->address.len, clause->address.bytes,
            kind_name(clause->kind), (int)clause->text.bytes.len,
            clause->text.bytes.bytes ? clause->text.bytes.bytes : "");
    }
    return buffer_slice(&tree);
}

static void check_tree(const char *name, const char *text, const char *tree)
{
    struct arena *arena = arena_new();
    struct doc doc = read_doc(arena, slice_from(name), slice_from(text));
    struct slice got = print_tree(&doc);
    if (!slice_is(got, tree)) {
        fail_msg("got\n%.*s\nexpected\n%s", (int)got.len, got.bytes, tree);
    }
    arena_free(arena);
}

static void numbers_decide_whatever_the_mark_up(void **state)
{
    (void)state;
    check_tree("a.md",
        "Политика конфиденциальности\n\n"
        "Политика ООО «Ромашка-Тест» (далее — Компания).\n\n"
        "1. Общие положения\n\n"
        "- 1.1. Компания хранит данные.\n"
        "- 1.2. Пользователь согласен.\n\n"
        "2. Передача данных.\n\n"
        "2.1. Компания передаёт данные в случаях:\n\n"
        "- Пользователь согласился;\n"
        "- по запросу суда.\n\n"
        "Иные случаи исключены.\n\n"
        "2.2. Прочее запрещено:\n\n"
        "а) продажа;\n\n"
        "б) обмен.\n",
        "0 заголовок | title | Политика конфиденциальности\n"
        "0 преамбула, абз. 1 | preamble | Политика ООО «Ромашка-Тест» (далее — "
        "Компания).\n"
        "0 раздел 1 | section | Общие положения\n"
        "1 п. 1.1 | clause | Компания хранит данные.\n"
        "1 п. 1.2 | clause | Пользователь согласен.\n"
        "0 раздел 2 | section | Передача данных.\n"
        "1 п. 2.1 | clause | Компания передаёт данные в случаях:\n"
        "2 п. 2.1, абз. 2 | item | Пользователь согласился;\n"
        "2 п. 2.1, абз. 3 | item | по запросу суда.\n"
        "2 п. 2.1, абз. 4 | item | Иные случаи исключены.\n"
        "1 п. 2.2 | clause | Прочее запрещено:\n"
        "2 подп. «а» п. 2.2 | item | продажа;\n"
        "2 подп. «б» п. 2.2 | item | обмен.\n");
}

static void a_document_without_numbers_has_sections_by_name(void **state)
{
    (void)state;
    check_tree("a.md",
        "# Политика\n\nВступление.\n\n"
        "## Цели обработки\n\nЦелей две.\n\nВот они:\n\n- ответ;\n- учёт.\n\n"
        "### Учёт\n\nУчёт ведёт бухгалтер.\n\n"
        "## Контакты\n\nПочта в подвале.\n",
        "0 заголовок | title | Политика\n"
        "0 преамбула, абз. 1 | preamble | Вступление.\n"
        "0 раздел «Цели обработки» | section | Цели обработки\n"
        "1 раздел «Цели обработки», абз. 1 | clause | Целей две.\n"
        "1 раздел «Цели обработки», абз. 2 | clause | Вот они:\n"
        "2 раздел «Цели обработки», абз. 3 | item | ответ;\n"
        "2 раздел «Цели обработки», абз. 4 | item | учёт.\n"
        "1 раздел «Учёт» | section | Учёт\n"
        "2 раздел «Учёт», абз. 1 | clause | Учёт ведёт бухгалтер.\n"
        "0 раздел «Контакты» | section | Контакты\n"
        "1 раздел «Контакты», абз. 1 | clause | Почта в подвале.\n");
}

static void words_and_roman_numbers_make_levels(void **state)
{
    (void)state;
    check_tree("a.html",
        "<h1>Положение</h1><p><b>Глава 1. Общее</b></p>"
        "<p>1. Оператор хранит данные.</p><p>2. Оператор их стирает.</p>"
        "<p><b>Глава 2. Права</b></p><p>3. Субъект вправе спросить.</p>"
        "<p>Приложение № 1</p><p>1. Форма запроса.</p>",
        "0 заголовок | title | Положение\n"
        "0 глава 1 | section | Общее\n"
        "1 п. 1 | clause | Оператор хранит данные.\n"
        "1 п. 2 | clause | Оператор их стирает.\n"
        "0 глава 2 | section | Права\n"
        "1 п. 3 | clause | Субъект вправе спросить.\n"
        "0 приложение 1 | appendix | \n"
        "1 приложение 1, п. 1 | clause | Форма запроса.\n");
    check_tree("a.md",
        "Глава 1\n\nОБЩЕЕ\n\n1. Порядок.\n\n2. Термины:\n\n"
        "2.1. сайт — страницы;\n\n2.2. данные — сведения.\n\nГлава 2\n\n"
        "ПРАВА\n\n3. Субъект вправе.\n",
        "0 глава 1 | section | ОБЩЕЕ\n"
        "1 п. 1 | clause | Порядок.\n"
        "1 п. 2 | clause | Термины:\n"
        "2 п. 2.1 | clause | сайт — страницы;\n"
        "2 п. 2.2 | clause | данные — сведения.\n"
        "0 глава 2 | section | ПРАВА\n"
        "1 п. 3 | clause | Субъект вправе.\n");
    check_tree("a.txt",
        "Политика\n\nI. Цели\n\n1. Ответ на запрос.\n\n2. Учёт оплат.\n\n"
        "II. Сроки\n\n1. Один год.\n",
        "0 заголовок | title | Политика\n"
        "0 раздел I | section | Цели\n"
        "1 раздел I, п. 1 | clause | Ответ на запрос.\n"
        "1 раздел I, п. 2 | clause | Учёт оплат.\n"
        "0 раздел II | section | Сроки\n"
        "1 раздел II, п. 1 | clause | Один год.\n");
}

static void tables_are_rows_below_their_clause(void **state)
{
    (void)state;
    check_tree("a.md",
        "## 1. Цели\n\n1.1. Цели таковы:\n\n"
        "| Цель | Срок |\n| --- | --- |\n| Ответ | год |\n| Учёт | |\n\n"
        "1.2. Иных нет.\n",
        "0 раздел 1 | section | Цели\n"
        "1 п. 1.1 | clause | Цели таковы:\n"
        "2 п. 1.1, таблица 1, шапка | row | Цель Срок\n"
        "2 п. 1.1, таблица 1, строка 1 | row | Ответ год\n"
        "2 п. 1.1, таблица 1, строка 2 | row | Учёт\n"
        "1 п. 1.2 | clause | Иных нет.\n");
}

static void a_table_of_contents_is_no_part_of_the_tree(void **state)
{
    (void)state;
    check_tree("a.md",
        "# Политика\n\n## Содержание\n\n- [1. Цели](#a)\n- [2. Сроки](#b)\n"
        "- [3. Права](#c)\n\n## 1. Цели\n\nЦель одна.\n\n## 2. Сроки\n\n"
        "Год.\n\n## 3. Права\n\nВсе.\n",
        "0 заголовок | title | Политика\n"
        "0 оглавление | preamble | Содержание\n"
        "0 оглавление, строка 1 | preamble | Цели\n"
        "0 оглавление, строка 2 | preamble | Сроки\n"
        "0 оглавление, строка 3 | preamble | Права\n"
        "0 раздел 1 | section | Цели\n"
        "1 раздел 1, абз. 1 | clause | Цель одна.\n"
        "0 раздел 2 | section | Сроки\n"
        "1 раздел 2, абз. 1 | clause | Год.\n"
        "0 раздел 3 | section | Права\n"
        "1 раздел 3, абз. 1 | clause | Все.\n");
}

static void layouts_of_tables_and_breaks_are_seen_through(void **state)
{
    (void)state;
    check_tree("a.html",
        "<p><strong>1. ОБЩЕЕ</strong><br>1.1. Первое.<br>1.2. Второе:<br>"
        "- раз;<br>- два.</p><table><tr><td>2.</td><td>СРОКИ</td></tr>"
        "<tr><td>2.1.</td><td>Один год.</td></tr></table>"
        "<div>2.2.</div><div>Номер отдельно.</div>",
        "0 раздел 1 | section | ОБЩЕЕ\n"
        "1 п. 1.1 | clause | Первое.\n"
        "1 п. 1.2 | clause | Второе:\n"
        "2 п. 1.2, абз. 2 | item | раз;\n"
        "2 п. 1.2, абз. 3 | item | два.\n"
        "0 раздел 2 | section | СРОКИ\n"
        "1 п. 2.1 | clause | Один год.\n"
        "1 п. 2.2 | clause | Номер отдельно.\n");
}

static void a_sentence_in_bold_is_no_title(void **state)
{
    (void)state;
    check_tree("a.md", "**Согласие даётся бессрочно.**\n\nИ всё.\n",
        "0 абз. 1 | clause | Согласие даётся бессрочно.\n"
        "0 абз. 2 | clause | И всё.\n");
    check_tree("a.md", "Вы даёте **бессрочное согласие**.\n",
        "0 абз. 1 | clause | Вы даёте бессрочное согласие.\n");
}

static void a_section_that_names_a_contract_is_no_title(void **state)
{
    (void)state;
    check_tree("a.md",
        "# Конфиденциальность\n\n## Какие данные нужны\n\nИмя.\n\n"
        "## Исполнение договора\n\nПо нему и звоним.\n",
        "0 заголовок | title | Конфиденциальность\n"
        "0 раздел «Какие данные нужны» | section | Какие данные нужны\n"
        "1 раздел «Какие данные нужны», абз. 1 | clause | Имя.\n"
        "0 раздел «Исполнение договора» | section | Исполнение договора\n"
        "1 раздел «Исполнение договора», абз. 1 | clause | По нему и "
        "звоним.\n");
}

static void provisions_of_a_consent_are_no_preamble(void **state)
{
    (void)state;
    check_tree("a.md",
        "# Согласие на обработку\n\nДаю согласие на условиях:\n\n"
        "1. Цель — ответ.\n2. Срок — год:\n   - со дня подписания;\n"
        "   - до отзыва.\n3. Отзыв возможен.\n",
        "0 заголовок | title | Согласие на обработку\n"
        "0 преамбула, абз. 1 | preamble | Даю согласие на условиях:\n"
        "0 п. 1 | clause | Цель — ответ.\n"
        "0 п. 2 | clause | Срок — год:\n"
        "1 п. 2, абз. 2 | item | со дня подписания;\n"
        "1 п. 2, абз. 3 | item | до отзыва.\n"
        "0 п. 3 | clause | Отзыв возможен.\n");
}

static void titles_without_numbers_stay_below_numbered_ones(void **state)
{
    (void)state;
    check_tree("a.md",
        "# Политика\n\n## 1. Цели\n\n### Письма\n\n1.1. Раз.\n\n"
        "### Учёт\n\n1.2. Два.\n\n## 3. Сроки\n\n3.1. Год.\n\n"
        "3.3. Два года.\n\n## Связь\n\nПочта.\n\n## 4. Прочее\n\n"
        "4.1. Всё.\n",
        "0 заголовок | title | Политика\n"
        "0 раздел 1 | section | Цели\n"
        "1 раздел 1, подраздел «Письма» | section | Письма\n"
        "2 п. 1.1 | clause | Раз.\n"
        "1 раздел 1, подраздел «Учёт» | section | Учёт\n"
        "2 п. 1.2 | clause | Два.\n"
        "0 раздел 3 | section | Сроки\n"
        "1 п. 3.1 | clause | Год.\n"
        "1 п. 3.3 | clause | Два года.\n"
        "0 раздел «Связь» | section | Связь\n"
        "1 раздел «Связь», абз. 1 | clause | Почта.\n"
        "0 раздел 4 | section | Прочее\n"
        "1 п. 4.1 | clause | Всё.\n");
}

static void check_joints(const char *text, size_t joint_count, const char *tree)
{
    struct arena *arena = arena_new();
    struct doc doc = read_doc(arena, SLICE("a.md"), slice_from(text));
    struct slice got = print_tree(&doc);
    if (!slice_is(got, tree)) {
        fail_msg("got\n%.*s\nexpected\n%s", (int)got.len, got.bytes, tree);
    }
    assert_int_equal(doc.joint_count, joint_count);
    for (size_t i = 0; i < doc.joint_count; i++) {
        const struct joint *joint = &doc.joints[i];
        struct slice clause = doc.clauses[joint->clause].text.bytes;
        assert_int_equal(clause.bytes[joint->offset], ' ');
        assert_true(joint->source.begin < joint->source.end);
    }
    arena_free(arena);
}

static void what_the_mark_up_cut_is_joined(void **state)
{
    (void)state;
    check_joints("1.1. Компания хранит данные, которые Пользователь оставил\n\n"
                 "при заказе.\n\n1.2. Цели:\n\n- Ответ на вопросы и\n"
                 "- Пожелания;\n- Учёт заказов и\n- их оплаты;\n- Развитие\n"
                 "- сайта.\n",
        4,
        "0 п. 1.1 | clause | Компания хранит данные, которые Пользователь "
        "оставил при заказе.\n"
        "0 п. 1.2 | clause | Цели:\n"
        "1 п. 1.2, абз. 2 | item | Ответ на вопросы и Пожелания;\n"
        "1 п. 1.2, абз. 3 | item | Учёт заказов и их оплаты;\n"
        "1 п. 1.2, абз. 4 | item | Развитие сайта.\n");
}

static void lists_that_are_written_small_are_not_joined(void **state)
{
    (void)state;
    check_joints("1.1. Данные:\n\n- имя\n- телефон\n- адрес\n\n"
                 "1.2. Ещё:\n\n- возраст,\n- пол,\n- город\n\n"
                 "1.3. И ещё:\n\n- в случае отказа;\n- по запросу\n"
                 "- в иных случаях.\n\n1.4. Заявление подают:\n\n"
                 "- в салоне\n- в виде письма.\n",
        0,
        "0 п. 1.1 | clause | Данные:\n"
        "1 п. 1.1, абз. 2 | item | имя\n"
        "1 п. 1.1, абз. 3 | item | телефон\n"
        "1 п. 1.1, абз. 4 | item | адрес\n"
        "0 п. 1.2 | clause | Ещё:\n"
        "1 п. 1.2, абз. 2 | item | возраст,\n"
        "1 п. 1.2, абз. 3 | item | пол,\n"
        "1 п. 1.2, абз. 4 | item | город\n"
        "0 п. 1.3 | clause | И ещё:\n"
        "1 п. 1.3, абз. 2 | item | в случае отказа;\n"
        "1 п. 1.3, абз. 3 | item | по запросу\n"
        "1 п. 1.3, абз. 4 | item | в иных случаях.\n"
        "0 п. 1.4 | clause | Заявление подают:\n"
        "1 п. 1.4, абз. 2 | item | в салоне\n"
        "1 п. 1.4, абз. 3 | item | в виде письма.\n");
}

static void whole_items_and_lines_to_tick_are_not_joined(void **state)
{
    (void)state;
    check_joints("1.1. Чтобы выйти:\n\n- удалите приложение, либо\n"
                 "- очистите данные.\n\n1.2. Отметьте:\n\n"
                 "☑ даю согласие на\n\n☐ отказываюсь от\n\n"
                 "(нужное отметить)\n",
        0,
        "0 п. 1.1 | clause | Чтобы выйти:\n"
        "1 п. 1.1, абз. 2 | item | удалите приложение, либо\n"
        "1 п. 1.1, абз. 3 | item | очистите данные.\n"
        "0 п. 1.2 | clause | Отметьте:\n"
        "1 п. 1.2, абз. 2 | item | ☑ даю согласие на\n"
        "1 п. 1.2, абз. 3 | item | ☐ отказываюсь от\n"
        "1 п. 1.2, абз. 4 | item | (нужное отметить)\n");
}

static void ids_are_unique_and_name_the_way_down(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct slice text = SLICE("1. Общее\n\n1.1. Раз.\n\n1.1. Два:\n\n- так;\n"
                              "- этак.\n\n2. Прочее\n\n2.1. Три.\n");
    struct doc doc = read_doc(arena, SLICE("a.md"), text);
    static const char *const ids[] = {"sec_1", "sec_1__para_1-1",
        "sec_1__para_1-1~2", "sec_1__para_1-1~2__item_2",
        "sec_1__para_1-1~2__item_3", "sec_2", "sec_2__para_2-1"};
    assert_int_equal(doc.clause_count, 7);
    for (size_t i = 0; i < doc.clause_count; i++) {
        struct slice id = doc.clauses[i].id;
        if (!slice_is(id, ids[i])) {
            fail_msg("id \"%.*s\"", (int)id.len, id.bytes);
        }
    }
    assert_int_equal(doc.clauses[0].end, 5);
    assert_int_equal(doc.clauses[2].end, 5);
    arena_free(arena);
}

/* Parents come first, and what is below a clause stands together. */
static void check_shape(const struct doc *doc)
{
    for (size_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        assert_true(clause->end > i && clause->end <= doc->clause_count);
        assert_true(clause->id.len > 0 && clause->address.len > 0);
        if (clause->parent == NONE) {
            assert_int_equal(clause->depth, 0);
            continue;
        }
        assert_true(clause->parent < i);
        const struct clause *parent = &doc->clauses[clause->parent];
        assert_true(clause->end <= parent->end);
        assert_int_equal(clause->depth, parent->depth + 1);
        if (i > 0 && clause->parent != i - 1) {
            assert_true(doc->clauses[i - 1].depth >= clause->depth);
        }
    }
}

/* The map covers the text without gaps, and verbatim pieces are the source's
   own bytes. */
static void check_pieces(const struct doc *doc)
{
    for (size_t i = 0; i < doc->clause_count; i++) {
        const struct text *text = &doc->clauses[i].text;
        uint32_t at = 0;
        for (size_t k = 0; k < text->piece_count; k++) {
            const struct piece *piece = &text->pieces[k];
            assert_int_equal(piece->text.begin, at);
            at = piece->text.end;
            if (piece_is_verbatim(piece) && at - piece->text.begin > 1) {
                struct slice seen =
                    slice_cut(text->bytes, piece->text.begin, at);
                struct slice source = slice_cut(
                    doc->source.text, piece->source.begin, piece->source.end);
                assert_true(slice_equal(seen, source));
            }
        }
        assert_int_equal(at, text->bytes.len);
    }
}

static void any_bytes_make_a_tree(void **state)
{
    (void)state;
    static const char *const parts[] = {"1. ", "1.1. ", "а) ", "2) ", "- ",
        "## ", "**", "\n", "\n\n", "\n    ", "Текст", "данные.",
        "данные:", "<br>", "<p>", "</p>", "<ol><li>", "</ol>", "| a | b |\n",
        "> ", "Приложение 1", "Глава 2", "\xff\xd0", "\t", "— ", "и", ";"};
    static const char *const names[] = {"a.md", "a.html", "a.txt"};
    uint32_t seed = 3;
    for (int round = 0; round < 600; round++) {
        struct arena *arena = arena_new();
        struct buffer text = {.arena = arena};
        for (int i = 0; i < round % 97; i++) {
            seed = seed * 1664525u + 1013904223u;
            const char *part =
                parts[(seed >> 16) % (sizeof(parts) / sizeof(parts[0]))];
            buffer_append(&text, slice_from(part));
        }
        struct doc doc =
            read_doc(arena, slice_from(names[round % 3]), buffer_slice(&text));
        check_shape(&doc);
        check_pieces(&doc);
        arena_free(arena);
    }
}

static void many_clauses_take_little_room(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer text = {.arena = arena};
    for (int i = 0; i < 20000; i++) {
        buffer_append(&text, SLICE("1. x:\n\n"));
    }
    size_t before = arena_size(arena);
    struct doc doc = read_doc(arena, SLICE("a.txt"), buffer_slice(&text));
    assert_int_equal(doc.clause_count, 20000);
    check_shape(&doc);
    assert_true(arena_size(arena) - before < (size_t)20000 * 8192);
    arena_free(arena);
}

/* ---- The outlines of the shared seeds ---- */

static struct slice read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return (struct slice){0};
    }
    struct buffer bytes = {.arena = arena};
    int byte;
    while ((byte = fgetc(file)) != EOF) {
        buffer_append_byte(&bytes, (char)byte);
    }
    fclose(file);
    return buffer_slice(&bytes);
}

static size_t count_of(struct slice text, struct slice needle)
{
    size_t count = 0;
    size_t at = slice_find(text, needle, 0);
    while (at != SLICE_NOT_FOUND) {
        count++;
        at = slice_find(text, needle, at + needle.len);
    }
    return count;
}

/* The outline's text, its angle brackets and joints taken out. */
static struct slice plain_text(struct arena *arena, struct slice text)
{
    struct buffer plain = {.arena = arena};
    for (size_t i = 0; i < text.len; i++) {
        if (slice_starts_with(slice_cut(text, i, text.len), SLICE("⏎ "))) {
            i += SLICE("⏎ ").len - 1;
        } else if (text.bytes[i] != '<' && text.bytes[i] != '>') {
            buffer_append_byte(&plain, text.bytes[i]);
        }
    }
    return buffer_slice(&plain);
}

/* Words with "…" for those left out: the first part begins the text, the last
   ends it, the others stand in it. */
static bool is_text_of(
    struct arena *arena, struct slice outline, struct slice text)
{
    struct slice rest = plain_text(arena, outline);
    bool is_first = true;
    for (;;) {
        size_t gap = slice_find(rest, SLICE(" … "), 0);
        bool is_last = gap == SLICE_NOT_FOUND;
        struct slice part = slice_cut(rest, 0, is_last ? rest.len : gap);
        if ((is_first && !slice_starts_with(text, part)) ||
            (is_last && !slice_ends_with(text, part)) ||
            slice_find(text, part, 0) == SLICE_NOT_FOUND) {
            return false;
        }
        if (is_last) {
            return true;
        }
        rest = slice_cut(rest, gap + SLICE(" … ").len, rest.len);
        is_first = false;
    }
}

static void check_outline_line(
    const struct doc *doc, size_t index, struct slice line)
{
    assert_true(index < doc->clause_count);
    const struct clause *clause = &doc->clauses[index];
    size_t indent = 0;
    while (indent < line.len && line.bytes[indent] == ' ') {
        indent++;
    }
    size_t place = slice_find(line, SLICE(" line "), 0);
    assert_true(place != SLICE_NOT_FOUND);
    struct slice address = slice_trim(slice_cut(line, 0, place));
    struct slice rest = slice_cut(line, place + 6, line.len);
    struct slice number = {0};
    struct slice kind = {0};
    assert_true(slice_next_part(&rest, ' ', &number));
    rest = slice_trim(rest);
    assert_true(slice_next_part(&rest, ' ', &kind));
    char printed[16];
    snprintf(printed, sizeof(printed), "%u",
        (unsigned)source_place(&doc->source, clause->span.begin).line);
    rest = slice_trim(rest);
    size_t joints = 0;
    for (size_t i = 0; i < doc->joint_count; i++) {
        joints += doc->joints[i].clause == index;
    }
    if (!slice_equal(address, clause->address) || !slice_is(number, printed) ||
        !slice_is(kind, kind_name(clause->kind)) ||
        indent != (size_t)clause->depth * 2 ||
        joints != count_of(rest, SLICE("⏎")) ||
        !is_text_of(doc->arena, rest, clause->text.bytes)) {
        fail_msg("expected \"%.*s\", got %.*s, line %s, %s", (int)line.len,
            line.bytes, (int)clause->address.len, clause->address.bytes,
            printed, kind_name(clause->kind));
    }
}

static void check_seed(const char *folder, const char *name)
{
    struct arena *arena = arena_new();
    struct slice path = arena_format(arena, "%s/seeds/%s.md", folder, name);
    struct slice outline_path =
        arena_format(arena, "%s/seeds/%s.outline", folder, name);
    struct slice bytes = read_file(arena, path.bytes);
    struct slice outline = read_file(arena, outline_path.bytes);
    assert_true(bytes.len && outline.len);
    struct doc doc = read_doc(arena, path, bytes);
    size_t index = 0;
    struct slice line;
    while (slice_next_line(&outline, &line)) {
        if (line.len && line.bytes[0] != '#') {
            check_outline_line(&doc, index++, line);
        }
    }
    assert_int_equal(index, doc.clause_count);
    check_shape(&doc);
    check_pieces(&doc);
    arena_free(arena);
}

static void the_seeds_have_the_trees_a_lawyer_drew(void **state)
{
    (void)state;
    const char *folder = getenv("CLAUSELINT_SHARED");
    if (!folder) {
        print_message("skipped: CLAUSELINT_SHARED is not set\n");
        skip();
    }
    check_seed(folder, "wt24");
    check_seed(folder, "westmet");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_decide_whatever_the_mark_up),
        cmocka_unit_test(a_document_without_numbers_has_sections_by_name),
        cmocka_unit_test(words_and_roman_numbers_make_levels),
        cmocka_unit_test(tables_are_rows_below_their_clause),
        cmocka_unit_test(a_table_of_contents_is_no_part_of_the_tree),
        cmocka_unit_test(layouts_of_tables_and_breaks_are_seen_through),
        cmocka_unit_test(a_sentence_in_bold_is_no_title),
        cmocka_unit_test(a_section_that_names_a_contract_is_no_title),
        cmocka_unit_test(provisions_of_a_consent_are_no_preamble),
        cmocka_unit_test(titles_without_numbers_stay_below_numbered_ones),
        cmocka_unit_test(what_the_mark_up_cut_is_joined),
        cmocka_unit_test(lists_that_are_written_small_are_not_joined),
        cmocka_unit_test(whole_items_and_lines_to_tick_are_not_joined),
        cmocka_unit_test(ids_are_unique_and_name_the_way_down),
        cmocka_unit_test(any_bytes_make_a_tree),
        cmocka_unit_test(many_clauses_take_little_room),
        cmocka_unit_test(the_seeds_have_the_trees_a_lawyer_drew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
