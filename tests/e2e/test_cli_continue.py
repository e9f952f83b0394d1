"""`continue` from outside: files in, files out, read back by another MIDI library."""

import json
from pathlib import Path

import mido
import pytest

from engine.cli import main
from engine.theory.keys import parse_key

MODELS = Path(__file__).parents[1] / "golden" / "engine"


def call(*words: object) -> int:
    return main([str(word) for word in words], models=MODELS)


def melody_file(
    path: Path,
    *,
    ppq: int = 480,
    meter: tuple[int, int] = (4, 4),
    bars: int = 2,
    kind: int = 1,
    channel: int = 2,
    extra_tracks: tuple[tuple[int, ...], ...] = (),
    cut: int = 0,
) -> Path:
    """A file with a conductor, a melody on every beat, and further tracks of given pitches."""
    midi = mido.MidiFile(type=kind, ticks_per_beat=ppq)
    lead = mido.MidiTrack()
    head = [
        mido.MetaMessage("time_signature", numerator=meter[0], denominator=meter[1]),
        mido.MetaMessage("set_tempo", tempo=432_100),
        mido.MetaMessage("key_signature", key="Am"),
    ]
    if kind == 1:
        midi.tracks.append(mido.MidiTrack(head))
    else:
        lead.extend(head)
    lead.append(mido.MetaMessage("track_name", name="Lead"))
    lead.append(mido.Message("program_change", program=73, channel=channel))
    lead.append(mido.Message("control_change", control=64, value=127, channel=channel))
    beat = ppq * 4 // meter[1]
    for index in range(bars * meter[0]):
        pitch = (57, 60, 64, 62, 59, 72, 69)[index % 7]
        last = index == bars * meter[0] - 1
        lead.append(mido.Message("note_on", note=pitch, velocity=40 + index, channel=channel))
        length = beat - cut if last else beat
        lead.append(mido.Message("note_off", note=pitch, velocity=9, channel=channel, time=length))
    midi.tracks.append(lead)
    midi.tracks += [extra_track(*each, beat) for each in enumerate(extra_tracks)]
    midi.save(path)
    return path


def extra_track(number: int, pitches: tuple[int, ...], beat: int) -> mido.MidiTrack:
    track = mido.MidiTrack([mido.MetaMessage("track_name", name=f"Extra {number}")])
    for pitch in pitches:
        track.append(mido.Message("note_on", note=pitch, velocity=80, channel=5 + number))
        track.append(mido.Message("note_off", note=pitch, channel=5 + number, time=beat))
    return track


def events(track: mido.MidiTrack, factor: int = 1) -> list[tuple[int, str]]:
    """Every message but the end of the track with its tick in text."""
    tick, found = 0, []
    for message in track:
        tick += message.time * factor
        if message.type != "end_of_track":
            found.append((tick, str(message.copy(time=0))))
    return found


def notes(track: mido.MidiTrack) -> list[tuple[int, int, int, int]]:
    """(start, end, pitch, velocity) of every note."""
    tick, begun, found = 0, {}, []
    for message in track:
        tick += message.time
        if message.type == "note_on" and message.velocity:
            begun[message.note] = (tick, message.velocity)
        elif message.type in ("note_on", "note_off"):
            start, velocity = begun.pop(message.note)
            found.append((start, tick, message.note, velocity))
    assert not begun
    return sorted(found)


def length(track: mido.MidiTrack) -> int:
    return sum(message.time for message in track)


def lead_of(midi: mido.MidiFile) -> mido.MidiTrack:
    """The track that plays on the melody's channel."""
    return next(
        track
        for track in midi.tracks
        if any(message.type == "note_on" and message.channel == 2 for message in track)
    )


@pytest.mark.parametrize(
    ("ppq", "meter", "cut"),
    [(480, (4, 4), 0), (480, (3, 4), 17), (96, (6, 8), 0), (100, (5, 8), 3), (960, (7, 8), 1),
     (30, (2, 2), 0), (384, (12, 8), 0)],
)  # fmt: skip
@pytest.mark.parametrize("kind", [0, 1])
def test_the_promises_hold_in_the_file(tmp_path, ppq, meter, cut, kind):
    source = melody_file(tmp_path / "in.mid", ppq=ppq, meter=meter, cut=cut, kind=kind)
    target = tmp_path / "out.mid"
    assert call("continue", source, "-o", target, "--bars", 3, "--seed", 5) == 0
    before, after = mido.MidiFile(source), mido.MidiFile(target)
    factor, rest = divmod(after.ticks_per_beat, before.ticks_per_beat)
    assert rest == 0
    bar = ppq * factor * 4 * meter[0] // meter[1]
    old = notes(before.tracks[-1])
    lead = lead_of(after)
    kept = [n for n in notes(lead) if n[0] < 2 * bar]
    new = [n for n in notes(lead) if n[0] >= 2 * bar]
    assert kept == [(start * factor, end * factor, p, v) for start, end, p, v in old]
    assert {(start - 2 * bar) // bar for start, *_ in new} == {0, 1, 2}
    assert max(end for _, end, *_ in new) <= 5 * bar
    assert length(lead) == 5 * bar
    everything = [event for track in after.tracks for event in events(track)]
    for track in before.tracks:
        for tick, text in events(track, factor):
            assert (tick, text) in everything


def test_other_tracks_come_through_and_the_busiest_is_continued(tmp_path):
    source = melody_file(
        tmp_path / "in.mid", bars=2, extra_tracks=((36, 38), tuple(range(60, 84)), (70,))
    )
    target = tmp_path / "out.mid"
    assert call("continue", source, "-o", target, "--bars", 1) == 0
    before, after = mido.MidiFile(source), mido.MidiFile(target)
    assert [track.name for track in after.tracks][1:] == ["Lead", "Extra 0", "Extra 1", "Extra 2"]
    for index in (1, 2, 4):
        assert events(after.tracks[index]) == events(before.tracks[index])
    assert len(notes(after.tracks[3])) > 24
    assert call("continue", source, "-o", target, "--bars", 1, "--track", 1) == 0
    after = mido.MidiFile(target)
    assert len(notes(after.tracks[1])) > 8
    assert len(notes(after.tracks[3])) == 24


def test_tempo_and_meter_changes_inside_the_melody_hold(tmp_path):
    source = melody_file(tmp_path / "in.mid", bars=2)
    midi = mido.MidiFile(source)
    midi.tracks[0].append(mido.MetaMessage("set_tempo", tempo=300_000, time=1000))
    midi.tracks[0].append(mido.MetaMessage("time_signature", numerator=3, denominator=4, time=920))
    midi.save(source)
    target = tmp_path / "out.mid"
    assert call("continue", source, "-o", target, "--bars", 2, "--seed", 1) == 0
    after = mido.MidiFile(target)
    assert events(after.tracks[0]) == events(mido.MidiFile(source).tracks[0])
    assert length(lead_of(after)) == 1920 + 2 * 1440 + 2 * 1440 - 1440 + 1440


@pytest.mark.parametrize(("key", "low", "high"), [("A minor", 57, 81), ("Eb", 48, 60)])
def test_locks_hold_in_every_file(tmp_path, key, low, high):
    source = melody_file(tmp_path / "in.mid")
    words = ["--key", key, "--range", f"{low}-{high}", "--variations", 12, "--bars", 8]
    assert call("continue", source, "-o", tmp_path / "o.mid", "--seed", 3, *words) == 0
    count = 0
    for number in range(1, 13):
        new = notes(lead_of(mido.MidiFile(tmp_path / f"o-{number}.mid")))[8:]
        assert all(low <= note[2] <= high for note in new)
        assert all(note[2] % 12 in parse_key(key).scale for note in new)
        count += len(new)
    assert count >= 12 * 8
    assert not (tmp_path / "o.mid").exists()


def takes(folder: Path, source: Path, *words: object) -> list[list[tuple[int, int, int, int]]]:
    """The new notes, after eight old ones, of six takes of four bars."""
    options = ["-o", folder / "o.mid", "--seed", 3, "--variations", 6, "--bars", 4]
    assert call("continue", source, *options, *words) == 0
    return [notes(lead_of(mido.MidiFile(folder / f"o-{i}.mid")))[8:] for i in range(1, 7)]


def test_chords_hold_in_every_file(tmp_path):
    source = melody_file(tmp_path / "in.mid")
    for new in takes(tmp_path, source, "--chords", "Am F:3 G"):
        for start, end, pitch, _ in new:
            for tick in range(start, end, 20):
                beat = (tick - 2 * 1920) % (2 * 1920) // 480
                tones = (9, 0, 4) if beat < 4 else (5, 9, 0) if beat < 7 else (7, 11, 2)
                assert pitch % 12 in tones


def test_a_kept_rhythm_is_that_of_the_last_bars(tmp_path):
    source = melody_file(tmp_path / "in.mid", cut=60)
    for new in takes(tmp_path, source, "--rhythm", "keep", "--max-polyphony", 1):
        assert [start for start, *_ in new] == list(range(2 * 1920, 6 * 1920, 480))
        assert {end - start for start, end, *_ in new} == {480, 420}


@pytest.mark.parametrize("longest", [1, 4])
def test_no_run_of_notes_comes_again(tmp_path, longest):
    source = melody_file(tmp_path / "in.mid")
    old = [n[:3:2] for n in notes(lead_of(mido.MidiFile(source)))]
    words = ("--no-repeat", longest, "--rhythm", "keep", "--range", "C4-C5", "--key", "none")
    for new in takes(tmp_path, source, *words):
        line = [*old, *(n[:3:2] for n in new)]
        runs = [
            tuple((start - line[i][0], pitch) for start, pitch in line[i : i + longest + 1])
            for i in range(len(line) - longest)
        ]
        assert len({*runs}) == len(runs)


def test_at_strength_zero_locks_are_ignored(tmp_path):
    source = melody_file(tmp_path / "in.mid")
    free = takes(tmp_path, source)
    locks = ["--rhythm", "keep", "--no-repeat", 1, "--max-polyphony", 1]
    assert takes(tmp_path, source, *locks, "--strength", 0) == free
    assert takes(tmp_path, source, *locks) != free


def test_rules_lean_what_is_written(tmp_path):
    source = melody_file(tmp_path / "in.mid")
    for new in takes(tmp_path, source, "--rules", "tonic=90 key=90", "--key", "auto"):
        assert new[0][2] % 12 == 9
        assert all(note[2] % 12 in parse_key("A minor").scale for note in new)


def test_the_same_call_gives_the_same_bytes(tmp_path):
    source = melody_file(tmp_path / "in.mid")
    for name in ("a", "b"):
        words = ["--seed", 9, "--variations", 3, "--device", "cpu"]
        assert call("continue", source, "-o", tmp_path / f"{name}.mid", *words) == 0
    for number in (1, 2, 3):
        first = (tmp_path / f"a-{number}.mid").read_bytes()
        assert first == (tmp_path / f"b-{number}.mid").read_bytes()
    assert call("continue", source, "-o", tmp_path / "c.mid", "--seed", 9) == 0
    assert (tmp_path / "c.mid").read_bytes() == (tmp_path / "a-1.mid").read_bytes()


def test_json_is_one_object_and_its_seeds_give_the_takes_again(tmp_path, capfd):
    source = melody_file(tmp_path / "in.mid")
    target = tmp_path / "out.mid"
    assert call("continue", source, "-o", target, "--variations", 2, "--json") == 0
    said, complained = capfd.readouterr()
    assert said.count("\n") == 1 and complained == ""
    answer = json.loads(said)
    assert {"tool", "model", "sha256", "seed", "device", "seconds", "outputs"} <= answer.keys()
    assert (answer["tool"], answer["model"], answer["device"]) == ("continue", "tiny", "cpu")
    for output in answer["outputs"]:
        again = tmp_path / "again.mid"
        assert call("continue", source, "-o", again, "--seed", output["seed"]) == 0
        assert again.read_bytes() == Path(output["path"]).read_bytes()
        assert output["notes"] == len(notes(lead_of(mido.MidiFile(again)))) - 8
        assert output["scores"]["nats_per_note"] > 0


def test_an_existing_file_is_replaced_and_the_input_may_be_the_output(tmp_path):
    source = melody_file(tmp_path / "in.mid")
    assert call("continue", source, "-o", source, "--bars", 2) == 0
    assert call("continue", source, "-o", source, "--bars", 2) == 0
    assert length(lead_of(mido.MidiFile(source))) == 6 * 1920
    assert [path.name for path in tmp_path.iterdir()] == ["in.mid"]


def test_temperature_zero_is_one_answer(tmp_path, capfd):
    source = melody_file(tmp_path / "in.mid")
    for name, seed in (("a", 1), ("b", 2)):
        words = ["--temperature", 0, "--seed", seed]
        assert call("continue", source, "-o", tmp_path / f"{name}.mid", *words) == 0
    assert (tmp_path / "a.mid").read_bytes() == (tmp_path / "b.mid").read_bytes()
    words = ["--temperature", 0, "--variations", 2]
    assert call("continue", source, "-o", tmp_path / "c.mid", *words) == 2
    assert "usage" in capfd.readouterr().err
    assert not list(tmp_path.glob("c*"))


def test_triplets_refine_the_ticks_only_where_they_are_needed(tmp_path, capfd):
    source = melody_file(tmp_path / "in.mid", ppq=100)
    factors = set()
    for seed in range(8):
        assert call("continue", source, "-o", tmp_path / "o.mid", "--seed", seed) == 0
        factors.add(mido.MidiFile(tmp_path / "o.mid").ticks_per_beat / 100)
    assert factors <= {1, 2, 3, 6} and max(factors) > 1
    source = melody_file(tmp_path / "in.mid", ppq=96)
    assert call("continue", source, "-o", tmp_path / "o.mid") == 0
    assert mido.MidiFile(tmp_path / "o.mid").ticks_per_beat == 96


def test_what_is_asked_reaches_the_model_and_what_is_open_changes_nothing(tmp_path):
    source = melody_file(tmp_path / "in.mid")
    plain = takes(tmp_path, source, "--seed", 5)
    assert takes(tmp_path, source, "--seed", 5, "--style", "any") == plain
    for asked in (("--density", 9), ("--register", "C6"), ("--style", "irish")):
        assert takes(tmp_path, source, "--seed", 5, *asked) != plain
    told = takes(tmp_path, source, "--seed", 5, "--chords", "C", "--strength", 1e-9)
    assert told != plain
    assert {pitch % 12 for take in told for _, _, pitch, _ in take} - {0, 4, 7}


@pytest.mark.parametrize(
    "asked", [("--density", "0"), ("--density", "13"), ("--register", "H2"), ("--style", "rock")]
)
def test_what_cannot_be_asked_is_refused(tmp_path, asked):
    source = melody_file(tmp_path / "in.mid")
    assert call("continue", source, "-o", tmp_path / "out.mid", *asked) == 2
    assert not (tmp_path / "out.mid").exists()
