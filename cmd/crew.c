#include "cmd/crew.h"

#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>

struct slot {
    struct arena *arena;
    void *piece;
    bool is_made; /* and not told yet */
};

struct crew {
    const struct crew_task *task;
    pthread_mutex_t lock;  /* of all below */
    pthread_cond_t made;   /* a piece is */
    pthread_cond_t wanted; /* there is room for another piece */
    size_t taken;          /* pieces that a worker began */
    size_t told;
    size_t window; /* slots: piece i stands in slot i % window */
    struct slot slots[CREW_LIMIT * CREW_WINDOW];
    /* Arenas of pieces that were told: their memory is at hand already. */
    struct arena *spare[CREW_LIMIT * CREW_WINDOW];
    size_t spare_count;
};

size_t crew_size(size_t pieces)
{
    long count = pieces > 1 ? sysconf(_SC_NPROCESSORS_ONLN) : 1;
    if (count < 1) {
        return 1;
    }
    return (size_t)count < CREW_LIMIT ? (size_t)count : CREW_LIMIT;
}

/* In the arena, which may be NULL. */
static struct slot make(
    const struct crew_task *task, size_t index, struct arena *arena)
{
    struct slot slot = {
        .arena = arena ? arena : arena_new(),
        .is_made = true,
    };
    slot.piece = task->make(task->context, index, slot.arena);
    return slot;
}

static void tell(const struct crew_task *task, struct slot *slot)
{
    task->tell(task->context, slot->piece);
    arena_clear(slot->arena);
}

static void *work(void *context)
{
    struct crew *crew = context;
    pthread_mutex_lock(&crew->lock);
    while (crew->taken < crew->task->count) {
        if (crew->taken == crew->told + crew->window) {
            pthread_cond_wait(&crew->wanted, &crew->lock);
            continue;
        }
        size_t index = crew->taken++;
        struct arena *arena =
            crew->spare_count ? crew->spare[--crew->spare_count] : NULL;
        pthread_mutex_unlock(&crew->lock);
        struct slot slot = make(crew->task, index, arena);
        pthread_mutex_lock(&crew->lock);
        crew->slots[index % crew->window] = slot;
        if (index == crew->told) {
            pthread_cond_signal(&crew->made);
        }
    }
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

static void tell_all(struct crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    while (crew->told < crew->task->count) {
        struct slot *slot = &crew->slots[crew->told % crew->window];
        if (!slot->is_made) {
            pthread_cond_wait(&crew->made, &crew->lock);
            continue;
        }
        struct slot taken = *slot;
        slot->is_made = false;
        pthread_mutex_unlock(&crew->lock);
        tell(crew->task, &taken);
        pthread_mutex_lock(&crew->lock);
        crew->spare[crew->spare_count++] = taken.arena;
        crew->told++;
        pthread_cond_broadcast(&crew->wanted);
    }
    pthread_mutex_unlock(&crew->lock);
}

static void run_alone(const struct crew_task *task)
{
    struct slot slot = {.arena = NULL};
    for (size_t i = 0; i < task->count; i++) {
        slot = make(task, i, slot.arena);
        tell(task, &slot);
    }
    arena_free(slot.arena);
}

void crew_run(const struct crew_task *task, size_t workers)
{
    workers = workers < CREW_LIMIT ? workers : CREW_LIMIT;
    workers = workers < task->count ? workers : task->count;
    pthread_t threads[CREW_LIMIT];
    struct crew crew = {.task = task, .window = workers * CREW_WINDOW};
    pthread_mutex_init(&crew.lock, NULL);
    pthread_cond_init(&crew.made, NULL);
    pthread_cond_init(&crew.wanted, NULL);
    size_t started = 0;
    while (workers > 1 && started < workers &&
           pthread_create(&threads[started], NULL, work, &crew) == 0) {
        started++;
    }
    if (started > 0) {
        tell_all(&crew);
    } else {
        run_alone(task);
    }
    for (size_t i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
    for (size_t i = 0; i < crew.spare_count; i++) {
        arena_free(crew.spare[i]);
    }
    pthread_cond_destroy(&crew.wanted);
    pthread_cond_destroy(&crew.made);
    pthread_mutex_destroy(&crew.lock);
}
