"""What a question itself names restricts it, is told, and can be switched off by sending its name back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import httpx
import pytest

from api.cli import run
from rag.library import Library
from rag.types import Filters, Inferable, Status, Verdict
from tests.wire import events, talk

PLACE, SINCE = frozenset({Inferable.PLACE}), frozenset({Inferable.SINCE})
OF_ONE_TOWN = "白沙乡哪些地方开展了“三送两访”？"
SINCE_2015 = "2015年以来哪些乡镇实施了“五星亮牌”？"


def did(library: Library, question: str, ignored: frozenset[Inferable]) -> set[str]:
    listing = library.ask(question, ignore_inferred=ignored).listing
    return {item.name for item in listing.items if item.verdict is Verdict.DID} if listing else set()


def test_a_list_goes_beyond_the_place_that_the_question_names(towns: Library) -> None:
    kept, freed = towns.ask(OF_ONE_TOWN), towns.ask(OF_ONE_TOWN, ignore_inferred=PLACE)
    assert (kept.filters_inferred, kept.filters_ignored) == (Filters(place="白沙乡"), Filters())
    assert (freed.filters_inferred, freed.filters_ignored) == (Filters(), Filters(place="白沙乡"))
    assert "清禾镇" not in did(towns, OF_ONE_TOWN, frozenset())
    assert "清禾镇" in did(towns, OF_ONE_TOWN, PLACE)
    assert kept.id != freed.id


def test_a_period_is_no_bound_any_more(towns: Library) -> None:
    assert towns.ask(SINCE_2015).status is Status.NOT_FOUND
    assert did(towns, SINCE_2015, SINCE) == {"石桥镇"}
    assert towns.ask(SINCE_2015, ignore_inferred=PLACE).status is Status.NOT_FOUND  # it names no place


def test_a_place_switched_off_is_still_a_word_and_no_other_town_speaks_for_it(towns: Library) -> None:
    asked = towns.ask("清禾镇的生猪存栏是多少头？", ignore_inferred=PLACE)
    assert "1.8万头" in asked.citations[0].quote
    assert towns.ask("石桥镇的生猪存栏是多少头？").status is Status.NOT_FOUND
    others = towns.ask("石桥镇的生猪存栏是多少头？", ignore_inferred=PLACE)
    assert "石桥镇（云岭县）：" not in others.text


def test_every_place_named_is_told(towns: Library) -> None:
    asked = towns.ask("清禾镇和白沙乡的生猪存栏各是多少？")
    assert asked.filters_inferred.place == "清禾镇、白沙乡"


def test_over_http_names_go_back_as_they_came(towns: Library) -> None:
    async def work(client: httpx.AsyncClient) -> None:
        first = (await client.post("/v1/answers", json={"question": OF_ONE_TOWN})).json()
        assert first["filters"] == {"applied": {}, "inferred": {"place": "白沙乡"}}
        again = {"question": OF_ONE_TOWN, "ignore_inferred": list(first["filters"]["inferred"])}
        freed = (await client.post("/v1/answers", json=again)).json()
        assert freed["filters"] == {"applied": {}, "inferred": {}, "ignored": {"place": "白沙乡"}}
        assert "清禾镇" in {item["name"] for item in freed["listing"]["items"]}
        kept = (await client.get(f"/v1/answers/{freed['id']}")).json()
        assert kept["filters"] == freed["filters"]
        told = events((await client.post("/v1/answers", json=again | {"stream": True})).text)[-1]
        assert (told["event"], json.loads(told["data"])["text"]) == ("done", freed["text"])

        report = next(source["report_id"] for source in freed["sources"] if "清禾镇" in source["places"])
        why = {"question": OF_ONE_TOWN, "report_id": report}
        assert (await client.post("/v1/explain", json=why)).json()["dropped_at"] == "filters"
        assert (await client.post("/v1/explain", json=why | {"ignore_inferred": ["place"]})).json()["cited"]

        wrong = await client.post("/v1/answers", json={"question": OF_ONE_TOWN, "ignore_inferred": ["source"]})
        assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid_request")

    talk(towns, work)


def test_on_the_command_line(samples: Library, capsys: pytest.CaptureFixture[str]) -> None:
    data = str(samples._store.path.parent)
    assert run(["ask", "石漱镇有多少亩茶园？", "--ignore-inferred", "place", "--data", data, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["filters"]["ignored"] == {"place": "石漱镇"}
    assert run(["ask", "石漱镇有多少亩茶园？", "--ignore-inferred", "source", "--data", data, "--json"]) == 2


def test_a_report_without_a_day_answers_for_a_period_that_it_speaks_of(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": "青石镇2023年至今办了科技培训14场，来了90人。青石镇还修了路。"})
    assert "14场" in library.ask("青石镇2023年以来办了多少场科技培训？").text
    assert library.ask("青石镇2024年以来办了多少场科技培训？").status is Status.NOT_FOUND
    given = Filters(since=date(2023, 1, 1))  # a filter means the day of publication
    assert library.ask("青石镇2023年以来办了多少场科技培训？", filters=given).status is Status.NOT_FOUND
