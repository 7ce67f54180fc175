"""Files on a customer's account: in parts, whole or not at all, for the own provider alone."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from agentview.contract import attachments as contract
from agentview.contract.attachments import LARGEST, PART_SIZE
from agentview.contract.op import Op
from agentview.core.errors import AgentViewError, Denied, NotFound
from agentview.models.attachment import Attachment, AttachmentPart
from agentview.models.trail import AuditEntry
from agentview.services.attachments.media import media_type
from agentview.services.attachments.rules import length_of, parts_of, size_refusals
from tests import build
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 10


@pytest.fixture
def working(backend: Backend) -> Working:
    return Working(backend)


def begun(working: Working, content: bytes, name: str = "letter.pdf", **more: object) -> contract.Begun:
    request: dict[str, object] = {
        "account_id": build.MARLOW,
        "name": name,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return working.call("harbour_csa", contract.BEGIN, **{**request, **more})


def put(working: Working, file: contract.Begun, content: bytes) -> None:
    for number in range(file.parts):
        part = content[number * file.part_size : (number + 1) * file.part_size]
        request = {"attachment_id": file.attachment_id, "number": number, "content": part}
        working.call("harbour_csa", contract.PUT_PART, **request)


def attached(working: Working, content: bytes = PDF, name: str = "letter.pdf") -> contract.Attachment:
    file = begun(working, content, name)
    put(working, file, content)
    return working.call("harbour_csa", contract.FINISH, attachment_id=file.attachment_id)


def content_of(working: Working, username: str, file: contract.Attachment) -> bytes:
    return b"".join(
        working.call(username, contract.READ, attachment_id=file.attachment_id, number=number).content
        for number in range(file.parts)
    )


def test_a_file_is_attached_and_read_again(working: Working) -> None:
    content = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4096 * 2
    file = attached(working, content, "scan.txt")
    assert (file.parts, file.size, file.media_type) == (5, len(content), "image/png")
    assert content_of(working, "harbour_lead", file) == content
    seen = working.call("harbour_viewer", contract.LIST, account_id=build.MARLOW).attachments
    assert [(one.name, one.by) for one in seen] == [("scan.txt", "Harbour Csa")]
    with working.backend.database.read() as session:
        wanted = select(AuditEntry).where(AuditEntry.entity == "attachment").order_by(AuditEntry.id)
        entries = session.scalars(wanted).all()
    assert [(entry.action, entry.actor) for entry in entries] == [
        ("add", "Harbour Csa"),
        ("reveal", "Harbour Lead"),
    ], "each reading is written down once, however many parts"
    assert {(entry.new_value, entry.account_id) for entry in entries} == {("scan.txt", build.MARLOW)}


def test_d_36_a_file_over_the_limit_is_refused_before_it_is_sent(working: Working) -> None:
    asked = {"account_id": build.MARLOW, "name": "film.mov", "sha256": "0" * 64}
    error = working.refused("harbour_csa", contract.BEGIN, **asked, size=LARGEST + 1)
    assert error.code == "E-FILE-TOO-LARGE"
    assert error.values == {"name": "film.mov", "most_mb": 25}
    assert working.refused("harbour_csa", contract.BEGIN, **asked, size=0).code == "E-FILE-EMPTY"
    with working.backend.database.read() as session:
        assert session.scalars(select(func.count()).select_from(Attachment)).one() == 0


def test_the_limit_itself_is_allowed() -> None:
    assert size_refusals("x", LARGEST) == ()
    assert parts_of(LARGEST) == LARGEST // PART_SIZE
    assert [refusal.code for refusal in size_refusals("x", LARGEST + 1)] == ["E-FILE-TOO-LARGE"]
    assert [length_of(PART_SIZE + 1, number) for number in range(3)] == [PART_SIZE, 1, 0]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\nul", "_nul"), ("a\N{RIGHT-TO-LEFT OVERRIDE}b.pdf", "ab.pdf")],
)
def test_a_path_in_a_name_is_taken_out(working: Working, name: str, kept: str) -> None:
    assert begun(working, PDF, name).name == kept


def test_a_file_is_whole_or_not_there(working: Working) -> None:
    content = bytes(PART_SIZE + 5)
    file = begun(working, content)
    where = {"attachment_id": file.attachment_id}
    put_one = {**where, "number": 0, "content": content[:PART_SIZE]}
    working.call("harbour_csa", contract.PUT_PART, **put_one)
    missing = working.refused("harbour_csa", contract.FINISH, **where)
    assert (missing.code, missing.values) == ("E-FILE-INCOMPLETE", {"missing": 1, "parts": 2})
    for number, part in ((1, b"1234"), (1, b"123456"), (2, b"1")):
        wrong = {**where, "number": number, "content": part}
        assert working.refused("harbour_csa", contract.PUT_PART, **wrong).code == "E-FILE-PART"
    assert working.call("harbour_csa", contract.LIST, account_id=build.MARLOW).attachments == ()
    assert isinstance(working.refused("harbour_csa", contract.READ, **where), NotFound)


def test_a_file_that_arrives_damaged_is_not_kept(working: Working) -> None:
    file = begun(working, PDF, sha256="0" * 64)
    put(working, file, PDF)
    error = working.refused("harbour_csa", contract.FINISH, attachment_id=file.attachment_id)
    assert error.code == "E-FILE-DAMAGED"
    assert working.call("harbour_csa", contract.LIST, account_id=build.MARLOW).attachments == ()


def test_a_part_that_is_sent_again_takes_the_place_of_the_first(working: Working) -> None:
    file = begun(working, PDF)
    put(working, file, bytes(len(PDF)))
    put(working, file, PDF)
    kept = working.call("harbour_csa", contract.FINISH, attachment_id=file.attachment_id)
    assert content_of(working, "harbour_csa", kept) == PDF


def test_a_file_that_is_kept_takes_no_further_part(working: Working) -> None:
    file = attached(working)
    again = {"attachment_id": file.attachment_id, "number": 0, "content": PDF}
    assert isinstance(working.refused("harbour_csa", contract.PUT_PART, **again), NotFound)


def test_nobody_else_finishes_what_one_began(working: Working) -> None:
    file = begun(working, PDF)
    where = {"attachment_id": file.attachment_id}
    assert isinstance(working.refused("harbour_lead", contract.FINISH, **where), NotFound)
    part = {**where, "number": 0, "content": PDF}
    assert isinstance(working.refused("harbour_lead", contract.PUT_PART, **part), NotFound)


OPS: tuple[tuple[Op[Any, Any], dict[str, object]], ...] = (
    (contract.BEGIN, {"name": "x", "size": 1, "sha256": "0" * 64}),
    (contract.LIST, {}),
    (contract.PUT_PART, {"number": 0, "content": PDF}),
    (contract.FINISH, {}),
    (contract.READ, {}),
)


@pytest.mark.parametrize(("op", "more"), OPS, ids=lambda one: getattr(one, "name", ""))
def test_r_gen_10_another_provider_s_files_are_not_there(
    working: Working, op: Op[Any, Any], more: dict[str, object]
) -> None:
    kept = attached(working).attachment_id
    open_one = begun(working, PDF).attachment_id
    is_open = op in (contract.PUT_PART, contract.FINISH)
    subject = {"attachment_id": open_one if is_open else kept}
    if "account_id" in op.request.model_fields:
        subject = {"account_id": build.MARLOW}
    for stranger in ("alpine_csa", "alpine_lead", "meridian_prov"):
        error = working.refused(stranger, op, **subject, **more)
        assert isinstance(error, NotFound | Denied), (stranger, error)


def test_a_viewer_has_the_files_of_the_own_account_alone(working: Working) -> None:
    refused: AgentViewError = working.refused("harbour_viewer", contract.LIST, account_id=build.BRIGHT)
    assert isinstance(refused, NotFound)
    auditor = {"account_id": build.MARLOW, "name": "x", "size": 1, "sha256": "0" * 64}
    assert isinstance(working.refused("harbour_auditor", contract.BEGIN, **auditor), Denied)


def test_what_was_never_finished_is_forgotten_after_a_day(working: Working) -> None:
    put(working, begun(working, PDF), PDF)
    working.backend.clock.move(timedelta(hours=25))
    working.sign_in_again()
    fresh = begun(working, PDF)
    with working.backend.database.read() as session:
        assert list(session.scalars(select(Attachment.id))) == [fresh.attachment_id]
        assert session.scalars(select(func.count()).select_from(AttachmentPart)).one() == 0


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (b"MZ\x90\x00", "application/x-msdownload"),
        (b"PK\x03\x04rest", "application/zip"),
        (b"Guten Tag, \xc3\xa4", "text/plain"),
        (b"cut off \xc3", "text/plain"),
        (b"<script>alert(1)</script>", "text/plain"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"nul\x00text", "application/octet-stream"),
    ],
)
def test_what_a_file_is_stands_in_its_content(head: bytes, kind: str) -> None:
    assert media_type(head) == kind
