"""How fast the page is in a real Chromium: `python -m tests.page.speed ADDRESS [--question Q]` (`make page-speed`).

ADDRESS is a running server. Measured are the first paint of a fresh visit, the time from a chip's click to the painted
sentence of its article, and a list of a thousand places: until it is painted, until it is sorted, and the frames while
it scrolls. The list is invented and told to the page in place of the server's reply, so that every pile gives the same
one. Times are the page's own clock; `cpu_ms` is the processor time of the page's main thread, which other jobs of the
machine do not lengthen. One JSON document on stdout. Left out: how long the server takes to answer.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Route, sync_playwright

from tests import browser as chromium

VISITS = 5  # fresh ones, of which the median and the worst are told
PLACES = 1000
A_COUNTY = 20  # places
CHIPS = 12  # of one answer, each opened once
QUESTION = "哪些地方实行“亮账日”制度？"
ANSWER_MS = 60_000  # waited for an answer of a large pile
SCRIPT = Path(__file__).parent / "speed.js"

Answer = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    told = argparse.ArgumentParser(description="how fast the page is, as JSON")
    told.add_argument("address")
    told.add_argument("--question", default=QUESTION, help="an answerable one, whose chips are opened")
    asked = told.parse_args(argv)
    path = chromium.find()
    if path is None:
        print("没有浏览器 no browser: python -m tests.browser", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        figures = {
            "chromium": browser.version,
            "first_paint": first_paint(browser, asked.address),
            "chip_to_panel": chip_to_panel(browser, asked.address, asked.question),
            "list": long_list(browser, asked.address),
        }
        browser.close()
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    return 0


def first_paint(browser: Browser, address: str) -> dict[str, float]:
    """Milliseconds from the request to the first content, and to the example questions, with nothing cached."""
    painted, usable = [], []
    for _ in range(VISITS):
        page = visit(browser, address)
        page.wait_for_selector(".examples button", timeout=ANSWER_MS)
        painted.append(page.evaluate("speed.firstPaint()"))
        usable.append(page.evaluate("performance.now()"))
        page.context.close()
    return {"ms_p50": middle(painted), "ms_max": max(painted), "examples_ms_p50": middle(usable)}


def chip_to_panel(browser: Browser, address: str, question: str) -> dict[str, Any]:
    """Milliseconds from the click to the painted mark, for the first article of each source and `again` for the same
    ones. No pointer hovers over a chip here, which would read its article ahead of the click."""
    page = visit(browser, address)
    ask(page, question)
    reports = page.evaluate("speed.chipsOfReports()")[:CHIPS]
    if not reports:
        raise SystemExit(f"没有可点的编号 no chip under {question!r}: give an answerable --question")
    figures: dict[str, Any] = {"articles": len(reports)}
    for kind in ("first", "again"):
        times = [page.evaluate("at => speed.open(at)", at) for at in reports]
        figures[kind] = {"ms_p50": middle(times), "ms_max": max(times)}
    page.context.close()
    return figures


def long_list(browser: Browser, address: str) -> dict[str, Any]:
    page = visit(browser, address)
    page.wait_for_selector(".examples button", timeout=ANSWER_MS)
    page.route("**/v1/answers", lambda route: tell(route, invented(PLACES)))
    thread = MainThread(page)
    shown = thread.during(lambda: ask(page, QUESTION))
    figures = {
        "places": PLACES,
        "shown": {"ms": page.evaluate("speed.shown()"), "cpu_ms": shown},
        "elements": page.evaluate("document.querySelectorAll('*').length"),
        "sorted": {"ms": page.evaluate("speed.sort('.listing .col-date')")},
    }
    scrolled: dict[str, Any] = {}
    spent = thread.during(lambda: scrolled.update(page.evaluate("speed.scroll()")))
    figures["scroll"] = {**scrolled, "cpu_ms_a_frame": round(spent / scrolled["frames"], 1)}
    page.context.close()
    return figures


class MainThread:
    """The processor time of a page's main thread, by Chromium's own account."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def during(self, act: Callable[[], object]) -> float:
        """Milliseconds spent while `act` runs."""
        before = self._spent()
        act()
        return round((self._spent() - before) * 1000, 1)

    def _spent(self) -> float:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")


def visit(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN").new_page()
    page.add_init_script(path=SCRIPT)
    page.goto(address)
    return page


def ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.press("#question", "Enter")
    page.wait_for_selector(".turn[data-phase=done]", timeout=ANSWER_MS)


def tell(route: Route, answer: Answer) -> None:
    """As the server tells it: each source before its sentence, the whole answer last."""
    lines = answer["text"].splitlines(keepends=True)
    events: Iterable[tuple[str, Any]] = [
        event
        for source, line in zip(answer["sources"], lines, strict=True)
        for event in (("source", source), ("delta", {"text": line}))
    ]
    body = "".join(
        f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n" for name, data in (*events, ("done", answer))
    )
    route.fulfill(content_type="text/event-stream", body=body)


def invented(places: int) -> Answer:
    """A list answer as the API gives it, each place with a report of its own."""
    rows = [Row(n) for n in range(1, places + 1)]
    starts = list(accumulate((len(row.line) + 1 for row in rows), initial=0))
    return {
        "id": "ans_invented", "question": QUESTION, "question_resolved": QUESTION, "kind": "list",
        "status": "answered", "reason": None, "mode": "extractive", "lang": "zh", "index_version": "—",
        "timings_ms": {}, "filters": {"applied": {}, "inferred": {}},
        "text": "".join(f"{row.line}\n" for row in rows),
        "sources": [row.source for row in rows],
        "citations": [
            {"n": row.n, "answer_span": [start, start + len(row.line)], "report_span": [0, len(row.quote)],
             "quote": row.quote}
            for start, row in zip(starts, rows, strict=False)
        ],
        "listing": {"items": [row.item for row in rows], "scanned": 10 * places, "matched": places, "complete": True},
    }  # fmt: skip


class Row:
    """The `n`th place of the invented list."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.name, self.county = f"第{n:04}镇", f"第{n // A_COUNTY:03}县"
        self.quote = f"{self.name}在{n % 30 + 1}个村推行亮账日制度，每季度第一个月的10日开门亮账，遇雨顺延一天。"
        self.line = f"{self.name}（{self.county}）：{self.quote}[{n}]"

    @property
    def source(self) -> Answer:
        return {
            "n": self.n, "report_id": f"r{self.n}", "title": f"{self.name}亮账记", "publisher": f"{self.county}纪委",
            "author": None, "published": f"20{self.n % 10 + 10}-0{self.n % 9 + 1}-10", "url": None,
            "page": f"{self.n}.txt", "places": [self.county, self.name], "text_sha256": "", "also_reported_by": [],
        }  # fmt: skip

    @property
    def item(self) -> Answer:
        verdict = ("did", "planned", "mentioned")[self.n % 3]
        return {"name": self.name, "parent": self.county, "verdict": verdict, "citations": [self.n]}


def middle(times: Sequence[float]) -> float:
    return round(statistics.median(times), 1)


if __name__ == "__main__":
    sys.exit(main())
