"""Noise goes by its kind; prose that speaks of the same things stays."""

import time

import pytest

from rag.language import dates
from rag.language.regex import LazyRegex
from rag.reports import bylines, fields, gloss, lines, news, noise
from rag.reports import clean as clean_module
from rag.reports import split as split_module
from rag.reports.clean import Kind, clean
from rag.reports.gloss import strip_glosses
from rag.reports.lines import Line, lines_of
from rag.reports.noise import is_noise, is_tail_marker, site_of
from rag.reports.repeats import without_repeats
from rag.reports.split import split

# The patterns that are run over a text of any length; the others see a line or a tail of known length.
UNBOUNDED = {
    "_GLOSS",
    "_TORN",
    "_NUMERIC",
    "_WRITTEN",
    "_SPACES",
    "_INVISIBLE",
    "_RULE",
    "_LINE_ENDS",
    "_WIDE",
    "_WIDE_ANYWHERE",
    "_COUNTED",
    "_FOLD",
    "_TOKEN",
    "_HAN",
    "_NOT_LETTERS",
    "_FIRST_END",
}
BODY = (
    "清溪镇设立便民窗口12个，办理事项3200件，群众满意率达98%。镇上还组建志愿服务队8支，开展活动46次，惠及居民5000余人。"
    "下一步，清溪镇将持续优化流程，让数据多跑路、群众少跑腿，切实把好事办好、实事办实。"
)


def text_of(page: str) -> str:
    sections = split(clean(page)).sections
    return "\n".join(line.text for section in sections for line in section.body)


@pytest.mark.parametrize(
    "line",
    [
        "首页",
        "用戶中心 | 手機版 | 繁體 本站支持IPV6",
        "您当前的位置: 清溪县人民政府> 工作动态> 各镇快讯> 正文",
        "首页 > 党建风采 > 正文",
        "北川党建网 >> 基层党建 >> 正文",
        "【字体：大 中 小】",
        "字號：A+ A-",
        "打印本页 关闭窗口",
        "【发表评论】【加入收藏】【告诉好友】【打印此文】【关闭窗口】",
        "分享到：微信 微博 QQ空间",
        "扫一扫在手机打开当前页",
        "上一篇：清溪县召开会议",
        "下一条: 没有了",
        "欢迎访问清溪县党建网，今天是2024年09月23日，星期一",
        "您好！今天是2023年5月6日 星期六 农历三月十七 晴",
        "版权所有：中共清溪县委组织部 陕ICP备11007109号-2",
        "Copyright © 2015-2023 All Rights Reserved",
        "皖公网安备 34010002000001号 网站标识码：3401230001",
        "技术支持：某某科技有限公司",
        "主办：清溪县人民政府 承办：清溪县政务服务中心",
        "地址：清溪县人民路1号 邮编：710000",
        "微信公众平台：搜索“清溪先锋”或扫描下面的二维码：",
        "您也可以通过点击图标来访问官方微博或下载手机客户端：",
        "声明：本网转载的文章版权归原作者所有，如有侵权请联系删除。",
        "凡本网注明来源的作品，均转载自其它媒体，并不代表本网赞同其观点。",
        "网友评论：（只显示最新10条。评论内容只代表网友观点，与本站立场无关！）",
    ],
)
def test_noise(line):
    assert is_noise(Line.of(line))


@pytest.mark.parametrize(
    "line",
    [
        "全县关闭煤矿12家，淘汰落后产能30万吨。",
        "配备打印机20台、电脑35台。",
        "微信公众号推送政策126期，点击量8万次。",
        "版权保护意识不断增强，登记作品45件。",
        "今天是2018年3月22日，平台注册党员达到860名。",
        "扫描二维码即可登录学习平台，目前已有3200名党员注册，人均学习时长超过40小时，形成了比学赶超的氛围。",
        "搜索“清溪先锋”即可关注微信公众号。",
        "来源于群众、服务于群众，是平台建设的宗旨。",
        "技术支持、代办服务等12项便民措施同步推出。",
        "首页栏目更新36次，网站访问量突破10万。",
        "摸底建档 明确目标",
        "抓班子 带队伍 促发展",
        "关注民生办实事",
        "分享经验谈体会",
        "推荐优秀人才32名，上报典型材料18篇。",
        "（一）抓学习，强素质",
        "下一步工作打算",
    ],
)
def test_prose_and_headings_are_no_noise(line):
    assert not is_noise(Line.of(line)) and not is_tail_marker(Line.of(line))


@pytest.mark.parametrize(
    "line", ["相关阅读", "相关链接：", "精选专题", "推荐阅读 更多>>", "热点新闻", "相關新聞", "点击排行"]
)
def test_tail_markers(line):
    assert is_tail_marker(Line.of(line))


def test_sentences_about_tools_stay_in_a_body():
    rows = ["打印机20台已发放到村。", "关闭煤矿12家。", "微信公众号推送政策60期。", "版权保护知识宣讲8场。"]
    assert text_of("某镇办实事\n2019-01-02\n" + "\n".join(rows)) == "\n".join(rows)


def test_spaces_blank_lines_and_title_given_twice():
    page = f"\ufeff　　清溪镇办实事　\r\n\r\n\xa0\r\n清溪镇办实事\n\n\n　　{BODY}\u200b\n \n　　第二段  有空格。\n"
    assert text_of(page) == f"{BODY}\n第二段 有空格。"


def test_list_of_links_behind_the_body_goes_with_its_abstracts():
    page = f"清溪镇办实事\n{BODY}\n推荐阅读\n白云镇近日举办培训班，培训农民200人。\n热点\n某县召开会议。"
    assert text_of(page) == BODY


def test_a_marker_above_the_body_does_not_cut_it():
    assert text_of(f"热点新闻\n某县召开会议部署秋收。\n清溪镇办实事\n{BODY}").endswith(BODY)


@pytest.mark.parametrize("layout", ["{0} {0}", "{0}\n{0}", "{0}\n责任编辑：吴昊\n{0}", "{0}{0}{0}"])
def test_body_given_twice(layout):
    assert text_of("清溪镇办实事\n2020-04-09\n" + layout.format(BODY)) == BODY


def test_copy_in_another_layout_and_without_its_first_sentence():
    _, rest = BODY.split("。", 1)
    page = "清溪镇办实事\n" + BODY.replace("。", "。\n") + rest
    assert text_of(page).replace("\n", "") == BODY


def test_slogans_and_single_sentences_said_twice_stay():
    said = "“升级晋档、科学发展”活动深入开展。"
    rows = [said + BODY.split("。", 1)[0] + "。", said + "群众评价良好，各项任务按期完成，没有一件遗留。"]
    assert text_of("清溪镇办实事\n" + "\n".join(rows)) == "\n".join(rows)


def test_repeats_need_no_lines():
    assert without_repeats([]) == []
    assert without_repeats([Line.of("")]) == [Line.of("")]


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("版权所有:中共清溪区委组织部陕ICP备11007109号-2", "中共清溪区委组织部"),
        ("您當前的位置: 清溪市人民政府> 工作動態> 正文", "清溪市人民政府"),
        ("欢迎访问 某某记者联合会 网站,今天是2024年09月23日,星期一", "某某记者联合会"),
        ("Copyright © 2015-2023 清溪县人民政府 版权所有", "清溪县人民政府"),
        ("主办单位：清溪县人民政府办公室 承办：信息中心", "清溪县人民政府办公室"),
        ("首页 > 新闻 > 正文", None),
        ("清溪县版权所有登记45件。", None),
    ],
)
def test_whose_site_it_is(line, site):
    assert site_of([Line.of(line)]) == site


@pytest.mark.parametrize("page", ["", " \n\t\u3000", "\x00\x01", "首页\n登录", "————\n****"])
def test_nothing_to_read(page):
    assert not [row for row in clean(page).rows if row.kind is Kind.PROSE]


def test_one_line_page_is_cut_where_lines_were():
    head = "首页 > 正文　　清溪镇办实事　　来源：县委组织部　作者：王志强　时间：2019年3月12日　点击："
    page = f"{head}　　{BODY}　　责任编辑：赵敏"
    assert text_of(page) == BODY


def test_invisible_characters_do_not_hide_noise():
    assert [line.text for line in lines_of("打\u200b印\n\u202e首页\n")] == ["打印", "首页"]


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "（",
        "((",
        "作者：",
        "2011-",
        "> ",
        "发(fā)",
        "?guī)",
        "。",
        "一",
        "。 ",
        "责任编辑：李 ",
        "\n",
        "a ",
        "|",
        "版权所有",
        "　　",
        "今天是2024年",
        "二〇一一年",
        "家?",
    ],
)
def test_a_long_text_of_anything_takes_linear_time(unit):
    small, large = (unit * (size // len(unit)) for size in (20_000, 200_000))
    assert _seconds(large) < max(30 * _seconds(small), 0.5)


def _seconds(text: str) -> float:
    """The best of three: a collection of the whole suite's garbage may fall into any one of them."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        clean(strip_glosses(text))
        taken.append(time.process_time() - start)
    return min(taken)


PATTERNS = [
    pattern
    for module in (lines, gloss, dates, fields, noise, bylines, clean_module, split_module, news)
    for name, pattern in vars(module).items()
    if isinstance(pattern, LazyRegex) and name in UNBOUNDED
]


@pytest.mark.parametrize(
    "unit", ["a ", "　　，", "发(fā", "家?guī", "2011年9", "二〇一一年九月", "    ，", "正文来源", "【一"]
)
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:20])
def test_patterns_that_see_a_whole_page_read_a_megabyte_at_once(pattern, unit):
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    assert time.process_time() - start < 1.0  # seconds; 0.1 on an idle machine
