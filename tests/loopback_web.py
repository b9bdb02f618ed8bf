"""A web server on loopback whose pages are functions: what each test of the fetch needs, over real sockets."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"
Serve = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """Pages by path; `seen` has each request's path and headers (lower case), in order; `at_once` waits for its answer."""

    port: int
    pages: dict[str, Serve] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, body: bytes | str, kind: str = HTML, **headers: str) -> str:
        self.pages[path] = answer(body, kind, 200, **headers)
        return self.url(path)


def answer(body: bytes | str, kind: str = HTML, status: int = 200, **headers: str) -> Serve:
    data = body.encode() if isinstance(body, str) else body

    def serve(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return serve


def redirect(to: str, status: int = 302) -> Serve:
    def serve(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return serve


@contextmanager
def site() -> Iterator[Site]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with lock:
                where.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                where.at_once += 1
                where.most_at_once = max(where.most_at_once, where.at_once)
            self.counted = True
            try:
                where.pages.get(self.path, answer("no such page", status=404))(self)
            except (BrokenPipeError, ConnectionResetError):
                pass
            finally:
                self.done()

        def send_response(self, code: int, message: str | None = None) -> None:
            self.done()  # before the first byte: once a client has its answer, its next request is not "at once" with it
            super().send_response(code, message)

        def done(self) -> None:
            with lock:
                where.at_once -= self.counted
                self.counted = False

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    where = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield where
    finally:
        server.shutdown()
        server.server_close()


def news_page(title: str = "Port strike widens", **extra: str) -> str:
    paragraphs = (
        "Dock workers at three more ports walked out on Monday, the union said, after talks with the operator broke down.",
        "“We will not return until the offer is on paper,” said Ana Ruiz, who leads the union.",
        "The operator said it would go to court on Friday unless the blockade of the northern gate is lifted.",
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en-GB'><head><meta charset='utf-8'><title>{title} | The Gazette</title>"
        "<meta property='article:published_time' content='2026-03-09T08:15:00+01:00'>"
        "<meta property='article:modified_time' content='2026-03-09T10:00:00+01:00'>"
        f"<meta property='og:site_name' content='The Gazette'>{extra.get('head', '')}</head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}</article>"
        "<footer>Copyright, all rights reserved</footer></body></html>"
    )
