"""Takes in a file of invoices and payments: tried out line by line, then all of it or nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from agentview.contract.ledger import AddInvoiceRequest, ReceivePaymentRequest
from agentview.contract.ledger_import import (
    LedgerEffect,
    LedgerFileLine,
    LedgerFileLines,
    LedgerLineKind,
    LedgerLinesChecked,
    LedgerLinesImported,
    LedgerLineVerdict,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal, rejected
from agentview.models.customer import Account
from agentview.models.money import Invoice, Payment
from agentview.services.customer_scope import refuse_customers, visible
from agentview.services.ledger.invoices import add_invoice
from agentview.services.ledger.payments import receive
from agentview.services.unit import Unit

_LONGEST_INVOICE_NO = 40


@dataclass(frozen=True, slots=True)
class _Known:
    """What the lines of a file name, read in three queries."""

    accounts: Mapping[str, int]
    invoices: Mapping[tuple[int, str], tuple[date, date, int]]
    payments: Mapping[str, tuple[int, date, int]]


def check_lines(unit: Unit, request: LedgerFileLines) -> LedgerLinesChecked:
    """Return for each line what it comes to, or every reason against it; nothing is booked."""
    refuse_customers(unit)
    known = _known(unit, request)
    return LedgerLinesChecked(verdicts=tuple(_verdicts(unit, known, request)))


def import_lines(unit: Unit, request: LedgerFileLines) -> LedgerLinesImported:
    """Book all lines of a file. Raises Rejected (`E-LEDGER-LINES`) if one cannot be: then none is."""
    refuse_customers(unit)
    known = _known(unit, request)
    verdicts = list(_verdicts(unit, known, request))
    wrong = [one.number for one in verdicts if one.refusals]
    if wrong:
        raise rejected("E-LEDGER-LINES", lines=len(wrong), first=wrong[0])
    # Accounts in one order, so that two files at once do not wait for each other in a circle.
    new = [
        line
        for line, verdict in zip(request.lines, verdicts, strict=True)
        if verdict.effect is LedgerEffect.BOOKED
    ]
    for line in sorted(new, key=lambda line: (known.accounts[line.account_no], line.number)):
        _book(unit, known.accounts[line.account_no], line)
    booked = [line.kind for line in new]
    done = LedgerLinesImported(
        invoices=booked.count(LedgerLineKind.INVOICE),
        payments=booked.count(LedgerLineKind.PAYMENT),
        same=len(verdicts) - len(new),
    )
    said = f"{request.file_name}: {done.invoices} invoices, {done.payments} payments, {done.same} known"
    unit.audit("provider", unit.caller.provider_id, "import_ledger", new=said[:200])
    return done


def _book(unit: Unit, account_id: int, line: LedgerFileLine) -> None:
    values = {"account_id": account_id, **_of_kind(line)}
    if line.kind is LedgerLineKind.INVOICE:
        add_invoice(unit, AddInvoiceRequest.model_validate(values))
    else:
        receive(unit, ReceivePaymentRequest.model_validate(values))


def _of_kind(line: LedgerFileLine) -> dict[str, object]:
    if line.kind is LedgerLineKind.INVOICE:
        return {
            "invoice_no": line.document_no,
            "issued_on": line.on,
            "due_on": line.due_on,
            "total_cents": line.amount_cents,
        }
    return {
        "external_id": line.document_no,
        "method": line.method,
        "reference": line.reference,
        "received_on": line.on,
        "amount_cents": line.amount_cents,
    }


def _known(unit: Unit, request: LedgerFileLines) -> _Known:
    named = {line.account_no for line in request.lines}
    accounts = unit.session.execute(
        select(Account.account_no, Account.id).where(visible(unit.caller), Account.account_no.in_(named))
    )
    by_number = {row.account_no: row.id for row in accounts}
    documents = {line.document_no for line in request.lines}
    invoices = unit.session.execute(
        select(
            Invoice.account_id,
            Invoice.invoice_no,
            Invoice.issued_on,
            Invoice.due_on,
            Invoice.total_inc_cents,
        ).where(Invoice.account_id.in_(by_number.values()), Invoice.invoice_no.in_(documents))
    )
    payments = unit.session.execute(
        select(Payment.external_id, Payment.account_id, Payment.received_on, Payment.amount_cents).where(
            Payment.provider_id == unit.caller.provider_id, Payment.external_id.in_(documents)
        )
    )
    return _Known(
        by_number,
        {(row[0], row[1]): (row[2], row[3], row[4]) for row in invoices},
        {row[0]: (row[1], row[2], row[3]) for row in payments},
    )


def _verdicts(unit: Unit, known: _Known, request: LedgerFileLines) -> Iterator[LedgerLineVerdict]:
    seen: set[tuple[object, ...]] = set()
    for line in request.lines:
        refusals = list(_unread(line)) or list(_refusals(unit, known, line))
        of_account = line.account_no if line.kind is LedgerLineKind.INVOICE else ""
        key = (line.kind, of_account, line.document_no)
        if not refusals and key in seen:
            values = {"number": line.document_no}
            refusals.append(Refusal("E-LEDGER-TWICE", "document_no", values={**values}))
        seen.add(key)
        yield LedgerLineVerdict(
            number=line.number,
            kind=line.kind,
            account_no=line.account_no,
            document_no=line.document_no,
            amount_cents=line.amount_cents,
            effect=None if refusals else _effect(known, line),
            refusals=tuple(RefusalInfo.of(one) for one in refusals),
        )


def _unread(line: LedgerFileLine) -> Iterator[Refusal]:
    """Yield what of a line could not be read, or is missing."""
    yield from (one.refusal() for one in line.refusals)
    unread = {one.field for one in line.refusals}
    is_invoice = line.kind is LedgerLineKind.INVOICE
    needed: dict[str, object] = {
        "kind": line.kind,
        "account_no": line.account_no,
        "document_no": line.document_no,
        "on": line.on,
        "amount_cents": line.amount_cents,
        **({"due_on": line.due_on} if is_invoice else {}),
    }
    for field, value in needed.items():
        if not value and field not in unread:
            yield Refusal("E-LEDGER-MISSING", field, values={"field": field})
    if is_invoice and len(line.document_no) > _LONGEST_INVOICE_NO:
        values = {"most": _LONGEST_INVOICE_NO, "length": len(line.document_no)}
        yield Refusal("E-LONG", "document_no", values={**values})


def _refusals(unit: Unit, known: _Known, line: LedgerFileLine) -> Iterator[Refusal]:
    account_id = known.accounts.get(line.account_no)
    if account_id is None:
        yield Refusal("E-LEDGER-ACCOUNT", "account_no", values={"account": line.account_no})
        return
    if line.on is None or line.amount_cents is None:
        return
    number = {"number": line.document_no}
    if line.kind is LedgerLineKind.INVOICE:
        if line.due_on is not None and line.due_on < line.on:
            yield Refusal("E-INVOICE-DATES", "due_on")
        there = known.invoices.get((account_id, line.document_no))
        if there is not None and there != (line.on, line.due_on, line.amount_cents):
            yield Refusal("E-INVOICE-KNOWN", "document_no", values={**number})
        return
    if line.on > unit.today:
        yield Refusal("E-RECEIVED-LATER", "on", values={"day": line.on.isoformat()})
    paid = known.payments.get(line.document_no)
    if paid is not None and paid != (account_id, line.on, line.amount_cents):
        yield Refusal("E-PAYMENT-KNOWN", "document_no", values={**number})


def _effect(known: _Known, line: LedgerFileLine) -> LedgerEffect:
    if line.kind is LedgerLineKind.INVOICE:
        is_there = (known.accounts[line.account_no], line.document_no) in known.invoices
    else:
        is_there = line.document_no in known.payments
    return LedgerEffect.SAME if is_there else LedgerEffect.BOOKED
