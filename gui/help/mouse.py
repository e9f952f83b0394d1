"""What the mouse does outside the roll, in words, place by place, for the sheet of keys."""

from PySide6.QtCore import QCoreApplication

Group = tuple[str, list[tuple[str, str]]]
translate = QCoreApplication.translate


def mouse_elsewhere() -> list[Group]:
    """All ways to use the mouse outside the roll, under the place where they hold."""
    return [_takes(), _pad(), _clips_and_tracks(), _values(), _plots(), _files()]


def _takes() -> Group:
    return translate("Mouse", "Takes"), [
        (translate("Mouse", "Click on a take"), translate("Mouse", "Hear it")),
        (translate("Mouse", "Double click on a take"), translate("Mouse", "Keep it")),
        (
            translate("Mouse", "Ctrl or Shift + click"),
            translate("Mouse", "Pick it, to drag several"),
        ),
        (translate("Mouse", "Right click on a take"), translate("Mouse", "Menu")),
        (
            translate("Mouse", "Click in the tree"),
            translate("Mouse", "Go to what was offered then"),
        ),
        (translate("Mouse", "Wheel"), translate("Mouse", "Scroll the cards")),
    ]


def _pad() -> Group:
    return translate("Mouse", "Morph pad"), [
        (
            translate("Mouse", "Drag the puck"),
            translate("Mouse", "Hear what lies between the clips"),
        ),
        (translate("Mouse", "Right click"), translate("Mouse", "Choose the clip of that corner")),
        (translate("Mouse", "Drop a .mid on a corner"), translate("Mouse", "It is the clip there")),
    ]


def _clips_and_tracks() -> Group:
    return translate("Mouse", "Clips and tracks"), [
        (translate("Mouse", "Click on a clip"), translate("Mouse", "Choose it, and go there")),
        (translate("Mouse", "Double click on a track"), translate("Mouse", "Name or instrument")),
        (translate("Mouse", "Right click on a track"), translate("Mouse", "Menu")),
        (
            translate("Mouse", "Drag a track"),
            translate("Mouse", "Up or down the list, or out of it"),
        ),
        (translate("Mouse", "Drag or wheel on its volume"), translate("Mouse", "Louder or softer")),
    ]


def _values() -> Group:
    return translate("Mouse", "Values"), [
        (translate("Mouse", "Wheel on tempo or slider"), translate("Mouse", "More or less")),
        (translate("Mouse", "Double click on a slider"), translate("Mouse", "Back where it began")),
    ]


def _plots() -> Group:
    return translate("Mouse", "Analysis"), [
        (translate("Mouse", "Rest on a point"), translate("Mouse", "What it is")),
        (
            translate("Mouse", "Click on a point"),
            translate("Mouse", "Select its notes in the roll"),
        ),
        (translate("Mouse", "Right click"), translate("Mouse", "Save the plot or the page")),
    ]


def _files() -> Group:
    return translate("Mouse", "In and out"), [
        (
            translate("Mouse", "Drag a take, a clip or dots"),
            translate("Mouse", "Into a DAW or a folder"),
        ),
        (
            translate("Mouse", "Shift + drag of several takes"),
            translate("Mouse", "One file with a track each, or one file each"),
        ),
        (translate("Mouse", "Drop a .mid on top"), translate("Mouse", "Open it")),
        (
            translate("Mouse", "Drop it elsewhere"),
            translate("Mouse", "At a track’s end, at a bar, or as new tracks"),
        ),
    ]
