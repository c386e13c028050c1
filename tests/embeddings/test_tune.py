"""The built-in model tuned on a pile: kept where it finds more in held-back reports, and nothing changed where not."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from api import cli
from embeddings.static import StaticEmbedder, quantise, save_model
from embeddings.train.judge import Question, Text, compare, make_questions, reciprocal_ranks
from rag.assemble import open_library
from rag.errors import BadSetting, EmbeddingMismatch, PileTooSmall, StoreBroken
from rag.index.store import Store
from rag.settings import PILE_FILE, Settings
from rag.tuning import _install, learn, tuned_model, undo
from tests.pile import add_text

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # importing torch warns about its own future
    from embeddings.train.tune import TooFewTexts, is_held_back, tune

STORIES = 260
TOPICS = 52
FILLERS = ("干部说", "大家表示", "会上提出", "群众反映", "去年以来", "下一步")


@pytest.fixture(scope="module")
def base() -> StaticEmbedder:
    return StaticEmbedder.load()


def story_maker(base: StaticEmbedder, related: bool) -> Callable[[int], Text]:
    """Stories of 52 topics. A topic has eight words that mean nothing to one another; its titles use two of them, its
    sentences the others. Unless `related`, every sentence is a list of other words, and there is nothing to learn."""
    rng = np.random.default_rng(7)
    usable = np.array([word for word in base.words[3_000:40_000] if len(word) == 2 and "一" <= word[0] <= "鿿"])
    topics = rng.choice(usable, size=(TOPICS, 8), replace=False)

    def story(number: int) -> Text:
        drawn = np.random.default_rng([number, 3])
        words = topics[number % TOPICS] if related else usable[drawn.integers(len(usable), size=2)]

        def sentence() -> str:
            if not related:
                return "，".join(usable[drawn.integers(len(usable), size=4)]) + "。"
            said = drawn.choice(words[2:], size=2, replace=False)
            return f"{drawn.choice(FILLERS)}，{said[0]}和{said[1]}的事要办好。"

        passages = ("".join(sentence() for _ in range(4)),)
        return Text(f"{words[0]}{words[1]}", passages, f"story-{number}")

    return story


@pytest.fixture(scope="module")
def related(base: StaticEmbedder) -> list[Text]:
    return [story_maker(base, True)(number) for number in range(STORIES)]


@pytest.fixture(scope="module")
def unrelated(base: StaticEmbedder) -> list[Text]:
    return [story_maker(base, False)(number) for number in range(STORIES)]


def test_ranks_of_a_worked_example(base: StaticEmbedder) -> None:
    texts = [
        Text("养猪致富", ("全村养猪三百多头。猪价上涨，农民增收。",), "a"),
        Text("修路", ("镇里修了一条水泥路。公路通到每个村。",), "b"),
        Text("养猪又一例", ("养猪的人家多了。生猪存栏一千头。",), "a"),
    ]
    asked = [
        Question("title", "养猪致富", 0),
        Question("sentence", "镇里修了一条水泥路。", 1, "修路\n公路通到每个村。"),
        Question("sentence", "养猪和生猪", 1, "修路\n公路通到每个村。"),
    ]
    # Another text of the same story is neither right nor wrong; the last question is nearer to both passages of "a".
    assert reciprocal_ranks(base, texts, asked).tolist() == [1.0, 1.0, 1 / 3]


def test_questions_take_their_sentence_out_of_the_passage() -> None:
    first, second = "第一句话说的是修路的事情。", "第二句话说的是养猪的事情，还有种茶的事情。" * 3
    made = make_questions([Text("标题", (first + second,), "a")], [0], 1)
    assert [one.kind for one in made] == ["title", *["sentence"] * (len(made) - 1)]
    assert Question("sentence", first, 0, "标题\n" + second) in made


def test_equal_models_show_no_gain(base: StaticEmbedder, related: list[Text]) -> None:
    questions = make_questions(related, range(0, STORIES, 5), 1)
    found = compare(base, base, related, questions)
    assert (found.gain, found.low, found.high) == (0, 0, 0)
    assert found.before == found.after
    assert found.questions == {"title": 52, "sentence": 208}


def test_what_a_pile_relates_is_learned_and_equal_runs_are_equal(
    base: StaticEmbedder, related: list[Text], tmp_path: Path
) -> None:
    steps: list[tuple[int, int]] = []
    found = tune(base, related, tmp_path / "a", 1, lambda step, of, loss: steps.append((step, of)))
    assert found.better, found
    assert found.compared.after["sentence"] > found.compared.before["sentence"]
    assert found.held_back == sum(map(is_held_back, related)) > 30
    assert steps[-1] == (found.steps, found.steps)
    tune(base, related, tmp_path / "b", 1)
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == ["curve.svg", "log.jsonl", "model.safetensors", "tokenizer.json"]
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name
    english = ["how many pigs were raised", "the mayor visited a school"]
    tuned = StaticEmbedder.load(tmp_path / "a")
    assert (tuned.embed_queries(english) * base.embed_queries(english)).sum(axis=1).min() > 0.999


def test_reprints_count_once(base: StaticEmbedder, related: list[Text], tmp_path: Path) -> None:
    reprinted = [Text(text.title, text.passages, related[number % 190].story) for number, text in enumerate(related)]
    with pytest.raises(TooFewTexts, match="190 different reports, 200"):
        tune(base, reprinted, tmp_path)


def test_reports_of_one_sentence_cannot_be_judged_by(base: StaticEmbedder, tmp_path: Path) -> None:
    texts = [Text("", (f"第{number}号村今年修了路，群众都说办得好。",), str(number)) for number in range(300)]
    with pytest.raises(TooFewTexts, match="0 different reports"):
        tune(base, texts, tmp_path)


# -- as a command -----------------------------------------------------------------------------------------------------


def filled(folder: Path, texts: list[Text]) -> Path:
    folder.mkdir()
    store = Store(folder / PILE_FILE)
    for number, text in enumerate(texts):
        add_text(store, f"/{number}", "\n".join(text.passages), text.title)
    store.close()
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, object]]:
    code = cli.run([*arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_command_keeps_a_better_model_and_goes_back(
    related: list[Text], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = filled(tmp_path / "data", related)
    code, found = run(capsys, "tune", "--data", str(data))
    assert code == 0
    assert found["kept"], found
    assert found["index"]["model"] == "tuned"
    assert {path.name for path in data.iterdir() if "tuned" in path.name} == {"tuned"}
    assert {"curve.svg", "log.jsonl", "SHA256SUMS"} < {path.name for path in (data / "tuned").iterdir()}
    code, checks = run(capsys, "doctor", "--data", str(data))
    assert checks["ok"], checks
    assert code == 0
    code, gone = run(capsys, "tune", "--undo", "--data", str(data))
    assert (code, gone["removed"], gone["index"]["model"]) == (0, True, "builtin")
    assert run(capsys, "tune", "--undo", "--data", str(data)) == (0, {"removed": False, "index": None})
    assert run(capsys, "doctor", "--data", str(data))[0] == 0


def test_the_command_changes_nothing_where_nothing_is_learned(
    unrelated: list[Text], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = filled(tmp_path / "data", unrelated)
    before = sorted(path.name for path in data.iterdir())
    assert cli.run(["tune", "--data", str(data)]) == 0
    told = capsys.readouterr().out
    assert "什么都没有改" in told, told
    assert "nothing was changed" in told
    assert sorted(path.name for path in data.iterdir() if path.name != "tune.lock") == before


def test_a_small_pile_and_another_model_are_refused(
    related: list[Text], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = filled(tmp_path / "data", related[:30])
    with pytest.raises(PileTooSmall, match=r"30 different reports.*200 are needed"):
        learn(Settings(data=data))
    code, told = run(capsys, "tune", "--data", str(data))
    assert (code, told["error"]["code"]) == (2, "pile_too_small")
    with pytest.raises(BadSetting, match="only the built-in model"):
        learn(Settings(data=data, model="hashed"))
    assert not (data / "tmp-tuned").exists()


def test_a_tuned_model_that_is_damaged_is_told_and_can_be_taken_away(
    base: StaticEmbedder, related: list[Text], tmp_path: Path
) -> None:
    data = filled(tmp_path / "data", related[:30])
    folder = data / "tuned"
    folder.mkdir()
    for name in ("tokenizer.json", "model.safetensors"):
        (folder / name).write_bytes(b"once a model")
    sums = "".join(f"{hashlib.sha256(b'once a model').hexdigest()}  {path.name}\n" for path in folder.iterdir())
    (folder / "SHA256SUMS").write_text(sums, encoding="ascii")
    assert tuned_model(data) == folder
    (folder / "model.safetensors").write_bytes(b"once a madel")
    with pytest.raises(StoreBroken, match=r"model\.safetensors.*tune --undo"):
        open_library(Settings(data=data))
    assert undo(Settings(data=data))
    open_library(Settings(data=data)).close()


def test_a_model_put_in_place_without_a_rebuild_is_refused_and_a_newer_one_replaces_it(
    related: list[Text], tmp_path: Path
) -> None:
    data = filled(tmp_path / "data", related[:30])
    library = open_library(Settings(data=data))
    assert library.search(related[0].title)
    library.close()
    for seed in (1, 2):
        words = ["[UNK]", *sorted(set("".join(text.title for text in related)))]
        rows = np.random.default_rng(seed).normal(size=(len(words), 16)).astype(np.float32)
        save_model(data / "tmp-tuned", words, quantise(rows))
        _install(data)
        library = open_library(Settings(data=data))
        with pytest.raises(EmbeddingMismatch, match="xiangwen rebuild"):
            library.search(related[0].title)
        assert library.rebuild().model == "tuned"
        assert library.search(related[0].title)
        library.close()
    assert not [path.name for path in data.iterdir() if path.name.startswith("tmp-")]
