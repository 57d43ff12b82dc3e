#!/bin/bash
# check.sh: check policies in a workflow step: annotations on the pull request,
# a SARIF file, a summary of the job. Exits as clauselint does.
#
#     CHECK_FILES          files and folders, one a line
#     CHECK_FAIL_ON        error, warning, note, never, or nothing
#     CHECK_SARIF          the SARIF file to write
#     CHECK_OPTIONS        further options, one a line
#     GITHUB_STEP_SUMMARY  where the summary is added; may be unset
set -eu

# lines TEXT: the lines that are not empty, as the array LINES.
lines() {
    LINES=()
    local line
    while IFS= read -r line || [ -n "$line" ]; do
        [ -z "$line" ] || LINES+=("$line")
    done <<<"$1"
}

lines "$CHECK_FILES"
files=("${LINES[@]}")
lines "${CHECK_OPTIONS-}"
options=("${LINES[@]}")

[ -z "${CHECK_FAIL_ON-}" ] || options+=(--fail-on "$CHECK_FAIL_ON")

status=0
clauselint check "${options[@]}" --format github --format "sarif=$CHECK_SARIF" \
    --format "text=$CHECK_SARIF.txt" -- "${files[@]}" || status=$?

# An indented block: nothing in it is mark-up.
if [ -n "${GITHUB_STEP_SUMMARY-}" ] && [ -f "$CHECK_SARIF.txt" ]; then
    {
        printf '### clauselint\n\n'
        sed 's/^/    /' "$CHECK_SARIF.txt"
        printf '\n'
    } >>"$GITHUB_STEP_SUMMARY"
fi
rm -f "$CHECK_SARIF.txt"
exit "$status"
