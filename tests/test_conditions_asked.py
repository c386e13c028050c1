"""Lists: what is left out, and the conditions that a thing alone does not meet."""

from __future__ import annotations

from collections.abc import Callable

from rag.library import Library
from rag.types import Turn, Verdict

DATED = "本报讯 2012年9月3日,记者从{place}了解到,{told}村民都说好。这项工作还将继续做下去。"


def _names(library: Library, question: str, history: list[Turn] | None = None) -> set[str]:
    listing = library.ask(question, history=history or []).listing
    return {item.name for item in listing.items if item.verdict is Verdict.DID} if listing else set()


def _pile(make_library: Callable[[dict[str, str]], Library], told: dict[str, str]) -> Library:
    return make_library(
        {
            f"{number}.txt": f"{place.split('县')[-1]}的新变化\n{DATED.format(place=place, told=said)}\n"
            for number, (place, said) in enumerate(told.items())
        }
    )


def test_the_county_behind_what_is_left_out_still_restricts(make_library: Callable[[dict[str, str]], Library]) -> None:
    library = _pile(
        make_library,
        {
            "陕西省旬阳县神河镇": "神河镇组织干部开展巡河。",
            "陕西省旬阳县棕溪镇": "棕溪镇组织干部开展巡河。",
            "陕西省岚皋县佐龙镇": "佐龙镇组织干部开展巡河。",
        },
    )
    assert _names(library, "除了神河镇,旬阳县还有哪些乡镇开展了巡河?") == {"棕溪镇"}
    assert _names(library, "除了神河镇,棕溪镇,还有哪些乡镇开展了巡河?") == {"佐龙镇"}
    assert _names(library, "除了旬阳县神河镇,还有哪些乡镇开展了巡河?") == {"棕溪镇", "佐龙镇"}
    assert _names(library, "还有别的县的乡镇也巡河吗?", [Turn("user", "旬阳县哪些乡镇开展了巡河?")]) == {"佐龙镇"}


def test_who_pays_must_be_told(make_library: Callable[[dict[str, str]], Library]) -> None:
    library = _pile(
        make_library,
        {
            "陕西省旬阳县神河镇": "神河镇村民自发捐款3万元,装上了路灯。",
            "陕西省岚皋县佐龙镇": "佐龙镇争取县财政资金30万元,装上了路灯。",
        },
    )
    assert _names(library, "哪些乡镇的路灯是村民自己凑钱装的?") == {"神河镇"}


def test_a_state_asked_is_no_other(make_library: Callable[[dict[str, str]], Library]) -> None:
    library = _pile(
        make_library,
        {
            "陕西省旬阳县神河镇": "神河镇的便民食堂正式投入使用。",
            "陕西省岚皋县佐龙镇": "佐龙镇的便民食堂正式开工建设。",
        },
    )
    assert _names(library, "哪些乡镇的便民食堂已经启用?") == {"神河镇"}
    assert _names(library, "哪些乡镇的便民食堂正在建?") == {"佐龙镇"}
