"""Lines in which a page speaks about the report: 作者：王明 发布时间：2011-09-14. What they mean is for `metadata`.

A line is a field line only when it consists of fields; "时间：5月1日上午" in a notice or "来源：" in prose is not one.
Everything is matched on the shadow (Simplified, half-width), values are cut from the text as displayed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from rag.language.dates import date_spans
from rag.language.regex import regex
from rag.reports.bylines import authors_of, byline, people_of, role_line
from rag.reports.lines import Line
from rag.reports.noise import is_tool_bar


class Key(StrEnum):
    """What a field says. `IGNORED` fields are told apart from prose but carry nothing for a report.

    `DATE` has a key before it, `DAY` stands alone on its line, and only its place tells what day it is.
    """

    TITLE = "title"
    AUTHOR = "author"
    EDITOR = "editor"
    SOURCE = "source"
    SUPPLIER = "supplier"
    ISSUER = "issuer"
    DATE = "date"
    DAY = "day"
    URL = "url"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Field:
    """One key with its value as displayed, '' where the page left it empty; `shown` is all of it as displayed."""

    key: Key
    value: str
    shown: str = field(default="", compare=False, repr=False)


_WORDS: dict[Key, str] = {
    Key.TITLE: "标题 原标题 文章标题 信息名称",
    Key.AUTHOR: """
        作者 文章作者 稿件作者 本文作者 撰稿 撰稿人 撰文 撰写 记者 本报记者 通讯员 特约记者 特约通讯员 报道人 供稿人
        投稿人 文/图 图/文 文字
    """,
    Key.EDITOR: "责任编辑 责任编缉 本文编辑 网络编辑 值班编辑 值班编委 本期编辑 编辑 责编 流程编辑 编辑人",
    Key.SOURCE: """
        来源 信息来源 文章来源 稿件来源 新闻来源 内容来源 来源单位 来源部门 资料来源 出处 稿源 文章出处 转载自 转自
    """,
    Key.SUPPLIER: "供稿 供稿单位 投稿单位 报送单位 供稿部门 来稿单位 撰稿单位",
    Key.ISSUER: """
        发布机构 发布单位 发文机关 发文单位 发布部门 信息发布 发布者 发布人 公开机构 责任部门 发布 发表 发文 发稿
    """,
    Key.DATE: """
        发布时间 发布日期 发表时间 发表日期 更新时间 更新日期 添加时间 添加日期 录入时间 录入日期 上传时间 时间 日期
        本期出版日期 出版日期
        发稿时间 公开日期 公开时间 发文日期 成文日期 生成日期 发布于 提交时间 创建时间 信息时间 加入时间 文章时间
    """,
    Key.URL: "本文链接 原文链接 原文地址 本文地址 文章链接 本文网址 原文网址 链接地址 网页地址 本页地址 地址链接",
    Key.IGNORED: """
        点击 点击数 点击率 点击量 点击次数 浏览 浏览数 浏览量 浏览次数 阅读 阅读数 阅读量 阅读次数 访问量 访问次数
        人气 字号 字体 字体大小 字体调节 文字大小 大小 操作 校对 责任校对 审核 审核人 审稿 审签 签发 初审 复审 终审
        终审人 一审 二审 三审 监制 统筹 策划 总编 总编辑 主编 副主编 值班主任 值班总编 版式 制作 最后修改 修改时间
        最后更新 摄影 图片 图 视频 录入 录入者 录入人 上传 上传者 本文关键词 关键词 关键字 标签 tags tag 索引号 文号
        发文字号 主题词 主题分类 体裁分类 组配分类 分类 有效性 信息分类 公开范围 公开方式 所属栏目 栏目 信息类别
        分享到 分享 评论 评论数 收藏 投稿邮箱 编审 责任审核 核稿 作者单位 查看 查看次数 查看数 人气指数 热度
        文章录入 录入编辑 信息员 排版 站长 网友评论 录音 编号 信息索引 信息编号 责任校审 校审
    """,
}
_KEY_OF = {word: key for key, words in _WORDS.items() for word in words.split()}
_LONGEST_FIRST = sorted(_KEY_OF, key=len, reverse=True)
# Keys of two characters are often spread over the width of four: 作　者：
_SPREAD = "|".join(re.escape(w) if len(w) != 2 or w.isascii() else rf"{w[0]} {{0,3}}{w[1]}" for w in _LONGEST_FIRST)
KEY = regex(rf"[【\[(]? ?({_SPREAD}) ?(?:】 ?:?|\]? ?:|】)")
_LONGEST_VALUE = 40  # code points; a value that is longer is a sentence
_LONGEST_TITLE = 80  # code points
_SHORTEST_TITLE = 4  # Han characters
_FREE = {Key.TITLE: _LONGEST_TITLE, Key.URL: 300, Key.IGNORED: _LONGEST_TITLE}
_NAMING = frozenset((Key.SOURCE, Key.AUTHOR, Key.EDITOR, Key.SUPPLIER, Key.ISSUER))
_TIME_OF_DAY = regex(r"^(?:[t\s]*\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}秒?)?(?:\.\d+)?分?(?:z|[+-]\d\d:?\d\d)?)?[\s|/,]*")
_SIZES = regex(r"[\sa+\-大中小\d次]*(?=\s|$)")  # what stands behind 字体: and 点击:
_GAP = regex(r" +")
_WEEKDAY = regex(r"^\(?(?:星期|周)[一二三四五六日天]\)?")
_EDGES = " \t|｜/／·•—【】[]()（）,，;；"
_LONGEST_CREDITS = 60  # code points of a line of names and a day
# Who publishes, by the name of a paper or site: 清溪日报, 清溪新闻.
_OUTLET = regex(r"[一-鿿]{2,10}(?:网|日报|晚报|晨报|时报|新闻|发布|融媒体?|融媒体中心|客户端|电视台|广播电台)")
_DATELINE = regex(
    r"(?P<source>[一-鿿]{1,8}?)(?:(?<=网)[一-鿿]{2,4})?(?:\d{1,2}月\d{1,2}日)?(?<![短简快喜音资通])讯\s*[(:]?\s*(?P<names>[^()。]{3,40})?\)?"
)
_ORIGINAL = regex(r"(?:^|(?<=\s))(?:原创|原創)(?=\s)|发表于\s?[㐀-鿿]{2,6}$")
_LONGEST_LINE = 600  # code points; a line of fields is shorter
_TAIL = 160  # code points in which the fields at the end of a paragraph stand
_TAIL_VALUE = 16  # code points of a value there: a name or an office
_STOPS = "。!?”’)]】》…"


def fields(line: Line) -> list[Field] | None:
    """The fields of a line that consists of nothing else, or None. A line that is only a date counts.

    >>> fields(Line.of("【作者】張明　來源:本站 點擊:"))
    [Field(key=<Key.AUTHOR: 'author'>, value='張明'), Field(key=<Key.SOURCE: 'source'>, value='本站'), \
Field(key=<Key.IGNORED: 'ignored'>, value='')]
    """
    if len(line.text) > _LONGEST_LINE:
        return None
    matches = list(KEY.finditer(line.plain))
    if not matches:
        return [Field(Key.DAY, line.text, line.text)] if is_date(line.plain) else _credits(line) or _dateline(line)
    lead = line.plain[: matches[0].start()].strip(_EDGES)
    if lead and not is_date(lead):
        return None
    found = _cut(line, matches)
    if not all(_is_value(field) for field in found):
        return None
    return [Field(Key.DATE, lead, lead), *found] if lead else found


def _credits(line: Line) -> list[Field] | None:
    """The fields of a line of names and a day without keys: 2011/10/26 李明 王芳, 原创 李明 清溪发布 2022-08-16."""
    days = date_spans(line.text) if len(line.text) <= _LONGEST_CREDITS else []
    if len(days) != 1:
        return None
    (start, end), _ = days[0]
    time = _TIME_OF_DAY.match(line.plain[end:])
    end += len((time[0] if time else "").rstrip(_EDGES))
    names = line.text[:start] + " " + line.text[end:]
    is_account = _ORIGINAL.search(Line.of(names).plain) is not None
    tokens = [Line.of(name) for name in _ORIGINAL.sub(" ", names).split()]
    account = tokens.pop() if is_account and len(tokens) > 1 else None
    tokens = [token for token in tokens if not is_tool_bar(token.plain)]
    if account is None and len(tokens) == 1 and _OUTLET.fullmatch(tokens[0].plain):
        account = tokens.pop()
    rest = Line.of(" ".join(token.text for token in tokens))
    is_named = byline(rest) or len(people_of(tokens)) == len(authors_of(rest.text)) > 0
    if not (is_named if tokens else account):
        return None
    found = [Field(Key.AUTHOR, rest.text, rest.text)] if tokens else []
    if account:
        found.append(Field(Key.SOURCE, account.text, account.text))
    written = line.text[start:end]
    return [*found, Field(Key.DATE, written, written)] if start else [Field(Key.DATE, written, written), *found]


def _dateline(line: Line) -> list[Field] | None:
    """The fields of a dateline on a line of its own: 清溪融媒讯, 本网讯 记者李明, 清溪网5月28日讯(记者 李明)."""
    said = _DATELINE.fullmatch(line.plain)
    if said is None:
        return None
    names = line.cut(said.start("names"), said.end("names")) if said["names"] else None
    if names is not None and not role_line(names):
        return None
    found = [Field(Key.AUTHOR, names.text, names.text)] if names else []
    source = line.text[slice(*said.span("source"))]
    return [Field(Key.SOURCE, source, line.text[: said.start("names")] if names else line.text), *found]


def apart(line: Line) -> list[Line]:
    """A headline with its fields on one line as two lines; any other line as it is.

    >>> [part.text for part in apart(Line.of("某镇抓产业促增收 作者：张三 来源：县委组织部"))]
    ['某镇抓产业促增收', '作者：张三 来源：县委组织部']
    """
    if len(line.text) > _LONGEST_VALUE and (cut := _text_behind(line)):
        return [line.cut(0, cut), line.cut(cut)]
    match = KEY.search(line.plain[:_LONGEST_LINE])
    if match is None or not 0 < match.start() <= _LONGEST_TITLE:
        return [line]
    lead, rest = line.cut(0, match.start()), line.cut(match.start())
    if "。" in lead.plain or is_date(lead.plain) or lead.han < _SHORTEST_TITLE or fields(rest) is None:
        return [line]
    day = next(iter(date_spans(lead.plain)), None)
    if day and day[0][0] > 0 and is_date(lead.plain[day[0][0] :]):
        return [lead.cut(0, day[0][0]), line.cut(day[0][0])]
    return [lead, rest]


def _text_behind(line: Line) -> int:
    """Where the text begins that runs on behind the last of a line's keys: 来源：本站 操作： 清溪镇……; 0 for none."""
    matches = list(KEY.finditer(line.plain[:_LONGEST_LINE]))
    if len(matches) < 2 or matches[0].start() > 0 or "。" not in line.plain[matches[-1].end() :]:
        return 0
    end = matches[-1].end()
    is_counter = _KEY_OF[matches[-1][1].replace(" ", "")] is Key.IGNORED
    behind = _SIZES.match(line.plain, end)
    return (behind.end() if behind else end) if is_counter and fields(line.cut(0, end)) is not None else 0


def is_date(plain: str) -> bool:
    """Whether a line says a day and nothing else: 2011/10/26, [2010年5月5日 09:20], 2012-03-04 星期日."""
    inner = re.sub(r"^(?:发布于|发表于)", "", plain.strip(_EDGES)).strip()
    dates = date_spans(inner)
    if not dates or dates[0][0][0] != 0:
        return False
    rest = inner[dates[0][0][1] :].strip(_EDGES)
    rest = _WEEKDAY.sub("", rest).strip(_EDGES)
    return _TIME_OF_DAY.sub("", rest) == ""


def trailing_fields(line: Line) -> tuple[Line, list[Field]]:
    """Fields that stand behind the last sentence of a paragraph, and the paragraph without them.

    >>> trailing_fields(Line.of("工作见到实效。责任编辑：邱雪 审核："))[0].text
    '工作见到实效。'
    """
    offset = max(len(line.plain) - _TAIL, 0)
    if ":" not in line.plain[offset:] and "】" not in line.plain[offset:]:
        return line, []
    matches = [match for match in KEY.finditer(line.plain, offset) if match.start() > 0]
    for first, match in enumerate(matches):
        before = line.plain[: match.start()].rstrip()
        found = _cut(line, matches[first:])
        if before.endswith(tuple(_STOPS)) and all(_is_short(field) for field in found):
            return line.cut(0, match.start()), found
    return line, []


def _cut(line: Line, matches: list[re.Match[str]]) -> list[Field]:
    ends = [match.start() for match in matches[1:]] + [len(line.text)]
    found: list[Field] = []
    for match, end in zip(matches, ends, strict=True):
        key = _KEY_OF[match[1].replace(" ", "")]
        value = (
            _without_tools(line.cut(match.end(), end)) if key in _NAMING else line.text[match.end() : end].strip(_EDGES)
        )
        at = line.text.find(value, match.end()) + len(value) if value else end
        shown = _unbracketed(line.text[match.start() : at])
        named = _credits(Line.of(value)) if key is Key.DATE else None
        if named:
            found.extend(named)
            continue
        found.extend(_dated(key, value, shown) if key in _NAMING else [Field(key, value, shown)])
    return found


def _without_tools(value: Line) -> str:
    """A name without the tool bar that follows it on its line: 人民网 手机看新闻 → 人民网."""
    for gap in _GAP.finditer(value.plain):
        if is_tool_bar(value.plain[gap.end() :]):
            return value.text[: gap.start()].strip(_EDGES)
    return value.text.strip(_EDGES)


def _unbracketed(shown: str) -> str:
    """A stretch without brackets around it whose other half stands elsewhere: 【責任編輯:魏代瓊 → 責任編輯:魏代瓊."""
    shown = shown.strip(" \t|｜/／·•,，;；")
    for opening, closing in ("【】", "[]", "()", "（）"):
        if shown.startswith(opening) and closing not in shown:
            shown = shown[1:]
    return shown.strip()


def _dated(key: Key, value: str, shown: str) -> list[Field]:
    """A name with a day behind it under one key as two fields: 来源：新华网 2011年05月09日 15:31, 发布：2011-05-09."""
    day = next(iter(date_spans(value)), None)
    if day is None or not is_date(Line.of(value[day[0][0] :]).plain):
        return [Field(key, value, shown)]
    name = value[: day[0][0]].strip(_EDGES)
    if not name:
        return [Field(Key.DATE, value[day[0][0] :], shown)]
    written = value[day[0][0] :]
    named = shown.removesuffix(written).rstrip(_EDGES)
    return [Field(key, name, named), Field(Key.DATE, written, written)]


def _is_value(field: Field) -> bool:
    if len(field.value) > _FREE.get(field.key, _LONGEST_VALUE) or "。" in field.value.rstrip("。"):
        return False
    return field.key is not Key.DATE or not re.search(r"\d", field.value) or is_date(Line.of(field.value).plain)


def _is_short(field: Field) -> bool:
    limit = _FREE[Key.URL] if field.key is Key.URL else _TAIL_VALUE
    return len(field.value) <= limit and not re.search(r"[。，；！？,;!?]", field.value.rstrip("。"))
