"""Continued training of the built-in model on a user's own texts, kept only if it finds more in texts held back.

Pairs are mined from the texts: a title and its text, a sentence and what stands around it, the lead and the rest. One
story in five is held back; the tuned model must find more there (`judge.py`), or nothing comes of it. The vocabulary
stays. English words, which a Chinese pile does not hold, stay where they are while Chinese ones move, so that questions
in English lose a little of what questions in Chinese gain (docs/models.md).
Left out: where the model is stored, the index (`rag/tuning.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from embeddings.static import StaticEmbedder, quantise, save_model
from embeddings.train.corpus import Corpus, text_corpus
from embeddings.train.judge import Compared, Text, compare, make_questions
from embeddings.train.learner import Recipe, continued_state, use_threads
from embeddings.train.pairs import Pair
from embeddings.train.run import follow
from embeddings.train.sources import Sampler, Source

_HELD_BACK = 5  # one story in so many
_LEAST = 200  # stories; of fewer, the 40 held back cannot tell a better model from luck
_MOST_JUDGED = 1000  # stories asked about; more would take longer to judge than to train
_LEAST_GAIN = 0.005  # of mean reciprocal rank; less is not worth a rebuild
_BATCH = 512  # pairs a step
_ROUNDS = 16  # how often each sentence is drawn; 4, 8, 16, 32 gained .007, .008, .014, .015
_MOST_STEPS = 2000  # ten minutes on one core
_RATE = 0.001  # Adam's; at .004 and more a pile of 1,500 news was learned by heart and its held-back part gained less
_SCALE = 20.0  # the last one of that training
_THREADS = 1  # sums then come out alike whatever the machine, and a server beside it keeps answering


class TooFewTexts(ValueError):
    """The pile is too small to be tuned on and judged by. `found` and `needed` are stories that can be asked about."""

    def __init__(self, found: int, needed: int) -> None:
        super().__init__(f"{found} different reports, {needed} are needed")
        self.found = found
        self.needed = needed


@dataclass(frozen=True, slots=True)
class Tuned:
    """What came of it; the model lies in the run folder, whether `better` or not."""

    trained: int  # texts
    held_back: int
    steps: int
    compared: Compared

    @property
    def better(self) -> bool:
        return self.compared.low > 0 and self.compared.gain >= _LEAST_GAIN


def tune(
    base: StaticEmbedder,
    texts: Sequence[Text],
    run: Path,
    seed: int = 1,
    progress: Callable[[int, int, float], None] | None = None,
) -> Tuned:
    """Trains on the texts and judges by those held back. The same texts and seed give the same model on one machine.

    `progress` hears of each step, of all steps, and of the loss. Writes the model, the log and the curve into the
    folder `run`. Raises TooFewTexts.
    """
    stories = [number for number in _one_of_a_story(texts) if make_questions(texts, [number], seed)]
    if len(stories) < _LEAST:
        raise TooFewTexts(len(stories), _LEAST)
    held = [number for number in stories if is_held_back(texts[number])]
    trained = [number for number in stories if not is_held_back(texts[number])]
    use_threads(_THREADS)
    corpus = _corpus(base.words, [texts[number] for number in trained])
    recipe = _recipe(corpus, seed)
    old = base.weights.table()

    def told(step: int, loss: float) -> None:
        if progress:
            progress(step, recipe.steps, loss)

    learner = follow(_sources(corpus), lambda: continued_state(old), recipe, run, told)
    save_model(run, base.words, quantise(learner.table()))
    questions = make_questions(texts, held[:: len(held) // _MOST_JUDGED + 1], seed)
    return Tuned(len(trained), len(held), recipe.steps, compare(base, StaticEmbedder.load(run), texts, questions))


def is_held_back(text: Text) -> bool:
    """Whether a text is judged by and not trained on; all that tell one story are."""
    return int(hashlib.sha256(text.story.encode()).hexdigest(), 16) % _HELD_BACK == 0


def _one_of_a_story(texts: Sequence[Text]) -> list[int]:
    """The first text of each story: reprints would stand against themselves in a batch."""
    first: dict[str, int] = {}
    for number, text in enumerate(texts):
        if text.passages:
            first.setdefault(text.story, number)
    return list(first.values())


def _corpus(words: Sequence[str], texts: Sequence[Text]) -> Corpus:
    whole = ["\n".join(text.passages) for text in texts]
    titled = [Pair(text.title, body) for text, body in zip(texts, whole, strict=True) if text.title]
    led = [Pair(lead, rest) for lead, _, rest in (body.partition("。") for body in whole) if rest.strip()]
    return text_corpus(words, whole, {"title": titled, "lead": led})


def _sources(corpus: Corpus) -> list[Source]:
    sampler = Sampler(corpus)
    made = [Source("context", 0.6, len(corpus.articles.sentences), sampler.context, together=4)]
    for name, share in (("title", 0.25), ("lead", 0.15)):
        made.append(Source(name, share, len(corpus.pairs[name].queries), sampler.pairs(name)))
    return [source for source in made if source.size]


def _recipe(corpus: Corpus, seed: int) -> Recipe:
    sentences = len(corpus.articles.sentences)
    steps = min(max(sentences * _ROUNDS // _BATCH, 20), _MOST_STEPS)
    batch = min(_BATCH, max(sentences // 4, 8))
    every = steps // 10 + 1
    return Recipe(
        steps=steps,
        batch=batch,
        rate=_RATE,
        scales=(_SCALE, _SCALE),
        warmup=every,
        seed=seed,
        every=every,
        resumable=False,
    )
