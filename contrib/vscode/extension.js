// clauselint for Visual Studio Code: starts the server, and nothing else.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const command = workspace.getConfiguration("clauselint").get("path");
  client = new LanguageClient(
    "clauselint",
    "clauselint",
    { command, args: ["lsp"] },
    {
      documentSelector: ["markdown", "html", "plaintext"].map((language) => ({
        scheme: "file",
        language,
      })),
      synchronize: { configurationSection: "clauselint" },
    }
  );
  return client.start();
};

exports.deactivate = () => client && client.stop();
