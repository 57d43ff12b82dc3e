/* What clauselint-pack(5) says of the words of the format, in a line. */
#include "cmd/lsp_pack_view.h"

struct meaning {
    enum lsp_pack_word kind;
    const char *word;
    const char *ru;
    const char *en;
};

static const struct meaning meanings[] = {
    {LSP_WORD_KEY, "English", "сообщение по-английски; обязательно",
        "the message in English; required"},
    {LSP_WORD_KEY, "Kind", "вид правила; обязательно",
        "the kind of the rule; required"},
    {LSP_WORD_KEY, "Severity",
        "уровень и, через «;», его исключения: «warning for sole; note before "
        "2022-09-01; error when ID»; решает последнее из подходящих",
        "the level and, behind \";\", its exceptions: \"warning for sole; note "
        "before 2022-09-01; error when ID\"; the last that holds decides"},
    {LSP_WORD_KEY, "Applies",
        "право, по которому правило действует; без "
        "ключа — любое",
        "the laws by which the rule applies; without the key, any"},
    {LSP_WORD_KEY, "Documents", "виды документов; без ключа — все",
        "kinds of documents; without the key, all"},
    {LSP_WORD_KEY, "Operators", "виды операторов; без ключа — все",
        "kinds of operators; without the key, all"},
    {LSP_WORD_KEY, "From", "первый день действия правила",
        "the first day on which the rule exists"},
    {LSP_WORD_KEY, "To", "последний день действия правила",
        "the last day on which the rule exists"},
    {LSP_WORD_KEY, "Basis",
        "нормы через «;», каждая может иметь «(from ДАТА to ДАТА)»",
        "citations of law separated by \";\", each with an optional \"(from "
        "DATE to DATE)\""},
    {LSP_WORD_KEY, "Sanction", "чем грозит нарушение; запись как у Basis",
        "what a violation costs; in the form of Basis"},
    {LSP_WORD_KEY, "Only when",
        "правила или понятия, хоть одно из которых документ излагает",
        "rules or concepts, one of which the document must state"},
    {LSP_WORD_KEY, "Only when not",
        "правила или понятия, ни одного из которых в документе нет",
        "rules or concepts, none of which the document may state"},
    {LSP_WORD_KEY, "Yields to",
        "правила, которым это уступает: на тех же словах сообщают они",
        "rules that are reported in its stead at the same words"},
    {LSP_WORD_KEY, "Unguarded", "оговорки, которых правило не признаёт",
        "guards that the rule does not want"},
    {LSP_WORD_KEY, "Off", "yes — работает, только если названо по имени",
        "yes: runs only when selected by name"},
    {LSP_WORD_KEY, "Check", "проверка с этим именем есть в самой программе",
        "the check of this name is part of the program"},
    {LSP_WORD_KEY, "Scope",
        "в каком тексте ищутся слова; обычно — в "
        "предложении",
        "the text that words are looked for in; usually a sentence"},
    {LSP_WORD_KEY, "Report", "что составляет одно замечание",
        "what makes one finding"},
    {LSP_WORD_KEY, "Element",
        "что должно быть изложено, как в заголовке: «порядок отзыва согласия»",
        "what must be stated, in Russian, as a heading names it"},
    {LSP_WORD_KEY, "Element in English", "то же по-английски",
        "what must be stated, as a heading names it"},
    {LSP_WORD_KEY, "Fix in English",
        "исправление по-английски, если оно говорит, что сделать",
        "the repair in English, where it tells what to do"},
    {LSP_WORD_KEY, "Party",
        "запись означает и термины самого документа для этого лица",
        "the entry also stands for the document's own terms for this party"},

    {LSP_WORD_VALUE, "presence", "документ обязан это изложить",
        "the document must state it"},
    {LSP_WORD_VALUE, "prohibition", "документ не должен этого говорить",
        "the document must not state it"},
    {LSP_WORD_VALUE, "consistency", "два положения противоречат друг другу",
        "two statements clash"},
    {LSP_WORD_VALUE, "terminology", "слово или ссылка неверны",
        "a word or a reference is wrong"},
    {LSP_WORD_VALUE, "concept",
        "ничего не сообщает: другие правила спрашивают, изложено ли это",
        "reports nothing: other rules ask whether it is stated"},
    {LSP_WORD_VALUE, "sentence", "предложение", "one sentence"},
    {LSP_WORD_VALUE, "clause", "весь пункт", "all of the clause"},
    {LSP_WORD_VALUE, "lead", "пункт списка вместе с вводной фразой",
        "a list item with the sentence that introduces the list"},
    {LSP_WORD_VALUE, "page", "предложение, в том числе вокруг документа",
        "a sentence, of the page around the document too"},
    {LSP_WORD_VALUE, "place", "каждое место с этими словами",
        "each run of words that matches"},
    {LSP_WORD_VALUE, "once", "первое такое предложение документа",
        "the first such sentence of the document"},
    {LSP_WORD_VALUE, "negation", "отрицание: «не», «без», «запрещается»",
        "a negation"},
    {LSP_WORD_VALUE, "definition", "определение: «X — это …»", "a definition"},
    {LSP_WORD_VALUE, "heading", "заголовки и оглавления",
        "headings and tables of contents"},
    {LSP_WORD_VALUE, "statute", "пересказ закона", "the statute retold"},
    {LSP_WORD_VALUE, "third-party", "действия другого лица",
        "what somebody else does"},
    {LSP_WORD_VALUE, "placeholder", "незаполненный бланк", "a blank form"},
    {LSP_WORD_VALUE, "quote", "название документа в кавычках",
        "the quoted title of a document"},

    {LSP_WORD_FENCE, "find", "слова, которые неверны или излагают нужное",
        "words that are wrong, or that state what must be stated"},
    {LSP_WORD_FENCE, "find-note", "как find, но не выше заметки",
        "as find, but reported as a note at most"},
    {LSP_WORD_FENCE, "find-warning", "как find, но не выше предупреждения",
        "as find, but reported as a warning at most"},
    {LSP_WORD_FENCE, "unless", "слова, которые отменяют замечание",
        "words that cancel the finding in the same sentence"},
    {LSP_WORD_FENCE, "deny", "слова, которые утверждают обратное",
        "words that state the contrary"},
    {LSP_WORD_FENCE, "against", "вторая сторона противоречия",
        "the other side of a contradiction"},
    {LSP_WORD_FENCE, "near", "слова раздела, где этому место",
        "words of the clause that the statement would belong to"},
    {LSP_WORD_FENCE, "fix", "формулировка для исправления, не фразы",
        "repair wording in Russian; no phrases"},

    {LSP_WORD_SIGN, "*", "начало, конец или середина слова: слов*, *ово, *лов*",
        "a word that begins, ends or goes on so: слов*, *ово, *лов*"},
    {LSP_WORD_SIGN, "(", "выбор из слов или фраз: (a|b c|d*)",
        "a choice of words or phrases: (a|b c|d*)"},
    {LSP_WORD_SIGN, "[", "может и не быть: [a b]", "optional: [a b]"},
    {LSP_WORD_SIGN, "...", "сколько угодно слов внутри предложения",
        "any number of words in between, inside the sentence"},
    {LSP_WORD_SIGN, "..", "до 5 слов; «..N» — до N слов, от 1 до 63",
        "up to 5 words in between; ..N: up to N, from 1 to 63"},
    {LSP_WORD_SIGN, "{", "в замечании отмечаются только слова в {…}",
        "only the words in {…} are marked"},
    {LSP_WORD_SIGN, "^", "начало предложения или пункта списка",
        "the start of the sentence or list item"},
    {LSP_WORD_SIGN, "$", "конец предложения или пункта списка",
        "the end of the sentence or list item"},
    {LSP_WORD_SIGN, "#", "число цифрами", "a number in digits"},
    {LSP_WORD_SIGN, "&", "обе части, в любом порядке",
        "both parts, in any order"},
    {LSP_WORD_SIGN, "re:",
        "остаток строки — выражение PCRE2 по тексту предложения; «\\K» или "
        "группа mark сужает отмеченное",
        "the rest of the line is a PCRE2 pattern on the folded sentence; \\K "
        "or a group named mark narrows what is marked"},
};

struct slice lsp_pack_meaning(
    enum lsp_pack_word kind, struct slice word, enum language language)
{
    for (size_t i = 0; i < COUNT_OF(meanings); i++) {
        const struct meaning *meaning = &meanings[i];
        if (meaning->kind == kind &&
            slice_equal_any_case(word, slice_from(meaning->word))) {
            return slice_from(
                language_pick(language, meaning->ru, meaning->en));
        }
    }
    return SLICE("");
}
