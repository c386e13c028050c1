"""Name → adapter, imported only when asked for: each brings its own libraries."""

from __future__ import annotations

import importlib

from eval.peers.base import Peer

OURS = "xiangwen"

# Name → module in this folder and class.
PEERS = {
    OURS: ("ours", "Ours"),
    "langchain": ("langchain_peer", "LangChain"),
    "llama-index": ("llama_index_peer", "LlamaIndex"),
    "haystack": ("haystack_peer", "Haystack"),
    "txtai": ("txtai_peer", "Txtai"),
    "lancedb": ("lancedb_peer", "LanceDB"),
    "bm25s": ("bm25s_peer", "BM25S"),
}


def make_peer(name: str) -> Peer:
    module, adapter = PEERS[name]
    made: Peer = getattr(importlib.import_module(f"eval.peers.{module}"), adapter)()
    return made
