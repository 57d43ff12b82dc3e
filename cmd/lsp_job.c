#include "cmd/lsp_features.h"

#include "cmd/input.h"
#include "cmd/json_value.h"
#include "cmd/lsp_uri.h"

/* The files of the workspace on their way through the checks. */
struct lsp_job {
    struct arena *arena;
    json_t *id;              /* of the request that is to be answered */
    json_t *token;           /* for its progress, or NULL */
    json_t *previous;        /* result ids by uri */
    struct lsp_writer items; /* of the answer, written */
    struct input_list files;
    size_t next; /* the file to be checked */
};

void lsp_job_free(struct lsp_job *job)
{
    if (job) {
        json_decref(job->id);
        json_decref(job->token);
        json_decref(job->previous);
        arena_free(job->arena);
    }
}

static void send_progress(
    struct lsp_server *server, const struct lsp_job *job, json_t *value)
{
    if (job->token) {
        lsp_send(server,
            lsp_notification("$/progress",
                json_pack("{s:O, s:O}", "token", job->token, "value", value)));
    }
    json_decref(value);
}

static json_t *percentage(const struct lsp_job *job, const char *kind)
{
    json_int_t done =
        job->files.count ? (json_int_t)(100 * job->next / job->files.count) : 0;
    return json_pack("{s:s, s:I}", "kind", kind, "percentage", done);
}

/* {uri: resultId} of [{uri, value}] */
static json_t *previous_ids(const json_t *params)
{
    const json_t *array = lsp_get(params, "previousResultIds");
    json_t *ids = json_object();
    size_t index;
    const json_t *item;
    json_array_foreach(array, index, item)
    {
        const json_t *uri = json_object_get(item, "uri");
        json_t *value = json_object_get(item, "value");
        if (json_is_string(uri) && json_is_string(value)) {
            json_object_set(ids, json_string_value(uri), value);
        }
    }
    return ids;
}

/* A folder that holds no policy is none to complain of. */
static void find_files(const struct lsp_server *server, struct lsp_job *job)
{
    for (size_t i = 0; i < server->folder_count; i++) {
        struct error error;
        struct slice folder = arena_copy(job->arena, server->folders[i]);
        if (!input_find(&job->files, folder, SLICE(""), &error)) {
            continue;
        }
    }
}

json_t *lsp_workspace_diagnostic(struct lsp_query *query)
{
    struct lsp_server *server = query->server;
    const json_t *token = lsp_get(query->params, "workDoneToken");
    if (server->job) {
        lsp_job_cancel(server, server->job->id);
    }
    struct arena *arena = arena_new();
    struct lsp_job *job = arena_alloc(arena, sizeof(*job));
    *job = (struct lsp_job){.arena = arena,
        .id = json_deep_copy(query->id),
        .token = token ? json_deep_copy(token) : NULL,
        .previous = previous_ids(query->params),
        .items = {.text = {.arena = arena}},
        .files = {.arena = arena}};
    find_files(server, job);
    json_t *begin = percentage(job, "begin");
    json_object_set_new(begin, "title",
        json_string(language_pick(server->options->language,
            "Проверка документов", "Checking documents")));
    send_progress(server, job, begin);
    server->job = job;
    query->is_deferred = true;
    return NULL;
}

/* Write the diagnostics of a file that is not open. */
static void write_file_diagnostics(struct lsp_writer *writer,
    struct lsp_server *server, struct slice uri, const struct input *input,
    struct slice bytes)
{
    struct lsp_checked checked;
    struct lsp_text text = {.encoding = server->encoding};
    lsp_check(&server->rules, input->path, bytes, &checked);
    lsp_text_set(&text, lsp_checked_text(&checked));
    lsp_diagnostics_write(writer, server, uri, &text, &checked);
    lsp_text_clear(&text);
    lsp_checked_clear(&checked);
}

/* The bytes of a file as an editor has them: without a BOM. */
static bool read_file(
    struct arena *arena, const struct input *input, struct slice *ret)
{
    static const struct slice bom = {"\xEF\xBB\xBF", 3};
    struct error error;
    if (!input_read(arena, input, ret, &error)) {
        return false;
    }
    if (slice_starts_with(*ret, bom)) {
        *ret = slice_cut(*ret, bom.len, ret->len);
    }
    return true;
}

/* {uri, version, resultId, and more is to follow. */
static void write_head(struct lsp_writer *writer, struct slice uri,
    const struct lsp_document *document, const char *result_id)
{
    lsp_write_begin(writer, '{');
    lsp_write_key(writer, "uri");
    lsp_write_slice(writer, uri);
    lsp_write_key(writer, "version");
    if (document) {
        lsp_write_number(writer, document->version);
    } else {
        lsp_write_json(writer, json_null());
    }
    lsp_write_key(writer, "resultId");
    lsp_write_slice(writer, slice_from(result_id));
}

static void check_file(
    struct lsp_server *server, struct lsp_job *job, struct arena *arena)
{
    const struct input *input = &job->files.items[job->next];
    struct lsp_document *document =
        lsp_documents_of_path(&server->documents, input->path);
    struct slice uri =
        document ? document->uri : lsp_uri_of_path(arena, input->path);
    struct slice bytes;
    if (document) {
        bytes = lsp_text_slice(&document->text);
    } else if (!read_file(arena, input, &bytes)) {
        return; /* it is gone, or is not for us to read */
    }
    char result_id[LSP_RESULT_ID_SIZE];
    lsp_result_id(server, bytes, result_id);
    bool is_unchanged = slice_equal(
        lsp_get_slice(
            json_object_get(job->previous, arena_string(arena, uri)), ""),
        slice_from(result_id));
    write_head(&job->items, uri, document, result_id);
    lsp_write_key(&job->items, "kind");
    if (is_unchanged) {
        lsp_write_slice(&job->items, SLICE("unchanged"));
    } else {
        lsp_write_slice(&job->items, SLICE("full"));
        lsp_write_key(&job->items, "items");
        if (document) {
            lsp_diagnostics_write(&job->items, server, uri, &document->text,
                lsp_document_check(document, &server->rules));
        } else {
            write_file_diagnostics(&job->items, server, uri, input, bytes);
        }
    }
    lsp_write_end(&job->items, '}');
}

static void free_job(struct lsp_server *server)
{
    lsp_job_free(server->job);
    server->job = NULL;
}

static void end_progress(struct lsp_server *server)
{
    send_progress(server, server->job, json_pack("{s:s}", "kind", "end"));
}

/* {id, result: {items: [...]}} */
static void send_answer(struct lsp_server *server, const struct lsp_job *job)
{
    struct lsp_writer writer = {.text = {.arena = job->arena}};
    lsp_write_response(&writer, job->id);
    lsp_write_begin(&writer, '{');
    lsp_write_key(&writer, "items");
    lsp_write_begin(&writer, '[');
    lsp_write_written(&writer, buffer_slice(&job->items.text));
    lsp_write_end(&writer, ']');
    lsp_write_end(&writer, '}');
    lsp_write_end(&writer, '}');
    lsp_send_text(server, buffer_slice(&writer.text));
}

bool lsp_job_continue(struct lsp_server *server)
{
    struct lsp_job *job = server->job;
    if (!job) {
        return false;
    }
    if (job->next == job->files.count) {
        end_progress(server);
        send_answer(server, job);
        free_job(server);
        return true;
    }
    struct arena *arena = arena_new();
    check_file(server, job, arena);
    arena_free(arena);
    job->next++;
    send_progress(server, job, percentage(job, "report"));
    return true;
}

void lsp_job_cancel(struct lsp_server *server, const json_t *id)
{
    static const struct lsp_refusal cancelled = {
        LSP_REQUEST_CANCELLED, {"cancelled", 9}};
    if (server->job && json_equal(server->job->id, id)) {
        end_progress(server);
        lsp_send(server, lsp_error_response(id, &cancelled));
        free_job(server);
    }
}
