"""A list of a thousand places: all of it in the table, little of it laid out; `tests.page.speed` measures it."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.page import speed


def asked_for_many(page: Page) -> None:
    page.route("**/v1/answers", lambda route: speed.tell(route, speed.invented(speed.PLACES)))
    speed.ask(page, speed.QUESTION)


def test_all_rows_are_there_and_only_those_near_are_laid_out(page: Page) -> None:
    asked_for_many(page)
    rows = page.locator(".listing tbody tr")
    expect(rows).to_have_count(speed.PLACES)
    assert "第1000镇" in (rows.last.text_content() or "")
    visible = "rows => rows.filter(row => row.checkVisibility({contentVisibilityAuto: true})).length"
    assert 0 < rows.evaluate_all(visible) < speed.PLACES / 5
    page.click(".listing .col-date button")
    dates = page.locator(".listing td.col-date").all_text_contents()
    assert dates == sorted(dates) and len(dates) == speed.PLACES


def test_many_sources_are_folded_until_wanted(page: Page) -> None:
    asked_for_many(page)
    sources = page.locator(".sources li")
    expect(sources).to_have_count(speed.PLACES)
    expect(sources.nth(7)).to_be_visible()
    expect(sources.nth(8)).to_be_hidden()
    page.click("text=全部 1000 篇来源")
    expect(sources.nth(8)).to_be_visible()


def test_a_long_list_is_not_read_out_row_by_row(page: Page) -> None:
    asked_for_many(page)
    expect(page.locator("[role=log] p")).to_have_text(["1000 个地方开展了"])


def test_the_measuring_command_gives_every_figure(browser: Browser, samples_address: str) -> None:
    """What it measures is not judged here: a machine that runs tests is no place to time anything."""
    figures = speed.long_list(browser, samples_address)
    assert figures["places"] == speed.PLACES and figures["scroll"]["frames"] > 100 and figures["sorted"]["ms"] > 0
    opened = speed.chip_to_panel(browser, samples_address, speed.QUESTION)
    assert opened["articles"] > 1 and opened["first"]["ms_p50"] > 0
