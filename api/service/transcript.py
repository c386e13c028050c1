"""A conversation as Markdown: questions, answers, and under each answer its sources with the quoted sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.schemas.answers import AnswerOut, SourceOut
from api.schemas.conversations import WholeConversationOut

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_OPENING = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def transcript(conversation: WholeConversationOut) -> str:
    """Text of reports and answers is escaped: it is shown as it is and makes no links, images or headings."""
    lines = [f"# {_plain(conversation.title or conversation.id)}", ""]
    for answer in conversation.answers:
        lines += [f"## {_plain(answer.question)}", "", f"*{answer.asked_at or ''}*", "", _paragraphs(answer.text), ""]
        lines += _sources(answer)
    return "\n".join(lines).rstrip() + "\n"


def _sources(answer: AnswerOut) -> Iterator[str]:
    for source in answer.sources:
        about = " · ".join(str(part) for part in (source.publisher, source.published) if part)
        yield f"- \\[{source.n}\\] **{_plain(source.title or source.page)}** {_plain(about)} {_link(source)}".rstrip()
        yield from (f"  > {_plain(cite.quote)}" for cite in answer.citations if cite.n == source.n)
    yield ""


def _link(source: SourceOut) -> str:
    """The page's address, if it is one that a browser may follow."""
    url = source.url or ""
    return f"<{url}>" if re.fullmatch(r"https?://[^\s<>]+", url) else ""


def _paragraphs(text: str) -> str:
    return "\n\n".join(_plain(line) for line in text.split("\n") if line.strip())


def _plain(text: str) -> str:
    one_line = " ".join(text.split())
    return _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", one_line))
