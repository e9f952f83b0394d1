"""Background work on one thread, with progress, cancel, and a rule for late results."""

import logging
import sys
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from engine.errors import AriettaError

log = logging.getLogger(__name__)

Result = TypeVar("Result")

HANDOVER = 0.0005
"""Seconds after which whoever else waits for the interpreter gets it. A turn of the window waits
for it several times while a job is at work, each time for so long at most.
"""


class Cancelled(Exception):
    """Raised by work that stops because it was asked to. It is no error, and nobody is told."""


class JobContext:
    """What a piece of work sees of its job."""

    def __init__(self, job: "Job") -> None:
        self._job = job

    def cancelled(self) -> bool:
        """Whether the work should stop; to be asked at least every few milliseconds."""
        return self._job.cancelled

    def report(self, value: Any) -> None:
        """Hand progress to the job's `on_progress`, unless the job was cancelled."""
        if not self._job.cancelled and self._job.on_progress is not None:
            self._job.on_progress(value)


class Job:
    """One piece of submitted work. Made by JobRunner.submit."""

    def __init__(
        self,
        work: Callable[[JobContext], Any],
        key: str,
        on_progress: Callable[[Any], None] | None,
        on_done: Callable[[Any], None] | None,
        on_error: Callable[[AriettaError], None] | None,
    ) -> None:
        self.work = work
        self.key = key
        self.on_progress = on_progress
        self.on_done = on_done
        self.on_error = on_error
        self._cancelled = threading.Event()
        self._finished = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether this job was cancelled or replaced by a newer one with its key."""
        return self._cancelled.is_set()

    @property
    def finished(self) -> bool:
        """Whether the work and its callbacks are over, or will never begin."""
        return self._finished.is_set()

    def cancel(self) -> None:
        """Ask the work to stop. No callback follows, save one that has just begun."""
        self._cancelled.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the job is finished; whether it is."""
        return self._finished.wait(seconds)

    def run(self) -> None:
        """Do the work and hand on what comes of it. Never raises."""
        try:
            if not self.cancelled:
                self._work_and_tell()
        except Exception:
            log.exception("a callback of the job %r failed", self.key)
        finally:
            self._finished.set()

    def abandon(self) -> None:
        """Finish a job that never began."""
        self._cancelled.set()
        self._finished.set()

    def _work_and_tell(self) -> None:
        try:
            result = self.work(JobContext(self))
        except Cancelled:
            return
        except AriettaError as error:
            self._tell(self.on_error, error)
        except Exception as error:
            log.exception("the job %r failed", self.key)
            text = f"something went wrong inside Arietta ({type(error).__name__}: {error}); "
            self._tell(
                self.on_error, AriettaError(text + "your music is untouched, please report it")
            )
        else:
            self._tell(self.on_done, result)

    def _tell(self, callback: Callable[[Any], None] | None, value: Any) -> None:
        if callback is not None and not self.cancelled:
            callback(value)


class JobRunner:
    """One worker thread for the work of one window, begun with the first job.

    A new job cancels the running job with its key and replaces the waiting one; jobs with other
    keys run one after another. Callbacks come on the worker thread, and only for a job that is not
    cancelled: a replaced job is never heard of again. A callback that hops to another thread asks
    `job.cancelled` again there, as a newer job may have been submitted in between.
    """

    def __init__(self) -> None:
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(
        self,
        work: Callable[[JobContext], Result],
        *,
        key: str,
        on_progress: Callable[[Any], None] | None = None,
        on_done: Callable[[Result], None] | None = None,
        on_error: Callable[[AriettaError], None] | None = None,
    ) -> Job:
        """Queue work under a key and return at once. Raises RuntimeError after close()."""
        job = Job(work, key, on_progress, on_done, on_error)
        with self._wake:
            if self._closed:
                raise RuntimeError("the job runner is closed")
            self._cancel(key)
            self._waiting.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name="arietta-jobs", daemon=True)
                self._thread.start()
            self._wake.notify()
        return job

    def cancel(self, key: str) -> None:
        """Cancel the running and the waiting job with this key, if there are any."""
        with self._wake:
            self._cancel(key)

    def close(self, seconds: float = 5.0) -> bool:
        """Cancel everything and wait for the thread to end; whether it has."""
        with self._wake:
            self._closed = True
            for job in self._waiting:
                job.abandon()
            self._waiting.clear()
            if self._running is not None:
                self._running.cancel()
            self._wake.notify()
        if self._thread is None or self._thread is threading.current_thread():
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _cancel(self, key: str) -> None:
        if self._running is not None and self._running.key == key:
            self._running.cancel()
        for job in [job for job in self._waiting if job.key == key]:
            self._waiting.remove(job)
            job.abandon()

    def _loop(self) -> None:
        sys.setswitchinterval(min(HANDOVER, sys.getswitchinterval()))
        while True:
            with self._wake:
                self._running = None
                while not self._waiting and not self._closed:
                    self._wake.wait()
                if self._closed:
                    return
                self._running = self._waiting.popleft()
            self._running.run()
