"""Files read in processes of their own (index/worker.py), each within its limits: what dies or hangs costs little.

A page that kills or hangs its process is left out the second time, so that it costs that page and not the file; a file
that does it again and again is given up.
"""

from __future__ import annotations

import os
import pickle
import selectors
import signal
import struct
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import AdviesspoorError
from corpus.model import Category, Document, Problem
from index.worker import OUT_OF_MEMORY, Asked, PageRead, Prepared, Ready
from ingest.read import PageDone

READER = "index.worker:read_and_analyse"
# Pages of one file that may be lost with their process before the file is given up.
MOST_LOST = 3
# Between two looks at the workers no more seconds than these count against their limits: when we look later than that,
# this process, or the whole machine, stood still, and that is no file's fault.
LONGEST_LOOK = 2.0
# Seconds after which a worker that is still starting counts as hanging on its file.
START_SECONDS = 300.0
# How pdfium ends when it gets no memory: it calls abort(); the system's own remedy is to kill.
_NO_MEMORY = (-signal.SIGABRT, -signal.SIGKILL, OUT_OF_MEMORY)
# How a program ends that stumbles over a file.
_STUMBLED = (-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL, -signal.SIGTRAP, -signal.SIGFPE)

Answer = PageRead | Prepared | Problem


def work(
    files: Sequence[Asked], reader: str, workers: int, crew: Crew | None = None
) -> Iterator[tuple[Asked, Answer, float]]:
    """Read `files` in their order, as many at a time as there are `workers`; a `crew` that is given is kept for more.

    Gives each file as it was asked with a PageRead when it is open (number 0) and one a page, each once, and in the end
    a Prepared or the Problem that left nothing; and the seconds that it took so far.
    """
    kept, crew = crew is not None, crew or Crew(reader)
    crew.waiting.extend(_Job(file) for file in files)
    try:
        while crew.waiting or any(worker.job for worker in crew.workers):
            crew.give_out(workers)
            for worker, frames in crew.heard():
                for frame in frames:
                    job = worker.job
                    assert job is not None
                    if isinstance(frame, PageRead):
                        worker.page_began, worker.page, worker.total = crew.spent, frame.number, frame.total
                        if frame.number == frame.total:
                            crew.give_ahead(worker)
                        if frame.number <= job.told:  # told in an attempt before
                            continue
                        job.told = frame.number
                    else:
                        crew.go_on(worker)
                        crew.give_out(workers)  # before whoever hears of this file does his part
                    yield job.asked, frame, job.seconds()
            for job, problem in crew.lost():
                yield job.asked, problem, job.seconds()
    finally:
        if not kept:
            crew.close()


def read_file(
    asked: Asked, page_done: PageDone | None = None, *, reader: str = READER
) -> Document:  # fmt: skip
    """Read one file in a process of its own. Raises AdviesspoorError when nothing of it can be read."""
    for _, answer, _ in work([asked], reader, 1):
        if isinstance(answer, Prepared):
            return answer.document
        if isinstance(answer, Problem):
            raise AdviesspoorError(answer.message, answer.category)
        if page_done is not None:
            page_done(answer.number, answer.total, answer.recognised)
    raise AssertionError("a file ends with a document or a problem")


@dataclass(slots=True)
class _Job:
    """A file as it was asked, the pages that it lost by now, since when it is being read, the last page told.

    `began` is the hour, `at` what the crew had spent by then.
    """

    asked: Asked
    lost: tuple[Problem, ...] = ()
    began: float = 0.0
    at: float = 0.0
    told: int = -1

    def seconds(self) -> float:
        return time.monotonic() - self.began


@dataclass(slots=True)
class _Worker:
    """A process, the file that it reads, and the one after it where that is given already."""

    process: subprocess.Popen[bytes]
    ready: bool = False
    job: _Job | None = None
    next: _Job | None = None
    given: float = 0.0
    page_began: float = 0.0
    page: int = 0
    total: int = 0
    received: bytearray = field(default_factory=bytearray)


@dataclass(slots=True)
class Crew:
    """Reading processes of one `reader`, hired as they are needed, and the files that wait for them.

    `spent` is the clock of the limits: seconds, without those in which we did not look.
    """

    reader: str
    spent: float = 0.0
    looked: float = field(default_factory=time.monotonic)
    waiting: deque[_Job] = field(default_factory=deque)
    workers: list[_Worker] = field(default_factory=list)
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    ended: list[tuple[_Job, Problem]] = field(default_factory=list)

    def give_out(self, most: int) -> None:
        """A file to every worker that has none; a new worker where there are files left and not yet `most`."""
        for worker in list(self.workers):
            if worker.job is None and self.waiting:
                self._give(worker)
        while self.waiting and len(self.workers) < most:
            self._give(self._hire())

    def give_ahead(self, worker: _Worker) -> None:
        """The next file to a worker that has read all pages of its own: what is left of that takes no time to speak of.

        So it never waits for us, and no file waits for a long one while another worker has nothing to do.
        """
        if self.waiting and worker.next is None:
            worker.next = self.waiting.popleft()
            self._tell(worker, worker.next)

    def go_on(self, worker: _Worker) -> None:
        """A worker is done with its file: it has none, or the one that was given ahead, whose time begins now."""
        job, worker.job, worker.next = worker.next, None, None
        if job is not None:
            self._begin(worker, job)

    def heard(self) -> Iterator[tuple[_Worker, Iterator[Answer]]]:
        """What the workers say within half a second; those that died are replaced."""
        said = self.selector.select(timeout=0.5)
        now = time.monotonic()
        self.spent += min(now - self.looked, LONGEST_LOOK)
        self.looked = now
        for key, _ in said:
            worker: _Worker = key.data
            data = os.read(key.fd, 1 << 20)
            if data:
                worker.received += data
                yield worker, self._answers(worker)
                continue
            with suppress(subprocess.TimeoutExpired):
                worker.process.wait(5)  # its own end says more than ours
            self._dismiss(worker)
            if worker.job is not None:
                self._blame(worker, worker.job, _died(worker.process.returncode, worker.job.asked))

    def lost(self) -> Iterator[tuple[_Job, Problem]]:
        """The files that are given up by now, because they took too long or their process died."""
        for worker in list(self.workers):
            job = worker.job
            if job is None:
                continue
            limits = job.asked.limits
            if not worker.ready and self.spent - worker.given < START_SECONDS:
                continue
            if self.spent - job.at > limits.file_seconds:
                self._dismiss(worker)
                said = f"Het lezen duurde langer dan {limits.file_seconds:g} seconden (instelling file_seconds)."
                self.ended.append((job, Problem(Category.TOO_SLOW, said)))
            elif worker.page < worker.total and self.spent - worker.page_began > limits.page_seconds:
                self._dismiss(worker)
                said = f"Het lezen duurde langer dan {limits.page_seconds:g} seconden (instelling page_seconds)."
                self._blame(worker, job, Problem(Category.TOO_SLOW, said))
        yield from self.ended
        self.ended.clear()

    def close(self) -> None:
        """End every process."""
        for worker in list(self.workers):
            self._dismiss(worker)
        self.selector.close()

    def _answers(self, worker: _Worker) -> Iterator[Answer]:
        """What a worker said; until it is ready, which it says first, no time is its file's."""
        for frame in _frames(worker.received):
            if not isinstance(frame, Ready):
                yield frame
                continue
            worker.ready = True
            if worker.job is not None:
                worker.job.at += self.spent - worker.given

    def _blame(self, worker: _Worker, job: _Job, problem: Problem) -> None:
        """The page at which a worker ended is left out the next time; where it was at none, the file is given up."""
        if worker.page >= worker.total or len(job.lost) >= MOST_LOST:
            self.ended.append((job, problem))
            return
        number = worker.page + 1
        said = f"Pagina {number} is overgeslagen. {problem.message}"
        job.lost = (*job.lost, Problem(problem.category, said, number))
        self.waiting.appendleft(job)

    def _hire(self) -> _Worker:
        root = str(Path(__file__).resolve().parent.parent)
        path = os.pathsep.join(p for p in (root, os.environ.get("PYTHONPATH", "")) if p)
        process = subprocess.Popen(
            [sys.executable, "-m", "index.worker", self.reader],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # one thread each: the workers together already keep every processor busy
            env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"},
            start_new_session=True,  # so that its own Tesseract ends with it
        )
        worker = _Worker(process)
        self.workers.append(worker)
        assert process.stdout is not None
        os.set_blocking(process.stdout.fileno(), False)
        self.selector.register(process.stdout, selectors.EVENT_READ, worker)
        return worker

    def _give(self, worker: _Worker) -> None:
        job = self.waiting.popleft()
        self._begin(worker, job)
        self._tell(worker, job)

    def _begin(self, worker: _Worker, job: _Job) -> None:
        worker.job, worker.page, worker.total, worker.given = job, 0, 0, self.spent
        if not job.began:
            job.began, job.at = time.monotonic(), self.spent

    def _tell(self, worker: _Worker, job: _Job) -> None:
        assert worker.process.stdin is not None
        try:
            worker.process.stdin.write(pickle.dumps(replace(job.asked, lost=job.lost)).hex().encode() + b"\n")
            worker.process.stdin.flush()
        except BrokenPipeError:
            return  # dead already: its output ends, which is heard

    def _dismiss(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        if worker.next is not None:
            self.waiting.appendleft(worker.next)
            worker.next = None
        self.selector.unregister(worker.process.stdout)  # type: ignore[arg-type]
        with suppress(ProcessLookupError):
            os.killpg(worker.process.pid, signal.SIGKILL)
        worker.process.wait()
        for stream in (worker.process.stdin, worker.process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue  # it died with our last words unread


def _frames(received: bytearray) -> Iterator[Answer | Ready]:
    while len(received) >= 8:
        (length,) = struct.unpack_from("<Q", received)
        if len(received) < 8 + length:
            return
        frame = pickle.loads(received[8 : 8 + length])
        del received[: 8 + length]
        yield frame


def _died(code: int | None, asked: Asked) -> Problem:
    if code in _NO_MEMORY:
        limit = f"{asked.limits.memory_megabytes:g} MB geheugen (instelling memory_megabytes)"
        return Problem(Category.TOO_LARGE, f"Het lezen vroeg meer dan {limit}.")
    if code in _STUMBLED:
        return Problem(Category.DAMAGED, "Het lezen brak af: het bestand is beschadigd.")
    return Problem(Category.INTERNAL, f"Het lezen brak af (het leesproces stopte met code {code}).")
