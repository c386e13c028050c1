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


def test_an_office_held_beside_another_must_be_told(make_library: Callable[[dict[str, str]], Library]) -> None:
    library = _pile(
        make_library,
        {
            "陕西省旬阳县神河镇": "神河镇党委书记、河长王新民带队开展巡河。",
            "陕西省岚皋县佐龙镇": "佐龙镇镇长李大明带队开展巡河。",
        },
    )
    assert _names(library, "哪些镇的党委书记兼河长巡了河?") == {"神河镇"}


def test_that_people_moved_were_in_danger_goes_without_saying(
    make_library: Callable[[dict[str, str]], Library],
) -> None:
    library = _pile(
        make_library,
        {
            "陕西省旬阳县神河镇": "神河镇已连夜转移低洼处住户29户97人。",
            "陕西省岚皋县佐龙镇": "佐龙镇组织群众把河道垃圾清理干净,全部转移到填埋场。",
            "陕西省石泉县池河镇": "池河镇及时组织居民撤离。",
        },
    )
    assert _names(library, "哪些镇转移了受灾群众?") == {"神河镇", "池河镇"}
    assert _names(library, "哪些乡镇把群众撤到了安全地方?") == {"神河镇", "池河镇"}


def test_who_went_elsewhere_to_learn_is_listed_without_where(make_library: Callable[[dict[str, str]], Library]) -> None:
    library = _pile(
        make_library,
        {
            "陕西省旬阳县神河镇": "神河镇组织村干部到石泉县池河镇参观学习蚕桑产业。",
            "陕西省岚皋县佐龙镇": "佐龙镇组织村干部到镇便民大厅学习电脑操作。",
            "陕西省紫阳县蒿坪镇": "蒿坪镇计划明年组织村干部外出考察。",
        },
    )
    assert _names(library, "哪些镇去外地考察取经了?") == {"神河镇"}
    assert _names(library, "哪些镇外出考察过蚕桑产业?") == {"神河镇"}
