"""Asks a pile every gold question and scores what it says. Which pile: an existing one, or reports ingested for once.

Nothing is printed here but notices on stderr; `eval.reporting.report` turns an `Evaluation` into a table or JSON.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from eval.gold.questions import GoldQuestion, load_gold
from eval.scoring.answers import Case, Failure, Pile, Score, page_name, score
from eval.scoring.measures import Measures, measured
from eval.scoring.support import support
from rag.errors import CallerError, XiangwenError
from rag.search.pile import Pile as SearchPile
from rag.settings import PILE_FILE, Settings
from rag.types import Answer, Hit, PageResult, PageStatus, PileState, Report, Turn

_DEPTH = 100  # hits read for the retrieval measures, the deepest of which is R@100
REPORTS_FOLDER = "reports"  # looked for beside the gold file and one folder up


class NoPile(CallerError):
    """Neither the data folder nor a folder of reports holds the pages the questions are about, or one that was named
    cannot be used."""

    code = "no_pile"


class Askable(Protocol):
    """What the evaluation needs of `rag.library.Library`."""

    def reports(self) -> Sequence[Report]: ...

    def ask(self, question: str, history: Sequence[Turn] = ...) -> Answer: ...

    def search(self, question: str, k: int = ...) -> Sequence[Hit]: ...

    def ingest(self, targets: Sequence[str]) -> Sequence[PageResult]: ...

    def state(self) -> PileState: ...

    def pile(self) -> SearchPile | None:
        """What statements are checked against; None: they are not."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to the pile. `answer` is None where asking it raised one of our errors.

    `top_score` is that of the best retrieved chunk, None where nothing was retrieved.
    """

    score: Score
    answer: Answer | None
    latency_ms: float
    measures: Measures
    top_score: float | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every gold question with what became of it, and the pile that was asked.

    `ingested` is the folder that was read into a temporary pile, None where an existing one was asked.
    """

    gold: Path
    asked: tuple[Asked, ...]
    state: PileState
    ingested: Path | None

    @property
    def passed(self) -> int:
        return sum(one.score.passed for one in self.asked)


def evaluate(
    gold: Path, data: Path | None, reports: Path | None, open_pile: Callable[[Path], AbstractContextManager[Askable]]
) -> Evaluation:
    """`data`: the data folder to ask, default from the settings; `reports`: pages to ingest for this run instead.

    Where neither is given and the data folder of the settings holds none of the questions' pages, a folder `reports`
    beside the gold file, or one folder up, is ingested. `open_pile` opens a data folder. Raises `BadGold`, and `NoPile`
    where there is nothing to ask or a folder that was given cannot be used.
    """
    questions = load_gold(gold)
    with asked_pile(gold, questions, (data, reports), open_pile) as (library, ingested):
        return Evaluation(gold, tuple(ask_all(library, questions)), library.state(), ingested)


@contextmanager
def asked_pile(
    gold: Path,
    questions: Sequence[GoldQuestion],
    where: tuple[Path | None, Path | None],
    open_pile: Callable[[Path], AbstractContextManager[Askable]],
) -> Iterator[tuple[Askable, Path | None]]:
    """The pile that a gold file asks and the folder ingested for it, as `evaluate` says. `where`: data, reports."""
    data, reports = where
    named = reports or data
    if named is not None and not named.exists():
        raise _unusable(named, "不存在", "does not exist")
    folder = data or Settings().data
    if reports is None and (data is not None or folder.is_dir()):
        # Opening a folder without a pile would put one among what may be pages.
        is_pile = (folder / PILE_FILE).is_file()
        held: AbstractContextManager[Askable | None] = open_pile(folder) if is_pile else nullcontext()
        with held as library:
            if library is not None and _holds_pages(library, questions):
                yield library, None
                return
        lacking = "没有这些题目所依据的页面", "holds none of the pages these questions are about"
        if data is not None:
            raise _unusable(data, *lacking)
        _notice(f"{folder}: {' / '.join(lacking)}")
    pages = reports or reports_near(gold)
    _notice(f"把 {pages} 读入临时数据目录 / ingesting {pages} into a temporary data folder")
    with tempfile.TemporaryDirectory(prefix="xiangwen-eval-") as temporary, open_pile(Path(temporary)) as read:
        for page in read.ingest([str(pages)]):
            if page.status == PageStatus.FAILED:
                _notice(f"{page.path}: {page.code}: {page.reason}")
        if not read.reports():
            raise _unusable(pages, "里面没有读得出的页面", "holds no page that can be read")
        yield read, pages


def _unusable(folder: Path, zh: str, en: str) -> NoPile:
    return NoPile(
        f"{folder} 不能用：{zh}；请用 --data 或 --reports 另行指定", f"{folder} {en}: give another --data or --reports"
    )


def _holds_pages(library: Askable, questions: Sequence[GoldQuestion]) -> bool:
    wanted = {page_name(page) for question in questions for page in question.sources}
    return not wanted or not wanted.isdisjoint(Pile(library.reports()).page_names())


def ask_all(library: Askable, questions: Sequence[GoldQuestion]) -> Iterator[Asked]:
    """The questions in order, each with its history, timed around the whole call."""
    pile = Pile(library.reports())
    for question in questions:
        begun = time.perf_counter()
        try:
            answer = library.ask(question.question, history=question.history)
        except XiangwenError as exc:
            failed = Score(question, (Failure("error", f"{exc.code}: {exc}"),), 0, len(question.answers), None)
            yield Asked(failed, None, _since(begun), {"passed": 0.0})
        else:
            elapsed = _since(begun)
            hits = library.search(answer.question_resolved, _DEPTH)
            scored = score(question, answer, pile)
            case, statements = Case(question, answer, pile), library.pile()
            measures = measured(case, scored, hits) | (support(case, statements) if statements else {})
            yield Asked(scored, answer, elapsed, measures, hits[0].score if hits else None)


def _since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


def reports_near(gold: Path) -> Path:
    """The folder of reports that belongs to a gold file. Raises `NoPile` where there is none."""
    near = gold.resolve().parent
    for folder in (near / REPORTS_FOLDER, near.parent / REPORTS_FOLDER):
        if folder.is_dir():
            return folder
    raise NoPile(
        f"没有可问的报道:请用 --data 或 --reports 指定(在 {gold} 旁没有找到 {REPORTS_FOLDER} 文件夹)",
        f"no reports to ask: give --data or --reports (looked for a folder {REPORTS_FOLDER!r} beside {gold})",
    )


def _notice(text: str) -> None:
    print(text, file=sys.stderr)
