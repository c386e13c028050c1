"""A converter's readings go, every other bracket stays."""

import pytest

from rag.reports.gloss import strip_glosses

GLOSSED = "黨(dǎng)員發(fā)展農(nóng)業(yè)，"


def test_toned_readings_go_on_a_glossed_page():
    assert strip_glosses("發(fā)展農(nóng)業(yè)，綠(lǜ)化鄉(xiāng)鎮(zhèn)") == "發展農業，綠化鄉鎮"


@pytest.mark.parametrize(
    "kept",
    [
        "第一(一)",
        "(記者 王曦)",
        "經濟GDP(GDP)",
        "面積（m²）",
        "公里(km)",
        "公顷(ha)",
        "工作(PPT)",
        "方法(tfidf)",
        "中(x)",
    ],
)
def test_real_brackets_stay_on_a_glossed_page(kept):
    assert strip_glosses(GLOSSED + kept) == "黨員發展農業，" + kept


def test_toneless_readings_go_only_on_a_glossed_page():
    assert strip_glosses(GLOSSED + "什么(me)的(de)") == "黨員發展農業，什么的"
    assert strip_glosses("什么(me)的(de)話(la)") == "什么(me)的(de)話(la)"


@pytest.mark.parametrize("text", ["", "鳌(áo)江镇", "這個字讀作行(xíng)，也讀作行(háng)", "(fā)(zhǎn)(nóng)"])
def test_a_text_that_explains_a_reading_is_left_alone(text):
    assert strip_glosses(text) == text


def test_full_width_brackets_and_decomposed_tones():
    assert strip_glosses("發（fa\u0304）展（zhǎn）農（nóng）業(yɑ̀n)") == "發展農業"


def test_upper_case_is_never_a_reading():
    assert strip_glosses(GLOSSED + "中(A)國(Ge)") == "黨員發展農業，中(A)國(Ge)"


def torn(before: str, lost: str, reading: str) -> str:
    """What the converter made of two GBK characters in whose middle it saw a glossed one."""
    first, second = before.encode("gbk"), lost.encode("gbk")
    inside = bytes((first[1], second[0])).decode("gbk")
    assert inside
    return f"{before}?{reading}){chr(second[1])}"


@pytest.mark.parametrize(
    ("before", "lost", "glossed", "reading"),
    [("家", "嶺", "規", "guī")],
)
def test_torn_character_is_put_together(before, lost, glossed, reading):
    page = f"{glossed}({reading})模、發(fā)展、農(nóng)業，在{torn(before, lost, reading)}現(xiàn)代園區"
    assert strip_glosses(page) == f"{glossed}模、發展、農業，在{before}{lost}現代園區"


def test_every_tearing_of_the_glossed_characters_is_mended():
    readings = {"規": "guī", "發": "fā", "農": "nóng", "業": "yè", "鎮": "zhèn", "設": "shè", "產": "chǎn"}
    page = "".join(f"{char}({reading})" for char, reading in readings.items())
    mended = 0
    for char, reading in readings.items():
        first, last = char.encode("gbk")
        for trail in range(0x40, 0x7F):
            before = bytes((0xBC, first)).decode("gbk")
            try:
                lost = bytes((last, trail)).decode("gbk")
            except UnicodeDecodeError:
                continue
            assert strip_glosses(f"{page}{before}?{reading}){chr(trail)}") == "".join(readings) + before + lost
            mended += 1
    assert mended > 100


def test_what_cannot_be_put_together_stays():
    page = "發(fā)展農(nóng)業(yè)，家?guī)X"
    assert strip_glosses(page) == "發展農業，家?guī)X"
    assert strip_glosses("為什么?guī)X") == "為什么?guī)X"
