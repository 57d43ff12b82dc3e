;;; clauselint.el --- privacy policies in eglot  -*- lexical-binding: t -*-

;; Put this file where Emacs finds it, and into init.el:
;;   (require 'clauselint)
;; then M-x eglot in a policy, or let it start by itself:
;;   (add-hook 'markdown-mode-hook #'eglot-ensure)

;;; Code:

(require 'eglot)

(add-to-list 'eglot-server-programs
             '((markdown-mode gfm-mode html-mode mhtml-mode text-mode)
               . ("clauselint" "lsp")))

(provide 'clauselint)
;;; clauselint.el ends here
