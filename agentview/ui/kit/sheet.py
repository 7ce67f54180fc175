"""Writes the one style sheet of the application from the tokens; at most 60 lines."""

from __future__ import annotations

import re

from agentview.ui.kit.theme import Tokens

# Sizes stand as [n] and grow with the scale; colours stand as {name}.
_TEMPLATE = """\
QToolTip { color: {text}; background: {base}; border: 1px solid {control_border}; padding: [4]px [8]px; }
QPushButton { background: {base}; color: {text}; border: {bw}px solid {control_border}; border-radius: 4px; padding: [5]px [12]px; }
QPushButton:hover { background: {hover}; }
QPushButton:pressed { background: {sunken}; }
QPushButton:focus { border: 2px solid {focus}; padding: [4]px [11]px; }
QPushButton:disabled { background: {sunken}; color: {text3}; border-color: {line}; }
QPushButton[kind="primary"] { background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: {accent_hover}; border-color: {accent_hover}; }
QPushButton[kind="primary"]:focus { border-color: {focus}; }
QPushButton[kind="primary"]:disabled { background: {sunken}; color: {text3}; border-color: {line}; }
QPushButton[kind="danger"] { color: {error}; border-color: {error}; }
QPushButton[kind="danger"]:focus { border-color: {focus}; }
QPushButton[kind="danger"]:disabled { background: {sunken}; color: {text3}; border-color: {line}; }
QPushButton[kind="danger-filled"] { background: {danger}; color: {on_danger}; border-color: {danger}; font-weight: 600; }
QPushButton[kind="danger-filled"]:focus { border-color: {focus}; }
QPushButton[kind="danger-filled"]:disabled { background: {sunken}; color: {text3}; border-color: {line}; }
QPushButton[kind="quiet"] { background: transparent; color: {link}; border-color: transparent; padding: [5]px [8]px; }
QPushButton[kind="quiet"]:hover { background: {sunken}; }
QPushButton[kind="quiet"]:focus { border-color: {focus}; padding: [4]px [7]px; }
QPushButton[kind="quiet"]:disabled { background: transparent; color: {text3}; } QPushButton[part="choice"] { text-align: left; padding-left: [7]px; } QPushButton[invalid="true"] { border: 2px solid {error}; }
QToolButton { border: 2px solid transparent; border-radius: 4px; padding: [3]px; background: transparent; color: {text2}; }
QToolButton:hover { background: {sunken}; color: {text}; }
QToolButton:focus { border-color: {focus}; }
QToolButton:disabled { color: {text3}; }
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit { background: {base}; color: {text}; border: {bw}px solid {control_border}; border-radius: 4px; selection-background-color: {accent}; selection-color: {on_accent}; placeholder-text-color: {text3}; }
QLineEdit, QComboBox, QDateEdit { padding: [4]px [7]px; min-height: [18]px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus { border: 2px solid {focus}; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"], QDateEdit[invalid="true"] { border: 2px solid {error}; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QDateEdit:disabled { background: {sunken}; color: {text3}; border-color: {line}; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: [24]px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: none; }
QComboBox QAbstractItemView { background: {base}; color: {text}; border: 1px solid {control_border}; selection-background-color: {selection}; selection-color: {selection_text}; outline: 0; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: 0; padding: 0; min-height: 0; background: transparent; }
QCheckBox, QRadioButton { spacing: [8]px; padding: 2px; border: 2px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: {focus}; }
QCheckBox::indicator { width: [14]px; height: [14]px; border: {bw}px solid {control_border}; border-radius: 3px; background: {base}; }
QCheckBox::indicator:checked { background: {accent}; border-color: {accent}; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: {sunken}; border-color: {line}; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid {control_border}; border-radius: 8px; background: {base}; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid {accent}; }
QLabel { background: transparent; }
QLabel[ink="2"] { color: {text2}; } QLabel[ink="3"] { color: {text3}; } QLabel[ink="error"] { color: {error}; } QLabel[ink="link"] { color: {link}; }
QFrame[part="card"] { background: {base}; border: {bw}px solid {line}; border-radius: 8px; }
QFrame[part="line"] { background: {line}; border: 0; }
QTableView, QTreeView, QListView { background: {base}; color: {text}; border: 0; outline: 0; selection-background-color: {selection}; selection-color: {selection_text}; }
QHeaderView { background: {base}; border: 0; } QTableCornerButton::section { background: {base}; border: 0; }
QMenu { background: {base}; color: {text}; border: {bw}px solid {control_border}; padding: [4]px; }
QMenu::item { padding: [5]px [24]px [5]px [12]px; border-radius: 4px; } QMenu::item:selected { background: {selection}; color: {selection_text}; }
QMenu::item:disabled { color: {text3}; } QMenu::separator { height: 1px; background: {line}; margin: 4px; }
QTabWidget::pane { border: 0; } QTabBar::tab { background: transparent; color: {text2}; padding: [6]px [12]px; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: {text}; border-bottom-color: {accent}; } QTabBar::tab:focus { color: {focus}; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; } QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: {control_border}; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; } QScrollBar::handle:hover { background: {text3}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; } QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { background: transparent; border: 0; } QScrollArea > QWidget > QWidget[part="clear"] { background: transparent; }
QSplitter::handle { background: transparent; } QSplitter::handle:hover { background: {line}; }
QStatusBar { background: {sunken}; color: {text2}; border-top: 1px solid {line}; } QStatusBar::item { border: 0; }
QProgressBar { background: {sunken}; border: 0; border-radius: 3px; max-height: 6px; } QProgressBar::chunk { background: {accent}; border-radius: 3px; }
QDialog { background: {base}; border: 1px solid {line}; }
"""


def style_sheet(tokens: Tokens, scale: float = 1.0) -> str:
    """The application's style sheet for these tokens, with paddings at this scale."""
    colours = {name: value for name, value in vars(tokens).items() if isinstance(value, str)}
    colours["bw"] = str(tokens.border)
    sheet = re.sub(r"\{(\w+)\}", lambda found: colours[found.group(1)], _TEMPLATE)
    return re.sub(r"\[(\d+)\]", lambda found: str(max(1, round(int(found.group(1)) * scale))), sheet)
