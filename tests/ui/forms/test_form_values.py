"""What a form holds: brought together with what others did, and kept as a draft."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from agentview.ui.forms.draft_values import from_plain, to_plain
from agentview.ui.forms.merge import Values, merge


def test_only_fields_that_both_changed_clash() -> None:
    base: Values = {"identifier": "1", "city": "Sydney", "start": None, "note": ""}
    mine_: Values = {"identifier": "2", "city": "Sydney", "start": date(2026, 1, 1), "note": "mine"}
    both = merge(base, mine_, {"identifier": "3", "city": "Perth", "start": date(2026, 1, 1)})
    assert both.clashes == ("identifier",)
    assert both.taken == ("city",)
    assert both.values == {
        "identifier": "2",
        "city": "Perth",
        "start": date(2026, 1, 1),
        "note": "mine",
    }


_VALUES = st.one_of(st.none(), st.sampled_from(["", "a", "b"]))
_FORMS = st.fixed_dictionaries({"x": _VALUES, "y": _VALUES})


@given(_FORMS, _FORMS, _FORMS)
def test_merging_never_loses_what_only_one_side_changed(
    base: dict[str, str | None], mine_: dict[str, str | None], others: dict[str, str | None]
) -> None:
    both = merge(base, mine_, others)
    for name, old in base.items():
        before, here, there = old or None, mine_[name] or None, others[name] or None
        now = both.values[name] or None
        if here == before:
            assert now == there
        elif there in (before, here):
            assert now == here
        else:
            assert name in both.clashes


def test_a_form_survives_as_a_draft() -> None:
    values = {"service_start_on": date(2026, 3, 1), "service_end_on": None, "text": "a\nb", "told": True}
    assert from_plain(to_plain(values)) == values
    assert from_plain({"service_start_on": "no day"}) == {"service_start_on": None}
