"""The limits of fields that several interface files share."""

from typing import Annotated, TypeAlias

from msgspec import Meta

LONGEST_FILE_NAME = 20
FILE_NAME_PATTERN = r"^([a-zA-Z0-9._-])+$"

FileName: TypeAlias = Annotated[
    str, Meta(min_length=1, max_length=LONGEST_FILE_NAME, pattern=r"^([a-zA-Z0-9._-])+\Z")
]
"""The name of a file between us and a partner (R-HW-14). `$` alone would let a line feed through."""

Count: TypeAlias = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Quantity: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 1)]
RecordId: TypeAlias = Annotated[int, Meta(ge=1, le=2**63 - 1)]

Code: TypeAlias = Annotated[str, Meta(min_length=1, max_length=40)]
"""A SKU, a serial number, the code of an error."""

OptionalCode: TypeAlias = Annotated[str, Meta(max_length=40)]
Word: TypeAlias = Annotated[str, Meta(min_length=1, max_length=100)]
OptionalWord: TypeAlias = Annotated[str, Meta(max_length=100)]
Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
OptionalName: TypeAlias = Annotated[str, Meta(max_length=200)]
Sentence: TypeAlias = Annotated[str, Meta(max_length=1_000)]
"""What people wrote, or a partner's error message (M7)."""
