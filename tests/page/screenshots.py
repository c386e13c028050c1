"""The page's main states as pictures for the README: `python -m tests.page.screenshots ADDRESS` (`make screenshots`).

ADDRESS is a running server of the sample reports. Pictures are PNGs in docs/screenshots.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests import browser as chromium

FOLDER = Path(__file__).parent.parent.parent / "docs" / "screenshots"
LIST = "哪些地方实行“亮账日”制度？"


def ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.press("#question", "Enter")
    page.wait_for_selector(".turn[data-phase=done]")


def first(page: Page) -> None:
    page.wait_for_selector(".examples button")


def article(page: Page) -> None:
    ask(page, LIST)
    page.click(".listing .chip >> nth=1")
    page.wait_for_selector("mark.here")


def comparison(page: Page) -> None:
    ask(page, "墨池镇和望舒乡评出的七星户各有多少户？")


def missing(page: Page) -> None:
    ask(page, "火星上有什么？")
    page.wait_for_selector(".nearest")


def programme(page: Page) -> None:
    page.click(".pile-map a >> text=两联三送")
    page.wait_for_selector(".place-tree")


# Name → what to do, how wide, which scheme.
STATES: dict[str, tuple[Callable[[Page], None], int, str]] = {
    "first": (first, 1280, "light"),
    "article": (article, 1280, "light"),
    "comparison": (comparison, 1280, "light"),
    "missing": (missing, 1280, "light"),
    "programme": (programme, 1280, "light"),
    "phone-dark": (article, 360, "dark"),
}


def main(address: str) -> int:
    path = chromium.find()
    if path is None:
        print("没有浏览器 no browser: python -m tests.browser", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, (act, width, scheme) in STATES.items():
            visit = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale="zh-CN")
            page = visit.new_page()
            page.goto(address)
            act(page)
            page.wait_for_timeout(400)  # what rises has risen
            page.screenshot(path=FOLDER / f"{name}.png")
            visit.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
