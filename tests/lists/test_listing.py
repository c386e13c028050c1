"""Lists of what reports say in their own way: over several sentences, of several places, and not yet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status, Verdict

PAGES = {
    "a.txt": """芦溪县石泉镇：村企同心
发布时间：2012-05-04 来源：芦溪县人民政府网
　　石泉镇河湾村党支部与一家米业企业结成帮扶对子，双方党组织共建共享，每月碰一次头。
　　石泉镇和柳沟镇的12个村与这家公司签了合同。通过订单种植，稻谷不愁销路。""",
    "b.txt": """芦溪县国土整治起步
发布时间：2012-07-09 来源：芦溪县人民政府网
　　今年，白鹿镇、松塘乡先行一步。截至目前，白鹿镇国土整治项目已在银行获得授信8亿元。与此同时，两家银行正与松塘乡的国土整治项目对接，有望在年底前获得授信。""",
    "c.txt": """芦溪县云岭乡：路通了
发布时间：2012-08-02 来源：芦溪县人民政府网
　　云岭乡杉树村修好了水泥路，村民出门不再踩泥。""",
    "d.txt": """芦溪县大坪乡抗洪
发布时间：2012-08-03 来源：芦溪县人民政府网
　　洪水退后，大坪乡青冈村抢通道路3条，灾后重建已经开始。""",
    "e.txt": """芦溪县茶亭乡：家家户户喜开镰
发布时间：2012-09-03 来源：芦溪县人民政府网
　　茶亭乡的早稻熟了，收割机开进田里，粮站的磅秤从早响到晚。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def listed(pile: Library, question: str) -> dict[str, Verdict]:
    listing = pile.ask(question).listing
    return {item.name: item.verdict for item in listing.items} if listing else {}


def test_what_two_towns_did_together_goes_on_in_the_next_sentence(pile: Library) -> None:
    assert listed(pile, "哪些乡镇推行订单种植？") == {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID}


def test_the_last_of_what_is_asked_tells_whether_it_was_done(pile: Library) -> None:
    found = listed(pile, "哪些乡镇的国土整治项目已经获得银行授信？")
    assert found == {"白鹿镇": Verdict.DID, "松塘乡": Verdict.PLANNED}


@pytest.mark.parametrize("question", ["不算灾后抢通，哪些乡镇修好了道路？", "除灾后抢通外，哪些乡镇修好了道路？"])
def test_what_is_not_meant_is_no_topic(pile: Library, question: str) -> None:
    assert "大坪乡" not in listed(pile, question)


def test_a_report_that_speaks_of_the_whole_topic_is_listed_and_marked(pile: Library) -> None:
    answer = pile.ask("哪些乡镇的党组织和企业结对共建？")
    assert answer.listing is not None
    assert [(item.name, item.paraphrase) for item in answer.listing.items] == [("石泉镇", True)]


@pytest.mark.parametrize("question", ["哪些乡镇建了光伏电站？", "哪些村的学校开了食堂？"])
def test_what_is_far_from_every_report_is_refused(pile: Library, question: str) -> None:
    assert pile.ask(question).status is Status.NOT_FOUND


def test_a_town_named_in_the_sentence_before_is_cited_with_it(pile: Library, caplog: pytest.LogCaptureFixture) -> None:
    answer = pile.ask("哪些乡镇推行订单种植？")
    assert "柳沟镇、石泉镇（芦溪县）：通过订单种植" in answer.text
    assert any("石泉镇和柳沟镇的12个村" in citation.quote for citation in answer.citations)
    assert not caplog.records


def test_the_villages_between_do_not_part_towns_named_together(make_library: Callable[..., Library]) -> None:
    text = "芦溪县打井抗旱\n　　县里分别在石泉镇河湾村、高桥村，柳沟镇杉木村和大坪乡青冈村新打机井4眼。"
    found = make_library({"a.txt": text}).ask("芦溪县在哪些乡镇打了机井？").listing
    assert found is not None
    assert {item.name for item in found.items} == {"石泉镇", "柳沟镇", "大坪乡"}


def test_a_compound_is_one_thing_where_the_pile_has_it(make_library: Callable[..., Library]) -> None:
    pages = {
        "a.txt": "芦溪县石泉镇办节\n　　石泉镇的葡萄采摘节昨天开幕，来客三千人，路上停满了车。",
        "b.txt": "芦溪县大坪乡丰收\n　　大坪乡的葡萄熟了，村民们忙着采摘，一天能卖出两千斤。",
    }
    assert listed(make_library(pages), "哪些乡镇办了葡萄采摘节？") == {"石泉镇": Verdict.DID}


def test_either_of_two_things_lists_a_place(make_library: Callable[..., Library]) -> None:
    pages = {
        "a.txt": "芦溪县石泉镇卖果\n　　石泉镇的年轻人做起了直播带货，一晚上卖出桃子三千斤。",
        "b.txt": "芦溪县大坪乡上网\n　　大坪乡建起了数字直播间，乡里的笋干有了销路，村民不再发愁。",
        "c.txt": "芦溪县柳沟镇修路\n　　柳沟镇修通了到县城的水泥路，路边装上了路灯，来往车辆多了。",
    }
    asked = "哪些乡镇做了直播带货，或者建起了数字直播间？"
    assert listed(make_library(pages), asked) == {"石泉镇": Verdict.DID, "大坪乡": Verdict.DID}


def test_a_word_that_somebody_quotes_is_no_name(make_library: Callable[..., Library]) -> None:
    pages = {
        "a.txt": "芦溪县石泉镇议事\n　　石泉镇的“合作社”三个字挂在了门口。石泉镇党支部领办合作社两家，社员八十户。",
        "b.txt": "芦溪县大坪乡卖果\n　　大坪乡一家合作社收果五万斤，价钱比去年高了两成。",
    }
    assert listed(make_library(pages), "哪些乡镇由党支部领办合作社？") == {"石泉镇": Verdict.DID}


def test_what_the_first_question_would_wait_for_is_read_ahead(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": PAGES["a.txt"]})
    assert "table" not in vars(library.pile())
    library.warm()
    assert "table" in vars(library.pile())


def test_an_empty_pile_is_warm_at_once(make_library: Callable[..., Library]) -> None:
    make_library({}).warm()


def test_a_district_is_not_listed_beside_its_own_town_for_one_sentence(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": "近日，南京市栖霞区龙潭街道飞花村开设理发点位，每周六由志愿者免费理发。"})
    listing = library.ask("哪些地方开设了理发点位？").listing
    assert listing is not None and len(listing.items) == 1


COUNTY = """芦溪县各乡镇有新招
发布时间：2012-05-04 来源：芦溪县人民政府网
　　芦溪县各乡镇都在想办法。{said}"""


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "“三评两晒”首先在石泉镇试点，随后扩大到柳沟镇和大坪乡。",
            {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID, "大坪乡": Verdict.DID},
        ),
        ("“三评两晒”首先在石泉镇试点，明年扩大到柳沟镇。", {"石泉镇": Verdict.DID}),
        ("“三评两晒”下一步将扩大到柳沟镇。", {"柳沟镇": Verdict.PLANNED}),
        ("只有石泉镇没有搞“三评两晒”。", {"石泉镇": Verdict.MENTIONED}),
        ("石泉镇至今没有推行“三评两晒”。", {"石泉镇": Verdict.MENTIONED}),
        ("“三评两晒”率先在石泉镇落地生根，柳沟镇紧接着也办了起来。", {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID}),
        ("石泉镇探索“三评两晒”，柳沟镇也照着做了起来。", {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID}),
        ("“三评两晒”从石泉镇起步，如今柳沟镇也用上了。", {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID}),
        ("继石泉镇之后，柳沟镇成为第二个实施“三评两晒”的乡镇。", {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID}),
        ("不论是石泉镇还是柳沟镇，“三评两晒”都搞得扎实。", {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID}),
        ("全县搞“三评两晒”搞得好的，要数石泉镇和柳沟镇。", {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID}),
        ("石泉镇“三评两晒”覆盖12个村，柳沟镇覆盖900户。", {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID}),
        ("在“三评两晒”评比中，石泉镇夺得第一，柳沟镇位居第二。", {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID}),
        ("县里对石泉镇、柳沟镇运行“三评两晒”的成效进行验收。", {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID}),
        (
            "石泉镇凭“三评两晒”调解纠纷30起，柳沟镇靠同样的做法修通了路。",
            {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID},
        ),
        ("“三评两晒”在石泉镇解开了疙瘩，在柳沟镇修好了水渠。", {"石泉镇": Verdict.DID, "柳沟镇": Verdict.DID}),
        ("唯独石泉镇，“三评两晒”迟迟不见动静。", {"石泉镇": Verdict.MENTIONED}),
        ("石泉镇推行“三评两晒”，柳沟镇也修了路。", {"石泉镇": Verdict.DID}),
        ("开展“三评两晒”的有石泉镇、柳沟街道两个乡镇。", {"石泉镇": Verdict.DID, "柳沟街道": Verdict.DID}),
    ],
)
def test_a_countys_report_tells_of_towns_on_no_list(
    make_library: Callable[..., Library], said: str, found: dict[str, Verdict]
) -> None:
    library = make_library({"a.txt": COUNTY.format(said=said)})
    assert listed(library, "哪些乡镇开展了“三评两晒”？") == found


def test_a_town_that_tells_of_anothers_doing_only_speaks_of_it(make_library: Callable[..., Library]) -> None:
    text = """芦溪县石泉镇：修渠引水
发布时间：2012-05-04 来源：芦溪县人民政府网
　　石泉镇把力气花在修渠上。镇党委邀请芦溪县柳沟镇的同志来讲“三评两晒”。全镇听得认真。"""
    found = listed(make_library({"a.txt": text}), "哪些乡镇开展了“三评两晒”？")
    assert found == {"柳沟镇": Verdict.DID, "石泉镇": Verdict.MENTIONED}


@pytest.mark.parametrize(
    "question",
    [
        "全部开展“三评两晒”的乡镇名单",
        "查一下推行“三评两晒”的乡镇",
        "请列出新建敬老院的乡镇",
        "哪些镇新建敬老院？",
        "哪些镇新修敬老院？",
        "咱们这儿哪个镇扩建了敬老院呀？",
        "写材料要用，请把盖了敬老院的乡镇名称汇总给我。",
        "听说有的乡镇盖了敬老院，具体是哪几个？",
        "近几年有哪些乡镇盖起敬老院，能告诉我吗？",
        "我们村也想办，外面哪些乡镇盖了敬老院？",
        "我们镇想盖敬老院，打听一下哪些乡镇已经搞了",
        "以乡镇为单位，把建了敬老院的一一报出来",
        "好比建敬老院这类题目，落在哪些乡镇？",
    ],
)
def test_the_list_is_of_what_was_done(make_library: Callable[..., Library], question: str) -> None:
    text = """芦溪县石泉镇：冬日见闻
发布时间：2012-05-04 来源：芦溪县人民政府网
　　石泉镇开展了“三评两晒”。今年，全镇建成敬老院一所，住进12位老人。"""
    assert listed(make_library({"a.txt": text}), question) == {"石泉镇": Verdict.DID}


@pytest.mark.parametrize(
    "question",
    [
        "“三评两晒”还在酝酿、没有动手的是哪些乡镇？",
        "哪些乡镇还没有落实“三评两晒”，正在筹备？",
        "哪些乡镇准备搞“三评两晒”？",
    ],
)
def test_plans_are_asked_with_or_without_saying_that_it_is_not_done(
    make_library: Callable[..., Library], question: str
) -> None:
    said = COUNTY.format(said="石泉镇开展了“三评两晒”。柳沟镇准备明年开展“三评两晒”。")
    answer = make_library({"a.txt": said}).ask(question)
    assert answer.listing is not None and answer.listing.matched == 1
    assert "1 个乡镇计划开展" in answer.text


def test_a_denial_stays_one_whatever_the_question_speaks_of(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": "石泉镇开展了政策宣讲。", "b.txt": "柳沟镇至今没有开展政策宣讲，计划明年再说。"})
    assert listed(library, "哪些乡镇开展了政策宣讲？").get("柳沟镇") is not Verdict.DID


def test_a_rare_word_that_no_report_holds_beside_the_thing_is_asked_all_the_same(
    make_library: Callable[..., Library],
) -> None:
    text = """芦溪县石泉镇：冬日见闻
发布时间：2012-05-04 来源：芦溪县人民政府网
　　石泉镇建成敬老院一所，住进12位老人。"""
    assert listed(make_library({"a.txt": text}), "哪些乡镇给敬老院装了地暖？") == {}


def test_the_number_of_places_that_do_a_named_thing_is_that_of_a_list(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": COUNTY.format(said="石泉镇开展了“三评两晒”。柳沟镇也推行了“三评两晒”。")})
    for question in ("搞“三评两晒”的乡镇到底有多少", "“三评两晒”推行乡镇，给个数量就行"):
        listing = library.ask(question).listing
        assert listing is not None and listing.matched == 2, question


def test_the_thing_is_asked_though_its_verb_is_the_rarer_word(make_library: Callable[..., Library]) -> None:
    said = "石泉镇扎实开展培养教育。柳沟镇发展养牛业。"
    assert listed(make_library({"a.txt": COUNTY.format(said=said)}), "哪些乡镇养了牛？") == {"柳沟镇": Verdict.DID}


HOW_MANY = {
    "a.txt": """芦溪县石泉镇：球赛落幕
发布时间：2012-08-04 来源：芦溪县人民政府网
　　石泉镇的“村篮赛”昨晚落幕，通过选拔，最终有46个村、社区参赛，场场爆满。""",
    "b.txt": """芦溪县：供水恢复
发布时间：2012-08-07 来源：芦溪县人民政府网
　　截至昨天，芦溪县218个受损村庄中，96个村庄已经恢复供水。白岭村的水管还在抢修。""",
}


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("石泉镇“村篮赛”最后有多少个村、社区参赛？", "46个"),
        ("芦溪县受损的村庄里，截至8月7日有多少个恢复了供水？", "96个"),
    ],
)
def test_where_no_report_names_the_places_the_number_that_one_tells_is_the_answer(
    make_library: Callable[..., Library], question: str, figure: str
) -> None:
    answer = make_library(HOW_MANY).ask(question)
    assert answer.status is Status.ANSWERED and answer.listing is None and figure in answer.text


def test_the_only_village_that_a_report_is_about_is_the_place_that_did_it(make_library: Callable[..., Library]) -> None:
    pile = make_library({"a.txt": "近日，大学师生来到柳湾村。为了改良土壤，柳湾村开始尝试艾草种植，柳湾村的收入多了。"})
    assert listed(pile, "哪些地方在种艾草？") == {"柳湾村": Verdict.DID}


def test_a_wish_before_the_question_asks_for_no_plans(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": COUNTY.format(said="石泉镇开展了“三评两晒”。")})
    listing = library.ask("我们镇也想搞，外面哪些乡镇推行了“三评两晒”？").listing
    assert listing is not None and listing.matched == 1


BOTH = {
    "a.txt": COUNTY.format(said="石泉镇开展了“三评两晒”。柳沟镇开展了“三评两晒”。"),
    "b.txt": COUNTY.format(said="石泉镇推行“六小园”。柳沟镇不搞“六小园”。白芷镇推行“六小园”。"),
}


@pytest.mark.parametrize(
    "question",
    [
        "哪些乡镇同时开展了“三评两晒”和“六小园”？",
        "哪些乡镇既搞了三评两晒又搞了六小园？",
        "三评两晒与六小园，哪些乡镇都做了？",
    ],
)
def test_names_asked_together_are_each_done_by_a_place_whichever_report_says_so(
    make_library: Callable[..., Library], question: str
) -> None:
    answer = make_library(BOTH).ask(question)
    assert answer.listing is not None
    assert {item.name: item.verdict for item in answer.listing.items} == {
        "石泉镇": Verdict.DID,
        "柳沟镇": Verdict.MENTIONED,
    }
    done = next(item for item in answer.listing.items if item.name == "石泉镇")
    assert len(done.citations) == 2
    assert "“三评两晒”" in answer.text and "“六小园”" in answer.text


def test_a_town_is_one_place_before_and_after_its_county_was_renamed(make_library: Callable[..., Library]) -> None:
    said = "{county}石泉镇：评比\n发布时间：{year}-08-04 \n　　今年以来，石泉镇在各村开展了“三评两晒”。"
    pages = {
        "a.txt": said.format(county="芦溪县", year=2012),
        "b.txt": said.format(county="芦溪区", year=2016) + "评出好媳妇三十名。",
        "c.txt": "芦溪区：设区\n发布时间：2015-08-04\n　　国务院批复同意撤销芦溪县，设立芦溪区，辖地不变。",
    }
    listing = make_library(pages).ask("哪些乡镇开展了“三评两晒”？").listing
    assert listing is not None
    assert [item.name for item in listing.items] == ["石泉镇"]


DENIED = {
    "a.txt": "石泉镇工作简报\n\n2012年9月3日\n\n石泉镇至今没有推行“三评两晒”。镇里说，村里人手不够。",
    "b.txt": "柳沟镇工作简报\n\n2012年9月5日\n\n柳沟镇下一步将推行“三评两晒”。镇里正在挑选第一批村子。",
    "c.txt": "白沙乡工作简报\n\n2012年9月8日\n\n白沙乡推行“三评两晒”两年，群众满意。乡里每月晒一次账。",
}


@pytest.mark.parametrize(
    "question",
    [
        "哪些乡镇没有“三评两晒”？",
        "哪个镇还没用三评两晒？",
        "哪个镇对三评两晒还在观望？",
        "哪个镇不搞三评两晒？",
        "哪個鎮沒辦三評兩曬？",
    ],
)
def test_who_did_not_is_told_and_who_only_means_to(make_library: Callable[..., Library], question: str) -> None:
    assert listed(make_library(DENIED), question) == {"石泉镇": Verdict.MENTIONED, "柳沟镇": Verdict.PLANNED}


def test_where_nobody_is_said_not_to_have_done_it_that_is_said(make_library: Callable[..., Library]) -> None:
    asked = make_library({name: DENIED[name] for name in ("b.txt", "c.txt")}).ask("哪些乡镇没有三评两晒？")
    assert asked.text.splitlines()[0] == "共查 2 篇报道，没有一篇写明哪里没有开展。"
    assert (asked.status, asked.reason) == (Status.PARTIAL, "报道没有提到的地方，不能断定有没有开展。")


ROWS = {
    "a.txt": """石泉镇表彰见义勇为先进个人
发布时间：2023-07-24 来源：云渚日报
　　石泉镇见义勇为先进层出不穷。石泉镇湖村王克珂、高坝村张昆、梅坪村李友龙、苗广哲、大塘村王冲先后入选见义勇为先进个人。
　　除五里村立足本地特色外，石泉镇发动各村，形成以红岭村竹编、石门村根雕、沙溪村蜡染“一村一主题”的方式打造美丽庭院。""",
    "b.txt": "柳沟镇产业记\n发布时间：2023-07-25\n　　柳沟镇上游村养猪、下游村种魔芋，各有各的路。群众都说好。",
}


@pytest.mark.parametrize(
    ("question", "villages"),
    [
        ("哪些村有人入选见义勇为先进个人？", {"湖村", "高坝村", "梅坪村", "大塘村"}),
        ("哪些村搞了“一村一主题”？", {"红岭村", "石门村", "沙溪村"}),
        ("哪些村种魔芋？", {"下游村"}),
    ],
)
def test_villages_told_in_a_row_are_all_listed(
    make_library: Callable[..., Library], question: str, villages: set[str]
) -> None:
    assert set(listed(make_library(ROWS), question)) == villages


def test_a_county_on_no_list_is_no_province(make_library: Callable[..., Library]) -> None:
    pages = {
        "a.txt": "云岭乡“双联双包”见成效\n发布时间：2012-08-02\n"
        "　　云岭乡推行“双联双包”，干部联系贫困户。云岭乡位于砚川县西部。",
        "b.txt": "贵州省湄潭县永兴镇推行“双联双包”\n发布时间：2012-08-22\n"
        "　　永兴镇推行“双联双包”，干部联系贫困户，户户有人管。",
    }
    library = make_library(pages)
    assert listed(library, "哪些省推行了双联双包？") == {"贵州省": Verdict.DID}
    assert listed(library, "哪些县推行了双联双包？") == {"砚川县": Verdict.DID, "湄潭县": Verdict.DID}


@pytest.mark.parametrize(
    "question",
    [
        "柳溪镇以外的哪些乡镇开展了志愿服务？",
        "柳溪镇之外还有哪些乡镇开展了志愿服务？",
        "除柳溪镇外，哪些乡镇开展了志愿服务？",
    ],
)
def test_a_place_left_out_is_not_the_place_asked_of(make_library: Callable[..., Library], question: str) -> None:
    library = make_library(
        {
            "a.txt": "柳溪镇志愿服务进村\n2021年8月3日\n8月2日，柳溪镇开展志愿服务活动，给老人理发。老人们十分高兴。",
            "b.txt": "白鹿镇志愿服务进校\n2021年8月5日\n8月4日，白鹿镇开展志愿服务活动，给学生讲课。学生们十分高兴。",
        }
    )
    listing = library.ask(question).listing
    assert listing is not None
    assert [item.name for item in listing.items] == ["白鹿镇"]


def test_towns_of_one_sentence_stand_on_one_row_each_with_its_citation(make_library: Callable[..., Library]) -> None:
    pages = {"a.txt": "芦溪县扩建卫生院\n　　县长说，芦溪县还将加快石泉镇、柳沟镇等一批乡镇卫生院改扩建。"}
    answer = make_library(pages).ask("芦溪县打算改扩建哪些乡镇的卫生院？")
    assert answer.listing is not None
    assert [(item.name, item.verdict, item.citations) for item in answer.listing.items] == [
        ("柳沟镇", Verdict.PLANNED, (1,)),
        ("石泉镇", Verdict.PLANNED, (1,)),
    ]
    assert answer.text.count("改扩建。") == 1
    assert "柳沟镇、石泉镇（芦溪县）：" in answer.text


def test_villages_of_which_a_part_is_meant_stand_in_a_row(make_library: Callable[..., Library]) -> None:
    pages = {"a.txt": "芦溪县接通自来水\n　　今年，芦溪县计划为杉岭村、桐坪村部分村民接通城市自来水。"}
    found = listed(make_library(pages), "芦溪县打算给哪些村接通城市自来水？")
    assert found == {"杉岭村": Verdict.PLANNED, "桐坪村": Verdict.PLANNED}
