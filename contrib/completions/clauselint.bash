# bash completion for clauselint
# shellcheck shell=bash disable=SC2046 # lists are words

@TABLE@
# Complete the last part of a list with commas among the words that follow.
_clauselint_part() {
    local part=${1##*,} before word
    before=${1%"$part"}
    for word in "${@:2}"; do
        [[ $word == "$part"* ]] && COMPREPLY+=("$before$word")
    done
}

_clauselint_rules() {
    "${1/#\~/$HOME}" rules 2>/dev/null | grep -v '^ '
}

_clauselint_files() {
    local file
    compopt -o filenames
    while IFS= read -r file; do
        COMPREPLY+=("$file")
    done < <(compgen -f -- "$1")
}

# What is wanted at the word, as KIND CHOICE...
_clauselint_wanted() {
    local command=$1 option=$2 cur=$3 count=$4
    local value
    value=$(_clauselint_table value "$command" "$option")
    if [[ $value ]]; then
        echo "$value"
    elif [[ $cur == -* ]]; then
        echo choice "$(_clauselint_table options "$command")"
    elif [[ $command == help ]]; then
        echo choice "$(_clauselint_table commands)"
    elif ((count == 3)) && [[ $(_clauselint_table verbs "$command") ]]; then
        echo choice "$(_clauselint_table verbs "$command")"
    else
        _clauselint_table operand "$command"
    fi
}

_clauselint() {
    local line=${COMP_LINE:0:COMP_POINT} words cur option kind choices
    # Not COMP_WORDS: "=" would be a word of its own.
    read -ra words <<<"$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    cur=${words[-1]}
    if ((${#words[@]} == 2)); then
        _clauselint_part "$cur" $(_clauselint_table commands) --help --version
        return
    fi
    option=${words[-2]}
    if [[ $cur == --*=* ]]; then
        option=${cur%%=*}
        cur=${cur#*=}
    fi
    read -ra choices < <(
        _clauselint_wanted "${words[1]}" "$option" "$cur" ${#words[@]})
    kind=${choices[0]}
    choices=("${choices[@]:1}")
    case $kind in
    file) _clauselint_files "$cur" ;;
    rules) _clauselint_part "$cur" $(_clauselint_rules "$1") ;;
    choice | choices) _clauselint_part "$cur" "${choices[@]}" ;;
    report)
        case $cur in
        *=*) _clauselint_files "${cur#*=}" ;;
        *) _clauselint_part "$cur" "${choices[@]}" ;;
        esac
        ;;
    level)
        case $cur in
        *=*) _clauselint_part "${cur#*=}" "${choices[@]}" ;;
        *)
            compopt -o nospace
            _clauselint_part "$cur" $(_clauselint_rules "$1" | sed 's/$/=/')
            ;;
        esac
        ;;
    esac
} && complete -F _clauselint clauselint
