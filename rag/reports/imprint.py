"""A report's text as it is kept: headline, imprint, body. Who wrote it and when can then be cited like the rest.

The imprint is one line of the page's own values (作者:王明 发布时间:2011-09-14 09:09 来源:某县人民政府 编辑:李红),
whatever order, keys and corners of the page they stood in. What the page does not say is not in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.dates import publication_date
from rag.language.names import bare
from rag.language.script import is_traditional, shadow, to_traditional
from rag.reports.fields import Field, Key
from rag.types import Metadata, Span

_LABELS = {"authors": "作者", "published": "发布时间", "publisher": "来源", "editor": "编辑"}


def imprint(said: Metadata, fields: Sequence[Field], body: str) -> str:
    """The imprint line of a report; '' where nothing is known. `fields` give the day as the page writes it."""
    values = {
        "authors": "、".join(said.authors),
        "published": _day(said, fields),
        "publisher": said.publisher or "",
        "editor": said.editor or "",
    }
    traditional = is_traditional(body)
    parts = [f"{to_traditional(label) if traditional else label}:{values[name]}" for name, label in _LABELS.items()]
    return " ".join(part for part in parts if not part.endswith(":"))


def _day(said: Metadata, fields: Sequence[Field]) -> str:
    if said.published is None:
        return ""
    written = (field.value for field in fields if field.key in (Key.DATE, Key.DAY))
    return next((day for day in written if publication_date(day) == said.published), said.published.isoformat())


def whole_text(title: str | None, line: str, body: str) -> tuple[str, Span]:
    """The text to keep, and where the body stands in it. A headline that opens the body is not said twice."""
    opening = bare(shadow(body[: 2 * len(title or "")]))
    head = [] if title is None or opening.startswith(bare(shadow(title))) else [title]
    lead = "".join(f"{part}\n" for part in [*head, line] if part)
    return lead + body, (len(lead), len(lead) + len(body))
