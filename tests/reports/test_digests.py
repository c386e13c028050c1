"""Pages of several short items, each under a heading that names its place, in the forms that such pages use."""

import pytest

from rag.reports.clean import clean
from rag.reports.extract import extract_articles
from rag.reports.gazetteer import Gazetteer
from rag.reports.items import heading_above, heading_of
from rag.reports.places import PlaceFinder
from rag.reports.split import split
from rag.types import Level, Place, RawPage

PLACES = ["云渚县白芷镇", "澜川市石蕊镇高坎村", "雁丘县溪口乡"]
TEXTS = [
    "连日来,白芷镇组织干部巡查河堤,疏通沟渠12公里,转移群众86人。",
    "高坎村把闲置的小学改成食堂,六十多位老人每天中午在这里吃饭。",
    "溪口乡请来农技员,在田间教村民剪枝,今年的梨子卖到了外省。",
]
HEAD = "村里的新事\n2021年6月1日 来源:县报\n"
FINDER = PlaceFinder(
    Gazetteer.load(),
    [Place(name, Level.COUNTY) for name in ("云渚县", "澜川市", "雁丘县")],
)


def page(form, places=PLACES, head=HEAD):
    items = [form.format(p=p, x=x, n="一二三"[n]) for n, (p, x) in enumerate(zip(places, TEXTS, strict=True))]
    return head + "\n\n".join(items)


def sections(text):
    return split(clean(text)).sections


FORMS = [
    "{p}\n{x}", "{p}:\n{x}", "{p}:{x}", "{p}——{x}", "【{p}】\n{x}", "【{p}】{x}", "◆{p}:{x}", "■ {p}\n{x}",
    "● {p}\n{x}", "{n}、{p}\n{x}", "({n}){p}\n{x}", "{n}、{p}(2021-05-30)\n{x}", "{n}、{p} (记者 李明)\n{x}",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_item_is_a_report_of_its_place(form):
    found = extract_articles(RawPage("p", "p.txt", page(form).encode()), FINDER)
    assert [" ".join(place.name for place in one.places) for one in found] == [
        "云渚县 白芷镇",
        "澜川市 石蕊镇 高坎村",
        "雁丘县 溪口乡",
    ]
    assert all(text in one.text for text, one in zip(TEXTS, found, strict=True))
    assert [one.metadata.title for one in found] == PLACES
    authors = ("李明",) if "李明" in form else ()
    assert all(one.metadata.authors == authors for one in found)


def test_headlines_that_open_with_their_town_need_no_mark():
    rows = [("白芷镇赴雁丘县学习", TEXTS[0]), ("溪口乡组织党员外出", TEXTS[2])]
    found = sections(HEAD + "\n".join(f"{title}\n{text}" for title, text in rows))
    assert [one.headline[0].text for one in found] == [title for title, _ in rows]


def test_one_more_piece_of_news_is_a_report_of_its_own():
    text = f"白芷镇守好河堤\n2021年6月1日\n{TEXTS[0]}\n又讯 (记者 李明)昨日,雁丘县溪口乡请来农技员。{TEXTS[2]}"
    first, second = extract_articles(RawPage("p", "p.txt", text.encode()), FINDER)
    assert first.metadata.title == "白芷镇守好河堤"
    assert [place.name for place in second.places] == ["雁丘县", "溪口乡"]
    assert len(sections(text.replace("雁丘县溪口乡", "该镇"))) == 1


def test_an_editors_note_is_kept_and_a_lead_keeps_the_page_whole():
    note = "编者按:今年以来,各地用身边的小事讲新风,这里选登三则,供大家学习借鉴。"
    assert [len(sections(page("{p}:\n{x}", head=f"{HEAD}{lead}\n"))) for lead in (note, note[4:])] == [4, 1]


@pytest.mark.parametrize(
    "body",
    [
        f"高坎村:{TEXTS[0]}\n河口村:{TEXTS[1]}",  # the villages of a town
        f"组织强镇——{TEXTS[0]}\n产业富镇——{TEXTS[1]}",
        f"示范村:{TEXTS[0]}\n贫困村:{TEXTS[1]}",
        f"一、加强领导\n{TEXTS[0]}\n二、白芷镇\n{TEXTS[1]}",
        f"抓宣传\n白芷镇党委\n{TEXTS[0]}\n促落实\n白芷镇政府\n{TEXTS[1]}",
    ],
)
def test_what_is_no_digest(body):
    whole = split(clean(f"云渚县白芷镇抓党建\n2021年6月1日\n{body}")).sections
    texts = ["".join(line.text for line in one.body) for one in whole]
    assert len(whole) == 1 or all("党委" in name or "政府" in name for one in whole for name in one.signed), texts


@pytest.mark.parametrize(
    ("line", "chain"),
    [
        ("临江县老集镇", ("临江县", "老集镇")),
        ("孟姑集镇:去年修路", ("孟姑集镇",)),
        ("景县东王村:“不超6万元”", ("景县", "东王村")),
        ("3.云渚市石蕊区白芷镇", ("云渚市", "石蕊区", "白芷镇")),
        ("农村频道", None),
        ("12村——上榜", None),
        ("各村:", None),
        ("白芷镇党委书记:", None),
        ("白芷镇的老人在食堂吃饭", None),
    ],
)
def test_headings(line, chain):
    found = heading_of(line)
    assert (found.chain if found else None) == chain


def test_how_far_a_heading_holds():
    rows = "时间安排如下:\n白芷镇:\n高坎村晚会\n时间:2月3日\n石蕊镇:\n河口村晚会\n下一步打算\n"
    assert heading_above("时间安排如下:\n") is None
    assert heading_above(rows[: rows.index("石蕊镇")]).chain == ("白芷镇",)
    assert heading_above(rows).chain == ("石蕊镇",)
    assert heading_above(f"【白芷镇】\n{TEXTS[0]}\n").chain == ("白芷镇",)
    assert heading_above(f"【白芷镇】\n{TEXTS[0]}\n下一步打算\n") is None
    assert heading_above(f"【白芷镇】\n{TEXTS[0]}\n二、存在的问题\n") is None


def test_a_schedule_below_the_last_sentence_is_kept():
    lead = "过年了,家家户户忙着排节目。各村晚会时间安排如下:"
    lines = [f"{town}:\n高坎村晚会\n时间:2021年2月1{n}日\n地点:文化礼堂" for n, town in enumerate(("白芷镇", "石蕊镇"))]
    text = f"乡村晚会等你来\n2021-01-30\n{lead}\n" + "\n".join(lines) + "\n打印 关闭\n相关阅读\n别处的新闻"
    (found,) = extract_articles(RawPage("p", "p.txt", text.encode()), FINDER)
    assert all(row in found.text for one in lines for row in one.split("\n")) and "别处" not in found.text
    assert not any(place.level is Level.TOWN for place in found.places)


@pytest.mark.parametrize(
    "second",
    [
        "乡村新闻 > 基层之声   发布时间:2021-06-01",
        "文明实践   来源:县报   发布时间:2021-06-01",
        "本网讯 全媒体记者李明 通讯员王芳\n发布时间:2021-06-01",
        "云渚融媒讯  2021-06-01 15:49:28  字号:A- A+",
        "2021-06-01 16:41:24 云渚新闻网 责任编辑:王芳",
        "第596期:第02版 本期出版日期:2021-06-01",
    ],
)
def test_the_headline_above_a_path_or_a_dateline(second):
    text = f"白芷镇守好河堤保平安\n{second}\n{TEXTS[0]}"
    (found,) = extract_articles(RawPage("p", "p.txt", text.encode()), FINDER)
    assert found.metadata.title == "白芷镇守好河堤保平安"
    assert str(found.metadata.published) == "2021-06-01"
