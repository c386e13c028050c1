"""Everything that can go wrong, as one tree. The caller's mistakes are kept apart from the system's failures.

    XiangwenError
    ├── CallerError                 the caller can mend it
    │   ├── EmptyQuestion           no word in the question
    │   ├── QuestionTooLong
    │   ├── BadFilter               a filter value that means nothing
    │   ├── UnknownReport
    │   ├── UnknownPlace            no such place in the pile, or several of that name
    │   ├── UnknownProgramme
    │   ├── OriginalGone            the report's page was dropped
    │   ├── BadSetting
    │   ├── PileTooSmall            for tuning the embedding model
    │   └── UnreadablePage          one page that gives no report; the others go on
    └── OperationalError            the machine or the data folder
        ├── StoreBusy               another process is writing
        ├── StoreFull               no space, or the folder cannot be written
        ├── StoreBroken             the SQLite file is damaged or newer than this program
        ├── EmbeddingMismatch       the index was built with another embedding model
        ├── EmbeddingFailed         the embedding model does not answer
        ├── WorkersFailed           no worker process could start
        └── ModelUnavailable        no whole reply of the language model (rag.llm.base); an answer is given without it

Each class has a stable `code`; each error carries a message in Chinese and one in English, with the values
(got X, expected Y, do Z). HTTP statuses and exit codes are chosen at the edge, not here.
"""

from __future__ import annotations


class XiangwenError(Exception):
    """Base of all our errors: `code` is stable, `zh` and `en` are for people."""

    code = "error"

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh = zh
        self.en = en


class CallerError(XiangwenError):
    code = "bad_request"


class EmptyQuestion(CallerError):
    code = "empty_question"


class QuestionTooLong(CallerError):
    code = "question_too_long"


class BadFilter(CallerError):
    code = "bad_filter"


class UnknownReport(CallerError):
    code = "unknown_report"


class UnknownPlace(CallerError):
    code = "unknown_place"


class UnknownProgramme(CallerError):
    code = "unknown_programme"


class OriginalGone(CallerError):
    code = "original_gone"


class BadSetting(CallerError):
    code = "bad_setting"


class PileTooSmall(CallerError):
    code = "pile_too_small"


class UnreadablePage(CallerError):
    """One page that gives no report. `code` says which way: see the constructor's callers."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.code = code


class OperationalError(XiangwenError):
    code = "unavailable"


class StoreBusy(OperationalError):
    code = "store_busy"


class StoreFull(OperationalError):
    code = "store_full"


class StoreBroken(OperationalError):
    code = "store_broken"


class EmbeddingMismatch(OperationalError):
    code = "embedding_mismatch"


class WorkersFailed(OperationalError):
    code = "workers_failed"


class EmbeddingFailed(OperationalError):
    code = "embedding_failed"
