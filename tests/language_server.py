"""A small client for yaml-language-server, the program with which editors check YAML."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Self


def found() -> str | None:
    """The program, when it is installed (``npm install --global yaml-language-server``)."""
    return os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")


class LanguageServer:
    """A running server with the settings of a folder."""

    def __init__(self, program: str, folder: Path, settings: dict[str, Any]) -> None:
        self.folder = folder
        self.number = 0
        self.told: dict[str, list[dict]] = {}
        self.settings = {
            "yaml": {
                "schemas": settings["yaml.schemas"],
                "schemaStore": {"enable": False},
                "validate": True,
                "hover": True,
                "completion": True,
            }
        }
        self.process = subprocess.Popen(  # noqa: S603 - the program of the test
            [program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        root = {"uri": folder.as_uri(), "name": folder.name}
        able = {"workspace": {"configuration": True, "workspaceFolders": True}}
        self.ask(
            "initialize", {"processId": None, "rootUri": root["uri"], "capabilities": able, "workspaceFolders": [root]}
        )
        self.send("initialized", {})
        self.send("workspace/didChangeConfiguration", {"settings": self.settings})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def open(self, path: Path, text: str | None = None) -> list[dict]:
        """Open a file, and give what the server finds wrong in it."""
        text = path.read_text(encoding="utf-8") if text is None else text
        uri = path.as_uri()
        self.told.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": document})
        while uri not in self.told:
            self.receive()
        return self.told[uri]

    def at(self, what: str, path: Path, line: int, column: int) -> Any:
        """``hover`` or ``completion`` at a place, counted from 0."""
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
        return self.ask(f"textDocument/{what}", place)

    def ask(self, method: str, params: dict) -> Any:
        self.number += 1
        self.send(method, params, id=self.number)
        wanted = self.number
        while True:
            message = self.receive()
            if message.get("id") == wanted and "method" not in message:
                return message.get("result")

    def send(self, method: str, params: Any, **more: Any) -> None:
        self._write({"jsonrpc": "2.0", "method": method, "params": params, **more})

    def receive(self) -> dict:
        """One message; questions of the server are answered."""
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the server has ended"
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "workspace/configuration":
            wanted = [self.settings.get(item.get("section"), {}) for item in message["params"]["items"]]
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": wanted})
        elif "id" in message and "method" in message:
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": None})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def _write(self, message: dict) -> None:
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()
