"""HTML → text, on pages of the kinds that county and town governments publish; all of them invented."""

# ruff: noqa: E501 - the pages are written as such pages are
from __future__ import annotations

import time
from datetime import date

import pytest

from rag.reports.html import looks_like_html, read_html
from rag.reports.meta import http_url, names, strict_date

PROSE = [
    f"{head}河湾镇党委在{place}开展“双培双带”活动，把{n}名致富能手培养成党员，带动群众发展{crop}种植{n}00亩，人均收入稳步增长。"
    for head, place, n, crop in [
        ("今年以来，", "柳树村", 8, "核桃"),
        ("同时，", "青石村", 12, "魔芋"),
        ("截至8月底，", "双桥村", 15, "烟草"),
        ("下一步，", "大庙村", 21, "茶叶"),
    ]
]

TABLE_PAGE = f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312">
<TITLE>河湾镇抓党建促发展_工作动态_清水县人民政府网</TITLE></HEAD>
<BODY><TABLE width=980 align=center><TR><TD>今天是2024年09月23日 星期一</TD><TD><A href="/">首页</A></TD><TD><A href="/zw">政务</A>
</TD></TR></TABLE><TABLE><TR><TD width=200><TABLE><TR><TD><A href=1>领导之窗</A></TD></TR><TR><TD><A href=2>办事指南</A></TD></TR></TABLE></TD>
<TD><TABLE><TR><TD align=center><FONT size=5><B>河湾镇抓党建促发展</B></FONT></TD></TR>
<TR><TD>作者：王晓　来源：清水县委组织部　时间：2011-09-14　点击数：88</TD></TR>
<TR><TD id=zoom>　　{PROSE[0]}<BR><BR>　　{PROSE[1]}<BR>　　<B>抓产业</B><BR>　　{PROSE[2]}<BR>　　{PROSE[3]}</TD></TR>
<TR><TD>【字体：大 中 小】【打印】【关闭】</TD></TR></TABLE></TD></TR></TABLE>
<TABLE><TR><TD>版权所有：清水县人民政府　技术支持：某某科技</TD></TR></TABLE></BODY></HTML>"""

TRS_PAGE = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/><title>清水县人民政府门户网站 河湾镇抓党建促发展</title>
<meta name="SiteName" content="清水县人民政府门户网站"/><meta name="ColumnName" content="乡镇动态"/>
<meta name="ArticleTitle" content="河湾镇抓党建促发展"/><meta name="PubDate" content="2012-03-04 09:10:00"/>
<meta name="ContentSource" content="清水日报"/><meta name="Author" content="王晓、李明"/></head><body>
<div class="top"><a href="/">首页</a> | <a href="/a">繁体</a></div><div class="wz">当前位置：<a>首页</a>&gt;<a>乡镇动态</a></div>
<div class="article"><h2>河湾镇抓党建促发展</h2><div class="info">来源：清水日报 &nbsp; 发布时间：2012-03-04</div>
<div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{line-height:2}}</style>
{"".join(f'<p align="justify">　　{line}</p>' for line in PROSE[:2])}<p align="center"><strong>抓好队伍建设</strong></p><p>河湾镇党委</p>
{"".join(f"<p>　　{line}</p>" for line in PROSE[2:])}
<table><tbody><tr><td>作物</td><td>面积（亩）</td></tr><tr><td>烟草</td><td>6028</td></tr></tbody></table><p>（责任编辑：赵一）</p></div></div>
<div class="related">相关阅读<ul><li><a href="b.html">青石镇召开动员大会</a></li></ul></div><div class="foot">备案号：某ICP备00000001号</div></body></html>"""

MODERN_PAGE = f"""<!doctype html><html lang="zh"><head><meta charset="utf-8">
<meta property="og:title" content="河湾镇抓党建促发展"><meta property="og:site_name" content="清水融媒">
<meta property="article:published_time" content="2023-06-20T12:15:00+08:00"><link rel="canonical" href="/2023/0620/1.html">
<script>document.write("<p>脚本里的字</p>")</script></head><body><header><a href="/">清水融媒</a><time datetime="2024-01-01">今天是1月1日</time></header>
<nav><ul><li><a href="/a">要闻</a></li></ul></nav><main><article><header><h1>河湾镇抓党建促发展</h1><p>记者 王晓</p></header>
{"".join(f"<p>{line}</p>" for line in PROSE)}<aside>广告位</aside></article></main>
<div hidden>看不见一</div><div style="DISPLAY : none">看不见二</div><form><input value="搜"><button>搜索</button></form>
<svg onload="alert(1)"><text>画里的字</text></svg><footer>版权所有</footer></body></html>"""

LIST_PAGE = (
    "<html><head><title>乡镇动态</title></head><body><div>当前位置：首页 &gt; 乡镇动态</div><ul>"
    + "".join(
        f'<li><a href="{n}.html">河湾镇召开第{n}次党建工作推进会</a><span>2012-03-{n:02}</span></li>'
        for n in range(1, 25)
    )
    + "</ul><div>共 12 页 下一页 尾页</div></body></html>"
)

FOUR_REPORTS = "<html><body><div>基层党建专题报道</div><div class=con>" + "".join(
    f"<p>乡镇之{n}抓党建促发展</p><p>第{n}镇党委</p><p>{PROSE[n]}</p><p>{PROSE[n]}本镇{n}</p>" for n in range(4)
)


def test_a_page_laid_out_with_tables() -> None:
    page = read_html(TABLE_PAGE, None)
    rows = page.lines.split("\n")
    assert "作者：王晓　来源：清水县委组织部　时间：2011-09-14　点击数：88" in rows
    assert "河湾镇抓党建促发展" in rows
    assert [row for row in page.body_text.split("\n") if row in PROSE] == PROSE
    assert "抓产业" in page.body_text.split("\n")
    assert (page.metadata.title, page.metadata.published) == ("河湾镇抓党建促发展", None)


def test_a_page_of_a_common_publishing_system() -> None:
    page = read_html(TRS_PAGE, "http://qs.example/art/1.html")
    said = page.metadata
    assert (said.title, said.authors, said.publisher) == ("河湾镇抓党建促发展", ("王晓", "李明"), "清水日报")
    assert (said.published, said.url, page.site) == (
        date(2012, 3, 4),
        "http://qs.example/art/1.html",
        "清水县人民政府门户网站",
    )
    rows = page.body_text.split("\n")
    assert [row for row in rows if row in PROSE] == PROSE
    assert {"抓好队伍建设", "河湾镇党委", "烟草 6028"} <= set(rows)
    assert not any(word in page.body_text for word in ("line-height", "当前位置", "相关阅读", "备案号"))
    assert "来源：清水日报" in page.lines and "（责任编辑：赵一）" in page.lines


def test_a_modern_page() -> None:
    page = read_html(MODERN_PAGE, "https://m.example/x?from=1")
    assert page.metadata.published == date(2023, 6, 20)
    assert page.metadata.url == "https://m.example/2023/0620/1.html" and page.site == "清水融媒"
    assert [row for row in page.body_text.split("\n") if row in PROSE] == PROSE
    assert "记者 王晓" in page.lines.split("\n")
    for unseen in ("脚本", "看不见", "画里", "alert", "要闻", "广告", "搜索", "版权", "今天"):
        assert unseen not in page.lines


def test_a_list_of_links_keeps_its_lines_for_the_next_stage_to_judge() -> None:
    page = read_html(LIST_PAGE, None)
    assert "河湾镇召开第7次党建工作推进会" in page.lines and page.metadata.published is None


def test_several_reports_with_their_bylines_all_come_through() -> None:
    rows = read_html(FOUR_REPORTS, None).body_text.split("\n")
    for n in range(4):
        at = rows.index(f"第{n}镇党委")
        assert rows[at - 1 : at + 2] == [f"乡镇之{n}抓党建促发展", f"第{n}镇党委", PROSE[n]]


def test_a_form_around_the_whole_page_is_the_page() -> None:
    page = (
        "<html><body><form id=aspnet action=x>" + "".join(f"<p>{line}</p>" for line in PROSE) + "</form></body></html>"
    )
    assert read_html(page, None).body_text == "\n".join(PROSE)


def test_line_ends_of_the_source_are_no_spaces_in_chinese() -> None:
    assert read_html("<p>河湾镇\n   党委 GDP\n growth</p><p>3 \n 亩</p>", None).lines == "河湾镇党委 GDP growth\n3 亩"


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<html><body><p>一<b>二<p>三<td>四", "一二\n三\n四"),
        ("<html><frameset cols=1><frame src=a></frameset></html>", ""),
        ("<html><body></body></html>", ""),
        ("<html><!-- 一 --><body>&lt;b&gt;&nbsp;二&#20013;</body>", "<b>\xa0二中"),
        ("<?xml version='1.0' encoding='gb2312'?><html><body>一</body></html>", "一"),
        ('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>一&x;</body></html>', "]>一&x;"),
        ("", ""),
    ],
)
def test_broken_and_empty_pages_give_text_only(html: str, lines: str) -> None:
    assert read_html(html, None).lines == lines


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + "深处" + "</div>" * 50_000 + "<p>尾巴</p>",
        "<font>" * 50_000 + "深处<p>尾巴</p>",
        "<svg></svg>缝" * 20_000 + "<p>尾巴</p>",
        "<p hidden>x</p>缝" * 20_000 + "<p>尾巴</p>",
        "<form>" * 5_000 + "<p>尾巴</p>",
        "<td>" * 50_000 + "<p>尾巴</p>",
        "<p>" + " \n" * 500_000 + "尾巴</p>",
        "<!-- " * 100_000 + "--><p>尾巴</p>",
        "<a " * 100_000 + "><p>尾巴</p>",
        '<p style="' + "display: " * 50_000 + '">尾巴</p>',
        f"<p>{PROSE[0]}</p>" * 5_000 + "<p>尾巴</p>",
        f"<div><p>{PROSE[0]}</p>" * 180 + "<p>尾巴</p>",
    ],
    ids=["div", "font", "svg", "hidden", "form", "td", "space", "comment", "attribute", "style", "long", "deep"],
)
def test_hostile_pages_take_linear_time_and_lose_nothing(html: str) -> None:
    start = time.perf_counter()
    assert read_html(html, None).lines.endswith("尾巴")
    assert time.perf_counter() - start < 3  # seconds; the slowest was measured at 1.3


@pytest.mark.parametrize("text", [" " * 200_000, "<!---->" * 30_000, "<?xml" * 30_000, "<" * 200_000, "<div " * 20_000])
def test_telling_html_from_text_takes_linear_time(text: str) -> None:
    start = time.perf_counter()
    looks_like_html(text)
    assert time.perf_counter() - start < 1  # second


def test_telling_html_from_text() -> None:
    assert all(looks_like_html(page) for page in (TABLE_PAGE, TRS_PAGE, MODERN_PAGE, LIST_PAGE, FOUR_REPORTS))
    assert looks_like_html("<!-- 存于2012年 -->\n<html>") and looks_like_html("<div><p>一</p><p>二</p></div>" * 3)
    assert not any(
        looks_like_html(text) for text in ("", "县委<关于>的意见", "a <b> c", "见 <html> 标签的说明", "\n".join(PROSE))
    )


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("河湾镇抓党建_工作动态_清水县政府", "河湾镇抓党建"),
        ("河湾镇抓党建 - 清水县政府", "河湾镇抓党建"),
        ("河湾镇抓党建", "河湾镇抓党建"),
        ("“创先争优”在基层---专题报道_清水", "“创先争优”在基层---专题报道"),
        ("清水县政府", None),
        ("", None),
    ],
)
def test_a_title_tag_is_cut_where_the_headline_ends(tag: str, title: str | None) -> None:
    page = (
        f"<html><head><title>{tag}</title><meta name=SiteName content=清水县政府></head>"
        "<body><h1>河湾镇抓党建</h1><h1>“创先争优”在基层---专题报道</h1></body></html>"
    )
    assert read_html(page, None).metadata.title == title


@pytest.mark.parametrize(
    ("html", "published"),
    [
        ("<time datetime=2012-03-04>3月4日</time>", date(2012, 3, 4)),
        ("<div>今天是<time datetime=2024-09-23>9月23日</time></div>", None),
        ("<time datetime=2012-03-04>a</time><time datetime=2012-03-05>b</time>", None),
        (
            "<time itemprop=datePublished datetime=2012-03-04>a</time><time datetime=2012-03-05>b</time>",
            date(2012, 3, 4),
        ),
        ("<meta name=PubDate content=2025-02-30>", None),
        ("<div>今天是2024年09月23日，星期一</div>", None),
        ("<meta name=PubDate content=9999-01-01>", None),
    ],
)
def test_the_date_comes_from_labels_only(html: str, published: date | None) -> None:
    assert read_html(f"<html><body>{html}<p>{PROSE[0]}</p></body></html>", None).metadata.published == published


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2011-09-14", date(2011, 9, 14)),
        (" 2011/9/14 09:09 ", date(2011, 9, 14)),
        ("2011.09.14", date(2011, 9, 14)),
        ("2011年9月14日 08：00", date(2011, 9, 14)),
        ("2011-09-14T09:09:00+08:00", date(2011, 9, 14)),
        ("20110914", date(2011, 9, 14)),
        ("20110914093000", date(2011, 9, 14)),
        ("2025-02-30", None),
        ("2011-13-01", None),
        ("民国100年9月14日", None),
        ("9/14/2011", None),
        ("今天", None),
        ("", None),
    ],
)
def test_dates_are_read_strictly(value: str, day: date | None) -> None:
    assert strict_date(value) == day


def test_names_and_addresses() -> None:
    assert names("王晓、李明，赵 一;") == ("王晓", "李明", "赵 一")
    assert http_url("/a", "https://x.example/b/") == "https://x.example/a"
    assert [http_url(value) for value in ("javascript:x", "/a", "http://[", "", None, "http://" + "a" * 3000)] == [
        None
    ] * 6
