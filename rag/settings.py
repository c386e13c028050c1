"""The environment, read in one place and handed in. Every variable starts with XIANGWEN_."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

# What a data folder holds. A folder with a pile file in it is known by it, and never read as a folder of pages.
PILE_FILE, INDEX_FOLDER, TUNED_FOLDER = "xiangwen.sqlite3", "index", "tuned"


class Settings(BaseSettings):
    """Where the pile lives, which model embeds it, where the server listens, which language model writes, if any."""

    model_config = SettingsConfigDict(env_prefix="XIANGWEN_", extra="ignore")

    data: Path = Path("data")
    model: str = "builtin"  # or `hashed`, a model's folder or name, https://host/v1#model-name
    embed_key: SecretStr | None = None  # for an endpoint
    embed_batch: int = Field(default=32, ge=1, le=2048)  # texts a request to an endpoint
    embed_query_prefix: str | None = None  # instead of the model's own prefixes; with one given, the other is empty
    embed_document_prefix: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    hosts: str = ""  # names the server is called by, besides the loopback ones; with commas between them
    rate: str = ""  # requests of one key or address, such as 120/minute
    keep_answers: int = Field(default=100_000, ge=1)  # answers in no conversation that stay to be shown again
    keep_days: int | None = Field(default=None, ge=1)  # for answers, and conversations after their last use
    llm_url: str | None = None
    llm_model: str | None = None
    llm_key: SecretStr | None = None  # from the environment only, so that no process list shows it; never logged
