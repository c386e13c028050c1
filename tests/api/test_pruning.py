"""What the service forgets by itself, and what it never does: what somebody has filed, or said something of."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.state.moments import days_ago
from api.state.pruning import IMPORT_DAYS, Keep, prune
from api.state.state import State
from rag.types import Filters
from tests.fakes import FakeLibrary, not_found
from tests.wire import call


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path)
    yield state
    state.close()


def answer(state: State, name: str, age: int = 0, conversation: str | None = None) -> str:
    state.answers.add(replace(not_found("问？", Filters()), id=name), "", conversation)
    aged(state, "answers", "asked_at", name, age)
    return name


def aged(state: State, table: str, column: str, name: str, days: int) -> None:
    state._database.run(f"UPDATE {table} SET {column} = ? WHERE id = ?", (days_ago(days), name))


def kept(state: State) -> set[str]:
    return {name for (name,) in state._database.run("SELECT id FROM answers")}


def test_the_newest_answers_stay_and_those_that_are_filed(state: State) -> None:
    for age in range(5):
        answer(state, f"a{age}", age)
    conversation = state.conversations.add("", "题", {}).id
    answer(state, "in", 90, conversation)
    state.feedback.put(answer(state, "judged", 90), "up", None, [])
    assert prune(state, Keep(answers=2)) == 3
    assert kept(state) == {"a0", "a1", "in", "judged"}
    assert prune(state, Keep(answers=2)) == 0


def test_age_is_a_bound_only_where_it_is_set(state: State) -> None:
    old, new = (state.conversations.add("", title, {}).id for title in ("旧", "新"))
    answer(state, "old", 40)
    answer(state, "old_in", 40, old)
    answer(state, "old_in_new", 40, new)
    aged(state, "conversations", "updated_at", old, 40)
    assert prune(state, Keep()) == 0
    assert prune(state, Keep(days=30)) == 2
    assert kept(state) == {"old_in_new"}
    assert state.conversations.get(old, "") is None


def test_an_import_that_has_ended_is_forgotten_with_its_files(state: State) -> None:
    for name in ("imp_ended", "imp_waiting", "imp_young"):
        state.imports.add(name, "", [("a.txt", "00000.txt")], [])
        state.import_folder(name).mkdir(parents=True)
    for item in (state.imports.items(name, -1, 1)[0] for name in ("imp_ended", "imp_young")):
        state.imports.settle(item, "failed", item.result)
    for name in ("imp_ended", "imp_waiting"):
        aged(state, "imports", "created_at", name, IMPORT_DAYS + 1)
    assert prune(state, Keep()) == 1
    assert [state.import_folder(name).exists() for name in ("imp_ended", "imp_waiting", "imp_young")] == [0, 1, 1]


def test_a_server_prunes_when_it_starts(state: State) -> None:
    for age in range(3):
        answer(state, f"a{age}", age)

    async def main() -> None:
        app = create_app(FakeLibrary(), state=state, keep=Keep(answers=1))
        async with app.router.lifespan_context(app):
            for _ in range(100):
                if len(kept(state)) == 1:
                    break
                await asyncio.sleep(0.02)
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
                assert (await client.get("/v1/answers/a0")).status_code == 200
                assert (await client.get("/v1/answers/a2")).json()["code"] == "unknown_answer"

    asyncio.run(main())


def test_a_link_to_a_pruned_answer_says_so() -> None:
    assert "已删除" in call("GET", "/v1/answers/ans_gone").json()["zh"]
