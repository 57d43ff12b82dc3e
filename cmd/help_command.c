#include "cmd/commands.h"

#include <stdio.h>

/* The words of one command's help; each fits a screen of 24 lines of 80. */
struct help {
    enum command command;
    const char *ru;
    const char *en;
};

static const char overview_ru[] =
    "clauselint — проверка политик обработки персональных данных\n"
    "\n"
    "  clauselint check policy.md      найти нарушения и показать их на месте\n"
    "  clauselint diff old.md new.md   что изменилось в новой редакции\n"
    "  clauselint compile policy.md    показать дерево пунктов документа\n"
    "  clauselint explain ru/ПРАВИЛО   закон, примеры и исправление для "
    "правила\n"
    "  clauselint rules                список правил\n"
    "  clauselint lsp                  сервер для редакторов (LSP)\n"
    "  clauselint baseline write ФАЙЛ  считать найденное известным\n"
    "  clauselint config show ФАЙЛ     какие настройки действуют и откуда\n"
    "  clauselint test [НАБОР]…        проверить примеры в наборах правил\n"
    "  clauselint help КОМАНДА         все ключи команды\n"
    "  clauselint --version            версия\n"
    "\n"
    "Документы: Markdown, HTML, текст; папки читаются со всем содержимым, «-» "
    "—\n"
    "стандартный ввод. Ничего не передаётся по сети и не записывается, кроме\n"
    "файлов, названных в --output и --format.\n"
    "\n"
    "Частые ключи: --format json, --select ru, --ignore ПРАВИЛО, --fail-on "
    "warning,\n"
    "--as-of 2026-11-21, --jurisdiction RU,BY, --lang en, --color never.\n"
    "\n"
    "Код завершения: 0 — нарушений нет, 1 — есть нарушения уровня --fail-on "
    "и\n"
    "выше (по умолчанию ошибки), 2 — не удалось выполнить работу.\n"
    "Подробно: man clauselint.\n";

static const char overview_en[] =
    "clauselint - check privacy policies against the law of Russia and "
    "Belarus\n"
    "\n"
    "  clauselint check policy.md      find defects and show them in place\n"
    "  clauselint diff old.md new.md   what changed between two editions\n"
    "  clauselint compile policy.md    show the document's tree of clauses\n"
    "  clauselint explain ru/RULE      the law, examples and fix of a rule\n"
    "  clauselint rules                the list of rules\n"
    "  clauselint lsp                  a server for editors (LSP)\n"
    "  clauselint baseline write FILE  take what is found as known\n"
    "  clauselint config show FILE     the settings of a file, and whence\n"
    "  clauselint test [PACK]...       run the examples in rule packs\n"
    "  clauselint help COMMAND         all options of a command\n"
    "  clauselint --version            the version\n"
    "\n"
    "Documents are Markdown, HTML or text; folders are read with all that is "
    "below\n"
    "them; \"-\" is standard input. Nothing goes over the network; nothing is\n"
    "written but the files that --output and --format name.\n"
    "\n"
    "Common options: --format json, --select ru, --ignore RULE, --fail-on "
    "warning,\n"
    "--as-of 2026-11-21, --jurisdiction RU,BY, --lang ru, --color never.\n"
    "\n"
    "Exit status: 0 clean, 1 findings at or above --fail-on (errors, unless "
    "said\n"
    "otherwise), 2 the work could not be done. More: man clauselint.\n";

static const struct help helps[] = {
    {COMMAND_CHECK,
        "clauselint check [КЛЮЧ]… ФАЙЛ|ПАПКА|-…\n"
        "\n"
        "  --format ВИД[=ФАЙЛ]       text, json, jsonl, gcc, github, sarif,\n"
        "                            gitlab, checkstyle, junit, html; можно "
        "повторять\n"
        "  -o, --output ФАЙЛ         записать отчёт в файл\n"
        "  --select, --ignore ИМЯ,…  правила: ru/имя, ru/имя-*, набор ru\n"
        "  --level ПРАВИЛО=УРОВЕНЬ   note, warning, error, off\n"
        "  --severity УРОВЕНЬ        показать от: error, warning, note\n"
        "  --fail-on УРОВЕНЬ         код 1 от: error, warning, note, never\n"
        "  --as-of ГГГГ-ММ-ДД        право на этот день; без ключа — сегодня\n"
        "  --jurisdiction RU,BY      чьё право применить; без ключа — из "
        "текста\n"
        "  --operator-type ВИД       legal, sole, person, unknown\n"
        "  --document-type ВИД       policy, consent, agreement, cookie, "
        "other\n"
        "  --pack ФАЙЛ               добавить свой набор правил\n"
        "  --config ФАЙЛ, --no-config  вместо найденных .clauselint.ini\n"
        "  --baseline ФАЙЛ           не считать известных находок: help "
        "baseline\n"
        "  --no-allow, --require-reason  не учитывать послаблений; без "
        "причины\n"
        "  --stdin-filename ИМЯ      как назвать стандартный ввод\n"
        "  --lang ru|en, --color auto|always|never\n"
        "  -j, --jobs ЧИСЛО          документов сразу; без ключа — по числу "
        "процессоров\n"
        "  --matrix                  что требует закон и сказано ли это\n"
        "  --statistics, --timing    только счёт по правилам; на что ушло "
        "время\n"
        "  -q, --quiet               без итогов\n",
        "clauselint check [OPTION]... FILE|FOLDER|-...\n"
        "\n"
        "  --format FORM[=FILE]      text, json, jsonl, gcc, github, sarif,\n"
        "                            gitlab, checkstyle, junit, html; "
        "repeatable\n"
        "  -o, --output FILE         write the report to a file\n"
        "  --select, --ignore NAME,... rules: ru/name, ru/name-*, pack ru\n"
        "  --level RULE=LEVEL        note, warning, error, off\n"
        "  --severity LEVEL          show from: error, warning, note\n"
        "  --fail-on LEVEL           exit 1 from: error, warning, note, never\n"
        "  --as-of YYYY-MM-DD        the law of this day; default: today\n"
        "  --jurisdiction RU,BY      whose law; default: told from the text\n"
        "  --operator-type KIND      legal, sole, person, unknown\n"
        "  --document-type KIND      policy, consent, agreement, cookie, "
        "other\n"
        "  --pack FILE               add a rule pack of your own\n"
        "  --config FILE, --no-config  instead of .clauselint.ini\n"
        "  --baseline FILE           known findings do not count: help "
        "baseline\n"
        "  --no-allow, --require-reason  of no allowance; of none without "
        "reason\n"
        "  --stdin-filename NAME     what standard input is called\n"
        "  --lang ru|en, --color auto|always|never\n"
        "  -j, --jobs NUMBER         documents at once; default: as many as "
        "processors\n"
        "  --matrix                  what the law wants, stated or not\n"
        "  --statistics, --timing    counts by rule only; where the time "
        "went\n"
        "  -q, --quiet               no summary\n"},
    {COMMAND_COMPILE,
        "clauselint compile [КЛЮЧ]… ФАЙЛ|-\n"
        "\n"
        "  --to tree|json            дерево пунктов; или весь документ: "
        "пункты,\n"
        "                            предложения, термины, ссылки, факты\n"
        "  -o, --output ФАЙЛ         записать в файл\n"
        "  --as-of ГГГГ-ММ-ДД        право на этот день; без ключа — сегодня\n"
        "  --jurisdiction RU,BY      чьё право применить; без ключа — из "
        "текста\n"
        "  --operator-type ВИД, --document-type ВИД   как у check\n"
        "  --pack ФАЙЛ               добавить свой набор правил\n"
        "  --stdin-filename ИМЯ      как назвать стандартный ввод\n",
        "clauselint compile [OPTION]... FILE|-\n"
        "\n"
        "  --to tree|json            the clause tree; or all of the document: "
        "clauses,\n"
        "                            sentences, terms, references, facts\n"
        "  -o, --output FILE         write to a file\n"
        "  --as-of YYYY-MM-DD        the law of this day; default: today\n"
        "  --jurisdiction RU,BY      whose law; default: told from the text\n"
        "  --operator-type KIND, --document-type KIND   as for check\n"
        "  --pack FILE               add a rule pack of your own\n"
        "  --stdin-filename NAME     what standard input is called\n"},
    {COMMAND_DIFF,
        "clauselint diff [КЛЮЧ]… СТАРЫЙ НОВЫЙ\n"
        "clauselint diff --git РЕВИЗИЯ[..РЕВИЗИЯ] [КЛЮЧ]… ФАЙЛ\n"
        "\n"
        "Что изменилось по смыслу: права, объём обработки, обязанности, "
        "формулировки,\n"
        "оформление. Перенос и другой номер пункта — не изменение.\n"
        "\n"
        "  --fail-on ВИД,…           код 1 от: rights, scope, obligations, "
        "wording,\n"
        "                            typography, any, never (без ключа "
        "rights,scope);\n"
        "                            error, warning, note — новые нарушения\n"
        "  --git РЕВИЗИЯ             сравнить с файлом из ревизии git\n"
        "  --acknowledge ФАЙЛ        согласованные изменения: id и причина\n"
        "  --format ВИД[=ФАЙЛ]       text, json, markdown, html; можно "
        "повторять\n"
        "  -o, --output ФАЙЛ         записать отчёт в файл\n"
        "  --severity УРОВЕНЬ        нарушения от: error, warning, note\n"
        "  --lang ru|en              язык сообщений\n"
        "  --color auto|always|never\n"
        "  -q, --quiet               без итогов\n"
        "  и ключи check, которые выбирают правила и право\n",
        "clauselint diff [OPTION]... OLD NEW\n"
        "clauselint diff --git REV[..REV] [OPTION]... FILE\n"
        "\n"
        "What changed in meaning: rights, scope of processing, obligations, "
        "wording,\n"
        "typography. A clause that moved or has another number did not "
        "change.\n"
        "\n"
        "  --fail-on KIND,...        exit 1 from: rights, scope, obligations, "
        "wording,\n"
        "                            typography, any, never (default "
        "rights,scope);\n"
        "                            error, warning, note: new findings\n"
        "  --git REV                 compare with the file in a git revision\n"
        "  --acknowledge FILE        changes agreed to: id and reason\n"
        "  --format FORM[=FILE]      text, json, markdown, html; repeatable\n"
        "  -o, --output FILE         write the report to a file\n"
        "  --severity LEVEL          findings from: error, warning, note\n"
        "  --lang ru|en              language of the messages\n"
        "  --color auto|always|never\n"
        "  -q, --quiet               no summary\n"
        "  and the options of check that choose rules and law\n"},
    {COMMAND_BASELINE,
        "clauselint baseline write|prune|check [КЛЮЧ]… ФАЙЛ|ПАПКА…\n"
        "\n"
        "Список известных находок: они не считаются, считаются только новые. "
        "Находка\n"
        "узнаётся по правилу и словам, поэтому пункты можно переставлять и\n"
        "перенумеровывать.\n"
        "\n"
        "  write                     записать все находки документов\n"
        "  prune                     убрать те, которых больше нет; новых не "
        "добавляет\n"
        "  check                     показать новые и исчезнувшие; код 1, если "
        "есть\n"
        "\n"
        "  --baseline ФАЙЛ           где список; без ключа — по "
        ".clauselint.ini, а там\n"
        "                            не сказано — .clauselint-baseline.json\n"
        "  --select, --ignore, --severity и прочие ключи — как у check\n"
        "  -q, --quiet               без итога\n"
        "\n"
        "Затем: clauselint check --baseline ФАЙЛ, или baseline = ФАЙЛ в "
        ".clauselint.ini.\n",
        "clauselint baseline write|prune|check [OPTION]... FILE|FOLDER...\n"
        "\n"
        "The list of findings that are known: they do not count, only new ones "
        "do. A\n"
        "finding is known again by its rule and words, so clauses may move and "
        "be\n"
        "renumbered.\n"
        "\n"
        "  write                     write all findings of the documents\n"
        "  prune                     take out those that are gone; adds none\n"
        "  check                     show what is new and what is gone; exit 1 "
        "if any\n"
        "\n"
        "  --baseline FILE           where it is; default: what "
        ".clauselint.ini "
        "says,\n"
        "                            else .clauselint-baseline.json\n"
        "  --select, --ignore, --severity and others as for check\n"
        "  -q, --quiet               no summary\n"
        "\n"
        "Then: clauselint check --baseline FILE, or baseline = FILE in "
        ".clauselint.ini.\n"},
    {COMMAND_CONFIG,
        "clauselint config show [КЛЮЧ]… ФАЙЛ…\n"
        "\n"
        "Что действует для файла и кем задано. Настройки — в .clauselint.ini в "
        "папке\n"
        "файла и выше, ближний важнее; затем переменные среды (fail-on —\n"
        "CLAUSELINT_FAIL_ON), затем командная строка.\n"
        "\n"
        "  root = yes                выше не искать\n"
        "  select, ignore, extend-select, extend-ignore, severity, fail-on,\n"
        "  as-of, jurisdiction, operator-type, document-type, lang\n"
        "                            как ключи check\n"
        "  level.ru/имя = note       уровень правила: note, warning, error, "
        "off\n"
        "  pack, allow-file, baseline  файлы, от папки .clauselint.ini\n"
        "  require-reason = yes      послабления — только с причиной\n"
        "  [*.html], [legal/**]      дальше — для этих файлов\n"
        "\n"
        "  --format text|json        вид ответа\n"
        "  --config ФАЙЛ             читать только его (или "
        "CLAUSELINT_CONFIG)\n"
        "  --no-config               не читать никакого\n"
        "  -o, --output ФАЙЛ         записать в файл\n"
        "Подробно: man clauselint-config.\n",
        "clauselint config show [OPTION]... FILE...\n"
        "\n"
        "What holds for a file, and who says so. Settings are in "
        ".clauselint.ini in\n"
        "the file's folder and above, the nearest first; then environment "
        "variables\n"
        "(CLAUSELINT_FAIL_ON for fail-on), then the command line beat them.\n"
        "\n"
        "  root = yes                do not look above\n"
        "  select, ignore, extend-select, extend-ignore, severity, fail-on,\n"
        "  as-of, jurisdiction, operator-type, document-type, lang\n"
        "                            like the options of check\n"
        "  level.ru/name = note      of a rule: note, warning, error, off\n"
        "  pack, allow-file, baseline  files, from the folder of the "
        "configuration\n"
        "  require-reason = yes      allowances must have a reason\n"
        "  [*.html], [legal/**]      what follows is for these files\n"
        "\n"
        "  --format text|json        form of the answer\n"
        "  --config FILE             read only this (or CLAUSELINT_CONFIG)\n"
        "  --no-config               read none\n"
        "  -o, --output FILE         write to a file\n"
        "More: man clauselint-config.\n"},
    {COMMAND_EXPLAIN,
        "clauselint explain [КЛЮЧ]… ПРАВИЛО…\n"
        "\n"
        "Что правило ищет, почему, закон с датами, санкция, примеры и "
        "исправление.\n"
        "\n"
        "  --pack ФАЙЛ               добавить свой набор правил\n"
        "  --lang ru|en              язык\n"
        "  -o, --output ФАЙЛ         записать в файл\n",
        "clauselint explain [OPTION]... RULE...\n"
        "\n"
        "What the rule looks for, why, the law with its dates, sanction, "
        "examples, fix.\n"
        "\n"
        "  --pack FILE               add a rule pack of your own\n"
        "  --lang ru|en              language\n"
        "  -o, --output FILE         write to a file\n"},
    {COMMAND_RULES,
        "clauselint rules [КЛЮЧ]… [ИМЯ]…\n"
        "\n"
        "Список правил, всех или названных: ru/имя, ru/имя-*, набор ru.\n"
        "\n"
        "  --format text|json        вид списка\n"
        "  --severity УРОВЕНЬ        не ниже: error, warning, note\n"
        "  --jurisdiction RU,BY      только правила этих стран\n"
        "  --ignore ИМЯ,…            кроме этих\n"
        "  --pack ФАЙЛ               добавить свой набор правил\n"
        "  -o, --output ФАЙЛ         записать в файл\n",
        "clauselint rules [OPTION]... [NAME]...\n"
        "\n"
        "The list of rules, all or those named: ru/name, ru/name-*, pack ru.\n"
        "\n"
        "  --format text|json        form of the list\n"
        "  --severity LEVEL          not below: error, warning, note\n"
        "  --jurisdiction RU,BY      rules of these countries only\n"
        "  --ignore NAME,...         but for these\n"
        "  --pack FILE               add a rule pack of your own\n"
        "  -o, --output FILE         write to a file\n"},
    {COMMAND_LSP,
        "clauselint lsp [КЛЮЧ]…\n"
        "\n"
        "Сервер для редакторов: язык LSP на стандартном вводе и выводе. "
        "Нарушения\n"
        "видны, пока текст пишется; настройка та же, что у check.\n"
        "\n"
        "  --select, --ignore ИМЯ,…  только эти правила; кроме этих\n"
        "  --severity УРОВЕНЬ        не ниже: error, warning, note\n"
        "  --jurisdiction RU,BY      право этих стран\n"
        "  --operator-type, --document-type ВИД\n"
        "  --as-of ДАТА              право на этот день, а не на сегодня\n"
        "  --pack ФАЙЛ               добавить свой набор правил\n"
        "  --lang ru|en              язык сообщений\n",
        "clauselint lsp [OPTION]...\n"
        "\n"
        "A server for editors: the language server protocol on standard "
        "input\n"
        "and output. Findings are seen while a text is written; the "
        "configuration\n"
        "is that of check.\n"
        "\n"
        "  --select, --ignore NAME,...  these rules only; all but these\n"
        "  --severity LEVEL             not below: error, warning, note\n"
        "  --jurisdiction RU,BY         the law of these countries\n"
        "  --operator-type, --document-type KIND\n"
        "  --as-of DATE                 the law of that day, not of today\n"
        "  --pack FILE                  add a rule pack of your own\n"
        "  --lang ru|en                 language of messages\n"},
    {COMMAND_TEST,
        "clauselint test [-q] [НАБОР]…\n"
        "\n"
        "Проверить примеры «Wrong» и «Right» наборов правил. НАБОР — имя\n"
        "встроенного набора (ru) или файл; без имён — все встроенные. Файл,\n"
        "названный как встроенный (ru-consent.md), загружается вместо него.\n",
        "clauselint test [-q] [PACK]...\n"
        "\n"
        "Run the Wrong and Right examples of rule packs. PACK is the name of\n"
        "an embedded pack (ru) or a file; without one: all embedded packs. A\n"
        "file named as an embedded one (ru-consent.md) is loaded instead.\n"},
};

static const struct help *find_help(uint32_t command)
{
    for (size_t i = 0; i < COUNT_OF(helps); i++) {
        if (helps[i].command == command) {
            return &helps[i];
        }
    }
    return NULL;
}

enum status help_command(const struct options *options)
{
    uint32_t command = options->command;
    if (command == COMMAND_HELP && options->operands.count > 0) {
        struct slice name = options->operands.items[0];
        command = command_from_name(name);
        if (command == 0) {
            struct error error;
            error_set(&error, "нет такой команды", "there is no such command");
            complain(options->language, name, &error);
            return STATUS_TROUBLE;
        }
    }
    const struct help *help = find_help(command);
    fputs(help ? language_pick(options->language, help->ru, help->en)
               : language_pick(options->language, overview_ru, overview_en),
        stdout);
    return STATUS_CLEAN;
}

enum status version_command(void)
{
    puts("clauselint " CLAUSELINT_VERSION);
    return STATUS_CLEAN;
}
