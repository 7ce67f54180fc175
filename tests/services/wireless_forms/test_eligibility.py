"""For which lines, devices and people a type is possible, at the boundaries of each rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agentview.contract.wireless import DeviceStatus, DeviceType, LineStatus, OrderType
from agentview.contract.wireless_catalogue import Need
from agentview.contract.wireless_forms import SuspendReason
from agentview.services.wireless_forms.definitions import CONFLICTS, DEFINITIONS
from agentview.services.wireless_forms.eligibility import (
    DeviceView,
    LineView,
    conflict_refusals,
    device_refusals,
    fault_refusals,
    line_refusals,
    person_refusals,
)
from agentview.services.wireless_forms.suspension import suspended_status

TODAY = date(2026, 11, 16)
LINE = LineView(LineStatus.ACTIVE, device_status=DeviceStatus.ACTIVE, device_type=DeviceType.SMARTPHONE)
SPARE = DeviceView(DeviceStatus.IN_STOCK, TODAY)
T = OrderType


def of_line(kind: OrderType, line: LineView) -> set[str]:
    return {one.code for one in line_refusals(DEFINITIONS[kind], line, TODAY)}


def of_device(kind: OrderType, device: DeviceView, vendor: str = "") -> set[str]:
    return {one.code for one in device_refusals(DEFINITIONS[kind], device, TODAY, vendor)}


@pytest.mark.parametrize("status", [DeviceStatus.UNCONFIRMED_PENDING, DeviceStatus.RETIRED_DISPOSED])
@pytest.mark.parametrize("kind", [one.type for one in DEFINITIONS.values() if one.device is not Need.NONE])
def test_nothing_is_ordered_for_a_closed_device(kind: OrderType, status: DeviceStatus) -> None:
    """R-WL-01."""
    assert of_device(kind, replace(SPARE, status=status)) == {"E-WL-DEVICE-CLOSED"}


@pytest.mark.parametrize("status", DeviceStatus)
def test_a_line_with_a_closed_device_is_not_ordered_for(status: DeviceStatus) -> None:
    """R-WL-01: also where the device is that of the line."""
    is_closed = status in {DeviceStatus.UNCONFIRMED_PENDING, DeviceStatus.RETIRED_DISPOSED}
    found = of_line(T.UPGRADE_REPLACE, replace(LINE, device_status=status))
    assert found == ({"E-WL-DEVICE-CLOSED"} if is_closed else set())


@pytest.mark.parametrize(
    ("since", "months", "is_refused"),
    [
        (date(2025, 11, 16), 12, False),
        (date(2025, 11, 15), 12, True),
        (date(2025, 11, 15), 24, False),
        (TODAY, 12, False),
    ],
)
def test_warranty_lasts_twelve_months(since: date, months: int, *, is_refused: bool) -> None:
    """R-WL-02: exactly twelve months is allowed, a day more is not."""
    device = replace(SPARE, owned_since=since, warranty_months=months)
    found = of_device(T.WARRANTY_REPLACEMENT, device)
    assert found == ({"E-WL-WARRANTY-OVER"} if is_refused else set())


@pytest.mark.parametrize(
    ("fault", "is_refused"), [("PHYSICAL", True), ("LIQUID", True), ("BATTERY", True), ("MALFUNCTION", False)]
)
def test_warranty_covers_malfunctions_alone(fault: str, *, is_refused: bool) -> None:
    """R-WL-02."""
    assert bool(fault_refusals(fault)) is is_refused


@pytest.mark.parametrize(("days", "is_refused"), [(0, False), (30, False), (31, True)])
def test_a_line_is_restored_for_thirty_days(days: int, *, is_refused: bool) -> None:
    """R-WL-04: exactly thirty days is allowed."""
    line = replace(LINE, status=LineStatus.INACTIVE, disconnected_on=TODAY - timedelta(days=days))
    assert of_line(T.RESTORE, line) == ({"E-WL-RESTORE-LATE"} if is_refused else set())


def test_a_carrier_may_restore_longer() -> None:
    """R-WL-04: the limit is the vendor's."""
    line = replace(LINE, status=LineStatus.INACTIVE, disconnected_on=TODAY - timedelta(days=60))
    assert not of_line(T.RESTORE, replace(line, reactivation_limit_days=60))
    assert of_line(T.RESTORE, replace(line, reactivation_limit_days=59))


@pytest.mark.parametrize("reason", SuspendReason)
def test_how_a_suspended_line_is_billed(reason: SuspendReason) -> None:
    """R-WL-05."""
    is_unbilled = reason in {SuspendReason.SEASONAL, SuspendReason.VACATION, SuspendReason.SEPARATION}
    wanted = LineStatus.SUSPENDED_NO_BILLING if is_unbilled else LineStatus.SUSPENDED_WITH_BILLING
    assert suspended_status(reason) is wanted


@pytest.mark.parametrize("status", LineStatus)
def test_suspend_is_for_active_lines_and_restore_for_the_others(status: LineStatus) -> None:
    """R-WL-06."""
    line = replace(LINE, status=status)
    assert bool(of_line(T.SUSPEND, line)) is (status is not LineStatus.ACTIVE)
    restorable = {LineStatus.SUSPENDED_NO_BILLING, LineStatus.SUSPENDED_WITH_BILLING, LineStatus.INACTIVE}
    assert bool(of_line(T.RESTORE, line)) is (status not in restorable)


@pytest.mark.parametrize("device", [*DeviceType, None])
def test_features_are_for_smartphones_and_tablets(device: DeviceType | None) -> None:
    """R-WL-07."""
    is_smart = device in {DeviceType.SMARTPHONE, DeviceType.TABLET}
    found = of_line(T.FEATURES, replace(LINE, device_type=device))
    assert found == (set() if is_smart else {"E-WL-NOT-SMART"})


@pytest.mark.parametrize("kind", [T.SWAP_DEVICE, T.ACTIVATE_IN_STOCK])
def test_a_line_goes_onto_a_free_device_from_stock_that_fits(kind: OrderType) -> None:
    """R-WL-14."""
    assert not of_device(kind, SPARE, "NORTHERN")
    assert of_device(kind, replace(SPARE, is_free=False)) == {"E-WL-DEVICE-TAKEN"}
    assert of_device(kind, replace(SPARE, status=DeviceStatus.REPAIR)) == {"E-WL-DEVICE-STATE"}
    other = replace(SPARE, vendor_codes=("SOUTHERN",))
    assert of_device(kind, other, "NORTHERN") == {"E-WL-DEVICE-CARRIER"}
    assert not of_device(kind, other, "SOUTHERN")


@pytest.mark.parametrize("one", OrderType)
def test_conflicts_are_mutual(one: OrderType) -> None:
    """R-WL-34."""
    assert all(one in CONFLICTS[other] for other in CONFLICTS[one])


def test_what_conflicts_on_a_line() -> None:
    """R-WL-34: suspending and disconnecting exclude each other, features and assigning do not."""
    features = DEFINITIONS[T.FEATURES]
    assert T.DISCONNECT in CONFLICTS[T.SUSPEND]
    assert T.ASSIGN not in CONFLICTS[T.FEATURES]
    assert not conflict_refusals(features, [(T.ASSIGN, "WO-1")], "line_id")
    [found] = conflict_refusals(features, [(T.ASSIGN, "WO-1"), (T.DISCONNECT, "WO-2")], "line_id")
    assert (found.code, found.values["order"]) == ("E-WL-ORDER-OPEN", "WO-2")


@pytest.mark.parametrize("has_stipend", [True, False])
def test_a_stipend_is_begun_once_and_ended_once(*, has_stipend: bool) -> None:
    enrol, remove = DEFINITIONS[T.STIPEND_ENROL], DEFINITIONS[T.STIPEND_REMOVE]
    assert bool(person_refusals(enrol, has_stipend=has_stipend, is_active=True)) is has_stipend
    assert bool(person_refusals(remove, has_stipend=has_stipend, is_active=True)) is not has_stipend
    assert person_refusals(DEFINITIONS[T.ASSIGN], has_stipend=has_stipend, is_active=False)
