"""What the dry run says, in words; imports no Qt widgets."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.candidates_difference import Difference, DifferenceRow, GoneReason
from agentview.contract.suspension_candidates import CandidateRow, Forecast
from agentview.ui.credit.why_words import obstacle_word, obstacle_words
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day, show_moment

RULES, RUN = "rules", "run"
FIRST, SECOND = 1, 2


def why_not(row: CandidateRow) -> str:
    """Why the next run does not restrict an account; nothing where it does."""
    if row.obstacles:
        return obstacle_words(row.obstacles)
    return word("Held back by the ramp") if row.is_held_back else ""


def forecast_chips(forecast: Forecast) -> tuple[ChipValue, ...]:
    """What the next run would do, as chips: restricted next, held back, kept out, restricted today.

    Of whom there is nobody nothing is said, but that nobody would be restricted is.
    """
    would = ChipValue(
        Tone.BAD if forecast.would else Tone.NEUTRAL,
        "!" if forecast.would else "\u2013",
        _counted(word("{count} would be restricted"), forecast.would),
        word("The next run restricts them, if nothing changes before"),
    )
    others = (
        (
            forecast.held_back,
            Tone.WARNING,
            "||",
            word("{count} held back"),
            word("They wait for a later run, because of the ramp of new rules"),
        ),
        (
            forecast.kept_out,
            Tone.SUCCESS,
            "\u2713",
            word("{count} kept out"),
            word("They owe enough for long enough, and something keeps the rules from them"),
        ),
        (
            forecast.acted,
            Tone.NEUTRAL,
            "\u25cf",
            word("{count} restricted today"),
            word("The rules have restricted them today"),
        ),
    )
    return (
        would,
        *(
            ChipValue(tone, glyph, _counted(template, count), sentence)
            for count, tone, glyph, template, sentence in others
            if count
        ),
    )


def forecast_sentence(forecast: Forecast, now: datetime, zone: ZoneInfo) -> str:
    """By which rules, when they may act, how far the ramp is, and what keeps most out."""
    parts = [word("By {rules}.").replace("{rules}", forecast.rule_set)]
    opens = forecast.next_window
    if opens is None:
        parts.append(word("They never act: no window is open on any day."))
    elif opens <= now:
        parts.append(word("They may act now."))
    else:
        parts.append(word("They may act {when}.").replace("{when}", show_moment(opens, now, zone)))
    if forecast.run == FIRST:
        parts.append(word("It is their first day, which is capped."))
    elif forecast.run == SECOND:
        parts.append(word("It is their second day, on which they take a share."))
    if forecast.obstacles:
        most = sorted(forecast.obstacles, key=lambda one: -one.accounts)[:_MOST]
        shown = ", ".join(f"{obstacle_word(one.obstacle)} {count_text(one.accounts)}" for one in most)
        parts.append(word("Kept out most by: {obstacles}.").replace("{obstacles}", shown))
    return " ".join(parts)


_MOST = 3


def forecast_banners(forecast: Forecast) -> tuple[BannerText, ...]:
    """What stands in the way of restricting anybody: no rules, or the breaker (D-26)."""
    if forecast.rule_set_id is None:
        return (
            BannerText(
                Tone.WARNING,
                word("No rules are in force"),
                word("Nobody is restricted by itself."),
                word("Have a rule set enabled, or choose one above to see what it would do."),
                ((RULES, word("Rules")),),
            ),
        )
    if forecast.is_broken:
        told = word("{count} more would be too many of {active} active customers at once.")
        told = told.replace("{count}", count_text(forecast.eligible - forecast.held_back))
        return (
            BannerText(
                Tone.BAD,
                word("The breaker stops the next run"),
                told.replace("{active}", count_text(forecast.active_accounts)),
                word("Look whether invoices or payments are wrong. If all is right, let the run go on."),
                ((RUN, word("Let it go on")), (RULES, word("Rules"))),
            ),
        )
    return ()


def difference_word(difference: Difference) -> str:
    """How many are new among those whom the rules would restrict, and how many gone."""
    since = show_day(difference.since) if difference.since is not None else ""
    told = word("Since {day}: {new} new, {gone} gone").replace("{day}", since)
    return told.replace("{new}", count_text(difference.new)).replace("{gone}", count_text(difference.gone))


def gone_word(row: DifferenceRow) -> str:
    """Why the rules would not restrict an account any more; nothing for one that is new."""
    if row.reason is None:
        return ""
    if row.reason is GoneReason.KEPT_OUT:
        return obstacle_words(row.obstacles)
    return {
        GoneReason.CASE: word("Has a case"),
        GoneReason.PAID: word("Has paid enough"),
    }[row.reason]


def _counted(template: str, count: int) -> str:
    return template.replace("{count}", count_text(count))


def word(text: str) -> str:
    """A text of the dry run in the user's language."""
    return QCoreApplication.translate("Candidates", text)
