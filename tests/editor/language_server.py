"""The YAML language server of editors, installed and asked what it says of a file."""

import json
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import slowness
from filelock import FileLock

HERE = Path(__file__).parent
SERVER = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
# Its list of the world's schemas stands on the web; only what a file names itself is wanted.
SETTINGS = {"validate": True, "schemaStore": {"enable": False, "url": ""}}
IS_POSSIBLE = all(map(shutil.which, ("node", "npm")))


def install():
    """Install what package-lock.json names, where it is not there yet."""
    slowness.starts("npm")
    wanted = (HERE / "package-lock.json").read_bytes()
    stamp = HERE / "node_modules" / ".installed"
    with FileLock(HERE / ".installing"):  # the tests may run on several processors
        if not stamp.is_file() or stamp.read_bytes() != wanted:
            command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            subprocess.run(command, cwd=HERE, check=True, capture_output=True, timeout=300)
            stamp.write_bytes(wanted)


class LanguageServer:
    """A conversation with the server, in the Language Server Protocol."""

    def __init__(self, process, root):
        self._process = process
        self._asked = 0
        about = {"configuration": True, "didChangeConfiguration": {}}
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "capabilities": {"workspace": about},
                "workspaceFolders": [{"uri": root.as_uri(), "name": "prompts"}],
            },
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": SETTINGS}})

    def findings(self, path):
        """Return what the server says of a file that it has not seen: `line: message` each."""
        document = {
            "uri": path.as_uri(), "languageId": "yaml", "version": 1,
            "text": path.read_text("utf-8"),
        }  # fmt: skip
        self._tell("textDocument/didOpen", {"textDocument": document})
        while True:
            message = self._read()
            said = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and said["uri"].endswith(
                path.name
            ):
                break
        found = [(each["range"]["start"]["line"] + 1, each["message"])
                 for each in said["diagnostics"]]  # fmt: skip
        return [f"{line}: {text}" for line, text in sorted(found)]

    def _ask(self, method, params):
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while "result" not in (message := self._read()) or message["id"] != self._asked:
            pass

    def _tell(self, method, params):
        self._send({"method": method, "params": params})

    def _send(self, message):
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._process.stdin.flush()

    def _read(self):
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server stopped"
        message = json.loads(self._process.stdout.read(length))
        if message.get("method") == "workspace/configuration":
            items = message["params"]["items"]
            result = [SETTINGS if each.get("section") == "yaml" else {} for each in items]
            self._send({"id": message["id"], "result": result})
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})
        return message


@contextmanager
def language_server(root):
    """Start the server for a folder."""
    process = subprocess.Popen(
        ["node", str(SERVER), "--stdio"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield LanguageServer(process, root)
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()
