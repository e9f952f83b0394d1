"""score: how likely the model finds each note, and what theory says of the melody."""

from typing import Any

from engine.cli.files import picked_track, read_song
from engine.cli.session import Call
from engine.tools.errors import ToolError
from engine.tools.hearing.score import ScoreResult, score_melody


def score_command(call: Call) -> None:
    """Score one track of a file. Raises AriettaError."""
    path = call.options.input
    song = read_song(path)
    track = picked_track(song, call.options.track, path)
    model = call.load_model("score")
    try:
        result = score_melody(
            song,
            track.id,
            model,
            on_progress=lambda share: call.progress(f"{share:.0%}"),
            cancelled=lambda: call.interrupts.seen,
        )
    except ToolError as error:
        raise ToolError(f"{path}: {error} (--track picks another)") from None
    finally:
        call.progress("")
    worst = sorted(result.notes, key=lambda note: -note.nats)[:3]
    call.answer(
        _told(result),
        [
            f"{path}: {result.nats_per_note:.3f} nats per note over {len(result.notes)} notes",
            *(
                f"  surprising: bar {song.meters.position_at(n.tick)}, {n.nats:.1f} nats"
                for n in worst
            ),
            *(_line(name, value, result) for name, value in result.metrics.items()),
        ],
    )


def _told(result: ScoreResult) -> dict[str, Any]:
    """The result as it is told to programs."""
    return {
        "tool": "score",
        "model": result.model,
        "sha256": result.sha256,
        "device": result.device,
        "notes": [{"tick": n.tick, "pitch": n.pitch, "nats": n.nats} for n in result.notes],
        "nats_per_note": result.nats_per_note,
        "velocity_nats": result.velocity_nats,
        "metrics": dict(result.metrics),
        "real": {
            kind: {name: real._asdict() for name, real in measures.items()}
            for kind, measures in result.real.items()
        },
    }


def _line(name: str, value: float, result: ScoreResult) -> str:
    """A measure, and what it comes to in real music: the mean and the middle four fifths."""
    beside = [
        f"{kind} {real[name].mean:.3g} [{real[name].low:.3g}, {real[name].high:.3g}]"
        for kind, real in result.real.items()
        if name in real
    ]
    told = f" (real: {', '.join(beside)})" if beside else ""
    return f"  {name.replace('_', ' ')}: {value:.3g}{told}"
