"""The workflow that publishes: its shape, and its commands run in order in a copy of the project."""
import os
import pathlib
import re
import shutil
import subprocess

import pytest
import yaml

from browser import GALLERY, ROOT

WORKFLOW = yaml.load((ROOT / ".github/workflows/pages.yml").read_text(), yaml.BaseLoader)
STEPS = WORKFLOW["jobs"]["build"]["steps"]


def position(text):
    """Of the one step that runs or uses the text."""
    found = [n for n, step in enumerate(STEPS) if text in step.get("run", "") + step.get("uses", "")]
    assert len(found) == 1, (text, found)
    return found[0]


def test_every_push_to_main_is_published_and_so_is_what_is_started_by_hand():
    assert WORKFLOW["on"] == {"push": {"branches": ["main"]}, "workflow_dispatch": ""}
    assert WORKFLOW["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert WORKFLOW["concurrency"]["cancel-in-progress"] == "false"
    assert WORKFLOW["jobs"]["publish"]["needs"] == "build"


def test_steps_come_in_an_order_that_publishes_nothing_wrong():
    order = ["actions/checkout@", ".ci/install build", "actions/cache@", "swift build -c release",
             "check --strict --format github", "actions/configure-pages@", "gallery build --strict",
             "rm -f Site/.gallery-", "actions/upload-pages-artifact@"]
    places = [position(text) for text in order]
    assert places == sorted(places)
    assert STEPS[position("actions/cache@")]["with"]["path"] == ".build"
    assert STEPS[position("actions/upload-pages-artifact@")]["with"]["path"] == "Site"
    assert "pkg-config" in (ROOT / ".ci/install").read_text()
    for job in WORKFLOW["jobs"].values():
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step)
            assert "uses" not in step or re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"]), step
            assert not {"continue-on-error", "if"} & step.keys(), "a failing step ends the run"


def test_what_steps_say_of_each_other_exists():
    ids = {step["id"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "id" in step}
    text = (ROOT / ".github/workflows/pages.yml").read_text()
    named = set(re.findall(r"steps\.(\w+)\.outputs", text))
    assert named and named <= ids
    product = re.search(r"--product (\S+)", STEPS[position("swift build")]["run"])[1]
    assert f'.executable(name: "{product}"' in (ROOT / "Package.swift").read_text()


def test_its_commands_check_build_and_clean_the_site(tmp_path, site):
    for folder in ["Content", "Templates"]:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    # What the last build noted spares this one the pages that are the same.
    shutil.copytree(site, tmp_path / "Site")
    (tmp_path / ".build/release").mkdir(parents=True)
    (tmp_path / ".build/release/gallery").symlink_to(GALLERY)
    address = min(re.findall(r"<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text()), key=len)
    run = 0
    for step in STEPS:
        command = step.get("run", "")
        if command.startswith((".ci/", "swift ")) or not command:
            continue
        assert set(step.get("env", {})) <= {"BASE_URL"}
        end = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", command], cwd=tmp_path, capture_output=True, text=True,
            env=os.environ | {"BASE_URL": address.rstrip("/")})
        assert end.returncode == 0, (command, end.stdout[-2000:], end.stderr[-2000:])
        run += 1
    assert run == 3
    left = [path.name for path in (tmp_path / "Site").iterdir()]
    assert "index.html" in left and not [name for name in left if name.startswith(".gallery-")]
    assert address in (tmp_path / "Site/feed.xml").read_text()


def test_a_problem_becomes_an_annotation_and_ends_the_run(tmp_path):
    (tmp_path / "Content/models").mkdir(parents=True)
    shutil.copytree(ROOT / "Templates", tmp_path / "Templates")
    shutil.copy(ROOT / "Content/gallery.yml", tmp_path / "Content")
    (tmp_path / "Content/models/x.md").write_text("---\nname: X\nwdith: 3\n---\n")
    command = STEPS[position("check --strict")]["run"].split()
    end = subprocess.run([GALLERY, *command[1:]], cwd=tmp_path, capture_output=True, text=True)
    assert end.returncode == 1
    assert re.search(r"^::error file=Content/models/x\.md,line=3,col=1,title=unknown-field::", end.stdout, re.M)
