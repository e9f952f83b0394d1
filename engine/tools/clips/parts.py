"""The parts of what is made for several players: what each is called, and how it sounds."""

from dataclasses import dataclass

from engine.score.song import DRUM_CHANNEL


@dataclass(frozen=True)
class Part:
    """A player: a MIDI channel, from 0, and a General MIDI program, from 0."""

    name: str
    channel: int
    program: int = 0


MELODY = Part("Melody", 0)
BASS = Part("Bass", 1, program=33)
DRUMS = Part("Drums", DRUM_CHANNEL)

TRIO = (MELODY, BASS, DRUMS)
"""A trio, from the top."""
