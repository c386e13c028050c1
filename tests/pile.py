"""What the tests of the index share: invented reports, a page reader without parsing, a small pile."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from embeddings.base import Embedder
from embeddings.hashed import HashedEmbedder
from rag.errors import UnreadablePage
from rag.index.drafts import draft_page
from rag.index.indexer import Indexer
from rag.index.store import Store
from rag.types import Article, Level, Metadata, PageResult, Place, RawPage

COUNTY = Place("云岭县", Level.COUNTY, within=("临江省",), present="云岭市")
TOWN = Place("青禾镇", Level.TOWN, within=("临江省", "云岭县"))


def article(text: str, title: str | None = None, **known: object) -> Article:
    places = known.pop("places", ())
    return Article(text, Metadata(title=title, **known), places)  # type: ignore[arg-type]


def page(location: str, data: str, url: str | None = None) -> RawPage:
    return RawPage(location, Path(location).name, data.encode(), url)


def add(store: Store, raw: RawPage, *articles: Article) -> PageResult:
    with store.transaction():
        return store.add_page(draft_page(raw, articles))


def add_text(store: Store, location: str, text: str, title: str | None = None) -> str:
    """Stores a page of one report; gives the report's id."""
    return add(store, page(location, f"{title} {text}"), article(text, title)).reports[0]


def indexer(store: Store, folder: Path, embedder: Embedder | None = None) -> Indexer:
    return Indexer(store, embedder or HashedEmbedder(), folder / "index")


def open_store(folder: Path) -> Store:
    return Store(folder / "pile.sqlite3")


def story(number: int) -> str:
    """A report of about 100 characters of its own, with a phrase that stands in no other."""
    digits = "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
    rest = "".join(chr(0x4E00 + (number * 7919 + at * 104729) % 20000) for at in range(60))
    return f"第{digits}号村党支部办起了培训班，学员{number}人。{canary(number)}。{rest}。"


def canary(number: int) -> str:
    return "暗号" + "".join(chr(0x5000 + (number * 31 + at * 977) % 8000) for at in range(6))


def extract_json(raw: RawPage) -> list[Article]:
    """Pages of these tests are JSON: a list of texts; "bad" is unreadable, "bug" is a fault of the parser."""
    texts = json.loads(raw.data)
    if texts == "bad":
        raise UnreadablePage("no_article", "没有文章", "no article")
    if texts == "bug":
        raise ZeroDivisionError("a bug")
    return [article(text, published=date(2011, 9, 14), places=(COUNTY, TOWN)) for text in texts]


def make_extract() -> object:
    return extract_json
