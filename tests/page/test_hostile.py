"""Nothing in a report or in a model's reply ever runs: it is text, in every field, in every view."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from playwright.sync_api import Browser, Page, Route

from rag.types import Report
from tests.fakes import QUOTES, FakeLibrary, make_report
from tests.page.conftest import serving, visiting

QUESTION = "哪些乡镇开展了四帮四促？"
Ask = Callable[[Page, str], None]
RUN = "document.title='owned'"
_TAGS = (
    "img src=x", "svg", "body", "video src=x", "audio src=x", "details open", "input autofocus", "iframe", "object",
    "style",
)  # fmt: skip
_EVENTS = ("onerror", "onload", "ontoggle", "onfocus")
PAYLOADS = [f'<{tag} {event}="{RUN}">' for tag in _TAGS for event in _EVENTS] + [
    f"<script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f'"><script>{RUN}</script>',
    f"'><img src=x onerror={RUN}>",
    f"</textarea><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"<!--><script>{RUN}</script>-->",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<a href=javascript:{RUN}>x</a>",
    f"[x](javascript:{RUN})",
    f"![x](x onerror={RUN})",
    f"javascript:{RUN}",
    f"<base href=//evil.invalid/><script>{RUN}</script>",
    f"<meta http-equiv=refresh content=0;url=javascript:{RUN}>",
    f"<form action=javascript:{RUN}><button>x</button></form>",
    f"<math><mi xlink:href='javascript:{RUN}'>x</mi></math>",
    f"<template><script>{RUN}</script></template>",
    f"${{{RUN}}} {{{{{RUN}}}}} <%={RUN}%>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
]
ALL = "".join(PAYLOADS)


def hostile(report_id: str) -> Report:
    """All payloads in every field of the report, and on both sides of the quoted sentence."""
    made = make_report(report_id, f"{ALL}\n{QUOTES[report_id]}{ALL}", ALL, ALL, date(2012, 5, 6), ALL)
    page = made.appearances[0]
    told = replace(page.metadata, authors=(ALL,), editor=ALL, url=f"javascript:{RUN}")
    return replace(made, appearances=(replace(page, page=ALL, metadata=told),))


def looks_everywhere(page: Page) -> None:
    """Every view in which a report's words are shown."""
    page.hover(".listing .chip >> nth=0")
    page.wait_for_selector("#preview")
    page.click(".listing .chip >> nth=0")
    page.wait_for_selector("mark.here")
    page.click("button[aria-label=下一处]")
    page.wait_for_timeout(200)
    made = ", ".join(f"main {tag}" for tag in ("img", "script", "iframe", "object", "video", "form:not([class])"))
    assert page.locator(made).count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    assert page.evaluate("document.title") == "乡问 · xiangwen"


def test_there_are_sixty_payloads() -> None:
    assert len(set(PAYLOADS)) == 60


def test_markup_in_every_field_of_a_report_is_only_text(browser: Browser, ask: Ask) -> None:
    library = FakeLibrary([hostile("r1"), hostile("r2")])
    with serving(library) as address, visiting(browser, address) as page:
        ask(page, QUESTION)
        assert page.locator(".listing tbody tr").count() == 2
        looks_everywhere(page)
        assert ALL in (page.text_content(".article-text") or "")
        page.reload()
        page.wait_for_selector("mark.here")


def test_markup_in_a_models_reply_is_only_text(browser: Browser, fake_address: str, ask: Ask) -> None:
    """The server's own reply, with every string of it made hostile and the mode a model's."""

    def spoil(route: Route) -> None:
        answer = json.loads(route.fetch(post_data=plain(route)).text())
        answer |= {"mode": "llm", "text": f"{ALL}[1] {ALL}\n{answer['text']}", "reason": ALL, "status": "partial"}
        answer |= {"question_resolved": ALL, "degraded": {"code": ALL, "zh": ALL, "en": ALL}}
        data = f"event: delta\ndata: {json.dumps({'text': ALL})}\n\nevent: done\ndata: {json.dumps(answer)}\n\n"
        route.fulfill(content_type="text/event-stream", body=data)

    def plain(route: Route) -> str:
        return json.dumps({**(route.request.post_data_json or {}), "stream": False})

    with visiting(browser, fake_address) as page:
        page.route("**/v1/answers", spoil)
        ask(page, QUESTION)
        assert ALL in (page.text_content(".text") or "")
        looks_everywhere(page)


def test_an_answer_without_the_model_says_so(browser: Browser, fake_address: str, ask: Ask) -> None:
    def degrade(route: Route) -> None:
        sent = json.dumps({**(route.request.post_data_json or {}), "stream": False})
        answer = json.loads(route.fetch(post_data=sent).text())
        answer["degraded"] = {"code": "model_unreachable", "zh": "语言模型连不上", "en": "the model cannot be reached"}
        route.fulfill(content_type="text/event-stream", body=f"event: done\ndata: {json.dumps(answer)}\n\n")

    with visiting(browser, fake_address) as page:
        page.route("**/v1/answers", degrade)
        ask(page, QUESTION)
        assert "语言模型连不上" in page.inner_text(".degraded")
        assert page.locator(".listing .chip").count() == 3
