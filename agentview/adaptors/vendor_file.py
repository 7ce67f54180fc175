"""Gives orders to a vendor as files in a folder, and reads its answers from another (R-GEN-07, R-GEN-08)."""

from pathlib import Path
from urllib.parse import urlsplit

from agentview.adaptors.vendor_json import read_told, written
from agentview.adaptors.vendor_port import Answer, NotKnown, Outcome, Told, Unknown, VendorOrder, VendorState
from agentview.core.file_name import plain_name

ORDERS, ANSWERS = "orders", "answers"
_SENT = "sent"
_RECEIVED = Told(VendorState.RECEIVED)


class FileVendor:
    """A vendor behind `file:///folder`: orders lie in `orders`, its answers in `answers`.

    Each is named after the order's reference. What was sent is noted in `sent` once it lies in `orders`, for
    the vendor takes its files away.
    """

    def __init__(self, url: str) -> None:
        """Use the folder that `url` names."""
        self._root = Path(urlsplit(url).path)

    def place(self, order: VendorOrder) -> Outcome:
        """Put an order into the folder, whole or not at all; the same once more changes nothing."""
        try:
            self._write(ORDERS, order.reference, written(order))
            self._write(_SENT, order.reference, b"")
        except OSError as error:
            return Unknown(type(error).__name__)
        return _RECEIVED

    def ask(self, reference: str) -> Answer:
        """Read the vendor's answer; without one, whether the order was sent."""
        try:
            answer = self._file(ANSWERS, reference)
            if answer.is_file():
                return read_told(answer.read_bytes())
            was_sent = self._file(_SENT, reference).exists() or self._file(ORDERS, reference).exists()
        except OSError as error:
            return Unknown(type(error).__name__)
        return _RECEIVED if was_sent else NotKnown()

    def close(self) -> None:
        """Do nothing."""

    def _file(self, folder: str, reference: str) -> Path:
        return self._root / folder / f"{plain_name(reference)}.json"

    def _write(self, folder: str, reference: str, content: bytes) -> None:
        file = self._file(folder, reference)
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_name(f".{file.name}.part")
        half.write_bytes(content)
        half.replace(file)
