"""Nouns by which places are asked for, with the level that each asks for.

Left out: how they are asked for (`lists_of_places.py`).
"""

from __future__ import annotations

from rag.types import Level

# None: any level.
PLACE_NOUNS: dict[str, Level | None] = {
    **dict.fromkeys(
        "乡镇街道 镇街 街镇 乡镇 镇乡 街道 镇 乡 苏木乡镇 苏木镇 苏木 镇处 镇办 镇街办".split(), Level.TOWN
    ),
    **dict.fromkeys("县市区 县区 区县 县市 市县 旗县区 旗县 旗 县 区".split(), Level.COUNTY),
    **dict.fromkeys("省 省份".split(), Level.PROVINCE),
    **dict.fromkeys("行政村 自然村 村庄 村子 村寨 村居 村 社区 居委会 嘎查村 嘎查".split(), Level.VILLAGE),
    **dict.fromkeys("市 市州 村镇 镇村 地方 地区 地".split()),
}
ENGLISH_NOUNS: dict[str, Level | None] = {
    "town": Level.TOWN, "township": Level.TOWN, "county": Level.COUNTY, "counties": Level.COUNTY,
    "district": Level.COUNTY, "village": Level.VILLAGE, "place": None, "area": None, "province": Level.PROVINCE,
}  # fmt: skip

ONE_NOUN = "|".join(sorted(PLACE_NOUNS, key=len, reverse=True))
