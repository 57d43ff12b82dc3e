/*
 * phrase_side.c - what the code of a side says of its matches.
 */
#include "rules/phrase.h"

#include <string.h>

/* Widths of what leads to an instruction. */
#define WIDTH_UNKNOWN UINT32_MAX /* nothing so far */
#define WIDTH_MANY (UINT32_MAX - 1)

static void join(uint32_t *width, uint32_t other)
{
    *width = *width == WIDTH_UNKNOWN || *width == other ? other : WIDTH_MANY;
}

/* The number of words of every match; 0 when they differ. */
static uint32_t width_of(const struct instruction *code, uint32_t count)
{
    uint32_t widths[PHRASE_CODE_LIMIT + 1];
    widths[0] = 0;
    for (uint32_t i = 1; i < count; i++) {
        widths[i] = WIDTH_UNKNOWN;
    }
    for (uint32_t i = 0; i + 1 < count; i++) {
        uint32_t width = widths[i];
        if (width == WIDTH_UNKNOWN) {
            continue;
        }
        bool is_one = code[i].op == OP_WORD && width != WIDTH_MANY;
        bool is_any = code[i].op == OP_CLASS || code[i].op == OP_GAP ||
                      code[i].op == OP_ANY;
        join(&widths[code[i].target],
            is_any ? WIDTH_MANY : width + (is_one ? 1 : 0));
        if (code[i].op == OP_FORK) {
            join(&widths[i + 1], width);
        }
    }
    uint32_t width = widths[count - 1];
    return width == WIDTH_MANY || width == WIDTH_UNKNOWN ? 0 : width;
}

static uint64_t firsts_of(const struct instruction *code, uint32_t count)
{
    bool is_alive[PHRASE_CODE_LIMIT + 1];
    uint64_t firsts = 0;
    memset(is_alive, false, count);
    is_alive[0] = true;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_alive[i]) {
            continue;
        }
        switch ((enum op)code[i].op) {
        case OP_WORD:
            firsts |= token_bit(TOKEN_LITERAL(code[i].argument));
            continue;
        case OP_CLASS:
            firsts |= token_bit(TOKEN_CLASS(code[i].argument));
            continue;
        case OP_FORK:
            is_alive[i + 1] = true;
            break;
        case OP_JUMP:
        case OP_BEGIN_MARK:
        case OP_END_MARK:
        case OP_AT_START:
            break;
        case OP_FAIL:
            continue;
        case OP_GAP:
        case OP_ANY:
        case OP_AT_END:
        case OP_MATCH:
            return UINT64_MAX;
        }
        is_alive[code[i].target] = true;
    }
    return firsts;
}

/* Is every match one token? */
static bool is_choice(const struct instruction *code, uint32_t count)
{
    bool is_before[PHRASE_CODE_LIMIT + 1]; /* the token */
    bool is_behind[PHRASE_CODE_LIMIT + 1];
    if ((code[0].op == OP_WORD || code[0].op == OP_CLASS) && count > 2) {
        return false;
    }
    memset(is_before, false, count);
    memset(is_behind, false, count);
    is_before[0] = true;
    for (uint32_t i = 0; i + 1 < count; i++) {
        uint32_t target = code[i].target;
        switch ((enum op)code[i].op) {
        case OP_WORD:
        case OP_CLASS:
            if (is_behind[i]) {
                return false;
            }
            is_behind[target] |= is_before[i];
            break;
        case OP_FORK:
            is_before[i + 1] |= is_before[i];
            is_behind[i + 1] |= is_behind[i];
            is_before[target] |= is_before[i];
            is_behind[target] |= is_behind[i];
            break;
        case OP_JUMP:
            is_before[target] |= is_before[i];
            is_behind[target] |= is_behind[i];
            break;
        case OP_FAIL:
        case OP_GAP:
        case OP_ANY:
        case OP_BEGIN_MARK:
        case OP_END_MARK:
        case OP_AT_START:
        case OP_AT_END:
        case OP_MATCH:
            return false;
        }
    }
    return !is_before[count - 1];
}

void side_measure(struct stored_side *side, const struct instruction *code)
{
    side->width = width_of(code, side->code_count);
    side->firsts = firsts_of(code, side->code_count);
    side->is_choice = is_choice(code, side->code_count);
}

struct side phrase_variant(
    struct arena *arena, const struct side *side, size_t branch)
{
    struct side variant = *side;
    struct instruction *code =
        arena_array(arena, side->code_count, sizeof(*code));
    memcpy(code, side->code, side->code_count * sizeof(*code));
    for (size_t i = 0; i < side->branch_count; i++) {
        const struct branch *other = &side->branches[i];
        if (i != branch && other->choice == side->branches[branch].choice) {
            code[other->entry].op = OP_FAIL;
        }
    }
    variant.code = code;
    return variant;
}
