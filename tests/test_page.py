"""The page in a real browser against a real server: ask, click a citation, read the sentence in its article."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from api.app import create_app
from api.session import listen
from tests import browser as chromium
from tests.fakes import ATTACK, QUOTES, FakeLibrary

QUESTION = "哪些乡镇开展了四帮四促？"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of the fake pile on a free port of the loopback."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(FakeLibrary()), log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=15)
    listener.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        told = "no Chromium: run `python -m tests.browser`"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        # As root (a container) Chromium refuses its own sandbox; what it loads here is our page only.
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


def is_trouble(message: ConsoleMessage) -> bool:
    """Chromium also logs each reply that is a problem (422); the page is meant to get those."""
    return message.type in ("error", "warning") and "status of 422" not in message.text


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page that has loaded; at the end no request has left its origin and nothing has gone wrong in it."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    shown = context.new_page()
    requested: list[str] = []
    wrong: list[str] = []
    shown.on("request", lambda request: requested.append(request.url))
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("console", lambda message: wrong.append(message.text) if is_trouble(message) else None)
    shown.on("dialog", lambda dialog: wrong.append(f"dialog {dialog.message}"))
    shown.goto(address)
    yield shown
    assert shown.title() == "乡问 · xiangwen"
    assert not wrong
    paths = [urlsplit(url).path for url in requested if url.startswith(address)]
    assert len(paths) == len(requested), f"requests left the origin: {requested}"
    assert all(path == "/" or path.startswith(("/static/", "/v1/", "/readyz")) for path in paths), paths
    context.close()


def ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.press("#question", "Enter")
    page.wait_for_selector("#result[aria-busy=false] > *")


@pytest.mark.parametrize(("n", "report"), [(1, "r1"), (2, "r2"), (3, "r3")])
def test_a_chip_opens_the_article_at_its_sentence(page: Page, n: int, report: str) -> None:
    ask(page, QUESTION)
    page.click(f".listing .chip >> text='{n}'")
    page.wait_for_selector("mark.here")
    assert page.text_content("mark.here") == QUOTES[report]
    assert page.locator("mark.here").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#article").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == str(n)


def test_a_list_is_a_table_of_places_and_verdicts(page: Page) -> None:
    ask(page, QUESTION)
    rows = page.locator(".listing tbody tr")
    assert rows.count() == 3
    first = rows.nth(0).inner_text()
    assert all(part in first for part in ("石桥镇", "云溪县", "已开展", QUOTES["r1"]))
    assert "计划" in rows.nth(2).inner_text()
    sources = page.locator(".sources li")
    assert sources.count() == 3
    assert "云溪新闻网" in sources.nth(0).inner_text()
    assert "日期不详" in sources.nth(1).inner_text()


def test_markup_in_a_report_is_only_text(page: Page) -> None:
    ask(page, QUESTION)
    page.click(".listing .chip >> text='3'")
    page.wait_for_selector("mark.here")
    page.wait_for_timeout(200)
    assert page.text_content("#article-title") == ATTACK
    assert page.locator("main img, main script, main iframe").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0


def test_not_found_looks_different(page: Page) -> None:
    ask(page, "谁赢了世界杯？")
    note = page.locator("[data-status=not_found]")
    assert "资料库里没有相关报道" in note.inner_text()
    assert page.locator(".sources, .listing").count() == 0


def test_a_problem_is_told_and_the_page_goes_on(page: Page) -> None:
    page.fill("#question", "？！")
    with page.expect_response("**/v1/answers"):
        page.click("button[type=submit]")
    page.wait_for_selector(".note.failed")
    assert "问题里没有字" in page.inner_text(".note.failed")
    ask(page, QUESTION)
    page.wait_for_selector(".listing")


def test_the_words_of_the_page_change_language(page: Page) -> None:
    ask(page, QUESTION)
    page.click("#language")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Did" in page.inner_text(".listing")
    assert QUOTES["r1"] in page.inner_text(".listing")


def test_filters_are_sent(page: Page) -> None:
    page.click("#filters summary")
    page.fill("#place", "柳塘乡")
    page.fill("#since", "2012-01-01")
    ask(page, QUESTION)
    assert page.locator(".listing tbody tr").count() == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click(".listing .chip >> text='2'")
    page.wait_for_selector("mark.here")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("mark.here").is_visible()
