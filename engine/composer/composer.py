"""The window's side of the composer process: hands it tasks, and starts it again where it died."""

import logging
import multiprocessing
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, TypeVar

from engine.composer.messages import Failed, News, Stop
from engine.composer.tasks import Task
from engine.errors import AriettaError
from engine.jobs import Job, JobContext, JobRunner
from engine.last_words import why_ended
from engine.runtime.library import resources_folder

log = logging.getLogger(__name__)

Result = TypeVar("Result")

GLANCE = 0.01
"""Seconds between two looks whether a task is still wanted."""


class Composer:
    """Does tasks in a process of its own, which begins with the first of them.

    `models` is the folder of models. Why the process ended goes to the log, by way of `crash_file`
    where it could not say so itself.
    """

    def __init__(self, models: Path, crash_file: Path | None = None) -> None:
        self._models, self._crash_file = models, crash_file
        self._jobs = JobRunner()
        self._process: SpawnProcess | None = None
        self._conn: Connection | None = None

    def submit(
        self,
        task: Task[Result],
        *,
        key: str,
        on_progress: Callable[[Any], None] | None = None,
        on_done: Callable[[Result], None] | None = None,
        on_error: Callable[[AriettaError], None] | None = None,
    ) -> Job:
        """Have a task done, as JobRunner.submit says, whose thread only waits for what comes of it.

        What the task raises goes where a job's errors go; so does the end of the process.
        """
        work = partial(self._do, task)
        return self._jobs.submit(
            work, key=key, on_progress=on_progress, on_done=on_done, on_error=on_error
        )

    def cancel(self, key: str) -> None:
        """Cancel the running and the waiting task with this key, if there are any."""
        self._jobs.cancel(key)

    def close(self) -> None:
        """End the process; waits for it up to some seconds."""
        self._jobs.close()
        if self._conn is not None:
            self._conn.close()
        if (process := self._process) is not None:
            process.join(1.0)
            if process.is_alive():
                process.kill()

    @property
    def process_id(self) -> int | None:
        """The process's id, None while there is none."""
        return self._process.pid if self._process is not None else None

    # The jobs' thread

    def _do(self, task: Task[Result], job: JobContext) -> Result:
        if self._process is not None and not self._process.is_alive():
            self._bury()
        try:
            conn = self._conn or self._spawn()
            conn.send(task)
            return self._wait(conn, job)
        except (EOFError, ConnectionError) as error:
            self._bury()
            raise AriettaError(
                "the part of Arietta that writes music ended by itself; your music is untouched, "
                "ask again and it starts anew"
            ) from error

    def _wait(self, conn: Connection, job: JobContext) -> Any:
        """Reports the news till the task is over, be it cancelled: the next one needs the room."""
        stopped = False
        while True:
            if not stopped and job.cancelled():
                conn.send(Stop())
                stopped = True
            if not conn.poll(GLANCE):
                continue
            message = conn.recv()
            if isinstance(message, News):
                for value in message.values:
                    job.report(value)
            elif isinstance(message, Failed):
                raise message.error
            else:
                return message.result

    def _spawn(self) -> Connection:
        from engine.composer import child

        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=child.main,
            args=(theirs, self._models, resources_folder(), self._crash_file),
            daemon=True,
            name="Arietta composer",
        )
        process.start()
        theirs.close()
        self._process, self._conn = process, ours
        return ours

    def _bury(self) -> None:
        """Says why the process ended; the next task begins another."""
        process, conn = self._process, self._conn
        self._process = self._conn = None
        if conn is not None:
            conn.close()
        if process is not None and (why := why_ended(process, self._crash_file, "composer")):
            log.critical(why)
