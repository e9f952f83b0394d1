"""Writes the files beside this one, which are committed: `python -m tests.golden.files.make`."""

import json
from pathlib import Path

from engine.score.project.archive import pack
from engine.score.project.formats import from_0
from tests.unit.score.midi_files import Event, midi_file, track_chunk

HERE = Path(__file__).parent
NOTE: list[Event] = [(0, b"\x90\x3c\x60"), (480, b"\x80\x3c\x40")]
END = b"\x00\xff\x2f\x00"

OLD_SONG = {
    "format": 0,
    "song": {
        "name": "Old Song",
        "ppq": 480,
        "next_id": 8,
        "bpm": 90,
        "meter": [3, 4],
        "tracks": [
            {
                "id": 1,
                "name": "Tune",
                "program": 0,
                "channel": 0,
                "muted": False,
                "soloed": False,
                "clips": [
                    {
                        "id": 2,
                        "name": "",
                        "start": 0,
                        "length": 1440,
                        "notes": [[3, 60, 90, 0, 480], [4, 64, 80, 480, 960]],
                    }
                ],
            },
            {
                "id": 5,
                "name": "Kit",
                "program": 0,
                "channel": 9,
                "muted": True,
                "soloed": False,
                "clips": [
                    {"id": 6, "name": "", "start": 0, "length": 1440, "notes": [[7, 36, 99, 0, 60]]}
                ],
            },
        ],
    },
}

OLD_TAKES = [
    {
        "tool": "continue",
        "track_id": 1,
        "clip_id": 2,
        "source": "“Tune”, bar 1",
        "ppq": 480,
        "seed": 7,
        "model": "continue-melody",
        "sha256": "0" * 64,
        "device": "cpu",
        "seconds": 0.25,
        "options": {"bars": 1, "variations": 2, "seed": None},
        "offers": [
            {
                "notes": [[60 + 2 * number, 80, 1440, 480, 0]],
                "start": 1440,
                "end": 2880,
                "seed": number,
                "reason": "in C major, range one pitch, goes somewhere new",
                "scores": {"notes": 1.0},
                "starred": number == 0,
                "kept": number == 1,
            }
            for number in range(2)
        ],
    }
]
"""What was offered, as format 1 kept it."""


def chunk(body: bytes) -> bytes:
    """A track chunk with any bytes in it."""
    return b"MTrk" + len(body).to_bytes(4, "big") + body


def broken_midi_files() -> dict[str, bytes]:
    """Files that no reader can make sense of, by name."""
    whole = midi_file(1, 480, [track_chunk(NOTE), track_chunk(NOTE)])
    return {
        "empty.mid": b"",
        "garbage.mid": bytes(range(7, 207)),
        "text.mid": b"This is a letter and not a song.\n",
        "header-cut-off.mid": whole[:11],
        "track-cut-off.mid": whole[:-9],
        "track-missing.mid": whole[: len(whole) // 2 + 7],
        "zero-ppq.mid": midi_file(1, 0, [track_chunk(NOTE)]),
        "smpte.mid": midi_file(1, 0xE728, [track_chunk(NOTE)]),
        "type-2.mid": midi_file(2, 480, [track_chunk(NOTE)]),
        "type-9.mid": midi_file(9, 480, [track_chunk(NOTE)]),
        "no-status.mid": midi_file(1, 480, [chunk(b"\x00\x3c\x40" + END)]),
        "huge-delta.mid": midi_file(1, 480, [chunk(b"\x81\x80\x80\x80\x00\x90\x3c\x40" + END)]),
        "negative-delta.mid": midi_file(1, 480, [chunk(b"\xff\xff\xff\xff\xff\x90\x3c\x40" + END)]),
        "event-cut-off.mid": midi_file(1, 480, [chunk(b"\x00\x90\x3c")]),
        "meta-too-long.mid": midi_file(1, 480, [chunk(b"\x00\xff\x01\x7fabc")]),
        "status-in-data.mid": midi_file(1, 480, [chunk(b"\x00\x90\x3c\x90" + END)]),
        "real-time.mid": midi_file(1, 480, [chunk(b"\x00\xf8" + END)]),
    }


def main() -> None:
    """Writes them all."""
    for name, data in broken_midi_files().items():
        (HERE / name).write_bytes(data)
    (HERE / "format-0.arietta").write_bytes(pack({"song.json": json.dumps(OLD_SONG)}))
    with_takes = {**from_0(OLD_SONG), "takes": OLD_TAKES}
    (HERE / "format-1.arietta").write_bytes(pack({"song.json": json.dumps(with_takes)}))


if __name__ == "__main__":
    main()
