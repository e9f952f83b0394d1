"""What the window adds to the theme's style sheet: values without a frame, rows, chips, the
bars.
"""

from gui.look.theme import Theme, mixed, stylesheet

_SHEET = """
QLineEdit[meaning="flat"] {{ background: transparent; border: 1px solid transparent;
    padding: 0 4px; min-height: 0; border-radius: 4px; }}
QLineEdit[meaning="flat"][level="2"] {{ color: {text_2}; }}
QLineEdit[meaning="flat"][level="3"] {{ color: {text_3}; }}
QToolButton[meaning="link"][level="3"] {{ color: {text_3}; }}
QLineEdit[meaning="flat"]:hover {{ background: {control}; }}
QLineEdit[meaning="flat"]:focus {{ background: {control}; border-color: {machine}; }}
QToolButton[meaning="chip"] {{ background: {control}; color: {text_2}; border-radius: 11px;
    padding: 2px 12px; }}
QToolButton[meaning="chip"]:hover {{ background: {hover}; }}
QToolButton[meaning="link"] {{ background: transparent; color: {text_2}; padding: 2px 4px;
    min-height: 0; border-radius: 4px; }}
QToolButton[meaning="link"][level="1"] {{ color: {text}; }}
QToolButton[meaning="link"]:hover {{ color: {text}; background: {hover}; }}
QToolButton[meaning="lane"] {{ background: transparent; color: {text_3}; padding: 0 2px;
    min-height: 0; border-radius: 4px; text-align: left; }}
QToolButton[meaning="lane"]:hover {{ background: {hover}; color: {text}; }}
QToolButton[meaning="lane"]:checked {{ color: {text}; }}
QToolButton[meaning="lane"]:focus {{ border: 1px solid {machine}; padding: 0 1px; }}
QToolButton[meaning="tool"] {{ background: transparent; color: {text_2}; padding: 4px 2px;
    min-height: 0; border-radius: 8px; }}
QToolButton[meaning="tool"]:hover {{ background: {hover}; color: {text}; }}
QToolButton[meaning="tool"]:checked {{ background: {machine_tint}; color: {machine}; }}
QToolButton[meaning="tool"]:focus {{ border: 1px solid {machine}; padding: 3px 1px; }}
QToolButton[meaning="mark"] {{ background: transparent; color: {text_3}; padding: 0;
    min-height: 0; border-radius: 4px; font-weight: 600; }}
QToolButton[meaning="mark"]:hover {{ background: {hover}; color: {text}; }}
QToolButton[meaning="mark"]:checked {{ background: {you_tint}; color: {you}; }}
QFrame[meaning="edge"] {{ background: {line}; border: none; }}
QLabel[meaning="trouble"] {{ color: {text}; background: {trouble}; border-radius: 8px;
    padding: 8px 12px; }}
QLabel[meaning="mode"] {{ color: {you}; background: {you_tint}; border-radius: 8px;
    padding: 2px 10px; }}
QFrame[meaning="bar"] {{ background: {bar}; border-bottom: 1px solid {line}; }}
QFrame[meaning="bar"] QPushButton {{ padding: 2px 12px; }}
QFrame[meaning="bar"] QPushButton:focus {{ border: 2px solid {machine}; padding: 1px 11px; }}
QLabel[meaning="key"] {{ color: {text_2}; background: {control}; border-radius: 4px;
    padding: 1px 6px; }}
QTabBar[meaning="pages"] {{ background: transparent; }}
QTabBar[meaning="pages"]::tab {{ background: transparent; color: {text_2}; border-radius: 8px;
    padding: 3px 7px; margin: 0; }}
QTabBar[meaning="pages"]::tab:hover {{ background: {hover}; }}
QTabBar[meaning="pages"]::tab:selected {{ background: {control}; color: {text}; }}
QTabBar[meaning="pages"]::tear {{ width: 0; image: none; }}
QTabBar[meaning="pages"] QToolButton {{ padding: 0; min-height: 0; border-radius: 4px; }}
QTabBar[meaning="pages"]:focus {{ border: 1px solid {machine}; border-radius: 8px; }}
QScrollArea, QScrollArea > QWidget > QWidget[surface="none"] {{ background: transparent; }}
"""


def window_sheet(theme: Theme) -> str:
    """The whole style sheet of the window."""
    colors = {
        "control": theme.control,
        "machine": theme.machine,
        "line": theme.line,
        "text": theme.text,
        "text_2": theme.text_2,
        "text_3": theme.text_3,
        "you": theme.you,
        "hover": mixed(theme.control, theme.text, 0.07),
        "machine_tint": mixed(theme.control, theme.machine, 0.16),
        "you_tint": mixed(theme.control, theme.you, 0.2),
        "bar": mixed(theme.ground, theme.you, 0.07),
        "trouble": mixed(theme.control, theme.you, 0.16),
    }
    names = {name: color.name() for name, color in colors.items()}
    return stylesheet(theme) + _SHEET.format_map(names)
