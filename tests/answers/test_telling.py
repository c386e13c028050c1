"""An answer told as server-sent events: order, ids, taking up again, heartbeats, errors, a reader who goes away."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from api.app import create_app
from api.service import telling
from rag.answers.events import Event, TextAdded
from rag.library import Library
from rag.llm.client import OpenAICompatible
from tests.fake_llm import serving
from tests.fakes import FakeLibrary
from tests.wire import call, events, problem, talk

QUESTION = {"question": "哪些乡镇开展了四帮四促？", "stream": True}


def test_sources_come_before_their_first_use_and_no_marker_is_cut() -> None:
    reply = call("POST", "/v1/answers", json=QUESTION)
    assert reply.headers["content-type"].startswith("text/event-stream")
    told = events(reply.text)
    known: set[int] = set()
    text = ""
    for event in told[:-1]:
        data = json.loads(event["data"])
        if event["event"] == "source":
            known.add(data["n"])
        else:
            text += data["text"]
            assert {int(n) for n in re.findall(r"\[(\d+)\]", text)} <= known
            assert "[" not in re.sub(r"\[\d+\]", "", text)
    assert told[-1]["event"] == "done"
    answer = json.loads(told[-1]["data"])
    assert answer["text"] == text
    assert {source["n"] for source in answer["sources"]} == known
    assert all(event["id"].startswith(f"{answer['id']}:") for event in told)
    assert reply.headers["content-location"] == f"/v1/answers/{answer['id']}"


def test_a_told_answer_is_shown_again_and_taken_up_where_it_was_cut() -> None:
    async def work(client: httpx.AsyncClient) -> None:
        told = events((await client.post("/v1/answers", json=QUESTION)).text)
        answer = json.loads(told[-1]["data"])
        address = f"/v1/answers/{answer['id']}"
        assert (await client.get(address)).json() == answer
        for seen, event in enumerate(told):
            headers = {"Accept": "text/event-stream", "Last-Event-ID": event["id"]}
            rest = events((await client.get(address, headers=headers)).text)
            texts = [json.loads(item["data"])["text"] for item in told[: seen + 1] + rest if item["event"] == "delta"]
            assert "".join(texts) == answer["text"]
            sources = [json.loads(i["data"])["n"] for i in told[: seen + 1] + rest if i["event"] == "source"]
            assert set(sources) == {source["n"] for source in answer["sources"]}
            assert rest[-1]["event"] == "done"
        strange = {"Accept": "text/event-stream", "Last-Event-ID": "ans_other:7"}
        assert events((await client.get(address, headers=strange)).text) == told

    talk(FakeLibrary(), work)


def test_the_same_question_twice_is_two_answers() -> None:
    async def work(client: httpx.AsyncClient) -> None:
        asked = [(await client.post("/v1/answers", json={"question": "四帮四促？"})).json() for _ in range(2)]
        assert asked[0]["text"] == asked[1]["text"]
        assert asked[0]["id"] != asked[1]["id"]
        await client.put(f"/v1/answers/{asked[0]['id']}/feedback", json={"rating": "down"})
        assert "feedback" not in (await client.get(f"/v1/answers/{asked[1]['id']}")).json()
        assert (await client.delete(f"/v1/answers/{asked[0]['id']}")).status_code == 204
        problem(await client.get(f"/v1/answers/{asked[0]['id']}"), 404, "unknown_answer")
        problem(await client.delete(f"/v1/answers/{asked[0]['id']}"), 404, "unknown_answer")

    talk(FakeLibrary(), work)


def test_what_goes_wrong_at_once_has_its_status_and_later_is_an_event(caplog: pytest.LogCaptureFixture) -> None:
    problem(call("POST", "/v1/answers", json={"question": "boom", "stream": True}), 500, "internal_error")

    class Failing(FakeLibrary):
        def stream(self, *arguments: object) -> Iterator[Event]:
            yield TextAdded("开头。")
            raise RuntimeError("secret detail")

    told = events(call("POST", "/v1/answers", Failing(), json=QUESTION).text)
    assert [event["event"] for event in told] == ["delta", "error"]
    assert json.loads(told[1]["data"])["code"] == "internal_error"
    assert "secret" not in told[1]["data"]
    assert "secret detail" in caplog.text


class Endless(FakeLibrary):
    """Tells a word every 10 ms until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.closed_by_reader = threading.Event()
        self.silent = 0.0

    def stream(self, *arguments: object) -> Iterator[Event]:
        try:
            while True:
                yield TextAdded("字")
                time.sleep(max(self.silent, 0.01))
        finally:
            self.closed_by_reader.set()


def connection(messages: list[dict], gone: asyncio.Event, asked: dict = QUESTION) -> tuple:
    """The ASGI side of a reader who hears `messages` and goes away when told."""
    body = json.dumps(asked).encode()
    unread = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict:
        if unread:
            return unread.pop()
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict) -> None:
        messages.append(message)

    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")]
    scope = {"type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1"}
    scope |= {"method": "POST", "path": "/v1/answers", "raw_path": b"/v1/answers", "query_string": b""}
    return scope | {"headers": headers, "scheme": "http", "client": ("127.0.0.1", 1), "root_path": ""}, receive, send


def hear(library: Endless, until: str, then: str) -> list[dict]:
    """Listens to an endless answer until `until` was heard, then goes away or lets the server stop."""
    messages: list[dict] = []

    async def main() -> None:
        gone = asyncio.Event()
        app = create_app(library)
        serving = asyncio.create_task(app(*connection(messages, gone)))
        async with asyncio.timeout(5):
            while not any(until.encode() in message.get("body", b"") for message in messages):
                await asyncio.sleep(0.01)
            if then == "reader goes":
                gone.set()
            else:
                app.state.desk.end_tellings()
            await serving
        assert await asyncio.to_thread(library.closed_by_reader.wait, 1)
        assert not app.state.desk.tellings
        app.state.desk.close()

    asyncio.run(main())
    return messages


def test_when_the_reader_goes_the_library_stops() -> None:
    hear(Endless(), "字", "reader goes")


def test_when_the_reader_goes_a_silent_language_model_is_let_go(towns: Library) -> None:
    with serving("") as fake:
        fake.mode = "one token"
        library = towns.with_llm(OpenAICompatible(fake.url, "qwen"))

        async def main() -> float:
            gone = asyncio.Event()
            app = create_app(library)
            asked = {"question": "清禾镇种植中药材多少亩？", "stream": True}
            answering = asyncio.create_task(app(*connection([], gone, asked)))
            while not fake.requests:
                await asyncio.sleep(0.02)
            await asyncio.sleep(1.5)  # past the wait for the first frame: the reply has begun
            gone.set()
            left = time.monotonic()
            await answering
            assert await asyncio.to_thread(app.state.desk.answers.close, left + 5)
            app.state.desk.close()
            return time.monotonic() - left

        assert asyncio.run(main()) < 1


def test_when_the_server_stops_the_reader_is_told() -> None:
    last = b"".join(message.get("body", b"") for message in hear(Endless(), "字", "server stops")).decode()
    assert json.loads(events(last)[-1]["data"])["code"] == "shutting_down"


def test_silence_is_filled_with_heartbeats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "_HEARTBEAT_SECONDS", 0.05)
    library = Endless()
    library.silent = 0.5
    hear(library, ": ping", "reader goes")
