"""Items told in order, one way of numbering at a time."""

from __future__ import annotations

import pytest

from rag.answers.ways.enumeration import enumerations
from rag.search.pile import Passage
from rag.types import Appearance, Metadata, Report


def passage(text: str) -> Passage:
    appearance = Appearance("page.txt", "/page.txt", Metadata(title="报道"))
    return Passage(Report("r_0", text, "0" * 64, "r_0", (0, len(text)), (appearance,)))


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("定下规矩：一是早签到；二是晚签到。三是不缺岗。", "", ["早签到", "晚签到", "不缺岗"]),
        ("抓三件事。\n第一件事，环境。\n第二件事，道路。", "件事", ["环境", "道路"]),
        ("举措一：抓示范。举措二：抓培训。", "举措", ["抓示范", "抓培训"]),
        ("（一）修渠。（二）修路。", "", ["修渠", "修路"]),
        ("一抓订单，不落空；二抓农资，不乱价。", "抓", ["抓订单", "抓农资"]),
        # Another list that begins behind it is not its end.
        ("一是修渠。二是修路。镇里又开了会。一是定人。二是定责。三是定期。", "", ["修渠", "修路"]),
        # What is numbered inside of an item is no item.
        ("1、做到三勤。一是腿勤；二是嘴勤。2、做到三清。", "", ["做到三勤", "做到三清"]),
    ],
)
def test_items_in_order(text: str, label: str, names: list[str]) -> None:
    first = enumerations(passage(text), 0, 0)[0]
    assert (first.label, [part.name for part in first.parts]) == (label, names)
