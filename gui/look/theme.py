"""Colours by their meaning, dark and light, and the style sheet that dresses all widgets."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette


@dataclass(frozen=True, eq=False)
class Theme:
    """What each colour is for. `you` plays amber, `machine` offers teal, `record` alone is red.

    `surprise` is what a model did not expect.
    """

    name: str
    ground: QColor
    panel: QColor
    control: QColor
    line: QColor
    text: QColor
    text_2: QColor
    text_3: QColor
    you: QColor
    machine: QColor
    record: QColor
    surprise: QColor
    row: QColor
    row_scale: QColor
    row_tonic: QColor
    bar_line: QColor
    beat_line: QColor
    fine_line: QColor
    key_white: QColor
    key_black: QColor
    key_text: QColor
    playhead: QColor

    @property
    def is_dark(self) -> bool:
        """Whether light things lie on a dark ground."""
        return self.ground.lightness() < 128

    def voice(self, color: QColor, velocity: int) -> QColor:
        """A voice's colour as loud as a velocity of 0 to 127: the louder, the clearer."""
        softest = 0.42 if self.is_dark else 0.52
        return mixed(self.ground, color, softest + (1 - softest) * velocity / 127)


def mixed(below: QColor, above: QColor, amount: float) -> QColor:
    """The colour that lies `amount` (0 to 1) of the way from `below` to `above`."""
    return _mixed(below.rgb(), above.rgb(), amount)


@lru_cache(maxsize=4096)
def _mixed(below: int, above: int, amount: float) -> QColor:
    """The same of colours as numbers. Painters ask for the same few hundred all the time."""
    rest, shifts = 1 - amount, (16, 8, 0)
    parts = (((below >> by) & 255) * rest + ((above >> by) & 255) * amount for by in shifts)
    return QColor(*map(round, parts))


def faint(color: QColor, alpha: float) -> QColor:
    """The colour, let through with `alpha` from 0 to 1."""
    result = QColor(color)
    result.setAlphaF(alpha)
    return result


DARK = Theme(
    name="dark",
    ground=QColor("#14161b"),
    panel=QColor("#1a1d24"),
    control=QColor("#22262f"),
    line=QColor("#2c313c"),
    text=QColor("#e6e8ec"),
    text_2=QColor("#8b93a3"),
    text_3=QColor("#565e6e"),
    you=QColor("#f0b35a"),
    machine=QColor("#58c7b5"),
    record=QColor("#e5484d"),
    surprise=QColor("#b9a0ff"),
    row=QColor("#14161b"),
    row_scale=QColor("#191c23"),
    row_tonic=QColor("#1d242e"),
    bar_line=QColor("#333947"),
    beat_line=QColor("#22262f"),
    fine_line=QColor("#1c2028"),
    key_white=QColor("#d9dce4"),
    key_black=QColor("#2a2d36"),
    key_text=QColor("#565e6e"),
    playhead=QColor("#ffffff"),
)

LIGHT = Theme(
    name="light",
    ground=QColor("#faf8f4"),
    panel=QColor("#ffffff"),
    control=QColor("#f0ede6"),
    line=QColor("#ddd8cd"),
    text=QColor("#22252b"),
    text_2=QColor("#6a7078"),
    text_3=QColor("#a3a7ad"),
    you=QColor("#b8741a"),
    machine=QColor("#1d8273"),
    record=QColor("#c9303a"),
    surprise=QColor("#6338c8"),
    row=QColor("#f1eee7"),
    row_scale=QColor("#faf8f4"),
    row_tonic=QColor("#f6ecd8"),
    bar_line=QColor("#d5cfc2"),
    beat_line=QColor("#e3dfd5"),
    fine_line=QColor("#ebe8e0"),
    key_white=QColor("#ffffff"),
    key_black=QColor("#3a3d44"),
    key_text=QColor("#6a7078"),
    playhead=QColor("#22252b"),
)


CHINESE = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei",
    "HarmonyOS Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
)  # fmt: skip
"""Faces of the systems, best first. Without them a sign may be drawn as it is written in Japan."""


def system_theme() -> Theme:
    """The theme that goes with the system's colour scheme; dark where the system has none."""
    light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
    return LIGHT if light else DARK


def interface_font() -> QFont:
    """Inter where it is installed, else the system's face, in the system's size."""
    font = QFont(QGuiApplication.font())
    if has_inter():
        font.setFamily("Inter")
    return with_chinese(font)


@lru_cache(maxsize=1)
def has_inter() -> bool:
    """Whether Inter is installed. Naming all faces takes longer than a widget takes to paint."""
    return "Inter" in QFontDatabase.families()


def with_chinese(font: QFont) -> QFont:
    """The same face, with those that have simplified Chinese for what it has no signs for."""
    font.setFamilies(list(dict.fromkeys((font.family(), *CHINESE))))
    return font


def position_font(scale: float = 1.0) -> QFont:
    """The monospaced face for positions and figures, `scale` times the system's text size."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(max(6.0, QGuiApplication.font().pointSizeF() * scale))
    return with_chinese(font)


def scaled_font(font: QFont, scale: float, *, bold: bool = False) -> QFont:
    """The same face, larger or smaller. It follows the system's text size."""
    result = QFont(font)
    if font.pointSizeF() > 0:
        result.setPointSizeF(font.pointSizeF() * scale)
    else:
        result.setPixelSize(max(1, round(font.pixelSize() * scale)))
    result.setBold(bold)
    return result


def palette(theme: Theme) -> QPalette:
    """The theme as a palette, for all that the style sheet does not reach."""
    roles = QPalette.ColorRole
    result = QPalette()
    for role, color in (
        (roles.Window, theme.ground),
        (roles.WindowText, theme.text),
        (roles.Base, theme.panel),
        (roles.AlternateBase, theme.control),
        (roles.Text, theme.text),
        (roles.PlaceholderText, theme.text_3),
        (roles.Button, theme.control),
        (roles.ButtonText, theme.text),
        (roles.ToolTipBase, theme.control),
        (roles.ToolTipText, theme.text),
        (roles.Highlight, theme.machine),
        (roles.HighlightedText, theme.ground),
        (roles.Link, theme.machine),
        (roles.Mid, theme.line),
    ):
        result.setColor(role, color)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, theme.text_3)
    return result


def stylesheet(theme: Theme) -> str:
    """The style sheet for the whole application.

    A widget says what it is by dynamic properties: `meaning` is "primary" (the one great button),
    "quiet" (no face until hovered) or "record"; `level` is 2 or 3 for weaker text; `surface` is
    "ground", "panel", "control" or "card".
    """
    colors = {
        name: getattr(theme, name).name()
        for name in (
            [
                "ground",
                "panel",
                "control",
                "line",
                "text",
                "text_2",
                "text_3",
                "you",
                "machine",
                "record",
            ]
        )
    }
    colors["hover"] = mixed(theme.control, theme.text, 0.07).name()
    colors["pressed"] = mixed(theme.control, theme.text, 0.14).name()
    colors["thumb"] = mixed(theme.control, theme.text, 0.16).name()
    colors["machine_hover"] = mixed(theme.machine, theme.text, 0.14).name()
    colors["machine_pressed"] = mixed(theme.machine, theme.ground, 0.18).name()
    colors["machine_tint"] = mixed(theme.ground, theme.machine, 0.16).name()
    colors["knob"] = "#e6e8ec" if theme.is_dark else "#ffffff"
    colors["knob_edge"] = "#e6e8ec" if theme.is_dark else theme.text_3.name()
    return _SHEET.format_map(colors)


_SHEET = """
QWidget {{ color: {text}; }}
QMainWindow, QDialog, QMessageBox {{ background: {ground}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QPushButton:default {{ background: {machine}; color: {ground}; }}
QPushButton:default:hover {{ background: {machine_hover}; }}
QPushButton:default:pressed {{ background: {machine_pressed}; }}
QFrame[surface="ground"], QWidget[surface="ground"] {{ background: {ground}; }}
QFrame[surface="panel"], QWidget[surface="panel"] {{ background: {panel}; }}
QFrame[surface="control"], QWidget[surface="control"] {{
    background: {control}; border-radius: 8px; }}
QFrame[surface="card"], QWidget[surface="card"] {{
    background: {control}; border: 1px solid {line}; border-radius: 10px; }}
QFrame[surface="card"][sounding="true"], QWidget[surface="card"][sounding="true"] {{
    background: {machine_tint}; border-color: {machine}; }}

QLabel {{ background: transparent; }}
QLabel:disabled {{ color: {text_3}; }}
QLabel[level="2"] {{ color: {text_2}; }}
QLabel[level="3"] {{ color: {text_3}; }}
QLabel[meaning="machine"] {{ color: {machine}; }}
QLabel[meaning="you"] {{ color: {you}; }}
QLabel[meaning="record"] {{ color: {record}; }}

QPushButton, QToolButton {{
    background: {control}; color: {text}; border: 1px solid transparent; border-radius: 8px;
    padding: 5px 12px; min-height: 16px; outline: none; }}
QToolButton {{ padding: 5px 7px; }}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {pressed}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {machine}; }}
QPushButton:checked, QToolButton:checked {{ background: {machine_tint}; color: {machine}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {text_3}; }}
QPushButton[meaning="primary"] {{
    background: {machine}; color: {ground}; border-radius: 10px; padding: 8px 16px;
    font-weight: 600; }}
QPushButton[meaning="primary"]:hover {{ background: {machine_hover}; }}
QPushButton[meaning="primary"]:pressed {{ background: {machine_pressed}; }}
QPushButton[meaning="primary"]:focus {{ border-color: {text}; }}
QPushButton[meaning="primary"]:disabled {{ background: {control}; color: {text_3}; }}
QPushButton[meaning="quiet"], QToolButton[meaning="quiet"] {{ background: transparent; }}
QPushButton[meaning="quiet"]:hover, QToolButton[meaning="quiet"]:hover {{ background: {hover}; }}
QPushButton[meaning="quiet"]:checked, QToolButton[meaning="quiet"]:checked {{
    background: {machine_tint}; color: {machine}; }}
QPushButton[meaning="record"], QToolButton[meaning="record"] {{ color: {record}; }}
QPushButton[meaning="record"]:checked, QToolButton[meaning="record"]:checked {{
    background: {record}; color: {ground}; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {{
    background: {control}; color: {text}; border: 1px solid transparent; border-radius: 8px;
    padding: 4px 8px; min-height: 18px;
    selection-background-color: {machine}; selection-color: {ground}; }}
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover {{ background: {hover}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{
    border-color: {machine}; }}
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {{ color: {text_3}; }}
QAbstractSpinBox {{ padding-left: 20px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
    subcontrol-origin: border; width: 1px; border: none; background: transparent; }}
QComboBox {{ padding-right: 20px; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{
    image: none; width: 0; height: 0; margin-right: 8px;
    border-left: 4px solid {control}; border-right: 4px solid {control};
    border-top: 5px solid {text_2}; }}
QComboBox::down-arrow:hover {{ border-left-color: {hover}; border-right-color: {hover}; }}
QComboBox QAbstractItemView {{
    background: {control}; border: 1px solid {line}; border-radius: 8px; padding: 4px;
    outline: none; selection-background-color: {machine_tint}; selection-color: {text}; }}

QCheckBox, QRadioButton {{ background: transparent; spacing: 8px; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: 14px; height: 14px; border: 1px solid {text_3}; background: transparent; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 7px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {text_2}; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{
    background: {machine}; border-color: {machine}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {machine}; }}

QSlider {{ background: transparent; min-height: 18px; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {line}; }}
QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {machine}; }}
QSlider::sub-page:horizontal:disabled {{ background: {text_3}; }}
QSlider::handle:horizontal {{
    width: 12px; height: 12px; margin: -5px 0; border-radius: 7px;
    background: {knob}; border: 1px solid {knob_edge}; }}
QSlider::handle:horizontal:hover {{ border-color: {machine}; }}
QSlider::handle:horizontal:focus {{ border: 2px solid {machine}; width: 10px; height: 10px; }}
QSlider::groove:vertical {{ width: 4px; border-radius: 2px; background: {line}; }}
QSlider::add-page:vertical {{ width: 4px; border-radius: 2px; background: {machine}; }}
QSlider::handle:vertical {{
    width: 12px; height: 12px; margin: 0 -5px; border-radius: 7px;
    background: {knob}; border: 1px solid {knob_edge}; }}

QMenuBar {{ background: {panel}; }}
QMenuBar::item {{ background: transparent; padding: 4px 10px; border-radius: 8px; }}
QMenuBar::item:selected {{ background: {control}; }}
QMenu {{ background: {control}; border: 1px solid {line}; border-radius: 8px; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 24px; border-radius: 6px; background: transparent; }}
QMenu::item:selected {{ background: {machine_tint}; }}
QMenu::item:disabled {{ color: {text_3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QMenu::indicator {{ width: 8px; height: 8px; margin-left: 8px; border-radius: 4px; }}
QMenu::indicator:checked {{ background: {machine}; }}

QScrollBar {{ background: transparent; border: none; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar::handle {{ background: {thumb}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:hover {{ background: {text_3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea {{ background: transparent; border: none; }}

QListView, QTreeView, QTableView {{
    background: {panel}; border: none; border-radius: 8px; outline: none; }}
QListView::item, QTreeView::item {{ padding: 5px 8px; border-radius: 6px; }}
QListView::item:hover, QTreeView::item:hover {{ background: {control}; }}
QListView::item:selected, QTreeView::item:selected {{
    background: {machine_tint}; color: {text}; }}
QHeaderView::section {{ background: {panel}; color: {text_2}; border: none; padding: 4px 8px; }}

QTabBar::tab {{
    background: {control}; color: {text_2}; border-radius: 8px; padding: 5px 12px;
    margin-right: 4px; }}
QTabBar::tab:selected {{ background: {machine}; color: {ground}; }}
QTabWidget::pane {{ border: none; }}

QProgressBar {{
    background: {line}; border: none; border-radius: 2px; max-height: 4px; color: transparent; }}
QProgressBar::chunk {{ background: {machine}; border-radius: 2px; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:hover {{ background: {machine}; }}
QStatusBar {{ background: {panel}; color: {text_2}; }}
QStatusBar::item {{ border: none; }}
QToolTip {{
    background: {control}; color: {text}; border: 1px solid {line}; padding: 4px 8px; }}
"""
