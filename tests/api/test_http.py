"""The HTTP edge: shapes, problems, and the bad inputs of the catalogue, none of which may give a 500."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator

import httpx
import pytest

from api.edge.gate import MAX_BODY
from tests.fakes import QUOTES, REPORTS, FakeLibrary
from tests.wire import JSON, call, problem, talk

ROOM = 128  # answers at once (`Desk.answers`)


def ask(body: object, **options: object) -> httpx.Response:
    return call("POST", "/v1/answers", json=body, **options)


def test_an_answer_and_its_exact_spans() -> None:
    answer = ask({"question": "哪些乡镇开展了四帮四促？"}).json()
    assert answer["status"] == "answered"
    assert answer["listing"]["matched"] == 2
    assert "hits" not in answer
    for cite in answer["citations"]:
        source = next(source for source in answer["sources"] if source["n"] == cite["n"])
        reply = call("GET", f"/v1/reports/{source['report_id']}/text")
        assert reply.headers["content-type"] == "text/plain; charset=utf-8"
        start, end = cite["report_span"]
        assert reply.text[start:end] == cite["quote"]


def test_history_filters_and_hits() -> None:
    library = FakeLibrary()
    body = {
        "question": "四帮四促呢？",
        "history": [{"role": "user", "content": "有哪些乡镇？"}, {"role": "assistant", "content": "三个。"}],
        "filters": {"place": "柳塘乡", "since": "2011-01-01", "until": None},
        "include": ["hits"],
        "stream": False,
        "conversation_id": None,
    }
    answer = ask(body, library=library).json()
    assert [hit["text"] for hit in answer["hits"]] == [QUOTES["r2"]]
    assert answer["filters"]["applied"] == {"place": "柳塘乡", "since": "2011-01-01"}
    assert [turn.role for turn in library.asked[0][1]] == ["user", "assistant"]


def test_not_found_is_an_answer() -> None:
    reply = ask({"question": "谁赢了世界杯？"})
    assert reply.status_code == 200
    assert (reply.json()["status"], reply.json()["reason"]) == ("not_found", "资料库里没有相关报道")
    assert "listing" not in reply.json()


def test_search() -> None:
    found = call("POST", "/v1/search", json={"question": "四帮四促", "k": 2}).json()["items"]
    assert [(hit["rank"], hit["report_id"], hit["title"]) for hit in found] == [
        (1, "r1", REPORTS[0].title),
        (2, "r2", REPORTS[1].title),
    ]


def test_reports_page_by_page() -> None:
    seen, cursor = [], {}
    while True:
        page = call("GET", "/v1/reports", params={"limit": 2, **cursor}).json()
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert seen == ["r1", "r2", "r3"]
    one = call("GET", "/v1/reports/r2").json()
    assert one["length"] == len(REPORTS[1].text)
    assert "text" not in one
    found = call("GET", "/v1/reports", params={"place": "石桥镇"}).json()["items"]
    assert [item["id"] for item in found] == ["r1"]


def test_service_addresses() -> None:
    assert call("GET", "/livez").json() == {"status": "alive"}
    assert call("GET", "/readyz", FakeLibrary(pending=4)).json()["pending"] == 4
    assert set(call("GET", "/version").json()) == {"version", "index_version", "model"}
    assert "乡问" in call("GET", "/").text
    paths = call("GET", "/openapi.json").json()["paths"]
    assert {"/v1/answers", "/v1/search", "/v1/reports", "/v1/reports/{report_id}/text"} <= set(paths)
    assert "reference.js" in call("GET", "/docs").text
    assert call("GET", "/reference/reference.js").status_code == 200


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"question": ""}, "empty_question"),
        ({"question": "   "}, "empty_question"),
        ({"question": "？！——"}, "empty_question"),
        ({"question": "长" * 2_001}, "question_too_long"),
        ({"question": 5}, "invalid_request"),
        ({"question": None}, "invalid_request"),
        ({}, "invalid_request"),
        ([], "invalid_request"),
        ("四帮四促", "invalid_request"),
        ({"question": "四帮四促", "k": 3}, "invalid_request"),
        ({"question": "四帮四促", "stream": "yes"}, "invalid_request"),
        ({"question": "？", "stream": True}, "empty_question"),
        ({"question": "四帮四促", "replaces": "ans_1"}, "history_twice"),
        ({"question": "四帮四促", "history": [{"role": "user", "content": "问"}] * 51}, "invalid_request"),
        ({"question": "四帮四促", "history": [{"role": "system", "content": "问"}]}, "invalid_request"),
        ({"question": "四帮四促", "filters": {"since": "2025-02-30"}}, "invalid_request"),
        ({"question": "四帮四促", "filters": {"since": 1300000000}}, "invalid_request"),
        ({"question": "四帮四促", "filters": {"since": "2012-01-01", "until": "2011-01-01"}}, "bad_filter"),
        ({"question": "四帮四促", "filters": {"town": "石桥镇"}}, "invalid_request"),
        ({"question": "四帮四促", "include": ["prompt"]}, "invalid_request"),
    ],
)
def test_a_wrong_question_is_422(body: object, code: str) -> None:
    problem(ask(body), 422, code)


@pytest.mark.parametrize("k", [0, -1, 10**9, "５", "5", 1.5, True, None])
def test_a_wrong_k_is_422(k: object) -> None:
    problem(call("POST", "/v1/search", json={"question": "四帮四促", "k": k}), 422, "invalid_request")


@pytest.mark.parametrize(
    "question", ['"', "*", "NEAR(", "a' OR 1=1 --", "北京-电", "id in [1,2]", "四\x00帮", "\u202e四帮", "𠮷"]
)
def test_operators_are_text(question: str) -> None:
    assert ask({"question": question}).status_code in (200, 422)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "invalid_json"),
        (b"{", 400, "invalid_json"),
        (b'{"question": NaN}', 400, "invalid_json"),
        (b'{"question": Infinity}', 400, "invalid_json"),
        (b'{"question": "a", "question": "b"}', 400, "invalid_json"),
        (b"[" * 100_000, 400, "invalid_json"),
        (b'{"question":' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400, "invalid_json"),
        (b'{"question": "a", "k": ' + b"9" * 5_000 + b"}", 400, "invalid_json"),
        ('{"question": "哪些乡镇"}'.encode("gbk"), 400, "invalid_encoding"),
        ('{"question": "哪些乡镇"}'.encode("utf-16"), 400, "invalid_encoding"),
        (b'\xef\xbb\xbf{"question": "a"}', 400, "invalid_json"),
        (b'{"question": "\\ud800"}', 422, "invalid_text"),
        (b'{"question": "a", "\\ud800": 1}', 422, "invalid_text"),
        (b'{"question": "a", "filters": {"place": "\\udfff"}}', 422, "invalid_text"),
        (b'{"question": 1e999}', 422, "invalid_request"),
        (b'{"question": "a", ' + b",".join(b'"k%d": 1' % n for n in range(50_000)) + b"}", 422, "invalid_request"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_bad_body_is_4xx(body: bytes, status: int, code: str) -> None:
    for path in ("/v1/answers", "/v1/search"):
        reply = call("POST", path, content=body, headers=JSON)
        problem(reply, status, code)
        assert len(reply.content) < 10_000


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=gbk"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
def test_a_wrong_content_type_is_415(headers: dict[str, str]) -> None:
    reply = call("POST", "/v1/answers", content=b'{"question": "a"}', headers=headers)
    problem(reply, 415, "unsupported_media_type")


def test_a_body_over_the_cap_is_413_declared_or_not() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY // 50_000 + 1):
            yield b"x" * 50_000

    problem(call("POST", "/v1/answers", content=b"x" * (MAX_BODY + 1), headers=JSON), 413, "body_too_large")
    problem(call("POST", "/v1/answers", content=pieces(), headers=JSON), 413, "body_too_large")
    problem(call("POST", "/v1/answers", content=b" " * MAX_BODY, headers=JSON), 400, "invalid_json")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/static/../app.py", 404, "not_found"),
        ("GET", "/static/%2e%2e/app.py", 404, "not_found"),
        ("GET", "/v1/reports/none", 404, "unknown_report"),
        ("GET", "/v1/reports/%ff%00/text", 404, "unknown_report"),
        ("GET", "/v1/reports?limit=0", 422, "invalid_request"),
        ("GET", "/v1/reports?nonsense=1", 422, "invalid_request"),
        ("GET", "/v1/reports?since=2011", 422, "invalid_request"),
        ("GET", "/v1/reports?since=2012-01-01&until=2011-01-01", 422, "bad_filter"),
        ("GET", "/v1/reports?cursor=!!!", 422, "bad_cursor"),
        ("GET", "/v1/reports?cursor=Z29uZQ", 422, "bad_cursor"),
        ("DELETE", "/v1/answers", 405, "method_not_allowed"),
        ("GET", "/v1/search", 405, "method_not_allowed"),
    ],
)
def test_wrong_addresses_and_methods(method: str, path: str, status: int, code: str) -> None:
    reply = call(method, path)
    problem(reply, status, code)
    if status == 405:
        assert reply.headers["allow"] == "POST"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "localhost:8000@evil.example", ""])
def test_another_host_is_refused(host: str) -> None:
    problem(call("GET", "/livez", headers={"Host": host}), 421, "host_not_allowed")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:9", "LOCALHOST:8000", "[::1]", "[::1]:8000"])
def test_loopback_hosts_are_served(host: str) -> None:
    assert call("GET", "/livez", headers={"Host": host}).status_code == 200


def test_an_unforeseen_error_tells_nothing() -> None:
    reply = ask({"question": "boom"})
    problem(reply, 500, "internal_error")
    assert "secret" not in reply.text


def test_slow_work_leaves_the_loop_free_and_the_queue_bounded() -> None:
    answering = threading.Event()

    class Slow(FakeLibrary):
        def ask(self, *arguments: object) -> object:
            assert answering.wait(30)
            return super().ask(*arguments)

    async def work(client: httpx.AsyncClient) -> None:
        async def one() -> int:
            return (await client.post("/v1/answers", json={"question": "四帮四促"})).status_code

        # No answer comes before all have asked: what there is no room for is told so at once.
        asked = [asyncio.create_task(one()) for _ in range(200)]
        refused, _ = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED, timeout=20)
        assert {task.result() for task in refused} == {503}
        begun = time.perf_counter()
        assert (await client.get("/livez")).status_code == 200
        assert time.perf_counter() - begun < 0.5
        while sum(task.done() for task in asked) < 200 - ROOM:
            await asyncio.sleep(0.01)
        answering.set()
        codes = await asyncio.gather(*asked)
        assert codes.count(200) == ROOM
        assert codes.count(503) == 200 - ROOM
        again = await client.post("/v1/answers", json={"question": "四帮四促"})
        assert again.status_code == 200

    talk(Slow(), work)


def test_the_api_document_is_json_without_another_origin() -> None:
    assert "http://" not in json.dumps(call("GET", "/openapi.json").json())
