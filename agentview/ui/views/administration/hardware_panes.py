"""Products, warehouses and ways of delivery: each a list with its record, and what an administrator does."""

from __future__ import annotations

from collections.abc import Callable

from agentview.contract.enrolment_catalogue import (
    PROGRAMMES,
    ProgrammeRow,
    ProgrammesFilter,
    ProgrammesRequest,
)
from agentview.contract.hardware_admin import (
    CHECK_EXCHANGE,
    PRODUCT,
    SETTING,
    WAREHOUSES,
    AdminMethod,
    AdminProduct,
    AdminWarehouse,
    HardwareSetting,
    ProductRef,
    WarehouseRef,
)
from agentview.contract.op import Nothing
from agentview.gateway.port import Gateway
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.plural import plural
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending, new_key
from agentview.ui.views.administration.catalogue_words import NOTHING, amount_word
from agentview.ui.views.administration.connection_tests import ConnectionTests
from agentview.ui.views.administration.hardware_forms import (
    method_form,
    product_form,
    setting_form,
    warehouse_form,
)
from agentview.ui.views.administration.hardware_list import (
    METHOD_SPEC,
    PRODUCT_SPEC,
    WAREHOUSE_SPEC,
    product_serial,
)
from agentview.ui.views.administration.hardware_reading import FoundBy, method_of, warehouse_of
from agentview.ui.views.administration.hardware_words import (
    format_word,
    granularity_word,
    kind_word,
    offer_chip,
    sale_chip,
    stock_word,
    warehouse_chip,
    word,
    yes_no,
)
from agentview.ui.views.administration.words import full_moment

EDIT, CREATE, CHECK, SETTINGS = "edit", "create", "check_exchange", "setting"
_MOST_PROGRAMMES = 200
Offered = tuple[tuple[AdminWarehouse, ...], tuple[ProgrammeRow, ...]]


def _commands(edit: Callable[[], str], create: Callable[[], str]) -> tuple[RecordCommand, RecordCommand]:
    return (
        RecordCommand(EDIT, edit, "E", "edit"),
        RecordCommand(CREATE, create, "N", "plus", needs_record=False),
    )


class ProductsPane(RecordPane[FoundBy, AdminProduct, AdminProduct]):
    """Products, withdrawn ones too."""

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(word("No product chosen"), word("Choose one in the list to see its terms."))
        self._warehouses: dict[int, str] = {}
        super().__init__(
            desk, PRODUCT_SPEC, _commands(lambda: word("Edit product"), lambda: word("New product")), nothing
        )

    def _read(self, gateway: Gateway, record_id: int) -> AdminProduct:
        found = gateway.call(PRODUCT, ProductRef(product_id=record_id))
        if any(one.warehouse_id not in self._warehouses for one in found.fields.ships_from):
            self._warehouses = _names(gateway)
        return found

    def _shown(self, detail: AdminProduct) -> None:
        fields = detail.fields
        ships = sorted(fields.ships_from, key=lambda one: one.priority)
        facts = (
            Fact(word("SKU"), fields.sku, can_copy=True),
            Fact(word("Kind"), kind_word(fields.kind)),
            Fact(word("Price without tax"), amount_word(fields.price_cents, detail.currency)),
            Fact(word("Tax code"), fields.tax_code),
            Fact(word("Serial number"), product_serial(detail)),
            Fact(word("Can be enrolled"), yes_no(fields.enrolment_provider_id)),
            Fact(word("May come back for"), plural(word("1 day"), word("{count} days"), fields.return_days)),
            Fact(
                word("Ships from"),
                ", ".join(self._warehouses.get(one.warehouse_id, NOTHING) for one in ships) or NOTHING,
            ),
            Fact(word("Changed"), f"{full_moment(detail.changed_at, self._desk.zone)}, {detail.changed_by}"),
        )
        self.side.show_record(fields.name, fields.sku, facts, sale_chip(is_on_sale=fields.is_on_sale))

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {EDIT: self._edit, CREATE: self._create}

    def _edit(self) -> None:
        self.read_then(_offered, lambda found: self._open(self.presenter.detail, found))

    def _create(self) -> None:
        self.read_then(_offered, lambda found: self._open(None, found))

    def _open(self, row: AdminProduct | None, offered: Offered) -> None:
        said = word("Added {name}") if row is None else word("Saved {name}")
        self.open_form(product_form(row, *offered), said, lambda saved: (saved.product_id, saved.fields.name))


class WarehousesPane(RecordPane[FoundBy, AdminWarehouse, AdminWarehouse]):
    """Warehouses, and the setting that holds for all of them."""

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            word("No warehouse chosen"), word("Choose one in the list to see how it is sent orders.")
        )
        good = word("Its folders can be listed and written to.")
        self._tests = ConnectionTests(desk, self, self._tested, good)
        edit, create = _commands(lambda: word("Edit warehouse"), lambda: word("New warehouse"))
        check = RecordCommand(CHECK, lambda: word("Test connection"), "T", "refresh")
        setting = RecordCommand(
            SETTINGS, lambda: word("Fraud check and tax"), "F", "settings", needs_record=False
        )
        super().__init__(desk, WAREHOUSE_SPEC, (edit, check, create, setting), nothing)

    def _read(self, gateway: Gateway, record_id: int) -> AdminWarehouse:
        return warehouse_of(gateway, record_id)

    def _shown(self, detail: AdminWarehouse) -> None:
        fields = detail.fields
        facts = (
            Fact(word("Code"), fields.code, can_copy=True),
            Fact(word("Exchange address"), fields.exchange_url or NOTHING),
            Fact(word("Last test"), self._tests.told(detail.warehouse_id)),
            Fact(word("Format of its files"), format_word(fields.request_format)),
            Fact(word("Granularity"), granularity_word(fields.granularity)),
            Fact(word("Fraud check"), yes_no(fields.is_fraud_check_required)),
            Fact(word("Its stock can be checked"), yes_no(fields.supports_stock_check)),
            Fact(word("How its stock is known"), stock_word(fields.stock_source)),
            Fact(word("Address of its stock system"), fields.stock_address or NOTHING),
            Fact(word("Changed"), f"{full_moment(detail.changed_at, self._desk.zone)}, {detail.changed_by}"),
        )
        chip = warehouse_chip(fields)
        self.side.show_record(fields.name, chip.sentence, facts, chip)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {EDIT: self._edit, CREATE: self._create, CHECK: self._check, SETTINGS: self._set}

    def _edit(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self.open_form(warehouse_form(detail), word("Saved {name}"), _warehouse)

    def _create(self) -> None:
        self.open_form(warehouse_form(None), word("Added {name}"), _warehouse)

    def _check(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            at = WarehouseRef(warehouse_id=detail.warehouse_id)
            self._tests.begin(detail.warehouse_id, Sending(CHECK_EXCHANGE, at, new_key()))

    def _tested(self, warehouse_id: int) -> None:
        """Shows what became of a test, where that warehouse is shown."""
        detail = self.presenter.detail
        if detail is not None and detail.warehouse_id == warehouse_id:
            self._shown(detail)

    def _set(self) -> None:
        self.read_then(lambda gateway: gateway.call(SETTING, Nothing()), self._open_setting)

    def _open_setting(self, found: HardwareSetting) -> None:
        self.open_form(setting_form(found), word("Saved {name}"), lambda _saved: (None, word("the setting")))


class MethodsPane(RecordPane[FoundBy, AdminMethod, AdminMethod]):
    """Ways of delivery."""

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            word("No way of delivery chosen"), word("Choose one in the list to see its price and cut-off.")
        )
        commands = _commands(lambda: word("Edit way of delivery"), lambda: word("New way of delivery"))
        super().__init__(desk, METHOD_SPEC, commands, nothing)

    def _read(self, gateway: Gateway, record_id: int) -> AdminMethod:
        return method_of(gateway, record_id)

    def _shown(self, detail: AdminMethod) -> None:
        fields = detail.fields
        facts = (
            Fact(word("Code"), fields.code, can_copy=True),
            Fact(word("Price without tax"), amount_word(fields.price_cents, detail.currency)),
            Fact(word("Cut-off"), fields.cut_off or NOTHING),
            Fact(word("Changed"), f"{full_moment(detail.changed_at, self._desk.zone)}, {detail.changed_by}"),
        )
        self.side.show_record(fields.name, fields.code, facts, offer_chip(is_active=fields.is_active))

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {EDIT: self._edit, CREATE: self._create}

    def _edit(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self.open_form(method_form(detail), word("Saved {name}"), _method)

    def _create(self) -> None:
        self.open_form(method_form(None), word("Added {name}"), _method)


def _names(gateway: Gateway) -> dict[int, str]:
    return {one.warehouse_id: one.fields.name for one in gateway.call(WAREHOUSES, Nothing()).rows}


def _offered(gateway: Gateway) -> Offered:
    """Read the warehouses and programmes that a product may have."""
    active = ProgrammesRequest(filter=ProgrammesFilter(is_active=True), limit=_MOST_PROGRAMMES)
    return gateway.call(WAREHOUSES, Nothing()).rows, gateway.call(PROGRAMMES, active).rows


def _warehouse(saved: AdminWarehouse) -> tuple[int | None, str]:
    return saved.warehouse_id, saved.fields.name


def _method(saved: AdminMethod) -> tuple[int | None, str]:
    return saved.delivery_method_id, saved.fields.name
