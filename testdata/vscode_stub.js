// What the extension of contrib/vscode/ asks of Visual Studio Code, so far as
// a client of a language server needs it: documents, events, and a list of the
// providers that the client registers. Run by editors_test.py:
//
//     node vscode_stub.js EXTENSION POLICY PACK
//
// with vscode-languageclient installed where Node.js finds it. The extension,
// vscode-languageclient and the server are the real ones; each line that begins
// with "> " tells what the editor would show.
"use strict";
const fs = require("fs");
const Module = require("module");
const path = require("path");
const url = require("url");

class Emitter {
  constructor() {
    this.listeners = [];
    this.event = (listener, self) => {
      this.listeners.push(listener.bind(self));
      return { dispose() {} };
    };
  }
  fire(value) {
    return Promise.all(this.listeners.map((listener) => listener(value)));
  }
  dispose() {}
}
class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}
class Range {
  constructor(a, b, c, d) {
    this.start = c === undefined ? a : new Position(a, b);
    this.end = c === undefined ? b : new Position(c, d);
  }
}
class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.split(":")[0];
    this.fsPath = this.scheme === "file" ? url.fileURLToPath(text) : text;
  }
  static parse(text) {
    return new Uri(text);
  }
  static file(name) {
    return new Uri(url.pathToFileURL(name).toString());
  }
  toString() {
    return this.text;
  }
}
class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}
// What is made by the client and read by nobody but us keeps its arguments.
class Made {
  constructor(...given) {
    this.given = given;
  }
  appendMarkdown(text) {
    this.value = (this.value || "") + text;
    return this;
  }
  static from(...given) {
    return { dispose() {}, given };
  }
}
class Kind extends Made {
  static Empty = new Kind();
  append() {
    return this;
  }
}
class WorkspaceEdit {
  constructor() {
    this.edits = [];
  }
  set(uri, edits) {
    this.edits.push(...edits);
  }
  replace(uri, range, newText) {
    this.edits.push(new TextEdit(range, newText));
  }
}
class TabInputText {
  constructor(uri) {
    this.uri = uri;
  }
}
class TextEdit {
  constructor(range, newText) {
    Object.assign(this, { range, newText });
  }
}

const events = {};
const providers = {};
const shown = {};
const settings = { path: process.env.CLAUSELINT };
const configuration = {
  get: (key, fallback) => (key in settings ? settings[key] : fallback),
  toJSON: () => settings,
};

// "onDidOpenTextDocument" is an event, "registerHoverProvider" keeps the
// provider, an enumeration is whatever its values are.
const loose = (known) =>
  new Proxy(known, {
    get(target, name) {
      if (name in target || typeof name === "symbol") {
        return target[name];
      }
      if (/^on(Did|Will)/.test(name)) {
        events[name] = events[name] || new Emitter();
        return events[name].event;
      }
      if (/^register\w+Provider$/.test(name)) {
        return (selector, provider) => {
          providers[name.slice(8, -8)] = provider || selector;
          return { dispose() {} };
        };
      }
      return undefined;
    },
  });

const documents = [];
const tabs = [];
const vscode = loose({
  version: "1.91.0",
  Position, Range, Uri, Diagnostic, WorkspaceEdit, TextEdit, TabInputText,
  EventEmitter: Emitter,
  CodeActionKind: Kind,
  Disposable: class {
    static from() {
      return { dispose() {} };
    }
    dispose() {}
  },
  CancellationTokenSource: class {
    token = { isCancellationRequested: false,
      onCancellationRequested: () => ({ dispose() {} }) };
    cancel() {}
    dispose() {}
  },
  CancellationError: Error,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
  env: { language: "ru", appName: "stub", openExternal() {} },
  commands: { registerCommand: () => ({ dispose() {} }) },
  languages: loose({
    match: (selector, document) =>
      [].concat(selector).some((one) => one.language === document.languageId)
        ? 10 : 0,
    createDiagnosticCollection: () => ({
      set: (uri, list) => { shown[uri] = list || []; },
      delete: (uri) => { delete shown[uri]; },
      clear() {}, dispose() {},
    }),
  }),
  window: loose({
    visibleTextEditors: [],
    tabGroups: loose({ all: [{ tabs: tabs }] }),
    createOutputChannel: () => ({
      append() {}, appendLine() {}, show() {}, dispose() {} }),
    showErrorMessage: (text) => console.log("> error: " + text),
    showInformationMessage() {},
    showWarningMessage() {},
    withProgress: (options, task) => task({ report() {} }),
  }),
  workspace: loose({
    textDocuments: documents,
    notebookDocuments: [],
    workspaceFolders: undefined,
    fs: {},
    getConfiguration: () => configuration,
    getWorkspaceFolder: () => undefined,
    createFileSystemWatcher: () => loose({
      onDidCreate: () => {}, onDidChange: () => {}, onDidDelete: () => {},
      dispose() {} }),
  }),
});
const enumerations = new Proxy(vscode, {
  get(target, name) {
    const value = target[name];
    return value === undefined && /^[A-Z]/.test(String(name)) ? Made : value;
  },
});

const load = Module._load;
Module._load = (name, ...rest) =>
  name === "vscode" ? enumerations : load(name, ...rest);

// A document, and its changes.

function open(name) {
  const document = {
    uri: Uri.file(path.resolve(name)),
    languageId: "markdown",
    version: 1,
    text: fs.readFileSync(name, "utf8"),
    getText: () => document.text,
    isClosed: false,
  };
  documents.push(document);
  tabs.push({ input: new TabInputText(document.uri) });
  return document;
}

function position(document, words) {
  const before = document.text.slice(0, document.text.indexOf(words));
  const lines = before.split("\n");
  return new Position(lines.length - 1, lines[lines.length - 1].length);
}

function textOf(document, range) {
  const lines = document.text.split("\n");
  return lines[range.start.line].slice(
    range.start.character,
    range.end.line === range.start.line ? range.end.character : undefined);
}

function change(document, words, newText) {
  const start = position(document, words);
  const range = new Range(
    start, new Position(start.line, start.character + words.length));
  const event = {
    document,
    contentChanges: [{ range, rangeLength: words.length, text: newText }],
  };
  document.text = document.text.replace(words, newText);
  document.version += 1;
  return events.onDidChangeTextDocument.fire(event);
}

async function until(what, isSo) {
  for (let tries = 0; tries < 600; tries++) {
    if (isSo()) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  console.log("> waited in vain: " + what);
  process.exit(1);
}

const marks = (document, part) =>
  (shown[document.uri] || []).filter((one) => one.message.includes(part));
const none = { isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose() {} }) };

async function main() {
  const extension = require(path.resolve(process.argv[2]));
  const policy = open(process.argv[3]);
  const pack = open(process.argv[4]);
  await extension.activate({ subscriptions: [] });
  await until("a mark", () => marks(policy, "безотзывн").length > 0);
  const mark = marks(policy, "безотзывн")[0];
  console.log(`> marked: ${textOf(policy, mark.range)} at character ` +
    mark.range.start.character);
  const hover = await providers.Hover.provideHover(
    policy, mark.range.start, none);
  console.log("> hover: " + hover.given[0].given[0].split("\n")[0]);
  const symbols = await providers.DocumentSymbol.provideDocumentSymbols(
    policy, none);
  console.log("> outline: " + symbols.map(
    (one) => one.given[0]).join(" | "));
  await change(policy, "безотзывное ", "");
  await until("no mark", () => marks(policy, "безотзывн").length === 0);
  await change(policy, "согласие", "🐦 безотзывное согласие");
  await until("a mark again", () => marks(policy, "безотзывн").length > 0);
  console.log("> typed: " + textOf(policy, marks(policy, "безотзывн")[0].range));
  const names = await providers.Rename.provideRenameEdits(
    policy, position(policy, "Оператор)"), "Компания", none);
  console.log("> renamed: " + names.edits.map(
    (edit) => edit.newText).join(" "));
  await change(pack, "prohibition", "prohibitoin");
  await until("an error", () => marks(pack, "prohibition").length > 0);
  console.log("> in the pack: " + marks(pack, "prohibition")[0].message);
  await extension.deactivate();
  console.log("> end");
  process.exit(0);
}

main().catch((error) => {
  console.log("> failed: " + (error.stack || error));
  process.exit(1);
});
