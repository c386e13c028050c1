"""A share of the forged answers in every test run: none shown with a wrong source, quotation or number."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from eval.forging import forge
from eval.forging.forgeries import FORBIDDEN, LIES, Evidence, Scene
from eval.forging.retellings import RETELLINGS

SENTENCE = (
    "二〇一二年，青禾镇党委书记高远山说，全镇将推行“五星亮牌”工程，没有搞摊派，"
    "种植茶叶3200亩、中药材460亩，占80%，修渠3个村。"
)
SCENE = Scene(
    [Evidence(1, SENTENCE), Evidence(2, "石桥镇的群众满意度达到九成，干部作风明显好转，矛盾纠纷少了。")],
    Evidence(1, SENTENCE),
    ["青禾镇", "石桥镇"],
    ["高远山", "陈立秋"],
    "规则：只用证据里写明的事，没有写的不写，不推算也不评价。",
    random.Random(1),
)


@pytest.mark.parametrize("name", LIES)
def test_every_liar_lies(name: str) -> None:
    forgery = LIES[name](SCENE)
    assert forgery is not None
    assert forgery.cited is not None or forgery.shown not in SENTENCE
    assert forgery.shown in forgery.reply.replace("。[", "[") or forgery.cited is not None


@pytest.mark.parametrize("name", sorted(set(RETELLINGS) - {"verbatim", "reordered", "shortened", "in_ten_thousands"}))
def test_every_retelling_says_it_otherwise(name: str) -> None:
    sentence = SENTENCE.replace("3200亩", "3.2万亩").replace("460亩", "4600亩").replace("二〇", "2011年、二〇")
    told = RETELLINGS[name](sentence)
    assert told is not None
    assert told != sentence


def test_no_forged_source_quotation_or_number_is_shown(tmp_path_factory: pytest.TempPathFactory) -> None:
    found = forge.campaign(cases=8 * len(LIES), seed=20)
    assert found["forbidden_tried"] >= 4 * len(FORBIDDEN)
    assert found["forbidden_shown"] == 0, found["examples"]
    assert max(found["false_alarms"].values()) <= 0.03, found["examples"]


def test_what_is_quoted_is_not_told_otherwise() -> None:
    told = RETELLINGS["ten_thousands_written_out"]
    assert told("他说：“收入1万元。") is None
    assert told("收入1万元，还说“有2万元”。") == "收入10000元，还说“有2万元”。"
    assert told("有2万元”，他说，收了1万元。") == "有2万元”，他说，收了10000元。"
    assert RETELLINGS["year_in_characters"]("2022—2023年的项目") is None


def test_news_can_be_lied_about(tmp_path: Path) -> None:
    lines = [{"_id": str(n), "title": "", "text": f"青禾镇有茶园{n}00亩，石桥村修渠{n}公里。"} for n in range(3, 8)]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    found = forge.campaign_on_news(16, 1, corpus, 4)
    assert found["lies"] >= 10
    assert found["forbidden_shown"] == 0
