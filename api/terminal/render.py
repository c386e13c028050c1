"""Answers, hits and reports as text for a terminal (rich). Everything printed is plain data: markup in a title is text.

Left out: JSON (schemas.py) and progress (cli.py). Labels follow the language of the question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from api.schemas.answers import HitOut
from rag.types import Answer, Check, Citation, Listing, PageResult, PageStatus, PileState, Report, Source, Status

Say = Callable[[str, str], str]  # Chinese, English → the one to show

_VERDICTS = {
    "did": ("已开展", "did", "green"),
    "planned": ("计划", "planned", "yellow"),
    "mentioned": ("提到", "mentioned", "dim"),
}
_STATUSES = {"added": "新增 added", "updated": "更新 updated", "unchanged": "未变 unchanged", "failed": "失败 failed"}
_KINDS_OF_PAGE = (PageStatus.ADDED, PageStatus.UPDATED, PageStatus.UNCHANGED, PageStatus.FAILED)


def answer(console: Console, given: Answer, hits: Sequence[HitOut] = ()) -> None:
    """An answer with its list, its sources and every quoted sentence; a `not_found` in a frame of its own."""
    say = _words(given.lang)
    if given.status is Status.NOT_FOUND:
        _not_found(console, given, say)
    else:
        console.print(Text(given.text))
        if given.degraded:
            told = say(f"（{given.degraded.zh}）", f"({given.degraded.en})")
            console.print(Text(told, style="yellow"))
        if given.gate and given.gate.withheld:
            told = say(
                f"（语言模型有 {given.gate.withheld} 句未通过核对，已略去）",
                f"({given.gate.withheld} sentences of the language model did not pass the check and are left out)",
            )
            console.print(Text(told, style="yellow"))
        if given.status is Status.PARTIAL and given.reason:
            console.print(Text(say(f"（不完整：{given.reason}）", f"(partial: {given.reason})"), style="yellow"))
        if given.listing is not None:
            console.print(_listing(given.listing, say))
        if given.sources:
            console.print(Text("\n" + say("来源", "Sources"), style="bold"))
            for source in given.sources:
                console.print(_source(source, given.citations))
    if hits:
        console.print(Text("\n" + say("找到的段落", "Passages found"), style="bold"))
        search(console, hits)


def search(console: Console, hits: Iterable[HitOut]) -> None:
    """Passages, best first."""
    for hit in hits:
        head = Text.assemble(
            (f"{hit.rank}. ", "bold"), (hit.title or "—", "bold"), f"  {_line(hit.publisher, hit.published)}"
        )
        console.print(head)
        console.print(_indented(Text(hit.text)))


def reports(console: Console, items: Iterable[Report]) -> None:
    """One line a report."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("编号 id", "日期 date", "地方 places", "标题 title", "字数 length"):
        table.add_column(name, overflow="fold", justify="right" if name.endswith("length") else "left")
    for item in items:
        places = " ".join(place.name for place in item.places)
        row = (item.id, str(item.metadata.published or "—"), places or "—", item.title or "—", str(len(item.text)))
        table.add_row(*(Text(_printable(cell)) for cell in row))
    console.print(table)


def ingested(console: Console, results: Sequence[PageResult]) -> None:
    """What became of the pages, counted; the reasons of failures have already been told as they came."""
    counts = {status: sum(page.status is status for page in results) for status in _KINDS_OF_PAGE}
    held = len({report for page in results for report in page.reports})
    told = "，".join(f"{_STATUSES[status.value]} {count}" for status, count in counts.items() if count)
    console.print(
        Text(f"{len(results)} 页 pages，{held} 篇报道 reports：{told}" if results else "没有可读的页 no pages")
    )
    if results and counts[PageStatus.UNCHANGED] == len(results):
        console.print(Text("没有变化，无事可做 · nothing has changed, nothing to do", style="dim"))


def failure(console: Console, page: PageResult) -> None:
    """One page that failed, and why."""
    console.print(Text(f"✗ {_printable(page.path)}: {_printable(page.reason or page.code or '')}", style="red"))


def checks(console: Console, found: Iterable[Check]) -> None:
    for check in found:
        mark = ("✓ ", "green") if check.ok else ("✗ ", "bold red")
        console.print(Text.assemble(mark, (check.name, "bold"), f"  {check.detail}"))


def state(console: Console, held: PileState) -> None:
    counts = f"{held.pages} 页 pages，{held.reports} 篇 reports，{held.chunks} 段 chunks"
    console.print(Text(f"{counts}，索引 index {held.index_version}，模型 model {held.model}"))


def _words(lang: str) -> Say:
    return lambda zh, en: zh if lang.startswith("zh") else en


def _not_found(console: Console, given: Answer, say: Say) -> None:
    body: list[RenderableType] = [Text(given.reason or given.text)]
    if given.text and given.reason and given.text != given.reason:
        body.insert(0, Text(given.text))
    console.print(
        Panel(Group(*body), title=say("没有找到", "not found"), border_style="yellow", title_align="left", expand=False)
    )


def _listing(listing: Listing, say: Say) -> Group:
    """The list in short; the sentences stand in the text above it."""
    table = Table(show_edge=False, header_style="bold")
    for name in (say("地方", "place"), say("所属", "within"), say("结论", "verdict"), say("来源", "sources")):
        table.add_column(name, overflow="fold")
    for item in listing.items:
        zh, en, style = _VERDICTS[item.verdict.value]
        numbers = Text("".join(f"[{n}]" for n in item.citations), "cyan")
        table.add_row(Text(item.name, "bold"), Text(item.parent or "—"), Text(say(zh, en), style), numbers)
    told = say(
        f"翻阅 {listing.scanned} 篇，符合 {listing.matched} 个" + ("" if listing.complete else "（名单可能不全）"),
        f"{listing.scanned} reports read, {listing.matched} match"
        + ("" if listing.complete else " (may be incomplete)"),
    )
    return Group(Text(""), table, Text(told, style="dim"))


def _source(source: Source, citations: Sequence[Citation]) -> Group:
    head = Text.assemble((f"[{source.n}] ", "cyan"), (source.title or source.page, "bold"))
    about = _line(source.publisher, source.published, " ".join(source.places))
    also = ["＝ " + "；".join(source.also_reported_by)] if source.also_reported_by else []
    quotes = [_indented(Text(cite.quote), "│ ") for cite in citations if cite.n == source.n]
    return Group(head, *(_indented(Text(line, "dim")) for line in (about, *also) if line), *quotes)


def _indented(text: Text, mark: str = "") -> Padding:
    return Padding(Text(mark) + text, (0, 0, 0, 4), expand=False)


def _line(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _printable(text: str) -> str:
    """A file name of any bytes, a title with control characters: shown escaped, so that a terminal obeys neither."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
