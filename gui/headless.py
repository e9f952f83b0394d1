"""The same minute without a screen: a melody is continued, written, rendered and painted into
out/.
"""

import os
import sys
from pathlib import Path

from engine.errors import AriettaError
from engine.score.song import Song
from engine.score.time import Tick

OUT = Path("out")
EXAMPLES = Path(__file__).parents[1] / "resources" / "examples"
SIZE = (1280, 420)


def tour(arguments: list[str], out: Path = OUT) -> int:
    """Continue the melodies that are named, else the examples; gives the exit code."""
    print(f"There is no screen to use: Arietta works without a window and writes to {out}/.")
    melodies = [Path(word) for word in arguments] or sorted(EXAMPLES.glob("*.mid"))
    if not melodies:
        print(f"arietta: there is no melody in {EXAMPLES}; name a .mid file", file=sys.stderr)
        return 1
    try:
        for melody in melodies:
            for path in continue_file(melody, out):
                print(f"wrote {path}")
    except AriettaError as error:
        print(f"arietta: {error}", file=sys.stderr)
        return 1
    return 0


def continue_file(melody: Path, out: Path) -> list[Path]:
    """Continue one melody; the .mid, .wav and .png that were written. Raises AriettaError."""
    from engine.playback.render import render_wav
    from engine.runtime.library import Library, models_folder
    from engine.score.edits import append_take, rescaled
    from engine.score.files import write_whole
    from engine.score.smf import read_midi, write_midi
    from engine.tools.continue_options import ContinueOptions
    from engine.tools.melody.continue_ import continue_melody
    from engine.tools.stretch import ppq_factor

    song = read_midi(melody)
    song = rescaled(song, ppq_factor(song))
    track = max(song.tracks, key=lambda track: sum(len(clip.notes) for clip in track.clips))
    library = Library(models_folder())
    model = library.load(library.for_tool("continue"))
    result = continue_melody(song, track.id, ContinueOptions(variations=1, seed=1), model)
    take = result.takes[0]
    clip = max(track.clips, key=lambda clip: clip.last_note_end)
    after = append_take(song, clip.id, take.notes, take.end)
    out.mkdir(parents=True, exist_ok=True)
    paths = [out / f"{melody.stem}-continued{suffix}" for suffix in (".mid", ".wav", ".png")]
    write_midi(after, paths[0])
    render_wav(after, paths[1])
    write_whole(paths[2], picture(after, track.id, take.start))
    return paths


def picture(song: Song, track_id: int, highlight_from: Tick) -> bytes:
    """The roll as a PNG, the machine's part in its own voice."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
    from PySide6.QtGui import QImageWriter
    from PySide6.QtWidgets import QApplication

    from gui.look.theme import DARK
    from gui.piano_roll.picture import roll_picture

    _app = QApplication.instance() or QApplication(sys.argv[:1])
    image = roll_picture(song, {track_id}, QSize(*SIZE), DARK, highlight_from, ratio=2.0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
