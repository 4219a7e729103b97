"""The program `adviesspoor`: loads the command line where Ctrl-C is caught already, however early it comes."""

from __future__ import annotations

import sys

INTERRUPTED = 130
STOPPED = "Afgebroken: wat al klaar was, is bewaard; geef dezelfde opdracht opnieuw om verder te gaan."


def main() -> int:
    """Run the command line with the arguments of this process; returns the exit code."""
    try:
        from ui.cli import main as run

        return run()
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
