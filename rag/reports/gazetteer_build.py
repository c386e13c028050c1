"""Builds the compact gazetteer, `rag/reports/data/gazetteer.tsv.gz`: `python -m rag.reports.gazetteer_build FOLDER`.

FOLDER holds the public lists named in `rag/reports/data/NOTICE`. One row a place: code, name, short name where the
rule of `rag.reports.gazetteer.short_name` would give another one, and for a place that no longer exists today's code
(`-` where nothing took its place, or more than one place did). The last line lists the short names that are ordinary
words as well. The bytes depend on the lists alone. Facts only: no villages, no coordinates, no populations.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from rag.language.regex import regex
from rag.reports.gazetteer import DATA_FILE, GONE, short_name

_ADMINISTRATIVE = regex(r".{1,9}(?:街道|镇|乡|苏木)$")
# jieba tags a proper name ns, nr or nt; seen this often under another tag, a word is read as that word first.
_ORDINARY_COUNT = 50
_PROPER = ("ns", "nr", "nt")


def _table(path: Path) -> list[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _current(folder: Path) -> dict[str, tuple[str, str]]:
    """Code → (name, short name) of every place that exists, with the lists' slips mended."""
    found: dict[str, tuple[str, str]] = {}
    for name in ("province.csv", "city.csv", "county.csv", "town.csv.gz"):
        for row in _table(folder / name):
            short = row["short_name"]
            # A tenth of the short names of towns belong to a neighbour, or end in the whole name: the rule is right.
            usable = row["name"].startswith(short) and 2 <= len(short) < len(row["name"])
            found[row["code"]] = (row["name"], short if usable else short_name(row["name"]))
    # The ministry's list has no towns of the four cities without counties (东莞, 中山 …): the statistics bureau's has.
    for row in _table(folder / "street_2023.csv.gz"):
        direct = row["areaCode"] == row["cityCode"] + "00" and _ADMINISTRATIVE.match(row["name"])
        if direct and row["cityCode"] in found:
            found.setdefault(row["code"], (row["name"], short_name(row["name"])))
    return found


def _today(code: str, changes: dict[str, list[str]]) -> set[str]:
    """The codes that follow from an abolished one, through every step of the chain."""
    seen: set[str] = set()
    ends: set[str] = set()
    waiting = [code]
    while waiting:
        step = waiting.pop()
        if step in seen:
            continue
        seen.add(step)
        waiting.extend(changes.get(step, ()))
        if not changes.get(step):
            ends.add(step)
    return ends - {code}


def _old_counties(folder: Path, current: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    history: dict[str, str] = json.loads((folder / "mumuy_county_history.json").read_text(encoding="utf-8"))
    changes: dict[str, list[str]] = json.loads((folder / "mumuy_county_changes.json").read_text(encoding="utf-8"))
    living = {(code[:2], name) for code, (name, _) in current.items()}
    for old, name in sorted(history.items()):
        code = old[:4] if old.endswith("00") else old
        if (code[:2], name) in living or name.startswith(("市辖区", "省直辖", "县")) or old.endswith("0000"):
            continue
        ends = sorted({end[:4] if end.endswith("00") else end for end in _today(old, changes)} & current.keys())
        same_level = len(ends) == 1 and len(ends[0]) == len(code)
        yield code, name, ends[0] if same_level else GONE


def _old_towns(folder: Path, current: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Towns of the list of 2023 that are gone or renamed: a renamed one kept its code."""
    names = {(code[:6], name) for code, (name, _) in current.items() if len(code) == 9}
    for row in _table(folder / "street_2023.csv.gz"):
        code, name = row["code"], row["name"]
        known = row["areaCode"] in current and (row["areaCode"], name) not in names
        if known and _ADMINISTRATIVE.match(name):
            yield code, name, code if code in current else GONE


def _ordinary(shorts: Iterable[str]) -> list[str]:
    # Found, not imported: jieba's source warns when Python compiles it, and this needs its dictionary alone.
    jieba = find_spec("jieba")
    if jieba is None or jieba.origin is None:
        raise ModuleNotFoundError("jieba is not installed: its dictionary tells which names are words")
    text = Path(jieba.origin).with_name("dict.txt").read_text(encoding="utf-8")
    entries = (line.split(" ") for line in text.splitlines())
    words = {word for word, count, tag in entries if int(count) >= _ORDINARY_COUNT and not tag.startswith(_PROPER)}
    return sorted(words.intersection(shorts))


def build(folder: Path) -> bytes:
    """The data file's bytes from a folder of lists."""
    current = _current(folder)
    rows = [(code, name, short, "") for code, (name, short) in current.items()]
    old = [*_old_counties(folder, current), *_old_towns(folder, current)]
    unique = {(name, today if today != GONE else code[:6]): (code, name, today) for code, name, today in old}
    rows += [(code, name, short_name(name), today) for code, name, today in unique.values()]
    lines = []
    for code, name, short, today in sorted(rows):
        lines.append("\t".join((code, name, "" if short == short_name(name) else short, today)))
    lines.append(" ".join(_ordinary({short for _, _, short, _ in rows})))
    return gzip.compress("\n".join(lines).encode(), mtime=0)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("用法 / usage: python -m rag.reports.gazetteer_build 名录文件夹/FOLDER-OF-LISTS")
    data = build(Path(sys.argv[1]))
    DATA_FILE.write_bytes(data)
    print(f"{DATA_FILE.name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
