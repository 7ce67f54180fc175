"""The wireless world of the tests is as its names say."""

from agentview.core.serial import is_serial
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from tests import wireless_world as world
from tests.fixtures.backend import Backend


def test_the_world_stands_on_each_database_and_new_rows_go_on_after_it(local_backend: Backend) -> None:
    world.furnish(local_backend)
    line = world.row_of(local_backend, WirelessLine, world.WORKER_LINE)
    device = world.row_of(local_backend, WirelessDevice, world.WORKER_PHONE)
    assert (line["employee_id"], device["line_id"]) == (world.WORKER, world.WORKER_LINE)
    with local_backend.database.write(world.STAMP) as session:
        values = {**line, "id": None, "number": "+61495550199"}
        made = WirelessLine(**{name: value for name, value in values.items() if name != "row_version"})
        session.add(made)
        session.flush()
        assert made.id > world.ALPINE_LINE


def test_its_people_sign_in_on_their_company_alone(local_backend: Backend) -> None:
    world.furnish(local_backend)
    for username in world.PEOPLE:
        assert local_backend.gateway(username) is not None


def test_its_numbers_are_valid() -> None:
    assert is_serial("IMEI", world.imei(7))
    assert is_serial("ICCID", world.iccid(7))
