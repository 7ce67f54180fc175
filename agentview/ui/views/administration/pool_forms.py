"""The forms of pools, of plans in them, and of the setting; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.contract_catalogue import (
    PLAN,
    PUT_PLAN,
    SET_CONTRACT_TYPE,
    PlanRef,
    PlanRow,
    PutPlanRequest,
    SetContractTypeRequest,
)
from agentview.contract.contract_pools import (
    CREATE_POOL,
    POOL,
    RENAME_POOL,
    SET_SETTING,
    SETTING,
    BlockSetting,
    CreatePoolRequest,
    MigrationSetting,
    PoolDetail,
    PoolPlan,
    PoolRef,
    RenamePoolRequest,
    SetMigrationSetting,
)
from agentview.contract.op import Message, Nothing
from agentview.core.errors import NotFound, Refusal
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.views.administration.catalogue_words import (
    cents,
    number,
    price_words,
    setting_word,
    typed,
    whole,
)

Offered = Sequence[tuple[str, str]]


def create_pool_form(types: Offered) -> RecordForm:
    """A new pool."""
    translate = QCoreApplication.translate

    def request(_nothing: None, values: Values) -> Message:
        type_id = values["contract_type_id"]
        return CreatePoolRequest.model_validate({"name": values["name"], "contract_type_id": type_id})

    text = DialogText(
        translate("PoolForm", "New pool"),
        translate("PoolForm", "Add pool"),
        translate("PoolForm", "Add nothing"),
        translate("PoolForm", "Adding..."),
        translate("PoolForm", "Customers move among its plans without leaving a contract of its type."),
    )
    kind = Field(
        "contract_type_id",
        translate("PoolForm", "Contract type"),
        FieldKind.CHOICE,
        required=True,
        choices=tuple(types),
    )
    return RecordForm(None, FormSpec("pool:new", CREATE_POOL, request), text, (_name_field(), kind), {})


def rename_pool_form(pool: PoolDetail) -> RecordForm:
    """What a pool is called."""
    translate, pool_id = QCoreApplication.translate, pool.row.pool_id

    def request(shown: PoolDetail, values: Values) -> Message:
        at = {"pool_id": pool_id, "version": shown.row.version}
        return RenamePoolRequest.model_validate({**at, "name": values["name"]})

    text = DialogText(
        translate("PoolForm", "Rename {name}").replace("{name}", pool.row.name),
        translate("PoolForm", "Rename pool"),
        translate("PoolForm", "Keep the name"),
        translate("PoolForm", "Renaming..."),
    )

    def read(gateway: Gateway) -> PoolDetail:
        return gateway.call(POOL, PoolRef(pool_id=pool_id))

    spec = FormSpec(f"pool:{pool_id}:name", RENAME_POOL, request, lambda one: {"name": one.row.name}, read)
    return RecordForm(pool, spec, text, (_name_field(),), {"name": pool.row.name})


def change_plan_form(pool: PoolDetail, row: PoolPlan) -> RecordForm:
    """How a plan stands in a pool."""
    translate, pool_id, plan_id = QCoreApplication.translate, pool.row.pool_id, row.plan_id

    def request(shown: PoolPlan, values: Values) -> Message:
        at = {"pool_id": pool_id, "plan_id": plan_id, "version": shown.version}
        return PutPlanRequest.model_validate({**at, **_prices(values)})

    def read(gateway: Gateway) -> PoolPlan:
        found = gateway.call(POOL, PoolRef(pool_id=pool_id)).plans
        for one in found:
            if one.plan_id == plan_id:
                return one
        raise NotFound(Refusal("E-NOT-FOUND", values={"plan_id": plan_id}))

    title = translate("PoolForm", "{plan} in {pool}")
    text = DialogText(
        title.replace("{plan}", row.plan).replace("{pool}", pool.row.name),
        translate("PoolForm", "Save"),
        translate("PoolForm", "Change nothing"),
        translate("PoolForm", "Saving..."),
        _price_sentence(),
    )
    spec = FormSpec(f"pool:{pool_id}:{plan_id}", PUT_PLAN, request, _price_values, read)
    return RecordForm(row, spec, text, _price_fields(), _price_values(row))


def put_plan_form(plan: PlanRow, pools: Offered) -> RecordForm:
    """A plan into a pool that does not hold it yet."""
    translate = QCoreApplication.translate

    def request(_plan: PlanRow, values: Values) -> Message:
        at = {"pool_id": values["pool_id"], "plan_id": plan.plan_id}
        return PutPlanRequest.model_validate({**at, **_prices(values)})

    text = DialogText(
        translate("PoolForm", "Put {plan} into a pool").replace("{plan}", plan.plan),
        translate("PoolForm", "Put into pool"),
        translate("PoolForm", "Change nothing"),
        translate("PoolForm", "Putting..."),
        _price_sentence(),
    )
    choices = tuple((pool_id, name) for pool_id, name in pools if name not in plan.pools)
    pool = Field("pool_id", translate("PoolForm", "Pool"), FieldKind.CHOICE, required=True, choices=choices)
    spec = FormSpec(f"plan:{plan.plan_id}:pool", PUT_PLAN, request)
    return RecordForm(plan, spec, text, (pool, *_price_fields()), {})


def contract_type_form(plan: PlanRow, types: Offered) -> RecordForm:
    """The default contract type of a plan."""
    translate, plan_id = QCoreApplication.translate, plan.plan_id

    def request(shown: PlanRow, values: Values) -> Message:
        at = {"plan_id": plan_id, "version": shown.version}
        type_id = values["contract_type_id"] or None
        return SetContractTypeRequest.model_validate({**at, "contract_type_id": type_id})

    def read(gateway: Gateway) -> PlanRow:
        return gateway.call(PLAN, PlanRef(plan_id=plan_id))

    text = DialogText(
        translate("PoolForm", "Default contract type of {plan}").replace("{plan}", plan.plan),
        translate("PoolForm", "Set contract type"),
        translate("PoolForm", "Change nothing"),
        translate("PoolForm", "Setting..."),
        translate("PoolForm", "It holds for new orders; contracts that are made already stay as they are."),
    )
    field = Field(
        "contract_type_id",
        translate("PoolForm", "Contract type"),
        FieldKind.CHOICE,
        help=translate("PoolForm", "None: no contract begins with it."),
        choices=tuple(types),
    )
    spec = FormSpec(f"plan:{plan_id}:type", SET_CONTRACT_TYPE, request, _type_value, read)
    return RecordForm(plan, spec, text, (field,), _type_value(plan))


def setting_form(setting: MigrationSetting) -> RecordForm:
    """When a contract in force blocks a migration (D-03)."""
    translate = QCoreApplication.translate
    name = "contract_blocks_migration"

    def request(shown: MigrationSetting, values: Values) -> Message:
        return SetMigrationSetting.model_validate({"version": shown.version, name: values[name]})

    def read(gateway: Gateway) -> MigrationSetting:
        return gateway.call(SETTING, Nothing())

    def value(one: MigrationSetting) -> Values:
        return {name: one.contract_blocks_migration.value}

    text = DialogText(
        translate("PoolForm", "When does a contract block a migration?"),
        translate("PoolForm", "Set"),
        translate("PoolForm", "Change nothing"),
        translate("PoolForm", "Setting..."),
        translate(
            "PoolForm",
            "It holds at once for everybody of your provider, also for migrations not submitted yet.",
        ),
    )
    choices = tuple((one.value, setting_word(one)) for one in BlockSetting)
    field = Field(
        name,
        translate("PoolForm", "A contract blocks"),
        FieldKind.CHOICE,
        help=translate(
            "PoolForm",
            "Inside a pool the pool's charges apply, and the new package gets a contract of its own. Where "
            "every contract blocks, the customer breaks out first, or waits for its end.",
        ),
        choices=choices,
        can_be_empty=False,
    )
    spec = FormSpec("setting:contract_blocks_migration", SET_SETTING, request, value, read)
    return RecordForm(setting, spec, text, (field,), value(setting))


def _name_field() -> Field:
    return Field("name", QCoreApplication.translate("PoolForm", "Name"), required=True, most_chars=200)


def _price_fields() -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    weight = Field(
        "weight",
        translate("PoolForm", "Weight"),
        FieldKind.NUMBER,
        help=translate("PoolForm", "Moving to a higher weight is an upgrade, to a lower one a downgrade."),
        required=True,
        chars=10,
    )
    prices = (Field(name, word, FieldKind.NUMBER, chars=12) for name, word in price_words().items())
    return (weight, *prices)


def _price_values(row: PoolPlan) -> Values:
    return {"weight": number(row.weight), **{name: typed(getattr(row, name)) for name in price_words()}}


def _prices(values: Values) -> dict[str, object]:
    return {"weight": whole(values["weight"]), **{name: cents(values[name]) for name in price_words()}}


def _type_value(plan: PlanRow) -> Values:
    return {"contract_type_id": str(plan.contract_type_id) if plan.contract_type_id else None}


def _price_sentence() -> str:
    return QCoreApplication.translate(
        "PoolForm", "What moving to this plan costs or is worth, excluding tax. Empty is nothing."
    )
