# clauselint for Kakoune: into ~/.config/kak/kakrc.

# With kakoune-lsp, after its own lines.
hook global BufSetOption filetype=(?:markdown|html) %{
    set-option buffer lsp_servers %{
        [clauselint]
        root_globs = [".clauselint.ini", ".git"]
        command = "clauselint"
        args = ["lsp"]
    }
}
hook global WinSetOption filetype=(?:markdown|html) lsp-enable-window

# Without it: ":lint" shows what the command finds.
hook global WinSetOption filetype=(?:markdown|html) %{
    set-option window lintcmd 'clauselint check -q --format gcc'
}
