"""An order while a warehouse reads it from an EDI message."""

from agentview.files.interfaces.sales_order_request import (
    ContactDetails,
    DeliveryAddress,
    DeliveryMethod,
    RequestLine,
    RequestOrder,
)


class GatheredOrder:
    """What the segments of one message say."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self.number = ""
        self.account = 0
        self.name = ""
        self.streets: list[str] = []
        self.place = ("", "", "", "")
        self.phone = ""
        self.email = ""
        self.instructions = ""
        self.method = ""
        self.is_fraud_checked = False
        self._lines: list[tuple[int, str, int, int | None]] = []

    def begin_line(self, sku: str, quantity: str) -> None:
        """Begin the next line."""
        self._lines.append((0, sku, int(quantity), None))

    def set_quantity(self, quantity: str) -> None:
        """Note how many pieces of the line are ordered."""
        line_id, sku, _, unit = self._lines[-1]
        self._lines[-1] = (line_id, sku, int(quantity), unit)

    def name_line(self, line_id: str) -> None:
        """Note which line of the order it is."""
        _, sku, quantity, unit = self._lines[-1]
        self._lines[-1] = (int(line_id), sku, quantity, unit)

    def number_unit(self, unit: str) -> None:
        """Note which piece of the line it is."""
        line_id, sku, quantity, _ = self._lines[-1]
        self._lines[-1] = (line_id, sku, quantity, int(unit))

    def as_order(self) -> RequestOrder:
        """Return the order as a record of the request."""
        line1, line2 = (*self.streets, "", "")[:2]
        return RequestOrder(
            id=self.number,
            account_id=self.account,
            delivery_method=DeliveryMethod(self.method),
            delivery_instructions=self.instructions,
            delivery_name=self.name,
            delivery_address=DeliveryAddress(line1, line2, *self.place),
            contact_details=ContactDetails(self.phone, self.email),
            fraud_check_required=self.is_fraud_checked,
            lines=[RequestLine(*line) for line in self._lines],
        )
