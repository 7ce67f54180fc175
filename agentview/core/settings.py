"""Settings in layers: the administrator's policy, environment (`AGENTVIEW_...`), the user's file, defaults.

What is typed on the command line counts for that start, unless a policy says otherwise.
"""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import Field, TypeAdapter, ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from agentview.core.errors import rejected
from agentview.core.route import ProxyUse, Route, holds_login, without_login
from agentview.core.setting_layers import (
    Layer,
    Origin,
    policy_place,
    policy_values,
    user_file,
    user_values,
)

_PREFIX = "AGENTVIEW_"
# A field is known when the program runs; type checkers only know annotations that are written down.
_ANNOTATED: Any = Annotated
DEMO_FILE = "demo.sqlite3"
OWN_FILE = "agentview.db"
SECRETS = frozenset({"metrics_token"})
"""Settings that are shown to nobody, and go into no file for support."""


class Place(StrEnum):
    """Where the desktop works."""

    DEMO = "demo"
    OWN = "own"
    SERVER = "server"


def _data_folder() -> Path:
    return platformdirs.user_data_path("agentview", appauthor=False)


class Settings(BaseSettings):
    """What may be set on a computer; the description of each field is its documentation."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True)

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
    place: Place | None = Field(
        default=None,
        description="Where the desktop works: `demo`, `own` or `server`; not set: on the server where one is"
        " set, else on the own database where there is one; else it asks at its first start.",
    )
    proxy: ProxyUse = Field(
        default=ProxyUse.SYSTEM,
        description="The way to the server: the proxy of the `system`, `none`, or the one set (`manual`).",
    )
    proxy_url: str | None = Field(
        default=None,
        description="The proxy for `manual`, such as http://proxy.example:3128, without name and password.",
    )
    certificate_authority: Path | None = Field(
        default=None,
        description="A file (PEM) with certificates of authorities that are trusted beside the system's.",
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

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the layers, the strongest first. Raises Rejected (`E-SETTING-...`) for a broken one."""
        del dotenv_settings, file_secret_settings
        policy = InitSettingsSource(settings_cls, _checked(policy_values(), policy_place()))
        user = InitSettingsSource(settings_cls, _checked(user_values(), str(user_file())))
        return policy, init_settings, env_settings, user

    def keys_folder(self) -> Path:
        """Return the folder with the keys of partners' servers, which only its owner may read."""
        return self.data_folder / "exchange-keys"

    def simulated_folder(self) -> Path:
        """Return the folder with what simulated partners have."""
        return self.data_folder / "simulated"

    def own_database_url(self) -> str:
        """Return the URL of the database in the data folder."""
        return f"sqlite:///{self.data_folder / OWN_FILE}"

    def route(self) -> Route:
        """Return the way to the server. Raises Rejected (`E-PROXY-SECRET`) for a password in an address."""
        if holds_login(self.proxy_url or ""):
            raise rejected("E-PROXY-SECRET", field="proxy_url")
        return self.shown_route()

    def shown_route(self) -> Route:
        """Return the way to the server as the set-up page may show and mend it: without a password."""
        return Route(self.proxy, without_login(self.proxy_url or ""), self.certificate_authority)

    def works_at(self) -> Place | None:
        """Return where the desktop works; None: nobody has said so yet.

        A server that a stronger layer names counts more than where the user chose to work.
        """
        chosen = list(Origin)
        is_named_above = chosen.index(origin_of("server_url")) < chosen.index(origin_of("place"))
        if self.server_url and (self.place is None or is_named_above):
            return Place.SERVER
        if self.place is Place.SERVER and not self.server_url:
            return None
        if self.place is None and (self.data_folder / OWN_FILE).exists():
            return Place.OWN
        if self.place is None and (self.data_folder / DEMO_FILE).exists():
            return Place.DEMO
        return self.place


def origin_of(name: str) -> Origin:
    """Return who says what a setting is. Raises Rejected (`E-SETTING-FILE`)."""
    if name in policy_values():
        return Origin.POLICY
    if f"{_PREFIX}{name}".upper() in (variable.upper() for variable in os.environ):
        return Origin.ENVIRONMENT
    return Origin.USER if name in user_values() else Origin.DEFAULT


def require_open(name: str, wanted: object) -> None:
    """Raise Rejected (`E-SETTING-POLICY`) where the administrator has set something else than is wanted."""
    if origin_of(name) is Origin.POLICY and getattr(Settings(), name) != wanted:
        raise rejected("E-SETTING-POLICY", field=name, name=name, file=policy_place())


def _checked(values: Layer, file: str) -> dict[str, Any]:
    """Return the values of a layer; each must be a setting, and one that it can be."""
    for name, value in values.items():
        field = Settings.model_fields.get(name)
        if field is None:
            raise rejected("E-SETTING-NAME", field=name, file=file, name=name)
        kind = _ANNOTATED[field.annotation, Field(), *field.metadata]
        try:
            TypeAdapter(kind).validate_python(value)
        except ValidationError as error:
            raise rejected("E-SETTING-VALUE", field=name, file=file, name=name) from error
    return dict(values)
