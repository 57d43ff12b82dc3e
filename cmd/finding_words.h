/*
 * finding_words.h - a finding in words that any page, log or screen may show.
 *
 * The reports that other programs show to people are written from these:
 * whatever of a document or of a file name is in them, no control character
 * and nothing that turns the direction of text is (terminal_visible()).
 */
#ifndef CMD_FINDING_WORDS_H
#define CMD_FINDING_WORDS_H

#include "cmd/report.h"
#include "parser/buffer.h"

/* Text on one line, without what must not be shown. */
void visible_append(struct buffer *buffer, struct slice text);
struct slice visible_text(struct arena *arena, struct slice text);

/* The message, on one line. */
struct slice finding_message(struct arena *arena, const struct options *options,
    const struct finding *finding);

/* The message, and the law in brackets. */
struct slice finding_message_and_law(struct arena *arena,
    const struct options *options, const struct finding *finding);

/* Is the finding an absence put at the title for want of a better place? */
bool finding_has_no_place(const struct doc *doc, const struct finding *finding);

/* What stands beside the message: address, law, sanction, wording and related
   places, one a line with a label; no final line break; may be empty. */
struct slice finding_details(struct arena *arena, const struct options *options,
    const struct checked_file *file, const struct finding *finding);

/* The first place of the finding and the one behind its last. */
struct finding_places {
    struct place start;
    struct place stop;
};

struct finding_places finding_places(
    const struct doc *doc, const struct finding *finding);

#endif
