"""A server with a Batch API on loopback: it keeps files, answers them out of order, and fails to order."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from fault_server import chat


@dataclass
class BatchServer:
    """What the server holds and has been asked. `fails` names, per path, statuses to answer with first (0: hang up after acting).

    `gate` is passed by each request, named by its method and path, before it is answered.
    """

    url: str = ""
    status: str = "completed"
    asked: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    fails: dict[str, list[int]] = field(default_factory=dict)
    lost: int = 0
    purposes: list[str] = field(default_factory=list)
    gate: Callable[[str], object] = lambda _: None

    def upload(self, data: bytes) -> dict[str, Any]:
        name = f"file-{len(self.files) + 1}"
        self.files[name] = data
        return {"id": name, "object": "file"}

    def create(self, body: dict[str, Any]) -> dict[str, Any]:
        """A batch whose answers come in reverse order; the last `lost` requests are answered by errors."""
        assert (body["endpoint"], body["completion_window"]) == ("/v1/chat/completions", "24h")
        lines = [json.loads(line) for line in self.files[body["input_file_id"]].splitlines()]
        good, bad = lines[: len(lines) - self.lost], lines[len(lines) - self.lost :]
        answers = [
            {"custom_id": line["custom_id"], "response": {"status_code": 200, "body": chat()}, "error": None}
            for line in reversed(good)
        ]
        errors = [
            {"custom_id": line["custom_id"], "response": None, "error": {"message": "it expired"}} for line in bad
        ]
        name = f"batch_{len(self.batches) + 1}"
        self.batches[name] = {
            "id": name,
            "input_file_id": body["input_file_id"],
            "request_counts": {"total": len(lines), "completed": len(answers), "failed": len(errors)},
            "output_file_id": self._file(answers),
            "error_file_id": self._file(errors),
        }
        return self.show(name)

    def show(self, name: str) -> dict[str, Any]:
        done = self.status not in {"validating", "in_progress", "finalizing"}
        hidden = {} if done else {"output_file_id": None, "error_file_id": None}
        return {**self.batches[name], "status": self.status, **hidden}

    def _file(self, lines: list[dict[str, Any]]) -> str | None:
        return self.upload("".join(f"{json.dumps(line)}\n" for line in lines).encode())["id"] if lines else None


def _handler(server: BatchServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the base class's
            return

        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["content-length"]))
            if self.path == "/v1/files":
                head = f"content-type: {self.headers['content-type']}\r\n\r\n".encode()
                parts = {
                    p.get_param("name", header="content-disposition"): p for p in message_from_bytes(head + data).walk()
                }
                server.purposes.append(str(parts["purpose"].get_payload()))
                self._answer(lambda: server.upload(bytes(parts["file"].get_payload(decode=True))))
            else:
                self._answer(lambda: server.create(json.loads(data)))

        def do_GET(self) -> None:
            path, _, _ = self.path.partition("?")
            match path.split("/")[2:]:
                case ["batches"]:
                    self._answer(lambda: {"data": [server.show(name) for name in server.batches]})
                case ["batches", name]:
                    self._answer(lambda: server.show(name))
                case ["files", name, "content"]:
                    self._answer(lambda: server.files[name])

        def _answer(self, act: Any) -> None:
            path = self.path.partition("?")[0]
            server.asked.append(f"{self.command} {path}")
            server.gate(server.asked[-1])
            planned = server.fails.get(path, [])
            status = planned.pop(0) if planned else 200
            result = act() if status in {0, 200} else {"error": {"message": "not now"}}
            if status == 0:
                self.close_connection = True
                return
            body = result if isinstance(result, bytes) else json.dumps(result).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


@contextmanager
def batching(**settings: Any) -> Iterator[BatchServer]:
    """A server that runs until the block ends."""
    server = BatchServer(**settings)
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join(2)
