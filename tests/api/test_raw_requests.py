"""Requests that no client library would send, byte by byte to a real server: each refused, and the server goes on."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import TOWNS
from tests.server import Server, ingest, serving

HOST = b"Host: 127.0.0.1\r\n"
BODY = json.dumps({"question": "哪些乡镇开展了“三送两访”？"}).encode()
ASK = b"POST /v1/answers HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
FORM = b"POST /v1/reports HTTP/1.1\r\n" + HOST + b"Content-Type: multipart/form-data; boundary=x\r\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    (folder / "pages").mkdir()
    for name, text in TOWNS.items():
        (folder / "pages" / name).write_text(text, encoding="utf-8")
    ingest(folder / "pages", folder / "data", XIANGWEN_MODEL="hashed")
    return folder / "data"


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    with serving(data, XIANGWEN_MODEL="hashed") as server:
        yield server


def send(server: Server, sent: bytes, cut: bool = False) -> bytes:
    """What the server says to these bytes; with `cut` nothing more can follow them."""
    where = urlsplit(server.address)
    with socket.create_connection((where.hostname, where.port), timeout=20) as connection:
        connection.sendall(sent)
        if cut:
            connection.shutdown(socket.SHUT_WR)
        reply = b""
        try:
            while block := connection.recv(65_536):
                reply += block
        except ConnectionResetError:
            pass  # refused in the middle of what we sent: what was said before it counts
        return reply


def length(size: int) -> bytes:
    return b"Content-Length: %d\r\nConnection: close\r\n\r\n" % size


def part(name: bytes, data: bytes) -> bytes:
    return b'--x\r\nContent-Disposition: form-data; name="file"; filename="' + name + b'"\r\n\r\n' + data + b"\r\n"


def form(body: bytes) -> bytes:
    return FORM + length(len(body)) + body


FIELD = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'
RANGES = b",".join(b"%d-%d" % (number, number) for number in range(5_000))

# What is sent, and how the status begins; b"": nothing more follows what was sent, and any answer but 5xx will do.
CASES = {
    "a length longer than the body": (ASK + length(len(BODY) + 9) + BODY, b""),
    "a length shorter than the body": (ASK + length(len(BODY) - 9) + BODY, b"400"),
    "a length that is no number": (ASK + b"Content-Length: ten\r\n\r\n" + BODY, b"400"),
    "two lengths": (ASK + b"Content-Length: 5\r\n" + length(len(BODY)) + BODY, b"400"),
    "a broken chunk": (ASK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
    "no request line": (b"\x16\x03\x01\x02\x00\x01\x00\x01", b"400"),
    "no Host": (b"GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n", b"400"),
    "a header of 200 KB": (b"GET /livez HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 200_000 + b"\r\n\r\n", b"4"),
    "a header with a NUL": (b"GET /livez HTTP/1.1\r\n" + HOST + b"X: a\nb: c\x00\r\n\r\n", b"400"),
    "5,000 ranges": (b"GET /static/icon.svg HTTP/1.1\r\n" + HOST + b"Range: bytes=" + RANGES + b"\r\n\r\n", b""),
    "an upload cut off": (FORM + length(100_000) + part(b"a.txt", b"a" * 500), b""),
    "an upload larger than it may be": (FORM + length(200_000_001) + b"--x\r\n", b"413"),
    "a part without its end": (form(b"--x\r\nContent-Disposition: form-data"), b"4"),
    "a file name of 5,000 characters": (form(part(b"n" * 5_000, b"") + b"--x--"), b"4"),
    "2,000 fields": (form(FIELD * 2_000 + b"--x--"), b"400"),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_and_the_server_goes_on(server: Server, name: str) -> None:
    sent, status = CASES[name]
    reply = send(server, sent, cut=status == b"")
    first = reply.split(b"\r\n", 1)[0]
    assert not first or first.split()[1].startswith(status), first
    assert not first.split()[1:2] or first.split()[1] < b"5", first
    assert b"Traceback" not in reply
    assert send(server, ASK + length(len(BODY)) + BODY).startswith(b"HTTP/1.1 200")


def test_nothing_is_left_of_an_upload_that_was_cut_off(server: Server, data: Path) -> None:
    send(server, FORM + length(100_000) + part(b"a.txt", b"a" * 50_000), cut=True)
    assert send(server, ASK + length(len(BODY)) + BODY).startswith(b"HTTP/1.1 200")
    assert list((data / "spool").rglob("*")) == []
