"""Where settings are written down besides the environment: the administrator's policy, and the user's file.

A policy is `/etc/xdg/agentview/policy.toml`, on Windows the values of the key
`Software/Policies/AgentView` of the machine. It is at a fixed place: a variable that says where it is
would let anybody get round it.
"""

import importlib
import json
import sys
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeAlias

import platformdirs

from agentview.core.errors import rejected

POLICY_FILE = Path("/etc/xdg/agentview/policy.toml")
POLICY_KEY: Final = r"Software\Policies\AgentView"
USER_FILE: Final = "settings.toml"

Layer: TypeAlias = Mapping[str, object]


class Origin(StrEnum):
    """Who says what a setting is; the first of them that says anything decides."""

    POLICY = "POLICY"
    ENVIRONMENT = "ENVIRONMENT"
    USER = "USER"
    DEFAULT = "DEFAULT"


def policy_place() -> str:
    """Return where the policy of this computer stands, as an administrator knows it."""
    return f"HKEY_LOCAL_MACHINE\\{POLICY_KEY}" if sys.platform == "win32" else str(POLICY_FILE)


def user_file() -> Path:
    """Return the file of the user's own settings."""
    return platformdirs.user_config_path("agentview", appauthor=False) / USER_FILE


def policy_values() -> Layer:
    """Return what the administrator has set. Raises Rejected (`E-SETTING-FILE`)."""
    if sys.platform == "win32":
        return registry_values(importlib.import_module("winreg"))
    return file_values(POLICY_FILE)


def user_values() -> Layer:
    """Return what the user has set. Raises Rejected (`E-SETTING-FILE`)."""
    return file_values(user_file())


def file_values(path: Path) -> Layer:
    """Return what stands in a file, nothing where there is none. Raises Rejected (`E-SETTING-FILE`)."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise rejected("E-SETTING-FILE", file=str(path), problem=error.strerror or "unreadable") from error
    except ValueError as error:
        # TOML that is none names line and column; what is not UTF-8 names the byte.
        raise rejected("E-SETTING-FILE", file=str(path), problem=str(error)) from error


def as_toml(values: Mapping[str, str | int | bool]) -> str:
    """Return values as a file of settings, which `file_values` reads as they were."""
    return "".join(f"{name} = {_written(value)}\n" for name, value in sorted(values.items()))


def _written(value: str | int | bool) -> str:  # noqa: FBT001 - a value, not a switch
    # A string of JSON is one of TOML, but for one character that JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def registry_values(registry: Any) -> Layer:  # noqa: ANN401 - `winreg`, which only Windows has
    """Return what the administrator has set on Windows. Raises Rejected (`E-SETTING-FILE`)."""
    try:
        with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, POLICY_KEY) as key:
            found = [registry.EnumValue(key, at) for at in range(registry.QueryInfoKey(key)[1])]
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise rejected(
            "E-SETTING-FILE", file=policy_place(), problem=error.strerror or "unreadable"
        ) from error
    return {str(name).casefold(): value for name, value, _kind in found}
