"""Settings from the environment: `AGENTVIEW_...`; the command line overrides them."""

from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _data_folder() -> Path:
    return platformdirs.user_data_path("agentview", appauthor=False)


class Settings(BaseSettings):
    """What may be set on a computer; the description of each field is its documentation."""

    model_config = SettingsConfigDict(env_prefix="AGENTVIEW_", frozen=True)

    data_folder: Path = Field(default_factory=_data_folder, description="Where the own database lies.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Which lines are logged."
    )
    log_format: Literal["plain", "json"] = Field(
        default="plain", description="How lines on the error output are written: for eyes, or for programs."
    )
    log_folder: Path | None = Field(
        default=None, description="Where log files lie; not set: the user's folder for logs."
    )
    metrics_token: str | None = Field(
        default=None,
        min_length=16,
        description="What a program must name to read /v1/metrics; not set: only this computer may.",
    )
    server_url: str | None = Field(
        default=None, description="The server that the desktop works on; not set: this computer alone."
    )
    database_url: str | None = Field(
        default=None, description="The database of the server: postgresql+psycopg://... or sqlite:///..."
    )
    call_hook_port: int | None = Field(
        default=None,
        ge=0,
        le=65_535,
        description="Where a telephone system on this computer tells who calls; not set: nowhere.",
    )

    provisioning_platform: Literal["simulator", "none"] = Field(
        default="none",
        description="Which carrier's platform services of automatic types go to: a simulated one, or none.",
    )

    serve_jobs: bool = Field(
        default=False,
        description="Whether `agentview serve` carries out jobs too; else `agentview work` does.",
    )
    job_slots: int = Field(
        default=4, ge=1, le=64, description="How many runs of jobs a process carries out at a time."
    )
    exchange_settled_seconds: int = Field(
        default=10,
        ge=0,
        le=3600,
        description="How long a partner's file must stay the same before it is taken; 0: all rename theirs.",
    )

    def keys_folder(self) -> Path:
        """Return the folder with the keys of partners' servers, which only its owner may read."""
        return self.data_folder / "exchange-keys"

    def simulated_folder(self) -> Path:
        """Return the folder with what simulated partners have."""
        return self.data_folder / "simulated"

    def own_database_url(self) -> str:
        """Return the URL of the database in the data folder."""
        return f"sqlite:///{self.data_folder / 'agentview.db'}"
