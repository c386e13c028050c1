"""What a page says about a report, as a record: fields, headline and signatures → Metadata. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from rag.language.dates import publication_date
from rag.language.regex import regex
from rag.reports.bylines import authors_of
from rag.reports.fields import Field, Key
from rag.reports.lines import Line
from rag.reports.sections import Section
from rag.types import Metadata

_NOBODY_LIST = """
    无 暂无 佚名 未知 不详 匿名 空 admin administrator system null none undefined 管理员 系统管理员 网站管理员
    超级管理员 - -- / 0
"""
_NOBODY = frozenset(_NOBODY_LIST.split())
_SELF = regex(
    r"(?:本站|本网|本网站|本县|本局|本单位|本部门|本台|本报|我局|我单位|原创|自编|自采|网站|站内|内部)+(?:原创|讯|发布|采编|编辑|整理|自编|消息|采集|综合|稿件|信息)*|原创稿?件?|自撰|未知|不详|无"
)
_ABBREVIATION = regex(r"[a-z][a-z\d._-]{0,11}")  # zzb, dwb, admin: what an office's account is called
_URL = regex(r"https?://[^\s<>\"'，。；）)】]+", re.IGNORECASE)
_LONGEST_TITLE = 200  # code points


def metadata_of(section: Section, shared: Sequence[Field], site: str | None, page_url: str | None = None) -> Metadata:
    """The metadata of one report: its own fields first, then those that hold for its page."""
    own = section.fields
    return Metadata(
        title=title_of(section.headline) or _first(own, Key.TITLE),
        authors=_authors(own, shared, section.signed),
        editor=_first((*own, *shared), Key.EDITOR),
        publisher=_publisher((*own, *shared), site),
        published=_published((*own, *shared)),
        url=_url((*own, *shared)) or page_url,
    )


def title_of(headline: Iterable[Line]) -> str | None:
    """Headline lines as one title: 抓宣传 / 促发展 → '抓宣传 促发展'."""
    title = " ".join(line.text for line in headline)
    return re.sub(r"[ \u3000]+", " ", title).strip()[:_LONGEST_TITLE] or None


def publisher_of(value: str, site: str | None) -> str | None:
    """Who published, as displayed. 本站, 原创 or zzb means the site's owner where the page names one."""
    name = value.strip()
    plain = Line.of(name).plain
    if not plain or (plain in _NOBODY and not _ABBREVIATION.fullmatch(plain)):
        return None
    is_itself = _SELF.fullmatch(plain) or _ABBREVIATION.fullmatch(plain)
    return site if is_itself and site else name


def _authors(own: Sequence[Field], shared: Sequence[Field], signed: tuple[str, ...]) -> tuple[str, ...]:
    named = _people(own)
    names = (*named, *signed) or _people(shared)
    return tuple(dict.fromkeys(names))


def _people(fields: Sequence[Field]) -> tuple[str, ...]:
    values = [field.value for field in fields if field.key is Key.AUTHOR]
    names = [name for value in values for name in authors_of(value)]
    return tuple(name for name in names if Line.of(name).plain not in _NOBODY)


def _first(fields: Sequence[Field], key: Key) -> str | None:
    values = (field.value.strip() for field in fields if field.key is key)
    return next((value for value in values if value and Line.of(value).plain not in _NOBODY), None)


def _publisher(fields: Sequence[Field], site: str | None) -> str | None:
    for key in (Key.SOURCE, Key.SUPPLIER, Key.ISSUER):
        values = (publisher_of(field.value, site) for field in fields if field.key is key)
        name = next((value for value in values if value), None)
        if name:
            return name
    return None


def _published(fields: Sequence[Field]) -> date | None:
    keyed = [field.value for field in fields if field.key is Key.DATE]
    alone = [field.value for field in fields if field.key is Key.DAY]
    days = (publication_date(value) for value in [*keyed, *alone])
    return next((day for day in days if day), None)


def _url(fields: Sequence[Field]) -> str | None:
    found = (_URL.search(field.value) for field in fields if field.key is Key.URL)
    return next((match[0] for match in found if match), None)
