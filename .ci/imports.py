#!/usr/bin/env python3
"""Holds the import rules of Sources/ARCHITECTURE.md: which target may import which, and each third-party module in one file."""
import pathlib, re, sys

ALLOWED = {
    "Diagnostics": set(),
    "Architecture": {"Diagnostics"},
    "Diagram": {"Architecture", "Diagnostics"},
    "Catalog": {"Architecture", "Diagnostics", "CMarkGFM", "Yams"},
    "Checkpoint": {"Architecture", "Diagnostics"},
    "HuggingFace": {"Architecture", "Diagnostics"},
    "Website": {"Architecture", "Catalog", "Diagnostics", "Diagram"},
    "Preview": {"Architecture", "Catalog", "Diagnostics", "Website", "FlyingSocks"},
    "Publish": {"Diagnostics"},
    "gallery": {"Architecture", "Catalog", "Checkpoint", "Diagnostics", "Diagram", "HuggingFace", "Preview", "Publish", "Website", "ArgumentParser"},
}
# Each of these is seen by few files; the limit is the number of files, not a list of names to keep.
LIMITS = {"CMarkGFM": 1, "Yams": 2, "FlyingSocks": 1}
SYSTEM = {"Foundation", "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin"}
# Pure targets compute; they neither read files nor print.
PURE = {"Diagnostics", "Architecture", "Diagram"}

problems, users = [], {}
for file in sorted(pathlib.Path("Sources").rglob("*.swift")):
    target = file.parts[1]
    for number, line in enumerate(file.read_text().splitlines(), 1):
        found = re.match(r"\s*(?:@\w+ )*(?:public |internal |private )?import (?:struct |class |enum |func )?(\w+)", line)
        if not found:
            continue
        module = found.group(1)
        users.setdefault(module, set()).add(str(file))
        if module in SYSTEM:
            if module == "Foundation" and target in PURE:
                problems.append(f"{file}:{number}: {target} is pure and must not import Foundation")
        elif module not in ALLOWED.get(target, set()):
            problems.append(f"{file}:{number}: {target} must not import {module}")
for module, limit in LIMITS.items():
    if len(users.get(module, ())) > limit:
        problems.append(f"{module} is imported in {len(users[module])} files, at most {limit}: {', '.join(sorted(users[module]))}")
for problem in problems:
    print(problem)
print(f"{len(problems)} import problems")
sys.exit(bool(problems))
