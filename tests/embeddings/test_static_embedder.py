"""The built-in static model: longest match, quantising, the file format, and equality with sentence-transformers."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.export import export
from embeddings.matching import UNKNOWN, Matcher, wordpiece
from embeddings.static import MODEL, BadModel, Quantised, StaticEmbedder, quantise, save_model

WORDS = [
    UNKNOWN,
    *dict.fromkeys("发展中国人民共和村民委员会养殖猪羊abc2019"),
    "发展",
    "中国",
    "中国人民",
    "人民共和国",
]
WORDS += ["村民", "村民委员会", "养殖", "ab", "abc", "2019"]
TEXTS = [
    "中国人民共和国",
    "村民委员会发展养殖。",
    "abcab 2019中国",
    "",
    "——！？",
    "猪\n羊\0羊",
    "发展㐀发展",
    "\ud800村民",
]


def tiny(seed: int = 0) -> tuple[list[str], Quantised]:
    table = np.random.default_rng(seed).normal(size=(len(WORDS), 16)).astype(np.float32)
    table[0] = 0
    return WORDS, quantise(table)


def spelled(matcher: Matcher, text: str) -> list[str]:
    return [WORDS[number] for number in matcher.tokens([text]).ids]


def test_the_longest_word_wins_and_separators_part() -> None:
    matcher = Matcher(WORDS)
    assert spelled(matcher, "中国人民共和国") == ["中国人民", "共", "和", "国"]
    assert spelled(matcher, "村民委员会，村民委员") == ["村民委员会", "村民", "委", "员"]
    assert spelled(matcher, "abcab 2019x") == ["abc", "ab", "2019"]
    assert spelled(matcher, "发 展") == ["发", "展"]


def test_each_text_keeps_its_own_tokens() -> None:
    together = Matcher(WORDS).tokens(TEXTS)
    alone = [Matcher(WORDS).tokens([text]).ids.tolist() for text in TEXTS]
    bounds = together.offsets
    assert [together.ids[bounds[i] : bounds[i + 1]].tolist() for i in range(len(TEXTS))] == alone
    assert Matcher(WORDS).tokens([]).offsets.tolist() == [0]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.sampled_from("发展中国人民共和村委员会养殖猪ab c2019，。㐀😀"), max_size=40), max_size=4
    )
)
def test_tokens_are_those_of_wordpiece(texts: list[str]) -> None:
    assert_as_wordpiece(texts)
    assert_as_wordpiece([*texts, "猪，羊" * 200])  # many characters go another way through the code


def assert_as_wordpiece(texts: list[str]) -> None:
    ours, theirs = Matcher(WORDS).tokens(texts), wordpiece(WORDS)
    for number, text in enumerate(texts):
        expected = theirs.encode(text, add_special_tokens=False).ids
        assert ours.ids[ours.offsets[number] : ours.offsets[number + 1]].tolist() == expected


@pytest.mark.parametrize("words", [[], ["发"], [UNKNOWN, "发展"], [UNKNOWN, "😀"], [UNKNOWN, "发", "发"]])
def test_a_vocabulary_that_cannot_cut_is_refused(words: list[str]) -> None:
    with pytest.raises(ValueError, match=r"vocabulary begins|must be a word|twice"):
        Matcher(words)


def test_vectors_are_unit_weighted_sums() -> None:
    words, weights = tiny()
    model = StaticEmbedder(words, weights)
    vectors = model.embed_documents(TEXTS)
    table = weights.table()
    expected = table[words.index("发展")] + table[words.index("养殖")]
    np.testing.assert_allclose(model.embed_queries(["发展养殖"])[0], expected / np.linalg.norm(expected), atol=1e-6)
    lengths = np.linalg.norm(vectors, axis=1)
    np.testing.assert_allclose(lengths, [1, 1, 1, 0, 0, 1, 1, 1], atol=1e-6)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), model.dimension)
    assert model.embed_documents([]).shape == (0, 16)


def test_many_texts_are_embedded_as_one_by_one() -> None:
    model = StaticEmbedder(*tiny())
    texts = [TEXTS[number % len(TEXTS)] * (number % 3 + 1) for number in range(150)]
    alone = np.concatenate([model.embed_documents([text]) for text in texts])
    np.testing.assert_allclose(model.embed_documents(texts), alone, atol=1e-6)


def test_quantising_keeps_directions_and_weights() -> None:
    table = np.random.default_rng(3).normal(size=(50, 256)).astype(np.float32) * np.logspace(-3, 1, 50)[:, None]
    again = quantise(table.astype(np.float32)).table()
    cosines = (table * again).sum(1) / np.linalg.norm(table, axis=1) / np.linalg.norm(again, axis=1)
    assert cosines.min() > 0.999
    np.testing.assert_allclose(np.linalg.norm(again, axis=1), np.linalg.norm(table, axis=1), rtol=0.01)


def test_a_saved_model_loads_equal_and_fingerprints_tell_models_apart(tmp_path: Path) -> None:
    words, weights = tiny()
    save_model(tmp_path / "one", words, weights)
    loaded = StaticEmbedder.load(tmp_path / "one")
    first = StaticEmbedder(words, weights)
    np.testing.assert_array_equal(loaded.embed_documents(TEXTS), first.embed_documents(TEXTS))
    assert loaded.fingerprint == first.fingerprint
    swapped = [*words[:-2], words[-1], words[-2]]
    others = [StaticEmbedder(*tiny(1)), StaticEmbedder(swapped, weights)]
    assert len({first.fingerprint, *(other.fingerprint for other in others)}) == 3


def damage(folder: Path, kind: str) -> None:
    words, weights = tiny()
    save_model(folder, words, weights)
    if kind == "no words":
        (folder / "tokenizer.json").unlink()
    elif kind == "words cut short":
        (folder / "tokenizer.json").write_text(json.dumps({"model": {}}), encoding="utf-8")
    elif kind == "weights cut short":
        content = (folder / "model.safetensors").read_bytes()
        (folder / "model.safetensors").write_bytes(content[:-20])
    else:
        save_model(folder / "other", words[:-1], weights)
        (folder / "tokenizer.json").write_bytes((folder / "other" / "tokenizer.json").read_bytes())


@pytest.mark.parametrize("kind", ["no words", "words cut short", "weights cut short", "word count"])
def test_a_damaged_folder_is_refused(tmp_path: Path, kind: str) -> None:
    damage(tmp_path, kind)
    with pytest.raises(BadModel):
        StaticEmbedder.load(tmp_path)


def test_the_export_gives_equal_vectors_in_sentence_transformers(tmp_path: Path) -> None:
    save_model(tmp_path / "ours", *tiny())
    export(tmp_path / "theirs", tmp_path / "ours")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # importing torch warns about its own future
        from sentence_transformers import SentenceTransformer

        theirs = SentenceTransformer(str(tmp_path / "theirs"), device="cpu")
        texts = [text for text in TEXTS if "\ud800" not in text]
        vectors = theirs.encode(texts, show_progress_bar=False)
    np.testing.assert_allclose(StaticEmbedder.load(tmp_path / "ours").embed_documents(texts), vectors, atol=1e-5)


def test_the_export_command_writes_the_model_in_the_project(tmp_path: Path) -> None:
    target = tmp_path / "theirs"
    done = subprocess.run(
        [sys.executable, "-m", "embeddings.export", str(target)],
        capture_output=True,
        text=True,
        check=True,
        cwd=MODEL.parents[1],
    )
    assert str(target) in done.stdout
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # importing torch warns about its own future
        from sentence_transformers import SentenceTransformer

        theirs = SentenceTransformer(str(target), device="cpu")
        texts = [
            "全村养猪三百多头，修了两条路。",
            "how many pigs were raised in 2012?",
            "——",
            "嘉靖年间，知县某某重修城隍庙",
        ]
        vectors = theirs.encode(texts, show_progress_bar=False)
    np.testing.assert_allclose(StaticEmbedder.load().embed_documents(texts), vectors, atol=1e-5)


def test_the_export_command_says_what_is_wrong(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "embeddings.export", str(tmp_path / "to"), "--model", str(tmp_path / "nowhere")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=MODEL.parents[1])
    assert done.returncode == 1
    assert "nowhere" in done.stderr


def test_the_default_path_never_imports_torch() -> None:
    code = (
        "import sys, embeddings.static, embeddings.export; print(sorted({'torch', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=MODEL.parents[1]
    )
    assert done.stdout.strip() == "[]"


@pytest.fixture(scope="module")
def builtin() -> StaticEmbedder:
    return StaticEmbedder.load()


def test_the_model_in_the_project_fits_its_budget(builtin: StaticEmbedder) -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 24_000_000
    assert builtin.dimension == 256
    assert builtin.name == "builtin"


@pytest.mark.parametrize(
    ("question", "said", "others"),
    [
        (
            "how many pigs were raised in the village?",
            "全村养猪三百多头，",
            ["镇里修了一条水泥路。", "学校举办运动会。"],
        ),
        ("when did the flood happen?", "洪水发生在七月。", ["春节联欢会在广场举行。", "茶园面积扩大到两千亩。"]),
        ("哪里办了医疗保险", "社区居民可以在这里参加医保。", ["公园里的花开了。", "全县小麦丰收在望。"]),
        ("the mayor visited a school", "市长到学校看望师生。", ["市长到工厂检查安全生产。", "学校放假了。"]),
    ],
)
def test_the_model_in_the_project_knows_meanings(
    builtin: StaticEmbedder, question: str, said: str, others: list[str]
) -> None:
    scores = builtin.embed_documents([said, *others]) @ builtin.embed_queries([question])[0]
    assert int(scores.argmax()) == 0, scores


def test_the_model_in_the_project_is_fast(builtin: StaticEmbedder) -> None:
    """Processor time of this thread, at half of what the model card promises: other work on a machine costs cache."""
    texts = [
        f"第{number}期：" + "青禾镇党委把种植能手培养成党员，全镇种茶三千亩，修路十二公里。" * 6
        for number in range(2000)
    ]
    texts = [text[:180] for text in texts]
    best = min(timed(lambda: builtin.embed_documents(texts)) for _ in range(3))
    assert len(texts) / best >= 5_000
    asked = [f"第{number}个村种茶多少亩？" for number in range(500)]
    best = min(timed(lambda: [builtin.embed_queries([question]) for question in asked]) for _ in range(3))
    assert best / len(asked) <= 0.0004
    assert min(timed(StaticEmbedder.load) for _ in range(3)) <= 0.6


def timed(call: Callable[[], object]) -> float:
    begun = time.thread_time()
    call()
    return time.thread_time() - begun
