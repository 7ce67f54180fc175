"""The language that is chosen: its texts, Qt's own, plurals, numbers, money and days."""

import gc
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from agentview.core.money import Money
from agentview.ui.kit.amount import money_text, read_amount, show_amount
from agentview.ui.kit.field import DateField, Field, FieldKind
from agentview.ui.kit.language import LANGUAGE, Language, Languages, kept_language, spoken
from agentview.ui.kit.local_format import count_text, fraction_text
from agentview.ui.kit.pseudo import pseudo
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.kit.when import show_day, show_full, show_moment, show_short, show_short_day

DAY = date(2026, 11, 28)
VIENNA = ZoneInfo("Europe/Vienna")
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


@pytest.fixture
def languages(app: QApplication) -> Iterator[Languages]:
    before = QLocale()
    made = Languages(app)
    yield made
    made.fall_silent()
    QLocale.setDefault(before)


def test_what_is_spoken_needs_nobody_to_keep_it(languages: Languages, app: QApplication) -> None:
    """Control: translators that the application does not own went with the object that made them."""
    Languages(app).speak(Language.GERMAN)
    gc.collect()
    try:
        assert QCoreApplication.translate("Menus", "&File") == "&Datei"
    finally:
        for one in app.findChildren(QTranslator):
            app.removeTranslator(one)
            one.deleteLater()
        languages.speak(Language.ENGLISH)


def moments() -> list[str]:
    gaps = (
        timedelta(seconds=5),
        timedelta(hours=3),
        -timedelta(hours=2),
        timedelta(days=2),
        timedelta(days=40),
    )
    return [show_moment(NOW - gap, NOW, VIENNA) for gap in gaps]


def test_german_numbers_money_and_days(languages: Languages) -> None:
    languages.speak(Language.GERMAN)
    assert money_text(Money(-123456, "EUR")) == "\u22121.234,56\u00a0EUR"
    assert count_text(1_234_567) == "1.234.567"
    assert fraction_text(Decimal("1234.5"), 1) == "1.234,5"
    assert show_amount(Decimal("10.50")) == "10,50"
    assert read_amount(show_amount(Decimal("10.50"))) == Decimal("10.50")
    assert (show_day(DAY), show_short_day(DAY), show_short(timedelta(days=3))) == (
        "28.11.2026",
        "28.11.",
        "3 T",
    )
    now, ago, *rest = moments()
    assert (now, ago.endswith(" 3 h")) == ("gerade eben", True)
    assert rest == ["in 2 h", "Do 13:00", "19.10. 14:00"]
    assert show_full(NOW, VIENNA).startswith("Sa 28.11.2026 13:00:00 Europe/Vienna")
    field = DateField(Field("day", "Tag", FieldKind.DATE), lambda: DAY)
    field.set_value(DAY)
    assert field.text() == "28.11.2026"


def test_german_texts_of_ours_and_of_qt_and_both_forms_of_plurals(languages: Languages) -> None:
    languages.speak(Language.GERMAN)
    translate = QCoreApplication.translate
    assert translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert translate("Errors", "Nothing was changed.") == "Nichts wurde ge\u00e4ndert."
    counted = [translate("Provisioning", "%n orders", "", count) for count in (0, 1, 2)]
    assert counted == ["0 Auftr\u00e4ge", "1 Auftrag", "2 Auftr\u00e4ge"]


def test_a_language_stays_where_nobody_holds_what_speaks_it(app: QApplication, languages: Languages) -> None:
    Languages(app).speak(Language.GERMAN)
    gc.collect()
    assert QCoreApplication.translate("Errors", "Nothing was changed.") == "Nichts wurde ge\u00e4ndert."
    languages._translators = app.findChildren(QTranslator)


def test_english_has_both_forms_and_comes_back(languages: Languages) -> None:
    languages.speak(Language.GERMAN)
    languages.speak(Language.ENGLISH)
    assert [QCoreApplication.translate("Provisioning", "%n orders", "", n) for n in (1, 2)] == [
        "1 order",
        "2 orders",
    ]
    assert money_text(Money(123456, "EUR")) == "1,234.56\u00a0EUR"
    assert show_day(DAY) == "28 Nov 2026"
    assert moments() == ["just now", "3 h ago", "in 2 h", "Thu 13:00", "19 Oct 14:00"]


def test_the_pseudo_language_translates_what_is_around_numbers_too(languages: Languages) -> None:
    languages.speak(Language.PSEUDO)
    assert moments()[1] == pseudo("{amount} ago").replace("{amount}", "3 h")
    languages.fall_silent()
    assert QCoreApplication.translate("Any", "Halt") == "Halt"


def test_the_language_is_that_of_the_system_unless_one_is_chosen(tmp_path: Path) -> None:
    german, french = QLocale("de_AT"), QLocale("fr_FR")
    assert spoken(Language.SYSTEM, german) is Language.GERMAN
    assert spoken(Language.SYSTEM, french) is Language.ENGLISH
    assert spoken(Language.ENGLISH, german) is Language.ENGLISH
    settings = SettingsStore(tmp_path / "desktop.json")
    assert kept_language(settings) is Language.SYSTEM
    settings.set(LANGUAGE, "de")
    assert kept_language(settings) is Language.GERMAN
    settings.set(LANGUAGE, ["tlh"])
    assert kept_language(settings) is Language.SYSTEM
