"""Several reports on one page: split at their own headlines and authors, never inside a report."""

import pytest

from rag.reports.bylines import authors_of, byline, is_office_name, signature
from rag.reports.clean import clean
from rag.reports.lines import Line
from rag.reports.split import split

TEXTS = [
    "全镇今年突出抓好基层组织建设，整顿后进村党支部3个，新建活动室5处，面貌焕然一新。",
    "全乡推行村干部坐班制，办理群众事项460件，落实报酬待遇，激发了干事创业的热情。",
    "街道引进技术人才28名，培育家庭农场11家，人才工作站真正让人才留得住、用得好。",
]
TITLES = ["抓班子带队伍 强基础促发展", "念好三字经走活一盘棋", "搭平台聚人才兴产业"]
OFFICES = ["双河镇党委", "大坪乡人民政府", "桃园街道党工委"]


def found(page):
    return [
        (" ".join(line.text for line in s.headline), s.signed, "\n".join(line.text for line in s.body))
        for s in split(clean(page)).sections
    ]


EXPECTED = [(title, (office,), text) for title, office, text in zip(TITLES, OFFICES, TEXTS, strict=True)]


@pytest.mark.parametrize(
    "form",
    ["{t}\n{o}\n{x}", "{t}\n（{o}）\n{x}", "{t}\n□ {o}\n{x}", "{t}（{o}）\n{x}", "{t}\n{x}（{o}）", "{t}\n{x}\n({o})"],
)
@pytest.mark.parametrize("head", ["", "工作专题报道\n时间：2010-05-05 来源：县委组织部\n", "首页 > 专题 > 正文\n"])
def test_forms_of_several_reports(form, head):
    page = head + "\n\n".join(form.format(t=t, o=o, x=x) for t, o, x in zip(TITLES, OFFICES, TEXTS, strict=True))
    assert found(page) == EXPECTED


def test_a_headline_marked_as_related_opens_a_report():
    page = f"{TITLES[0]}\n2018年9月26日\n{TEXTS[0]}\n【相关】{TITLES[1]}\n{TEXTS[1]}\n【相关】{TITLES[2]}\n{TEXTS[2]}"
    assert [body for _, _, body in found(page)] == TEXTS
    assert len(found(f"{TITLES[0]}\n2018年9月26日\n{TEXTS[0]}\n【相关】{TITLES[1]}")) == 1  # a link alone


def test_headlines_of_several_lines_become_one_title():
    first = f"抓宣传\n明确任务,强化措施\n切实抓好基层建设\n双河镇党委\n{TEXTS[0]}"
    page = f"专题\n2010-05-05\n{first}\n{TITLES[1]}\n大坪乡党委\n{TEXTS[1]}"
    assert [title for title, *_ in found(page)] == ["明确任务,强化措施 切实抓好基层建设", TITLES[1]]


def test_repeated_fields_split():
    rows = [
        f"{t}\n作者：{o} 时间：2016-03-0{n} 来源：县委组织部\n{x}"
        for n, (t, o, x) in enumerate(zip(TITLES, OFFICES, TEXTS, strict=True), 1)
    ]
    sections = split(clean("\n".join(rows))).sections
    assert [s.headline[0].text for s in sections] == TITLES


def test_page_fields_are_shared():
    reports = f"{TITLES[0]}\n双河镇党委\n{TEXTS[0]}\n{TITLES[1]}\n大坪乡党委\n{TEXTS[1]}"
    page = f"专题报道\n时间：2010-05-05 来源：县委组织部\n{reports}\n责任编辑：何丽"
    shared = {(field.key.value, field.value) for field in split(clean(page)).shared}
    assert {("date", "2010-05-05"), ("source", "县委组织部"), ("editor", "何丽")} <= shared


@pytest.mark.parametrize(
    "body",
    [
        f"强化组织领导\n{TEXTS[0]}\n抓实产业发展\n{TEXTS[1]}",
        f"{TEXTS[0]}\n双河镇党委\n{TEXTS[1]}\n大坪乡党委\n{TEXTS[2]}",
        f"{TEXTS[0]}双河镇党委、大坪乡党委参加。\n加强领导\n双河镇党委\n{TEXTS[1]}",
        f"一、加强领导\n双河镇党委\n{TEXTS[0]}\n二、抓好落实\n大坪乡党委\n{TEXTS[1]}",
        f"{TEXTS[0]}（一）\n加强领导\n{TEXTS[1]}（二）",
        f"打造美丽乡村\n建设示范村\n{TEXTS[0]}\n走进新农村\n打造美丽乡村\n{TEXTS[1]}",
    ],
)
def test_one_report_stays_one(body):
    sections = found(f"双河镇抓班子带队伍\n时间：2010-05-05 来源：县委组织部\n{body}")
    assert len(sections) == 1
    assert all(text in sections[0][2] for text in TEXTS if text in body)


@pytest.mark.parametrize(
    "name", ["范庄镇党委", "中共清溪县委组织部", "清溪县白云乡", "桃园街道党工委", "河口村党支部", "县委宣传部"]
)
def test_offices(name):
    assert is_office_name(name)


@pytest.mark.parametrize(
    "name", ["打造美丽乡村", "走进新农村", "加强村级党支部", "争创五好党支部", "摸底建档", "全镇", "一村", "强基固本"]
)
def test_headings_are_no_offices(name):
    assert not is_office_name(name)


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("好。(马安 杨小波)", ("马安", "杨小波")),
        ("好。（通讯员 李 明）", ("李明",)),
        ("好。（白云镇党委 张小三）", ("白云镇党委", "张小三")),
        ("好。记者 王曦", ("王曦",)),
        ("好。（完）", ()),
        ("好。（一）", ()),
        ("好。（见图）", ()),
        ("产量（吨）", ()),
        ("好。（此件公开发布）", ()),
    ],
)
def test_signatures(row, names):
    rest, signed = signature(Line.of(row))
    assert signed == names
    assert rest.text == ("好。" if names else row)


def test_bylines_and_author_fields():
    assert byline(Line.of("◎清溪镇党委 李小明 王芳")) == ("清溪镇党委", "李小明", "王芳")
    assert authors_of("本报记者 劉 民、通讯员 楊波") == ("劉民", "楊波")
    assert authors_of("") == ()
