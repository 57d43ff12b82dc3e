#include "rules/phrase.h"

#include "parser/ascii.h"
#include "parser/fold.h"
#include "parser/utf8.h"
#include "parser/word.h"
#include "rules/pattern.h"

#include <string.h>

/*
 * Brackets are kept on a stack of frames. A choice (a|b|c) becomes
 *
 *        FORK 2          FORK placeholders are written at ( and at each |,
 *        a               and patched at the next | or at the end; the fork of
 *        JUMP end        the last branch has nowhere to go and becomes a JUMP
 *     2: FORK 3          to the instruction behind it.
 *        b
 *        JUMP end
 *     3: JUMP +1
 *        c
 *     end:
 *
 * and an optional part [a] is the same with the last fork going to the end.
 * Along with the code each frame gathers what its words demand: of the branches
 * that ended one group, in which each of them has a word, and behind it the
 * groups of the branch that is being read. They are the end of the table's
 * groups, and those of the outermost frame are what stays there.
 */

struct frame {
    size_t offset;        /* of the opening bracket in the line */
    char closing;         /* ")" "]" or 0 for the outermost */
    uint32_t fork;        /* of the branch being read */
    uint32_t choice;      /* number of the choice */
    size_t branch_begin;  /* offset of the branch in the line */
    uint32_t jumps;       /* chain of JUMPs to patch, through target; NONE */
    bool has_content;     /* the branch has anything in it */
    bool is_free;         /* some branch demands no word */
    size_t either;        /* where the group of the branches stands */
    uint32_t group_count; /* of the branch */
};

struct compiler {
    struct arena *arena;
    struct vocabulary *vocabulary;
    struct phrase_table *table;
    struct slice line;
    size_t offset;
    struct frame *frames;     /* from the outermost inwards */
    size_t depth;             /* index of the innermost frame */
    struct stored_side *side; /* its code is the end of the table's */
    uint32_t choice_count;
    size_t mark_at; /* offset of an open {, or SLICE_NOT_FOUND */
    size_t mark_depth;
    bool had_mark;
    size_t error_at;
    struct error *error;
};

static bool fail(
    struct compiler *compiler, size_t offset, const char *ru, const char *en)
{
    compiler->error_at = offset;
    return error_set(compiler->error, "%s%.0s", "%.0s%s", ru, en);
}

/* Code. */

static struct frame *top(struct compiler *compiler)
{
    return &compiler->frames[compiler->depth];
}

/* An instruction of the side that is being compiled. */
static struct instruction *code_at(struct compiler *compiler, uint32_t index)
{
    return &compiler->table->code[compiler->side->code + index];
}

static uint32_t emit(struct compiler *compiler, enum op op, uint32_t argument)
{
    struct phrase_table *table = compiler->table;
    table->code = arena_grow(table->arena, table->code, table->code_count,
        &table->code_capacity, sizeof(*table->code));
    table->code_count++;
    uint32_t at = compiler->side->code_count++;
    *code_at(compiler, at) = (struct instruction){
        .op = (uint8_t)op, .argument = argument, .target = (uint16_t)(at + 1)};
    return at;
}

/* Groups. */

static void add_number(struct phrase_table *table, uint32_t number)
{
    table->needs = arena_grow(table->arena, table->needs, table->need_count,
        &table->need_capacity, sizeof(*table->needs));
    table->needs[table->need_count++] = number;
}

static struct token_group *group_at(const struct phrase_table *table, size_t at)
{
    return (struct token_group *)(table->needs + at);
}

/* Of the wording that is being compiled. */
static struct wording_needs *needs_of(
    const struct phrase_table *table, const struct wording *wording)
{
    return (struct wording_needs *)(table->needs + wording->needs);
}

static void emit_token(struct compiler *compiler, enum op op, uint32_t id)
{
    emit(compiler, op, id);
    add_number(compiler->table, 1);
    add_number(
        compiler->table, op == OP_WORD ? TOKEN_LITERAL(id) : TOKEN_CLASS(id));
    top(compiler)->group_count++;
    top(compiler)->has_content = true;
}

static bool has_token(const struct token_group *group, uint32_t token)
{
    for (uint32_t i = 0; i < group->count; i++) {
        if (group->tokens[i] == token) {
            return true;
        }
    }
    return false;
}

/* Of the groups of a branch its choice takes over the smallest. */
static void end_groups(struct phrase_table *table, struct frame *frame)
{
    struct token_group *either = group_at(table, frame->either);
    const struct token_group *group = token_group_next(either);
    const struct token_group *best = group;
    for (uint32_t i = 0; i < frame->group_count; i++) {
        best = group->count < best->count ? group : best;
        group = token_group_next(group);
    }
    uint32_t count = frame->group_count ? best->count : 0;
    for (uint32_t i = 0; i < count; i++) { /* it stands behind either */
        if (!has_token(either, best->tokens[i])) {
            either->tokens[either->count++] = best->tokens[i];
        }
    }
    frame->is_free |= count == 0;
    frame->group_count = 0;
    table->need_count =
        (size_t)((const uint32_t *)token_group_next(either) - table->needs);
}

/* Brackets. */

static bool open_frame(struct compiler *compiler, char closing)
{
    if (compiler->depth == PHRASE_DEPTH_LIMIT) {
        return fail(compiler, compiler->offset,
            "скобки вложены глубже предела PHRASE_DEPTH_LIMIT (12)",
            "brackets are nested deeper than PHRASE_DEPTH_LIMIT (12)");
    }
    struct frame *frame = &compiler->frames[++compiler->depth];
    *frame = (struct frame){
        .offset = compiler->offset,
        .closing = closing,
        .fork = emit(compiler, OP_FORK, 0),
        .choice = compiler->choice_count++,
        .branch_begin = compiler->offset + 1,
        .jumps = NONE,
        .either = compiler->table->need_count,
    };
    add_number(compiler->table, 0);
    compiler->offset++;
    return true;
}

static bool end_branch(struct compiler *compiler)
{
    struct frame *frame = top(compiler);
    if (!frame->has_content) {
        return fail(compiler, compiler->offset, "пустой вариант",
            "an empty alternative");
    }
    struct phrase_table *table = compiler->table;
    table->branches = arena_grow(table->arena, table->branches,
        table->branch_count, &table->branch_capacity, sizeof(struct branch));
    compiler->side->branch_count++;
    table->branches[table->branch_count++] = (struct branch){
        .choice = frame->choice,
        .entry = frame->fork + 1,
        .text = slice_trim(
            slice_cut(compiler->line, frame->branch_begin, compiler->offset)),
    };
    end_groups(table, frame);
    return true;
}

static bool next_branch(struct compiler *compiler)
{
    struct frame *frame = top(compiler);
    if (frame->closing == 0) {
        return fail(compiler, compiler->offset,
            "«|» бывает только внутри скобок: (одно|другое)",
            "\"|\" belongs inside brackets: (one|other)");
    }
    if (!end_branch(compiler)) {
        return false;
    }
    uint32_t jump = emit(compiler, OP_JUMP, frame->jumps);
    frame->jumps = jump;
    code_at(compiler, frame->fork)->target = (uint16_t)(jump + 1);
    frame->fork = emit(compiler, OP_FORK, 0);
    frame->has_content = false;
    compiler->offset++;
    frame->branch_begin = compiler->offset;
    return true;
}

static bool close_frame(struct compiler *compiler, char closing)
{
    struct frame *frame = top(compiler);
    if (frame->closing != closing) {
        return fail(compiler, compiler->offset, "лишняя закрывающая скобка",
            "a closing bracket without its opening one");
    }
    if (compiler->mark_at != SLICE_NOT_FOUND &&
        compiler->mark_depth == compiler->depth) {
        return fail(compiler, compiler->mark_at,
            "«{» и «}» должны стоять в одних и тех же скобках",
            "\"{\" and \"}\" must stand inside the same brackets");
    }
    if (!end_branch(compiler)) {
        return false;
    }
    struct instruction *code = code_at(compiler, 0);
    uint32_t end = compiler->side->code_count;
    if (closing == ']') {
        code[frame->fork].target = (uint16_t)end;
    } else {
        code[frame->fork].op = OP_JUMP;
    }
    for (uint32_t at = frame->jumps; at != NONE;) {
        uint32_t next = code[at].argument;
        code[at].argument = 0;
        code[at].target = (uint16_t)end;
        at = next;
    }
    compiler->depth--;
    compiler->offset++;
    if (closing == ')' && !frame->is_free) {
        top(compiler)->group_count++;
    } else {
        compiler->table->need_count = frame->either;
    }
    top(compiler)->has_content = true;
    return true;
}

static bool open_mark(struct compiler *compiler)
{
    if (compiler->had_mark) {
        return fail(compiler, compiler->offset,
            "пара «{…}» в строке может быть только одна",
            "a line may have only one pair of \"{…}\"");
    }
    compiler->had_mark = true;
    compiler->side->has_mark = true;
    compiler->mark_at = compiler->offset;
    compiler->mark_depth = compiler->depth;
    emit(compiler, OP_BEGIN_MARK, 0);
    compiler->offset++;
    return true;
}

static bool close_mark(struct compiler *compiler)
{
    if (compiler->mark_at == SLICE_NOT_FOUND ||
        compiler->mark_depth != compiler->depth) {
        return fail(
            compiler, compiler->offset, "«}» без «{»", "\"}\" without \"{\"");
    }
    compiler->mark_at = SLICE_NOT_FOUND;
    emit(compiler, OP_END_MARK, 0);
    compiler->offset++;
    return true;
}

/* Words. */

static bool is_special(char byte)
{
    bool may_be = byte > 0 && !ascii_is_letter(byte) && !ascii_is_digit(byte);
    return may_be && strchr(" \t()[]{}|<>^$&#", byte);
}

static char peek(const struct compiler *compiler, size_t offset)
{
    return offset < compiler->line.len ? compiler->line.bytes[offset] : '\0';
}

/* Where the token that begins at the offset ends: at a sign of the syntax, at
   white space, or at two dots. */
static size_t token_end(const struct compiler *compiler)
{
    size_t end = compiler->offset;
    while (end < compiler->line.len && !is_special(peek(compiler, end)) &&
           !(peek(compiler, end) == '.' && peek(compiler, end + 1) == '.')) {
        end++;
    }
    return end;
}

static enum literal_kind kind_of(bool is_open_left, bool is_open_right)
{
    if (is_open_left) {
        return is_open_right ? LITERAL_INFIX : LITERAL_SUFFIX;
    }
    return is_open_right ? LITERAL_PREFIX : LITERAL_EXACT;
}

static void add_words(struct compiler *compiler, struct word_list list,
    bool is_open_left, bool is_open_right)
{
    const struct word *words = list.items;
    struct slice folded = list.folded;
    size_t count = list.count;
    for (size_t i = 0; i < count; i++) {
        struct span span = words[i].span;
        bool left = is_open_left && i == 0;
        bool right = is_open_right && i + 1 == count;
        if (left) {
            span.begin = 0; /* *-фз: the hyphen counts */
        }
        if (right) {
            span.end = (uint32_t)folded.len;
        }
        enum literal_kind kind = kind_of(left, right);
        struct slice bytes = slice_cut(folded, span.begin, span.end);
        emit_token(compiler, OP_WORD,
            literal_add(&compiler->vocabulary->literals, kind, bytes));
    }
}

/* Behind the letters from а to я and the digits that begin there: folding
   leaves them as they are. */
static size_t plain_end(const struct compiler *compiler)
{
    struct slice line = compiler->line;
    size_t at = compiler->offset;
    while (at < line.len) {
        if (ascii_is_digit(line.bytes[at])) {
            at++;
            continue;
        }
        uint32_t letter = (uint32_t)(uint8_t)line.bytes[at] << 8;
        letter |= at + 1 < line.len ? (uint8_t)line.bytes[at + 1] : 0u;
        if (letter - 0xD0B0 > 0xF && letter - 0xD180 > 0xF) {
            break;
        }
        at += 2;
    }
    return at;
}

/* The usual case of read_word(): «слово» or «слов*», and white space or the end
   of a bracket around it. Most are so, and need no more work. */
static bool read_plain_word(struct compiler *compiler)
{
    size_t begin = compiler->offset;
    size_t end = plain_end(compiler);
    struct slice word = slice_cut(compiler->line, begin, end);
    bool is_open = peek(compiler, end) == '*';
    end += is_open;
    char next = peek(compiler, end);
    char previous = begin ? compiler->line.bytes[begin - 1] : ' ';
    bool is_over = next == '\0' ? end == compiler->line.len
                                : next == ' ' || strchr("\t|)]}", next);
    bool is_joined = previous == ')' || previous == ']' || previous == '>';
    if (word.len == 0 || !is_over || is_joined) {
        return false;
    }
    emit_token(compiler, OP_WORD,
        literal_add(
            &compiler->vocabulary->literals, kind_of(false, is_open), word));
    compiler->offset = end;
    return true;
}

static bool read_word(struct compiler *compiler)
{
    if (read_plain_word(compiler)) {
        return true;
    }
    size_t begin = compiler->offset;
    size_t end = token_end(compiler);
    char next = peek(compiler, end);
    struct slice token = slice_cut(compiler->line, begin, end);
    bool is_open_left = token.bytes[0] == '*';
    bool is_open_right = token.len > 1 && token.bytes[token.len - 1] == '*';
    struct slice inner = slice_cut(
        token, is_open_left ? 1 : 0, token.len - (is_open_right ? 1 : 0));
    struct slice folded = fold_slice(compiler->arena, inner);
    struct word_list words = word_list_of(compiler->arena, folded);
    bool has_words = words.count > 0;
    if (slice_find(inner, SLICE("*"), 0) != SLICE_NOT_FOUND ||
        ((is_open_left || is_open_right) && inner.len == 0)) {
        return fail(compiler, begin,
            "«*» стоит только в начале или в конце слова",
            "\"*\" stands only at the start or the end of a word");
    }
    if (has_words && next && strchr("([<", next)) {
        return fail(compiler, end,
            "варианты бывают только целых слов: поставьте пробел перед скобкой",
            "alternatives are of whole words: put a space before the bracket");
    }
    if (has_words && begin > 0 && strchr(")]>", peek(compiler, begin - 1))) {
        return fail(compiler, begin,
            "варианты бывают только целых слов: поставьте пробел после скобки",
            "alternatives are of whole words: put a space after the bracket");
    }
    if (has_words) {
        add_words(compiler, words, is_open_left, is_open_right);
    } else if (is_open_left || is_open_right) { /* *@*: any address */
        emit_token(compiler, OP_WORD,
            literal_add(&compiler->vocabulary->literals,
                kind_of(is_open_left, is_open_right), folded));
    }
    compiler->offset = end;
    return true;
}

static bool read_class(struct compiler *compiler)
{
    size_t begin = compiler->offset + 1;
    size_t end = slice_find(compiler->line, SLICE(">"), begin);
    if (end == SLICE_NOT_FOUND || end == begin) {
        return fail(compiler, compiler->offset,
            "«<» начинает имя из словаря: <имя>",
            "\"<\" begins the name of a lexicon entry: <name>");
    }
    struct slice name = slice_cut(compiler->line, begin, end);
    struct vocabulary *vocabulary = compiler->vocabulary;
    uint32_t *class = name_table_at(&vocabulary->class_names, name);
    if (*class == NONE) {
        *class =
            vocabulary_class(vocabulary, fold_slice(compiler->arena, name));
    }
    if (*class == NONE) {
        return fail(compiler, compiler->offset,
            "записей словаря больше предела ENTRY_COUNT_LIMIT (5000)",
            "there are more lexicon entries than ENTRY_COUNT_LIMIT (5000)");
    }
    emit_token(compiler, OP_CLASS, *class);
    compiler->offset = end + 1;
    return true;
}

static bool read_gap(struct compiler *compiler, size_t dots)
{
    size_t begin = compiler->offset;
    if (dots > 3) {
        return fail(compiler, begin, "разрыв — это «..», «..N» или «...»",
            "a gap is \"..\", \"..N\" or \"...\"");
    }
    compiler->offset += dots;
    top(compiler)->has_content = true;
    if (dots == 3) {
        emit(compiler, OP_ANY, 0);
        return true;
    }
    uint32_t longest = 0;
    size_t digits = 0;
    while (peek(compiler, compiler->offset) >= '0' &&
           peek(compiler, compiler->offset) <= '9' && digits < 4) {
        longest =
            longest * 10 + (uint32_t)(peek(compiler, compiler->offset) - '0');
        compiler->offset++;
        digits++;
    }
    if (digits == 0) {
        longest = 5;
    }
    if (longest == 0 || longest > PHRASE_JUMP_LIMIT) {
        return fail(compiler, begin, "разрыв ..N бывает от 1 до 63 слов",
            "a gap ..N is of 1 to 63 words");
    }
    emit(compiler, OP_GAP, longest);
    return true;
}

static bool read_edge(struct compiler *compiler, enum op op)
{
    emit(compiler, op, 0);
    top(compiler)->has_content = true;
    compiler->offset++;
    return true;
}

/* One dot is no gap. */
static bool read_dots(struct compiler *compiler)
{
    size_t dots = 1;
    while (peek(compiler, compiler->offset + dots) == '.') {
        dots++;
    }
    return dots >= 2 ? read_gap(compiler, dots) : read_word(compiler);
}

static bool read_item(struct compiler *compiler)
{
    switch (peek(compiler, compiler->offset)) {
    case '.':
        return read_dots(compiler);
    case '(':
        return open_frame(compiler, ')');
    case '[':
        return open_frame(compiler, ']');
    case ')':
    case ']':
        return close_frame(compiler, peek(compiler, compiler->offset));
    case '|':
        return next_branch(compiler);
    case '{':
        return open_mark(compiler);
    case '}':
        return close_mark(compiler);
    case '<':
        return read_class(compiler);
    case '^':
        return read_edge(compiler, OP_AT_START);
    case '$':
        return read_edge(compiler, OP_AT_END);
    case '#':
        emit_token(compiler, OP_WORD,
            literal_add(&compiler->vocabulary->literals, LITERAL_NUMBER,
                (struct slice){0}));
        compiler->offset++;
        return true;
    case '>':
        return fail(
            compiler, compiler->offset, "«>» без «<»", "\">\" without \"<\"");
    case ' ':
    case '\t':
        compiler->offset++;
        return true;
    default:
        return read_word(compiler);
    }
}

/* A gap needs words at both ends, or the edge of the sentence. */
static bool check_ends(struct compiler *compiler, size_t begin)
{
    uint8_t first = code_at(compiler, 0)->op;
    uint8_t last = code_at(compiler, compiler->side->code_count - 1)->op;
    if (first == OP_GAP || first == OP_ANY || last == OP_GAP ||
        last == OP_ANY) {
        return fail(compiler, begin, "разрыв должен стоять между словами",
            "a gap must stand between words");
    }
    return true;
}

static bool finish_side(struct compiler *compiler, size_t begin)
{
    struct frame *frame = top(compiler);
    if (compiler->depth) {
        return fail(compiler, frame->offset, "скобка не закрыта",
            "the bracket is not closed");
    }
    if (compiler->mark_at != SLICE_NOT_FOUND) {
        return fail(compiler, compiler->mark_at, "«{» не закрыта",
            "\"{\" is not closed");
    }
    if (frame->group_count == 0) {
        return fail(compiler, begin,
            "в строке нет ни одного обязательного слова",
            "the phrase demands no word at all");
    }
    if (!check_ends(compiler, begin)) {
        return false;
    }
    emit(compiler, OP_MATCH, 0);
    if (compiler->side->code_count > PHRASE_CODE_LIMIT) {
        return fail(compiler, begin,
            "строка больше предела PHRASE_CODE_LIMIT (512): разделите её",
            "the phrase is over PHRASE_CODE_LIMIT (512): split it");
    }
    side_measure(compiler->side, code_at(compiler, 0));
    return true;
}

/* The words up to the next & that stands outside brackets, or to the end. */
static bool compile_side(struct compiler *compiler, struct wording *wording)
{
    struct phrase_table *table = compiler->table;
    table->sides = arena_grow(table->arena, table->sides, table->side_count,
        &table->side_capacity, sizeof(*table->sides));
    compiler->side = &table->sides[table->side_count++];
    *compiler->side = (struct stored_side){
        .code = (uint32_t)table->code_count,
        .branches = (uint32_t)table->branch_count,
    };
    compiler->depth = 0;
    compiler->frames[0] = (struct frame){0};
    size_t begin = compiler->offset;
    while (compiler->offset < compiler->line.len) {
        if (peek(compiler, compiler->offset) == '&') {
            break;
        }
        if (!read_item(compiler)) {
            return false;
        }
    }
    if (!finish_side(compiler, begin)) {
        return false;
    }
    needs_of(table, wording)->group_count += compiler->frames[0].group_count;
    return true;
}

static bool compile_sides(struct compiler *compiler, struct wording *wording)
{
    do {
        if (wording->side_count == PHRASE_SIDE_LIMIT) {
            return fail(compiler, compiler->offset,
                "«&» соединяет не больше частей, чем PHRASE_SIDE_LIMIT (4)",
                "\"&\" joins no more parts than PHRASE_SIDE_LIMIT (4)");
        }
        if (wording->side_count++) {
            compiler->offset++;
        }
        if (!compile_side(compiler, wording)) {
            return false;
        }
    } while (compiler->offset < compiler->line.len);
    return true;
}

/* What the index looks for before a pattern is run. */
static void add_needles(struct vocabulary *vocabulary, struct wording *wording,
    const struct needle_set *set)
{
    struct pattern_needle words[NEEDLES_LIMIT];
    size_t count = pattern_needle_words(set, words);
    if (count == 0) {
        return;
    }
    needs_of(&vocabulary->phrases, wording)->group_count++;
    add_number(&vocabulary->phrases, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        uint32_t literal = literal_add(&vocabulary->literals,
            words[i].begins_word ? LITERAL_PART : LITERAL_INFIX,
            words[i].letters);
        add_number(&vocabulary->phrases, TOKEN_LITERAL(literal));
    }
}

static bool add_pattern(struct vocabulary *vocabulary, struct slice line,
    struct wording *wording, size_t *ret_offset, struct error *ret_error)
{
    struct phrase_table *table = &vocabulary->phrases;
    struct slice pattern = slice_trim(slice_cut(line, 3, line.len));
    if (!pattern_check(pattern, ret_offset, ret_error)) {
        *ret_offset += (size_t)(pattern.bytes - line.bytes);
        return false;
    }
    wording->first = (uint32_t)table->pattern_count;
    table->patterns =
        arena_grow(table->arena, table->patterns, table->pattern_count,
            &table->pattern_capacity, sizeof(*table->patterns));
    struct pattern_demand demand;
    pattern_demand(pattern, &demand);
    table->patterns[table->pattern_count++] =
        (struct pattern_source){.text = pattern, .signs = demand.signs};
    needs_of(table, wording)->signs = demand.signs;
    for (size_t i = 0; i < demand.set_count; i++) {
        add_needles(vocabulary, wording, &demand.sets[i]);
    }
    return true;
}

static bool add_words_and_gaps(struct vocabulary *vocabulary, struct slice line,
    struct wording *wording, size_t *ret_offset, struct error *ret_error)
{
    struct arena *scratch = vocabulary->scratch;
    struct frame frames[PHRASE_DEPTH_LIMIT + 1]; /* each is set when opened */
    struct compiler compiler = {
        .arena = scratch ? scratch : vocabulary->phrases.arena,
        .vocabulary = vocabulary,
        .table = &vocabulary->phrases,
        .line = line,
        .frames = frames,
        .mark_at = SLICE_NOT_FOUND,
        .error = ret_error,
    };
    bool is_compiled = compile_sides(&compiler, wording);
    if (!is_compiled) {
        *ret_offset = compiler.error_at;
    }
    if (scratch) {
        arena_clear(scratch);
    }
    return is_compiled;
}

bool wording_compile(struct vocabulary *vocabulary, struct slice line,
    uint32_t *ret, size_t *ret_offset, struct error *ret_error)
{
    struct phrase_table *table = &vocabulary->phrases;
    struct wording wording = {
        .first = (uint32_t)table->side_count,
        .needs = (uint32_t)table->need_count,
    };
    add_number(table, 0); /* signs */
    add_number(table, 0); /* groups */
    bool is_pattern = slice_starts_with(line, SLICE("re:"));
    if (is_pattern
            ? !add_pattern(vocabulary, line, &wording, ret_offset, ret_error)
            : !add_words_and_gaps(
                  vocabulary, line, &wording, ret_offset, ret_error)) {
        return false;
    }
    table->own_wordings =
        arena_grow(table->arena, table->own_wordings, table->wording_count,
            &table->wording_capacity, sizeof(*table->own_wordings));
    table->own_wordings[table->wording_count] = wording;
    *ret = table->first_wording + (uint32_t)table->wording_count++;
    return true;
}
