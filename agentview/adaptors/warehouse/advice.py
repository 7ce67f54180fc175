"""A shipping advice while it is read: what its segments say, gathered into one record of a dispatch."""

from agentview.adaptors.warehouse.dispatch_json import Loose, number
from agentview.adaptors.warehouse.encoded_text import cannot_read

_MOST_LINES = 10_000


class Advice:
    """One message about one order. What is told before the first line is of all lines, or passed over."""

    def __init__(self, form: str) -> None:
        """Start with nothing told; `form` names the format in refusals."""
        self.order = ""
        self.carrier = ""
        self._form = form
        self._lines: list[Loose] = []
        self._serials: list[str] = []
        self._texts: list[str] = []

    def begin_line(self, at: int) -> None:
        """Begin the next line. Raises Rejected where there are too many."""
        self._end_line()
        if len(self._lines) == _MOST_LINES:
            raise cannot_read(self._form, "too_large", at)
        self._lines.append({"status": "ERROR"})

    def settle(self, shipped: str, *, is_shipped: bool) -> None:
        """Note how many pieces were shipped, and whether that is as it should be."""
        if self._lines:
            self._lines[-1]["status"] = "OK" if is_shipped else "ERROR"
            if shipped:
                self._lines[-1]["shippedQuantity"] = number(shipped)

    def tell(self, name: str, text: str) -> None:
        """Note a text of the current line, if there is one."""
        if self._lines and text:
            self._lines[-1][name] = text

    def tell_number(self, name: str, text: str) -> None:
        """Note a number of the current line."""
        if self._lines and text:
            self._lines[-1][name] = number(text)

    def add_serial(self, serial: str) -> None:
        """Note one more serial number of the current line."""
        if self._lines and serial:
            self._serials.append(serial)

    def add_error_text(self, text: str) -> None:
        """Note more of why the current line was not shipped."""
        if self._lines:
            self._texts.append(text)

    def record(self) -> Loose:
        """Return all that was told, as a record."""
        self._end_line()
        if self.carrier:
            for line in self._lines:
                line.setdefault("carrier", self.carrier)
        return {"id": self.order, "lines": self._lines}

    def _end_line(self) -> None:
        if self._serials:
            self._lines[-1]["serialNumbers"] = self._serials
        if text := "".join(self._texts):
            self._lines[-1]["errorText"] = text
        self._serials, self._texts = [], []
