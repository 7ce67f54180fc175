"""What one kind of interface file is made of: a header, and one list of records."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

Header = TypeVar("Header", bound=Struct)
Record = TypeVar("Record", bound=Struct)


@dataclass(frozen=True, slots=True)
class Interface(Generic[Header, Record]):
    """The types of a file's header and records, and the property that holds the records."""

    header: type[Header]
    record: type[Record]
    records: str
    block_decoder: msgspec.json.Decoder[list[Record]] = field(init=False, compare=False, repr=False)
    record_decoder: msgspec.json.Decoder[Record] = field(init=False, compare=False, repr=False)
    header_decoder: msgspec.json.Decoder[Header] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Make the decoders once: making one takes longer than reading a small file."""
        # The list of a type known only here cannot be told to the type checker.
        of_list: type = list[self.record]  # type: ignore[name-defined]
        object.__setattr__(self, "block_decoder", msgspec.json.Decoder(of_list))
        object.__setattr__(self, "record_decoder", msgspec.json.Decoder(self.record))
        object.__setattr__(self, "header_decoder", msgspec.json.Decoder(self.header))
