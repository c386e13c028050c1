"""A report's text as it is kept: headline, imprint, body. Who wrote it and when can then be cited like the rest.

The imprint is one line in the page's own words: its fields as displayed and in its order (作者:王明 时间:2010-05-05
来源:zzb), then bylines and signatures as displayed (清溪镇党委, 李小明 王芳). Only what stands nowhere on the visible
page, because meta tags or a record say it, is written with labels of ours (作者 发布时间 来源 编辑). Counters, empty
keys and placeholders are left out; what a value means (本站 is the site's owner) is for the metadata.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.dates import publication_date
from rag.language.names import bare
from rag.language.script import is_traditional, shadow, to_traditional
from rag.reports.fields import Field, Key
from rag.types import Metadata, Span

_LABELS = {"authors": "作者", "published": "发布时间", "publisher": "来源", "editor": "编辑"}
_DAYS = frozenset((Key.DATE, Key.DAY))
_SOURCES = frozenset((Key.SOURCE, Key.SUPPLIER, Key.ISSUER))
_SHOWN = _DAYS | _SOURCES | {Key.AUTHOR, Key.EDITOR}
_PLACEHOLDERS = frozenset(("佚名", "admin", "无", "-", "未知", "管理员"))


def imprint(
    said: Metadata, fields: Sequence[Field], body: str, bylines: Sequence[str] = (), given: str | None = None
) -> str:
    """The imprint line of a report; '' where nothing is known. `given` is the publisher that a meta tag names."""
    shown: list[str] = []
    for stretch in [*(field.shown for field in fields if _is_shown(field, said)), *bylines]:
        if stretch and not any(stretch in other for other in shown):
            shown.append(stretch)
    line = " ".join(shown)
    missing = _missing(said, fields, line, given)
    traditional = is_traditional(body)
    labels = {name: to_traditional(label) if traditional else label for name, label in _LABELS.items()}
    return " ".join([*shown, *(f"{labels[name]}:{value}" for name, value in missing.items() if value)])


def _is_shown(field: Field, said: Metadata) -> bool:
    if field.key not in _SHOWN or not field.value.strip() or shadow(field.value).strip() in _PLACEHOLDERS:
        return False
    return field.key not in _DAYS or (said.published is not None and publication_date(field.value) == said.published)


def _missing(said: Metadata, fields: Sequence[Field], line: str, given: str | None) -> dict[str, str]:
    """What the metadata says and the line does not yet."""
    plain = shadow(line)
    days = [field for field in fields if field.value in line and field.key in _DAYS and _is_shown(field, said)]
    has_source = any(field.key in _SOURCES and field.shown and field.value for field in fields)
    needs_source = said.publisher and shadow(said.publisher) not in plain and (given or not has_source)
    return {
        "authors": "、".join(name for name in said.authors if shadow(name) not in plain),
        "published": _day(said, fields) if said.published and not days else "",
        "publisher": said.publisher or "" if needs_source else "",
        "editor": said.editor if said.editor and shadow(said.editor) not in plain else "",
    }


def _day(said: Metadata, fields: Sequence[Field]) -> str:
    if said.published is None:
        return ""
    written = (field.value for field in fields if field.key in _DAYS)
    return next((day for day in written if publication_date(day) == said.published), said.published.isoformat())


def whole_text(title: str | None, line: str, body: str) -> tuple[str, Span]:
    """The text to keep, and where the body stands in it. A headline that opens the body is not said twice."""
    opening = bare(shadow(body[: 2 * len(title or "")]))
    head = [] if title is None or opening.startswith(bare(shadow(title))) else [title]
    lead = "".join(f"{part}\n" for part in [*head, line] if part)
    return lead + body, (len(lead), len(lead) + len(body))
