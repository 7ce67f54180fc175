"""A whole site: server and worker as processes of their own, partners on an SFTP server, people at desks."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread
from typing import TypeVar

from sqlalchemy import select

from agentview.contract import hardware_admin, jobs
from agentview.contract.enrolment_catalogue import (
    EDIT_PROGRAMME,
    PROGRAMMES,
    EditProgrammeRequest,
    ProgrammesRequest,
)
from agentview.contract.op import Nothing
from agentview.core.clock import SystemClock
from agentview.gateway.port import Gateway
from agentview.gateway.remote import RemoteGateway
from agentview.models.customer import Account
from agentview.models.database import Database, Stamp
from agentview.services.search.index import index_account
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from agentview.ui.kit.appearance import AppearanceKeeper
from tests.adaptors.exchange.sftp_server import Server
from tests.build import START, password_of
from tests.scenarios.furniture import furnished
from tests.scenarios.ordering_hardware import run_now
from tests.scenarios.partner import Partner, enrolment_answers
from tests.scenarios.phone_desk import PhoneDesk

ROOT = Path(__file__).parents[2]
PAUSED = ("sales_order_dispatch", "device_enrolment_request", "device_enrolment_response")
"""Jobs that go by the clock: back office starts them by hand here, so that no run of theirs comes between."""

PARTNERS = ("sydney", "melbourne", "fruit")
"""Who has folders on the SFTP server."""

START_SECONDS = 120
"""How long a process may take to say that it is ready, on a computer that has other things to do."""


P = TypeVar("P", bound="Place")
S = TypeVar("S", bound="Site")


class Process:
    """A process of AgentView; what it writes is kept."""

    def __init__(self, arguments: list[str], environment: Mapping[str, str]) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "agentview", *arguments],
            cwd=ROOT,
            env={**os.environ, **environment},
            stderr=subprocess.PIPE,
            text=True,
        )
        self.written: list[str] = []
        self._has_more = Condition()
        self._listening = Thread(target=self._listen)
        self._listening.start()

    def said(self, event: str) -> str:
        """Wait for an event, and return its line."""
        with self._has_more:
            found = self._has_more.wait_for(lambda: self._lines_of(event), START_SECONDS)
        assert found, f"{event} never came: {''.join(self.written)}"
        return found[0]

    def stop(self) -> None:
        """Ask it to end, and see that it went without a fault."""
        self._process.terminate()
        self._end()
        faults = [line for line in self.written if line.startswith(("ERROR", "CRITICAL"))]
        assert not faults, "".join(faults)

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._end()

    def _end(self) -> None:
        self._process.wait(30)
        self._listening.join()
        if self._process.stderr is not None:
            self._process.stderr.close()

    def _listen(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            with self._has_more:
                self.written.append(line)
                self._has_more.notify_all()

    def _lines_of(self, event: str) -> list[str]:
        return [line for line in self.written if f" {event} " in line]


@dataclass(kw_only=True)
class Place:
    """The processes and the people of one test."""

    url: str
    database: Database
    keeper: AppearanceKeeper
    folder: Path
    stack: ExitStack
    desks: list[PhoneDesk] = field(default_factory=list)

    def seat(self, username: str) -> PhoneDesk:
        """Put up a desk, and let somebody sign in at it."""
        folder = self.folder / f"desk-{len(self.desks) + 1}"
        gateway = self.stack.enter_context(closing(RemoteGateway(self.url)))
        desk = furnished(gateway, SystemClock(), self.keeper, folder, self.database, "server")
        self.desks.append(desk)
        desk.sign_in(username, password_of(username))
        return desk

    @contextmanager
    def gateway(self, username: str) -> Iterator[Gateway]:
        """Give the services to somebody who needs no desk."""
        with closing(RemoteGateway(self.url)) as gateway:
            gateway.sign_in(username, password_of(username))
            yield gateway

    def clear(self) -> None:
        """Close every window; what was going on is ended first."""
        for desk in self.desks:
            desk.window.close()
            desk.runner.close()

    def forget(self) -> None:
        """Let go of the windows."""
        for desk in self.desks:
            desk.window.deleteLater()

    def pause(self, *names: str) -> None:
        """Let jobs run by hand alone, as back office does."""
        with self.gateway("harbour_back") as gateway:
            for job in names:
                gateway.call(jobs.PAUSE, jobs.JobRef(job=job))


@dataclass(kw_only=True)
class Site(Place):
    """A place with partners who get and send files."""

    sydney: Partner
    melbourne: Partner
    fruit: Partner

    def connect(self) -> None:
        """Tell the program where its partners are, as an administrator does."""
        places = {"SYD": self.sydney.address, "MEL": self.melbourne.address}
        with self.gateway("harbour_admin") as gateway:
            for row in gateway.call(hardware_admin.WAREHOUSES, Nothing()).rows:
                if row.fields.code in places:
                    fields = row.fields.model_copy(update={"exchange_url": places[row.fields.code]})
                    wanted = hardware_admin.SaveWarehouseRequest(
                        warehouse_id=row.warehouse_id, version=row.version, fields=fields
                    )
                    gateway.call(hardware_admin.SAVE_WAREHOUSE, wanted)
            (programme,) = gateway.call(PROGRAMMES, ProgrammesRequest()).rows
            gateway.call(
                EDIT_PROGRAMME,
                EditProgrammeRequest(
                    programme_id=programme.programme_id,
                    version=programme.version,
                    name=programme.name,
                    organisation_ref=programme.organisation_ref,
                    exchange_url=self.fruit.address,
                ),
            )
        self.pause(*PAUSED)

    def require_fraud_check(self) -> None:
        """Have every delivery checked for fraud, as an administrator does (R-HW-08)."""
        with self.gateway("harbour_admin") as gateway:
            seen = gateway.call(hardware_admin.SETTING, Nothing())
            fields = seen.fields.model_copy(update={"is_fraud_check_required": True})
            wanted = hardware_admin.SaveSettingRequest(version=seen.version, fields=fields)
            gateway.call(hardware_admin.SAVE_SETTING, wanted)

    def answer_programme(self, desk: PhoneDesk, request_type: str) -> None:
        """Send what waits for the programme, which agrees to all of it, and take its answers in."""
        run_now(desk, "device_enrolment_request")
        for kind, name, content in enrolment_answers(self.fruit.take()):
            assert kind == request_type
            self.fruit.put(name, content)
        run_now(desk, "device_enrolment_response")


@contextmanager
def opened(url: str, sftp: Server, keeper: AppearanceKeeper, folder: Path) -> Iterator[Site]:
    """Start the server and the worker on a database, and connect partners; all ends without a fault."""
    with opened_as(Site, Site.connect, url, sftp, keeper, folder) as site:
        yield site


@contextmanager
def opened_as(
    made: Callable[..., S],
    prepare: Callable[[S], None],
    url: str,
    sftp: Server,
    keeper: AppearanceKeeper,
    folder: Path,
) -> Iterator[S]:
    """Start a site of a kind; `prepare` sets up what is served before the worker starts."""
    with ExitStack() as stack:
        partners = {name: stack.enter_context(closing(Partner(sftp, name))) for name in PARTNERS}

        def at(address: str, database: Database) -> S:
            return made(url=address, database=database, keeper=keeper, folder=folder, stack=stack, **partners)

        environment = {"AGENTVIEW_EXCHANGE_SETTLED_SECONDS": "0"}
        with running(url, sftp.keys.parent, folder, at, prepare, environment) as site:
            yield site


@contextmanager
def running(
    url: str,
    data: Path,
    folder: Path,
    made: Callable[[str, Database], P],
    prepare: Callable[[P], None],
    more: Mapping[str, str],
) -> Iterator[P]:
    """Start the server, prepare what it serves, and start the worker; both end without a fault."""
    environment = {"AGENTVIEW_DATA_FOLDER": str(data), "AGENTVIEW_LOG_FOLDER": str(folder / "log"), **more}
    with ExitStack() as stack:
        database = stack.enter_context(closing(Database(url)))
        _make_findable(database)
        server = Process(["serve", "--database", url, "--port", "0"], environment)
        stack.callback(server.kill)
        port = server.said("server.listening").split("port=")[1].split()[0]
        place = made(f"http://127.0.0.1:{port}", database)
        prepare(place)
        worker = Process(["work", "--database", url], environment)
        stack.callback(worker.kill)
        worker.said("jobs.started")
        yield place
        place.clear()
        worker.stop()
        server.stop()


def _make_findable(database: Database) -> None:
    with database.write(Stamp("test", START)) as session:
        unit = Unit(session, NOBODY, START)
        for account in session.scalars(select(Account)):
            index_account(unit, account)
