"""Every embedder keeps the contract of `embeddings.base`; the hashed one is fast and the same in every process."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from embeddings.base import Embedder, EmbeddingError, same_model
from embeddings.endpoint import Address, EndpointEmbedder
from embeddings.hashed import HashedEmbedder
from embeddings.prefixes import Prefixes, card_prefixes
from embeddings.static import StaticEmbedder, quantise, save_model
from embeddings.transformer import TransformerEmbedder, own_prefixes
from rag.assemble import make_embedder, open_library
from rag.errors import BadSetting, EmbeddingMismatch
from rag.library import Library
from rag.settings import Settings
from tests.embedding_server import serving

PAGE = sorted((Path(__file__).parents[2] / "eval/samples/reports").iterdir())[0]
TEXTS = ["青禾镇开展双培双带活动", "白石乡今年种植烤烟三千亩", "", "。！？", "GDP 增长 3.45%"]


def tiny_model(folder: Path, seed: int = 1, prompts: dict[str, str] | None = None) -> Path:
    """A BERT of random weights over a vocabulary of the test's own characters, saved as a real model folder."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers.implementations import BertWordPieceTokenizer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder.mkdir(parents=True)
    torch.manual_seed(seed)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set("".join(TEXTS)) - {" "}), "问", "文"]
    bert = folder / "bert"
    pieces = BertWordPieceTokenizer(vocab={piece: at for at, piece in enumerate(vocabulary)})
    special = {f"{name.lower()}_token": f"[{name}]" for name in ("PAD", "UNK", "CLS", "SEP", "MASK")}
    PreTrainedTokenizerFast(tokenizer_object=pieces._tokenizer, **special).save_pretrained(bert)
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    BertModel(BertConfig(vocab_size=len(vocabulary), **sizes)).save_pretrained(bert)
    prompts = {"query": "问", "document": "文"} if prompts is None else prompts
    model = SentenceTransformer(modules=[Transformer(str(bert)), Pooling(16, pooling_mode="mean")], prompts=prompts)
    model.save(str(folder / "model"))
    return folder / "model"


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("model") / "a")


@pytest.fixture(scope="module")
def served() -> Iterator[Embedder]:
    with serving() as server:
        yield EndpointEmbedder.connect(Address(server.url, "tiny"), Prefixes("问：", "文："))


@pytest.fixture(scope="module")
def builtin() -> Embedder:
    return StaticEmbedder.load()


@pytest.fixture(params=["hashed", "builtin", "transformer", "endpoint"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "hashed":
        return HashedEmbedder()
    if request.param == "transformer":
        return TransformerEmbedder.load(str(request.getfixturevalue("model_folder")))
    return request.getfixturevalue("builtin" if request.param == "builtin" else "served")


class TestContract:
    def test_rows_are_float32_of_length_one_or_zero(self, embedder: Embedder) -> None:
        for rows in (embedder.embed_documents(TEXTS), embedder.embed_queries(TEXTS)):
            assert rows.dtype == np.float32
            assert rows.shape == (len(TEXTS), embedder.dimension)
            lengths = np.linalg.norm(rows, axis=1)
            assert np.all(np.isclose(lengths, 1, atol=1e-5) | (lengths == 0))

    def test_no_texts_give_no_rows(self, embedder: Embedder) -> None:
        assert embedder.embed_documents([]).shape == (0, embedder.dimension)

    def test_a_text_is_embedded_alike_alone_and_in_company(self, embedder: Embedder) -> None:
        alone = np.vstack([embedder.embed_documents([text]) for text in TEXTS])
        assert np.allclose(alone, embedder.embed_documents(TEXTS), atol=1e-5)

    def test_same_fingerprint_for_the_same_model(self, embedder: Embedder) -> None:
        assert embedder.fingerprint != ""
        assert same_model(embedder.fingerprint, embedder.fingerprint)

    def test_half_a_character_is_no_error(self, embedder: Embedder) -> None:
        assert embedder.embed_documents(["青禾\ud800镇"]).shape == (1, embedder.dimension)


def test_hashed_prefers_the_text_that_shares_characters() -> None:
    embedder = HashedEmbedder()
    documents = embedder.embed_documents(TEXTS[:2])
    query = embedder.embed_queries(["哪些乡镇开展了双培双带"])
    assert (documents @ query[0]).argmax() == 0


def test_hashed_gives_zeros_for_a_text_without_words() -> None:
    assert not HashedEmbedder().embed_documents(["", "。！？"]).any()


def test_hashed_is_the_same_in_another_process() -> None:
    code = (
        "import hashlib, sys; from embeddings.hashed import HashedEmbedder;"
        "print(hashlib.sha256(HashedEmbedder().embed_documents(sys.argv[1:]).tobytes()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, *TEXTS],
            cwd=root,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_hashed_embeds_five_thousand_chunks_a_second() -> None:
    texts = [f"第{i}号报告：" + "青禾镇党委把种植能手培养成党员，把党员培养成种植能手。" * 9 for i in range(1000)]
    started = time.process_time()
    HashedEmbedder().embed_documents(texts)
    assert time.process_time() - started < len(texts) / 5000


def test_hashed_fingerprint_tells_dimensions_apart() -> None:
    assert HashedEmbedder(256).fingerprint != HashedEmbedder(512).fingerprint


def test_transformer_fingerprint_tells_weights_of_equal_shape_apart(model_folder: Path, tmp_path: Path) -> None:
    same, other = (
        TransformerEmbedder.load(str(model_folder)),
        TransformerEmbedder.load(str(tiny_model(tmp_path / "b", 2))),
    )
    assert same.dimension == other.dimension
    assert same.fingerprint == TransformerEmbedder.load(str(model_folder)).fingerprint != other.fingerprint


def test_transformer_uses_the_models_own_prompts(model_folder: Path) -> None:
    embedder = TransformerEmbedder.load(str(model_folder))
    assert not np.allclose(embedder.embed_documents(TEXTS[:1]), embedder.embed_queries(TEXTS[:1]), atol=1e-4)


def test_a_prompt_for_passages_is_used_for_documents(tmp_path: Path) -> None:
    folder = tiny_model(tmp_path / "a", prompts={"query": "问", "passage": "文"})
    embedder = TransformerEmbedder.load(str(folder))
    assert embedder.prefixes == Prefixes("问", "文")
    plain = TransformerEmbedder.load(str(folder), Prefixes())
    np.testing.assert_allclose(embedder.embed_documents(["青禾镇"]), plain.embed_documents(["文青禾镇"]), atol=1e-5)
    assert embedder.fingerprint != plain.fingerprint


def test_a_model_without_prompts_takes_those_of_its_card(tmp_path: Path) -> None:
    folder = tiny_model(tmp_path / "multilingual-e5-tiny", prompts={})
    assert TransformerEmbedder.load(str(folder)).prefixes == Prefixes()
    named = folder.parent.rename(tmp_path / "multilingual-e5-small")
    assert TransformerEmbedder.load(str(named / "model")).prefixes == Prefixes("query: ", "passage: ")


@pytest.mark.parametrize(
    ("name", "query", "document"),
    [
        ("intfloat/multilingual-e5-small", "query: ", "passage: "),
        ("/m/models--intfloat--multilingual-e5-large/snapshots/0a1b", "query: ", "passage: "),
        ("intfloat/multilingual-e5-large-instruct", "Instruct: ", ""),
        ("BAAI/bge-large-zh-v1.5", "为这个句子", ""),
        ("BAAI/bge-small-en-v1.5", "Represent this sentence", ""),
        ("BAAI/bge-m3", "", ""),
        ("Qwen/Qwen3-Embedding-0.6B", "Instruct: ", ""),
        ("qwen3-embedding:0.6b", "Instruct: ", ""),
        ("Alibaba-NLP/gte-multilingual-base", "", ""),
        ("Alibaba-NLP/gte-Qwen2-1.5B-instruct", "Instruct: ", ""),
        ("Snowflake/snowflake-arctic-embed-m-v2.0", "query: ", ""),
        ("nomic-embed-text", "search_query: ", "search_document: "),
        ("sentence-transformers/all-MiniLM-L6-v2", "", ""),
    ],
)
def test_the_prefixes_of_the_cards(name: str, query: str, document: str) -> None:
    found = card_prefixes(name)
    assert found.query.startswith(query) and bool(found.query) == bool(query)
    assert found.document == document


def test_a_models_own_prompts_come_before_its_card() -> None:
    assert own_prefixes("multilingual-e5-small", {"query": "q: ", "document": ""}) == Prefixes("q: ", "")
    assert own_prefixes("multilingual-e5-small", {"query": "", "document": ""}) == Prefixes("query: ", "passage: ")


def test_a_damaged_folder_is_told(model_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(model_folder, tmp_path / "cut")
    weights = tmp_path / "cut" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:200])
    with pytest.raises(EmbeddingError, match="cut"):
        TransformerEmbedder.load(str(tmp_path / "cut"))


def test_a_model_that_is_not_there_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EmbeddingError, match="no-such-model"):
        TransformerEmbedder.load(str(tmp_path / "no-such-model"))


def test_hashed_path_imports_no_torch() -> None:
    code = "import sys, embeddings.hashed, embeddings.transformer; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=True)


def test_a_pile_refuses_another_model_of_equal_dimension_until_rebuilt(model_folder: Path, tmp_path: Path) -> None:
    other = tiny_model(tmp_path / "b", 2)

    def opened(model: Path) -> Library:
        return open_library(Settings(data=tmp_path / "data", model=str(model)))

    with closing(opened(model_folder)) as library:
        library.ingest([str(PAGE)])
        found = library.search("亮账日")
        assert found
    with closing(opened(other)) as library:
        for refused in (lambda: library.search("亮账日"), lambda: library.ingest([str(PAGE.parent)])):
            with pytest.raises(EmbeddingMismatch, match=r"model.*sentence-transformers:.*run xiangwen rebuild"):
                refused()
    with closing(opened(model_folder)) as library:
        assert library.search("亮账日") == found
    with closing(opened(other)) as library:
        library.rebuild()
        assert library.search("亮账日")


def test_a_folder_of_our_own_form_and_a_name_that_is_none(tmp_path: Path) -> None:
    save_model(tmp_path / "ours", ["[UNK]", "青", "禾"], quantise(np.eye(3, 8, dtype=np.float32)))
    model = make_embedder(Settings(model=str(tmp_path / "ours")))
    assert (model.name, model.dimension) == ("ours", 8)
    (tmp_path / "ours" / "model.safetensors").write_bytes(b"cut")
    for wrong in (str(tmp_path / "ours"), "no/such-model"):
        with pytest.raises(BadSetting, match=f"XIANGWEN_MODEL={wrong}"):
            make_embedder(Settings(model=wrong))
