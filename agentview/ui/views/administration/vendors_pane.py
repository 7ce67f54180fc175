"""Vendors of wireless orders: the list, the chosen one, and what an administrator does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from agentview.contract.feed import Topic
from agentview.contract.op import Message, Nothing
from agentview.contract.wireless_vendors import (
    CHECK_VENDOR,
    LONGEST_REACTIVATION,
    SAVE_VENDOR,
    VENDORS,
    AdminVendor,
    SaveVendorRequest,
    VendorExchange,
    VendorRef,
)
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.plural import plural
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, FilterField, ListSpec, ListWords
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending, new_key
from agentview.ui.views.administration.catalogue_words import NOTHING
from agentview.ui.views.administration.connection_tests import ConnectionTests
from agentview.ui.views.administration.form_parts import choice, choices, draft, plain
from agentview.ui.views.administration.form_parts import text as dialog_text
from agentview.ui.views.administration.hardware_reading import FoundBy, at_once, one_of
from agentview.ui.views.administration.vendor_words import (
    exchange_sentence,
    exchange_word,
    vendor_chip,
    word,
)
from agentview.ui.views.administration.words import full_moment

EDIT, CREATE, CHECK = "edit", "create", "check_vendor"
_NAME = "NAME"


def vendor_of(gateway: Gateway, vendor_id: int) -> AdminVendor:
    """Read one vendor. Raises NotFound."""
    return one_of(gateway.call(VENDORS, Nothing()).rows, "vendor_id", vendor_id)


def vendor_form(row: AdminVendor | None) -> RecordForm:
    """A vendor, new or known."""

    def values_of(shown: AdminVendor) -> Values:
        return plain(shown.fields.model_dump(mode="json"))

    def request(shown: AdminVendor | None, values: Values) -> Message:
        at = {} if shown is None else {"vendor_id": shown.vendor_id, "version": shown.version}
        return SaveVendorRequest.model_validate({**at, "fields": dict(values)})

    def read(gateway: Gateway) -> AdminVendor:
        assert row is not None  # noqa: S101 - a new one is never read again
        return vendor_of(gateway, row.vendor_id)

    initial: Values = {
        "exchange": VendorExchange.BY_HAND.value,
        "exchange_url": "",
        "reactivation_limit_days": "30",
        "is_active": True,
    }
    words = word("New vendor"), word("Orders that are under way go on as they are.")
    text = dialog_text(words, None if row is None else row.fields.name, word("Add vendor"))
    key = draft("vendor", row.vendor_id if row else None)
    spec = FormSpec(key, SAVE_VENDOR, request, *((values_of, read) if row else ()))
    return RecordForm(row, spec, text, _form_fields(), initial if row is None else values_of(row))


class VendorsPane(RecordPane[FoundBy, AdminVendor, AdminVendor]):
    """Vendors, disabled ones too."""

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            word("No vendor chosen"), word("Choose one in the list to see how it is given orders.")
        )
        good = word("It can be given orders.")
        self._tests = ConnectionTests(desk, self, self._tested, good)
        commands = (
            RecordCommand(EDIT, lambda: word("Edit vendor"), "E", "edit"),
            RecordCommand(CHECK, lambda: word("Test connection"), "T", "refresh"),
            RecordCommand(CREATE, lambda: word("New vendor"), "N", "plus", needs_record=False),
        )
        super().__init__(desk, VENDOR_SPEC, commands, nothing)

    def _read(self, gateway: Gateway, record_id: int) -> AdminVendor:
        return vendor_of(gateway, record_id)

    def _shown(self, detail: AdminVendor) -> None:
        fields = detail.fields
        days = plural(word("1 day"), word("{count} days"), fields.reactivation_limit_days)
        facts = (
            Fact(word("Code"), fields.code, can_copy=True),
            Fact(word("Orders go out"), exchange_word(fields.exchange)),
            Fact(word("Address"), fields.exchange_url or NOTHING),
            Fact(word("Last test"), self._tests.told(detail.vendor_id)),
            Fact(word("Restores lines within"), days),
            Fact(word("Orders under way"), _under_way(detail)),
            Fact(word("Lines"), str(detail.line_count)),
            Fact(word("Changed"), f"{full_moment(detail.changed_at, self._desk.zone)}, {detail.changed_by}"),
        )
        self.side.show_record(fields.name, exchange_sentence(fields.exchange), facts, vendor_chip(detail))

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {EDIT: self._edit, CREATE: self._create, CHECK: self._check}

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if name == CHECK and detail is not None and detail.fields.exchange is VendorExchange.BY_HAND:
            return word("People place its orders: there is no connection to test.")
        return None

    def _edit(self) -> None:
        if self.presenter.detail is not None:
            self.open_form(vendor_form(self.presenter.detail), word("Saved {name}"), _saved)

    def _create(self) -> None:
        self.open_form(vendor_form(None), word("Added {name}"), _saved)

    def _check(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            at = VendorRef(vendor_id=detail.vendor_id)
            self._tests.begin(detail.vendor_id, Sending(CHECK_VENDOR, at, new_key()))

    def _tested(self, vendor_id: int) -> None:
        """Shows what became of a test, where that vendor is shown."""
        detail = self.presenter.detail
        if detail is not None and detail.vendor_id == vendor_id:
            self._shown(detail)


def _saved(saved: AdminVendor) -> tuple[int | None, str]:
    return saved.vendor_id, saved.fields.name


def _under_way(row: AdminVendor) -> str:
    if not row.sent_parts:
        return str(row.open_parts)
    told = word("{count}, of these {sent} were sent by AgentView")
    return told.replace("{count}", str(row.open_parts)).replace("{sent}", str(row.sent_parts))


def _form_fields() -> tuple[Field, ...]:
    return (
        Field("code", word("Code"), required=True, chars=16, most_chars=40),
        Field("name", word("Name"), required=True, most_chars=200),
        choice("exchange", word("How orders go out"), choices(VendorExchange, exchange_word)),
        Field(
            "exchange_url",
            word("Address"),
            help=word(
                "Files: file:///folder, with orders in its folder orders and answers in answers. HTTP: "
                "https://user@host/path, without a password: keys lie in the folder exchange-keys. By hand: "
                "leave it empty."
            ),
            most_chars=400,
        ),
        Field(
            "reactivation_limit_days",
            word("Restores lines within so many days"),
            help=word("After its disconnection a line can be restored for so long, {most} at most.").replace(
                "{most}", str(LONGEST_REACTIVATION)
            ),
            required=True,
            chars=6,
            most_chars=4,
        ),
        Field("is_active", word("Active: requests can choose it"), FieldKind.CHECK),
    )


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[AdminVendor]]:
    return (
        Column(
            "name",
            lambda: word("Vendor"),
            lambda row: row.fields.name,
            sort_key=_NAME,
            sample=lambda: "Southern Mobile",
            least=lambda: "Southern Mobile",
            stretch=True,
        ),
        Column("code", lambda: word("Code"), lambda row: row.fields.code, Kind.ID, sample=lambda: "SOUTHERN"),
        Column(
            "status",
            lambda: word("Status"),
            lambda row: vendor_chip(row).word,
            Kind.CHIP,
            mark=vendor_chip,
            sample=lambda: word("Disabled"),
            tip=lambda row: vendor_chip(row).sentence,
        ),
        Column(
            "exchange",
            lambda: word("Orders go out"),
            lambda row: exchange_word(row.fields.exchange),
            sample=lambda: exchange_word(VendorExchange.FILES),
            tip=lambda row: row.fields.exchange_url,
            gives_way=1,
        ),
        Column(
            "open",
            lambda: word("Under way"),
            lambda row: str(row.open_parts),
            Kind.NUMBER,
            sample=lambda: "1,000",
            gives_way=2,
        ),
    )


def _words() -> ListWords:
    empty = EmptyText(
        word("No vendors yet"), word("A vendor is a carrier that lines are ordered from."), word("New vendor")
    )
    count = partial(plural, word("1 vendor"), word("{count} vendors"))
    return ListWords(word("Vendors"), count, lambda _view: empty, "vendors")


def _filter_fields() -> tuple[FilterField, ...]:
    return (FilterField("text", word("Text"), hint=word("Name or code")),)


VENDOR_SPEC: ListSpec[FoundBy, AdminVendor] = ListSpec(
    key="administration.vendors",
    first=FoundBy(),
    order=SortOrder(_NAME),
    columns=_columns,
    row_id=lambda row: row.vendor_id,
    pages=at_once(lambda gateway: gateway.call(VENDORS, Nothing()).rows),
    words=_words,
    topics=frozenset({Topic.CATALOGUE}),
    fields=_filter_fields,
    summary=lambda row: f"{row.fields.name}, {row.fields.code}, {vendor_chip(row).word}",
    power=Power.CATALOGUE_ADMIN,
)
"""The list of vendors."""
