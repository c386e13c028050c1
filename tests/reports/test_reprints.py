"""Which texts are versions of one story, and that signatures are the same on every machine."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rag.reports.reprints import bands, may_be_one_story, same_story, signature

STORY = (
    "青石镇党委坚持把发展壮大村集体经济作为中心工作来抓。今年以来,全镇投入资金320万元,新建茶园1500亩,"
    "吸纳务工群众460人。镇党委实行“月调度、季观摩”制度,选派35名干部驻村包抓,帮助12个村制定产业规划。"
    "截至8月底,茶叶产量达到86吨,实现产值1200万元,户均增收2600元。下一步,该镇将继续延长产业链条,"
    "建设加工厂房2座,让更多群众在家门口就业,为乡村全面振兴打下坚实基础。"
)
TRADITIONAL = (
    "青石鎮黨委堅持把發展壯大村集體經濟作爲中心工作來抓。今年以來,全鎮投入資金320萬元,新建茶園1500畝,"
    "吸納務工羣衆460人。鎮黨委實行「月調度、季觀摩」制度,選派35名幹部駐村包抓,幫助12個村制定產業規劃。"
    "截至8月底,茶葉產量達到86噸,實現產值1200萬元,戶均增收2600元。下一步,該鎮將繼續延長產業鏈條,"
    "建設加工廠房2座,讓更多羣衆在家門口就業,爲鄉村全面振興打下堅實基礎。"
)
NEXT_MONTH = (
    STORY.replace("320", "355")
    .replace("460", "497")
    .replace("8月", "9月")
    .replace("86吨", "91吨")
    .replace("1200", "1290")
)


def meet(a: str, b: str) -> bool:
    return bool(set(bands(signature(a))) & set(bands(signature(b))))


@pytest.mark.parametrize(
    "other",
    [
        STORY,
        TRADITIONAL,
        "  " + STORY.replace(",", ",\n").replace("。", "。\n\n"),
        "本报讯(记者 王平)9月3日," + STORY,
        STORY + "据了解,该镇的做法得到了群众一致好评,周边乡镇纷纷前来观摩交流,社会反响良好。",
    ],
    ids=["itself", "Traditional", "other layout", "dateline added", "a sentence more"],
)
def test_reprints(other: str) -> None:
    assert meet(STORY, other)
    assert same_story(STORY, other) and same_story(other, STORY)


@pytest.mark.parametrize(
    "other",
    [
        NEXT_MONTH,
        STORY.replace("青石镇", "白水镇").replace("该镇", "白水镇"),
        "青石镇召开防汛会议,部署沿河12个村的巡查和转移,准备编织袋2000条。",
        "",
    ],
    ids=["next month's figures", "the next town", "another story of the town", "nothing"],
)
def test_other_stories(other: str) -> None:
    assert not same_story(STORY, other) and not same_story(other, STORY)


def test_a_story_quoted_in_a_longer_one_is_not_it() -> None:
    assert not same_story(STORY, STORY + NEXT_MONTH.replace("青石镇", "白水镇") + "另据报道," * 3 + STORY[::-1])


def test_unlike_texts_do_not_meet() -> None:
    assert not meet(STORY, "国家统计局今天公布上半年国内生产总值,同比增长百分之五点五,经济运行总体回升向好。")


def test_signatures_are_equal_in_another_process() -> None:
    script = "from rag.reports.reprints import signature; import sys; sys.stdout.buffer.write(signature(sys.argv[1]))"
    other = subprocess.run(
        [sys.executable, "-c", script, STORY], capture_output=True, check=True, env={"PYTHONHASHSEED": "7"}
    )
    assert other.stdout == signature(STORY)


def test_bands_fit_an_sqlite_integer() -> None:
    keys = bands(signature(STORY))
    assert len(keys) == len(set(keys)) == 32
    assert all(-(2**63) <= key < 2**63 for key in keys)


@pytest.mark.parametrize("text", ["", " \n", "。。。", "镇", "😀\x00"])
def test_tiny_texts_have_a_signature(text: str) -> None:
    assert len(bands(signature(text))) == 32


def test_bytes_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="signature of 3 bytes"):
        bands(b"abc")


def test_signatures_screen_out_only_what_cannot_be_one_story() -> None:
    assert may_be_one_story(signature(STORY), signature(STORY + "另据介绍，下一步还将扩大范围。"))
    assert not may_be_one_story(
        signature(STORY), signature("白沙乡修渠三公里，受益农户四百户，群众拍手称好，干劲更足。")
    )
