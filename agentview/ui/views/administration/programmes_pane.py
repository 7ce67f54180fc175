"""The enrolment programmes and agreements: each a list with its record, and what an administrator does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from agentview.contract.enrolment_catalogue import (
    AGREEMENT,
    PROGRAMME,
    PROGRAMMES,
    AgreementChanged,
    AgreementRef,
    AgreementRow,
    AgreementsFilter,
    ProgrammeChanged,
    ProgrammeRef,
    ProgrammeRow,
    Programmes,
    ProgrammesFilter,
    ProgrammesRequest,
)
from agentview.gateway.port import Gateway
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import Desk
from agentview.ui.views.administration.catalogue_words import NOTHING
from agentview.ui.views.administration.programme_forms import (
    create_agreement_form,
    create_programme_form,
    edit_agreement_form,
    edit_programme_form,
)
from agentview.ui.views.administration.programme_list import (
    AGREEMENT_SPEC,
    PROGRAMME_SPEC,
    events_word,
    programme_chip,
)
from agentview.ui.views.administration.words import full_moment

EDIT, CREATE = "edit", "create"
_MOST_PROGRAMMES = 200


class ProgrammesPane(RecordPane[ProgrammesFilter, ProgrammeRow, ProgrammeRow]):
    """Programmes with what uses them."""

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        translate = QCoreApplication.translate
        nothing = StateText(
            translate("Programmes", "No programme chosen"),
            translate("Programmes", "Choose one in the list to see its events and where its files go."),
        )
        edit = RecordCommand(EDIT, lambda: translate("Programmes", "Edit programme"), "E", "edit")
        create = RecordCommand(
            CREATE, lambda: translate("Programmes", "New programme"), "N", "plus", needs_record=False
        )
        super().__init__(desk, PROGRAMME_SPEC, (edit, create), nothing)

    def _read(self, gateway: Gateway, record_id: int) -> ProgrammeRow:
        return gateway.call(PROGRAMME, ProgrammeRef(programme_id=record_id))

    def _shown(self, detail: ProgrammeRow) -> None:
        translate, zone = QCoreApplication.translate, self._desk.zone
        facts = (
            Fact(translate("Programmes", "Code"), detail.code, can_copy=True),
            Fact(translate("Programmes", "Organisation"), detail.organisation_ref or NOTHING),
            Fact(translate("Programmes", "Exchange address"), detail.exchange_url or NOTHING),
            Fact(translate("Programmes", "Events"), events_word(detail)),
            Fact(translate("Programmes", "Products"), count_text(detail.products)),
            Fact(translate("Programmes", "Agreements"), count_text(detail.agreements)),
            Fact(translate("Programmes", "Devices that wait"), count_text(detail.waiting)),
            Fact(
                translate("Programmes", "Changed"),
                f"{full_moment(detail.changed_at, zone)}, {detail.changed_by}",
            ),
        )
        self.side.show_record(detail.name, detail.code, facts, programme_chip(detail))

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {EDIT: self._edit, CREATE: self._create}

    def _edit(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            saved = QCoreApplication.translate("Programmes", "Saved {name}")
            self.open_form(edit_programme_form(detail), saved, _programme)

    def _create(self) -> None:
        added = QCoreApplication.translate("Programmes", "Added {name}")
        self.open_form(create_programme_form(), added, _programme)


class AgreementsPane(RecordPane[AgreementsFilter, AgreementRow, AgreementRow]):
    """Agreements of accounts with programmes."""

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        translate = QCoreApplication.translate
        nothing = StateText(
            translate("Programmes", "No agreement chosen"),
            translate("Programmes", "Choose one in the list to see its organisation."),
        )
        edit = RecordCommand(EDIT, lambda: translate("Programmes", "Edit agreement"), "E", "edit")
        create = RecordCommand(
            CREATE, lambda: translate("Programmes", "New agreement"), "N", "plus", needs_record=False
        )
        super().__init__(desk, AGREEMENT_SPEC, (edit, create), nothing)

    def _read(self, gateway: Gateway, record_id: int) -> AgreementRow:
        return gateway.call(AGREEMENT, AgreementRef(agreement_id=record_id))

    def _shown(self, detail: AgreementRow) -> None:
        translate, zone = QCoreApplication.translate, self._desk.zone
        facts = (
            Fact(translate("Programmes", "Account number"), detail.account_no, can_copy=True),
            Fact(translate("Programmes", "Organisation"), detail.organisation_ref, can_copy=True),
            Fact(translate("Programmes", "Devices"), count_text(detail.devices)),
            Fact(
                translate("Programmes", "Changed"),
                f"{full_moment(detail.changed_at, zone)}, {detail.changed_by}",
            ),
        )
        self.side.show_record(detail.customer, detail.programme, facts, None)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {EDIT: self._edit, CREATE: self._create}

    def _edit(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            saved = QCoreApplication.translate("Programmes", "Saved {name}")
            self.open_form(edit_agreement_form(detail), saved, _agreement)

    def _create(self) -> None:
        active = ProgrammesRequest(filter=ProgrammesFilter(is_active=True), limit=_MOST_PROGRAMMES)
        self.read_then(lambda gateway: gateway.call(PROGRAMMES, active), self._offer)

    def _offer(self, found: Programmes) -> None:
        added = QCoreApplication.translate("Programmes", "Added the agreement {name}")
        self.open_form(create_agreement_form(found.rows), added, _agreement)


def _programme(changed: ProgrammeChanged) -> tuple[int | None, str]:
    return changed.programme_id, changed.name


def _agreement(changed: AgreementChanged) -> tuple[int | None, str]:
    return changed.agreement_id, changed.organisation_ref
