"""Runs a command and writes what it cost, children included: measure.py RESULT.json COMMAND [ARGUMENT...]"""
import json
import os
import sys
import time


def main():
    result, command = sys.argv[1], sys.argv[2:]
    begin = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - begin
    # Linux counts kibibytes, macOS bytes.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    with open(result, "w") as file:
        json.dump({"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peakBytes": peak}, file)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
