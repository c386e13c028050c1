"""The built-in model as a folder that `SentenceTransformer(path)` loads: `python -m embeddings.export FOLDER`.

Written by hand from the formats of sentence-transformers, so that exporting needs neither it nor torch: a
`StaticEmbedding` (the mean of float32 token vectors) followed by `Normalize`. The mean points where our sum points, so
vectors are equal. Texts must be folded (Simplified, half-width, lower-case) by whoever calls the exported model.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from safetensors.numpy import save_file

from embeddings.static import MODEL, WORDS_FILE, BadModel, StaticEmbedder

_CARD = "MODEL_CARD.md"
_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
_CONFIG = {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine", "prompts": {}}


def export(target: Path, source: Path = MODEL) -> None:
    """Writes the model of the folder `source` to the folder `target`. Raises BadModel."""
    model = StaticEmbedder.load(source)
    (target / "1_Normalize").mkdir(parents=True, exist_ok=True)
    save_file({"embedding.weight": model.weights.table()}, target / "model.safetensors")
    shutil.copyfile(source / WORDS_FILE, target / WORDS_FILE)
    _write(target / "modules.json", _MODULES)
    _write(target / "config_sentence_transformers.json", _CONFIG)
    _write(target / "1_Normalize" / "config.json", {})
    if (source / _CARD).exists():
        shutil.copyfile(source / _CARD, target / "README.md")


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m embeddings.export", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, help="where to write; made if it does not exist")
    parser.add_argument("--model", type=Path, default=MODEL, help="a model folder (default: the built-in one)")
    given = parser.parse_args()
    try:
        export(given.folder, given.model)
    except BadModel as exc:
        sys.exit(str(exc))
    print(f"{given.folder}: load with SentenceTransformer({str(given.folder)!r})")


if __name__ == "__main__":
    main()
