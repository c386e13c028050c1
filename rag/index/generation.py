"""One state of the derived indexes as an immutable folder, and the rules by which folders follow each other.

    index/CURRENT            "gen-000007 <sha256 of its manifest>"
    index/gen-000007/        MANIFEST.json, lexical/…, vectors/…, forward/…
    index/gen-000006/        the one before, kept for readers that still have it open
    index/tmp-…/             under construction; whatever is left of one is swept away by the next writer
    index/broken-…/          found damaged and set aside

A generation is written aside, fsynced, renamed, and only then pointed at. Opening one checks every byte against the
manifest: a FAISS file with a flipped bit loads without complaint and answers wrongly.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from embeddings.base import Vectors
from rag.index.chunking import CHUNKER_VERSION
from rag.index.forward import ForwardIndex, Sentences
from rag.index.lexical import LexicalIndex
from rag.index.tokenizing import TOKENIZER_VERSION
from rag.index.vector import VectorIndex

_FORMAT = 6  # of the folder: raised when its files change meaning
_CURRENT, _MANIFEST = "CURRENT", "MANIFEST.json"
LEXICAL, VECTORS, FORWARD = "lexical", "vectors", "forward"


class UnusableIndex(Exception):
    """There is no index, or not one to answer from; the reason is for the log. The remedy is always to rebuild."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made from, and its files: relative path → [sha256, bytes].

    `dead` counts the chunks taken out since the lexical index was last written whole: it may count them still.
    """

    pile: str
    change: int
    chunks: int
    model: str
    fingerprint: str
    dimension: int
    dead: int
    files: dict[str, tuple[str, int]]
    tokenizer: str = TOKENIZER_VERSION
    chunker: str = CHUNKER_VERSION
    format: int = _FORMAT


class Generation:
    """An opened generation: the searches, over chunk ids."""

    def __init__(
        self, named: tuple[str, Manifest], lexical: LexicalIndex, vectors: VectorIndex, forward: ForwardIndex | None
    ) -> None:
        """`named`: its version and manifest; `forward` is None where the model has no token vectors."""
        self.version, self.manifest = named
        self._forward = forward
        self._lexical = lexical
        self._vectors = vectors

    def lexical(self, text: str, k: int, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]:
        """The best chunk ids by BM25 (higher is better), among the reports `allowed`."""
        return self._lexical.search(text, k, allowed)

    def dense(self, vector: Vectors, k: int, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]:
        """The nearest chunk ids by cosine (higher is nearer), among the reports `allowed`."""
        return self._vectors.search(vector, k, allowed)

    def sentences(self, report_id: str) -> Sentences | None:
        """The sentences of a report as tokens; None where the model has no token vectors."""
        return self._forward.of(report_id) if self._forward else None

    def known_share(self, text: str) -> float:
        """The share of a text's words that some chunk has, 0–1; 1 for a text without words."""
        return self._lexical.known_share(text)

    def telling(self, text: str) -> dict[str, float]:
        """The text's words and character pairs, each with what it tells."""
        return self._lexical.telling(text)

    def containing(self, phrase: str, allowed: AbstractSet[str] | None = None) -> list[int]:
        """Every chunk with the phrase, punctuation and spaces left out of account; the caller checks the text."""
        return self._lexical.containing(phrase, allowed)

    def with_terms(self, terms: Sequence[str], allowed: AbstractSet[str] | None = None) -> list[int]:
        """Every chunk with all the terms, each as a phrase."""
        return self._lexical.with_terms(terms, allowed)

    def with_any(self, groups: Sequence[Sequence[str]], allowed: AbstractSet[str] | None = None) -> list[int]:
        """Every chunk with at least one term of each group, each as a phrase."""
        return self._lexical.with_any(groups, allowed)


def current(folder: Path) -> tuple[Path, Manifest]:
    """The generation pointed at, its manifest checked; its files are not yet. Raises UnusableIndex."""
    try:
        name, sha256 = (folder / _CURRENT).read_text("ascii").split()
        written = (folder / name / _MANIFEST).read_bytes()
    except (OSError, ValueError) as error:
        raise UnusableIndex(f"no index in {folder}: {error}") from error
    if hashlib.sha256(written).hexdigest() != sha256:
        raise UnusableIndex(f"manifest of {name} is damaged")
    fields = json.loads(written)
    if fields.get("format") != _FORMAT or set(fields) != set(Manifest.__dataclass_fields__):
        raise UnusableIndex(f"{name} has format {fields.get('format')}, expected {_FORMAT}")
    fields["files"] = {path: (digest, size) for path, (digest, size) in fields["files"].items()}
    return folder / name, Manifest(**fields)


def is_published(folder: Path) -> bool:
    """Whether the folder has ever had an index that was finished."""
    return (folder / _CURRENT).exists()


def current_version(folder: Path) -> str | None:
    """The version a reader would open now; one small file, so it can be asked before every question."""
    try:
        name, sha256 = (folder / _CURRENT).read_text("ascii").split()
    except (OSError, ValueError):
        return None
    return f"{name}-{sha256[:8]}"


def open_current(folder: Path) -> Generation:
    """Opens the present generation with every file verified. Raises UnusableIndex."""
    path, manifest = current(folder)
    verify(path, manifest)
    try:
        lexical, vectors = LexicalIndex(path / LEXICAL), VectorIndex(path / VECTORS)
        forward = ForwardIndex(path / FORWARD) if (path / FORWARD).is_dir() else None
    except (OSError, ValueError, RuntimeError) as error:
        raise UnusableIndex(f"{path.name} cannot be opened: {error}") from error
    if not len(lexical) == len(vectors) == manifest.chunks or vectors.dimension != manifest.dimension:
        raise UnusableIndex(
            f"{path.name} has {len(lexical)} lexical and {len(vectors)} vector rows of {vectors.dimension},"
            f" expected {manifest.chunks} of {manifest.dimension}"
        )
    return Generation((current_version(folder) or path.name, manifest), lexical, vectors, forward)


def verify(path: Path, manifest: Manifest) -> None:
    """Compares every file with the manifest. Raises UnusableIndex naming the first that differs."""

    def wrong(entry: tuple[str, tuple[str, int]]) -> bool:
        name, (sha256, size) = entry
        file = path / name
        return not file.is_file() or file.stat().st_size != size or _sha256(file) != sha256

    with ThreadPoolExecutor(2) as pool:
        for entry, differs in zip(manifest.files.items(), pool.map(wrong, manifest.files.items()), strict=True):
            if differs:
                raise UnusableIndex(f"{path.name}/{entry[0]} is missing or damaged")


def begin(folder: Path, base: Path | None) -> Path:
    """A fresh temporary folder; with a base, its lexical index shares the base's files (immutable, so by hard link)."""
    sweep(folder)
    temporary = folder / f"tmp-{os.getpid()}"
    (temporary / LEXICAL).mkdir(parents=True)
    for file in sorted((base / LEXICAL).iterdir()) if base else []:
        # The JSON files list the segments and are rewritten; everything else never changes once written.
        if file.suffix == ".json":
            shutil.copyfile(file, temporary / LEXICAL / file.name)
        else:
            _link_or_copy(file, temporary / LEXICAL / file.name)
    return temporary


def publish(folder: Path, temporary: Path, manifest: Manifest, base: tuple[Path, Manifest] | None) -> str:
    """Makes a finished temporary folder the present generation, `manifest.files` filled in. Returns its name."""
    fields = asdict(manifest) | {"files": _list_files(temporary, base)}
    written = json.dumps(fields, ensure_ascii=False, indent=1).encode()
    _write_synced(temporary / _MANIFEST, written)
    for path in (*filter(Path.is_dir, temporary.iterdir()), temporary):
        _sync(path)
    name = f"gen-{_last_number(folder) + 1:06d}"
    temporary.rename(folder / name)
    _sync(folder)
    pointer = folder / "tmp-CURRENT"
    _write_synced(pointer, f"{name} {hashlib.sha256(written).hexdigest()}\n".encode())
    pointer.replace(folder / _CURRENT)
    _sync(folder)
    sweep(folder)
    return name


def set_aside(folder: Path) -> None:
    """Takes the present generation out of use, for people to look at."""
    try:
        name = (folder / _CURRENT).read_text("ascii").split()[0]
    except (OSError, ValueError, IndexError):
        return
    (folder / _CURRENT).unlink()
    if name.startswith("gen-") and (folder / name).is_dir():
        (folder / name).rename(folder / f"broken-{name}")


def sweep(folder: Path) -> None:
    """Removes what is no longer of use: temporary folders, all generations but two, all broken ones but one."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("tmp-*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    pointed = current_version(folder) or ""
    kept = [path for path in sorted(folder.glob("gen-*")) if not pointed.startswith(path.name)][-1:]
    for path in folder.glob("gen-*"):
        if path not in kept and not pointed.startswith(path.name):
            shutil.rmtree(path)
    for path in sorted(folder.glob("broken-*"))[:-1]:
        shutil.rmtree(path)


def _list_files(temporary: Path, base: tuple[Path, Manifest] | None) -> dict[str, tuple[str, int]]:
    """Digest and size of every file, fsynced; a file shared with the (verified) base keeps the base's digest."""
    files: dict[str, tuple[str, int]] = {}
    for file in sorted(path for path in temporary.rglob("*") if path.is_file()):
        name = file.relative_to(temporary).as_posix()
        if base and name in base[1].files and file.samefile(base[0] / name):
            files[name] = base[1].files[name]
            continue
        _sync(file)
        files[name] = (_sha256(file), file.stat().st_size)
    return files


def _link_or_copy(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(file, target)


def _last_number(folder: Path) -> int:
    return max((int(path.name.rsplit("-", 1)[1]) for path in folder.glob("*gen-[0-9]*")), default=0)


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_synced(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
