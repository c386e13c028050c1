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


# What takes a press below or above it, too, has an ::after that reaches so far.
SMALL = """() => [...document.querySelectorAll('button, a[href], select, input:not([type=file], [type=radio])')]
  .filter(each => each.checkVisibility() && !each.closest('.unseen, .text, .skip') && !each.matches('.skip'))
  .map(each => [each, each.getBoundingClientRect().height, getComputedStyle(each, '::after')])
  .filter(([, height, after]) => height - 2 * Math.min(0, parseFloat(after.top) || 0) < 43.5)
  .map(([each, height]) => `${height} ${each.outerHTML.slice(0, 120)}`)"""


def test_everything_pressed_on_a_phone_is_44_pixels_high(browser: Browser, samples_address: str, ask: Ask) -> None:
    with visiting(browser, samples_address, has_touch=True) as page:
        page.set_viewport_size({"width": 360, "height": 740})
        expect(page.locator(".examples button")).to_have_count(4)
        page.click("text=限定范围")
        assert page.evaluate(SMALL) == []
        ask(page, "砚川县哪些地方开展了“两联三送”？")
        page.click("button[aria-label=有问题]")
        assert page.evaluate(SMALL) == []
        page.click(".listing .chip >> nth=0")
        page.wait_for_selector("mark.here")
        assert page.evaluate(SMALL) == []
        page.click(".panel button[aria-label=关闭]")
        page.click("button[aria-label=历史]")
        expect(page.locator(".entries li")).not_to_have_count(0)
        assert page.evaluate(SMALL) == []
        page.goto(f"{samples_address}/?programme=两联三送")
        page.wait_for_selector(".rows")
        assert page.evaluate(SMALL) == []


def test_axe_finds_nothing_serious_in_a_frame_or_a_notice(browser: Browser, samples_address: str, ask: Ask) -> None:
    with visiting(browser, samples_address) as page:
        page.goto(f"{samples_address}/?embed=1")
        page.set_viewport_size({"width": 432, "height": 672})
        ask(page, "砚川县哪些地方开展了“两联三送”？")
        page.route(
            "**/feedback", lambda route: route.fulfill(status=404, json={"code": "x", "zh": "不行。", "en": "No."})
        )
        page.click("button[aria-label=有用]")
        page.wait_for_selector("[role=alert]")
        assert not serious(page)
        page.click("[data-kind=inferred] button")
        page.wait_for_selector("[data-kind=ignored]")
        page.wait_for_selector(".turn[data-phase=done]")
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
