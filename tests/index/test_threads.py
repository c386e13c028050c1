"""What a question may take of a machine that others use too."""

from __future__ import annotations

from pathlib import Path

from threadpoolctl import threadpool_info, threadpool_limits

from rag.assemble import open_library
from rag.settings import Settings


def test_an_open_library_computes_on_one_thread(tmp_path: Path) -> None:
    with threadpool_limits(2, user_api="blas"):
        library = open_library(Settings(data=tmp_path))
        threads = {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}
        library.close()
    assert threads == {1}
