"""Everyone can use it: by keyboard alone, through an input method, with a screen reader, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.page.conftest import visiting

LIST = "哪些地方实行“亮账日”制度？"
Ask = Callable[[Page, str], None]


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in ("serious", "critical")]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_serious(browser: Browser, samples_address: str, ask: Ask, scheme: str, width: int) -> None:
    with visiting(browser, samples_address, color_scheme=scheme) as page:
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.locator(".examples button")).to_have_count(4)
        assert not serious(page)
        ask(page, LIST)
        page.click(".why")
        page.wait_for_selector(".candidates")
        page.click(".listing .chip >> nth=0")
        page.wait_for_selector("mark.here")
        page.wait_for_timeout(300)  # the sheet has risen; a half transparent text has no contrast
        assert not serious(page)
        page.goto(f"{samples_address}/?programme=两联三送")
        page.wait_for_selector(".rows")
        assert not serious(page)


def test_by_keyboard_alone(sample_page: Page) -> None:
    page = sample_page
    page.wait_for_selector("#question:focus")
    page.keyboard.type(LIST)
    page.keyboard.press("Enter")
    page.wait_for_selector(".listing .chip")
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.listing .chip')"):
            break
    expect(page.locator("#preview")).to_be_visible()
    number = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator("mark.here")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent") == number


@pytest.mark.parametrize("taken", ["isComposing: true", "keyCode: 229"])
def test_enter_that_ends_an_input_methods_word_does_not_ask(page: Page, taken: str) -> None:
    page.fill("#question", "哪些")
    page.evaluate(
        "document.getElementById('question').dispatchEvent("
        f"new KeyboardEvent('keydown', {{key: 'Enter', bubbles: true, cancelable: true, {taken}}}))"
    )
    page.wait_for_timeout(100)
    assert page.locator(".turn").count() == 0
    assert page.input_value("#question") == "哪些"
    page.press("#question", "Enter")
    expect(page.locator(".turn")).to_have_count(1)


def test_sentences_are_spoken_whole(sample_page: Page, ask: Ask) -> None:
    page = sample_page
    ask(page, "石漱镇的茶园有多少亩？")
    told = page.locator("[role=log] p").all_inner_texts()
    assert len(told) >= 2 and all(sentence.strip() for sentence in told)
