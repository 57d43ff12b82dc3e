# fish completion for clauselint

@TABLE@
function __clauselint_rules
    $argv[1] rules 2>/dev/null | string match -rv '^ '
end

# Each word behind the first argument.
function __clauselint_behind
    for word in $argv[2..]
        printf '%s%s\n' $argv[1] $word
    end
end

# Each word behind what stands before the last "," of the first argument.
function __clauselint_part
    set -l before (string match -r '.*,' -- $argv[1])
    __clauselint_behind "$before" $argv[2..]
end

# Complete the value as KIND CHOICE... wants; first the words of the line.
function __clauselint_value
    set -l program $argv[1]
    set -l cur $argv[2]
    set -l choices $argv[4..]
    switch $argv[3]
        case file
            __fish_complete_path $cur
        case rules
            __clauselint_part $cur (__clauselint_rules $program)
        case choice
            printf '%s\n' $choices
        case choices
            __clauselint_part $cur $choices
        case report
            if string match -q '*=*' -- $cur
                set -l format (string split -m 1 = -- $cur)
                __clauselint_behind $format[1]= (__fish_complete_path $format[2])
            else
                printf '%s\n' $choices
            end
        case level
            if string match -q '*=*' -- $cur
                __clauselint_behind (string match -r '^.*?=' -- $cur) $choices
            else
                printf '%s=\n' (__clauselint_rules $program)
            end
    end
end

function __clauselint
    set -l words (commandline -opc)
    set -l cur (commandline -ct)
    set -l option $words[-1]
    set -l command $words[2]
    set -l given
    if test (count $words) -eq 1
        printf '%s\n' (__clauselint_table commands) --help --version
        return
    end
    if string match -q -- '--*=*' $cur
        set -l parts (string split -m 1 = -- $cur)
        set option $parts[1]
        set cur $parts[2]
        set given $option=
    end
    set -l value (__clauselint_table value $command $option)
    set -l verbs (__clauselint_table verbs $command)
    if test -n "$value"
        __clauselint_behind "$given" (__clauselint_value $words[1] "$cur" $value)
    else if string match -q -- '-*' $cur
        __clauselint_table options $command
    else if test "$command" = help
        __clauselint_table commands
    else if test (count $words) -eq 2 -a -n "$verbs"
        printf '%s\n' $verbs
    else
        __clauselint_value $words[1] "$cur" (__clauselint_table operand $command)
    end
end

complete -c clauselint -f -a '(__clauselint)'
