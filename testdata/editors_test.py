#!/usr/bin/env python3
"""The recipes of contrib/ in the editors they are for, so far as these are
installed. editors_test.py CLAUSELINT; prints TAP for meson.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

from commands_test import HERE, main, tool
from lsp_pack_test import PACK
from lsp_policy import POLICY

try:
    import tomllib
except ImportError:
    tomllib = None

CONTRIB = HERE.parent / "contrib"


def editor(name):
    program = shutil.which(name)
    if not program:
        raise unittest.SkipTest(f"no {name}")
    return program


def work(folder, command, script, ending, timeout=120):
    """Run an editor on a policy with the script; what the script printed."""
    (folder / "bin").mkdir()
    (folder / "bin" / "clauselint").symlink_to(tool)
    (folder / "policy.md").write_text(POLICY, "utf-8")
    (folder / ("script" + ending)).write_text(script, "utf-8")
    environment = {
        **os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}",
        "HOME": str(folder), "LC_ALL": "C.UTF-8", "TERM": "dumb",
        "CLAUSELINT_LANG": "ru", "CLAUSELINT_AS_OF": "2026-11-22"}
    done = subprocess.run(command, cwd=folder, env=environment, timeout=timeout,
                          stdin=subprocess.DEVNULL, capture_output=True)
    seen = (done.stdout + done.stderr).decode().replace("\r", "")
    return [line for line in seen.split("\n") if line.startswith("> ")]


EMACS = r"""
(require 'clauselint)
(require 'seq)
(unless (require 'markdown-mode nil t)
  (define-derived-mode markdown-mode text-mode "Markdown"))
(defun tell (what &rest values)
  (princ (concat "> " (apply #'format what values) "\n")))
(defun await (what is-so)
  (let ((tries 400))
    (while (not (or (funcall is-so) (zerop tries)))
      (setq tries (1- tries))
      (accept-process-output nil 0.05)
      (sit-for 0))
    (when (zerop tries) (tell "waited in vain: %s" what) (kill-emacs 1))))
(defun marks ()
  (flymake-start)
  (seq-filter (lambda (one)
                (string-match-p "безотзывн" (flymake-diagnostic-text one)))
              (flymake-diagnostics)))
(defun words (mark)
  (buffer-substring-no-properties
   (flymake-diagnostic-beg mark) (flymake-diagnostic-end mark)))
(defun line (number)
  (save-excursion
    (goto-char (point-min))
    (forward-line number)
    (buffer-substring-no-properties (point) (line-end-position))))
(defun tell-mark (what)
  (let ((mark (car (marks))))
    (goto-char (flymake-diagnostic-beg mark))
    (tell "%s: %s at character %d" what (words mark)
          (- (point) (line-beginning-position)))))
(setq eglot-sync-connect t eglot-confirm-server-initiated-edits nil)
(find-file "policy.md")
(markdown-mode)
(apply #'eglot--connect (eglot--guess-contact))
(defun ask (method params)
  (jsonrpc-request (eglot-current-server) method params))

(await "a mark" #'marks)
(tell-mark "marked")
(let ((hover (ask :textDocument/hover (eglot--TextDocumentPositionParams))))
  (tell "hover: %s" (car (split-string
                          (plist-get (plist-get hover :contents) :value)
                          "\n"))))
(tell "outline: %s"
      (mapconcat #'car (cdr (assoc "1. Общие положения"
                                   (cdr (assoc "Property" (eglot-imenu)))))
                 " | "))

(search-forward "безотзывное ")
(replace-match "")
(eglot--signal-textDocument/didChange)
(await "no mark" (lambda () (not (marks))))
(insert "🐦 безотзывное ")
(eglot--signal-textDocument/didChange)
(await "a mark again" #'marks)
(tell-mark "typed")

(goto-char (point-min))
(search-forward "далее — ")
(eglot-rename "Компания")
(tell "renamed: %s" (line 12))

(eglot--signal-textDocument/didChange)
(await "a mark after renaming" #'marks)
(goto-char (flymake-diagnostic-beg (car (marks))))
(let* ((actions
        (ask :textDocument/codeAction
             (list :textDocument (eglot--TextDocumentIdentifier)
                   :range (list :start (eglot--pos-to-lsp-position)
                                :end (eglot--pos-to-lsp-position))
                   :context '(:diagnostics []))))
       (repair (seq-find (lambda (one)
                           (string-match-p "предложение: Согласие может"
                                           (plist-get one :title)))
                         actions)))
  (eglot--apply-workspace-edit (plist-get repair :edit)))
(tell "repaired: %s" (line 6))
(eglot--signal-textDocument/didChange)
(await "no mark at the end" (lambda () (not (marks))))
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
(tell "end")
"""


EMACS_SEEN = """> marked: безотзывное at character 30
> hover: **Согласие названо безотзывным, а субъект вправе отозвать его в любой момент.** (ru/consent-irrevocable)
> outline: 1.1. ООО «Ласточка» (далее — Оператор) 🐦 обрабатывает данные сайта (далее — Сайт). | 1.2. Вы даёте 👩‍⚖️ бессрочное безотзывное согласие на обработку по п. 2.1. | 1.3. Оператор 😀😀 соблюдает Федеральный закон от 27.07.2006 № 152-ФЗ «О персональных д
> typed: безотзывное at character 32
> renamed: 2.1. Пользователь пишет Оператору; Компания отвечает по п. 1.2 и по пункту 2.7.
> repaired: 1.2. Согласие может быть отозвано субъектом в любой момент.
> end
"""

VIM = r"""
set nocompatible nomore encoding=utf-8
filetype plugin on
let g:ale_linters = {'markdown': ['clauselint']}
let g:ale_completion_enabled = 0
packadd ale
source RECIPE
edit policy.md
setfiletype markdown
ALELint
function! Marks()
    return filter(ale#engine#GetLoclist(bufnr('')),
    \   {_, one -> get(one, 'code', '') is# 'ru/consent-irrevocable'})
endfunction
let s:tries = 400
while empty(Marks()) && s:tries > 0
    let s:tries -= 1
    sleep 50m
endwhile
let s:mark = Marks()[0]
let s:line = getline(s:mark.lnum)
call writefile(['> marked: ' .
\   strpart(s:line, s:mark.col - 1, s:mark.end_col - s:mark.col + 1)],
\   'seen')
qall!
"""

NEOVIM = r"""
vim.cmd('source RECIPE')
vim.cmd('edit policy.md')
vim.bo.filetype = 'markdown'
local function mark()
  for _, one in ipairs(vim.diagnostic.get(0)) do
    local code = one.code or one.user_data.lsp.code
    if code == 'ru/consent-irrevocable' then
      return one
    end
  end
end
vim.wait(20000, function() return mark() ~= nil end, 20)
local one = mark()
local line = vim.api.nvim_buf_get_lines(0, one.lnum, one.lnum + 1, false)[1]
print('> marked: ' .. line:sub(one.col + 1, one.end_col) .. '\n')
vim.cmd('qall!')
"""


def test_emacs_marks_the_right_words_while_they_are_typed(folder):
    program = editor("emacs")
    found = subprocess.run(
        [program, "--batch", "-f", "package-initialize", "-l", "eglot"],
        capture_output=True, timeout=60)
    if found.returncode != 0:
        raise unittest.SkipTest("no eglot")
    seen = work(folder, [program, "--batch", "-f", "package-initialize",
                         "-L", CONTRIB / "emacs", "-l", "script.el"],
                EMACS, ".el")
    assert seen == EMACS_SEEN.splitlines(), "\n".join(seen)


def test_vim_with_ale_marks_the_right_words(folder):
    program = editor("vim")
    if not list(pathlib.Path("/usr/share").glob("vim/**/dist-bundle/*/ale")):
        raise unittest.SkipTest("no ALE")
    work(folder, [program, "-N", "-u", "NONE", "-i", "NONE", "-n", "-es",
                  "-S", "script.vim"],
         VIM.replace("RECIPE", f"{CONTRIB}/vim/clauselint.vim"), ".vim")
    seen = (folder / "seen").read_text("utf-8")
    assert seen == "> marked: безотзывное\n", seen


def test_neovim_with_the_recipe_marks_the_right_words(folder):
    seen = work(folder, [editor("nvim"), "--headless", "-u", "NONE", "-i",
                         "NONE", "-n", "-c", "luafile script.lua"],
                NEOVIM.replace("RECIPE", f"{CONTRIB}/neovim/clauselint.lua"),
                ".lua")
    assert seen == ["> marked: безотзывное"], seen


def test_vim_without_plugins_reads_the_gcc_format(folder):
    """The default 'errorformat' has it."""
    seen = work(folder, [editor("vim"), "-N", "-u", "NONE", "-i", "NONE", "-n",
                         "-es", "-S", "script.vim"], r"""
set encoding=utf-8 errorformat=%f:%l:%c:\ %t%*[^:]:\ %m
cgetexpr system('clauselint check -q -f gcc policy.md')
let s:seen = filter(getqflist(), 'v:val.text =~# "consent-irrevocable"')
call writefile([s:seen[0].lnum . ' ' . s:seen[0].type], 'seen')
qall!
""", ".vim")
    assert (folder / "seen").read_text("utf-8") == "7 e\n", seen


def test_kakoune_lints_with_the_recipe(folder):
    recipe = (CONTRIB / "kakoune.kak").read_text("utf-8")
    script = ("declare-option str lintcmd\ndeclare-option str lsp_servers\n"
              + recipe.replace("lsp-enable-window", "nop"))
    work(folder, [editor("kak"), "-n", "-ui", "dummy", "-e",
                  "source script.kak; set-option buffer filetype markdown;"
                  "set-option window filetype markdown;"
                  "echo -to-file seen %opt{lintcmd}; quit!", "policy.md"],
         script, ".kak", timeout=20)
    seen = (folder / "seen").read_text("utf-8")
    assert seen.strip() == "clauselint check -q --format gcc", seen


def test_helix_can_read_the_recipe(folder):
    if not tomllib:
        raise unittest.SkipTest("no tomllib")
    recipe = tomllib.loads((CONTRIB / "helix.toml").read_text("utf-8"))
    server = recipe["language-server"]["clauselint"]
    assert [server["command"], *server["args"]] == ["clauselint", "lsp"]
    assert all(language["language-servers"] == ["clauselint"]
               for language in recipe["language"])


def test_the_extension_of_vs_code_starts_the_server(folder):
    """With stand-ins for the editor and the client library."""
    program = editor("node")
    package = json.loads(
        (CONTRIB / "vscode/package.json").read_text("utf-8"))
    modules = folder / "node_modules"
    (modules / "vscode").mkdir(parents=True)
    (modules / "vscode-languageclient").mkdir()
    (modules / "vscode" / "index.js").write_text(
        "exports.workspace = {getConfiguration: () => ({get: (key) => "
        f"({json.dumps(package['contributes']['configuration']['properties'])}"
        "['clauselint.' + key].default)})};", "utf-8")
    (modules / "vscode-languageclient" / "node.js").write_text(
        "exports.LanguageClient = class { constructor(...all) {"
        "console.log('> ' + JSON.stringify(all)); } start() {} stop() {} };",
        "utf-8")
    shutil.copy(CONTRIB / "vscode" / package["main"], folder)
    done = subprocess.run(
        [program, "-e", "const e = require('./extension.js');"
         "e.activate(); e.deactivate();"], cwd=folder, check=True,
        capture_output=True, timeout=60, text=True)
    _, _, server, options = json.loads(done.stdout[2:])
    assert server == {"command": "clauselint", "args": ["lsp"]}
    assert sorted(one["language"] for one in options["documentSelector"]) == [
        name.split(":")[1] for name in sorted(package["activationEvents"])]


VSCODE_SEEN = """> marked: безотзывное at character 31
> hover: **Согласие названо безотзывным, а субъект вправе отозвать его в любой момент.** (ru/consent-irrevocable)
> outline: Политика обработки персональных данных 😀 | 1. Общие положения | 2. Права
> typed: безотзывное
> renamed: Компания Компания Компания
> in the pack: не понятно «prohibitoin»; может быть, «prohibition»?
> end
"""


def test_the_extension_of_visual_studio_code_serves_policies_and_packs(folder):
    modules = CONTRIB / "vscode" / "node_modules"
    if not modules.exists():
        raise unittest.SkipTest("no npm install in contrib/vscode")
    (folder / "policy.md").write_text(POLICY, "utf-8")
    (folder / "pack.md").write_text(PACK, "utf-8")
    done = subprocess.run(
        [editor("node"), HERE / "vscode_stub.js",
         CONTRIB / "vscode" / "extension.js", "policy.md", "pack.md"],
        cwd=folder, timeout=120, capture_output=True, env={
            **os.environ, "CLAUSELINT": str(tool), "CLAUSELINT_LANG": "ru",
            "CLAUSELINT_AS_OF": "2026-11-22"})
    assert done.stdout.decode() == VSCODE_SEEN, done.stdout.decode()


if __name__ == "__main__":
    sys.exit(main(globals()))
