"""Training the built-in model on invented pairs, few enough for a test: sampling, gradients, repeating, resuming."""

from __future__ import annotations

import gzip
import json
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embeddings.static import StaticEmbedder
from embeddings.train import pairs
from embeddings.train.curve import draw_curve
from embeddings.train.folding import fold
from embeddings.train.glosses import gloss_table
from embeddings.train.inflection import plural, verb_forms
from embeddings.train.pairs import BadPairs, Pair, read_pairs
from embeddings.train.ragged import Ragged, beside, from_lengths, slices
from rag.language.script import shadow

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # importing torch warns about its own future
    import torch

    from embeddings.train.__main__ import main
    from embeddings.train.corpus import Corpus, build_corpus
    from embeddings.train.learner import Learner, Recipe, contrastive_loss, fresh_state, usable
    from embeddings.train.run import OtherRun, read_log, tempered, train, write_model
    from embeddings.train.sources import make_sources

PLACES = ["青河村", "石门镇", "白水乡", "南坪县", "柳溪社区", "东岭村", "沙湾镇", "长滩乡"]
THINGS = {
    "茶园": "tea garden",
    "水库": "reservoir",
    "学校": "school",
    "公路": "highway",
    "果园": "orchard",
    "医院": "hospital",
}
DEEDS = {"修建": "to build", "检查": "to inspect", "扩大": "to expand", "参观": "to visit"}


def rows(*items: list[int]) -> Ragged:
    flat = [number for item in items for number in item]
    return from_lengths(np.array(flat, dtype=np.int32), np.array([len(item) for item in items]))


def written(ragged: Ragged) -> list[list[int]]:
    return [ragged.ids[a:b].tolist() for a, b in zip(ragged.offsets[:-1], ragged.offsets[1:], strict=True)]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pairs")
    facts = [(place, thing, deed) for place in PLACES for thing in THINGS for deed in DEEDS]
    story = [(f"{p}{d}{t}", f"昨天{p}组织干部{d}{t}。群众都说{t}办得好。{p}的工作受到肯定。") for p, t, d in facts]
    english = [(f"{DEEDS[d][3:]} the {THINGS[t]}", f"{d}{t}。") for _, t, d in facts[:60]]
    entries = [(gloss, word) for word, gloss in {**THINGS, **DEEDS, "村": "village", "干部": "cadre"}.items()]
    for source in pairs.SOURCES:
        kept = {pairs.PARALLEL: english, pairs.DICTIONARY: entries}.get(source, story)
        with gzip.open(folder / f"{source}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps({"query": a, "pos": b}, ensure_ascii=False) + "\n" for a, b in kept)
    return folder


@pytest.fixture(scope="module")
def corpus(data: Path) -> Corpus:
    return build_corpus(data, 1200, seed=1)


RECIPE = Recipe(dimension=32, steps=60, batch=64, warmup=5, seed=1)


@pytest.fixture(autouse=True)
def few_held_back_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embeddings.train.run._HELD", 50)


def test_folding_is_the_products() -> None:
    for text in ["開展「雙培雙帶」，２０１２年ＧＤＰ", "Ⅳ級㎡", "普通文字 plain", "頭髮乾燥後發"]:
        assert fold(text) == shadow(text)


def test_ragged_rows() -> None:
    table = rows([1, 2, 3], [], [4])
    assert written(table.take(np.array([2, 0, 1]))) == [[4], [1, 2, 3], []]
    assert written(table.keep(table.ids != 2)) == [[1, 3], [], [4]]
    assert written(beside([table, rows([7], [8], [9])])) == [[1, 2, 3, 7], [8], [4, 9]]
    assert written(slices(table.ids, np.array([1, 3]), np.array([3, 2]))) == [[2, 3], []]


def test_english_forms() -> None:
    assert verb_forms("stop") == ["stops", "stopped", "stopping"]
    assert verb_forms("write") == ["writes", "wrote", "written", "writing"]
    assert [plural(word) for word in ("box", "day", "child")] == ["boxes", "days", "children"]


def test_glosses_leave_out_remarks() -> None:
    entries = [Pair("to inspect ; same as 檢查 ; review, second look", "检查"), Pair("surname li", "李")]
    table = gloss_table(entries, seed=1)
    assert [sense.forms[0] for sense in table["检查"]] == ["inspect", "review", "review second look"]
    assert set(table["检查"][0].forms) == {"inspect", "inspects", "inspected", "inspecting"}
    assert "李" not in table


@pytest.mark.parametrize("content", [b"not gzip", gzip.compress(b'{"query": 1}\n'), gzip.compress(b"{\n"), None])
def test_bad_pairs_name_the_file(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "some.jsonl.gz").write_bytes(content)
    with pytest.raises(BadPairs, match=r"some\.jsonl\.gz"):
        list(read_pairs(tmp_path, "some"))


def test_every_source_draws_pairs_of_the_vocabulary(corpus: Corpus) -> None:
    for source in make_sources(corpus):
        batch = usable(source.sample(np.random.default_rng(0), 50))
        assert len(batch.queries) == len(batch.documents) == len(batch.places) > 5, source.name
        for side in (batch.queries, batch.documents):
            assert side.ids.min() > 0
            assert side.ids.max() < len(corpus.words)


def test_held_back_rows_are_never_drawn_for_training(corpus: Corpus) -> None:
    drawn: list[int] = []
    source = next(source for source in make_sources(corpus) if source.name == "context")
    spied = type(source)(
        source.name, 1.0, source.size, lambda rng, numbers: drawn.extend(numbers) or source.draw(rng, numbers)
    )
    rng = np.random.default_rng(0)
    spied.sample(rng, 500)
    trained = set(drawn)
    drawn.clear()
    spied.sample(rng, 500, held=True)
    assert not trained & set(drawn)


def test_glossed_sentences_are_english(corpus: Corpus) -> None:
    source = next(source for source in make_sources(corpus) if source.name == "glossed-sentence")
    batch = usable(source.sample(np.random.default_rng(0), 50))
    words = {corpus.words[number] for number in batch.queries.ids}
    assert all(word.isascii() for word in words)
    assert words & {"reservoir", "school", "orchard"}


def test_the_loss_of_a_worked_example() -> None:
    axes = torch.eye(2)
    expected = -np.log(np.exp(3) / (np.exp(3) + 1))
    assert float(contrastive_loss(axes, axes, np.array([0, 150]), 3.0)) == pytest.approx(expected, abs=1e-6)
    assert float(contrastive_loss(axes, axes, np.array([5, 5]), 3.0)) == pytest.approx(0.0, abs=1e-6)


def test_a_step_touches_only_rows_in_use(corpus: Corpus) -> None:
    learner = Learner(fresh_state(corpus.shares, RECIPE), RECIPE)
    before = learner.table().copy()
    batch = usable(make_sources(corpus)[0].sample(np.random.default_rng(0), 8))
    learner.step(batch)
    changed = set(np.flatnonzero((learner.table() != before).any(axis=1)))
    assert changed
    assert changed <= {*batch.queries.ids, *batch.documents.ids}


def test_training_learns_and_repeats_itself(corpus: Corpus, tmp_path: Path) -> None:
    first = train(corpus, RECIPE, tmp_path / "one").table()
    second = train(corpus, RECIPE, tmp_path / "two").table()
    np.testing.assert_array_equal(first, second)
    log = read_log(tmp_path / "one")
    assert [line.step for line in log] == [60]
    assert (tmp_path / "one" / "curve.svg").read_text(encoding="utf-8").startswith("<svg")
    untrained = Learner(fresh_state(corpus.shares, RECIPE), RECIPE)
    source = next(source for source in make_sources(corpus) if source.name == "glossed-sentence")
    batch = usable(source.sample(np.random.default_rng(9), 40))
    trained = Learner(fresh_state(corpus.shares, RECIPE), RECIPE)
    trained.state.vectors = torch.from_numpy(first.copy())
    trained.state.log_weights.zero_()
    assert trained.accuracy(batch) > untrained.accuracy(batch)


def test_an_interrupted_run_ends_as_an_unbroken_one(corpus: Corpus, tmp_path: Path) -> None:
    recipe = replace(RECIPE, every=20)
    unbroken = train(corpus, recipe, tmp_path / "unbroken").table()

    def stop(step: int, loss: float) -> None:
        if step == 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(corpus, recipe, tmp_path / "broken", stop)
    resumed = train(corpus, recipe, tmp_path / "broken")
    np.testing.assert_array_equal(resumed.table(), unbroken)
    assert [line.step for line in read_log(tmp_path / "broken")] == [20, 40, 60]
    with pytest.raises(OtherRun, match="another run folder"):
        train(corpus, Recipe(dimension=32, steps=61, batch=64, warmup=5, seed=1), tmp_path / "broken")


def test_the_written_model_is_what_was_learned(corpus: Corpus, tmp_path: Path) -> None:
    learner = Learner(fresh_state(corpus.shares, RECIPE), RECIPE)
    write_model(tmp_path, corpus, learner)
    model = StaticEmbedder.load(tmp_path)
    vector = model.embed_queries(["水库"])[0]
    row = learner.table()[corpus.words.index("水库")]
    assert float(vector @ row / np.linalg.norm(row)) > 0.999


def test_tempering_keeps_directions_and_draws_lengths_together() -> None:
    table = np.array([[3.0, 4.0], [0.0, 0.1], [0.0, 0.0]], dtype=np.float32)
    lengths = np.linalg.norm(tempered(table), axis=1)
    np.testing.assert_allclose(lengths, [5**0.8, 0.1**0.8, 0], rtol=1e-5)
    np.testing.assert_allclose(tempered(table)[0] / lengths[0], [0.6, 0.8], rtol=1e-5)


def test_the_command_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["train", "--data", str(tmp_path / "nowhere"), "--run", str(tmp_path / "run")])
    with pytest.raises(SystemExit, match=r"crud_half_lead_body\.jsonl\.gz"):
        main()


def test_the_command_writes_a_model_that_loads(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"data": data, "run": tmp_path / "run", "out": tmp_path / "out", "size": 1200, "steps": 2, "batch": 32}
    monkeypatch.setattr("sys.argv", ["train", *(f"--{name}={value}" for name, value in options.items())])
    main()
    assert StaticEmbedder.load(tmp_path / "out").dimension == 256
    assert (tmp_path / "out" / "curve.svg").exists()


def test_a_curve_is_well_formed() -> None:
    picture = draw_curve({"a<b": [(10, 0.2), (20, 0.9)], "empty": []})
    assert picture.count("<polyline") == 2
    assert "a&lt;b 0.900" in picture
