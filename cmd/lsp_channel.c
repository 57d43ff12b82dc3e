#include "cmd/lsp_channel.h"

#include "cmd/lsp_memory.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Bytes asked for at a time. */
#define READ_SIZE (64u * 1024)

/* A buffer that held a large message is given back. */
#define KEPT_CAPACITY (1024u * 1024)

/* Bytes of a message over the limit that are handed on. */
#define HEAD_LENGTH 4096u

static const struct slice length_name = {"Content-Length:", 15};

static struct slice unread(const struct lsp_channel *channel)
{
    return (struct slice){channel->bytes ? channel->bytes + channel->begin : "",
        channel->end - channel->begin};
}

static bool can_read(const struct lsp_channel *channel)
{
    struct pollfd in = {.fd = channel->in, .events = POLLIN};
    return poll(&in, 1, 0) > 0;
}

/* Move what is unread to the front and make room for the bytes. */
static void make_room(struct lsp_channel *channel, size_t size)
{
    size_t len = channel->end - channel->begin;
    if (channel->begin > 0) {
        memmove(channel->bytes, channel->bytes + channel->begin, len);
        channel->begin = 0;
        channel->end = len;
    }
    size_t wanted = len + size;
    bool is_wasteful =
        channel->capacity > KEPT_CAPACITY && wanted < KEPT_CAPACITY;
    if (wanted > channel->capacity || is_wasteful) {
        channel->capacity = wanted + (is_wasteful ? 0 : wanted / 2);
        channel->bytes = lsp_resize(channel->bytes, channel->capacity, 1);
    }
}

/* Read what is there, but no more than a piece of it. */
static void read_some(struct lsp_channel *channel)
{
    make_room(channel, READ_SIZE);
    ssize_t got;
    do {
        got = read(channel->in, channel->bytes + channel->end, READ_SIZE);
    } while (got < 0 && errno == EINTR);
    if (got <= 0) {
        channel->has_ended = true;
        return;
    }
    channel->end += (size_t)got;
}

/* Drop what belongs to a message that is too large. */
static void skip(struct lsp_channel *channel)
{
    size_t len = channel->end - channel->begin;
    size_t count = channel->to_skip < len ? channel->to_skip : len;
    channel->begin += count;
    channel->to_skip -= count;
}

/* Drop all before the next header; of what may be its beginning, nothing. */
static void seek_header(struct lsp_channel *channel)
{
    struct slice rest = unread(channel);
    size_t found = slice_find(rest, length_name, 0);
    if (found != SLICE_NOT_FOUND) {
        channel->begin += found;
        channel->is_seeking = false;
    } else if (rest.len >= length_name.len) {
        channel->begin = channel->end - (length_name.len - 1);
    }
}

/* The number of a Content-Length; false when it is none. A number too large
   to be held is SIZE_MAX. */
static bool read_length(struct slice digits, size_t *ret)
{
    digits = slice_trim(digits);
    if (digits.len == 0) {
        return false;
    }
    size_t length = 0;
    for (size_t i = 0; i < digits.len; i++) {
        unsigned digit = (unsigned)digits.bytes[i] - '0';
        if (digit > 9) {
            return false;
        }
        length =
            length > (SIZE_MAX - digit) / 10 ? SIZE_MAX : 10 * length + digit;
    }
    *ret = length;
    return true;
}

/* Read header lines, without the empty line that ends them; false unless one
   of them tells the length. Other fields (Content-Type) tell nothing new. */
static bool read_header(struct slice header, size_t *ret_length)
{
    bool has_length = false;
    struct slice line;
    while (slice_next_line(&header, &line)) {
        if (slice_starts_with_any_case(line, length_name)) {
            line = slice_cut(line, length_name.len, line.len);
            has_length = read_length(line, ret_length);
        } else if (slice_find(line, SLICE(":"), 0) == SLICE_NOT_FOUND) {
            return false;
        }
    }
    return has_length;
}

static enum lsp_arrival give_up_header(struct lsp_channel *channel)
{
    channel->begin++;
    channel->is_seeking = true;
    return LSP_BROKEN;
}

/* Take a message from what was read. */
static enum lsp_arrival take(struct lsp_channel *channel, struct slice *ret)
{
    static const struct slice header_end = {"\r\n\r\n", 4};
    struct slice rest = unread(channel);
    size_t header_len =
        slice_find(slice_cut(rest, 0, LSP_HEADER_LIMIT), header_end, 0);
    if (header_len == SLICE_NOT_FOUND) {
        return rest.len < LSP_HEADER_LIMIT ? LSP_NOTHING
                                           : give_up_header(channel);
    }
    size_t length = 0;
    if (!read_header(slice_cut(rest, 0, header_len), &length)) {
        return give_up_header(channel);
    }
    size_t begin = header_len + header_end.len;
    if (length > LSP_MESSAGE_LIMIT) {
        *ret = slice_cut(rest, begin, begin + HEAD_LENGTH);
        channel->begin += begin;
        channel->to_skip = length;
        return LSP_TOO_LARGE;
    }
    if (rest.len - begin < length) {
        return LSP_NOTHING;
    }
    *ret = slice_cut(rest, begin, begin + length);
    channel->begin += begin + length;
    return LSP_MESSAGE;
}

enum lsp_arrival lsp_channel_next(
    struct lsp_channel *channel, bool waits, struct slice *ret)
{
    for (;;) {
        skip(channel);
        if (channel->is_seeking) {
            seek_header(channel);
        }
        if (channel->to_skip == 0 && !channel->is_seeking) {
            enum lsp_arrival arrival = take(channel, ret);
            if (arrival != LSP_NOTHING) {
                return arrival;
            }
        }
        if (channel->has_ended) {
            return LSP_END;
        }
        if (!waits && !can_read(channel)) {
            return LSP_NOTHING;
        }
        read_some(channel);
    }
}

static int collect(const char *bytes, size_t size, void *channel_pointer)
{
    struct lsp_channel *channel = channel_pointer;
    size_t wanted = channel->outgoing_len + size;
    if (wanted > channel->outgoing_capacity) {
        channel->outgoing_capacity = 2 * wanted;
        channel->outgoing =
            lsp_resize(channel->outgoing, channel->outgoing_capacity, 1);
    }
    memcpy(channel->outgoing + channel->outgoing_len, bytes, size);
    channel->outgoing_len = wanted;
    return 0;
}

static void write_out(
    struct lsp_channel *channel, const char *bytes, size_t len)
{
    while (len > 0 && !channel->cannot_send) {
        ssize_t written = write(channel->out, bytes, len);
        if (written >= 0) {
            bytes += written;
            len -= (size_t)written;
        } else if (errno != EINTR) {
            channel->cannot_send = true;
        }
    }
}

/* Room for the header, which is put before the message when its length is
   known, so that one write() does. */
#define HEADER_ROOM 64

static void begin_message(struct lsp_channel *channel)
{
    char room[HEADER_ROOM] = {0};
    channel->outgoing_len = 0;
    collect(room, sizeof(room), channel);
}

static void end_message(struct lsp_channel *channel)
{
    char header[HEADER_ROOM];
    int len = snprintf(header, sizeof(header), "Content-Length: %zu\r\n\r\n",
        channel->outgoing_len - HEADER_ROOM);
    size_t begin = HEADER_ROOM - (size_t)len;
    memcpy(channel->outgoing + begin, header, (size_t)len);
    write_out(
        channel, channel->outgoing + begin, channel->outgoing_len - begin);
    if (channel->outgoing_capacity > KEPT_CAPACITY) {
        free(channel->outgoing);
        channel->outgoing = NULL;
        channel->outgoing_capacity = 0;
    }
}

void lsp_channel_send(struct lsp_channel *channel, json_t *message)
{
    begin_message(channel);
    json_dump_callback(message, collect, channel, JSON_COMPACT);
    json_decref(message);
    end_message(channel);
}

void lsp_channel_send_text(struct lsp_channel *channel, struct slice message)
{
    begin_message(channel);
    collect(message.bytes, message.len, channel);
    end_message(channel);
}

void lsp_channel_clear(struct lsp_channel *channel)
{
    free(channel->bytes);
    free(channel->outgoing);
    *channel = (struct lsp_channel){.in = channel->in, .out = channel->out};
}
