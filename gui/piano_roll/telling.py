"""What is said of notes in words: which they are, where they lie, how long and how loud."""

from PySide6.QtCore import QCoreApplication

from engine.score.song import Note
from engine.score.time import Tick
from gui.piano_roll.arrays import Ints
from gui.piano_roll.names import row_name
from gui.piano_roll.preview import NOTHING
from gui.piano_roll.stage import Stage

translate = QCoreApplication.translate


def place_words(stage: Stage, pitch: int, start: Tick) -> str:
    """A pitch and where it begins, as the transport counts: "C♯5 · 3.2.000"."""
    return f"{name_on(stage, pitch)} · {stage.song.meters.position_at(start)}"


def length_words(stage: Stage, start: Tick, length: int) -> str:
    """A length in beats of the meter that holds there, with up to two decimals."""
    beats = round(length / stage.song.meters.meter_at(start).beat_ticks(stage.song.ppq), 2)
    if beats == 1:
        return translate("Roll", "1 beat")
    return translate("Roll", "%1 beats").replace("%1", f"{beats:g}")


def selection_words(stage: Stage) -> str:
    """What is selected; nothing where no note is."""
    chosen = stage.notes.taken(stage.chosen) if stage.selection else NOTHING
    if not len(chosen):
        return ""
    if len(chosen) == 1:
        return _one(stage, stage.selected_notes()[0])
    if _drums(stage):
        text = translate("Roll", "%1 notes, velocity %3")
    else:
        text = translate("Roll", "%1 notes, %2, velocity %3")
    pitches = _span([name_on(stage, pitch) for pitch in _ends(chosen.pitches)])
    loudness = _span([str(velocity) for velocity in _ends(chosen.velocities)])
    return _filled(text, len(chosen), pitches, loudness)


def name_on(stage: Stage, pitch: int) -> str:
    """What the row of a pitch is called on the track that is shown."""
    return row_name(pitch, drums=_drums(stage), key=stage.key)


def _one(stage: Stage, note: Note) -> str:
    place = stage.song.meters.position_at(note.start)
    length = length_words(stage, note.start, note.length)
    text = translate("Roll", "%1, bar %2, beat %3, %4, velocity %5")
    return _filled(text, name_on(stage, note.pitch), place.bar, place.beat, length, note.velocity)


def _drums(stage: Stage) -> bool:
    return stage.track is not None and stage.track.is_drums


def _ends(values: Ints) -> tuple[int, int]:
    return int(values.min()), int(values.max())


def _span(ends: list[str]) -> str:
    return "–".join(dict.fromkeys(ends))


def _filled(text: str, *values: object) -> str:
    for i, value in enumerate(values, 1):
        text = text.replace(f"%{i}", str(value))
    return text
