"""A report forgotten while a question runs: the question is answered from one moment of the pile, before or after."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from rag.assemble import open_library
from rag.library import Library
from rag.llm.base import Message
from rag.llm.scripted import ScriptedModel
from rag.settings import Settings
from rag.types import ChunkInReport, Status
from tests.conftest import TOWNS

T = TypeVar("T")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log cannot be emptied under a question that waits for it here: half a second shows that, not only ten."""
    monkeypatch.setattr("rag.database._BUSY_MS", 500)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text in TOWNS.items():
        (pages / name).write_text(text, encoding="utf-8")
    library = open_library(Settings(data=tmp_path / "data"))
    library.ingest([str(pages)])
    yield library
    library.close()


def of_baisha(library: Library) -> str:
    return next(report.id for report in library.reports() if report.page == "baisha.txt")


def forget_meanwhile(library: Library, gone: str) -> list[str]:
    """Plants a race: when a question has first read chunks, the report is forgotten elsewhere before it reads on."""
    store, done = library.pile().store, list[str]()
    read = store.in_reports  # what `chunks` reads by, too

    def in_reports(ids: list[int]) -> list[ChunkInReport]:
        found = read(ids)
        if not done and any(item.chunk.report_id == gone for item in found):
            done.append(gone)
            elsewhere = threading.Thread(target=library.forget, args=(gone,))
            elsewhere.start()
            elsewhere.join(30)
        return found

    store.in_reports = in_reports  # type: ignore[method-assign]
    return done


ASKINGS: list[Callable[[Library], object]] = [
    lambda library: library.ask("哪些乡镇计划推行“五星亮牌”工程？"),
    lambda library: library.ask("白沙乡的生猪存栏是多少头？"),
    lambda library: library.ask("白沙乡的经验是什么？", include_hits=True),
    lambda library: library.search("新修渠道12公里"),
    lambda library: library.programme("五星亮牌"),
    lambda library: library.facets(),
]


@pytest.mark.parametrize("asking", ASKINGS)
def test_a_question_under_way_is_not_broken_by_it(library: Library, asking: Callable[[Library], object]) -> None:
    gone = of_baisha(library)
    planted = forget_meanwhile(library, gone)
    asking(library)
    assert planted == [gone], "the race was not met: the question reads no chunk of this report"
    assert library.live([gone]) == set()


def test_the_answer_is_that_of_the_moment_it_began_at(library: Library) -> None:
    gone = of_baisha(library)
    whole = library.ask("白沙乡的生猪存栏是多少头？")
    forget_meanwhile(library, gone)
    assert library.ask("白沙乡的生猪存栏是多少头？").citations == whole.citations
    assert library.ask("白沙乡的生猪存栏是多少头？").status is Status.NOT_FOUND


@pytest.mark.parametrize("asking", [*ASKINGS, lambda library: library.place("云岭县")])
def test_a_report_that_the_index_still_names_is_left_out(library: Library, asking: Callable[[Library], object]) -> None:
    """Between the store's commit and the index's, the index names what the store no longer has."""
    gone, _ = of_baisha(library), library.atlas()
    library._store.forget(gone)
    assert library.pile().index.containing("渠道"), "the index has followed already"
    told = repr(asking(library))
    assert gone not in told
    assert "9600" not in told


def test_nor_is_one_that_a_language_model_is_writing_about(library: Library) -> None:
    gone = of_baisha(library)

    def author(_: Sequence[Message]) -> str:
        library.forget(gone)
        return "全乡生猪存栏9600头[1]。"

    asked = library.with_llm(ScriptedModel(author)).ask("白沙乡的生猪存栏是多少头？")
    assert (asked.status, asked.sources[0].report_id) == (Status.ANSWERED, gone)
    assert library.live([gone]) == set()
