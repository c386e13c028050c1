"""Chat clients ask a model for more than answers: a title for the chat, tags, follow-up questions, search queries.

Such a prompt is known by its wording, and gets the plainest right answer from the chat itself, without looking into the
pile: a title is the first question, cut; there are no tags and no suggestions to be had for nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from rag.types import Turn

_TITLE = 20  # code points of a title; clients ask for "3-5 words" or "10 字以内"
# What the prompts of Open WebUI, LibreChat, LobeChat, NextChat, Cherry Studio and their like have in common: an order
# to make one of these of a conversation. Kind → the order.
_ORDERS = {
    "title": re.compile(
        r"(?:generate|provide|create|write|summari[sz]e)\b.{0,80}\btitle\b"
        r"|(?:总结|概括|生成|返回|總結).{0,40}(?:标题|標題|简要主题)",
        re.IGNORECASE | re.DOTALL,
    ),
    "tags": re.compile(r"generate\b.{0,60}\btags?\b|生成.{0,20}标签", re.IGNORECASE | re.DOTALL),
    "follow_ups": re.compile(
        r"suggest\b.{0,60}\b(?:follow-up|followup) (?:questions|prompts)"
        r"|(?:建议|生成|推荐).{0,20}(?:后续|追问|接下来).{0,6}问题",
        re.IGNORECASE | re.DOTALL,
    ),
    "queries": re.compile(
        r"generat\w+\b.{0,40}\bsearch quer(?:y|ies)\b|生成.{0,20}(?:搜索|检索)(?:词|查询)", re.IGNORECASE | re.DOTALL
    ),
    "text": re.compile(r"autocomplet\w+ system|(?:简要)?总结一下对话内容", re.IGNORECASE),
}
_ABOUT_CHAT = re.compile(r"chat|conversation|### Task|messages?\b|对话|会话|聊天|这句话|對話", re.IGNORECASE)
_JSON = re.compile(r"json", re.IGNORECASE)
_SAID = re.compile(r"^\s*(?:USER|user|User|用户)\s*[:：]\s*(\S.*)$", re.MULTILINE)


def chore(asked: str, turns: Sequence[Turn]) -> str | None:
    """The reply to a prompt that is no question to the pile; None for a question.

    >>> chore("### Task:\\nGenerate 1-3 broad tags for the chat. JSON format", ())
    '{"tags": []}'
    >>> chore("哪些乡镇的标题党文章被通报？", ()) is None
    True
    """
    kind = next((kind for kind, order in _ORDERS.items() if order.search(asked)), None)
    if kind is None or not _ABOUT_CHAT.search(asked):
        return None
    if kind in ("title", "text"):
        title = _first_question(asked, turns)[:_TITLE]
        return json.dumps({kind: title}, ensure_ascii=False) if _JSON.search(asked) else title
    return json.dumps({kind: []})


def _first_question(asked: str, turns: Sequence[Turn]) -> str:
    """What the user asked first, from the turns or from the transcript inside the prompt."""
    said = _SAID.search(asked)
    first = next((turn.content for turn in turns if turn.role == "user"), said[1] if said else "乡问")
    return " ".join(first.split())
