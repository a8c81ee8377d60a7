#!/usr/bin/env python3
"""Turns what criterion says (`--output-format bencher`) into the lines of all other benches:
    bench <name> nabij_ms=<n>
The exit code is 1 when nothing was measured."""

import re
import sys

MEASURED = re.compile(r"test (.+) \.\.\. bench: +([\d,]+) ns/iter")
found = 0
for line in sys.stdin:
    match = MEASURED.match(line)
    if match:
        found += 1
        milliseconds = int(match[2].replace(",", "")) / 1e6
        print(f"bench {match[1].replace(' ', '_')} nabij_ms={milliseconds:.4g}", flush=True)
sys.exit(0 if found else 1)
