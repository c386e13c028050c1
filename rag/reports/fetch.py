"""URL → page. The one place that opens the network for a page, and so the one place that says where it may go.

A host is resolved once, every address it has is checked after unwrapping the IPv4 address hidden in an IPv6 one, and
the connection goes to a checked address and no other; each redirect starts again at the first check. No proxy, cookie
or credential of this machine is used. Left out: robots, caching, retries, scripts of the page.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence

import httpx

from rag.errors import UnreadablePage
from rag.language.regex import regex
from rag.types import RawPage

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
Allow = Callable[[Address, int], bool]

_MOST_BYTES = 10_000_000  # decoded; a government page is under 1 MB, and a stranger's server chooses the size
_SECONDS = 10.0  # for everything: name, connection, redirects, body; a person waits for it
_MOST_REDIRECTS = 3  # http → https → www → page is the longest chain an honest site needs
_MOST_ADDRESSES = 3  # tried in turn when a host has several and one is down
_LONGEST_URL = 2000  # code points; what browsers accept
_WEB_PORTS = (80, 443)
_REDIRECTS = (301, 302, 303, 307, 308)
_TYPES = ("text/html", "text/plain", "application/xhtml+xml")
_HEADERS = {
    "User-Agent": "xiangwen/0.1 (report reader)",
    "Accept": ", ".join(_TYPES),
    "Accept-Encoding": "gzip",  # the one encoding we can unpack in bounded steps
}
_UNSAFE = regex(r"[\x00-\x20\x7f\\<>\"^`{|}]|[\u0080-\u00a0\u2000-\u200f\u2028-\u202f\u3000\ufeff]")
_SCHEME = regex(r"https?://(?=[^/?#])", re.IGNORECASE)
_NAME = regex(r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
_TRANSLATED = ipaddress.ip_network("::ffff:0:0:0/96")
_PUBLIC_V6 = ipaddress.ip_network("2000::/3")
# Set aside by IANA for protocols, relays and examples, yet "global" to the ipaddress module of some Python versions.
_SET_ASIDE = [ipaddress.ip_network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20")]


def resolve(host: str, port: int) -> list[str]:
    """Every address the system knows for a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: Address) -> bool:
    """Whether an address, and every IPv4 address it carries inside, is of the public internet.

    `ipaddress.is_global` alone is not enough: it is true for 64:ff9b::a9fe:a9fe, 2002:7f00:1:: and ::127.0.0.1.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inside = _carried(address)
        if inside:
            return all(is_public(carried) for carried in inside)
        if address not in _PUBLIC_V6:
            return False
    if any(address in network for network in _SET_ASIDE):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def public_web(address: Address, port: int) -> bool:
    """The rule for real use: public addresses, web ports."""
    return port in _WEB_PORTS and is_public(address)


def _carried(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """IPv4 addresses inside an IPv6 one: mapped, compatible, translated, NAT64, 6to4, Teredo (two), ISATAP."""
    low = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    inside = [found for found in (address.ipv4_mapped, address.sixtofour) if found]
    if address.teredo:
        inside += address.teredo
    if any(address in network for network in (_NAT64, _COMPATIBLE, _TRANSLATED)):
        inside.append(low)
    if (int(address) >> 32) & 0xFDFFFFFF == 0x5EFE:  # the universal bit may be set
        inside.append(low)
    return inside


class Fetcher:
    """Fetches pages under a rule. `allow` says which address and port may be connected to; `resolve` names them."""

    def __init__(self, resolve: Resolve = resolve, allow: Allow = public_web, seconds: float = _SECONDS) -> None:
        self._resolve = resolve
        self._allow = allow
        self._seconds = seconds
        self._tls = httpx.create_ssl_context(trust_env=False)

    def fetch(self, url: str) -> RawPage:
        """The page at `url`. Raises UnreadablePage: `fetch_refused`, `fetch_failed`, `too_large`."""
        until = time.monotonic() + self._seconds
        results: list[RawPage | Exception] = []
        clients: list[httpx.Client] = []

        def work() -> None:
            try:
                results.append(self._follow(url, until, clients))
            except Exception as exc:  # noqa: BLE001 - handed to the caller's thread and raised there
                results.append(exc)

        # A name server or a server that sends a byte a second passes every single timeout; only the clock stops it.
        thread = threading.Thread(target=work, name="fetch", daemon=True)
        thread.start()
        thread.join(self._seconds)
        for client in clients:
            client.close()  # ends a worker that is still waiting
        result = results[0] if results else TimeoutError(f"{self._seconds:g} s")
        if isinstance(result, RawPage):
            return result
        if isinstance(result, UnreadablePage):
            raise result
        if isinstance(result, httpx.HTTPError | httpx.InvalidURL | OSError | UnicodeError | zlib.error):
            raise _failed(url, f"{type(result).__name__}: {result}") from result
        raise result

    def _follow(self, url: str, until: float, clients: list[httpx.Client]) -> RawPage:
        at = _checked(url)
        page = url.partition("#")[0]
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._get(at, until, clients)
            if isinstance(answer, bytes):
                return RawPage(location=page, name=page, data=answer, url=str(at))
            at = _checked(answer)
        raise _refused(url, f"转向超过 {_MOST_REDIRECTS} 次", f"more than {_MOST_REDIRECTS} redirects")

    def _addresses(self, url: httpx.URL) -> list[Address]:
        """The addresses of a host; all must be allowed, else a host could hide a private one among public ones."""
        port = url.port or (443 if url.scheme == "https" else 80)
        found = [ipaddress.ip_address(text.split("%")[0]) for text in self._resolve(_host(url), port)]
        for address in found:
            if not self._allow(address, port):
                zh = f"地址 {address} 端口 {port} 不是公开的网页地址"
                raise _refused(str(url), zh, f"address {address} port {port} is not on the public web")
        if not found:
            raise _failed(str(url), "no address")
        return found[:_MOST_ADDRESSES]

    def _get(self, url: httpx.URL, until: float, clients: list[httpx.Client]) -> bytes | str:
        """One hop: the body, or where a redirect points."""
        last: httpx.HTTPError | None = None
        for address in dict.fromkeys(self._addresses(url)):
            try:
                return self._request(url, address, until, clients)
            except (httpx.ConnectError, httpx.ConnectTimeout) as exc:
                last = exc
        raise _failed(str(url), str(last)) from last

    def _request(self, url: httpx.URL, address: Address, until: float, clients: list[httpx.Client]) -> bytes | str:
        host = _host(url)
        timeout = max(until - time.monotonic(), 0.01)
        headers = {**_HEADERS, "Host": url.netloc.decode("ascii")}
        extensions = {"sni_hostname": host}
        there = url.copy_with(host=str(address), fragment=None)
        # One client a hop: no cookie is carried over, no connection reused under another host's name.
        with httpx.Client(verify=self._tls, trust_env=False, follow_redirects=False, timeout=timeout) as client:
            clients.append(client)
            with client.stream("GET", there, headers=headers, extensions=extensions) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return str(url.join(response.headers["location"]))
                return _body(url, response, until)


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii").strip("[]").rstrip(".").lower()


def _checked(url: str) -> httpx.URL:
    """The URL in the one reading we use, if nothing in its spelling could be read differently by someone else."""
    if len(url) > _LONGEST_URL:
        raise _refused(
            url[:80], f"网址有 {len(url)} 个字符，上限 {_LONGEST_URL}", f"{len(url)} characters, limit {_LONGEST_URL}"
        )
    if not _SCHEME.match(url):
        raise _refused(url, "只接受 http:// 和 https://", "only http:// and https:// are fetched")
    if _UNSAFE.search(url):
        raise _refused(
            url, "网址里有空格、反斜线或看不见的字符", "the URL holds spaces, backslashes or invisible characters"
        )
    try:
        parsed = httpx.URL(url)
        host = _host(parsed)
    except (httpx.InvalidURL, UnicodeError, ValueError) as exc:
        raise _refused(url, f"网址写法不对：{exc}", f"malformed URL: {exc}") from exc
    authority = re.split(r"[/?#]", url.split("://", 1)[1], maxsplit=1)[0]
    if parsed.userinfo or "@" in authority:
        raise _refused(url, "网址里不能带用户名或密码", "no user name or password in the URL")
    if not (_is_address(host) or _NAME.fullmatch(host)):
        raise _refused(url, f"主机名不合规：{host}", f"not a plain host name or address: {host}")
    return parsed


def _is_address(host: str) -> bool:
    """Dotted-quad IPv4 or IPv6 only: 2130706433, 0x7f.1 and 0177.0.0.1 mean 127.0.0.1 to some readers."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return "%" not in host


def _body(url: httpx.URL, response: httpx.Response, until: float) -> bytes:
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if response.status_code != 200:
        raise _failed(str(url), f"HTTP {response.status_code}")
    if kind not in _TYPES:
        raise _refused(
            str(url), f"内容类型是 {kind or '无'}，只读网页和纯文本", f"content type {kind or 'none'}, not a page"
        )
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", ""):
        raise _refused(str(url), f"不支持的压缩方式 {encoding}", f"content encoding {encoding} is not supported")
    chunks: Iterable[bytes] = response.iter_raw()
    body = bytearray()
    for chunk in _unpacked(chunks) if encoding == "gzip" else chunks:
        body += chunk
        if len(body) > _MOST_BYTES:
            raise UnreadablePage(
                "too_large",
                f"{url} 超过 {_MOST_BYTES} 字节的上限",
                f"{url} is over the limit of {_MOST_BYTES} bytes",
            )
        if time.monotonic() > until:
            raise TimeoutError("the page came too slowly")
    return bytes(body)


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """gzip, never more than the cap in one step."""
    unpack = zlib.decompressobj(wbits=31)
    for chunk in chunks:
        yield unpack.decompress(chunk, _MOST_BYTES + 1)
    yield unpack.flush()


def _refused(url: str, zh: str, en: str) -> UnreadablePage:
    return UnreadablePage("fetch_refused", f"不取这个网址 {url!r}：{zh}", f"refused to fetch {url!r}: {en}")


def _failed(url: str, why: str) -> UnreadablePage:
    return UnreadablePage("fetch_failed", f"取不到 {url!r}：{why}", f"could not fetch {url!r}: {why}")


def fetch(url: str) -> RawPage:
    """The page at a public http(s) URL. Raises UnreadablePage: `fetch_refused`, `fetch_failed`, `too_large`."""
    return Fetcher().fetch(url)
