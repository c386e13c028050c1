"""The environment, read in one place and handed in. Every variable starts with XIANGWEN_."""

from __future__ import annotations

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where the pile lives, which model embeds it, where the server listens."""

    model_config = SettingsConfigDict(env_prefix="XIANGWEN_", extra="ignore")

    data: Path = Path("data")
    model: str = "builtin"
    host: str = "127.0.0.1"
    port: int = 8000
