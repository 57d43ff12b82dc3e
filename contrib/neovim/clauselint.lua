-- clauselint for Neovim: put this file into ~/.config/nvim/plugin/.
local function start(config)
  if vim.lsp.start then
    return vim.lsp.start(config)
  end
  -- Neovim 0.7
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end

vim.api.nvim_create_autocmd('FileType', {
  pattern = {'markdown', 'html', 'text'},
  callback = function()
    start({name = 'clauselint', cmd = {'clauselint', 'lsp'},
      root_dir = vim.fn.expand('%:p:h')})
  end,
})
