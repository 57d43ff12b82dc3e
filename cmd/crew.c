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
    pthread_cond_t wanted; /* there is room for another piece */
    size_t taken;          /* pieces that a worker began */
    size_t told;
    bool is_telling; /* one of the workers is */
    size_t window;   /* slots: piece i stands in slot i % window */
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

/* Tell what is next in order and made. The lock is held, but while telling. */
static void tell_made(struct crew *crew)
{
    const struct crew_task *task = crew->task;
    struct slot *slot = &crew->slots[crew->told % crew->window];
    while (slot->is_made && !crew->is_telling) {
        struct slot taken = *slot;
        slot->is_made = false;
        crew->is_telling = true;
        pthread_mutex_unlock(&crew->lock);
        task->tell(task->context, taken.piece);
        arena_clear(taken.arena);
        pthread_mutex_lock(&crew->lock);
        crew->is_telling = false;
        crew->spare[crew->spare_count++] = taken.arena;
        crew->told++;
        pthread_cond_broadcast(&crew->wanted);
        slot = &crew->slots[crew->told % crew->window];
    }
}

/* Who has made a piece tells it, as it is in the nearest caches; if its turn
   has not come, whoever makes or tells the one before it does. */
static void *work(void *context)
{
    struct crew *crew = context;
    const struct crew_task *task = crew->task;
    pthread_mutex_lock(&crew->lock);
    while (crew->taken < task->count) {
        if (crew->taken == crew->told + crew->window) {
            pthread_cond_wait(&crew->wanted, &crew->lock);
            continue;
        }
        size_t index = crew->taken++;
        struct arena *arena =
            crew->spare_count ? crew->spare[--crew->spare_count] : NULL;
        pthread_mutex_unlock(&crew->lock);
        arena = arena ? arena : arena_new();
        void *piece = task->make(task->context, index, arena);
        pthread_mutex_lock(&crew->lock);
        crew->slots[index % crew->window] = (struct slot){arena, piece, true};
        tell_made(crew);
    }
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

void crew_run(const struct crew_task *task, size_t workers)
{
    workers = workers < CREW_LIMIT ? workers : CREW_LIMIT;
    workers = workers < task->count ? workers : task->count;
    workers = workers > 0 ? workers : 1;
    pthread_t threads[CREW_LIMIT];
    struct crew crew = {.task = task, .window = workers * CREW_WINDOW};
    pthread_mutex_init(&crew.lock, NULL);
    pthread_cond_init(&crew.wanted, NULL);
    size_t started = 0; /* beside the caller's thread */
    while (started + 1 < workers &&
           pthread_create(&threads[started], NULL, work, &crew) == 0) {
        started++;
    }
    work(&crew);
    for (size_t i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
    for (size_t i = 0; i < crew.spare_count; i++) {
        arena_free(crew.spare[i]);
    }
    pthread_cond_destroy(&crew.wanted);
    pthread_mutex_destroy(&crew.lock);
}
