"""The guarded fetch, against real servers on loopback: where it may go, how long, how much, and what it says when it stops."""

from __future__ import annotations

import gzip
import ipaddress
import pickle
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback_web import Site, answer, news_page, redirect, site

from briefer.errors import ConfigError, FetchError, SourceError
from briefer.intake.fetch import Fetcher
from briefer.intake.guard import Guarded, is_public
from briefer.intake.read import read_source
from briefer.intake.retry_after import seconds_to_wait
from briefer.intake.settings import FetchSettings
from briefer.intake.web import page_article, web_article
from briefer.version import __version__

OPEN = ("127.0.0.1", "localhost")


@pytest.fixture(name="web")
def _web() -> Iterator[Site]:
    with site() as served:
        yield served


def _fetcher(**settings: object) -> Fetcher:
    return Fetcher(FetchSettings.model_validate({"allow_hosts": OPEN, "timeout": 60.0, **settings}))


def _refused(address: str, fetcher: Fetcher | None = None) -> FetchError:
    with pytest.raises(FetchError) as caught:
        (fetcher or _fetcher()).fetch(address)
    assert caught.value.hint
    assert "\n" not in caught.value.line
    return caught.value


def test_a_page_becomes_an_article(web: Site) -> None:
    address = web.put("/2026/port-strike.html", news_page())
    article = web_article(_fetcher(), address)
    assert (article.id, article.title, article.url) == ("port-strike", "Port strike widens", address)
    assert article.text.startswith("Dock workers")
    (path, headers) = web.seen[0]
    assert path == "/2026/port-strike.html"
    assert headers["user-agent"] == f"briefer/{__version__}"


def test_the_user_agent_names_who_can_be_reached(web: Site) -> None:
    _fetcher(contact="mailto:desk@gazette.example").fetch(web.put("/", news_page()))
    assert web.seen[0][1]["user-agent"] == f"briefer/{__version__} (+mailto:desk@gazette.example)"


def test_an_address_is_a_source_like_any_other(web: Site) -> None:
    address = web.put("/a", news_page())
    fetcher = _fetcher()
    assert read_source(address, fetch=lambda url: web_article(fetcher, url))[0].title == "Port strike widens"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "017700000001", "127.1", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_this_machine_is_not_fetched_however_its_address_is_written(web: Site, host: str) -> None:
    web.put("/", news_page())
    error = _refused(web.url("/", host), Fetcher())
    assert error.reason == "guard"
    assert "not on the public internet" in error.line
    assert "allow_hosts" in error.line
    assert web.seen == []


def test_the_command_line_default_is_guarded_too(web: Site) -> None:
    with pytest.raises(SourceError, match="not on the public internet"):
        read_source(web.put("/", news_page()))
    assert web.seen == []


def test_an_address_that_is_a_number_is_named_once() -> None:
    assert _refused("http://169.254.169.254/", Fetcher()).line.startswith(
        "http://169.254.169.254/: 169.254.169.254 is not on the public internet: "
    )


def test_a_host_is_allowed_by_the_name_in_the_address_alone(web: Site) -> None:
    web.put("/", news_page())
    only_name = _fetcher(allow_hosts=("localhost",))
    assert only_name.fetch(web.url("/", "LOCALHOST")).status == 200
    assert _refused(web.url("/", "127.0.0.1"), only_name).reason == "guard"


def test_a_name_is_judged_by_every_address_that_it_resolves_to(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    family, kind = socket.AF_INET, socket.SOCK_STREAM
    mixed = [(family, kind, 6, "", ("93.184.216.34", 80)), (family, kind, 6, "", ("127.0.0.1", web.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: mixed)
    assert "news.example is 127.0.0.1" in _refused("http://news.example/", Fetcher()).line


def test_a_name_that_changes_its_address_after_the_check_is_not_asked_again(
    web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *args: object, **kwargs: object) -> object:
        asked.append(host)
        first = len([name for name in asked if name == "news.example"]) == 1
        return real("127.0.0.1" if host == "news.example" and first else host, *args, **kwargs)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    web.put("/", news_page())
    assert _fetcher(allow_hosts=("news.example",)).fetch(web.url("/", "news.example")).status == 200
    assert asked.count("news.example") == 1
    assert web.seen[0][1]["host"] == f"news.example:{web.port}"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "127.0.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *(
            "255.255.255.255",
            "240.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
        ),
        *(
            "ff02::1",
            "fec0::1",
            "2001:db8::1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
        ),
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_the_mapped_form_of_an_address_is_judged_like_the_address(address: ipaddress.IPv4Address) -> None:
    assert is_public(ipaddress.IPv6Address(f"::ffff:{address}")) == is_public(address)


def test_redirects_are_followed_and_the_last_address_is_the_articles(web: Site) -> None:
    web.pages["/old"] = redirect("/new", 301)
    web.put("/new", news_page())
    article = web_article(_fetcher(), web.url("/old"))
    assert article.url == web.url("/new")


def test_a_redirect_to_a_private_address_is_judged_again(web: Site) -> None:
    with site() as inner:
        inner.put("/", news_page())
        web.pages["/"] = redirect(inner.url("/", "localhost"))
        error = _refused(web.url("/"), _fetcher(allow_hosts=("127.0.0.1",)))
        assert error.reason == "guard"
        assert "redirected to" in error.line
        assert inner.seen == []


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://x.example/a", "javascript:alert(1)"]
)
def test_a_redirect_leaves_http_for_nothing(web: Site, target: str) -> None:
    web.pages["/"] = redirect(target)
    assert "only http and https" in _refused(web.url("/")).line


def test_a_redirect_to_no_address_is_an_error_of_that_page(web: Site) -> None:
    web.pages["/"] = redirect("http://[x")
    assert "redirected to no address (http://[x)" in _refused(web.url("/")).line


def test_a_ring_of_redirects_ends(web: Site) -> None:
    web.pages["/"] = redirect("/")
    error = _refused(web.url("/"), _fetcher(redirects=3))
    assert error.reason == "redirects"
    assert len(web.seen) == 4


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://x.example/a", "only http and https"),
        ("http://", "no address"),
        ("http://x.example:99999/", "no address"),
        ("http://user:secret@x.example/", "with a password in it"),
        ("http://x.example/\x1b[31m\n", "no address"),
    ],
)
def test_addresses_that_cannot_be_fetched(address: str, said: str) -> None:
    line = _refused(address).line
    assert said in line
    assert "secret" not in line
    assert "\x1b" not in line


def test_a_name_that_is_not_known() -> None:
    error = _refused("http://no-such-host.invalid/")
    assert error.reason == "dns"
    assert "no-such-host.invalid is not known" in error.line


def test_a_connection_that_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        error = _refused(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert error.reason == "refused"


def test_a_server_without_tls_is_no_safe_connection(web: Site) -> None:
    error = _refused(web.url("/").replace("http:", "https:"))
    assert error.reason == "tls"
    assert "no safe connection" in error.line


def test_tls_names_the_host_while_connecting_to_the_address_that_was_judged() -> None:
    hello = bytearray()
    with _talking(lambda connection: hello.extend(connection.recv(4096))) as port:
        _refused(f"https://localhost:{port}/")
    assert b"localhost" in hello


def test_a_slow_drip_ends_at_the_time_limit(web: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(300):
            handler.wfile.write(b"x")
            time.sleep(0.1)

    web.pages["/"] = drip
    start = time.monotonic()
    error = _refused(web.url("/"), _fetcher(timeout=0.4))
    assert error.reason == "timeout"
    assert time.monotonic() - start < 20


def test_headers_that_drip_end_at_the_time_limit_too() -> None:
    def drip(connection: socket.socket) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 300:
            connection.sendall(bytes([byte]))
            time.sleep(0.1)

    with _talking(drip) as port:
        assert _refused(f"http://127.0.0.1:{port}/", _fetcher(timeout=0.4)).reason == "timeout"


@contextmanager
def _talking(talk: Callable[[socket.socket], object]) -> Iterator[int]:
    """The port of a server that accepts one connection, if ever one comes, and talks as `talk` does until nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    talk(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)  # wakes an accept() to which nobody came
            thread.join(60)


def test_the_time_limit_counts_over_redirects(web: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.15)
        redirect("/")(handler)

    web.pages["/"] = slow
    assert _refused(web.url("/"), _fetcher(timeout=0.4, redirects=20)).reason == "timeout"


def test_an_answer_that_is_too_long_is_not_read_to_its_end(web: Site) -> None:
    web.put("/told", b"x" * 2000)

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65536)

    web.pages["/untold"] = endless
    fetcher = _fetcher(max_bytes=1000)
    for path in ("/told", "/untold"):
        assert _refused(web.url(path), fetcher).reason == "size"


def test_a_decompression_bomb_is_stopped_before_it_unfolds(web: Site) -> None:
    import tracemalloc

    bomb = gzip.compress(bytes(300_000_000), 1)
    web.put("/", bomb, Content_Encoding="gzip")
    del bomb
    tracemalloc.start()
    error = _refused(web.url("/"), _fetcher(max_bytes=2_000_000, timeout=120))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert error.reason == "size"
    assert peak < 20_000_000


@pytest.mark.parametrize("squeeze", [gzip.compress, zlib.compress])
def test_compressed_pages_are_read(web: Site, squeeze: object) -> None:
    name = "gzip" if squeeze is gzip.compress else "deflate"
    web.put("/", squeeze(news_page().encode()), Content_Encoding=name)  # type: ignore[operator]  # both take bytes
    assert page_article(_fetcher().fetch(web.url("/"))).article.title == "Port strike widens"


@pytest.mark.parametrize(
    ("body", "encoding"), [(b"no gzip", "gzip"), (gzip.compress(b"x" * 999, mtime=0)[:-9], "gzip"), (b"x", "br")]
)
def test_damaged_compression_is_an_error_and_no_article(web: Site, body: bytes, encoding: str) -> None:
    web.put("/", body, Content_Encoding=encoding)
    assert _refused(web.url("/")).reason == "encoding"


@pytest.mark.parametrize("status", [404, 403, 500])
def test_an_http_error_is_no_article(web: Site, status: int) -> None:
    web.pages["/"] = answer(news_page(), status=status)
    error = _refused(web.url("/"))
    assert (error.reason, error.status) == ("status", status)
    assert f"the server answered {status}" in error.line


def test_what_a_server_asks_to_wait_is_handed_on(web: Site) -> None:
    web.pages["/"] = answer("slow down", status=429, Retry_After="120")
    error = _refused(web.url("/"))
    assert error.retry_after == 120.0
    assert pickle.loads(pickle.dumps(error)).retry_after == 120.0


def test_retry_after_is_seconds_or_a_date() -> None:
    now = "2026-03-09T08:00:00+00:00"
    assert seconds_to_wait("Mon, 09 Mar 2026 08:01:30 GMT", now) == 90.0
    assert seconds_to_wait("Mon, 09 Mar 2026 07:00:00 GMT", now) == 0.0
    assert seconds_to_wait("soon", now) is None
    assert seconds_to_wait(None, now) is None


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "video/mp4"])
def test_what_is_no_text_is_not_read(web: Site, kind: str) -> None:
    web.put("/", b"x", kind)
    assert f"{kind}, not text" in _refused(web.url("/")).line


def test_a_pdf_that_calls_itself_a_page_is_known_by_its_bytes(web: Site) -> None:
    web.put("/", b"%PDF-1.7 ...", "text/html")
    with pytest.raises(SourceError, match="a PDF, not text"):
        web_article(_fetcher(), web.url("/"))


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        ("<?xml version='1.0'?><rss></rss>", "application/rss+xml", "a feed or other XML"),
        ('{"a": 1}', "application/json", "JSON, not an article"),
        ("<html><body>hi</body></html>", "text/html", "no article found"),
        ("  \n", "text/plain", "nothing to brief"),
    ],
)
def test_pages_without_an_article_say_what_they_are(web: Site, body: str, kind: str, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        web_article(_fetcher(), web.put("/", body, kind))
    assert said in caught.value.line


def test_plain_text_is_taken_as_it_is(web: Site) -> None:
    article = web_article(_fetcher(), web.put("/story.txt", "One.\r\n\r\nTwo “three”.", "text/plain; charset=UTF-8"))
    assert article.text == "One.\n\nTwo “three”."


@pytest.mark.parametrize(
    ("charset", "kind"),
    [("cp1251", "text/html; charset=windows-1251"), ("cp1251", "text/html"), ("utf-16", "text/html")],
)
def test_a_page_is_decoded_by_header_declaration_or_bom(web: Site, charset: str, kind: str) -> None:
    page = news_page("Забастовка в порту").replace("utf-8", "windows-1251").replace("“", "«").replace("”", "»")
    assert web_article(_fetcher(), web.put("/", page.encode(charset), kind)).title == "Забастовка в порту"


def test_a_canonical_address_of_another_host_is_not_believed(web: Site) -> None:
    elsewhere = web.put("/a", news_page(head="<link rel='canonical' href='https://evil.example/a'>"))
    assert web_article(_fetcher(), elsewhere).url == elsewhere
    own = web.put("/b?utm_source=x", news_page(head=f"<link rel='canonical' href='{web.url('/b')}'>"))
    assert web_article(_fetcher(), own).url == web.url("/b")


def test_validators_are_sent_and_an_unchanged_page_has_no_body(web: Site) -> None:
    web.pages["/"] = answer("", status=304, ETag='"1"')
    page = _fetcher().fetch(web.url("/"), {"If-None-Match": '"1"'})
    assert page.unchanged
    assert web.seen[0][1]["if-none-match"] == '"1"'


def test_one_host_gets_one_connection_at_a_time(web: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.05)
        answer(news_page())(handler)

    web.pages["/"] = slow
    fetcher = _fetcher()
    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda _: fetcher.fetch(web.url("/")), range(4)))
    assert [page.status for page in pages] == [200] * 4
    assert web.most_at_once == 1


def test_waiting_for_ones_turn_is_not_counted_as_the_servers_time(web: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.25)
        answer(news_page())(handler)

    web.pages["/"] = slow
    fetcher = _fetcher(timeout=2.4)
    with ThreadPoolExecutor(10) as pool:
        assert {page.status for page in pool.map(lambda _: fetcher.fetch(web.url("/")), range(10))} == {200}


def test_an_answer_that_breaks_off_is_no_page(web: Site) -> None:
    def broken(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"<html>")

    web.pages["/"] = broken
    assert _refused(web.url("/")).reason == "broken"


def test_certificates_are_checked_by_the_systems_store_or_the_file_that_is_named(web: Site) -> None:
    with pytest.raises(ConfigError, match=r"ca_file /nonexistent\.pem: No such file"):
        _fetcher(ca_file="/nonexistent.pem").fetch(web.url("/").replace("http:", "https:"))


def test_a_guard_without_a_deadline_still_has_one() -> None:
    assert 0 < Guarded().left() <= 30
    assert ssl.create_default_context().check_hostname


def test_a_year_in_a_copyright_line_or_in_the_text_is_no_date_of_publication(web: Site) -> None:
    page = news_page().replace("<meta property='article:published_time' content='2026-03-09T08:15:00+01:00'>", "")
    page = page.replace("<meta property='article:modified_time' content='2026-03-09T10:00:00+01:00'>", "")
    page = page.replace("Copyright, all rights reserved", "Copyright 2026").replace("on Friday", "in June 2027")
    assert web_article(_fetcher(), web.put("/", page)).published is None
