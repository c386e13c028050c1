"""Conversations, feedback, and what is remembered over a restart and a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from api.state.state import State
from tests.fakes import REPORTS, FakeLibrary
from tests.wire import call, problem, talk

ROOT = Path(__file__).parents[2]
QUESTION = "哪些乡镇开展了四帮四促？"


def test_a_conversation_from_its_beginning_to_its_end() -> None:
    library = FakeLibrary()

    async def work(client: httpx.AsyncClient) -> None:
        begun = (await client.post("/v1/conversations", json={"filters": {"place": "石桥镇"}})).json()
        address = f"/v1/conversations/{begun['id']}"
        one = {"question": QUESTION, "conversation_id": begun["id"]}
        first = (await client.post("/v1/answers", json=one)).json()
        assert first["filters"]["applied"] == {"place": "石桥镇"}
        two = {"question": "四帮四促有哪些？", "conversation_id": begun["id"], "filters": {}}
        second = (await client.post("/v1/answers", json=two)).json()
        assert second["filters"]["applied"] == {}
        assert [(turn.role, turn.content) for turn in library.asked[1][1]] == [
            ("user", QUESTION),
            ("assistant", first["text"]),
        ]
        whole = (await client.get(address)).json()
        assert (whole["title"], whole["turns"]) == (QUESTION, 2)
        assert whole["answers"] == [first, second]
        await client.patch(address, json={"title": "四帮四促"})
        assert (await client.get("/v1/conversations")).json()["items"][0]["title"] == "四帮四促"
        assert (await client.delete(address)).status_code == 204
        problem(await client.get(address), 404, "unknown_conversation")
        problem(await client.get(f"/v1/answers/{first['id']}"), 404, "unknown_answer")

    talk(library, work)


def test_an_answer_asked_anew_takes_the_place_of_the_old_one() -> None:
    library = FakeLibrary()

    async def work(client: httpx.AsyncClient) -> None:
        conversation = (await client.post("/v1/conversations", json={})).json()["id"]

        async def ask(question: str, **more: str) -> dict:
            body = {"question": question, "conversation_id": conversation, **more}
            return (await client.post("/v1/answers", json=body)).json()

        first, second, third = [await ask(f"四帮四促{n}？") for n in "一二三"]
        anew = await ask("四帮四促到底有哪些？", replaces=second["id"])
        assert [turn.content for turn in library.asked[-1][1]] == ["四帮四促一？", first["text"]]
        whole = (await client.get(f"/v1/conversations/{conversation}")).json()
        assert [answer["id"] for answer in whole["answers"]] == [first["id"], anew["id"]]
        assert (await client.get(f"/v1/answers/{third['id']}")).status_code == 200
        assert (await ask("四帮四促？", replaces="ans_none"))["code"] == "unknown_answer"

    talk(library, work)


def test_conversations_are_searched_and_paged() -> None:
    async def work(client: httpx.AsyncClient) -> None:
        ids = [(await client.post("/v1/conversations", json={"title": f"第{n}次"})).json()["id"] for n in range(5)]
        body = {"question": QUESTION, "conversation_id": ids[1]}
        await client.post("/v1/answers", json=body)
        seen, cursor = [], {}
        while cursor is not None:
            page = (await client.get("/v1/conversations", params={"limit": 2, **cursor})).json()
            seen += [item["id"] for item in page["items"]]
            cursor = {"cursor": page["next_cursor"]} if page["next_cursor"] else None
        assert seen == [ids[1], ids[4], ids[3], ids[2], ids[0]]
        for q, expected in {"第3次": [ids[3]], "四幫四促": [ids[1]], "柳塘乡也开展": [ids[1]], "%": []}.items():
            found = (await client.get("/v1/conversations", params={"q": q})).json()["items"]
            assert [item["id"] for item in found] == expected, q
        problem(await client.get("/v1/conversations?cursor=Z29uZQ"), 422, "bad_cursor")

    talk(FakeLibrary(), work)


def test_a_conversation_is_exported() -> None:
    async def work(client: httpx.AsyncClient) -> None:
        conversation = (await client.post("/v1/conversations", json={})).json()["id"]
        await client.post("/v1/answers", json={"question": QUESTION, "conversation_id": conversation})
        address = f"/v1/conversations/{conversation}"
        as_json = await client.get(f"{address}/export?format=json")
        assert as_json.json() == (await client.get(address)).json()
        assert as_json.headers["content-disposition"].startswith("attachment")
        markdown = (await client.get(f"{address}/export?format=md")).text
        assert "石桥镇（云溪县）：今年以来，石桥镇开展了“四帮四促”活动。\\[1\\]" in markdown
        assert "> 今年以来，石桥镇开展了“四帮四促”活动。" in markdown
        assert "<img" not in markdown.replace("\\<img", "")
        assert "javascript:" not in markdown

    talk(FakeLibrary(), work)


def test_a_source_that_has_left_the_pile_is_marked_and_its_quote_stays() -> None:
    library = FakeLibrary()

    async def work(client: httpx.AsyncClient) -> None:
        answer = (await client.post("/v1/answers", json={"question": QUESTION})).json()
        library._reports = REPORTS[1:]
        again = (await client.get(f"/v1/answers/{answer['id']}")).json()
        assert [source.get("withdrawn", False) for source in again["sources"]] == [True, False, False]
        assert again["citations"] == answer["citations"]

    talk(library, work)


def test_feedback_becomes_drafts_of_gold_questions() -> None:
    async def work(client: httpx.AsyncClient) -> None:
        answer = (await client.post("/v1/answers", json={"question": QUESTION})).json()
        address = f"/v1/answers/{answer['id']}/feedback"
        given = {"rating": "up", "reason": "柳塘乡的不对", "citations": [{"n": 2, "verdict": "unsupported"}]}
        said = (await client.put(address, json=given)).json()
        assert {key: said[key] for key in given} == given
        assert (await client.get(f"/v1/answers/{answer['id']}")).json()["feedback"] == said
        problem(
            await client.put(address, json={"citations": [{"n": 9, "verdict": "supported"}]}), 422, "unknown_citation"
        )
        problem(await client.put("/v1/answers/none/feedback", json={}), 404, "unknown_answer")
        missed = (await client.post("/v1/answers", json={"question": "谁赢了世界杯？"})).json()
        await client.put(f"/v1/answers/{missed['id']}/feedback", json={"rating": "up"})
        drafts = [json.loads(line) for line in (await client.get("/v1/feedback")).text.splitlines()]
        assert drafts[0]["answers"] == [["石桥镇"]]
        assert drafts[0]["not_answers"] == ["柳塘乡"]
        assert drafts[0]["sources"] == ["r1.txt", "r3.txt"]
        assert drafts[0]["evidence"][0] == "今年以来，石桥镇开展了“四帮四促”活动。"
        assert drafts[1]["kind"] == "unanswerable"

    talk(FakeLibrary(), work)


@pytest.mark.parametrize(
    "body",
    [{"rating": "maybe"}, {"citations": [{"n": 0, "verdict": "supported"}]}, {"stars": 5}, {"reason": "长" * 2_001}],
)
def test_wrong_feedback_is_422(body: dict) -> None:
    problem(call("PUT", "/v1/answers/ans_1/feedback", json=body), 422, "invalid_request")


KILLED = """
import os, sys
from dataclasses import replace
from pathlib import Path
from api.state.state import State
from tests.fakes import FakeLibrary
state = State(Path(sys.argv[1]))
answer = FakeLibrary().ask("四帮四促？")
for number in range(10_000):
    state.answers.add(replace(answer, id=f"ans_{number}"), "")
    os.write(1, b"%d\\n" % number)
"""


def test_a_kill_loses_no_answer_that_was_acknowledged(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        seen = [process.stdout.readline() for _ in range(50)]
        os.kill(process.pid, signal.SIGKILL)
        seen += process.stdout.read().splitlines()
    state = State(tmp_path)
    try:
        assert all(state.answers.get(f"ans_{int(number)}") for number in seen)
    finally:
        state.close()
