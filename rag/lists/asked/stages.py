"""Which event of a work a time is told of: that it was begun tells nothing of when it was opened (开工, 竣工, 启用).

Rules on shadows. Left out: doings that are no event of a work (`answer_type.py`).
"""

from __future__ import annotations

import re

from rag.language.regex import regex

# A word of two events (通车 is completed and opened) answers both.
_STAGES = (
    "开工|动工|奠基|破土|开建|(?:开始|启动)(?:建设|施工|修建)",
    "竣工|完工|建成|落成|交付|通车|合龙|贯通",
    "投入使用|正式使用|开始使用|启用|投用|投入运营|投运|运营|营业|开业|开馆|开园|开张|开放(?!日|型|式)|揭牌|挂牌|通车",
    "成立|组建|揭牌|挂牌",
)
_ANY = "|".join(_STAGES)
_EACH = tuple(map(regex, _STAGES))
# In which state a list asks for works: what is being built is not in use. 建成 asks for no state, since it says no more
# than that there is one now.
_BEGUN = regex(_STAGES[0] + "|正在(?:兴|修|新)?建|在建(?!议)|建设中|施工")
_OPEN = regex(f"(?:{_STAGES[1]}|{_STAGES[2]})(?!后|之后|以后|时)")  # 建成后可提供…: what it will be
_BEGUN_ASKED = regex("正在(?:兴|修|新)?建|在建(?!议)|开建|(?<!公)开工(?!作)|动工|破土")
_OPEN_ASKED = regex("投入使用|正式使用|启用|投用|投入运营|投运|揭牌|开张|开业")
_TIME = r"(?:什么时候|什么时间|何时|哪一?[年天月日]|几[月号日])"
_ASKED = regex(rf"{_TIME}[^,。?]{{0,6}}?(?P<behind>{_ANY})|(?P<before>{_ANY})的?(?:时间|日期|(?:时候)?是{_TIME})")
_TOLD = regex(rf"(?P<stage>{_ANY})(?:建设|使用|施工)?")


def stage_asked(question: str) -> str | None:
    """The event whose time a question's shadow asks; None where it asks for no such."""
    found = _ASKED.search(question)
    return (found["behind"] or found["before"]) if found else None


def tells_stage(question: str, sentence: str) -> bool:
    """Whether a sentence tells the event whose time is asked; True where none is, and of what was founded, for which
    there are too many words.

    >>> tells_stage("服务中心什么时候启用?", "10月11日,记者来到服务中心。")
    False
    """
    asked = stage_asked(question)
    if asked is None or _EACH[-1].fullmatch(asked):
        return another_stage(question, sentence) is None
    return any(stage.search(sentence) for stage in _of_word(asked))


def _of_word(asked: str) -> list[re.Pattern[str]]:
    """The events that a word tells of: of 通车 two."""
    return [stage for stage in _EACH if stage.fullmatch(asked)]


def another_stage(question: str, sentence: str) -> str | None:
    """The event that a sentence tells of instead of the one asked; None where it tells that one, or none at all.

    >>> another_stage("服务中心什么时候启用?", "9月3日,服务中心开工建设。")
    '开工建设'
    >>> another_stage("服务中心什么时候启用?", "去年开工的服务中心9月3日投入使用。") is None
    True
    """
    asked = stage_asked(question)
    if asked is None:
        return None
    told = list(_TOLD.finditer(sentence))
    if any(stage.fullmatch(found["stage"]) for stage in _of_word(asked) for found in told):
        return None
    return told[0].group() if told else None


def in_state_asked(question: str, text: str) -> bool:
    """Whether a text tells of a work in the state in which a list's question asks for works, begun or in use; True
    where it asks for no one state.

    >>> in_state_asked("哪些村的食堂已经启用?", "9月3日,村食堂开工建设。")
    False
    >>> in_state_asked("哪些村建成了食堂?", "食堂在建。")
    True
    """
    is_begun, is_open = _BEGUN_ASKED.search(question), _OPEN_ASKED.search(question)
    if bool(is_begun) == bool(is_open):
        return True
    told = _OPEN.search(text) is not None
    return told if is_open else not told and _BEGUN.search(text) is not None
