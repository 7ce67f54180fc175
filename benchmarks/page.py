"""A page of the queue: in process against the bare driver, over HTTP against an empty call."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import requests

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.provisioning import QUEUE, QueuePage, QueueRequest
from agentview.core.caller import Caller
from agentview.gateway.embedded import Embedded
from agentview.services.session.caller import caller_named
from benchmarks.bare import Statement, bare_reader, statements_of
from benchmarks.figures import Line, alternate, compared
from benchmarks.places import ENGINES, Places
from benchmarks.population import agent
from benchmarks.server import EMPTY, issue_token, served

IN_PROCESS_MOST = 3.5
OVER_HTTP_MOST = 1.5


def caller_at(embedded: Embedded, username: str) -> Caller:
    """Return a person as the caller of operations."""
    with embedded.database.read() as session:
        caller = caller_named(session, username)
    if caller is None:
        raise LookupError(username)
    return caller


def reader(embedded: Embedded, request: QueueRequest) -> Callable[[], QueuePage]:
    """Return a call that reads a page in process."""
    caller = caller_at(embedded, agent(1))
    return lambda: embedded.dispatcher.run(caller, QUEUE, request)


def page_statement_of(embedded: Embedded, request: QueueRequest) -> Statement:
    """Return the joined statement of a page as the driver gets it."""
    sent = statements_of(embedded.database, reader(embedded, request))
    return next(statement for statement in sent if "provisioning_task" in statement[0])


def in_process(places: Places, tasks: int, rounds: int) -> list[Line]:
    """Compare a page of 100 rows in process with its floor."""
    return [line for engine in ENGINES for line in _in_process(places, engine, tasks, rounds)]


def _in_process(places: Places, engine: str, tasks: int, rounds: int) -> Iterator[Line]:
    request = QueueRequest()
    with places.embedded(engine, tasks) as embedded, bare_reader(embedded.database) as bare:
        statement = page_statement_of(embedded, request)
        if len(bare(statement)) != request.limit:
            raise ValueError("the page is not full")
        found = alternate({"floor": lambda: bare(statement), "page": reader(embedded, request)}, rounds)
    yield Line(f"{engine}: bare driver", str(found["floor"]))
    yield compared(f"{engine}: in process", found["page"], found["floor"].median, IN_PROCESS_MOST)


def over_http(places: Places, tasks: int, rounds: int) -> list[Line]:
    """Compare a page over HTTP with an empty call and the page in process.

    The server has a process of its own. The client keeps its connection, as the desktop does, and takes the
    answer's bytes; what reading them costs is a line of its own.
    """
    return [line for engine in ENGINES for line in _over_http(places, engine, tasks, rounds)]


def _over_http(places: Places, engine: str, tasks: int, rounds: int) -> Iterator[Line]:
    request = QueueRequest()
    with places.embedded(engine, tasks) as embedded:
        issued = issue_token(embedded.database, agent(1))
        with served(places.url(engine, tasks)) as url, _client(url, issued) as post:
            answer = post(QUEUE, request)
            calls: dict[str, Callable[[], object]] = {
                "empty": lambda: post(EMPTY, Nothing()),
                "in process": reader(embedded, request),
                "page": lambda: post(QUEUE, request),
                "reading": lambda: QueuePage.model_validate_json(answer),
            }
            found = alternate(calls, rounds)
    most = found["empty"].median + OVER_HTTP_MOST * found["in process"].median
    ratio = (found["page"].median - found["empty"].median) / found["in process"].median
    limit = f"empty + {OVER_HTTP_MOST} x in process = {most:.2f} ms"
    yield Line(f"{engine}: empty call over HTTP", str(found["empty"]))
    yield Line(f"{engine}: in process", str(found["in process"]))
    yield Line(
        f"{engine}: page over HTTP", str(found["page"]), f"{ratio:.2f}", limit, found["page"].median <= most
    )
    yield Line(f"{engine}: the client reads the {len(answer) // 1024} KB", str(found["reading"]))


@contextmanager
def _client(url: str, token: str) -> Iterator[Callable[..., bytes]]:
    with requests.Session() as session:
        session.trust_env = False
        session.headers.update({"Authorization": f"Bearer {token}", "Content-Type": "application/json"})

        def post(op: Op[Message, Message], request: Message) -> bytes:
            answer = session.post(url + op.path, data=request.model_dump_json().encode(), timeout=20)
            answer.raise_for_status()
            return answer.content

        yield post
