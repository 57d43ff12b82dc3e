#include "parser/html_element.h"

#include <string.h>

struct named_element {
    const char *name;
    enum html_element element;
};

static const struct named_element elements[] = {
    {"a", HTML_LINK},
    {"address", HTML_BLOCK},
    {"article", HTML_BLOCK},
    {"aside", HTML_BLOCK},
    {"audio", HTML_SILENT},
    {"b", HTML_BOLD},
    {"blockquote", HTML_QUOTE},
    {"body", HTML_BLOCK},
    {"br", HTML_BREAK},
    {"button", HTML_SILENT},
    {"canvas", HTML_SILENT},
    {"caption", HTML_BLOCK},
    {"center", HTML_CENTRE},
    {"code", HTML_CODE},
    {"datalist", HTML_SILENT},
    {"dd", HTML_PARAGRAPH},
    {"del", HTML_SILENT}, /* what is struck out is of no edition */
    {"details", HTML_BLOCK},
    {"dialog", HTML_BLOCK},
    {"dir", HTML_LIST},
    {"div", HTML_BLOCK},
    {"dl", HTML_BLOCK},
    {"dt", HTML_PARAGRAPH},
    {"fieldset", HTML_BLOCK},
    {"figcaption", HTML_BLOCK},
    {"figure", HTML_BLOCK},
    {"footer", HTML_BLOCK},
    {"form", HTML_BLOCK},
    {"h1", HTML_HEADING},
    {"h2", HTML_HEADING},
    {"h3", HTML_HEADING},
    {"h4", HTML_HEADING},
    {"h5", HTML_HEADING},
    {"h6", HTML_HEADING},
    {"header", HTML_BLOCK},
    {"hgroup", HTML_BLOCK},
    {"hr", HTML_BLOCK},
    {"html", HTML_ROOT},
    {"iframe", HTML_SILENT},
    {"label", HTML_BLOCK},
    {"legend", HTML_BLOCK},
    {"li", HTML_ITEM},
    {"main", HTML_BLOCK},
    {"math", HTML_SILENT},
    {"menu", HTML_LIST},
    {"nav", HTML_BLOCK},
    {"noembed", HTML_SILENT},
    {"noframes", HTML_SILENT},
    {"noscript", HTML_SILENT},
    {"object", HTML_SILENT},
    {"ol", HTML_ORDERED_LIST},
    {"optgroup", HTML_SILENT},
    {"option", HTML_SILENT},
    {"p", HTML_PARAGRAPH},
    {"pre", HTML_PRE},
    {"s", HTML_SILENT},
    {"script", HTML_SILENT},
    {"search", HTML_BLOCK},
    {"section", HTML_BLOCK},
    {"select", HTML_SILENT},
    {"strike", HTML_SILENT},
    {"strong", HTML_BOLD},
    {"style", HTML_SILENT},
    {"summary", HTML_BLOCK},
    {"svg", HTML_SILENT},
    {"table", HTML_TABLE},
    /* tables of React's component libraries, left in pages saved as source */
    {"tablebody", HTML_BLOCK},
    {"tablecell", HTML_CELL},
    {"tablehead", HTML_HEADER_CELL},
    {"tableheader", HTML_TABLE_HEAD},
    {"tablerow", HTML_ROW},
    {"tbody", HTML_BLOCK},
    {"td", HTML_CELL},
    {"template", HTML_SILENT},
    {"textarea", HTML_SILENT},
    {"tfoot", HTML_BLOCK},
    {"th", HTML_HEADER_CELL},
    {"thead", HTML_TABLE_HEAD},
    {"title", HTML_TITLE},
    {"tr", HTML_ROW},
    {"ul", HTML_LIST},
    {"video", HTML_SILENT},
};

enum html_element html_element(struct slice name)
{
    size_t low = 0;
    size_t high = COUNT_OF(elements);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_compare(name, slice_from(elements[middle].name));
        if (order == 0) {
            return elements[middle].element;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return HTML_INLINE;
}

static bool is_word(struct slice text, const char *word)
{
    return slice_equal_any_case(text, slice_from(word));
}

static const char *const *find_attribute(
    const char *const *attributes, const char *name)
{
    for (; attributes && *attributes; attributes += 2) {
        if (is_word(slice_from(attributes[0]), name)) {
            return attributes;
        }
    }
    return NULL;
}

struct slice html_attribute(const char *const *attributes, const char *name)
{
    const char *const *found = find_attribute(attributes, name);
    return found ? slice_trim(slice_from(found[1])) : SLICE("");
}

bool html_has_attribute(const char *const *attributes, const char *name)
{
    return find_attribute(attributes, name) != NULL;
}

struct slice html_style(const char *const *attributes, const char *property)
{
    struct slice rest = html_attribute(attributes, "style");
    struct slice found = SLICE("");
    struct slice declaration;
    while (slice_next_part(&rest, ';', &declaration)) {
        struct slice name;
        struct slice value = declaration;
        if (slice_next_part(&value, ':', &name) &&
            is_word(slice_trim(name), property)) {
            found = slice_trim(value);
        }
    }
    return found;
}

bool html_is_hidden(const char *const *attributes)
{
    struct slice display = html_style(attributes, "display");
    return html_has_attribute(attributes, "hidden") ||
           slice_starts_with(display, SLICE("none")) ||
           slice_starts_with(
               html_style(attributes, "visibility"), SLICE("hidden"));
}

/* A word of a class or id and the place it speaks of. */
struct place_word {
    const char *word;
    enum region region;
    bool is_overlay;
};

/* Names of elements and values of role=. */
static const struct place_word exact_words[] = {
    {"header", REGION_HEADER, false},
    {"banner", REGION_HEADER, false},
    {"nav", REGION_MENU, false},
    {"navigation", REGION_MENU, false},
    {"menu", REGION_MENU, false},
    {"menubar", REGION_MENU, false},
    {"footer", REGION_FOOTER, false},
    {"contentinfo", REGION_FOOTER, false},
    {"aside", REGION_ASIDE, false},
    {"complementary", REGION_ASIDE, false},
    {"form", REGION_ASIDE, false},
    {"search", REGION_ASIDE, false},
    {"label", REGION_ASIDE, false},
    {"fieldset", REGION_ASIDE, false},
    {"dialog", REGION_ASIDE, true},
    {"alertdialog", REGION_ASIDE, true},
};

/* First words of a class or id: "menu" "footer__list" "nav-bar" "navbar-top".
   A word in the middle («privacy-header») is the page's own affair. */
static const struct place_word first_words[] = {
    {"header", REGION_HEADER, false},
    {"topbar", REGION_HEADER, false},
    {"masthead", REGION_HEADER, false},
    {"nav", REGION_MENU, false},
    {"navbar", REGION_MENU, false},
    {"navigation", REGION_MENU, false},
    {"menu", REGION_MENU, false},
    {"submenu", REGION_MENU, false},
    {"breadcrumb", REGION_MENU, false},
    {"breadcrumbs", REGION_MENU, false},
    {"pagination", REGION_MENU, false},
    {"footer", REGION_FOOTER, false},
    {"copyright", REGION_FOOTER, false},
    {"sidebar", REGION_ASIDE, false},
    {"widget", REGION_ASIDE, false},
    {"popup", REGION_ASIDE, true},
    {"modal", REGION_ASIDE, true},
    {"fancybox", REGION_ASIDE, true},
    {"overlay", REGION_ASIDE, true},
    {"offcanvas", REGION_ASIDE, true},
    {"form", REGION_ASIDE, false},
    {"feedback", REGION_ASIDE, false},
    {"callback", REGION_ASIDE, false},
    {"subscribe", REGION_ASIDE, false},
    {"feedbackform", REGION_ASIDE, false},
};

/* Last words: "main-menu" "site-footer" "order-form" "cookie-banner". */
static const struct place_word last_words[] = {
    {"menu", REGION_MENU, false},
    {"nav", REGION_MENU, false},
    {"navigation", REGION_MENU, false},
    {"breadcrumbs", REGION_MENU, false},
    {"footer", REGION_FOOTER, false},
    {"copyright", REGION_FOOTER, false},
    {"sidebar", REGION_ASIDE, false},
    {"popup", REGION_ASIDE, true},
    {"modal", REGION_ASIDE, true},
    {"dialog", REGION_ASIDE, true},
    {"form", REGION_ASIDE, false},
};

/* Before "-header": that of the page, not of a section of it. */
static const char *const header_owners[] = {
    "site", "main", "top", "global", "app", "layout", "mobile", "desktop"};

/* With the word "cookie": a banner, not a section on cookies. */
static const char *const banner_words[] = {"banner", "notice", "popup", "bar",
    "alert", "message", "notification", "modal", "warning", "consent", "accept",
    "info", "block", "wrapper", "box", "panel"};

static const struct html_place nowhere = {REGION_BODY, false, false};

static struct html_place look_up(
    struct slice word, const struct place_word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_word(word, words[i].word)) {
            return (struct html_place){
                .region = words[i].region, .is_overlay = words[i].is_overlay};
        }
    }
    return nowhere;
}

#define LOOK_UP(word, words) look_up((word), (words), COUNT_OF(words))

static bool is_one_of(struct slice word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_word(word, words[i])) {
            return true;
        }
    }
    return false;
}

static bool is_small(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

/* Take the next word off a class name: "footer" "list" of "footer__list", and
   "privacy" "Modal" of "privacyModal". */
static bool next_word(struct slice *rest, struct slice *ret_word)
{
    while (rest->len && (rest->bytes[0] == '-' || rest->bytes[0] == '_')) {
        *rest = slice_cut(*rest, 1, rest->len);
    }
    size_t end = 0;
    while (
        end < rest->len && rest->bytes[end] != '-' && rest->bytes[end] != '_') {
        end++;
        if (end < rest->len && is_small(rest->bytes[end - 1]) &&
            rest->bytes[end] >= 'A' && rest->bytes[end] <= 'Z') {
            break;
        }
    }
    *ret_word = slice_cut(*rest, 0, end);
    *rest = slice_cut(*rest, end, rest->len);
    return end > 0;
}

/* What one class or id says. */
static struct html_place class_place(struct slice class)
{
    struct slice first;
    if (!next_word(&class, &first)) {
        return nowhere;
    }
    bool is_cookie = is_word(first, "cookie") || is_word(first, "cookies");
    bool is_banner = false;
    struct slice before = SLICE("");
    struct slice last = first;
    struct slice word;
    while (next_word(&class, &word)) {
        before = last;
        last = word;
        is_cookie = is_cookie || is_word(word, "cookie");
        is_banner =
            is_banner || is_one_of(word, banner_words, COUNT_OF(banner_words));
    }
    if (is_cookie) {
        return is_banner ? (struct html_place){REGION_ASIDE, true, true}
                         : nowhere;
    }
    if (is_word(last, "header") &&
        is_one_of(before, header_owners, COUNT_OF(header_owners))) {
        return (struct html_place){REGION_HEADER, false, true};
    }
    struct html_place place = LOOK_UP(first, first_words);
    return place.region != REGION_BODY ? place : LOOK_UP(last, last_words);
}

struct html_place html_place(struct slice name, const char *const *attributes)
{
    struct html_place place = LOOK_UP(name, exact_words);
    if (place.region == REGION_BODY) {
        place = LOOK_UP(html_attribute(attributes, "role"), exact_words);
    }
    if (place.region != REGION_BODY) {
        /* A label may also be the heading of an accordion. */
        place.is_guess = slice_equal(name, SLICE("label"));
        return place;
    }
    struct slice classes = html_attribute(attributes, "class");
    struct slice class;
    while (
        place.region == REGION_BODY && slice_next_part(&classes, ' ', &class)) {
        place = class_place(slice_trim(class));
    }
    if (place.region == REGION_BODY) {
        place = class_place(html_attribute(attributes, "id"));
    }
    place.is_guess = true;
    return place;
}
