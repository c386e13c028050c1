"""The one door to the network: what it refuses without a byte sent, and that it fetches what it should."""

from __future__ import annotations

import gzip
import ipaddress
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from rag.errors import UnreadablePage
from rag.reports.fetch import Fetcher, is_public, public_web

PAGE = "<html><body>河湾镇党委</body></html>".encode()


class Site(ThreadingHTTPServer):
    """A server on loopback that counts its visitors."""

    daemon_threads = True
    hits: list[str]
    headers: list[dict[str, str]]


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.hits.append(self.path)
        self.server.headers.append(dict(self.headers))
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "to":
            self.answer(302, location=rest)
        elif kind == "loop":
            self.answer(302, location=f"/loop/{int(rest) + 1}", cookie="a=b")
        elif kind == "status":
            self.answer(int(rest), PAGE)
        elif kind == "type":
            self.answer(200, PAGE, content_type=rest)
        elif kind == "gzip":
            self.answer(200, gzip.compress(PAGE if rest == "page" else bytes(40_000_000)), encoding="gzip")
        elif kind == "large":
            self.answer(200, bytes(10_000_001))
        elif kind == "brotli":
            self.answer(200, PAGE, encoding="br")
        elif kind == "slow":
            self.drip()
        else:
            self.answer(200, PAGE)

    def answer(
        self, status: int, body: bytes = b"", content_type: str = "text/html; charset=utf-8", **more: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, header in (("location", "Location"), ("encoding", "Content-Encoding"), ("cookie", "Set-Cookie")):
            if name in more:
                self.send_header(header, more[name])
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the reader has had enough

    def drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
        try:
            for _ in range(100):
                self.wfile.write(b"X: y\r\n")
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site(("127.0.0.1", 0), Handler)
    server.hits, server.headers = [], []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def local(site: Site, seconds: float = 10.0) -> Fetcher:
    """Fetches from the test server only: every name leads to it, loopback on its port is allowed."""
    port = site.server_port
    return Fetcher(lambda host, _: ["127.0.0.1"], lambda address, to: address.is_loopback and to == port, seconds)


def code_of(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(UnreadablePage) as caught:
        fetcher.fetch(url)
    return caught.value.code


HOSTILE = [
    "http://127.0.0.1:{p}/",
    "http://localhost:{p}/",
    "http://localhost.:{p}/",
    "http://LOCALHOST:{p}/",
    "http://2130706433:{p}/",
    "http://0x7f000001:{p}/",
    "http://0x7f.1:{p}/",
    "http://0177.0.0.1:{p}/",
    "http://017700000001:{p}/",
    "http://127.1:{p}/",
    "http://127.0.1:{p}/",
    "http://0:{p}/",
    "http://0.0.0.0:{p}/",
    "http://[::]:{p}/",
    "http://[::1]:{p}/",
    "http://[0:0:0:0:0:0:0:1]:{p}/",
    "http://[::ffff:127.0.0.1]:{p}/",
    "http://[::ffff:7f00:1]:{p}/",
    "http://[::127.0.0.1]:{p}/",
    "http://[::ffff:0:127.0.0.1]:{p}/",
    "http://[64:ff9b::127.0.0.1]:{p}/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[64:ff9b:1::7f00:1]:{p}/",
    "http://[2002:7f00:1::]:{p}/",
    "http://[2001:0:7f00:1::]:{p}/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]:{p}/",
    "http://[fe80::1%25lo]:{p}/",
    "http://[fd00::1]/",
    "http://[2001:db8::5efe:7f00:1]/",
    "http://user@127.0.0.1:{p}/",
    "http://user:pass@public.example/",
    "http://public.example@127.0.0.1:{p}/",
    "http://127.0.0.1:{p}#@public.example/",
    "http://public.example#@127.0.0.1:{p}/\\",
    "http://127.0.0.1:{p}\\@public.example/",
    "http://public.example\\@127.0.0.1:{p}/",
    "http:\\\\127.0.0.1:{p}\\",
    "http:///127.0.0.1:{p}/",
    "http://１２７.０.０.１:{p}/",
    "http://127。0。0。1:{p}/",
    "http://①②⑦.⓪.⓪.①:{p}/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{p}/",
    "http://127.0.0.1.:{p}/",
    "http://127.0.0.1%2f:{p}/",
    "http://%31%32%37.0.0.1:{p}/",
    "http://rebind.example:{p}/",
    "http://mixed.example:{p}/",
    "http://mapped.example:{p}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://192.0.0.192/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{p}/_GET",
    "dict://127.0.0.1:{p}/",
    "ftp://127.0.0.1:{p}/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "unix:///var/run/docker.sock",
    "//127.0.0.1:{p}/",
    "http:127.0.0.1:{p}/",
    "http://",
    "http://:{p}/",
    "http://[::1/",
    "http://a b:{p}/",
    "http://127.0.0.1:{p}/\r\nHost: public.example",
    "\thttp://127.0.0.1:{p}/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:{p}:80/",
    "http://" + "a" * 3000 + "/",
]
NAMES = {
    "rebind.example": [["127.0.0.1"]],
    "mixed.example": [["1.1.1.1", "127.0.0.1"]],
    "mapped.example": [["::ffff:127.0.0.1"]],
}


@pytest.mark.parametrize("template", HOSTILE, ids=lambda url: url[:50].encode("unicode_escape").decode())
def test_hostile_urls_reach_nobody(site: Site, template: str) -> None:
    def resolver(host: str, port: int) -> list[str]:
        """What a careless system resolver would make of a host."""
        return NAMES[host][0] if host in NAMES else [host if ":" in host or host[0].isdigit() else "127.0.0.1"]

    fetcher = Fetcher(resolver, lambda address, _: is_public(address))  # any port, so that only the address protects
    assert code_of(fetcher, template.replace("{p}", str(site.server_port))) == "fetch_refused"
    assert site.hits == []


@pytest.mark.parametrize(
    "to", ["http://169.254.169.254/", "http://[::1]/", "file:///etc/passwd", "//10.0.0.1/", "gopher://x/"]
)
def test_each_redirect_is_checked_again(site: Site, to: str) -> None:
    assert code_of(local(site), f"http://public.example:{site.server_port}/to/{to}") == "fetch_refused"
    assert len(site.hits) == 1


def test_a_name_that_changes_its_address_between_hops_is_caught(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    fetcher = Fetcher(lambda host, _: next(answers), lambda address, _: str(address) == "127.0.0.1")
    assert code_of(fetcher, f"http://rebind.example:{site.server_port}/to//again") == "fetch_refused"
    assert len(site.hits) == 1


def test_a_name_is_resolved_once_and_that_address_is_called(site: Site) -> None:
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    page = Fetcher(resolver, lambda *_: True).fetch(f"http://Public.Example:{site.server_port}/a?b=1#c")
    assert asked == ["public.example"]
    assert page.data == PAGE and page.location == f"http://Public.Example:{site.server_port}/a?b=1"
    assert site.headers[0]["Host"] == f"public.example:{site.server_port}" and site.hits == ["/a?b=1"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("status/404", "fetch_failed"),
        ("status/500", "fetch_failed"),
        ("type/application/pdf", "fetch_refused"),
        ("type/image/svg+xml", "fetch_refused"),
        ("brotli", "fetch_refused"),
        ("large", "too_large"),
        ("gzip/bomb", "too_large"),
        ("loop/0", "fetch_refused"),
    ],
)
def test_answers_that_are_no_page(site: Site, path: str, code: str) -> None:
    assert code_of(local(site), f"http://public.example:{site.server_port}/{path}") == code


@pytest.mark.parametrize("path", ["page", "gzip/page", "to//page", "type/text/plain", "type/application/xhtml+xml"])
def test_pages_arrive(site: Site, path: str) -> None:
    assert local(site).fetch(f"http://public.example:{site.server_port}/{path}").data == PAGE


def test_redirects_end_after_three_and_carry_no_cookie(site: Site) -> None:
    code_of(local(site), f"http://public.example:{site.server_port}/loop/0")
    assert site.hits == ["/loop/0", "/loop/1", "/loop/2", "/loop/3"]
    assert not any("Cookie" in headers for headers in site.headers)


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert local(site).fetch(f"http://public.example:{site.server_port}/").data == PAGE


def test_a_server_that_drips_is_cut_off(site: Site) -> None:
    start = time.perf_counter()
    assert code_of(local(site, seconds=0.4), f"http://public.example:{site.server_port}/slow") == "fetch_failed"
    assert time.perf_counter() - start < 1.5


def test_a_name_server_that_hangs_is_cut_off() -> None:
    def hanging(host: str, port: int) -> list[str]:
        time.sleep(0.6)
        return []

    assert code_of(Fetcher(hanging, seconds=0.1), "http://public.example/") == "fetch_failed"
    time.sleep(0.6)  # let the worker end within this test


def test_nothing_listening_and_unknown_names(site: Site) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    assert code_of(Fetcher(unknown), "http://public.example/") == "fetch_failed"
    assert code_of(Fetcher(lambda *_: [], lambda *_: True), "http://public.example/") == "fetch_failed"
    assert code_of(Fetcher(lambda *_: ["127.0.0.1"], lambda *_: True), "http://public.example:1/") == "fetch_failed"


def test_the_rule_for_real_use() -> None:
    public = ipaddress.ip_address("1.1.1.1")
    assert public_web(public, 80) and public_web(public, 443) and not public_web(public, 8080)
    assert is_public(ipaddress.ip_address("2606:4700::1111"))
    assert is_public(ipaddress.ip_address("64:ff9b::101:101"))
    assert not is_public(ipaddress.ip_address("64:ff9b::a9fe:a9fe"))
