"""A real browser, a real server, a page that must not misbehave whatever it is shown."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from api.app import create_app
from api.edge.door import Door
from api.terminal.session import listen
from rag.library import Library
from tests import browser as chromium
from tests.fakes import FakeLibrary

_REFUSED = re.compile(r"status of 4(04|22)")  # Chromium logs each of these; the page is meant to get them


@contextmanager
def serving(library: Library | FakeLibrary, door: Door = Door()) -> Iterator[str]:
    """The address of a server of this library, on a free port of the loopback."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(library, door), log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=15)
        listener.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A module's own: while Playwright runs, its event loop is the thread's, and no test beside could start one."""
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


@pytest.fixture(scope="session")
def fake_address() -> Iterator[str]:
    with serving(FakeLibrary()) as address:
        yield address


@pytest.fixture(scope="session")
def samples_address(samples: Library) -> Iterator[str]:
    with serving(samples) as address:
        yield address


def is_trouble(message: ConsoleMessage) -> bool:
    return message.type in ("error", "warning") and not _REFUSED.search(message.text)


@contextmanager
def visiting(browser: Browser, address: str, **context: object) -> Iterator[Page]:
    """A fresh page that has loaded; at the end no request has left its origin and nothing has gone wrong in it."""
    visit: BrowserContext = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800}, **context)
    visit.set_default_timeout(10_000)
    shown = visit.new_page()
    requested: list[str] = []
    wrong: list[str] = []
    shown.on("request", lambda request: requested.append(request.url))
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("console", lambda message: wrong.append(message.text) if is_trouble(message) else None)
    shown.on("dialog", lambda dialog: wrong.append(f"dialog {dialog.message}"))
    shown.goto(address)
    try:
        yield shown
        assert shown.title() == "乡问 · xiangwen"
        assert not wrong
        left = [url for url in requested if not url.startswith((address, "blob:"))]
        assert not left, f"requests left the origin: {left}"
        paths = [urlsplit(url).path for url in requested if url.startswith(address)]
        assert all(path == "/" or path.startswith(("/static/", "/v1/", "/readyz")) for path in paths), paths
    finally:
        visit.close()


@pytest.fixture
def page(browser: Browser, fake_address: str) -> Iterator[Page]:
    """The page on the three invented reports of `tests.fakes`."""
    with visiting(browser, fake_address) as shown:
        yield shown


@pytest.fixture
def sample_page(browser: Browser, samples_address: str) -> Iterator[Page]:
    """The page on the sample reports, through the real pipeline."""
    with visiting(browser, samples_address) as shown:
        yield shown


@pytest.fixture(scope="session")
def ask() -> Callable[[Page, str], None]:
    """Ask, and wait until the answer stands."""

    def asked(page: Page, question: str) -> None:
        turns = page.locator(".turn")
        count = turns.count()
        page.fill("#question", question)
        page.press("#question", "Enter")
        page.wait_for_function(
            "n => document.querySelectorAll('.turn').length > n && !document.querySelector('.turn[aria-busy=true]')",
            arg=count,
        )

    return asked
