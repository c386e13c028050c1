"""`xiangwen tune`: the built-in model trained further on the pile itself, kept only if it finds more there.

    tuned/tokenizer.json, model.safetensors    the model, used instead of the built-in one from then on
    tuned/log.jsonl, curve.svg                 how its training went
    tuned/SHA256SUMS                           of all of these (`sha256sum -c`)

The folder is written aside, fsynced and renamed. The caller then builds the index anew; a crash before that is found at
the next question, which asks for `xiangwen rebuild`. Only `learn` reaches the training program and torch.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import BadSetting, PileTooSmall, StoreBroken, StoreFull
from rag.index.chunking import chunk_spans
from rag.index.lock import WriteLock
from rag.index.store import Store
from rag.language.script import shadow
from rag.settings import PILE_FILE, TUNED_FOLDER, Settings
from rag.types import Report, Tuning

if TYPE_CHECKING:
    from embeddings.train.judge import Text

_SUMS = "SHA256SUMS"
_WORK, _OLD = "tmp-tuned", "tmp-tuned-old"
_SHORTEST = 20  # code points of a passage; less is a heading

Progress = Callable[[int, int, float], None]  # step, of how many, loss


def learn(settings: Settings, seed: int = 1, progress: Progress | None = None) -> Tuning:
    """Trains on the pile, judges by reports held back, and puts the model in place if it is better.

    Raises `BadSetting` for another model than the built-in one, `PileTooSmall`, `StoreBusy`, `StoreFull`.
    """
    if settings.model != "builtin":
        raise BadSetting(
            f"只有自带的模型能继续训练，当前是 XIANGWEN_MODEL={settings.model}",
            f"only the built-in model can be tuned, and XIANGWEN_MODEL is {settings.model}",
        )
    data = settings.data
    with closing(Store(data / PILE_FILE)) as store, WriteLock(data / "tune.lock").hold(), _reported(data):
        tuning = _trained(store, data / _WORK, seed, progress)
        if tuning.kept:
            with store.writing():
                _install(data)
        shutil.rmtree(data / _WORK, ignore_errors=True)
    return tuning


def undo(settings: Settings) -> bool:
    """Removes the tuned model; False when there is none. Raises `StoreBusy`, `StoreFull`."""
    data = settings.data
    with closing(Store(data / PILE_FILE)) as store, store.writing(), _reported(data):
        if not (data / TUNED_FOLDER).exists():
            return False
        (data / TUNED_FOLDER).rename(data / _OLD)
        shutil.rmtree(data / _OLD)
    return True


def tuned_model(data: Path) -> Path | None:
    """The folder of the tuned model of this data folder, if it has one. Raises `StoreBroken` where it is damaged."""
    folder = data / TUNED_FOLDER
    if not folder.exists():
        return None
    try:
        lines = (folder / _SUMS).read_text("ascii").splitlines()
        sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        damaged = [name for name, digest in sums.items() if _sha256(folder / name) != digest]
    except (OSError, ValueError) as exc:
        raise _damaged(folder, str(exc)) from exc
    if damaged or not sums:
        raise _damaged(folder, ", ".join(damaged) or _SUMS)
    return folder


def _trained(store: Store, work: Path, seed: int, progress: Progress | None) -> Tuning:
    from embeddings.static import StaticEmbedder
    from embeddings.train.tune import TooFewTexts, tune

    shutil.rmtree(work, ignore_errors=True)
    try:
        tuned = tune(StaticEmbedder.load(), [_text(report) for report in store.reports()], work, seed, progress)
    except TooFewTexts as exc:
        raise PileTooSmall(
            f"库里只有 {exc.found} 篇不同的、有标题或不止一句的报道，至少要 {exc.needed} 篇才能训练并判断有没有变好",
            f"the pile has {exc.found} different reports with a title or several sentences;"
            f" {exc.needed} are needed to train, and to judge by",
        ) from exc
    found = tuned.compared
    return Tuning(
        tuned.better, tuned.trained, tuned.held_back, tuned.steps,
        found.questions, found.before, found.after, found.gain, (found.low, found.high),
    )  # fmt: skip


def _text(report: Report) -> Text:
    """A report as the model reads it: its body in the chunks it is indexed by."""
    from embeddings.train.judge import Text

    body = shadow(report.text)[slice(*report.body)]
    passages = (body[start:end] for start, end in chunk_spans(body))
    return Text(shadow(report.title), tuple(one for one in passages if len(one) >= _SHORTEST), report.group)


def _install(data: Path) -> None:
    """The finished work folder takes the place of the tuned model; every byte is on disk before it does."""
    work, place = data / _WORK, data / TUNED_FOLDER
    names = sorted(path.name for path in work.iterdir())
    sums = "".join(f"{_sha256(work / name)}  {name}\n" for name in names)
    (work / _SUMS).write_text(sums, "ascii")
    for path in (*work.iterdir(), work):
        _sync(path)
    shutil.rmtree(data / _OLD, ignore_errors=True)
    if place.exists():
        place.rename(data / _OLD)
    work.rename(place)
    _sync(data)
    shutil.rmtree(data / _OLD, ignore_errors=True)


@contextmanager
def _reported(data: Path) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise StoreFull(f"不能写入 {data}：{exc}", f"cannot write to {data}: {exc}") from exc


def _damaged(folder: Path, what: str) -> StoreBroken:
    return StoreBroken(
        f"{folder} 里继续训练过的模型已损坏（{what}）：请运行 xiangwen tune 重新训练，"
        "或 xiangwen tune --undo 换回自带的",
        f"the tuned model in {folder} is damaged ({what}): run xiangwen tune to train it again, or "
        "xiangwen tune --undo to go back to the built-in one",
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
