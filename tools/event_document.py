"""Writes the tables of event types into docs/notifications.md from the catalogue."""

from pathlib import Path

from agentview.contract.event_catalogue import CATALOGUE, EventKind, Threshold

PAGE = Path(__file__).parent.parent / "docs" / "notifications.md"
HEAD = "\n## Event types and their variables\n"
_THRESHOLDS = {
    Threshold.NONE: "-",
    Threshold.DAYS_BEFORE_DUE: "days before the due day",
    Threshold.DAYS_AFTER_DUE: "days after the due day",
}


def document(page: str) -> str:
    """Return the page with its tables as the catalogue has them."""
    before, _, _ = page.partition(HEAD)
    said = "\nWritten from the catalogue by `python -m tools.event_document`; a test compares.\n"
    return before + HEAD + said + _types() + "".join(map(_variables, CATALOGUE.values()))


def _types() -> str:
    head = "\n| number | event | about | trigger | threshold |\n|---|---|---|---|---|\n"
    return head + "".join(
        f"| {kind.number or '-'} | {kind.name} (`{kind.type.value}`) | {kind.centric.value.lower()} |"
        f" {kind.trigger.value.lower()} | {_THRESHOLDS[kind.threshold]} |\n"
        for kind in CATALOGUE.values()
    )


def _variables(kind: EventKind) -> str:
    head = f"\n### {kind.name}\n\n| variable | meaning | sample |\n|---|---|---|\n"
    return head + "".join(f"| `%%{one.name}%%` | {one.meaning} | {one.sample} |\n" for one in kind.variables)


if __name__ == "__main__":
    PAGE.write_text(document(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
