"""Fixtures that several stories share: small piles of invented reports, read through the real pipeline."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag.assemble import open_library
from rag.library import Library
from rag.settings import Settings

ROOT = Path(__file__).parent.parent

TOWNS = {
    "qinghe.txt": """首页 > 乡镇动态 > 正文
清禾镇“三送两访”暖人心
作者:柳成荫 发布时间:2013-05-08 来源:云岭县人民政府
　　今年以来,云岭县清禾镇扎实开展以送政策、送技术、送岗位和访贫困户、访老党员为主要内容的“三送两访”活动,干部走出机关、走进农家,群众有了贴心人。
　　截至4月底,全镇种植中药材3200亩,生猪存栏1.8万头,茶叶产量460吨。镇党委书记高远山说,干部下去了,民心就上来了。
　　一是建台账。二是抓落实。三是严考核,把走访情况纳入年度考核,兑现奖惩。
责任编辑:苏晓晴""",
    "baisha.txt": """白沙乡:学经验 谋发展
发布时间:2014年3月2日 来源:白沙乡人民政府
　　近日,云岭县白沙乡组织23名村干部赴清禾镇学习“三送两访”活动的经验,现场看台账、听介绍,大家深受启发。
　　明年,白沙乡将全面推行“五星亮牌”工程,让每名党员亮身份、亮承诺。目前全乡生猪存栏9600头,新修渠道12公里。
　　乡长陈立秋表示,学习归来要结合实际,把功夫下在田间地头,不搞花架子。""",
    "shiqiao.txt": """石桥镇“五星亮牌”亮出精气神
发布时间:2014-07-19 来源:云岭日报
　　云岭县石桥镇自去年起在全镇18个村实施“五星亮牌”工程,党员家门口挂上了星级牌。两年来评出五星党员214名,群众满意度达到96%。
　　石桥镇还采取“公司+农户”的方式发展食用菌,建起大棚350个,带动农户820户增收。
　　该镇至今没有开展“三送两访”活动,镇里说,条件成熟后再研究。""",
}


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder with the real pages. In CI it must be there; elsewhere its tests are skipped, saying so."""
    named = os.environ.get("XIANGWEN_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    if not (folder / "reports").is_dir():
        assert named is None, f"XIANGWEN_SHARED is {named}, and there are no reports in it"
        pytest.skip(f"no shared folder with the real pages at {folder}; set XIANGWEN_SHARED to run this test")
    return folder


@pytest.fixture(scope="session")
def make_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Library]]:
    """A function that reads files (a folder, or a mapping name → text) into a pile; the same files give the same one,
    so nobody changes it."""
    opened: dict[object, Library] = {}

    def make(pages: Path | dict[str, str]) -> Library:
        key = pages if isinstance(pages, Path) else tuple(sorted(pages.items()))
        if key in opened:
            return opened[key]
        folder = tmp_path_factory.mktemp("pile")
        if isinstance(pages, dict):
            source = folder / "pages"
            source.mkdir()
            for name, text in pages.items():
                (source / name).write_text(text, encoding="utf-8")
        else:
            source = pages
        library = open_library(Settings(data=folder / "data"))
        opened[key] = library
        library.ingest([str(source)])
        return library

    yield make
    for library in opened.values():
        library.close()


@pytest.fixture(scope="session")
def towns(make_library: Callable[..., Library]) -> Library:
    """Three invented towns of one county: one did, one learnt and plans, one did another thing."""
    return make_library(TOWNS)


@pytest.fixture(scope="session")
def samples(make_library: Callable[..., Library]) -> Library:
    """The sample pile of the repository."""
    return make_library(ROOT / "eval" / "samples" / "reports")
