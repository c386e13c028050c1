"""A lying language model against the gate: forged answers must not be shown, true ones in other words must.

The model is put in the place of the real one and answers the gold questions from the evidence that it is given, as
the product gives it: one lie a question, or one true sentence told otherwise. Whether a lie was shown is seen in the
answer's text by the words that were changed, not by the gate's own rules. Questions are split by the parity of their
id's SHA-1: the gate was made on the even half, `reported` is the odd one.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.forging.forgeries import FORBIDDEN, LIES, Evidence, Forgery, Scene
from eval.forging.retellings import RETELLINGS
from eval.gold.questions import GoldQuestion, load_gold
from eval.news import sample
from eval.piles import opened
from rag.answers.generated.plain import plain
from rag.answers.sentences.patterns import persons
from rag.language.script import shadow
from rag.language.sentences import sentence_spans
from rag.library import Library
from rag.llm.scripted import ScriptedModel
from rag.types import Answer

_SAMPLES = Path(__file__).parent.parent / "samples"
_LINE = re.compile(r"^\[(\d+)\]（(?:[^《\n]*《.*?》|[^《）\n]*)）(.*)$", re.MULTILINE)  # a title may hold brackets
_HAN, _SHORTEST = re.compile(r"[一-鿿]"), 6  # Han characters of a sentence that says something
_DRAWS = 500  # of a sentence to lie about, until one has what the lie needs
_EXAMPLES = 40
_QUESTIONS, _LONGEST = 300, 40  # questions made of a pile's own sentences, and their length in code points
_ASKS_FOR_AN_ANSWER = "<证据 "


@dataclass(slots=True)
class Result:
    """What became of one kind of lie or retelling."""

    tried: int = 0
    shown: int = 0


@dataclass(slots=True)
class Ledger:
    """Everything seen, by half of the questions."""

    lies: dict[tuple[str, str], Result] = field(default_factory=lambda: defaultdict(Result))
    truths: dict[tuple[str, str], Result] = field(default_factory=lambda: defaultdict(Result))
    examples: list[str] = field(default_factory=list)

    def example(self, told: str) -> None:
        if len(self.examples) < _EXAMPLES:
            self.examples.append(told)


def campaign(cases: int, seed: int, pages: Path | None = None) -> dict[str, Any]:
    """`cases` lies and half as many retellings, over the sample reports and, where they are, the shared real pages.

    With `pages`, over these instead, with questions made of their own sentences.
    """
    rng = random.Random(seed)  # noqa: S311 (lies to try, not secrets)
    begun, ledger = time.perf_counter(), Ledger()
    piles = [(pages, None)] if pages else list(_piles())
    with tempfile.TemporaryDirectory(prefix="xiangwen-forge-") as folder:
        for number, (path, gold) in enumerate(piles):
            with opened(Path(folder) / str(number)) as library:
                library.ingest([str(path)])
                questions = load_gold(gold) if gold else _questions(library, rng)
                _Courtroom(library, questions, rng, ledger).sit(cases // len(piles))
    return _document(ledger, seed, time.perf_counter() - begun)


def campaign_on_news(cases: int, seed: int, corpus: Path, count: int) -> dict[str, Any]:
    """As `campaign`, over `count` news about towns drawn from a corpus by the seed. Raises `BadBeir`."""
    with tempfile.TemporaryDirectory(prefix="xiangwen-forge-") as folder:
        pages = Path(folder) / "news.jsonl"
        sample(corpus, pages, count, seed)
        return campaign(cases, seed, pages)


def _questions(library: Library, rng: random.Random) -> list[GoldQuestion]:
    """Questions about what sentences drawn from the pile begin with; their ids are drawn too."""
    drawn = []
    for report in rng.choices(library.reports(), k=_QUESTIONS):
        start, end = rng.choice(sentence_spans(report.text))
        opening = re.split(r"[，,。：:]", report.text[start:end])[0]
        drawn.append(
            GoldQuestion(f"{report.id}/{start}", "open", "zh", f"{opening[:_LONGEST]}的情况怎么样？", (), (), ())
        )
    return list({question.id: question for question in drawn}.values())


def _piles() -> Iterator[tuple[Path, Path | None]]:
    yield _SAMPLES / "reports", _SAMPLES / "gold.jsonl"
    shared = Path(os.environ.get("XIANGWEN_SHARED", ""))
    if (shared / "eval" / "seeds_gold.jsonl").is_file():
        yield shared / "reports", shared / "eval" / "seeds_gold.jsonl"


@dataclass(frozen=True, slots=True)
class _Material:
    """A question, and what a model is given to answer it."""

    question: GoldQuestion
    prompt: str
    evidence: list[Evidence]


class _Courtroom:
    """One pile with its questions: lies and retellings are drawn, told and judged."""

    def __init__(self, library: Library, gold: Sequence[GoldQuestion], rng: random.Random, ledger: Ledger) -> None:
        self._library = library
        self._rng = rng
        self._ledger = ledger
        self._places = sorted({place.name for report in library.reports() for place in report.places})
        self._persons = _persons(library)
        self._materials = [material for question in gold if (material := self._material(question))]

    def sit(self, cases: int) -> None:
        kinds = list(LIES)
        tried = 0
        while tried < cases:
            name = kinds[tried % len(kinds)]
            if self._lie(name):
                tried += 1
            else:
                kinds.remove(name)
        for number in range(cases // 2):
            self._retell(list(RETELLINGS)[number % len(RETELLINGS)])

    def _material(self, question: GoldQuestion) -> _Material | None:
        """What the product puts before a model for this question; None where it asks none to write."""
        model = ScriptedModel("")
        self._ask(question, model)
        for messages in model.asked:
            if _ASKS_FOR_AN_ANSWER in messages[-1][1]:
                lines = _LINE.findall(messages[-1][1])
                return _Material(question, messages[0][1], [Evidence(int(number), text) for number, text in lines])
        return None

    def _lie(self, name: str) -> bool:
        """One lie told and judged; False where no sentence drawn can be lied about in this way."""
        for _ in range(_DRAWS):
            material, scene = self._scene()
            forgery = LIES[name](scene)
            if forgery is None or (forgery.cited is None and _run(forgery.shown) in _run(scene.chosen.text)):
                continue
            answer = self._ask(material.question, ScriptedModel(forgery.reply))
            result = self._ledger.lies[_half(material.question), name]
            result.tried += 1
            if _is_shown(answer, forgery):
                result.shown += 1
                self._ledger.example(f"{name} {material.question.id}: {forgery.reply}")
            return True
        return False

    def _retell(self, name: str) -> None:
        """One true sentence told otherwise, if there is one: it must be shown, and as a model's."""
        for _ in range(_DRAWS):
            material, scene = self._scene()
            told = RETELLINGS[name](plain(scene.chosen.text)) if _states(scene.chosen.text) else None
            if told is None:
                continue
            answer = self._ask(material.question, ScriptedModel(f"{told.rstrip('。')}[{scene.chosen.number}]。"))
            result = self._ledger.truths[_half(material.question), name]
            result.tried += 1
            if answer.mode == "llm" and _run(told) in _run(answer.text):
                result.shown += 1
            else:
                self._ledger.example(f"not shown: {name} {material.question.id}: {told}")
            return

    def _scene(self) -> tuple[_Material, Scene]:
        """A question and one of the sentences that a model would be given for it."""
        material = self._rng.choice(self._materials)
        chosen = self._rng.choice(material.evidence)
        scene = Scene(material.evidence, chosen, self._places, self._persons, material.prompt, self._rng)
        return material, scene

    def _ask(self, question: GoldQuestion, model: ScriptedModel) -> Answer:
        return self._library.with_llm(model).ask(question.question, question.history)


def _persons(library: Library) -> list[str]:
    """Names of the pile's people, for a liar to put in each other's place."""
    named = {name for report in library.reports() for name in persons(shadow(report.text))}
    return sorted(name for name in named if 2 <= len(name) <= 3)


def _is_shown(answer: Answer, forgery: Forgery) -> bool:
    if forgery.cited is None:
        return _run(forgery.shown) in _run(answer.text)
    for citation in answer.citations:
        stated = answer.text[slice(*citation.answer_span)]
        if _run(forgery.shown) in _run(stated) and _run(citation.quote) == _run(forgery.cited):
            return True
    return False


def _run(text: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"\[\d+\]", "", shadow(text)))


def _states(sentence: str) -> bool:
    """Whether a sentence says anything: no question, and more than “（完）”."""
    return not sentence.endswith(("？", "?")) and len(_HAN.findall(sentence)) >= _SHORTEST


def _half(question: GoldQuestion) -> str:
    return "reported" if hashlib.sha1(question.id.encode()).digest()[-1] % 2 else "tuned"  # noqa: S324


def _document(ledger: Ledger, seed: int, seconds: float) -> dict[str, Any]:
    lies = {half: _table(ledger.lies, half) for half in ("reported", "tuned")}
    truths = {half: _table(ledger.truths, half) for half in ("reported", "tuned")}
    forbidden = [result for (_, name), result in ledger.lies.items() if name in FORBIDDEN]
    return {
        "seed": seed,
        "seconds": round(seconds, 1),
        "lies": sum(result.tried for result in ledger.lies.values()),
        "forbidden_tried": sum(result.tried for result in forbidden),
        "forbidden_shown": sum(result.shown for result in forbidden),
        "false_alarms": {half: _false_alarms(ledger, half) for half in ("reported", "tuned")},
        "shown": lies,
        "kept": truths,
        "examples": ledger.examples,
    }


def _table(results: dict[tuple[str, str], Result], half: str) -> dict[str, list[int]]:
    """Kind → [shown, tried]."""
    return {name: [item.shown, item.tried] for (side, name), item in sorted(results.items()) if side == half}


def _false_alarms(ledger: Ledger, half: str) -> float:
    """The share of true retellings that were not shown."""
    items = [item for (side, _), item in ledger.truths.items() if side == half]
    tried = sum(item.tried for item in items)
    return round(1 - sum(item.shown for item in items) / tried, 4) if tried else 0.0


def show(result: dict[str, Any], console: Console) -> None:
    """The result as tables for people."""
    for title, key in (("lies shown", "shown"), ("true sentences kept", "kept")):
        table = Table("kind", "reported half", "tuned half", title=title)
        for name in sorted({*result[key]["reported"], *result[key]["tuned"]}):
            cells = [result[key][half].get(name, [0, 0]) for half in ("reported", "tuned")]
            table.add_row(name, *(f"{shown}/{tried}" for shown, tried in cells))
        console.print(table)
    told = f"{result['lies']} lies, {result['forbidden_shown']} of {result['forbidden_tried']} forbidden ones shown; "
    console.print(told + f"false alarms {result['false_alarms']} (seed {result['seed']}, {result['seconds']} s)")
    for example in result["examples"]:
        console.print(example, markup=False)
