"""continue-chords on music from elsewhere that nothing learnt from, looked at once: rock songs in
Roman numerals (`rock_corpus`), and the chords that are read in the piano of art songs (`lieder`).

python -m models.evaluation.other_chords --data DIR [--write]
"""

from pathlib import Path

from engine.runtime.library import Library
from models.evaluation.continue_chords import excerpts, generation_rows, nats_rows
from models.evaluation.lieder import read_accompanied
from models.evaluation.rock_corpus import read_rock
from models.evaluation.rows import evaluate
from models.training.chords.data import load_songs
from models.training.chords.sheets import song_of
from models.training.chords.songs import sounds

LIEDER = 100
"""So many art songs, taken evenly."""


def rows(data: Path, cache: Path) -> dict[str, dict[str, float]]:
    """Every row of the tables by its name."""
    training = load_songs(data, cache.with_name("chords.pickle")).training
    model = Library(Path("models")).load("continue-chords", "cpu")
    rock = [song for song in read_rock(data) if sounds(song)]
    lieder = [
        song_of(band.name, "lieder", band.pitched, band.melody, band.meters, held_out=True)
        for band in read_accompanied(data, LIEDER)
    ]
    seen = excerpts(lieder)
    counts = {"rock": len(rock), "lieder": len(lieder), "bars of lieder": len(seen)}
    return {
        **nats_rows("rock", rock, model, training),
        **nats_rows("lieder", lieder, model, training),
        **generation_rows("bars of lieder", seen, model, training),
        "songs": {name: float(count) for name, count in counts.items()},
    }


if __name__ == "__main__":
    evaluate("continue-chords", __doc__, rows)
