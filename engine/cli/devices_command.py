"""devices: what this machine and this installation have to work with."""

from typing import Any

from engine.cli.session import Call
from engine.errors import AriettaError
from engine.runtime.session import gpu_works


def devices_command(call: Call) -> None:
    """Say which MIDI ports, audio outputs, compute providers and models can be used."""
    driver, inputs, outputs = _midi()
    audio = _audio()
    compute = ["cpu", "gpu"] if gpu_works() else ["cpu"]
    models = [_model(call, name) for name in call.library.names()]
    lines = [
        f"MIDI: {driver}",
        *(f"  input   {name}" for name in inputs),
        *(f"  output  {name}" for name in outputs),
        f"Audio: {audio or 'none (sound is rendered to files only)'}",
        f"Compute: {', '.join(compute)}",
        f"Models in {call.library.folder}:" + ("" if models else " none"),
        *(f"  {model['name']}  {model.get('trouble') or _serves(model)}" for model in models),
    ]
    call.answer(
        {
            "tool": "devices",
            "midi": {"driver": driver, "inputs": inputs, "outputs": outputs},
            "audio": [audio] if audio else [],
            "compute": compute,
            "models": models,
        },
        lines,
    )


def _midi() -> tuple[str, list[str], list[str]]:
    from engine.playback.ports import Ports

    ports = Ports(lambda *_: None)
    try:
        ports.connect()
        ports.look()
        return ports.backend, list(ports.listing.inputs), list(ports.listing.outputs)
    finally:
        ports.close()


def _audio() -> str:
    """The audio system that an output really opens on, "" where there is none."""
    from engine.playback.audio import AudioOut

    def silence(block: memoryview, _: float) -> None:
        block[:] = bytes(len(block))

    out = AudioOut(silence)
    try:
        return out.name
    finally:
        out.close()


def _model(call: Call, name: str) -> dict[str, Any]:
    try:
        card = call.library.card(name)
    except AriettaError as error:
        return {"name": name, "trouble": str(error)}
    return {
        "name": name,
        "version": card.version,
        "tools": list(card.tools),
        "sha256": card.sha256,
        "gpu": card.gpu,
    }


def _serves(model: dict[str, Any]) -> str:
    return f"{model['version']}, for {' and '.join(model['tools'])}"
