"""The derived indexes: they find what the pile holds and nothing else, whatever happens to their files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from embeddings.base import Vectors
from embeddings.hashed import HashedEmbedder
from rag.errors import EmbeddingMismatch, StoreFull
from rag.index import generation
from rag.index import indexer as indexer_module
from rag.index import vector as vector_module
from rag.index.generation import Generation
from rag.index.indexer import Indexer
from rag.index.store import Store
from rag.index.vector import VectorIndex, VectorWriter
from rag.language.script import shadow
from tests.pile import add, add_text, article, canary, indexer, open_store, page, story


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path)
    yield store
    store.close()


def reports_of(store: Store, chunk_ids: list[int]) -> list[str]:
    return [chunk.report_id for chunk in store.chunks(chunk_ids)]


def dense(opened: Generation, text: str, k: int = 3, allowed: set[str] | None = None) -> list[tuple[int, float]]:
    return opened.dense(HashedEmbedder().embed_queries([shadow(text)])[0], k, allowed)


def finds(store: Store, opened: Generation, number: int) -> set[str]:
    """What all four searches give for the phrase that stands in one story only."""
    phrase = canary(number)
    return {
        reports_of(store, [opened.lexical(phrase, 1)[0][0]])[0],
        reports_of(store, [dense(opened, story(number), 1)[0][0]])[0],
        *reports_of(store, opened.containing(phrase)),
        *reports_of(store, opened.with_terms([phrase, "培训班"])),
    }


# -- searching --------------------------------------------------------------------------------------------------------


def test_every_story_is_found_by_every_search(store: Store, tmp_path: Path) -> None:
    ids = {n: add_text(store, f"/{n}", story(n)) for n in range(40)}
    opened = indexer(store, tmp_path).open()
    for number, report_id in ids.items():
        assert finds(store, opened, number) == {report_id}


def test_a_phrase_is_found_across_punctuation_scripts_and_width(store: Store, tmp_path: Path) -> None:
    texts = [
        "推行“升级晋档、科学发展”活动。",
        "推行升级晋档科学发展活动。",
        "推行升級晉檔，科學發展活動。",
        "升级了档案。",
    ]
    ids = [add_text(store, f"/{n}", text) for n, text in enumerate(texts)]
    opened = indexer(store, tmp_path).open()
    for phrase in ("升级晋档科学发展", "升级晋档、科学发展", "“升級晉檔”科學發展", "升 级晋档科学发展"):
        assert reports_of(store, opened.containing(phrase)) == ids[:3]
    assert reports_of(store, opened.containing("升级")) == ids
    assert reports_of(store, opened.containing("档")) == ids
    assert reports_of(store, opened.containing("档科")) == ids[:3]
    assert reports_of(store, opened.containing("科学升级")) == []
    assert opened.containing("、。") == opened.containing("") == []


def test_all_terms_must_be_there(store: Store, tmp_path: Path) -> None:
    both = add_text(store, "/a", "青禾镇种植烤烟3000亩，GDP增长3.45%。")
    add_text(store, "/b", "青禾镇种植水稻。")
    opened = indexer(store, tmp_path).open()
    assert reports_of(store, opened.with_terms(["青禾镇", "烤烟"])) == [both]
    assert reports_of(store, opened.with_terms(["ＧＤＰ", "3.45"])) == [both]
    assert len(opened.with_terms(["青禾镇"])) == 2
    assert opened.with_terms(["青禾镇", "没有"]) == opened.with_terms([]) == []


def test_no_limit_on_phrases(store: Store, tmp_path: Path) -> None:
    with store.transaction():
        pass
    for start in range(0, 300, 100):
        add(
            store,
            page(f"/{start}", str(start)),
            *(article(f"开展双培双带。{story(n)}") for n in range(start, start + 100)),
        )
    assert len(indexer(store, tmp_path).open().containing("双培双带")) == 300


def test_a_long_token_and_a_lone_character_are_found(store: Store, tmp_path: Path) -> None:
    long_word = "x" * 5_000
    first, second = add_text(store, "/a", "好"), add_text(store, "/b", f"编号{long_word[:300]}。")
    opened = indexer(store, tmp_path).open()
    assert reports_of(store, opened.containing("好")) == [first]
    assert reports_of(store, [chunk for chunk, _ in opened.lexical("x" * 300, 5)]) == [second]


def test_a_title_leads_to_its_report(store: Store, tmp_path: Path) -> None:
    report = add(store, page("/a", "x"), article("党委办起了培训班。", "青禾镇双培双带")).reports[0]
    add_text(store, "/b", "白石乡修路。")
    opened = indexer(store, tmp_path).open()
    assert reports_of(store, [chunk for chunk, _ in opened.lexical("双培双带", 5)]) == [report]


def test_filters_restrict_every_search(store: Store, tmp_path: Path) -> None:
    ids = [add_text(store, f"/{n}", story(n)) for n in range(10)]
    opened = indexer(store, tmp_path).open()
    allowed = {ids[3], ids[7]}
    found = (
        [chunk for chunk, _ in opened.lexical("村党支部培训班", 10, allowed)],
        [chunk for chunk, _ in dense(opened, "村党支部培训班", 10, allowed)],
        opened.containing("村党支部", allowed),
        opened.with_terms(["村党支部", "培训班"], allowed),
    )
    for chunk_ids in found:
        assert set(reports_of(store, chunk_ids)) == allowed
    assert opened.lexical("村党支部", 10, set()) == dense(opened, "村党支部", 10, set()) == []
    assert opened.containing("村党支部", set()) == []


def test_scores_fall_and_are_cosines(store: Store, tmp_path: Path) -> None:
    for number in range(10):
        add_text(store, f"/{number}", story(number))
    opened = indexer(store, tmp_path).open()
    for hits in (opened.lexical(story(4), 10), dense(opened, story(4), 10)):
        scores = [score for _, score in hits]
        assert scores == sorted(scores, reverse=True)
    assert dense(opened, story(4), 1)[0][1] == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("text", ["", "。，！", '"', "*", "a AND (", "北京-电", "words:x", "\x00", "好" * 5_000])
def test_any_question_is_text(store: Store, tmp_path: Path, text: str) -> None:
    add_text(store, "/a", "青禾镇。")
    opened = indexer(store, tmp_path).open()
    opened.lexical(text, 5)
    opened.containing(text)
    opened.with_terms([text, text])
    assert opened.lexical(text, 0) == dense(opened, "青禾镇", 0) == []


def test_an_empty_pile_has_an_index(store: Store, tmp_path: Path) -> None:
    opened = indexer(store, tmp_path).open()
    assert opened.lexical("青禾镇", 5) == dense(opened, "青禾镇") == opened.containing("青禾镇") == []


# -- following the pile ----------------------------------------------------------------------------------------------


def test_catching_up_adds_removes_and_then_does_nothing(store: Store, tmp_path: Path) -> None:
    index = indexer(store, tmp_path)
    ids = {n: add_text(store, f"/{n}", story(n)) for n in range(6)}
    assert index.pending() == 6
    assert index.catch_up()
    first = index.open()
    assert not index.catch_up()
    add_text(store, "/2", story(20))
    ids[7] = add_text(store, "/7", story(7))
    assert index.pending() == 3
    assert index.catch_up()
    assert index.pending() == 0
    second = index.open()
    assert second.version != first.version
    assert index.version() == second.version
    assert second.containing(canary(2)) == []
    assert ids[2] not in reports_of(store, [chunk for chunk, _ in dense(second, story(2), 50)])
    for number in (0, 5, 7):
        assert finds(store, second, number) == {ids[number]}
    # The reader of the older generation goes on undisturbed; what it names is no longer given out.
    assert first.containing(canary(2)) != []
    assert reports_of(store, first.containing(canary(2))) == []


def test_much_taken_out_has_the_words_written_whole_again_and_no_vector_made_twice(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded: list[str] = []
    embed = HashedEmbedder.embed_documents
    monkeypatch.setattr(
        HashedEmbedder, "embed_documents", lambda self, texts: embedded.extend(texts) or embed(self, texts)
    )
    index = indexer(store, tmp_path)
    for number in range(60):
        add_text(store, f"/{number}", story(number))
    index.catch_up()
    assert len(embedded) == 60
    dead = []
    for number in range(8):
        add_text(store, f"/{number}", story(100 + number))
        index.catch_up()
        dead.append(index.open().manifest.dead)
    assert dead == [1, 2, 3, 0, 1, 2, 3, 0]
    assert len(embedded) == 68


def test_many_small_steps_equal_one_rebuild(store: Store, tmp_path: Path) -> None:
    index = indexer(store, tmp_path)
    for number in range(25):
        add_text(store, f"/{number % 10}", story(number))
        index.catch_up()
    stepwise = index.open()
    index.rebuild()
    rebuilt = index.open()
    for number in range(25):
        assert stepwise.containing(canary(number)) == rebuilt.containing(canary(number))
        assert [c for c, _ in dense(stepwise, story(number), 10)] == [c for c, _ in dense(rebuilt, story(number), 10)]
        ours, theirs = (sorted(opened.lexical(story(number), 3)) for opened in (stepwise, rebuilt))
        assert [chunk for chunk, _ in ours] == [chunk for chunk, _ in theirs]
    assert len(list((tmp_path / "index").glob("gen-*"))) == 2


def test_worker_processes_give_the_same_index(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = {n: add_text(store, f"/{n}", story(n)) for n in range(12)}
    monkeypatch.setattr(indexer_module, "_BULK", 5)
    monkeypatch.setattr(indexer_module, "_BATCH", 3)
    opened = indexer(store, tmp_path).open()
    for number in (0, 11):
        assert finds(store, opened, number) == {ids[number]}


def test_a_changed_chunker_or_tokenizer_means_a_rebuild(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = add_text(store, "/a", story(1) * 5)
    index = indexer(store, tmp_path)
    version = index.open().version
    store._run("UPDATE meta SET value = 'older' WHERE name = 'chunker'", ())
    store._run('UPDATE chunks SET "end" = start + 1', ())
    monkeypatch.setattr(indexer_module, "TOKENIZER_VERSION", "next")
    index.open()
    assert index.version() != version
    assert "".join(chunk.text for chunk in store.chunks_of(report_id)) == story(1) * 5


# -- models -----------------------------------------------------------------------------------------------------------


class OtherModel(HashedEmbedder):
    """Same name and dimension, other weights."""

    fingerprint = "other weights"


def test_another_model_is_refused_until_a_rebuild(store: Store, tmp_path: Path) -> None:
    add_text(store, "/a", story(1))
    indexer(store, tmp_path).catch_up()
    add_text(store, "/b", story(2))
    other = indexer(store, tmp_path, OtherModel())
    for refused in (other.open, other.catch_up, other.check_model):
        with pytest.raises(EmbeddingMismatch, match="xiangwen rebuild"):
            refused()
    assert indexer(store, tmp_path).open().containing(canary(1))
    other.rebuild()
    assert other.open().containing(canary(2))
    with pytest.raises(EmbeddingMismatch):
        indexer(store, tmp_path).open()


def test_half_precision_keeps_the_ranking(store: Store, tmp_path: Path) -> None:
    for number in range(60):
        add_text(store, f"/{number}", story(number))
    opened = indexer(store, tmp_path).open()
    items = store.index_items(store.live_keys())
    rows: Vectors = HashedEmbedder().embed_documents([shadow(item.text) for item in items])
    for number in (3, 33):
        query = HashedEmbedder().embed_queries([story(number)])[0]
        exact = [items[row].chunks[0][0] for row in np.argsort(-(rows @ query))[:5]]
        assert [chunk for chunk, _ in opened.dense(query, 5)] == exact


def test_a_chunk_is_found_by_the_words_of_its_neighbours_and_comes_behind_the_one_that_has_them(
    store: Store, tmp_path: Path
) -> None:
    paragraphs = ["水渠修通了。" + "甲" * 200, "灌溉面积扩大。" + "乙" * 200, "丙" * 200, "丁" * 200]
    report_id = add_text(store, "/a", "\n".join(paragraphs))
    first, second, *_ = (chunk.id for chunk in store.chunks_of(report_id))
    found = [chunk for chunk, _ in indexer(store, tmp_path).open().lexical("水渠", 10)]
    assert found == [first, second]


def near_topics(count: int) -> tuple[Vectors, Vectors]:
    """Unit rows about 40 topics, and the topics."""
    random = np.random.default_rng(4)
    topics = random.normal(size=(40, 64))
    rows = topics[random.integers(40, size=count)] + random.normal(size=(count, 64))
    unit = [matrix / np.linalg.norm(matrix, axis=1, keepdims=True) for matrix in (rows, topics)]
    return unit[0].astype(np.float32), unit[1].astype(np.float32)


def reports_in_turn(rows: range) -> list[str]:
    return [report_named(row % 500) for row in rows]


def report_named(number: int) -> str:
    return f"r_{number:08x}00000000"


def test_a_large_pile_is_screened_and_finds_what_an_exact_search_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, topics = near_topics(6000)
    exact, screened = VectorWriter(64), VectorWriter(64)
    exact.add(list(range(1000, 7000)), reports_in_turn(range(6000)), rows)
    exact.finish(tmp_path / "exact")
    monkeypatch.setattr(vector_module, "_MANY", 5000)
    screened.add(list(range(1000, 6000)), reports_in_turn(range(5000)), rows[:5000])
    screened.finish(tmp_path / "first")
    # What comes and goes later is screened, too.
    later = VectorWriter(64, tmp_path / "first")
    assert later.remove([report_named(7)]) == 10
    later.add(list(range(6000, 7000)), reports_in_turn(range(5000, 6000)), rows[5000:])
    later.add(list(range(1007, 6000, 500)), [report_named(7)] * 10, rows[7:5000:500])
    later.finish(tmp_path / "screened")
    ours, theirs = VectorIndex(tmp_path / "screened"), VectorIndex(tmp_path / "exact")
    assert len(ours) == len(theirs)
    for topic in topics:
        found, wanted = ours.search(topic, 10), theirs.search(topic, 10)
        assert len({chunk for chunk, _ in found} & {chunk for chunk, _ in wanted}) >= 9
        assert found[0] == (wanted[0][0], pytest.approx(wanted[0][1], abs=1e-3))
        assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    # Among chosen reports, and where nearly all rows are wanted, nothing is screened.
    chosen = {report_named(number) for number in (3, 5, 8)}
    assert ours.search(topics[0], 10, chosen) == theirs.search(topics[0], 10, chosen)
    assert ours.search(topics[0], 1600) == theirs.search(topics[0], 1600)


def test_a_screen_of_other_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_module, "_MANY", 5000)
    rows, _ = near_topics(5001)
    for count, folder in ((5000, "a"), (5001, "b")):
        writer = VectorWriter(64)
        writer.add(list(range(count)), reports_in_turn(range(count)), rows[:count])
        writer.finish(tmp_path / folder)
    (tmp_path / "a" / "screen.faiss").replace(tmp_path / "b" / "screen.faiss")
    with pytest.raises(ValueError, match="5000 screened rows for 5001"):
        VectorIndex(tmp_path / "b")


# -- damage -----------------------------------------------------------------------------------------------------------


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def blank(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


@pytest.mark.parametrize("harm", [flip, halve, blank, Path.unlink])
def test_any_harm_to_any_file_means_a_rebuild_and_right_hits(
    store: Store, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    ids = {n: add_text(store, f"/{n}", story(n)) for n in range(3)}
    index = indexer(store, tmp_path)
    index.open()
    folder = generation.current(tmp_path / "index")[0]
    names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    assert len(names) > 8
    shutil.copytree(tmp_path / "index", tmp_path / "whole")
    for name in names:
        shutil.rmtree(tmp_path / "index")
        shutil.copytree(tmp_path / "whole", tmp_path / "index")
        harm(tmp_path / "index" / folder.name / name)
        version = index.version()
        opened = index.open()
        assert opened.version != version, f"{harm.__name__} of {name} went unnoticed"
        assert finds(store, opened, 1) == {ids[1]}


@pytest.mark.parametrize("text", ["", "gen-000009 00", "nonsense", "../.. 00"])
def test_a_pointer_to_nowhere_means_a_rebuild(store: Store, tmp_path: Path, text: str) -> None:
    report_id = add_text(store, "/a", story(1))
    index = indexer(store, tmp_path)
    index.open()
    (tmp_path / "index" / "CURRENT").write_text(text)
    assert finds(store, index.open(), 1) == {report_id}


def test_harm_is_not_carried_into_the_next_generation(store: Store, tmp_path: Path) -> None:
    ids = {n: add_text(store, f"/{n}", story(n)) for n in range(3)}
    index = indexer(store, tmp_path)
    index.catch_up()
    flip(generation.current(tmp_path / "index")[0] / "vectors" / "rows.faiss")
    ids[3] = add_text(store, "/3", story(3))
    index.catch_up()
    opened = index.open()
    assert all(finds(store, opened, number) == {report_id} for number, report_id in ids.items())
    assert list((tmp_path / "index").glob("broken-*"))


def test_the_index_of_another_pile_is_not_taken_for_ours(store: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path / "other")
    add_text(other, "/a", story(1))
    indexer(other, tmp_path / "other").catch_up()
    other.close()
    report_id = add_text(store, "/a", story(2))
    shutil.copytree(tmp_path / "other" / "index", tmp_path / "index")
    opened = indexer(store, tmp_path).open()
    assert finds(store, opened, 2) == {report_id}


def test_left_over_folders_do_not_matter_and_are_swept(store: Store, tmp_path: Path) -> None:
    add_text(store, "/a", story(1))
    index = indexer(store, tmp_path)
    index.open()
    (tmp_path / "index" / "tmp-1" / "lexical").mkdir(parents=True)
    (tmp_path / "index" / "tmp-CURRENT").write_text("gen-0")
    (tmp_path / "index" / "gen-000009").mkdir()
    index.open()
    add_text(store, "/b", story(2))
    index.catch_up()
    assert index.open().containing(canary(2))
    assert not list((tmp_path / "index").glob("tmp-*"))


def test_the_manifest_names_what_made_it(store: Store, tmp_path: Path) -> None:
    add_text(store, "/a", story(1))
    indexer(store, tmp_path).catch_up()
    folder, _ = generation.current(tmp_path / "index")
    manifest = json.loads((folder / "MANIFEST.json").read_text())
    assert manifest["model"] == "hashed-ngrams"
    assert (manifest["change"], manifest["chunks"], manifest["dimension"]) == (1, 1, 256)
    assert {"pile", "fingerprint", "tokenizer", "chunker", "format", "files"} <= set(manifest)


def test_an_index_that_cannot_be_written_keeps_the_one_before(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = indexer(store, tmp_path)
    add_text(store, "/a", story(1))
    before = index.open().version
    add_text(store, "/b", story(2))

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(indexer_module.VectorWriter, "finish", no_space)
    with pytest.raises(StoreFull, match="No space"):
        index.catch_up()
    assert index.open().version == before
    assert not list((tmp_path / "index").glob("tmp-*"))
    monkeypatch.undo()
    assert Indexer(store, HashedEmbedder(), tmp_path / "index").catch_up()
    assert index.open().containing(canary(2))


def test_many_new_reports_are_not_a_segment_of_their_own(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def segments() -> int:
        path, _ = generation.current(tmp_path / "index")
        return len(list((path / generation.LEXICAL).glob("*.term")))

    index = indexer(store, tmp_path)
    for number in range(6):
        add_text(store, f"/{number}", story(number))
    index.catch_up()
    add_text(store, "/6", story(6))
    index.catch_up()
    assert segments() == 2
    monkeypatch.setattr(indexer_module, "_BULK", 3)
    monkeypatch.setattr(indexer_module, "Crew", SameProcess)
    for number in range(7, 12):
        add_text(store, f"/{number}", story(number))
    index.catch_up()
    assert segments() == 1
    opened = index.open()
    for number in range(12):
        assert len(finds(store, opened, number)) == 1


class SameProcess:
    """In place of a crew of processes."""

    def __init__(self, work: Callable[..., object]) -> None:
        self._work = work

    def in_order(self, batches: Iterator[object]) -> Iterator[object]:
        return map(self._work, batches)
