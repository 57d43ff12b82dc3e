" clauselint for Vim with ALE: put this file into ~/.vim/plugin/.
"
" By its report and not by its language server: ALE takes the columns of a
" server for bytes, and in Russian they are not.

function! s:Byte(buffer, place) abort
    let l:line = getbufline(a:buffer, a:place.line)[0]
    return byteidxcomp(l:line, a:place.column - 1) + 1
endfunction

function! s:Mark(buffer, finding) abort
    let l:span = a:finding.span
    return {
    \   'lnum': l:span.start.line,
    \   'col': s:Byte(a:buffer, l:span.start),
    \   'end_lnum': l:span.stop.line,
    \   'end_col': s:Byte(a:buffer, l:span.stop) - 1,
    \   'type': {'error': 'E', 'warning': 'W', 'note': 'I'}[a:finding.severity],
    \   'code': a:finding.rule,
    \   'text': a:finding.message,
    \}
endfunction

function! s:Marks(buffer, lines) abort
    let l:findings = map(copy(a:lines), {_, line -> json_decode(line)})
    call filter(l:findings, {_, one -> !has_key(one, 'suppression')})
    return map(l:findings, {_, one -> s:Mark(a:buffer, one)})
endfunction

for s:type in ['markdown', 'html', 'text']
    call ale#linter#Define(s:type, {
    \   'name': 'clauselint',
    \   'executable': 'clauselint',
    \   'command': '%e check --format jsonl --stdin-filename %s -',
    \   'callback': function('s:Marks'),
    \})
endfor
