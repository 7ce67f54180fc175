"""The second page: one of the packages that hold every chosen type, and its options (R-PRV-40)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.order_entry import Draft, Method, OfferedPackage, OfferedPart, Offers
from agentview.contract.order_form import OrderForm
from agentview.core.text import fold
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import Field, TextField
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.options import Option, OptionList
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel, heading
from agentview.ui.kit.theme import Tone
from agentview.ui.views.orders.wizard_words import fees, joined, method_word

_MANY = 8
"""From so many packages on they can be narrowed by words."""


class PackagePage(ColumnBox):
    """Chooses a package, and ticks its optional services."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        translate = QCoreApplication.translate
        self._packages: tuple[OfferedPackage, ...] = ()
        self._chosen: int | None = None
        self._options: tuple[int, ...] = ()
        self.search_label = PlainLabel(translate("OrderWizard", "Narrow by name or code"))
        self.search = TextField(Field("find", "", most_chars=100))
        self.search.setAccessibleName(self.search_label.text())
        self.search_label.setBuddy(self.search)
        self.packages = OptionList(translate("OrderWizard", "Packages"), several=False)
        self.options = OptionList(translate("OrderWizard", "Optional services"), several=True)
        self.options_head = heading(translate("OrderWizard", "Optional services"))
        self.nothing = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.error = PlainLabel("", ink=INK_ERROR, wrap=True)
        for part in (self.search_label, self.search, self.error, self.packages, self.nothing):
            self.body.addWidget(part)
        self.body.addWidget(self.options_head)
        self.body.addWidget(self.options)
        self.body.addStretch(1)
        self.error.hide()
        self.search.edited.connect(self._show_packages)
        self.packages.picked.connect(self._on_package)
        self.options.picked.connect(self._on_option)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_form(self, _draft: Draft, form: OrderForm, offers: Offers | None) -> None:
        """Shows the packages that are left."""
        self.error.hide()
        self._chosen, self._options = form.package_plan_id, form.option_ids
        self._packages = offers.packages if offers is not None else ()
        for part in (self.search_label, self.search):
            part.setVisible(len(self._packages) >= _MANY)
        self._show_packages()

    def values(self) -> Mapping[str, object]:
        """The package and its options."""
        return {"package_plan_id": self._chosen, "option_ids": self._options}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows what is wrong above the packages."""
        own = [text for name, text in errors.items() if name in {"package_plan_id", "option_ids"}]
        self.error.setText(" ".join(f"\u00d7 {text}" for text in own))
        self.error.setVisible(bool(own))
        if own:
            (self.options if "option_ids" in errors else self.packages).take_focus()
        return [text for text in errors.values() if text not in own]

    @Slot()
    def _show_packages(self) -> None:
        wanted = fold(self.search.text()).split()
        shown = [
            one for one in self._packages if one.package_plan_id == self._chosen or _matches(one, wanted)
        ]
        chosen = [self._chosen] if self._chosen is not None else []
        self.packages.set_options([_package_option(one) for one in shown], chosen)
        translate = QCoreApplication.translate
        nothing = translate("OrderWizard", "No package matches. Go back to choose other service types.")
        self.nothing.setText("" if shown else nothing)
        self.nothing.setVisible(not shown)
        self._show_options()

    def _show_options(self) -> None:
        package = next((one for one in self._packages if one.package_plan_id == self._chosen), None)
        parts = [part for part in package.parts if not part.is_mandatory] if package else []
        self.options.set_options([_part_option(part) for part in parts], self._options)
        for widget in (self.options_head, self.options):
            widget.setVisible(bool(parts))

    @Slot()
    def _on_package(self) -> None:
        self.error.hide()
        chosen = self.packages.chosen()
        self._chosen = chosen[0] if chosen else None
        self._options = ()
        self._show_options()
        self.changed.emit()

    @Slot()
    def _on_option(self) -> None:
        self.error.hide()
        self._options = self.options.chosen()
        self.changed.emit()


def _matches(package: OfferedPackage, words: list[str]) -> bool:
    text = fold(f"{package.name} {package.internal_name} {package.code}")
    return all(word in text for word in words)


def _package_option(package: OfferedPackage) -> Option:
    template = QCoreApplication.translate("OrderWizard", "{part} (optional)")
    parts = [
        part.name if part.is_mandatory else template.replace("{part}", part.name) for part in package.parts
    ]
    price = fees(package.setup_fee_cents, package.access_fee_cents, package.currency)
    return Option(
        package.package_plan_id, package.name, joined((price, package.code, ", ".join(dict.fromkeys(parts))))
    )


def _part_option(part: OfferedPart) -> Option:
    return Option(
        part.service_plan_id, part.name, joined((part.service_type, method_word(part))), _chip(part)
    )


def _chip(part: OfferedPart) -> ChipValue | None:
    if part.method is not Method.AUTOMATIC:
        return None
    translate = QCoreApplication.translate
    return ChipValue(
        Tone.PROGRESS,
        "\u25d0",
        translate("OrderWizard", "Automatic"),
        translate("OrderWizard", "Provisioned automatically by the carrier's platform"),
    )
