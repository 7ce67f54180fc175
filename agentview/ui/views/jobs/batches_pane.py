"""The batches: the list, the chosen one beside it, and what is done about it (S-20)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from agentview.contract.batches import (
    IGNORE,
    READ,
    REPROCESS,
    BatchActed,
    BatchAt,
    BatchDetail,
    BatchRecordRow,
    BatchRef,
    BatchRow,
    IgnoreRequest,
)
from agentview.contract.hardware import BatchCommand, BatchStatus
from agentview.contract.op import Message
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal
from agentview.core.file_name import plain_name
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.local_format import count_text, fraction_text
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import HARDWARE_ORDER, Desk, Target
from agentview.ui.texts.batch import batch_chip, kind_word
from agentview.ui.views.jobs.batch_list import BatchListFilter, BatchView, batch_list
from agentview.ui.views.jobs.file_dialog import FileDialog
from agentview.ui.views.jobs.file_presenter import FileDownload
from agentview.ui.views.jobs.records_part import RecordsPart
from agentview.ui.views.jobs.words import clock_text

VIEW, DOWNLOAD = "view", "download"


def _commands() -> tuple[RecordCommand, ...]:
    translate = QCoreApplication.translate
    return (
        RecordCommand(BatchCommand.REPROCESS.value, lambda: translate("Jobs", "Reprocess"), "R", "refresh"),
        RecordCommand(VIEW, lambda: translate("Jobs", "View file"), "V", "eye"),
        RecordCommand(DOWNLOAD, lambda: translate("Jobs", "Download"), "D", "download"),
        RecordCommand(BatchCommand.IGNORE.value, lambda: translate("Jobs", "Mark ignored"), "I", "close"),
    )


class BatchesPane(RecordPane[BatchListFilter, BatchRow, BatchDetail]):
    """Files to and from partners. Enter goes to the records of the chosen one."""

    power = None
    list_share = 0.64

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        translate = QCoreApplication.translate
        nothing = StateText(
            translate("Jobs", "No batch chosen"),
            translate("Jobs", "Choose one in the list to see its records, and what was wrong with it."),
        )
        self.records = RecordsPart(desk)
        super().__init__(desk, batch_list(desk), _commands(), nothing)
        self.download = FileDownload(desk, self._on_saved, self._on_not_saved)
        self.records.opened.connect(self._on_record)

    def show_batch(self, batch_id: int) -> None:
        """Shows a batch, whether it is in the list or not."""
        self.list.select(batch_id)
        self.presenter.choose(batch_id)

    def close_down(self) -> None:
        """Stops reading and hearing."""
        self.download.stop()
        self.records.close_down()
        super().close_down()

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> BatchDetail:
        return gateway.call(READ, BatchRef(batch_id=record_id))

    def _shown(self, detail: BatchDetail) -> None:
        row = detail.row
        template = QCoreApplication.translate("Jobs", "Batch {number}")
        title = template.replace("{number}", str(row.batch_id))
        line = " \u00b7 ".join(
            part for part in (kind_word(row.kind), row.partner_name, row.file_name) if part
        )
        self.side.show_record(title, line, self._facts(detail), batch_chip(row.status))
        self.records.show_batch(detail)
        self.list.presenter.update(row)

    def _main(self) -> QWidget | None:
        return self.records

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            BatchCommand.REPROCESS.value: self._reprocess,
            VIEW: self._view,
            DOWNLOAD: self._download,
            BatchCommand.IGNORE.value: self._ignore,
        }

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if detail is None:
            return None
        if name in (VIEW, DOWNLOAD):
            missing = (RefusalInfo(code="E-BATCH-NO-FILE"),) if detail.size is None else ()
            return cause_text(self._desk.texts, missing)
        return cause_text(self._desk.texts, _against(detail, name))

    @Slot(object)
    def _on_opened(self, row: BatchRow) -> None:
        self._on_chosen(row)
        self.records.take_focus()

    @Slot()
    def _on_empty(self) -> None:
        self.list.presenter.choose_view(BatchView.ALL.value)

    # What is done

    def _reprocess(self) -> None:
        detail, translate = self.presenter.detail, QCoreApplication.translate
        if detail is None:
            return
        text = DialogText(
            translate("Jobs", "Reprocess batch {number}?").replace("{number}", str(detail.row.batch_id)),
            translate("Jobs", "Reprocess"),
            translate("Jobs", "Leave it"),
            translate("Jobs", "Asking..."),
            translate(
                "Jobs", "The file {name} is taken from its start with the next run, as it is kept."
            ).replace("{name}", detail.row.file_name),
        )
        dialog = AskDialog(self, self._desk, text, (REPROCESS, _at(detail)))
        dialog.sent.connect(self._on_reprocessed)
        dialog.open()

    def _ignore(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self.open_form(
                ignore_form(detail), QCoreApplication.translate("Jobs", "Ignored batch {name}"), _named
            )

    def _view(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            FileDialog(self, self._desk, detail).open()

    def _download(self) -> None:
        detail = self.presenter.detail
        if detail is None:
            return
        chooser = QFileDialog(self, QCoreApplication.translate("Jobs", "Save the file of the batch"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.selectFile(plain_name(detail.row.file_name))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self.save)
        chooser.open()

    @Slot(str)
    def save(self, name: str) -> None:
        """Fetches the file of the chosen batch and writes it here."""
        detail = self.presenter.detail
        if detail is not None:
            self.download.start(detail, Path(name))

    @Slot(object)
    def _on_reprocessed(self, acted: BatchActed) -> None:
        said = QCoreApplication.translate("Jobs", "Batch {number} is taken again with the next run")
        self._desk.toasts.say(said.replace("{number}", str(acted.batch_id)))
        self.list.presenter.reload()
        self.presenter.read()

    def _on_saved(self, path: Path) -> None:
        self._desk.toasts.say(QCoreApplication.translate("Jobs", "Saved {name}").replace("{name}", path.name))

    def _on_not_saved(self, error: Exception) -> None:
        self._desk.toasts.fail(self._desk.texts.report(error).text.sentences)

    @Slot(object)
    def _on_record(self, row: BatchRecordRow) -> None:
        """Enter on a record opens its order."""
        translate = QCoreApplication.translate
        if row.order_id is None:
            self._desk.toasts.fail(translate("Jobs", "This record belongs to no order"))
        elif not self._desk.shell.open_target(Target(HARDWARE_ORDER, row.order_id, row.order)):
            self._desk.toasts.fail(
                translate("Jobs", "None of your areas opens {order}").replace("{order}", row.order)
            )

    # What is shown

    def _facts(self, detail: BatchDetail) -> tuple[Fact, ...]:
        translate, row = QCoreApplication.translate, detail.row
        counts = translate("Jobs", "{records} (OK {ok}, errors {errors}, duplicates {duplicates})")
        for name, number in (
            ("records", row.records),
            ("ok", row.ok),
            ("errors", row.errors),
            ("duplicates", row.duplicates),
        ):
            counts = counts.replace(f"{{{name}}}", count_text(number))
        facts = [Fact(translate("Jobs", "Records"), counts)]
        if row.status is BatchStatus.VALIDATED:
            facts.append(
                Fact(translate("Jobs", "Applied"), f"{count_text(row.settled)} / {count_text(row.records)}")
            )
        if row.error is not None and not detail.report:
            reason = self._desk.texts.refusal(Refusal(row.error)).sentences
            facts.append(Fact(translate("Jobs", "Failed because"), reason))
        optional = (
            (translate("Jobs", "Ignored because"), detail.ignore_reason or ""),
            (translate("Jobs", "Name at the sender"), self._other_name(detail)),
            (translate("Jobs", "Size"), "" if detail.size is None else _size(detail.size)),
        )
        return (*facts, *(Fact(label, value) for label, value in optional if value), *self._moments(detail))

    def _other_name(self, detail: BatchDetail) -> str:
        name = detail.external_file_name or ""
        return "" if name == detail.row.file_name else name

    def _moments(self, detail: BatchDetail) -> tuple[Fact, ...]:
        translate = QCoreApplication.translate
        known = (
            (translate("Jobs", "Sent"), detail.sent_at),
            (translate("Jobs", "Received"), detail.received_at),
            (translate("Jobs", "Processed"), detail.row.processed_at),
        )
        return tuple(Fact(label, clock_text(at, self._desk.zone)) for label, at in known if at is not None)


def ignore_form(batch: BatchDetail) -> RecordForm:
    """Say that a failed batch needs nothing more, and why."""
    translate = QCoreApplication.translate
    batch_id = batch.row.batch_id

    def request(shown: BatchDetail, values: Values) -> Message:
        at = {"batch_id": shown.row.batch_id, "version": shown.row.version}
        return IgnoreRequest.model_validate({**at, **values})

    def read(gateway: Gateway) -> BatchDetail:
        return gateway.call(READ, BatchRef(batch_id=batch_id))

    text = DialogText(
        translate("Jobs", "Mark batch {number} ignored?").replace("{number}", str(batch_id)),
        translate("Jobs", "Mark ignored"),
        translate("Jobs", "Leave it"),
        translate("Jobs", "Saving..."),
        translate("Jobs", "Nothing of the file was used, and nothing will be; its case ends."),
        is_dangerous=True,
    )
    reason = Field("reason", translate("Jobs", "Reason"), FieldKind.NOTE, required=True, most_chars=10_000)
    spec = FormSpec(
        f"batch:{batch_id}:ignore",
        IGNORE,
        request,
        read=read,
        against=lambda now: _against(now, BatchCommand.IGNORE.value),
    )
    return RecordForm(batch, spec, text, (reason,), {})


def _against(detail: BatchDetail, command: str) -> tuple[RefusalInfo, ...]:
    return next((state.refusals for state in detail.commands if state.command == command), ())


def _at(detail: BatchDetail) -> BatchAt:
    return BatchAt(batch_id=detail.row.batch_id, version=detail.row.version)


def _named(acted: BatchActed) -> tuple[int | None, str]:
    return None, str(acted.batch_id)


def _size(size: int) -> str:
    kib = 1024
    if size < kib:
        return f"{count_text(size)} B"
    return (
        f"{fraction_text(size / kib, 0)} KiB"
        if size < kib * kib
        else f"{fraction_text(size / kib / kib, 1)} MiB"
    )
