"""The chat in a frame on a page of another site: its button, what the frame holds, how it is closed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from api.edge.door import Door
from tests.fakes import QUOTES, FakeLibrary
from tests.page.conftest import serving

QUESTION = "哪些乡镇开展了四帮四促？"
PAGE = """<!doctype html><meta charset="utf-8"><title>云溪县</title><link rel="icon" href="data:,">
<script src="{service}/embed.js" data-label="问乡问" async></script><h1>云溪县人民政府</h1>"""


@contextmanager
def other_site(service: list[str]) -> Iterator[str]:
    """A site on the loopback under another name than the service, so of another origin; `service` is known later."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.format(service=service[0]).encode())

        def log_message(self, *told: object) -> None:
            del told

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def embedding(browser: Browser, *, listed: bool) -> Iterator[tuple[Page, list[str]]]:
    """The other site's page with the chat's button, and every address it asks for; `listed`: may it embed the chat?"""
    service: list[str] = []
    with other_site(service) as site:
        door = Door(embed_origins=(site if listed else "https://www.example.cn",))
        with serving(FakeLibrary(), door) as address:
            service.append(address)
            visit = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
            page = visit.new_page()
            requested: list[str] = []
            page.on("request", lambda request: requested.append(request.url))
            page.goto(site)
            yield page, requested
            assert all(url.startswith((site, address, "data:", "chrome-error:")) for url in requested), requested
            visit.close()


def test_a_listed_site_has_the_chat_in_a_frame(browser: Browser) -> None:
    with embedding(browser, listed=True) as (page, _):
        button = page.get_by_role("button", name="问乡问")
        button.click()
        chat = page.frame_locator("iframe")
        expect(chat.locator("#question")).to_be_visible()
        expect(chat.locator("button[aria-label=历史], input[type=file], .pile-map")).to_have_count(0)
        chat.locator("#question").fill(QUESTION)
        chat.locator("#question").press("Enter")
        chat.locator(".listing .chip").first.click()
        expect(chat.locator("mark.here")).to_have_text(QUOTES["r1"])
        frame, panel = page.locator("iframe").bounding_box(), chat.locator(".panel").bounding_box()
        assert frame and panel
        assert (round(panel["width"]), round(panel["height"])) == (frame["width"], frame["height"])
        own = chat.locator("a[target=_blank][aria-label=在新窗口打开]").get_attribute("href") or ""
        assert "cite=0" in own and "embed" not in own
        assert chat.locator("html").evaluate("root => root.scrollWidth") <= frame["width"]
        chat.locator("mark.here").press("Escape")
        expect(chat.locator(".panel")).to_have_count(0)
        # Back on its chip the focus previews the quote, which Escape would close first.
        chat.locator("#question").focus()
        expect(chat.locator("#preview")).to_have_count(0)
        chat.locator("#question").press("Escape")
        expect(page.locator("iframe")).to_be_hidden()
        expect(button).to_be_focused()
        button.click()
        expect(chat.locator(".listing")).to_be_visible()  # the thread is still there
        chat.locator("button[aria-label=关闭]").click()
        expect(page.locator("iframe")).to_be_hidden()


def test_a_site_that_is_not_listed_has_not(browser: Browser) -> None:
    with embedding(browser, listed=False) as (page, _):
        page.get_by_role("button", name="问乡问").click()
        page.wait_for_timeout(500)
        assert page.frame_locator("iframe").locator("#question").count() == 0


@pytest.mark.parametrize("path", ["/?embed=1", "/?embed=1&c=conv_none"])
def test_the_frame_stays_a_frame_wherever_it_goes(browser: Browser, fake_address: str, path: str) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(fake_address + path)
    page.fill("#question", QUESTION)
    page.press("#question", "Enter")
    page.wait_for_selector(".turn[data-phase=done]")
    assert "embed=1" in page.url
    page.reload()
    expect(page.locator(".listing")).to_be_visible()
    expect(page.locator("button[aria-label=历史]")).to_have_count(0)
    page.context.close()
