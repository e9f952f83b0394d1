"""Running ONNX graphs. The only file that imports onnxruntime, and only once a graph is opened."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, Protocol

import numpy as np

from engine.runtime.errors import REPAIR, ModelError

Device = Literal["auto", "cpu", "gpu"]

NO_CUDA = (
    "CUDA did not load, so the CPU does the work; it needs an NVIDIA card, CUDA 13 and cuDNN 9, "
    "and in an installed Arietta the add-on arietta-cuda"
)

_CPU, _CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"
_FATAL = 4
_IDENTITY = (
    b'\x08\x08:7\n\x10\n\x01x\x12\x01y"\x08Identity\x12\x01gZ\x0f\n\x01x\x12\n\n\x08'
    b"\x08\x01\x12\x04\n\x02\x08\x01b\x0f\n\x01y\x12\n\n\x08\x08\x01\x12\x04\n\x02\x08\x01B\x04\n\x00\x10\r"
)
"""The smallest graph, y = x, to try a provider with."""


class Runs(Protocol):
    """A graph that is open: an ONNX file's, or tables in the place of one."""

    inputs: Mapping[str, tuple[Any, ...]]
    outputs: Mapping[str, tuple[Any, ...]]
    device: Literal["cpu", "gpu"]
    notice: str

    def run(
        self, outputs: Sequence[str] | None, feeds: Mapping[str, np.ndarray]
    ) -> list[np.ndarray]:
        """The named outputs (all where None), in order, for these inputs. Raises ModelError."""
        ...


class Session:
    """One graph, opened. It runs on one thread, which never spins while it waits."""

    def __init__(self, path: Path, device: Device = "cpu") -> None:
        """Open a graph; `gpu` falls back to the CPU where CUDA does not load, and `notice` says so.

        Raises ModelError for a file that is no graph or that onnxruntime cannot run.
        """
        onnxruntime = _onnxruntime()
        self.path = path
        self._session: Any = None
        if device == "gpu":
            self._session = _try_cuda(onnxruntime, str(path))
        self.device: Literal["cpu", "gpu"] = "gpu" if self._session else "cpu"
        self._session = self._session or _open_on_cpu(onnxruntime, path)
        self.notice = ""
        if device == "gpu" and self.device == "cpu":
            self.notice = NO_CUDA
        self.inputs = _shapes(self._session.get_inputs())
        self.outputs = _shapes(self._session.get_outputs())

    def run(
        self, outputs: Sequence[str] | None, feeds: Mapping[str, np.ndarray]
    ) -> list[np.ndarray]:
        """The named outputs (all where None), in order, for these inputs. Raises ModelError."""
        try:
            return self._session.run(outputs, feeds)
        except Exception as error:
            reason = " ".join(str(error).split())
            raise ModelError(f"{self.path} could not be run ({reason}); {REPAIR}") from None


def _shapes(tensors: Sequence[Any]) -> Mapping[str, tuple[Any, ...]]:
    return {each.name: tuple(each.shape) for each in tensors}


def gpu_works() -> bool:
    """Whether onnxruntime really loads CUDA on this machine, found out by opening a tiny graph."""
    return _try_cuda(_onnxruntime(), _IDENTITY) is not None


def runtime() -> tuple[str, list[str]]:
    """Which onnxruntime there is, and what it may run on. Raises ModelError."""
    onnxruntime = _onnxruntime()
    return onnxruntime.__version__, onnxruntime.get_available_providers()


def _try_cuda(onnxruntime: ModuleType, graph: str | bytes) -> Any:
    """A session that really runs on CUDA, or None: the list of providers alone proves nothing."""
    if _CUDA not in onnxruntime.get_available_providers():
        return None
    try:
        session = onnxruntime.InferenceSession(
            graph, _options(onnxruntime), providers=[_CUDA, _CPU], enable_fallback=False
        )
    except Exception:
        return None
    return session if _CUDA in session.get_providers() else None


def _open_on_cpu(onnxruntime: ModuleType, path: Path) -> Any:
    try:
        return onnxruntime.InferenceSession(
            str(path), _options(onnxruntime), providers=[_CPU], enable_fallback=False
        )
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ModelError(f"{path} is no model that can be run here ({reason}); {REPAIR}") from None


def _onnxruntime() -> ModuleType:
    """The library, told first to report nothing to its makers and to keep no mark of this machine:
    from 1.31 on it does both on every system unless the environment forbids it (its Privacy.md).
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as error:
        raise ModelError(
            f"onnxruntime cannot be loaded ({error}); run the set-up again (make run)"
        ) from None
    onnxruntime.set_default_logger_severity(_FATAL)
    return onnxruntime


def _options(onnxruntime: ModuleType) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = _FATAL
    # Without its arena the memory of a long take goes back to the system; the speed is the same.
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.inter_op.allow_spinning", "0")
    return options
