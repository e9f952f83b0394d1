"""What is shared with known music, beside an exact search for it."""

from hypothesis import given
from hypothesis import strategies as st

from engine.representation.phrases import SIZES, KnownPhrases
from engine.score.song import Note
from engine.score.time import Tick
from models.evaluation.memorisation import Memory

FEWEST = SIZES[0] + 1


def melody(steps: list[tuple[int, int]], pitch: int = 60) -> list[Note]:
    """Notes with these (interval, length) steps from a first one on."""
    notes = [Note(0, pitch, 80, Tick(0), Tick(12))]
    for interval, length in steps:
        pitch = 36 + (notes[-1].pitch + interval - 36) % 48
        notes.append(Note(0, pitch, 80, notes[-1].end, Tick(length)))
    return notes


steps = st.lists(
    st.tuples(st.integers(-12, 12), st.sampled_from([6, 12, 24])), min_size=2, max_size=60
)


@given(known=st.lists(steps, min_size=1, max_size=4), asked=steps, data=st.data())
def test_it_finds_what_an_exact_search_finds(known, asked, data):
    source = data.draw(st.sampled_from(known))
    first = data.draw(st.integers(0, len(source)))
    mixed = asked[: len(asked) // 2] + source[first:] + asked[len(asked) // 2 :]
    melodies = [melody(each) for each in known]
    notes = melody(mixed)
    exact = Memory(melodies).longest_run(notes)
    shared = KnownPhrases.of(melodies).shared(notes)
    if exact >= FEWEST:
        assert shared >= exact
    if shared and shared <= SIZES[-1]:
        assert exact >= FEWEST
    if shared > SIZES[-1]:
        assert exact > SIZES[-1]
    assert exact < FEWEST or shared > 0


@given(steps, st.integers(-12, 12))
def test_transposition_makes_no_difference(known, shift):
    phrases = KnownPhrases.of([melody(known)])
    moved = [note.with_pitch(note.pitch + shift) for note in melody(known)]
    expected = len(known) + 1 if len(known) >= SIZES[0] else 0
    assert phrases.shared(moved) >= expected


@given(known=st.lists(steps, min_size=1, max_size=3), asked=steps)
def test_what_is_saved_answers_alike(known, asked, tmp_path_factory):
    phrases = KnownPhrases.of(melody(each) for each in known)
    path = tmp_path_factory.mktemp("phrases") / "known.npz"
    phrases.save(path)
    again = KnownPhrases.load(path)
    for notes in (melody(asked), *map(melody, known)):
        assert again.shared(notes) == phrases.shared(notes)


def test_too_short_a_phrase_is_nobodys():
    phrases = KnownPhrases.of([melody([(2, 12)] * 20)])
    assert phrases.shared(melody([(2, 12)] * (SIZES[0] - 1))) == 0
    assert phrases.shared([]) == 0
    assert phrases.shared(melody([(2, 12)])) == 0
