"""`xiangwen tune` at the terminal: the bar while it trains, then what it found and what was done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from api.schemas.reports import StateOut
from api.terminal import render
from api.terminal.session import Session, err, out
from rag import tuning
from rag.types import PileState, Tuning

_KINDS = {"sentence": "句子 sentences", "title": "标题 titles"}


def tune(session: Session, seed: int) -> None:
    """Trains, judges, and where the model was kept builds the index anew with it."""
    with _bar() as show:
        found = tuning.learn(session.settings, seed, show)
    held = _rebuilt(session) if found.kept else None
    index = None if held is None else StateOut.of(held).model_dump(mode="json")
    session.show(lambda: {**asdict(found), "index": index}, lambda: _print(out, found, held))


def undo(session: Session) -> None:
    """Goes back to the built-in model."""
    removed = tuning.undo(session.settings)
    held = _rebuilt(session) if removed else None
    index = None if held is None else StateOut.of(held).model_dump(mode="json")
    told = (
        "已换回自带的模型 · back to the built-in model" if removed else "没有继续训练过的模型 · there is no tuned model"
    )
    session.show(lambda: {"removed": removed, "index": index}, lambda: out.print(told))


def _rebuilt(session: Session) -> PileState:
    err.print("用新的模型重建索引… · building the index with the new model…")
    with session.library() as library:
        return library.rebuild()


@contextmanager
def _bar() -> Iterator[Callable[[int, int, float], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err) as bar:
        task = bar.add_task("准备 preparing", total=None)

        def show(step: int, steps: int, loss: float) -> None:
            bar.update(task, completed=step, total=steps, description=f"训练 training, loss {loss:.2f}")

        yield show


def _print(console: Console, found: Tuning, held: PileState | None) -> None:
    console.print(
        f"用 {found.trained} 篇报道训练了 {found.steps} 步，用留出的 {found.held_back} 篇评判 · "
        f"trained on {found.trained} reports for {found.steps} steps, judged by {found.held_back} held back"
    )
    table = Table("平均倒数排名 MRR", "问题 questions", "之前 before", "之后 after")
    for kind, count in found.questions.items():
        table.add_row(_KINDS[kind], str(count), f"{found.before[kind]:.3f}", f"{found.after[kind]:.3f}")
    console.print(table)
    low, high = found.interval
    console.print(f"提高 gain {found.gain:+.4f}（95 %：{low:+.4f} … {high:+.4f}）")
    if held is None:
        console.print("没有明显变好，什么都没有改 · not clearly better: nothing was changed", style="yellow")
        return
    console.print(
        "变好了，从现在起用新的模型；正在运行的服务请重启；换回：xiangwen tune --undo · "
        "better: used from now on; restart a server that is running; to go back: xiangwen tune --undo",
        style="green",
    )
    render.state(console, held)
