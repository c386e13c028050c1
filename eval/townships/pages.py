"""Stories laid out as saved pages: navigation, banners, imprints, footers, several towns on one page, reprints, other
scripts and encodings. The noise is of the kinds that real pages have; none of its words says that a town did anything.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.townships.world import Story, World
from rag.language.script import to_traditional

_ON_ONE_PAGE = 0.12  # share of stories that stand with two others of their county on one page
_REPRINTED = 0.06
_HTML, _GB, _TRADITIONAL = 0.4, 0.2, 0.1

_NAVIGATION = ("网站首页 | 政务公开 | 乡镇动态 | 办事服务 | 互动交流", "首页\n新闻中心\n党建园地\n通知公告\n专题专栏")
_BANNERS = (
    "今天是2024年09月23日，星期一，欢迎您的访问！",
    "设为首页 加入收藏 手机版 繁體",
    "无障碍阅读 长者模式 本站支持IPv6",
)
_FOOTERS = (
    "【打印本页】 【关闭窗口】\n主办：{county}人民政府办公室 备案号：陕ICP备05001234号",
    "上一篇：全县召开安全生产会议\n下一篇：{county}气象预报\n版权所有 {county}新闻中心 未经许可不得转载",
    "分享到：\n责任编辑：{person}",
)
_OPENINGS = (
    "{county}{town}位于县城以北{k}公里，辖{k}个行政村、{n}户。",
    "近日，笔者在{county}{town}采访时看到，村道干净，秩序井然。",
    "{town}地处{county}西部，是一个典型的农业大{noun}。",
    "初冬时节，走进{county}{town}，处处是忙碌的景象。",
)
_FILLERS = (
    "干部把账目贴在墙上，谁家领了多少，一看便知。",
    "村民{person}算了一笔账：一年下来能多收入{n}元。",
    "会议要求，各支部要把学习记录按时报送，做到有人抓、有人管。",
    "雨水一多，河堤就要有人守，值班表排到了每一天。",
    "“过去开会说一阵，散会就忘了，现在不一样。”{person}说。",
    "全年共接待来访群众{n}人次，答复率百分之百。",
    "镇上的集市逢三、六、九开市，十里八村的人都来赶场。",
    "老支书{person}在任{k}年，门前的小路修了又修。",
    "今年的防汛物资比去年多备了{n}件，仓库就设在院子后头。",
    "县里派来的工作队住进村部，同群众一起吃饭、一起劳动。",
    "各村按月上报进度，落后的要在会上说明原因。",
    "这里东与{other}接壤，南临大河，交通便利。",
    "春节前，{k}名党员走访了困难户，送去米面油。",
)
_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", ("建国", "志明", "秀兰", "玉梅", "国强", "春生", "德福", "小燕")


@dataclass(frozen=True, slots=True)
class Page:
    """One file: its name and bytes."""

    name: str
    data: bytes


def make_pages(rng: random.Random, world: World) -> list[Page]:
    """Every story of the world on some page, and some of them on a second one."""
    writer = _Writer(rng, [town.name for town in world.towns])
    waiting = list(world.stories)
    pages: list[Page] = []
    while waiting:
        story = waiting.pop()
        together = [story]
        if story.town and not story.village and rng.random() < _ON_ONE_PAGE:
            together += [one for one in waiting if one.county == story.county and one.town and not one.village][:2]
            waiting = [one for one in waiting if one not in together]
        pages += writer.pages(len(pages), together)
    return pages


def write(pages: Sequence[Page], folder: Path) -> None:
    """The pages as files of a new folder."""
    folder.mkdir(parents=True)
    for page in pages:
        (folder / page.name).write_bytes(page.data)


class _Writer:
    def __init__(self, rng: random.Random, names: Sequence[str]) -> None:
        self._rng = rng
        self._names = names

    def pages(self, number: int, stories: Sequence[Story]) -> list[Page]:
        if len(stories) > 1:
            return [self._page(f"{number:05}", stories[0].county, self._newsletter(stories), "基层党建专题报道")]
        story = stories[0]
        body = self._body(story)
        made = [self._page(f"{number:05}", story.county, self._article(story, body), story.title)]
        if self._rng.random() < _REPRINTED:
            later = replace(story, published=story.published.replace(day=28))
            made.append(self._page(f"{number:05}r", story.county, self._article(later, body), story.title))
        return made

    def _article(self, story: Story, body: str) -> str:
        imprint = self._rng.choice(
            (
                f"作者：{self._person()} 发布时间：{story.published} 09:12 来源：{story.county}人民政府网",
                f"发布日期：{story.published} 信息来源：{story.county}融媒体中心 浏览次数：{self._rng.randint(9, 900)}",
                f"{story.published:%Y年%m月%d日} 来源：{story.county}党建网",
            )
        )
        return f"{story.title}\n\n{imprint}\n\n{body}"

    def _newsletter(self, stories: Sequence[Story]) -> str:
        parts = [f"基层党建专题报道\n\n时间：{stories[0].published}  来源：{stories[0].county}委组织部\n"]
        for story in stories:
            assert story.town is not None  # noqa: S101  (only towns share a page)
            parts.append(f"{story.title}\n\n{story.town.name}党委\n\n{self._body(story)}")
        return "\n\n".join(parts)

    def _body(self, story: Story) -> str:
        rng = self._rng
        opening = (
            [self._fill(rng.choice(_OPENINGS), story)] if story.town else [f"{story.county}各乡镇工作取得新进展。"]
        )
        if story.village and story.town:
            opening = [f"{story.county}{story.town.name}{story.village}有{rng.randint(3, 9)}个村民小组。"]
        fillers = [self._fill(text, story) for text in rng.sample(_FILLERS, rng.randint(3, 6))]
        told = list(story.sentences)
        for text in fillers:
            told.insert(rng.randint(0, len(told)), text)
        paragraphs, at = [opening[0]], 0
        while at < len(told):
            step = rng.randint(1, 3)
            paragraphs.append("".join(told[at : at + step]))
            at += step
        if rng.random() < 0.5:
            paragraphs[:2] = ["".join(paragraphs[:2])]
        return "\n".join("　　" + text for text in paragraphs)

    def _page(self, name: str, county: str, text: str, title: str) -> Page:
        rng = self._rng
        head = f"{rng.choice(_BANNERS)}\n{rng.choice(_NAVIGATION)}\n您当前的位置：{county}人民政府 > 乡镇动态 > 正文\n"
        foot = rng.choice(_FOOTERS).format(county=county, person=self._person())
        is_html = rng.random() < _HTML
        whole = _html(head, text, foot, title) if is_html else f"{head}\n{text}\n\n{foot}\n"
        drawn = rng.random()
        traditional = drawn < _TRADITIONAL
        encoding = "gb18030" if _TRADITIONAL <= drawn < _TRADITIONAL + _GB else "utf-8"
        data = (to_traditional(whole) if traditional else whole).replace("utf-8", encoding, 1).encode(encoding)
        return Page(name + (".html" if is_html else ".txt"), data)

    def _fill(self, frame: str, story: Story) -> str:
        rng = self._rng
        town = story.town.name if story.town else ""
        return frame.format(
            county=story.county, town=town, noun=story.town.noun if story.town else "县", other=rng.choice(self._names),
            person=self._person(), n=rng.randint(110, 3000), k=rng.randint(4, 30),
        )  # fmt: skip

    def _person(self) -> str:
        return self._rng.choice(_SURNAMES) + self._rng.choice(_GIVEN)


def _html(head: str, text: str, foot: str, title: str) -> str:
    links = "".join(f'<li><a href="#">{word}</a></li>' for word in head.split())
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<div class="nav"><ul>{links}</ul></div><div class="content">{paragraphs}</div>'
        f'<div class="footer">{"".join(f"<p>{line}</p>" for line in foot.split(chr(10)))}</div></body></html>'
    )
