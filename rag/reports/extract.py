"""A page's bytes → its reports: decode, read as HTML, record or text, clean, split, describe, place. All in order.

This file only calls the stages and decides what is no report at all.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.errors import UnreadablePage
from rag.language.regex import regex
from rag.language.script import shadow
from rag.reports.clean import CleanPage, Kind, clean
from rag.reports.decode import declared_charset, decode
from rag.reports.fields import Key
from rag.reports.gloss import strip_glosses
from rag.reports.head_dates import day_of_head
from rag.reports.html import HtmlPage, looks_like_html, read_html
from rag.reports.imprint import imprint, whole_text
from rag.reports.metadata import metadata_of, publisher_of
from rag.reports.news import headed, section_of, title_from
from rag.reports.records import is_record, parse_record
from rag.reports.sections import Section, SplitPage
from rag.reports.split import split
from rag.types import Article, Metadata, RawPage

if TYPE_CHECKING:
    from rag.reports.places import PlaceFinder

log = logging.getLogger(__name__)

_SHORTEST = 20  # Han characters of prose; less says nothing that could be asked for
_SHORT = 200  # Han characters; a longer text that speaks of verification codes is a report about them
# Whole messages of error, verification and login pages; 404 as a figure or 不存在 in a sentence is none of them.
_NO_PAGE = regex(
    r"[您你](?:所|要|正在|想要?)*(?:访问|浏览|查找|查看|请求|打开|输入)的?[^。]{0,10}"
    r"(?:页面?|网页|内容|文章|信息|链接|地址|网址|文件)[^。]{0,14}(?:不存在|找不到|删除|失效|无法|下线|移除|过期)"
    r"|(?:页面|网页|网址|链接|文章|该内容|该信息)(?:可能|已经|已|或)*(?:不存在|未找到|找不到|被?删除|失效|无法(?:访问|显示)|下线|被移除)"
    r"|(?:抱歉|对不起)[^。]{0,20}(?:页面|网页|访问|找不到|无法找到)|无法找到(?:该|您|此|请求|页|网页|文件|资源)"
    r"|(?<![\da-z.])404\s*(?:错误|页面|not found|error|[-_|—])|(?:错误|error|http)[^。\d]{0,4}404(?!\d)|not found"
    r"|请(?:您?先?)(?:输入|完成|填写|拖动|点击|进行)[^。]{0,10}(?:验证码|验证)|(?:安全|人机|滑动)验证(?:中|后|$)"
    r"|访问(?:过于|太)频繁|访问(?:被拒绝|被?受限)"
    r"|(?:启用|开启|打开|支持) ?javascript|enable javascript|请稍后再试|正在(?:加载|跳转)(?:中|[,.…]|$|页面|数据)"
    r"|会员可见|登录后(?:方可|才能|可|即可)?(?:查看|阅读)(?:全文|更多|完整|内容|$)"
)
# What only reports say: an office or place that did something by a time, with figures or a dateline.
_REPORTING = regex(
    r"本报讯|讯[ (:]|今年以来|近年来|近日|日前|截至"
    r"|\d(?:万|亿)?(?:余|多)?(?:名|人|户|亩|吨|件|场|处|公里|万元)"
)
_LONGEST_MESSAGE = 20  # Han characters of a headline that is an error message


def extract_articles(page: RawPage, places: PlaceFinder) -> list[Article]:
    """Every report of a page, in its order. Raises UnreadablePage when it has none or cannot be read."""
    if is_record(page):
        return _from_record(page, places)
    decoded = decode(page.data, declared_charset(page.data))
    for warning in decoded.warnings:
        log.warning("%s: %s", page.name, warning)
    text = decoded.text
    if looks_like_html(text):
        return _from_html(read_html(text, page.url), page, places)
    text = strip_glosses(text)
    news = headed(text)
    if news:
        return _articles(page, None, _reports(page, SplitPage((news,))), places, Metadata())
    cleaned = clean(text)
    return _articles(page, cleaned.site, _reports(page, split(cleaned)), places, Metadata())


def _from_record(page: RawPage, places: PlaceFinder) -> list[Article]:
    text, given = parse_record(page.data)
    # Another program says that this is a report: short or not, it is one.
    section = section_of(strip_glosses(text))
    if not section.body:
        raise _no_article(page, SplitPage((section,)))
    return _articles(page, None, SplitPage((section,)), places, given)


def _from_html(html: HtmlPage, page: RawPage, places: PlaceFinder) -> list[Article]:
    """The main text gives the body, the whole page the fields around it; without a good main text, the whole page."""
    whole = clean(strip_glosses(html.lines))
    main = clean(strip_glosses(html.body_text))
    chosen = main if 2 * _prose(main) >= _prose(whole) else whole
    sections = split(chosen).sections
    around = tuple(field for row in whole.rows for field in row.fields)
    given = html.metadata
    if len(sections) == 1 and not sections[0].headline:
        found = split(whole).sections
        headline = found[0].headline if len(found) == 1 else ()
        sections = (replace(sections[0], headline=headline),)
    if not given.title and not any(section.headline for section in sections):
        given = replace(given, title=html.tag)
    site = html.site or whole.site or main.site
    return _articles(page, site, _reports(page, SplitPage(sections, around)), places, given)


def _prose(page: CleanPage) -> int:
    return sum(row.line.han for row in page.rows if row.kind is Kind.PROSE)


def _articles(page: RawPage, site: str | None, found: SplitPage, places: PlaceFinder, given: Metadata) -> list[Article]:
    sections = found.sections
    publisher = publisher_of(given.publisher or "", site)
    articles = []
    for section in sections:
        said = metadata_of(section, found.shared, site, page.url)
        said = _given_first(replace(given, publisher=publisher), said, is_only=len(sections) == 1)
        body = "\n".join(line.text for line in section.body)
        line = imprint(said, (*section.fields, *found.shared), body, section.bylines, publisher)
        text, span = whole_text(said.title, line, body)
        if said.published is None:
            said = replace(said, published=day_of_head([*section.headline, *section.body]))
        if said.title is None:
            said = replace(said, title=title_from(section.body))
        sources = (publisher_of(field.value, site) for field in section.fields if field.key is Key.SOURCE)
        around = tuple(dict.fromkeys(name for name in (said.publisher, *sources, site, found.headline) if name))
        byline = " ".join((*said.authors, *section.bylines))
        own = places.own_places(said.title or "", body, byline, around)
        articles.append(Article(text, said, own, span))
    return articles


def _given_first(given: Metadata, said: Metadata, is_only: bool) -> Metadata:
    """What the page's own tags or the record say goes first; a page's one title or author is not each report's."""
    return Metadata(
        title=(is_only and given.title) or said.title,
        authors=(is_only and given.authors) or said.authors,
        editor=given.editor or said.editor,
        publisher=given.publisher or said.publisher,
        published=given.published or said.published,
        url=given.url or said.url,
    )


def _reports(page: RawPage, found: SplitPage) -> SplitPage:
    """The page without what is no report; raises UnreadablePage when nothing is left."""
    sections = tuple(section for section in found.sections if _is_report(section))
    if not sections:
        raise _no_article(page, found)
    return replace(found, sections=sections)


def _is_report(section: Section) -> bool:
    han = sum("㐀" <= char <= "鿿" for line in section.body for char in line.text)
    if han < _SHORTEST:
        return False
    headline = "".join(line.plain for line in section.headline)
    if han > _SHORT:
        return True
    if _NO_PAGE.search(headline) and len(headline) <= _LONGEST_MESSAGE:
        return False
    body = shadow("\n".join(line.text for line in section.body))
    return not _NO_PAGE.search(body) or _REPORTING.search(body) is not None


def _no_article(page: RawPage, found: SplitPage) -> UnreadablePage:
    han = sum(line.han for section in found.sections for line in section.body)
    if han >= _SHORTEST:
        zh, en = "像是出错页、验证页或登录页", "it reads like an error, verification or login page"
    else:
        zh, en = (
            f"可读正文 {han} 个汉字，至少需要 {_SHORTEST} 个",
            f"{han} Chinese characters of prose, at least {_SHORTEST}",
        )
    return UnreadablePage(
        "no_article",
        f"没有找到报道正文：{page.name}（{zh}）。请确认保存的是报道页面。",
        f"no article found: {page.name} ({en}). Check that the saved page is the report itself.",
    )
