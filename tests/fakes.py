"""A pile small enough to read, with the methods of `rag.library.Library`, for tests of the edges.

Three invented reports: a plain one, one whose text has characters outside the basic plane before the quotation, and one
whose every field attacks a page that shows it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

from rag.answers.events import Event, replay
from rag.archive.records import Facets
from rag.errors import EmptyQuestion, UnknownReport
from rag.types import (
    Answer,
    Appearance,
    Check,
    Chunk,
    Citation,
    Filters,
    Hit,
    Inferable,
    Kind,
    Level,
    Listing,
    ListingItem,
    Metadata,
    PageFailure,
    PageResult,
    PageStatus,
    PileState,
    Place,
    RawPage,
    Report,
    Source,
    Status,
    Turn,
    Verdict,
)

NO_FILTERS = Filters()
ATTACK = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"


def make_report(id_: str, text: str, title: str, town: str, published: date | None, publisher: str) -> Report:
    url = f"https://example.invalid/{id_}.html"
    metadata = Metadata(title, ("王小川",), "李明", publisher, published, url)
    places = (Place("云溪县", Level.COUNTY, "999901"), Place(town, Level.TOWN, None, ("云溪县",)))
    appearance = Appearance(f"{id_}.txt", f"{id_}.txt", metadata, places)
    return Report(id_, text, hashlib.sha256(text.encode()).hexdigest(), id_, (0, len(text)), (appearance,))


REPORTS = (
    make_report(
        "r1",
        "石桥镇抓党建促发展\n今年以来，石桥镇开展了“四帮四促”活动。全镇种植茶叶三千亩。\n群众得了实惠。",
        "石桥镇抓党建促发展",
        "石桥镇",
        date(2012, 5, 6),
        "云溪县人民政府",
    ),
    make_report(
        "r2",
        "𠮷祥柳塘\n𠮷𠮷村在柳塘乡。柳塘乡也开展了“四帮四促”活动，成效明显。\n" + "说明。\n" * 80,
        "柳塘乡的𠮷事",
        "柳塘乡",
        None,
        "云溪日报",
    ),
    make_report("r3", f"{ATTACK}\n高坡乡计划开展“四帮四促”活动{ATTACK}。", ATTACK, "高坡乡", date(2013, 1, 2), ATTACK),
)
QUOTES = {
    "r1": "今年以来，石桥镇开展了“四帮四促”活动。",
    "r2": "柳塘乡也开展了“四帮四促”活动，成效明显。",
    "r3": f"高坡乡计划开展“四帮四促”活动{ATTACK}。",
}
_VERDICTS = {"r1": Verdict.DID, "r2": Verdict.DID, "r3": Verdict.PLANNED}


def _span(report: Report) -> tuple[int, int]:
    start = report.text.index(QUOTES[report.id])
    return start, start + len(QUOTES[report.id])


class FakeLibrary:
    """Answers every question about 四帮四促 from the three reports, and no other."""

    def __init__(self, reports: Sequence[Report] = REPORTS, pending: int = 0) -> None:
        self._reports = tuple(reports)
        self._pending = pending
        self.closed = False
        self.asked: list[tuple[str, Sequence[Turn], Filters]] = []

    def ingest(
        self, targets: Sequence[str], progress: Callable[[PageResult], None] | None = None, *, restore: bool = False
    ) -> list[PageResult]:
        results = [
            PageResult(target, PageStatus.FAILED, (), "empty", "空文件 / empty file")
            if "bad" in target
            else PageResult(target, PageStatus.ADDED, ("r1",))
            for target in targets
        ]
        for result in results:
            if progress:
                progress(result)
        return results

    def add(
        self,
        pages: Iterable[RawPage | PageFailure],
        progress: Callable[[PageResult], None] | None = None,
        *,
        restore: bool = False,
    ) -> list[PageResult]:
        return self.ingest([page.location for page in pages], progress, restore=restore)

    def reports(self, filters: Filters = NO_FILTERS) -> list[Report]:
        return [
            report
            for report in self._reports
            if filters.place is None or filters.place in {place.name for place in report.places}
        ]

    def report(self, report_id: str) -> Report:
        for report in self._reports:
            if report.id == report_id:
                return report
        raise UnknownReport(f"没有编号为 {report_id!r} 的报道", f"no report {report_id!r}")

    def search(self, question: str, k: int = 10, filters: Filters = NO_FILTERS) -> list[Hit]:
        self._check(question)
        found = self.reports(filters) if "四帮四促" in question else []
        return [_hit(number, report) for number, report in enumerate(found, start=1)][:k]

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        include_hits: bool = False,
        ignore_inferred: Collection[Inferable] = (),
    ) -> Answer:
        self._check(question)
        self.asked.append((question, history, filters))
        if "boom" in question:
            raise RuntimeError("secret detail")
        found = self.reports(filters) if "四帮四促" in question else []
        hits = tuple(self.search(question, 10, filters)) if include_hits else ()
        return list_answer(question, found, filters, hits) if found else not_found(question, filters)

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        include_hits: bool = False,
        ignore_inferred: Collection[Inferable] = (),
    ) -> Iterator[Event]:
        yield from replay(self.ask(question, history, filters, include_hits, ignore_inferred))

    def reports_after(self, key: int, limit: int, filters: Filters = NO_FILTERS) -> tuple[list[Report], int | None]:
        every = self.reports(filters)
        return every[key : key + limit], key + limit if key + limit < len(every) else None

    def live(self, ids: Collection[str]) -> set[str]:
        return {report.id for report in self._reports} & set(ids)

    def warm(self) -> None:
        pass

    def rebuild(self) -> PileState:
        return self.state()

    def doctor(self) -> list[Check]:
        return [Check("store", True, "完好 / sound"), Check("index", self._pending == 0, f"pending {self._pending}")]

    def state(self) -> PileState:
        return PileState(len(self._reports), 2, 3, self._pending, "g1", "hashed")

    def facets(self) -> Facets:
        return Facets(len(self._reports), (), (), (), (), 0, 0, 0, 0, ("哪些乡镇开展了四帮四促？",))

    def close(self) -> None:
        self.closed = True

    def _check(self, question: str) -> None:
        if not any(char.isalnum() for char in question):
            raise EmptyQuestion("问题里没有字", "the question has no word")


def _hit(number: int, report: Report) -> Hit:
    start, end = _span(report)
    return Hit(Chunk(number, report.id, start, end, report.text[start:end]), 1 / number, number, None)


def _source(n: int, report: Report) -> Source:
    data = report.metadata
    return Source(
        n=n,
        report_id=report.id,
        title=report.title,
        publisher=data.publisher,
        author="、".join(data.authors),
        published=data.published,
        url="javascript:document.title='owned'" if report.id == "r3" else data.url,
        page=report.page,
        places=tuple(place.name for place in report.places),
        text_sha256=report.text_sha256,
        also_reported_by=("云溪新闻网",) if report.id == "r1" else (),
    )


def list_answer(question: str, found: Iterable[Report], filters: Filters, hits: tuple[Hit, ...] = ()) -> Answer:
    text, citations, sources, items = "", [], [], []
    for n, report in enumerate(found, start=1):
        town = report.places[-1].name
        statement = f"{town}（云溪县）：{QUOTES[report.id]}"
        citations.append(Citation(n, (len(text), len(text) + len(statement)), _span(report), QUOTES[report.id]))
        text += f"{statement}[{n}]\n"
        sources.append(_source(n, report))
        items.append(ListingItem(town, "云溪县", _VERDICTS[report.id], (n,), paraphrase=report.id == "r3"))
    return Answer(
        id="ans_1",
        question=question,
        question_resolved=question,
        kind=Kind.LIST,
        status=Status.ANSWERED,
        reason=None,
        mode="extractive",
        lang="zh",
        text=text.strip(),
        sources=tuple(sources),
        citations=tuple(citations),
        listing=Listing(tuple(items), 3, sum(item.verdict is Verdict.DID for item in items), True),
        filters_applied=filters,
        filters_inferred=Filters(),
        index_version="g1",
        timings_ms={"retrieve": 1.5},
        hits=hits,
    )


def not_found(question: str, filters: Filters) -> Answer:
    return Answer(
        id="ans_2",
        question=question,
        question_resolved=question,
        kind=Kind.OPEN,
        status=Status.NOT_FOUND,
        reason="资料库里没有相关报道",
        mode="extractive",
        lang="zh",
        text="",
        sources=(),
        citations=(),
        listing=None,
        filters_applied=filters,
        filters_inferred=Filters(),
        index_version="g1",
    )
