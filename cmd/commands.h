/*
 * commands.h - the subcommands, one file each: check_command.c and so on.
 *
 * Each does its work, prints its report to standard output or to --output,
 * complains on standard error, and returns the exit status (complain.h). The
 * arena is the run's own; documents have theirs.
 */
#ifndef CMD_COMMANDS_H
#define CMD_COMMANDS_H

#include "cmd/complain.h"
#include "cmd/options.h"

enum status check_command(struct arena *arena, const struct options *options);
enum status baseline_command(
    struct arena *arena, const struct options *options);
enum status compile_command(struct arena *arena, const struct options *options);
enum status config_command(struct arena *arena, const struct options *options);
enum status diff_command(struct arena *arena, const struct options *options);
enum status explain_command(struct arena *arena, const struct options *options);
enum status rules_command(struct arena *arena, const struct options *options);
enum status test_command(struct arena *arena, const struct options *options);
enum status lsp_command(struct arena *arena, const struct options *options);
enum status help_command(const struct options *options);
enum status version_command(void);

#endif
