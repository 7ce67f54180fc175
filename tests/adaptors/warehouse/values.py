"""Values for tests of formats: orders to ship, and what became of them."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import strategies as st

from agentview.files.interfaces.json_writer import write
from agentview.files.interfaces.sales_order_dispatch import (
    DISPATCH,
    DispatchLine,
    DispatchOrder,
    SalesOrderDispatch,
    dispatch_header,
)
from agentview.files.interfaces.sales_order_request import (
    ContactDetails,
    DeliveryAddress,
    DeliveryMethod,
    RequestLine,
    RequestOrder,
    SalesOrderRequest,
)

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
FILE_NAME = "D000001.dat"
WAREHOUSE = "SYD"

_TEXT = st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff")
_WORD = st.characters(codec="ascii", categories=("L", "N"))
_LONG_TEXT = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n'=+-@*~>:?\"")
_ids = st.integers(1, 2**63 - 1)
_counts = st.integers(1, 2**31 - 1)


def texts(most: int, least: int = 0) -> st.SearchStrategy[str]:
    """Return texts of people: every script, marks of formats, no control characters."""
    return st.text(_TEXT, min_size=least, max_size=most)


def long_texts(most: int) -> st.SearchStrategy[str]:
    return st.text(_LONG_TEXT, max_size=most)


def codes(most: int = 40) -> st.SearchStrategy[str]:
    return st.text(_WORD, min_size=1, max_size=most)


request_orders = st.builds(
    RequestOrder,
    id=st.integers(1, 10**9).map("HO-{}".format),
    account_id=_ids,
    delivery_method=st.builds(DeliveryMethod, codes(20)),
    delivery_instructions=long_texts(1_000),
    delivery_name=texts(200, 1),
    delivery_address=st.builds(
        DeliveryAddress, texts(200, 1), texts(200), texts(60), texts(60), texts(20), codes(2)
    ),
    contact_details=st.builds(ContactDetails, texts(40), texts(200)),
    fraud_check_required=st.booleans(),
    lines=st.lists(
        st.builds(RequestLine, _ids, codes(), _counts, st.none() | _counts), min_size=1, max_size=4
    ),
)

dispatch_lines = st.builds(
    DispatchLine,
    line_id=_ids,
    unit=st.none() | _counts,
    status=st.just("OK"),
    shipped_quantity=st.integers(0, 2**31 - 1),
    serial_numbers=st.lists(codes(), max_size=12),
    tracking_number=texts(100),
    carrier=texts(100),
) | st.builds(
    DispatchLine,
    line_id=_ids,
    status=st.just("ERROR"),
    shipped_quantity=st.just(0),
    error_code=codes(40) | st.just(""),
    error_text=long_texts(1_000),
)

dispatch_orders = st.builds(
    DispatchOrder,
    id=st.integers(1, 10**9).map("HO-{}".format),
    lines=st.lists(dispatch_lines, min_size=1, max_size=4),
)


def request_header(records: int) -> SalesOrderRequest:
    return SalesOrderRequest(
        identifier=7, batch_date_time=NOON, extract_load_date_time=NOON, record_count=records
    )


def header(records: int) -> SalesOrderDispatch:
    return dispatch_header(FILE_NAME, WAREHOUSE, records, transformed_at=NOON)


def plain_dispatch(records: int) -> list[DispatchOrder]:
    """Return records as a warehouse of phones sends them."""
    return [
        DispatchOrder(
            f"HO-{number}",
            [
                DispatchLine(
                    line_id=number,
                    status="OK",
                    shipped_quantity=1,
                    serial_numbers=[f"{490154203237518 + number}"],
                    tracking_number=f"TRK{number:08}",
                    carrier="Couriers Müller",
                )
            ],
        )
        for number in range(1, records + 1)
    ]


def dispatch_file(orders: Sequence[DispatchOrder]) -> io.BytesIO:
    return io.BytesIO(b"".join(write(DISPATCH, header(len(orders)), orders)))
