"""HTML → text: the article of a saved page, all its visible lines, and what its meta tags say.

Hidden elements, scripts, navigation and forms are dropped before anything is read. `trafilatura` says where the article
stands; the lines there are kept whole, so that a byline or a small heading it would drop stays in its place.
No network, no DTD, no recursion over deep nesting: what the parser cannot hold goes to a linear tag stripper.
Left out: charset (`decode`), noise inside the text (`clean`), several reports on a page (`split`).
"""

from __future__ import annotations

import html as entities
import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import lxml.etree
import lxml.html

from rag.language.regex import regex
from rag.reports import meta
from rag.types import Metadata

Element: TypeAlias = lxml.html.HtmlElement

_DEEPEST = 200  # levels; the parser silently drops what lies below 255, real pages stay under 60
_MOST_ELEMENTS = 20_000  # trafilatura walks the tree many times: 5,000 paragraphs were measured at one second
_PROSE = 30  # code points; a line this long with a sentence mark is prose, shorter ones are links and labels
_ANCHOR = 12  # code points; a line this long is not found in two places of a page by chance
_COVERED = 0.9  # share of the page's prose that the article must hold; else part of the article was missed
_ROOMY = 1.25  # times the article's text; a container that holds more than this holds other things too
_WHOLE_PAGE = 0.5  # share of the text; a form or header around this much is the page itself (ASP.NET wraps all in one)

_HEAD = regex(
    r"(?>\s+|<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->)*+<(?:!doctype\s+html|html|head|meta|body)\b", re.I | re.S
)
_TAGS = regex(r"</?(?:div|p|table|t[rd]|br|span|a|font|title|script|h[1-6]|ul|li|center)\b[^<>]{0,500}>", re.I)
_MANY_TAGS = 10  # tags in the first 20,000 characters; a text article that shows a tag or two is still text
_DECLARATION = regex(r"^\s*<\?xml[^>]*>")
_SKIPPED = regex(r"<!--.*?(?:-->|\Z)|<(script|style|svg|template|noscript|iframe)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_BREAKING_TAG = regex(r"</?(?:p|div|br|tr|li|h[1-6]|table|ul|ol|dl|d[td]|section|article|center|title)\b[^<>]*>", re.I)
_ANY_TAG = regex(r"</?[a-zA-Z!][^<>]*>")

# fmt: off
_DROPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed", "applet", "nav", "aside",
    "footer", "select", "button", "textarea", "input", "head", "title", "audio", "video", "map", "frameset", "math",
})
# fmt: on
_WRAPPERS = frozenset({"form", "header"})  # dropped unless they hold the page or stand in the article
# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "figure", "fieldset", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "nav",
    "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr",
    "ul",
})
# fmt: on
_CELLS = frozenset({"td", "th"})
_HIDDEN_STYLE = regex(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.I
)
_SPACE = regex(r"[ \t\n\f]+")
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\U00020000-\U0003ffff]"
_SOURCE_BREAK = regex(rf"(?<={_WIDE})[ \t]*\n[ \t\n]*(?={_WIDE})")  # a line end in the source is no space in Chinese
_TODAY = regex("今天|今日|现在|現在|当前|當前|today", re.I)
_TITLE_PARTS = regex(r"\s*[-_|–—－_·>]+\s*|\s+")
_SITE_NAME = regex(
    r"[㐀-鿿]{2,16}(?:人民政府|人民政府办公室|政府网站?|(?:门户|官方)?网站|信息网|新闻网|党建网|政务网|政府信息公开网?|门户网)"
)
_TITLE_CUT = regex(r"\s*[-_|–—－_·>《]+\s*")


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """`body_text` is the article (or all lines, where none stands out), `lines` every visible line of the page."""

    body_text: str
    lines: str
    metadata: Metadata
    site: str | None
    tag: str | None = None  # the title tag without the site's name, where no line of the page bears it out


def looks_like_html(text: str) -> bool:
    """Whether a text is an HTML page: it opens like one, or its beginning is full of HTML tags.

    >>> looks_like_html("<!DOCTYPE html><html>…"), looks_like_html("a < b，见<附件>")
    (True, False)
    """
    head = text[:20_000]
    return _HEAD.match(head) is not None or len(_TAGS.findall(head)) >= _MANY_TAGS


def read_html(text: str, url: str | None) -> HtmlPage:
    """The page of `text`, already decoded; `url` is its address where known, for relative links."""
    tree = _parse(text)
    if tree is None:
        lines = _stripped(text)
        return HtmlPage(lines, lines, Metadata(url=url), None)
    tags = _meta_tags(tree)
    title_tag = " ".join("".join(tree.xpath("//head//title[1]//text()")).split())
    _prune(tree)
    published = meta.strict_date(meta.label(tags, meta.PUBLISHED) or "") or _time_element(tree)
    _collapse(tree)
    lines = _lines(tree)
    site = meta.label(tags, meta.SITE)
    visible = _title(title_tag, lines, site) or _heading(tree, site)
    metadata = Metadata(
        title=meta.label(tags, meta.TITLE) or visible,
        authors=meta.names(meta.label(tags, meta.AUTHOR) or ""),
        editor=meta.label(tags, meta.EDITOR),
        publisher=meta.label(tags, meta.PUBLISHER),
        published=published,
        url=meta.http_url(tags.get("canonical"), url) or meta.http_url(meta.label(tags, meta.ADDRESS), url) or url,
    )
    return HtmlPage(_article(tree, lines), lines, metadata, site, _without_site(title_tag, site))


def _parse(text: str) -> Element | None:
    """The element tree, or None for a page without content or nested deeper than the parser keeps."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        tree = lxml.html.document_fromstring(_DECLARATION.sub("", text).encode("utf-8"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None
    depth = 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return None
    return tree


def _stripped(text: str) -> str:
    """Visible text without a parser: linear, blind to styles, good enough for a page that is broken anyway."""
    bare = _SKIPPED.sub("\n", text)
    bare = _ANY_TAG.sub("", _BREAKING_TAG.sub("\n", bare))
    return _joined(entities.unescape(bare).split("\n"))


def _meta_tags(tree: Element) -> dict[str, str]:
    """Lower-case name (or property) → content, first one wins; `canonical` is the page's own address."""
    tags: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        if element.get("content", "").strip():
            tags.setdefault(name.strip().lower(), element.get("content"))
    for element in tree.iter("link"):
        if "canonical" in element.get("rel", "").lower().split():
            tags.setdefault("canonical", element.get("href", ""))
    return tags


def _prune(tree: Element) -> None:
    """Drops what a reader of the page does not see, and what is not the page's text."""
    whole = len(tree.text_content())
    for element in list(tree.iter(lxml.etree.Element)):
        if element.getparent() is None or element.tag == "body":
            continue
        if element.tag in _DROPPED or _hidden(element) or (element.tag in _WRAPPERS and _is_furniture(element, whole)):
            # Emptied, not removed: removing joins tail to tail, which is quadratic on a page full of such elements.
            element.clear(keep_tail=True)
            element.tag = "div" if element.tag in _BLOCKS else "span"


def _hidden(element: Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style", "")) is not None


def _is_furniture(element: Element, whole: int) -> bool:
    if any(parent.tag in ("article", "main") for parent in element.iterancestors()):
        return False
    return len(element.text_content()) < whole * _WHOLE_PAGE


def _time_element(tree: Element) -> date | None:
    """The date of the one `<time>` of the page; none if there are several, or if it tells today's date."""
    marked = tree.xpath("//time[@datetime][@pubdate or @itemprop='datePublished']") or tree.xpath("//time[@datetime]")
    dates = {meta.strict_date(element.get("datetime")) for element in marked}
    around = "".join((element.getparent().text_content() or "")[:200] for element in marked[:1])
    return dates.pop() if len(dates) == 1 and not _TODAY.search(around) else None


def _collapse(tree: Element) -> None:
    """White space as a browser shows it, so that every later reading of the tree sees the same text."""
    for element in tree.iter():
        if element.tag != "pre":
            element.text = _shown(element.text)
        element.tail = _shown(element.tail)


def _shown(text: str | None) -> str | None:
    return _SPACE.sub(" ", _SOURCE_BREAK.sub("", text)) if text else text


def _lines(tree: Element) -> str:
    """Visible text, block elements and table rows as lines, the cells of a row apart by a space."""
    pieces: list[str] = []
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            pieces.append("\n")
        elif element.tag in _CELLS:
            pieces.append(" ")
        pieces.append((element.text if event == "start" else element.tail) or "")
    return _joined("".join(pieces).split("\n"))


def _joined(lines: list[str]) -> str:
    """Non-empty lines; an indent of full-width or no-break spaces is layout, not text."""
    return "\n".join(line for line in (_SPACE.sub(" ", line).strip() for line in lines) if line)


def _article(tree: Element, lines: str) -> str:
    """The lines of the element that holds what trafilatura takes for the article; all lines, if that misses prose."""
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return lines
    import trafilatura  # half a second to import, and only HTML pages need it

    found = trafilatura.extract(
        deepcopy(tree), fast=True, include_comments=False, include_tables=True, with_metadata=False
    )
    kept = {_bare(line) for line in (found or "").replace("|", "\n").split("\n")}
    rows = lines.split("\n")
    anchors = [at for at, row in enumerate(rows) if len(row) >= _ANCHOR and _bare(row) in kept]
    if not anchors:
        return lines
    article = rows[anchors[0] : anchors[-1] + 1]
    if _prose(article) < _COVERED * _prose(rows):
        return lines
    around = _lines(_container(tree, _bare(article[0]), _bare(article[-1])))
    return around if len(around) <= _ROOMY * sum(map(len, article)) else "\n".join(article)


def _container(tree: Element, first: str, last: str) -> Element:
    """The smallest element with both the first and the last line of the article: its byline and last table too."""
    inside = tree
    while inside is not None:
        smallest = inside
        texts = ((child, _bare(child.text_content())) for child in smallest)
        inside = next((child for child, text in texts if first in text and last in text), None)
    return smallest


def _bare(line: str) -> str:
    return "".join(line.split())


def _prose(rows: list[str]) -> int:
    return sum(len(row) for row in rows if len(row) >= _PROSE and any(mark in row for mark in "。！？；，"))


def _title(tag: str, lines: str, site: str | None) -> str | None:
    """The headline in a `<title>` such as 标题_栏目_网站: its longest beginning that stands as a line of the page."""
    rows = {_bare(row) for row in lines.split("\n")}
    cuts = list(_TITLE_CUT.finditer(tag))
    ends = [len(tag)] + [cut.start() for cut in reversed(cuts)]
    starts = [cut.end() for cut in cuts] + [gap.end() for gap in re.finditer(" ", tag)]
    parts = [tag[:end] for end in ends] + [tag[start:] for start in sorted(starts)]
    return next((part for part in parts if part and _bare(part) in rows and not _is_site(part, site)), None)


def _heading(tree: Element, site: str | None) -> str | None:
    """The one `<h1>` of the page, unless it is the site's name."""
    found = {" ".join(element.text_content().split()) for element in tree.iter("h1")} - {""}
    heading = found.pop() if len(found) == 1 else ""
    return heading if heading and not _is_site(heading, site) else None


def _without_site(tag: str, site: str | None) -> str | None:
    """A title tag without the site's name before or behind the headline: 清溪县政府网 - 清溪镇…, 清溪镇…_清溪新闻网."""
    parts = [part for part in _TITLE_PARTS.split(tag) if part]
    while parts and _is_site(parts[0], site):
        parts.pop(0)
    while parts and _is_site(parts[-1], site):
        parts.pop()
    return tag[tag.index(parts[0]) : tag.rindex(parts[-1]) + len(parts[-1])] if parts else None


def _is_site(name: str, site: str | None) -> bool:
    return name == site or _SITE_NAME.fullmatch(name) is not None
