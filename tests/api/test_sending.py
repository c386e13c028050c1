"""Reports sent over HTTP, one by one and many at once; read again, taken out; what a restart and bad files do."""

from __future__ import annotations

import asyncio
import io
import json
import time
import zipfile
from pathlib import Path

import httpx
import pytest

from api.state.state import State
from rag.assemble import open_library
from rag.library import Library
from rag.settings import Settings
from rag.types import PageFailure
from tests.conftest import TOWNS
from tests.wire import problem, talk

FIELDS = {
    "text": "近日，云岭县红枫镇全面推开“三送两访”活动，干部走村入户，为群众办实事217件。群众说，干部常来，心里踏实。",
    "title": "红枫镇推开“三送两访”",
    "publisher": "云岭县人民政府",
    "published": "2014-08-01",
    "authors": ["秦小满"],
    "url": "https://example.invalid/hongfeng.html",
}
QUESTION = {"question": "哪些乡镇开展了“三送两访”活动？"}


@pytest.fixture
def library(tmp_path: Path):
    library = open_library(Settings(data=tmp_path / "data", model="hashed"))
    yield library
    library.close()


def files(pages: dict[str, bytes | str]) -> list[tuple[str, tuple[str, bytes]]]:
    return [("file", (name, text.encode() if isinstance(text, str) else text)) for name, text in pages.items()]


def zipped(pages: dict[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in pages.items():
            archive.writestr(name, text)
    return packed.getvalue()


def test_a_report_sent_as_fields_is_asked_about_and_taken_out(library: Library) -> None:
    async def work(client: httpx.AsyncClient) -> None:
        sent = await client.post("/v1/reports", json=FIELDS)
        assert sent.status_code == 201
        report = sent.json()["pages"][0]["reports"][0]
        assert (await client.post("/v1/reports", json=FIELDS)).status_code == 200
        held = (await client.get(f"/v1/reports/{report}")).json()
        assert {key: held[key] for key in FIELDS if key != "text"} == {k: v for k, v in FIELDS.items() if k != "text"}
        answer = (await client.post("/v1/answers", json=QUESTION)).json()
        assert [item["name"] for item in answer["listing"]["items"]] == ["红枫镇"]
        changed = FIELDS | {"text": FIELDS["text"].replace("217", "218")}
        again = (await client.post("/v1/reports", json=changed)).json()["pages"][0]
        assert again["status"] == "updated"
        problem(await client.get(f"/v1/reports/{report}"), 404, "unknown_report")
        assert (await client.delete(f"/v1/reports/{again['reports'][0]}")).status_code == 204
        assert (await client.post("/v1/answers", json=QUESTION)).json()["status"] == "not_found"
        kept = (await client.get(f"/v1/answers/{answer['id']}")).json()
        assert kept["sources"][0]["withdrawn"]
        assert kept["text"] == answer["text"]
        assert (await client.post("/v1/reports", json=changed)).json()["reports"] == 0
        back = (await client.post("/v1/reports?restore=true", json=changed)).json()
        assert back["pages"][0]["reports"] == again["reports"]
        problem(await client.delete("/v1/reports/r_0"), 404, "unknown_report")

    talk(library, work)


def test_an_address_that_is_none_is_refused(library: Library) -> None:
    async def work(client: httpx.AsyncClient) -> None:
        for url in ("http://[", "http://", "javascript:alert(1)", "https://a b"):
            problem(await client.post("/v1/reports", json=FIELDS | {"url": url}), 422, "invalid_request")

    talk(library, work)


def test_files_are_read_one_by_one_and_each_says_what_became_of_it(library: Library) -> None:
    bad = {"空.txt": b"", "图.txt": b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "文.pdf": b"%PDF-1.7 \n" + b"\xff\xfe" * 40}

    async def work(client: httpx.AsyncClient) -> None:
        sent = await client.post("/v1/reports", files=files({**TOWNS, **bad}))
        assert sent.status_code == 207
        told = {page["path"]: page for page in sent.json()["pages"]}
        assert [told[name]["status"] for name in TOWNS] == ["added"] * 3
        assert {name: told[name]["status"] for name in bad} == dict.fromkeys(bad, "failed")
        assert all("upload-" not in (page["reason"] or "") for page in told.values())
        problem(await client.post("/v1/reports", files=files(bad)), 422, "nothing_read")
        again = await client.post("/v1/reports", files=files({"别名.txt": TOWNS["qinghe.txt"]}))
        assert (again.status_code, again.json()["pages"][0]["reports"]) == (200, told["qinghe.txt"]["reports"])
        report = told["qinghe.txt"]["reports"][0]
        original = await client.get(f"/v1/reports/{report}/original")
        assert original.content == TOWNS["qinghe.txt"].encode()
        assert original.headers["content-disposition"].startswith("attachment")
        assert original.headers["content-type"] == "application/octet-stream"
        records = "".join(json.dumps({"id": n, "text": f"{FIELDS['text']}第{n}次。"}) + "\n" for n in range(3))
        many = (await client.post("/v1/reports", files=files({"三篇.jsonl": records}))).json()
        assert [page["path"] for page in many["pages"]] == [f"三篇.jsonl#{n}" for n in range(3)]

    talk(library, work)


def test_a_reader_who_has_it_is_not_sent_it_again(library: Library) -> None:
    async def work(client: httpx.AsyncClient) -> None:
        report = (await client.post("/v1/reports", json=FIELDS)).json()["pages"][0]["reports"][0]
        for address in (f"/v1/reports/{report}", f"/v1/reports/{report}/text"):
            first = await client.get(address)
            again = await client.get(address, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
            assert (again.status_code, again.content) == (304, b"")
            assert (await client.get(address, headers={"If-None-Match": '"other"'})).content == first.content

    talk(library, work)


def test_an_idempotency_key_does_it_once(library: Library) -> None:
    async def work(client: httpx.AsyncClient) -> None:
        key = {"Idempotency-Key": "k1"}
        first = await client.post("/v1/reports", json=FIELDS, headers=key)
        again = await client.post("/v1/reports", json=FIELDS, headers=key)
        assert (first.status_code, again.status_code) == (201, 201)
        assert again.content == first.content
        assert again.headers["idempotent-replayed"] == "true"
        other = FIELDS | {"text": "别的文字，说的是别的事情，足够长，可以当作一篇报道来读。"}
        problem(await client.post("/v1/reports", json=other, headers=key), 422, "idempotency_reused")
        failed = {"Idempotency-Key": "k2"}
        empty = files({"空.txt": b""})
        for _ in range(2):
            problem(await client.post("/v1/reports", files=empty, headers=failed), 422, "nothing_read")
        one = await client.post("/v1/imports", files=files(TOWNS), headers={"Idempotency-Key": "k3"})
        two = await client.post("/v1/imports", files=files(TOWNS), headers={"Idempotency-Key": "k3"})
        assert one.json()["id"] == two.json()["id"]

    talk(library, work)


async def finished(client: httpx.AsyncClient, import_id: str) -> dict:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        told = (await client.get(f"/v1/imports/{import_id}")).json()
        if told["state"] == "done":
            return told
        await asyncio.sleep(0.05)
    raise AssertionError(told)


def test_an_import_of_files_an_archive_and_urls(library: Library) -> None:
    async def work(client: httpx.AsyncClient) -> None:
        archive = zipped({"页/乙/baisha.txt": TOWNS["baisha.txt"], "页/空.txt": "", "__MACOSX/x.txt": "x", ".y": "y"})
        pages = {"qinghe.txt": TOWNS["qinghe.txt"], "页.zip": archive}
        begun = await client.post("/v1/imports", files=files(pages))
        assert begun.status_code == 202
        told = await finished(client, begun.json()["id"])
        assert [(item["name"], item["state"], item["status"]) for item in told["items"]] == [
            ("qinghe.txt", "done", "added"),
            ("baisha.txt", "done", "added"),
            ("空.txt", "failed", "failed"),
        ]
        assert told["counts"] == {"waiting": 0, "running": 0, "done": 2, "failed": 1, "parked": 0}
        answer = (await client.post("/v1/answers", json=QUESTION)).json()
        assert answer["listing"]["matched"] == 1
        urls = ["http://127.0.0.1/secret", "http://169.254.169.254/latest/meta-data"]
        begun = await client.post("/v1/imports", json={"urls": urls})
        told = await finished(client, begun.json()["id"])
        assert [item["code"] for item in told["items"]] == ["fetch_refused"] * 2
        problem(await client.get("/v1/imports/imp_none"), 404, "unknown_import")

    talk(library, work)


def test_a_file_that_breaks_the_reader_fails_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read = library.add

    def breaking(pages, progress=None, **options: bool):
        held = list(pages)
        if any(b"BREAK" in page.data for page in held):
            raise RuntimeError("a fault of the reader")
        return read(held, progress, **options)

    monkeypatch.setattr(library, "add", breaking)

    async def work(client: httpx.AsyncClient) -> None:
        begun = await client.post("/v1/imports", files=files({"坏.txt": "BREAK", **TOWNS}))
        told = await finished(client, begun.json()["id"])
        assert [(item["state"], item["code"]) for item in told["items"]] == [
            ("failed", "parser_error"),
            *[("done", None)] * 3,
        ]

    talk(library, work)
    assert "a fault of the reader" in caplog.text


BOMB = zipped({"a.txt": b"0" * 30_000_000})


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"json": {"urls": []}}, 422, "invalid_request"),
        ({"json": {"urls": ["file:///etc/passwd"]}}, 422, "invalid_request"),
        ({"files": files({"b.zip": BOMB})}, 422, "bad_archive"),
        ({"files": files({"b.zip": zipped({})})}, 422, "bad_archive"),
        ({"files": {"note": (None, b"x")}}, 422, "no_files"),
        ({"content": b"--x\r\nbad", "headers": {"Content-Type": "multipart/form-data"}}, 400, "invalid_multipart"),
        ({"content": b"x", "headers": {"Content-Type": "text/html"}}, 415, "unsupported_media_type"),
        ({"content": b'{"urls": ["http://a.example/"], "urls": []}'}, 415, "unsupported_media_type"),
    ],
)
def test_a_bad_import_leaves_nothing(library: Library, tmp_path: Path, body: dict, status: int, code: str) -> None:
    async def work(client: httpx.AsyncClient) -> None:
        problem(await client.post("/v1/imports", **body), status, code)

    state = State(tmp_path / "data")
    talk(library, work, state=state)
    left = [path for folder in ("imports", "spool") for path in (tmp_path / "data" / folder).rglob("*")]
    state.close()
    assert left == []


def test_names_of_files_lead_nowhere(library: Library, tmp_path: Path) -> None:
    names = [
        "../../x.txt",
        "..\\..\\x.txt",
        "/etc/x.txt",
        "a\0b.txt",
        "x" * 1_000 + ".txt",
        "．．／x.txt",
        "CON",
        "\u202etxt.x",
    ]
    before = set(tmp_path.parent.rglob("*"))

    async def work(client: httpx.AsyncClient) -> None:
        for number, name in enumerate(names):
            text = FIELDS["text"].replace("217", str(number))
            sent = await client.post("/v1/reports", files=files({name.replace("\0", "%00"): text}))
            assert sent.status_code == 201, (name, sent.text)
            assert "/" not in sent.json()["pages"][0]["path"]
            assert len(sent.json()["pages"][0]["path"]) <= 200

    talk(library, work)
    outside = {path for path in set(tmp_path.parent.rglob("*")) - before if tmp_path / "data" not in path.parents}
    assert not outside - {tmp_path / "data"}


def test_an_archive_is_read_at_once_and_a_bad_one_fails_alone(library: Library) -> None:
    async def work(client: httpx.AsyncClient) -> None:
        bomb = zipped({"x.txt": "0" * 3_000_000})
        sent = {"页.zip": zipped(TOWNS), "弹.zip": bomb, "空.zip": zipped({}), "文.docx": zipped({"word/a.xml": "x"})}
        told = (await client.post("/v1/reports", files=files(sent))).json()
        read = {page["path"]: (page["status"], page["code"]) for page in told["pages"]}
        assert read == {
            **dict.fromkeys(TOWNS, ("added", None)),
            "弹.zip": ("failed", "bad_archive"),
            "空.zip": ("failed", "bad_archive"),
            "文.docx": ("failed", "unsupported"),
        }
        many = zipped({f"{n}.txt": "字" for n in range(1_001)})
        problem(await client.post("/v1/reports", files=files({"多.zip": many})), 422, "nothing_read")

    talk(library, work)


def test_what_failed_is_tried_again(library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    state = State(tmp_path / "data")
    failing = {"on": True}
    add = library.add

    def add_or_fail(pages, *rest, **known):  # type: ignore[no-untyped-def]
        told = [p if isinstance(p, PageFailure) or not failing["on"] else PageFailure(p.name, "x", "x") for p in pages]
        return add(iter(told), *rest, **known)

    async def work(client: httpx.AsyncClient) -> None:
        monkeypatch.setattr(library, "add", add_or_fail)
        begun = (await client.post("/v1/imports", files=files({"甲.txt": TOWNS["qinghe.txt"], "空.txt": ""}))).json()
        address = f"/v1/imports/{begun['id']}"
        assert (await finished(client, begun["id"]))["counts"]["failed"] == 2
        failing["on"] = False
        again = await client.post(f"{address}/retry")
        assert (again.status_code, again.json()["state"]) == (202, "running")
        told = await finished(client, begun["id"])
        assert [(item["state"], item["attempts"]) for item in told["items"]] == [("done", 1), ("failed", 1)]
        assert [path.suffix for path in state.import_folder(begun["id"]).iterdir()] == [".txt"]  # the empty one
        assert (await client.delete(address)).status_code == 204
        assert not state.import_folder(begun["id"]).exists()
        problem(await client.get(address), 404, "unknown_import")
        problem(await client.post(f"{address}/retry"), 404, "unknown_import")
        whole = (await client.post("/v1/imports", files=files({"乙.txt": TOWNS["baisha.txt"]}))).json()
        await finished(client, whole["id"])
        assert not state.import_folder(whole["id"]).exists()
        problem(await client.post(f"/v1/imports/{whole['id']}/retry"), 409, "nothing_to_retry")

    talk(library, work, state=state)
    state.close()


def test_a_parked_file_is_begun_anew(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.imports.add("imp_1", "", [("a.txt", "a.txt")], [])
    for _ in range(4):
        state.imports.recover()
        state.imports.take(20)
    (parked,) = state.imports.items("imp_1", -1, 1)
    assert (parked.state, parked.result["code"]) == ("parked", "parked")
    assert state.imports.retry("imp_1") == 1
    (waiting,) = state.imports.take(20)
    assert (waiting.attempts, waiting.result["code"]) == (0, None)
    state.close()


def test_a_restart_goes_on_and_parks_what_kills(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.imports.add("imp_1", "", [(f"{n}.txt", f"{n}.txt") for n in range(30)], [])
    for attempt in range(3):
        state.imports.recover()
        taken = state.imports.take(20)
        assert len(taken) == (20 if attempt == 0 else len(taken))
    for item in state.imports.take(20):
        state.imports.settle(item, "done", {"status": "added", "code": None, "reason": None, "reports": []})
    state.close()
    deadly, worked = 7, State(tmp_path)
    for _ in range(100):
        worked.imports.recover()
        items = worked.imports.take(20)
        for item in items:
            if item.ordinal == deadly:
                break  # the process dies here; what came before it in the batch is not settled either
        else:
            for item in items:
                worked.imports.settle(item, "done", {"status": "added", "code": None, "reason": None, "reports": []})
    states = {item.ordinal: item.state for item in worked.imports.items("imp_1", -1, 100)}
    worked.close()
    assert {number for number, told in states.items() if told == "parked"} == {deadly}
    assert all(told == "done" for number, told in states.items() if number != deadly)
