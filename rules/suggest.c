#include "rules/suggest.h"

#include "parser/utf8.h"

#define LONGEST 64u /* code points; longer names are not compared */

static size_t code_points(struct slice text, uint32_t ret[LONGEST])
{
    size_t count = 0;
    for (size_t offset = 0; offset < text.len;) {
        if (count == LONGEST) {
            return LONGEST + 1;
        }
        ret[count++] = utf8_lower(utf8_next(text, &offset));
    }
    return count;
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t smaller = a < b ? a : b;
    return smaller < c ? smaller : c;
}

/* Edits that turn one into the other (optimal string alignment). */
static size_t distance(
    const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
    size_t rows[3][LONGEST + 1] = {{0}};
    for (size_t j = 0; j <= b_len; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a_len; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *before = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t cost = a[i - 1] != b[j - 1];
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1] && before[j - 2] + 1 < row[j]) {
                row[j] = before[j - 2] + 1;
            }
        }
    }
    return rows[a_len % 3][b_len];
}

struct slice suggest_name(
    struct slice wanted, const struct slice *names, size_t count)
{
    uint32_t a[LONGEST];
    uint32_t b[LONGEST];
    size_t a_len = code_points(wanted, a);
    struct slice best = {0};
    size_t best_distance = 4;
    for (size_t i = 0; i < count && a_len <= LONGEST; i++) {
        size_t b_len = code_points(names[i], b);
        if (b_len > LONGEST) {
            continue;
        }
        size_t longer = a_len > b_len ? a_len : b_len;
        size_t edits = distance(a, a_len, b, b_len);
        if (edits < best_distance && edits * 3 <= longer) {
            best_distance = edits;
            best = names[i];
        }
    }
    return best;
}
