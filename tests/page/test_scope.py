"""What an answer is restricted to: taken off and put back with a click; places of one name are told apart."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.page import speed

Ask = Callable[[Page, str], None]


def settled(page: Page) -> None:
    page.wait_for_selector(".turn[data-phase=done]")


def test_a_restriction_read_from_the_question_is_taken_off_and_put_back(sample_page: Page, ask: Ask) -> None:
    page = sample_page
    ask(page, "砚川县哪些地方开展了“两联三送”？")
    places = page.locator(".listing tbody th")
    narrow = places.all_text_contents()
    with page.expect_request("**/v1/answers") as asking:
        page.click("[data-kind=inferred] button[data-filter=place]")
    sent = asking.value.post_data_json or {}
    assert sent["ignore_inferred"] == ["place"] and sent["replaces"].startswith("ans_")
    expect(page.locator("[data-kind=ignored] button[data-filter=place]")).to_contain_text("砚川县")
    settled(page)
    assert set(narrow) < set(places.all_text_contents())
    page.reload()
    page.click("[data-kind=ignored] button[data-filter=place]")
    expect(page.locator("[data-kind=inferred] button[data-filter=place]")).to_be_visible()
    settled(page)
    assert places.all_text_contents() == narrow
    assert page.locator(".turn").count() == 1


def test_a_filter_is_taken_off_the_answer_and_the_next_question(sample_page: Page, ask: Ask) -> None:
    page = sample_page
    page.click("text=限定范围")
    page.fill("input[name=since]", "2014-01-01")
    ask(page, "哪些地方实行“亮账日”制度？")
    few = page.locator(".listing tbody tr").count()
    page.click("[data-kind=applied] button[data-filter=since]")
    expect(page.locator("[data-kind=applied]")).to_have_count(0)
    settled(page)
    assert page.locator(".listing tbody tr").count() > few
    expect(page.locator(".composer button.tag")).to_have_count(0)


def test_two_towns_of_one_name_are_two_choices(sample_page: Page, ask: Ask) -> None:
    page = sample_page
    page.click("text=限定范围")
    choice = page.locator("select[name=place]")
    values = choice.locator("option").evaluate_all("options => options.map(option => option.value)")
    assert {"砚川县/清泓镇", "棠岭区/清泓镇", "石漱镇"} <= set(values) and "清泓镇" not in values
    choice.select_option("砚川县/清泓镇")
    ask(page, "哪些地方开展了“板凳议事”？")
    rows = page.locator(".listing tbody tr", has_text="清泓镇")
    expect(rows).to_have_count(1)
    assert "砚川县" in (rows.text_content() or "")
    choice.select_option("棠岭区/清泓镇")
    ask(page, "哪些地方开展了“板凳议事”？")
    assert "砚川县" not in (page.locator(".turn").last.text_content() or "")


def test_the_parts_of_something_are_no_list_of_places(page: Page) -> None:
    """The head of a list of parts tells no county and no verdict, and counts items."""
    answer = speed.invented(6)
    for n, item in enumerate(answer["listing"]["items"], 1):
        item.update(name=f"{n}号小菜园", parent=None)
    page.route("**/v1/answers", lambda route: speed.tell(route, answer))
    speed.ask(page, "“六小园”包括哪几种园？")
    expect(page.locator(".listing tbody tr")).to_have_count(6)
    assert page.inner_text(".read-line").endswith("共 6 项")
    expect(page.locator(".listing .col-parent, .listing .col-verdict")).to_have_count(0)
