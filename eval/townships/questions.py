"""Questions about an invented pile, each with the set of towns that answers it, town and county."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from eval.townships.concepts import Concept
from eval.townships.wording import Wordings
from eval.townships.world import Key, Programme, World
from rag.types import Verdict

NAMED, ONE_COUNTY, PLANNED, COUNTED, DONE, OTHERWISE = (
    "named", "one county", "planned", "counted", "done", "in other words"
)  # fmt: skip
KINDS = (NAMED, ONE_COUNTY, PLANNED, COUNTED, DONE, OTHERWISE)


@dataclass(frozen=True, slots=True)
class Question:
    """`wanted` is the verdict asked for; `truth` what the pile says of every town it ties to the topic."""

    kind: str
    text: str
    wanted: Verdict
    truth: Mapping[Key, Verdict]

    @property
    def gold(self) -> set[Key]:
        return {key for key, verdict in self.truth.items() if verdict is self.wanted}


def make_questions(rng: random.Random, world: World, wordings: Wordings, each: int) -> list[Question]:
    """About `each` questions of every kind."""
    programmes = [one for one in world.programmes if world.doers(one.core)]
    concepts = [one for one in world.concepts if world.doers(one.core)]
    asked: list[Question] = []
    for _ in range(each):
        asked += _of_programme(rng, world, wordings, rng.choice(programmes))
        asked += _of_concept(rng, world, wordings, rng.choice(concepts))
    return asked


def _of_programme(rng: random.Random, world: World, wordings: Wordings, programme: Programme) -> Iterator[Question]:
    truth = world.truth[programme.core]
    name = rng.choice(
        (f"“{programme.core}”", f"“{programme.core}”{programme.head}", programme.core, programme.core + programme.head)
    )

    def question(kind: str, frames: tuple[str, ...], **slots: str) -> Question:
        wanted = Verdict.PLANNED if kind == PLANNED else Verdict.DID
        return Question(kind, rng.choice(frames).format(P=name, **slots), wanted, truth)

    yield question(NAMED, wordings.ask)
    yield question(COUNTED, wordings.ask_count)
    if any(verdict is Verdict.PLANNED for verdict in truth.values()):
        yield question(PLANNED, wordings.ask_planned)
    county = rng.choice([county for county, _ in world.doers(programme.core)])
    inside = {key: verdict for key, verdict in truth.items() if key[0] == county}
    yield Question(ONE_COUNTY, rng.choice(wordings.ask_in).format(P=name, C=county), Verdict.DID, inside)


def _of_concept(rng: random.Random, world: World, wordings: Wordings, concept: Concept) -> Iterator[Question]:
    kinds: tuple[tuple[str, Callable[[Concept], tuple[str, ...]]], ...] = (
        (DONE, lambda one: one.asked),
        (OTHERWISE, lambda one: one.otherwise),
    )
    for kind, phrases in kinds:
        text = rng.choice(wordings.ask_done).format(V=rng.choice(phrases(concept)))
        yield Question(kind, text, Verdict.DID, world.truth[concept.core])
