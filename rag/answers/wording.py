"""The few words an answer says of its own, in Chinese and English. Everything else in an answer is quoted."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.ways.whether import Stance
from rag.language.script import to_traditional
from rag.types import Kind, Level, Place, Verdict

_NOUN = {
    Level.PROVINCE: "个省份", Level.CITY: "个市", Level.COUNTY: "个县（市、区）", Level.TOWN: "个乡镇",
    Level.VILLAGE: "个村",    None: "个地方",
}  # fmt: skip
_ENGLISH_NOUN = {
    Level.PROVINCE: "provinces", Level.CITY: "cities", Level.COUNTY: "counties", Level.TOWN: "towns",
    Level.VILLAGE: "villages", None: "places",
}  # fmt: skip
_VERDICT = {Verdict.DID: "已经开展", Verdict.PLANNED: "计划开展", Verdict.MENTIONED: "仅提到、未见开展"}
_ENGLISH_VERDICT = {
    Verdict.DID: "Done",
    Verdict.PLANNED: "Planned only",
    Verdict.MENTIONED: "Mentioned, not done",
}

_ASKED = {
    Kind.FIGURE: ("数字", "the figure asked"),
    Kind.WHO: ("人", "the person asked"),
    Kind.WHEN: ("时间", "the date asked"),
}

_STANCE = {
    Stance.YES: "是，报道写到：", Stance.NO: "没有，报道写明：", Stance.PLANNED: "报道写的是计划：",
    Stance.UNSAID: "报道是这样写的：",
}  # fmt: skip
_ENGLISH_STANCE = {
    Stance.YES: "Yes; the reports say:", Stance.NO: "No; the reports say:",
    Stance.PLANNED: "The reports speak of a plan:", Stance.UNSAID: "The reports say:",
}  # fmt: skip


def listed(level: Level | None, organisation: str | None) -> tuple[str, str]:
    """What a list counts, with its measure, in Chinese and in English: of places of a level, or organisations."""
    return (f"个{organisation}", "organisations") if organisation else (_NOUN[level], _ENGLISH_NOUN[level])


class Wording:
    """Our own sentences in the language of the question: `zh`, `zh-Hant` or `en`."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def _say(self, zh: str, en: str) -> str:
        if self._lang == "en":
            return en
        return to_traditional(zh) if self._lang == "zh-Hant" else zh

    def _row(self, items: Sequence[str]) -> str:
        """“茶园”、“山塘”, or “tea”, “pond”; '' of nothing."""
        return self._say("、", ", ").join(f"“{item}”" for item in items)

    def read(self, scanned: int, matched: int, asked: Verdict, noun: tuple[str, str]) -> str:
        """`noun` is what is listed, in Chinese and in English (`listed`)."""
        did, english = ("计划开展", "plan to") if asked is Verdict.PLANNED else ("开展了", "did")
        if not matched:
            nobody = "没有报道说有地方" + ("计划开展。" if asked is Verdict.PLANNED else "已经开展。")
            return self._say(
                f"共查 {scanned} 篇报道，{nobody}", f"{scanned} reports read; none says that a place {english}."
            )
        zh = f"共查 {scanned} 篇报道，{matched} {noun[0]}{did}："
        return self._say(zh, f"{scanned} reports read; {matched} {noun[1]} {english}:")

    def told_of(self, scanned: int, matched: int, noun: tuple[str, str]) -> str:
        """The heading of a list whose question asks for no doing of its own: who was honoured, visited, sent out."""
        if not matched:
            return self._say(f"共查 {scanned} 篇报道，没有一篇写明。", f"{scanned} reports read; none tells of such.")
        zh = f"共查 {scanned} 篇报道，写明的有 {matched} {noun[0]}："
        return self._say(zh, f"{scanned} reports read; they tell of {matched} {noun[1]}:")

    def other_stage(self, asked: str, told: str) -> str:
        """Where the time of one event of a work is asked, and only that of another is told."""
        zh = f"报道写了“{told}”的时间，没有写“{asked}”的时间。"
        return self._say(zh, f"The reports give the time of “{told}”, not of “{asked}”.")

    def read_as(self, written: str, meant: str) -> str:
        zh = f"按“{meant}”理解（问题里写的是“{written}”）。"
        return self._say(zh, f"Read as {meant} (the question says {written}).")

    def said_otherwise(self, pairs: Sequence[tuple[str, str]]) -> str:
        """Of words of the question, those by which the sentences shown say them: (asked, said)."""
        zh = "；".join(f"原文没有说“{asked}”，说的是“{said}”" for asked, said in pairs)
        en = "; ".join(f"the text does not say “{asked}” but “{said}”" for asked, said in pairs)
        return self._say(f"{zh}。", f"{en[:1].upper()}{en[1:]}.")

    def nearest(self, asked: Sequence[str]) -> str:
        """Before a sentence that answers without a word for some of what is asked."""
        quoted = "、".join(f"“{word}”" for word in asked)
        zh = f"原文没有{quoted}的说法，意思最近的是："
        return self._say(zh, f"The text does not say {quoted.replace('、', ', ')}; nearest in meaning:")

    def denied(self, scanned: int, matched: int) -> str:
        if not matched:
            zh = f"共查 {scanned} 篇报道，没有一篇写明哪里没有开展。"
            return self._say(zh, f"{scanned} reports read; none says of a place that it did not do it.")
        zh = f"共查 {scanned} 篇报道，写明没有开展的有 {matched} 个地方："
        return self._say(zh, f"{scanned} reports read; {matched} places are said not to have done it:")

    def some_named(self) -> str:
        return self._say("报道只写出部分名字：", "The reports name only some:")

    def nothing_more(self) -> str:
        return self._say("没有查到别的，就是前面这些：", "Nothing more was found; this is all:")

    def by_name(self) -> str:
        return self._say("报道点了名的：", "Those that reports name:")

    def silence(self) -> str:
        return self._say(
            "报道没有提到的地方，不能断定有没有开展。", "Of places that no report speaks of, nothing can be said."
        )

    def verdict(self, verdict: Verdict, *, otherwise: bool = False) -> str:
        """The heading of what has this verdict; `otherwise`: all of it for sentences in other words."""
        zh, en = ("（说法不同、意思相近）", ", in other words") if otherwise else ("", "")
        return self._say(f"{_VERDICT[verdict]}{zh}：", f"{_ENGLISH_VERDICT[verdict]}{en}:")

    def of_one(self) -> str:
        return self._say("原文说的是其中的具体种类：", "The text names one of that kind:")

    def otherwise(self) -> str:
        return self._say("说法不同、意思相近的：", "In other words, to the same effect:")

    def parts(self, name: str, count: int) -> str:
        return self._say(f"“{name}”包括 {count} 项：", f"“{name}” has {count} parts:")

    def some_parts(self, name: str, found: int, count: int | None) -> str:
        zh = f"“{name}”应有 {count} 项，报道里只找到 {found} 项："
        return self._say(zh, f"“{name}” has {count} parts; only {found} are found in the reports:")

    def label(self, name: str, parent: str | None) -> str:
        """神河镇（旬阳市）"""
        inside = f"（{parent}）" if parent else ""
        return self._say(f"{name}{inside}", f"{name} ({parent})" if parent else name)

    def together(self, named: Sequence[tuple[str, str | None]]) -> str:
        """Several places of one sentence, those of one parent together: 东山村、芦荔村（黄山市）、黄汰村（无为市）"""
        rows: dict[str | None, list[str]] = {}
        for name, parent in named:
            rows.setdefault(parent, []).append(name)
        mark = self._say("、", ", ")
        return mark.join(self.label(mark.join(names), parent) for parent, names in rows.items())

    def owner(self, places: Sequence[Place]) -> str:
        """Whose report speaks, as the opening of a line: 神河镇（旬阳市）：; '' for a report of no place."""
        if not places:
            return ""
        return self.label(places[-1].name, places[-2].name if len(places) > 1 else None) + self.colon()

    def colon(self) -> str:
        return self._say("：", ": ")

    def stance(self, stance: Stance) -> str:
        """What a sentence says to a yes/no question, as the opening of the answer."""
        return self._say(_STANCE[stance], _ENGLISH_STANCE[stance])

    def no_reason(self) -> str:
        zh = "没有找到写明原因的句子，提到这件事的是："
        return self._say(zh, "No sentence gives the reason; what tells of it:")

    def expected(self) -> str:
        """The opening of an answer of which every figure is an estimate, a plan or an aim."""
        zh = "报道写的是预计、计划或设计的数字："
        return self._say(zh, "The reports tell what is expected, planned or designed:")

    def compared(self) -> str:
        """The opening of the row that compares the others."""
        return self._say("比较：", "Compared: ")

    def largest(self, figures: Sequence[tuple[str, str]]) -> str:
        """数字大的是乙镇：1200余亩；其后是甲镇：50余亩。 Given largest first.

        A stop stands before each figure, so that the gate does not read the place as what is counted.
        """
        first, *others = [f"{name}{self.colon()}{figure}" for name, figure in figures]
        zh = f"数字大的是{first}；其后是{'；'.join(others)}。"
        return self._say(zh, f"The larger figure is that of {first}; then {'; '.join(others)}.")

    def in_order(self, figures: Sequence[tuple[str, str]]) -> str:
        """按数字排列——甲镇：1200余亩；乙镇：50余亩。 Given in order."""
        told = [f"{name}{self.colon()}{figure}" for name, figure in figures]
        return self._say(f"按数字排列——{'；'.join(told)}。", f"In order: {'; '.join(told)}.")

    def only_figure(self) -> str:
        return self._say("只有一处写明了数字：", "Only one figure is told:")

    def not_comparable(self) -> str:
        return self._say("报道没有写明可以比较大小的数字。", "No report gives figures to compare.")

    def missing(self) -> str:
        return self._say("报道里没有提到。", "the reports do not say.")

    def author(self, title: str, names: str) -> str:
        return self._say(f"《{title}》的作者是{names}。", f"《{title}》 was written by {names}.")

    def editor(self, title: str, names: str) -> str:
        return self._say(f"《{title}》的编辑是{names}。", f"《{title}》 was edited by {names}.")

    def published(self, title: str, day: str) -> str:
        return self._say(f"《{title}》发布于 {day}。", f"《{title}》 was published on {day}.")

    def source_of(self, title: str, name: str) -> str:
        return self._say(f"《{title}》的来源是{name}。", f"《{title}》 comes from {name}.")

    def reports_found(self, count: int, further: int, topic: Sequence[str]) -> str:
        """The opening of a list of reports; `further` are reprints of those counted."""
        said = "、".join(f"“{item}”" for item in topic)
        zh = f"提到{said}的报道有 {count} 篇" if topic else f"共有 {count} 篇报道"
        en = f"{count} {'report' if count == 1 else 'reports'}"
        en += f" speaking of {said}" if topic else ""
        zh += f"（另有 {further} 篇是转载）" if further else ""
        en += f" (and {further} reprinting them)" if further else ""
        return self._say(f"{zh}：", f"{en}:")

    def newest_of(self, count: int, shown: int) -> str:
        return self._say(f"共有 {count} 篇报道，最新的 {shown} 篇是：", f"{count} reports; the newest {shown}:")

    def most_reports(self, counts: Sequence[tuple[str, int]]) -> str:
        """按报道篇数——甲县：3 篇；乙县：2 篇。 Given by place; the largest is told first."""
        told = sorted(counts, key=lambda one: -one[1])
        zh = "；".join(f"{name}：{count} 篇" for name, count in told)
        return self._say(f"按报道篇数——{zh}。", f"By reports: {'; '.join(f'{name}: {count}' for name, count in told)}.")

    def first_or_last(self, *, last: bool) -> str:
        zh, en = ("最新", "newest") if last else ("最早", "oldest")
        return self._say(f"按发布日期，{zh}的是：", f"By day of publication the {en}:")

    def undated_too(self, count: int) -> str:
        zh = f"另有 {count} 篇没有写明发布日期，未计在内。"
        return self._say(zh, f"{count} more {'is' if count == 1 else 'are'} undated and not counted.")

    def entry(self, title: str, said: Sequence[str]) -> str:
        """《石漱镇：山塘蓄满水》石漱镇党政办，2013-11-08，姚麦冬"""
        return f"《{title}》 {', '.join(said)}" if self._lang == "en" else f"《{title}》{'，'.join(said)}"

    def edited_by(self, name: str) -> str:
        return f"{self._say('编辑', 'edited by ')}{name}"

    def no_such_report(self) -> str:
        return self._say("没有这样的报道。", "There is no such report.")

    def not_signed(self, name: str) -> str:
        return self._say(f"没有报道写明由{name}撰写或发布。", f"No report says that {name} wrote or published it.")

    def no_definition(self) -> str:
        return self._say("报道没有给出定义，提到它的句子是：", "No report defines it; the sentences that name it:")

    def nothing_here(self, scanned: int, topic: Sequence[str]) -> str:
        said = self._row(topic)
        if not said:
            return self._say("问题里没有可以查证的内容。", "The question names nothing to look up.")
        return self._say(
            f"{scanned} 篇报道里没有关于{said}的内容。", f"None of the {scanned} reports says this of {said}."
        )

    def place_unknown(self, names: Sequence[str]) -> str:
        return self._say(f"库里没有{'、'.join(names)}的报道。", f"There is no report from {', '.join(names)}.")

    def not_for_place(self, place: str, topic: Sequence[str], others: Sequence[str]) -> str:
        said = self._row(topic)
        zh = f"{place}的报道里没有{said or '这一点'}的内容。"
        en = f"The reports from {place} do not say this{f' of {said}' if said else ''}."
        if others:
            zh += f"提到它的是{'、'.join(others)}的报道。"
            en += f" Reports from {', '.join(others)} mention it."
        return self._say(zh, en)

    def not_told(self, place: str | None, scanned: int, topic: Sequence[str], kind: Kind) -> str:
        said = self._row(topic)
        asked, english = _ASKED.get(kind, ("内容", "what you ask"))
        where = f"{place}的报道" if place else f"共查 {scanned} 篇报道，有的"
        en_where = f"The reports from {place}" if place else f"Of {scanned} reports read, some"
        return self._say(
            f"{where}提到了{said}，但没有写明所问的{asked}。", f"{en_where} speak of {said}, but do not give {english}."
        )

    def interrupted(self) -> str:
        return self._say(
            "（语言模型中断，以下是报道原句。）", "(The language model broke off; the reports' own words follow.)"
        )

    def filtered_out(self) -> str:
        return self._say("没有报道符合所给的筛选条件。", "No report passes the filters given.")

    def empty_pile(self) -> str:
        return self._say(
            "库里还没有报道，请先导入（xiangwen ingest 文件夹）。",
            "There are no reports yet; run xiangwen ingest FOLDER.",
        )
