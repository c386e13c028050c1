"""Facts asked in everyday words: which firm, who is the head, how many for whom, and what nobody tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Kind, Status

PAGES = {
    "a.txt": """云阴县柳溪镇夜校办起来了
发布时间:2023-05-10 来源:云阴新闻网
　　云阴县柳溪镇高桥村的农民夜校是退休教师韦长庚办起来的，如今有学员120人。
　　夜校每周三晚上开课，请来农技站技术员讲果树修剪。夜校的桌椅由云阴县宏图家具有限公司捐赠，花费3.6万元。
　　高桥村党支部书记卫东明介绍，夜校今年3月开班，已办18期，累计发放积分5260分。""",
    "b.txt": """石门镇长者食堂
发布时间:2023-06-10 来源:云阴新闻网
　　据了解，云阴县石门镇河湾村“长者食堂”由村里和乡贤一起出钱办，主要服务60岁以上老人。就餐收费为60至69岁每餐8元、80岁以上每餐2元。
　　截至目前，石门镇共有12家“长者食堂”投入运营，供餐覆盖率达93.5%。
　　镇里与云阴县福满餐饮有限公司合作，由公司统一配餐。""",
    "c.txt": """白沙乡修通旅游路
发布时间:2023-07-10 来源:云阴新闻网
　　今年5月，云阴县白沙乡修通了通往茶山的旅游公路。公路全长6.5公里，总投资820万元，由县交通局下属的路桥工程公司承建。
　　白沙乡党委书记赖小波说，路通了，周末来的游客多的时候一天有2000人次。
　　除白沙乡外，全县今年还新修农村公路132公里。""",
    "d.txt": """青石镇欢送新兵
发布时间:2023-09-12 来源:云阴新闻网
　　9月12日，云阴县青石镇举行欢送新兵仪式，镇领导给15名新兵戴上大红花，勉励他们到部队后苦练本领。
　　9月20日，青石镇新兵洪大柱到南部战区陆军某部服役。""",
    "e.txt": """清河镇欢送新兵
发布时间:2023-09-12 来源:云阴新闻网
　　9月12日，云阴县清河镇举行欢送新兵仪式，镇领导给9名新兵戴上大红花，勉励他们到部队后苦练本领。
　　清河镇荷花节9月3日开幕，300亩荷花竞相开放。""",
    "f.txt": """双河镇电站分红
发布时间:2023-12-12 来源:云阴新闻网
　　12月8日，云阴县双河镇光伏电站分红大会上，溪头村党支部书记王立云拿着31200元分红款，满脸笑容。
　　当天，486000元分红资金现场发放，18个村的代表依次登台。今后，分红资金的70%用于修路架桥，30%用于慰问困难户。
　　双河镇东山、西山两组的山界纠纷闹了多年。经司法所调解，双方签下协议，握手言和。""",
    "g.txt": """额尔登和硕嘎查养牛
发布时间:2023-12-12 来源:草原新闻网
　　近日，记者在额尔登和硕嘎查看到，牛棚里热热闹闹。嘎查党支部书记、嘎查长布仁巴雅尔说，棚里养着86头母牛。""",
    "h.txt": """丁桥镇观摩李集镇东街村
发布时间:2023-12-12 来源:云阴新闻网
　　12月7日，云阴县丁桥镇党委带领观摩团，到李集镇东街村学习。东街村领办合作社，今年收入40余万元。丁桥镇要求各村都要成立合作社。
　　云阴县旱情持续，丁桥镇14个村都受影响，受灾水田2341亩。""",
}


@pytest.fixture(scope="module")
def plain(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("高桥村的夜校是谁办起来的？", ["韦长庚"]),
        ("柳溪镇高桥村的夜校是谁办起来的，有多少学员？", ["韦长庚", "120人"]),
        ("夜校的桌椅是哪家公司捐的，花了多少钱？", ["宏图家具", "3.6万元"]),
        ("高桥村的支书是谁？", ["卫东明"]),
        ("高桥村的一把手是谁？", ["卫东明"]),
        ("白沙乡的一把手书记是谁？", ["赖小波"]),
        ("高桥村到现在给村民发了多少分？", ["5260分"]),
        ("石门镇有几家老人食堂？", ["12家"]),
        ("石门镇眼下有多少家长者食堂在营业？", ["12家"]),
        ("石门镇的供餐覆盖率有多高？", ["93.5%"]),
        ("河湾村八十岁以上的老人吃一顿要交多少钱？", ["每餐2元"]),
        ("石门镇的长者食堂跟哪家公司合作？", ["福满餐饮"]),
        ("石门镇的长者食堂跟哪家合作？", ["福满餐饮"]),
        ("白沙乡的旅游公路谁来修？承建的是哪家单位？", ["路桥工程公司"]),
        ("白沙乡来了多少游客？", ["2000人次"]),
        ("青石镇的新兵去了哪个部队？", ["南部战区"]),
        ("双河镇电站这次分了多少钱？", ["486000元"]),
        ("双河镇的分红以后怎么花？", ["70%", "30%"]),
        ("双河镇两组的山界纠纷最后解决了吗？", ["握手言和"]),
        ("额尔登和硕嘎查的嘎查长是谁？", ["布仁巴雅尔"]),
        ("丁桥镇有多少亩水田受灾？", ["2341亩"]),
    ],
)
def test_what_is_asked_in_everyday_words_is_found(plain: Library, question: str, told: list[str]) -> None:
    answer = plain.ask(question)
    assert (answer.status, [words for words in told if words not in answer.text]) == (Status.ANSWERED, [])
    assert answer.kind is not Kind.LIST


@pytest.mark.parametrize(
    "question",
    [
        "清河镇的新兵去了哪个部队？",  # 到部队 names none
        "白沙乡的路灯是哪家厂子生产的？",
        "清河镇荷花节来了多少游客？",  # 3日 and 300亩 are no visitors
        "白沙乡今年新修农村公路多少公里？",  # 除白沙乡外
        "丁桥镇的合作社今年收入多少万元？",  # of a village that it saw
        "石门镇给村民发了多少分？",
    ],
)
def test_what_is_told_of_another_thing_is_no_answer(plain: Library, question: str) -> None:
    answer = plain.ask(question)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())


def test_a_price_of_the_village_asked_is_labelled_with_it(plain: Library) -> None:
    assert plain.ask("河湾村八十岁以上的老人吃一顿要交多少钱？").text.startswith("河湾村：")


def test_one_share_is_shown_where_its_owner_is_asked_of(plain: Library) -> None:
    assert "31200元" in plain.ask("王立云拿到多少分红款？").text
