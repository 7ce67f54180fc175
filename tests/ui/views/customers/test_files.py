"""The files of a customer on the screen: listed, saved as a copy, never opened."""

import hashlib
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from agentview.contract.attachments import Attachment, Attachments, Begun, Part, ReadRequest
from agentview.contract.op import Nothing
from agentview.core.errors import Refusal, Rejected
from agentview.core.power import Role
from agentview.ui.kit.a11y import nameless
from agentview.ui.views.customers.attachment_words import size_word, type_word
from agentview.ui.views.customers.section_files import FilesSection
from tests.ui.fake_desk import NOON
from tests.ui.views.customers.builders import HOSTILE, answers
from tests.ui.views.customers.conftest import OpenScreen, Screen
from tests.ui.views.provisioning.builders import FakeGateway, shell_of, toasts_of
from tests.ui.views.provisioning.conftest import shown_texts

CONTENT = b"a letter in two parts"


def file(**more: object) -> Attachment:
    values: dict[str, Any] = {
        "attachment_id": 4,
        "account_id": 5,
        "name": "letter.pdf",
        "media_type": "application/pdf",
        "size": len(CONTENT),
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
        "parts": 2,
        "by": "Mei Chen",
        "at": NOON,
        **more,
    }
    return Attachment(**values)


def part(request: ReadRequest) -> Part:
    content = CONTENT[:10] if not request.number else CONTENT[10:]
    return Part(number=request.number, content=content)


def opened(open_screen: OpenScreen, *files: Attachment, role: Role = Role.CSA) -> tuple[Screen, FilesSection]:
    gateway = FakeGateway(
        {
            **answers(),
            "attachments.list": lambda _request: Attachments(attachments=files),
            "attachments.read": part,
        }
    )
    screen = open_screen(gateway=gateway, roles=(role,))
    screen.section("files")
    section = screen.page.section("files")
    assert isinstance(section, FilesSection)
    return screen, section


def test_files_are_listed_with_what_they_are_and_who_attached_them(open_screen: OpenScreen) -> None:
    _screen, section = opened(open_screen, file(name=HOSTILE[:120]), file(attachment_id=3))
    shown = shown_texts(section.widget)
    assert HOSTILE[:120] in shown
    assert any("PDF document" in text and "Mei Chen" in text for text in shown)
    assert nameless(section.widget) == []


def test_a_copy_is_written_as_a_whole(open_screen: OpenScreen, tmp_path: Path) -> None:
    screen, section = opened(open_screen, file())
    section.save(section.cards[0].file, tmp_path / "copy.pdf")
    screen.settle()
    assert (tmp_path / "copy.pdf").read_bytes() == CONTENT
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".copy")] == []
    assert toasts_of(screen.desk).said == ["Saved copy.pdf"]


def test_a_copy_that_arrives_damaged_is_not_written(open_screen: OpenScreen, tmp_path: Path) -> None:
    screen, section = opened(open_screen, file(sha256="0" * 64))
    section.save(section.cards[0].file, tmp_path / "copy.pdf")
    screen.settle()
    assert not (tmp_path / "copy.pdf").exists()
    [(error, _doing)] = shell_of(screen.desk).errors
    assert isinstance(error, Rejected)
    assert error.code == "E-FILE-DAMAGED"


def test_a_file_can_be_dropped(open_screen: OpenScreen, tmp_path: Path) -> None:
    screen, section = opened(open_screen)
    screen.gateway.answers |= {
        "attachments.begin": lambda _request: Begun(attachment_id=9, name="x", part_size=99, parts=1),
        "attachments.put_part": lambda _request: Nothing(),
        "attachments.finish": lambda _request: file(attachment_id=9),
    }
    path = tmp_path / "scan.png"
    path.write_bytes(b"x")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(1, 1),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    section.picker.dropEvent(drop)
    screen.settle()
    assert [one.name for one in screen.gateway.sent("attachments.begin")] == ["scan.png"]
    assert toasts_of(screen.desk).said == ["Attached letter.pdf"]


def test_what_fails_while_it_is_sent_is_said_and_nothing_is_attached(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    def refusing(_request: object) -> Begun:
        raise Rejected(Refusal("E-FILE-TOO-LARGE", values={"name": "x.bin", "most_mb": 25}))

    screen, section = opened(open_screen)
    screen.gateway.answers["attachments.begin"] = refusing
    path = tmp_path / "x.bin"
    path.write_bytes(b"x")
    section.picker.take(path)
    screen.settle()
    assert any("x.bin is larger than 25 MB" in text for text in shown_texts(section.picker))
    assert section.picker.button.isEnabled()


def test_who_may_not_write_notes_attaches_nothing(open_screen: OpenScreen) -> None:
    _screen, section = opened(open_screen, role=Role.AUDITOR)
    assert not section.picker.isVisibleTo(section.widget)
    assert "No files yet." in shown_texts(section.widget)


def test_sizes_and_kinds_have_words() -> None:
    assert [size_word(size) for size in (5, 2048, 3 * 1024 * 1024)] == [
        "5\u00a0B",
        "2\u00a0KB",
        "3.0\u00a0MB",
    ]
    assert type_word("application/x-msdownload") == "Program for Windows: take care"
    assert type_word("application/whatever") == "Unknown kind of file"
