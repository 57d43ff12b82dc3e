#!/usr/bin/env python3
"""The language server in a real Neovim: marks at the right cells of a line
with Cyrillic letters and emoji, while it is typed; hover, outline, renaming, a
repair applied. lsp_nvim_test.py CLAUSELINT; prints TAP for meson; skipped
where there is no nvim.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

from lsp_policy import POLICY

SCRIPT = r"""
local tool, file = arg_tool, arg_file
vim.cmd('edit ' .. file)
local client = vim.lsp.start_client({
  name = 'clauselint',
  cmd = {tool, 'lsp', '--lang=ru', '--as-of=2026-11-22'},
})
vim.lsp.buf_attach_client(0, client)
local encoding = vim.lsp.get_client_by_id(client).offset_encoding

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number, number + 1, false)[1]
end

-- What is marked by the rule, and the cell of the screen where it begins.
local function marked(rule)
  for _, one in ipairs(vim.diagnostic.get(0)) do
    local code = one.code or one.user_data.lsp.code
    if code == rule then
      local text = line(one.lnum)
      return text:sub(one.col + 1, one.end_col) .. ' in cell '
        .. vim.fn.strdisplaywidth(text:sub(1, one.col))
    end
  end
end

local function await(what, is_so)
  if not vim.wait(20000, is_so, 20) then
    print('waited in vain: ' .. what .. '\n')
    vim.cmd('cquit')
  end
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000)
  return answers[client].result
end

local rule = 'ru/consent-irrevocable'
local function is_marked() return marked(rule) ~= nil end
await('a mark', is_marked)
print('marked: ' .. marked(rule) .. '\n')

local at = line(6):find('безотзывное ') - 1
vim.api.nvim_win_set_cursor(0, {7, at})
local hover = ask('textDocument/hover',
  vim.lsp.util.make_position_params(0, encoding))
print('hover: ' .. hover.contents.value:match('^%*%*(.-)%*%*') .. '\n')
local outline = ask('textDocument/documentSymbol',
  {textDocument = vim.lsp.util.make_text_document_params()})
print('outline: ' .. outline[2].children[2].detail .. '\n')

vim.api.nvim_buf_set_text(0, 6, at, 6, at + #'безотзывное ', {''})
await('no mark', function() return not is_marked() end)
vim.api.nvim_buf_set_text(0, 6, at, 6, at, {'🐦 безотзывное '})
await('a mark again', is_marked)
print('typed: ' .. marked(rule) .. '\n')

vim.api.nvim_win_set_cursor(0, {5, line(4):find('Оператор') - 1})
vim.lsp.buf.rename('Компания')
await('a new name', function() return line(4):find('Компания') end)
print('renamed: ' .. line(12) .. '\n')

vim.api.nvim_win_set_cursor(0, {7, at + 8})
local params = vim.lsp.util.make_range_params(0, encoding)
params.context = {diagnostics = vim.lsp.diagnostic.get_line_diagnostics()}
for _, action in ipairs(ask('textDocument/codeAction', params)) do
  if action.title:find('предложение: Согласие может') then
    vim.lsp.util.apply_workspace_edit(action.edit, encoding)
  end
end
print('repaired: ' .. line(6) .. '\n')
await('no mark at the end', function() return not is_marked() end)
vim.cmd('qall!')
"""

SEEN = """marked: безотзывное in cell 35
hover: Согласие названо безотзывным, а субъект вправе отозвать его в любой момент.
outline: п. 1.2
typed: безотзывное in cell 38
renamed: 2.1. Пользователь пишет Оператору; Компания отвечает по п. 1.2 и по пункту 2.7.
repaired: 1.2. Согласие может быть отозвано субъектом в любой момент.
"""


def main():
    print("1..1")
    nvim = shutil.which("nvim")
    if not nvim:
        print("ok 1 - findings are shown in Neovim # SKIP no nvim")
        return 0
    tool = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "drive.lua"
        policy = pathlib.Path(folder) / "policy.md"
        policy.write_text(POLICY, "utf-8")
        script.write_text(f"local arg_tool, arg_file = [[{tool}]], "
                          f"[[{policy}]]\n{SCRIPT}", "utf-8")
        done = subprocess.run(
            [nvim, "--headless", "-u", "NONE", "-i", "NONE", "-n",
             "-c", f"luafile {script}"], capture_output=True, timeout=120)
    seen = (done.stdout + done.stderr).decode().replace("\r", "")
    seen = "\n".join(filter(None, seen.split("\n"))) + "\n"
    if seen == SEEN:
        print("ok 1 - findings are shown in Neovim")
        return 0
    print("not ok 1 - findings are shown in Neovim")
    print("# " + seen.replace("\n", "\n# "))
    return 1


if __name__ == "__main__":
    sys.exit(main())
