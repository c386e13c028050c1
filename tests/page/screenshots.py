"""The page's main states as pictures for the README: `python -m tests.page.screenshots ADDRESS` (`make screenshots`).

ADDRESS is a running server of the sample reports. Pictures are WebP in docs/screenshots: text stays sharp at a third of
a PNG's bytes, and no picture may weigh more than MOST.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests import browser as chromium

FOLDER = Path(__file__).parent.parent.parent / "docs" / "screenshots"
LIST = "哪些地方实行“亮账日”制度？"
MOST = 150_000  # bytes of a picture
QUALITY = 84  # percent; below 80 the thin strokes of characters blur


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


# Name → what to do, width and height, which scheme.
STATES: dict[str, tuple[Callable[[Page], None], tuple[int, int], str]] = {
    "first": (first, (1120, 740), "light"),
    "article": (article, (1280, 800), "light"),
    "comparison": (comparison, (1120, 740), "light"),
    "missing": (missing, (1120, 740), "light"),
    "programme": (programme, (1120, 740), "light"),
    "phone-dark": (article, (360, 740), "dark"),
}


def main(address: str) -> int:
    path = chromium.find()
    if path is None:
        print("没有浏览器 no browser: python -m tests.browser", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    heavy = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, (act, (width, height), scheme) in STATES.items():
            size = {"width": width, "height": height}
            visit = browser.new_context(viewport=size, color_scheme=scheme, locale="zh-CN")
            page = visit.new_page()
            page.goto(address)
            first(page)
            act(page)
            page.wait_for_timeout(400)  # what rises has risen
            taken = picture(page)
            (FOLDER / f"{name}.webp").write_bytes(taken)
            if len(taken) > MOST:
                heavy.append(f"{name}: {len(taken)} > {MOST}")
            visit.close()
        browser.close()
    print("\n".join(heavy), file=sys.stderr, end="")
    return 1 if heavy else 0


def picture(page: Page) -> bytes:
    """What is on the screen, as WebP, which Playwright itself does not offer."""
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    return base64.b64decode(taken["data"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
