"""Continue: new bars after a melody, several takes at once, inside the locks that hold."""

from collections.abc import Sequence
from dataclasses import replace

from engine.representation.returns import Returns
from engine.runtime.library import LoadedModel
from engine.score.song import Note, Song
from engine.tools.asking import NOBODY, Ears
from engine.tools.continue_options import ContinueOptions
from engine.tools.fence import Fence
from engine.tools.melody.desk import RECENT, Desk, Site, rules_of
from engine.tools.melody.dynamics import Dynamics
from engine.tools.melody.form import Form
from engine.tools.melody.line import melody_line
from engine.tools.melody.locking import key_of, locks_of
from engine.tools.melody.prompt import longest_rest, read_prompt
from engine.tools.melody.told import Told
from engine.tools.stretch import Stretch
from engine.tools.takes import Answer
from engine.tools.writing import Rules

MOST_REST = 8


def continue_melody(
    song: Song,
    track_id: int,
    options: ContinueOptions,
    model: LoadedModel,
    ears: Ears = NOBODY,
) -> Answer:
    """Takes of `bars` bars from the first bar line at or after the track's last note-off.

    No bar of a take is without an onset unless the melody has empty bars. All takes are decoded in
    one batch; `ears` hear of each note as it is decided (its end may still move back to the next
    onset) and of each take that is complete. One seed gives take k the same
    random numbers whatever the number of takes; the network's rounding may differ with the size of
    the batch in the last bits. Raises ToolError, UnknownKey, UnknownChord, ModelError, Cancelled.
    """
    options.check()
    options = options.in_force()
    track = song.track(track_id)
    melody = melody_line(song, track)
    key, lock = key_of(options.key, melody[-RECENT:])
    stretch = Stretch.after(song, track, options.bars)
    rest = min(MOST_REST, longest_rest(melody, stretch.grid))
    fence = Fence(stretch.grid, stretch.grid_start, stretch.grid_end, rest)
    locks = locks_of(options, lock, song, stretch)
    rules = rules_of(options, locks, key, melody, fence)
    rules = with_form(rules, options, model, melody)
    site = Site(
        stretch,
        (stretch.start, stretch.end),
        Dynamics.of(melody),
        melody,
        lambda limit: read_prompt(melody, stretch.grid, fence.first_bar, limit),
    )
    desk = Desk(site, Told.of(options, key, locks), rules, model, ears)
    return desk.answer(options)


def with_form(
    rules: Rules, options: ContinueOptions, model: LoadedModel, melody: Sequence[Note]
) -> Rules:
    """The rules, with a plan of what comes back: not at temperature 0, nor where the options say
    otherwise what new bars are like, nor by a model beside which nothing was counted.
    """
    name = model.card.tensors.get("habits")
    otherwise = any((options.no_repeat, options.density, options.register))
    if name is None or otherwise or not (options.temperature and options.form):
        return rules
    returns = Returns.read(model.card.folder / str(name))
    form = Form(returns, options.form, options.style, melody, rules.fence)
    return replace(rules, leanings=(*rules.leanings, form))
