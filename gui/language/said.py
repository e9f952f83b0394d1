"""What the engine says, in the language that is spoken: it knows none but English."""

from PySide6.QtCore import QCoreApplication

from gui.pitches import spelt

translate = QCoreApplication.translate


def told(text: str) -> str:
    """What an error or the player says."""
    return translate("Engine", text)


def reason(text: str) -> str:
    """Why a take is offered, or what it was made from: what stands between commas, each told."""
    parts = (spelt(translate("Reasons", part)) for part in text.split(", "))
    return translate("Said", ", ").join(parts)
