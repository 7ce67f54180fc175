"""Writes docs/settings.md from the settings: `python -m tools.settings_document`."""

import types
from enum import Enum
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from agentview.core.settings import Settings

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"
HEAD = """\
# Settings

Written from `agentview/core/settings.py` by `python -m tools.settings_document`; a test compares. Of several
places that set the same, the first one counts:

1. **Policy**, set by the administrator of the computer: `/etc/xdg/agentview/policy.toml`; on Windows the
   values of `HKEY_LOCAL_MACHINE\\Software\\Policies\\AgentView` (strings and numbers, named as below; the
   template for the policy editor, English and German, is in `parts\\policy` of the installed program). The
   desktop shows these fields greyed, "set by your administrator", and refuses a switch that says otherwise.
2. **Switches** of the command line.
3. **Environment**: `AGENTVIEW_` and the name in capitals, such as `AGENTVIEW_SERVER_URL`.
4. **User**: `settings.toml` in the user's folder for settings (`~/.config/agentview`, on Windows
   `%LOCALAPPDATA%\\agentview`). The page "Connection and set-up" of the desktop writes it.
5. **Default**.

What a policy looks like:

    server_url = "https://agentview.example:8750"
    certificate_authority = "/etc/ssl/company.pem"

A place that cannot be read, names a setting that there is not, or sets one to what it cannot be stops
AgentView with the place and the name; it is never left out in silence. `agentview settings` says what holds
on a computer, and who set it. Passwords and tokens are no settings: tokens are kept in the system's key ring,
or in memory where there is none.

**A proxy that asks for name and password** is told them as HTTP Basic. They are typed on the page "Connection
and set-up" and kept in the system's key ring, one pair for each address of a proxy; `agentview sign-in` and
`agentview call --server` use them too. A `proxy_url` with a name or password in it, such as
`http://name:password@proxy.example:3128`, is refused wherever it stands (`E-PROXY-SECRET`): others read files
and variables too. Where there is no key ring, as on a computer without a desktop, use `proxy = "system"` and
give both in `HTTPS_PROXY` or `HTTP_PROXY`; what stands there is shown in no message, log or file for support.
Negotiate and NTLM, by which Windows signs in at a proxy by itself, are not spoken: use a proxy that takes
Basic, or one on the computer that signs in for its programs.

| setting | values | default | what it is |
|---|---|---|---|
"""


def document() -> str:
    """Return the page."""
    return HEAD + "".join(_line(name, field) for name, field in Settings.model_fields.items())


def _line(name: str, field: FieldInfo) -> str:
    return f"| `{name}` | {_values(field)} | {_default(field)} | {field.description} |\n"


def _default(field: FieldInfo) -> str:
    if field.default_factory is not None:
        return "the user's folder"
    default = field.default.value if isinstance(field.default, Enum) else field.default
    return "-" if default is None else f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _values(field: FieldInfo) -> str:
    bounds = [
        f"{word} {getattr(rule, bound)}"
        for rule in field.metadata
        for bound, word in (("ge", "from"), ("le", "to"))
        if getattr(rule, bound, None) is not None
    ]
    return " ".join([_kind(field.annotation), *bounds])


def _kind(kind: Any) -> str:  # noqa: ANN401 - any annotation of a field
    if get_origin(kind) in (Union, types.UnionType):
        return _kind(next(part for part in get_args(kind) if part is not type(None)))
    if get_origin(kind) is Literal:
        return ", ".join(f"`{value}`" for value in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return ", ".join(f"`{member.value}`" for member in kind)
    words = {bool: "`true`, `false`", int: "a number", Path: "a path", str: "a text"}
    return words[kind]


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")
