"""Place pages, programme pages, facets and explanations, on the sample pile and over HTTP: every line is a sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from urllib.parse import quote

import httpx
import pytest

from api.app import create_app
from rag.archive.atlas import Atlas
from rag.archive.records import Line, PlaceNode
from rag.errors import UnknownPlace, UnknownProgramme
from rag.index.mining import MINER_VERSION
from rag.library import Library
from rag.types import Filters, Kind, Level, Place, Status, Verdict
from tests.wire import problem, talk

TOWN = Place("青石镇", Level.TOWN, within=("云岭县",))
NAMESAKE = Place("青石镇", Level.TOWN, within=("霞浦坳县",))


def all_nodes(nodes: Sequence[PlaceNode]) -> Iterator[PlaceNode]:
    for node in nodes:
        yield node
        yield from all_nodes(node.children)


def test_same_named_towns_are_two_and_ids_do_not_depend_on_each_other() -> None:
    alone = Atlas([("r1", [TOWN])]).find("青石镇")
    both = Atlas([("r1", [TOWN]), ("r2", [NAMESAKE])])
    assert both.find(alone.id) == alone
    with pytest.raises(UnknownPlace, match="青石镇@云岭县、青石镇@霞浦坳县"):
        both.find("青石镇")


def test_a_village_stands_under_its_town_and_county() -> None:
    village = Place("柳村", Level.VILLAGE, within=("云岭县", "青石镇"))
    atlas = Atlas([("r1", [Place("云岭县", Level.COUNTY), TOWN, village]), ("r2", [TOWN])])
    (county,) = atlas.tree()
    assert (county.place.id, county.reports) == ("云岭县", 2)
    assert [node.place.id for node in county.children[0].children] == ["柳村@云岭县.青石镇"]
    assert [ref.name for ref in atlas.parents("柳村@云岭县.青石镇")] == ["云岭县", "青石镇"]


def test_a_renamed_county_is_one_place() -> None:
    old, new = (
        Place("旬阳县", Level.COUNTY, code="610928", present="旬阳市"),
        Place("旬阳市", Level.COUNTY, code="610928"),
    )
    assert [node.reports for node in Atlas([("r1", [old]), ("r2", [new])]).tree()] == [2]


def test_every_line_of_the_archive_is_a_sentence_of_its_report(samples: Library) -> None:
    facets = samples.facets()
    lines: list[Line] = []
    for node in all_nodes(facets.places):
        page = samples.place(node.place.id)
        assert page.report_count == node.reports
        lines += [deed.line for deed in page.programmes] + [figure.line for figure in page.figures]
        for figure in page.figures:
            assert figure.written in figure.line.quote
    for programme in facets.programmes:
        page_of = samples.programme(programme.id)
        assert page_of.report_count == programme.reports
        lines += [deed.line for deed in page_of.deeds]
        lines += [page_of.definition] if page_of.definition else []
    assert len(lines) > 200
    for line in lines:
        assert samples.report(line.report_id).text[slice(*line.span)] == line.quote


def test_a_programme_page_lists_what_the_question_lists(samples: Library) -> None:
    page = samples.programme("亮账日制度")
    listing = samples.ask("哪些地方实行“亮账日”制度？").listing
    assert listing is not None
    assert {(deed.place.name, deed.verdict) for deed in page.deeds} == {
        (item.name, item.verdict) for item in listing.items
    }
    assert {"2013", "2014"} <= {tally.value for tally in page.years}
    assert "鹤汀市" in {county.place.name for county in page.counties if county.place}


def test_a_town_page_tells_what_it_did_plans_and_saw(samples: Library) -> None:
    page = samples.place("石漱镇")
    deeds = {deed.programme: deed.verdict for deed in page.programmes}
    assert deeds["两联三送"] is Verdict.DID
    assert deeds["一线四员"] is Verdict.PLANNED
    assert [parent.name for parent in page.parents] == ["砚川县"]


def test_figures_carry_the_time_their_paragraph_reckons_to(samples: Library) -> None:
    figures = [figure for node in all_nodes(samples.facets().places) for figure in samples.place(node.place.id).figures]
    dated = [figure for figure in figures if figure.last is not None]
    assert len(dated) > len(figures) / 5
    assert all(figure.first is not None and figure.first <= figure.last for figure in dated if figure.last)


def test_mining_again_gives_the_same_rows(samples: Library) -> None:
    store = samples._store
    before = store.programmes()
    with store.transaction():
        store._run("UPDATE meta SET value = 'older' WHERE name = 'miner'", ())
        store._run("DELETE FROM programmes", ())
    assert store.programmes() == []
    store.remine()
    assert store.programmes() == before
    assert store._meta("miner") == MINER_VERSION


def test_explanations_name_the_stage(samples: Library) -> None:
    question = "哪些地方实行“亮账日”制度？"
    cited = {source.report_id for source in samples.ask(question).sources}
    for report in samples.reports():
        told = samples.explain(question, report.id)
        assert told.cited == (report.id in cited)
        assert (told.dropped_at is None) == told.cited
    away = next(report for report in samples.reports() if "棠岭县" in {place.name for place in report.places})
    assert samples.explain("石漱镇的茶园有多少亩？", away.id).dropped_at == "filters"
    assert samples.explain("哪里养了大象？", away.id).dropped_at in {"topic", "candidates", "sentence"}


def test_the_ranks_of_each_stage_are_told(samples: Library) -> None:
    question = "石漱镇的茶园有多少亩？"
    sources = samples.ask(question).sources
    source = sources[0].report_id
    told = {stage.name: stage for stage in samples.explain(question, source).stages}
    assert list(told) == ["understood", "filters", "candidates", "fused", "reranked", "sentence", "cited"]
    assert all(stage.passed for stage in told.values())
    ranked = told["reranked"].detail
    hit = next(rank for rank, hit in enumerate(samples.search(question, 30), 1) if hit.chunk.report_id == source)
    assert ranked["read_again"] == 1
    assert isinstance(ranked["rank"], int)
    assert ranked["rank"] <= hit  # of the town's reports alone, it stands no lower than among all
    left = {name: stage.detail["reports_left"] for name, stage in told.items() if "reports_left" in stage.detail}
    of_town = {hit.chunk.report_id for hit in samples.search(question, 100, Filters(place="石漱镇"))}
    assert left["filters"] == left["candidates"] == len(of_town)
    assert left["cited"] == len(sources)


def test_an_english_question_is_explained_by_the_ranking_that_answered_it(samples: Library) -> None:
    question = "How many households joined the star rating?"
    hits = samples.ask(question, include_hits=True).hits
    ranks: dict[str, int] = {}
    for rank, hit in enumerate(hits, 1):
        ranks.setdefault(hit.chunk.report_id, rank)
    assert len(ranks) > 3
    for report, rank in ranks.items():
        told = {stage.name: stage for stage in samples.explain(question, report).stages}
        assert told["reranked"].detail["rank"] == rank


def test_an_answer_that_was_given_is_explained_as_it_was(samples: Library) -> None:
    async def work(client: httpx.AsyncClient) -> None:
        body = {"question": "石漱镇哪些地方开展了“两联三送”？", "ignore_inferred": ["place"]}
        given = (await client.post("/v1/answers", json=body)).json()
        other = next(source for source in given["sources"] if "石漱镇" not in source["places"])
        why = {"answer_id": given["id"], "report_id": other["report_id"]}
        told = (await client.post("/v1/explain", json=why)).json()
        assert (told["cited"], told["dropped_at"]) == (True, None)
        uncited = next(r.id for r in samples.reports() if r.id not in {s["report_id"] for s in given["sources"]})
        dropped = (await client.post("/v1/explain", json=why | {"report_id": uncited})).json()["dropped_at"]
        assert dropped in {"topic", "attributed", "shown"}
        for wrong in (why | {"question": "？"}, {"report_id": uncited}):
            assert (await client.post("/v1/explain", json=wrong)).json()["code"] == "invalid_request"
        problem(await client.post("/v1/explain", json=why | {"answer_id": "ans_none"}), 404, "unknown_answer")

    talk(samples, work)


def test_examples_are_answered_and_the_first_is_a_list(samples: Library, towns: Library) -> None:
    told = samples.facets().examples
    assert len(set(told)) == 4
    answers = [samples.ask(question) for question in told]
    assert {answer.status for answer in answers} == {Status.ANSWERED}
    assert [answer.kind for answer in answers] == [Kind.LIST, Kind.FIGURE, Kind.DEFINITION, Kind.LIST]
    assert answers[0].listing is not None
    assert answers[0].listing.matched >= 2
    assert answers[3].filters_inferred.place
    assert samples.facets() is samples.facets()
    for question in towns.facets().examples:  # too small a pile for four
        assert towns.ask(question).status is Status.ANSWERED


def test_unknown_ids_are_refused(samples: Library) -> None:
    with pytest.raises(UnknownPlace):
        samples.place("无名镇")
    with pytest.raises(UnknownProgramme):
        samples.programme("无名活动")


def test_over_http(samples: Library) -> None:
    async def main() -> None:
        app = create_app(samples)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            facets = (await client.get("/v1/facets")).json()
            place = facets["places"][0]["place"]
            page = (await client.get(f"/v1/places/{quote(place['id'])}")).json()
            assert page["place"] == place
            programme = facets["programmes"][0]
            told = (await client.get(f"/v1/programmes/{quote(programme['id'])}")).json()
            assert (told["id"], told["report_count"]) == (programme["id"], programme["reports"])
            body = {"question": "哪些地方实行“亮账日”制度？", "report_id": told["deeds"][0]["line"]["report_id"]}
            assert (await client.post("/v1/explain", json=body)).json()["stages"][0]["name"] == "understood"
            missing = await client.get(f"/v1/places/{quote('无名镇')}")
            assert (missing.status_code, missing.json()["code"]) == (404, "unknown_place")
            assert (await client.get("/v1/programmes/x")).json()["code"] == "unknown_programme"
            wrong = await client.post("/v1/explain", json=body | {"report_id": "r_none"})
            assert (wrong.status_code, wrong.json()["code"]) == (404, "unknown_report")
        app.state.desk.close()

    asyncio.run(main())
